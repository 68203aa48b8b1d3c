"""The ways in which programs write the same thing in XML, and what few of them write at all."""

import pytest

from db.errors import FileRefused
from db.exchange.sheets import Merge, Visibility
from db.exchange.workbooks import package
from db.exchange.workbooks.archive import Archive
from db.exchange.workbooks.markup import Markup
from db.exchange.xlsx import read_workbook

from .hostile import (
    STRICT,
    a_workbook,
    links,
    packed,
    parts_of,
    shared_strings,
    styles,
    workbook_part,
    worksheet,
)


def texts(path):
    """Return what the first sheet shows, by address."""
    return {cell.address: cell.text for cell in read_workbook(path).sheets[0].cells()}


def one_cell(path):
    (cell,) = read_workbook(path).sheets[0].cells()
    return cell


def test_words_are_joined_from_runs_without_the_reading_in_small_print(tmp_path):
    path = a_workbook(
        tmp_path / "runs.xlsx",
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c>'
        '<c r="E1" t="s"><v>4</v></c></row>',
        sharedStrings=shared_strings(
            "<r><rPr><b/></rPr><t>毛入</t></r><r><t xml:space='preserve'>园率 </t></r>"
            "<r><t>a</t></r>",
            "<t>教育</t><rPh sb='0' eb='2'><t>jiao yu</t></rPh><phoneticPr fontId='1'/>",
            "<t>\n   缩进\n  </t>",
            "<t xml:space='preserve'> 前后 </t>",
            "<t>一_x000D_\n二_x005F_x000D__xD83D__xDE00_三_x0007_</t>",
        ),
    )
    assert texts(path) == {
        "A1": "毛入园率 a",
        "B1": "教育",
        "C1": "缩进",
        "D1": " 前后 ",
        "E1": "一\n二_x000D_😀三",
    }


def test_words_may_stand_in_the_cell_itself(tmp_path):
    path = a_workbook(
        tmp_path / "inline.xlsx",
        '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c>'
        '<c r="B1" t="inlineStr"><is><r><t>乙</t></r><r><t>丙</t></r><rPh><t>x</t></rPh></is></c>'
        '<c r="C1" t="inlineStr"><is/></c><c r="D1"><v>1</v></c></row>',
    )
    assert texts(path) == {"A1": "甲", "B1": "乙丙", "D1": "1"}


def test_the_rarer_kinds_of_values_are_read(tmp_path):
    path = a_workbook(
        tmp_path / "kinds.xlsx",
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c>'
        '<c r="C1" t="e"><v>#REF!</v></c><c r="D1" t="d"><v>2021-09-01T00:00:00</v></c>'
        '<c r="E1" t="d"><v>2021-09-01T08:30:15Z</v></c><c r="F1" t="n"><v>5</v></c>'
        '<c r="G1" t="str"><v>字_x000D_\n</v></c></row>',
    )
    cells = {cell.address: cell for cell in read_workbook(path).sheets[0].cells()}
    assert [cell.text for cell in cells.values()] == [
        *("TRUE", "FALSE", "#REF!", "2021-09-01", "2021-09-01 08:30:15", "5", "字\n"),
    ]
    assert [address for address, cell in cells.items() if cell.error] == ["C1"]
    assert [address for address, cell in cells.items() if cell.is_date] == ["D1", "E1"]


def test_a_formula_without_result_is_kept_and_one_with_an_empty_text_is_blank(tmp_path):
    path = a_workbook(
        tmp_path / "formulas.xlsx",
        '<row r="1"><c r="A1"><f>SUM(B1:B9)</f></c><c r="B1"><f>A1</f><v></v></c>'
        '<c r="C1"><f>A1</f><v/></c><c r="D1" t="str"><f>""</f><v></v></c>'
        '<c r="E1"><f t="shared" si="0"/><v>3</v></c><c r="F1"><v>4</v></c></row>'
        '<row r="2"><c r="A2"><f>B2</f></c></row>',
    )
    cells = list(read_workbook(path).sheets[0].cells())
    assert [(cell.address, cell.text, cell.formula) for cell in cells] == [
        ("A1", "", True),
        ("B1", "", True),
        ("C1", "", True),
        ("E1", "3", True),
        ("F1", "4", False),
        ("A2", "", True),
    ]


def test_cells_and_rows_without_an_address_are_counted(tmp_path):
    path = a_workbook(
        tmp_path / "counted.xlsx",
        "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r='5'><c r='C5'/><c><v>4</v></c></row>"
        "<row><c><v>6</v></c></row>",
    )
    assert texts(path) == {"A1": "1", "C1": "3", "D5": "4", "A6": "6"}


def test_cells_and_rows_out_of_order_are_put_in_order(tmp_path):
    path = a_workbook(
        tmp_path / "disorder.xlsx",
        "<row r='3'><c r='C3'><v>1</v></c><c r='A3'><v>2</v></c><c r='B7'><v>3</v></c></row>"
        "<row r='1'><c r='b1'><v>4</v></c></row><row r='3'><c r='$D$3'><v>5</v></c></row>",
    )
    sheet = read_workbook(path).sheets[0]
    assert [cell.address for cell in sheet.cells()] == ["B1", "A3", "C3", "D3", "B7"]
    assert [cell.text for cell in sheet.cells()] == ["4", "2", "1", "5", "3"]


def test_xml_that_was_made_pretty_reads_alike(tmp_path):
    path = a_workbook(
        tmp_path / "pretty.xlsx",
        '\n  <row r="1">\n    <c r="A1">\n      <v>95</v>\n    </c>\n    <c r="B1" t="s">\n'
        '      <v>\n 0 \n</v>\n    </c>\n    <c r="C1" t="str">\n      <f>1</f>\n      <v>字</v>\n'
        '    </c>\n    <c r="D1" s="1">\n    </c>\n    <c r="E1"><!-- x --><v>1<!-- y -->2</v></c>'
        "\n  </row>\n",
        sharedStrings=shared_strings("\n <t>词</t>\n "),
    )
    assert texts(path) == {"A1": "95", "B1": "词", "C1": "字", "E1": "12"}


def test_the_strict_dialect_prefixes_and_odd_places_are_read(tmp_path):
    rows = '<x:row r="1"><x:c r="A1" t="s" s="1"><x:v>0</x:v></x:c><x:c r="B1"><x:v>2</x:v></x:c>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": links("/XL/Book.xml", kind="officeDocument"),
        "xl/book.xml": workbook_part("表").replace("r:id", "d3p1:id").replace(":r=", ":d3p1="),
        "xl/_rels/book.xml.rels": links("/xl/Sheets/S1.xml")
        .replace("<Relationships", "<p:Relationships")
        .replace("</Relationships", "</p:Relationships")
        .replace("<Relationship ", "<p:Relationship ")
        .replace("xmlns=", "xmlns:p="),
        "xl/SHEETS/s1.xml": f'<x:worksheet xmlns:x="{STRICT}"><x:sheetData>{rows}</x:row>'
        '</x:sheetData><x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>',
        "xl/SharedStrings.xml": f'<x:sst xmlns:x="{STRICT}"><x:si><x:t>词</x:t></x:si></x:sst>',
    }
    path = packed(tmp_path / "strict.xlsx", parts)
    assert texts(path) == {"A1": "词", "B1": "2"}
    assert read_workbook(path).sheets[0].merges == (Merge(1, 1, 1, 2),)


def test_a_bare_package_of_workbook_and_sheet_is_enough(tmp_path):
    parts = parts_of(worksheet("<row><c s='7'><v>44440</v></c></row>"))
    bare = {name: parts[name] for name in parts if name.startswith("xl/w")}
    assert one_cell(packed(tmp_path / "bare.xlsx", bare)).text == "44440"


def test_sheets_come_in_the_order_of_the_workbook_without_charts(tmp_path):
    path = packed(
        tmp_path / "order.xlsx",
        parts_of("")
        | {
            "xl/workbook.xml": workbook_part(
                "丙", "图", "甲", states=("visible", "visible", "veryHidden")
            ),
            "xl/_rels/workbook.xml.rels": links(
                "worksheets/sheet9.xml", "chartsheets/sheet1.xml", "worksheets/sheet1.xml"
            ).replace('worksheet" Target="chart', 'chartsheet" Target="chart'),
            "xl/worksheets/sheet9.xml": worksheet("<row><c><v>9</v></c></row>"),
            "xl/worksheets/sheet1.xml": worksheet("<row><c><v>1</v></c></row>"),
            "xl/chartsheets/sheet1.xml": "<chartsheet/>",
        },
    )
    sheets = read_workbook(path).sheets
    assert [(sheet.name, next(sheet.cells()).text) for sheet in sheets] == [
        ("丙", "9"),
        ("甲", "1"),
    ]
    assert sheets[1].visibility is Visibility.VERY_HIDDEN


def test_formats_of_the_file_decide_over_the_built_in_ones(tmp_path):
    path = a_workbook(
        tmp_path / "formats.xlsx",
        '<row r="1"><c r="A1" s="1"><v>0.95</v></c><c r="B1" s="2"><v>5</v></c>'
        '<c r="C1" s="3" t="str"><v>三</v></c><c r="D1" s="4"><v>5</v></c></row>',
        styles=styles("0.0%", '0"所"', '@"小学"', "yyyy-mm-dd"),
        workbook=workbook_part("一", settings='<workbookPr date1904="1"/>'),
    )
    assert texts(path) == {"A1": "95.0%", "B1": "5所", "C1": "三小学", "D1": "1904-01-06"}


def test_ghost_columns_and_far_blank_cells_cost_nothing(tmp_path):
    ghosts = "".join(f'<c r="{letters}1" s="1"/>' for letters in ("B", "ZZ", "XFD"))
    path = packed(
        tmp_path / "ghosts.xlsx",
        parts_of(
            worksheet(
                f'<row r="1"><c r="A1"><v>1</v></c>{ghosts}</row>'
                '<row r="1048576"><c r="XFD1048576" s="1"/></row>',
                before='<cols><col min="3" max="16384" hidden="1"/></cols>',
                after='<mergeCells><mergeCell ref="A5:XFD5"/><mergeCell ref="B2"/>'
                '<mergeCell ref="C4:A2"/></mergeCells>',
            )
        ),
    )
    sheet = read_workbook(path).sheets[0]
    assert [cell.address for cell in sheet.cells()] == ["A1"]
    assert len(sheet.hidden_columns) == 16_382
    assert sheet.merges == (Merge(2, 1, 4, 3),)


def test_a_cell_that_stands_twice_is_not_guessed(tmp_path):
    path = a_workbook(
        tmp_path / "twice.xlsx", "<row r='2'><c r='B2'><v>1</v></c><c r='B2'><v>2</v></c></row>"
    )
    with pytest.raises(FileRefused) as refused:
        read_workbook(path)
    assert (refused.value.sheet, refused.value.address) == ("一览表", "B2")


@pytest.mark.parametrize(("encoding", "word"), [("utf-16", "字"), ("iso-8859-1", "é")])
def test_a_sheet_in_another_encoding_is_read(tmp_path, encoding, word):
    sheet = worksheet(f'<row r="1"><c r="A1" t="str"><v>{word}</v></c></row>')
    text = sheet.replace("UTF-8", encoding).encode(encoding)
    parts = {name: part.encode() for name, part in parts_of("").items()}
    path = packed(tmp_path / "other.xlsx", parts | {"xl/worksheets/sheet1.xml": text})
    assert texts(path) == {"A1": word}


def test_equal_styles_count_days_as_their_own_workbook_does(tmp_path):
    rows = '<row r="1"><c r="A1" s="1"><v>1</v></c></row>'
    shown = []
    for settings in ("", '<workbookPr date1904="1"/>', ""):
        parts = parts_of(worksheet(rows), styles=styles("yyyy-mm-dd"))
        parts["xl/workbook.xml"] = workbook_part("一览表", settings=settings)
        (cell,) = read_workbook(packed(tmp_path / "days.xlsx", parts)).sheets[0].cells()
        shown.append(cell.text)
    assert shown == ["1900-01-01", "1904-01-02", "1900-01-01"]


def test_a_number_without_a_style_is_shown_in_the_first_one(tmp_path):
    first = styles("0.00").replace('<cellXfs><xf numFmtId="0"/>', "<cellXfs>")
    path = a_workbook(
        tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>3.5</v></c></row>', styles=first
    )
    assert texts(path) == {"A1": "3.50"}


def test_workbooks_of_equal_styles_do_not_pile_up_their_numbers(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "_MOST_SHOWN_BEFORE", 3)
    kept = []
    for form in range(4):
        rows = "".join(
            f'<row r="{n}"><c r="A{n}" s="1"><v>{form}.{n}</v></c></row>' for n in (1, 2, 3)
        )
        path = a_workbook(tmp_path / "form.xlsx", rows, styles=styles("0.000"))
        with path.open("rb") as file:
            archive, markup = Archive(file), Markup()
            kept.append(package.formats_of(archive, markup, package.contents_of(archive, markup)))
        assert texts(path) == {f"A{n}": f"{form}.{n}00" for n in (1, 2, 3)}
    assert all(formats is kept[0] for formats in kept)
    assert len(kept[0]["1"]) <= 6
