"""Tables of Word documents as sheets: merged cells, titles above, what Word does not show."""

from __future__ import annotations

import pytest

from db.errors import FileRefused
from db.exchange.list_reader import read_list
from db.exchange.workbooks import wordtables
from db.exchange.xlsx import read_workbook
from db.faults import FileFault
from tests.db.exchange.foreign import (
    docx,
    paragraph,
    saved_as,
    with_office,
    word_cell,
    word_table,
)
from tests.db.exchange.hostile import packed
from tests.db.exchange.traps.trap import lines

TITLE = "清河县教育事业发展规划（2021—2025年）主要指标"
LIST = word_table(
    [word_cell("类别", tall="starts"), word_cell("指标名称", tall="starts"),
     word_cell("单位", tall="starts"), word_cell("数值", wide=2)],
    [word_cell(tall="goes on"), word_cell(tall="goes on"), word_cell(tall="goes on"),
     word_cell("2020年"), word_cell("2025年\n目标")],
    [word_cell("学前教育", tall="starts"), word_cell("毛入园率"), word_cell("%"),
     word_cell("93.91"), word_cell("95%以上")],
    [word_cell(tall="goes on"), word_cell("普惠率"), word_cell("%"), word_cell("87"),
     word_cell("92")],
    [word_cell("义务教育"), word_cell("巩固率"), word_cell("%"), word_cell("99.1"),
     word_cell("99.8")],
)  # fmt: skip
READ = (
    "indicators",
    "4 毛入园率; category=学前教育; unit=%; baseline2020=93.91; target2025=95%以上(>=95)",
    "5 普惠率; category=学前教育; unit=%; baseline2020=87; target2025=92",
    "6 巩固率; category=义务教育; unit=%; baseline2020=99.1; target2025=99.8",
)


def texts(sheet):
    return {cell.address: cell.text for cell in sheet.cells()}


def read(path):
    return read_workbook(path).sheets


def refusal(path):
    with pytest.raises(FileRefused) as refused:
        read_workbook(path)
    return refused.value


def test_a_table_with_merged_cells_is_a_list(tmp_path):
    path = docx(tmp_path / "规划.docx", paragraph(TITLE) + LIST)
    (sheet,) = read(path)
    assert sheet.name == "表1"
    assert sheet.merges == ((1, 1, 1, 5), (2, 4, 2, 5), (2, 1, 3, 1), (2, 2, 3, 2), (2, 3, 3, 3),
                            (4, 1, 5, 1))  # fmt: skip
    assert texts(sheet)["E3"] == "2025年\n目标"
    reading = read_list(read_workbook(path))
    assert reading.title == "清河县教育事业发展规划（2021—2025年）"
    assert (reading.period_start, reading.period_end) == (2021, 2025)
    assert lines(reading) == READ
    assert reading.complaints == ()


@with_office
@pytest.mark.parametrize("name", ["规划.doc", "规划.wps", "改了名字.docx"])
def test_an_old_document_says_the_same(tmp_path, name):
    written = docx(tmp_path / "规划.docx", paragraph(TITLE) + LIST)
    (made,) = saved_as("doc", tmp_path, written)
    path = made.rename(tmp_path / f"旧-{name}")
    reading = read_list(read_workbook(path))
    assert lines(reading) == READ
    assert (reading.period_start, reading.period_end) == (2021, 2025)
    old, new = read(path)[0], read(written)[0]
    assert (texts(old), set(old.merges)) == (texts(new), set(new.merges))


def test_only_what_belongs_to_a_table_stands_above_it(tmp_path):
    long = paragraph("教育是国之大计、党之大计。" * 10)
    above = long + paragraph("附件2") + paragraph("") + paragraph(TITLE) + paragraph("单位：%")
    small = word_table([word_cell("甲"), word_cell("乙")])
    body = above + small + paragraph("到2025年，实现以下目标：") + small + small
    first, second, third = read(docx(tmp_path / "a.docx", body))
    assert list(texts(first).values()) == ["附件2", TITLE, "单位：%", "甲", "乙"]
    assert [sheet.name for sheet in (first, second, third)] == ["表1", "表2", "表3"]
    assert texts(second) == texts(third) == {"A1": "甲", "B1": "乙"}


def test_what_word_does_not_show_is_not_read(tmp_path):
    words = (
        "<w:r><w:t>95</w:t></w:r><w:del><w:r><w:delText>90</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>80</w:t></w:r></w:moveFrom>"
        '<w:ins><w:r><w:t xml:space="preserve">% </w:t></w:r></w:ins>'
        "<w:r><w:instrText>PAGE</w:instrText><w:br/><w:t>以上</w:t><w:tab/><w:t>说</w:t>"
        "<w:noBreakHyphen/><w:t>明</w:t></w:r>"
        "<mc:AlternateContent><mc:Choice><w:r><w:t>！</w:t></w:r></mc:Choice>"
        "<mc:Fallback><w:r><w:t>？</w:t></w:r></mc:Fallback></mc:AlternateContent>"
    )
    tabs = '<w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>'
    cell = f"<w:tc><w:p>{tabs}{words}</w:p></w:tc>"
    (sheet,) = read(docx(tmp_path / "a.docx", word_table([cell])))
    assert texts(sheet) == {"A1": "95% \n以上 说-明！"}


def test_a_mark_above_the_line_or_what_is_struck_out_is_none_of_the_figure(tmp_path):
    def in_fonts(*runs):
        looks = {"^": '<w:vertAlign w:val="superscript"/>', "~": "<w:strike/>", "": ""}
        inside = (
            f"<w:r><w:rPr>{looks[look]}</w:rPr><w:t>{said}</w:t></w:r>" for look, said in runs
        )
        return f"<w:tc><w:p><w:pPr><w:rPr><w:strike/></w:rPr></w:pPr>{''.join(inside)}</w:p></w:tc>"

    row = [
        in_fonts(("", "93.9"), ("^", "1")),
        in_fonts(("~", "94"), ("", "95")),
        in_fonts(("", "万m"), ("^", "2")),
        in_fonts(("~", "9"), ("~", "6")),
    ]
    (sheet,) = read(docx(tmp_path / "a.docx", word_table(row)))
    assert texts(sheet) == {"A1": "93.9¹", "B1": "94 95", "C1": "万m2", "D1": "96"}


def test_a_table_inside_of_a_cell_is_words_of_the_cell(tmp_path):
    inner = word_table([word_cell("里1", wide=2), word_cell("里2", tall="starts")])
    cell = f"<w:tc>{paragraph('外')}{inner}{paragraph('')}</w:tc>"
    (sheet,) = read(docx(tmp_path / "a.docx", word_table([cell, word_cell("旁")])))
    assert texts(sheet) == {"A1": "外\n里1\n里2", "B1": "旁"}
    assert sheet.merges == ()


def test_rows_that_begin_further_right_keep_their_columns(tmp_path):
    first = f"<w:tr>{word_cell('甲')}{word_cell('乙')}{word_cell('丙')}</w:tr>"
    second = (
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
        f"{word_cell('右', wide=2)}</w:tr><w:tr>{word_cell('　　其中：下')}</w:tr>"
    )
    (sheet,) = read(docx(tmp_path / "a.docx", f"<w:tbl>{first}{second}</w:tbl>"))
    assert texts(sheet) == {"A1": "甲", "B1": "乙", "C1": "丙", "B2": "右", "A3": "　　其中：下"}
    assert sheet.merges == ((2, 2, 2, 3),)


def test_cells_joined_in_the_old_way_are_one(tmp_path):
    def joined(words, how):
        return f'<w:tc><w:tcPr><w:hMerge w:val="{how}"/></w:tcPr>{paragraph(words)}</w:tc>'

    rows = [[joined("标题", "restart"), joined("", "continue"), word_cell("尾")]]
    (sheet,) = read(docx(tmp_path / "a.docx", word_table(*rows)))
    assert texts(sheet) == {"A1": "标题", "C1": "尾"}
    assert sheet.merges == ((1, 1, 1, 2),)


def test_a_block_that_goes_on_from_nothing_is_a_cell_of_its_own(tmp_path):
    rows = [[word_cell("甲"), word_cell("乙", tall="goes on")], [word_cell("丙"), word_cell("丁")]]
    (sheet,) = read(docx(tmp_path / "a.docx", word_table(*rows)))
    assert texts(sheet) == {"A1": "甲", "B1": "乙", "A2": "丙", "B2": "丁"}


def test_the_document_may_stand_elsewhere_and_hold_no_table(tmp_path):
    path = docx(tmp_path / "a.docx", paragraph("没有表"), part="word/document2.xml")
    assert read(path) == ()
    with pytest.raises(FileRefused) as refused:
        read_list(read_workbook(path))
    assert refused.value.fault is FileFault.NO_TABLE


def test_impossible_documents_are_refused_with_their_place(tmp_path, monkeypatch):
    wide = word_table([word_cell("甲", wide=5)]).replace('w:val="5"', 'w:val="99999"')
    met = refusal(docx(tmp_path / "wide.docx", wide))
    assert (met.fault, met.sheet) == (FileFault.TOO_FAR, "表1")
    odd = word_table([word_cell("甲", wide=2)]).replace('w:val="2"', 'w:val="two"')
    assert refusal(docx(tmp_path / "odd.docx", odd)).fault is FileFault.DAMAGED
    entity = docx(tmp_path / "entity.docx", LIST).read_bytes()
    assert entity
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": '<!DOCTYPE x [<!ENTITY a "ha">]><w:document/>',
    }
    assert refusal(packed(tmp_path / "b.docx", parts)).fault is FileFault.ENTITIES
    parts["word/document.xml"] = "<w:styles/>"
    assert refusal(packed(tmp_path / "c.docx", parts)).fault is FileFault.WRONG_TYPE
    monkeypatch.setattr(wordtables, "MOST_CELLS", 4)
    assert refusal(docx(tmp_path / "large.docx", LIST)).fault is FileFault.TOO_MANY_CELLS
    monkeypatch.undo()
    monkeypatch.setattr(wordtables, "MOST_TABLES", 1)
    assert refusal(docx(tmp_path / "many.docx", LIST * 2)).fault is FileFault.TOO_LARGE
