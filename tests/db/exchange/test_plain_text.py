"""Lists as plain text: Chinese encodings, three separators, quoted cells, nothing guessed."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Cancelled, FileRefused
from db.exchange.list_reader import read_list
from db.exchange.workbooks import separated
from db.exchange.xlsx import read_workbook
from db.faults import FileFault

ROWS = (
    ("指标名称", "单位", "2020年", "2025年目标"),
    ("学前教育毛入园率", "%", "93.91", "95%以上"),
    ("在园幼儿数", "人", "1,234", "1300"),
)


def written(rows, separator=",", ending="\r\n"):
    """Return rows as the office writes them: a cell with a separator in it is quoted."""
    quoted = [
        [f'"{cell}"' if separator in cell or "\n" in cell else cell for cell in row] for row in rows
    ]
    return "".join(separator.join(row) + ending for row in quoted)


def a_text(folder, content, name="一览表.csv"):
    path = folder / name
    path.write_bytes(content)
    return path


def cells_of(path):
    """Return the texts of the only sheet, row by row, with the name of the sheet."""
    (sheet,) = read_workbook(path).sheets
    return sheet.name, [[cell.text for cell in cells] for cells in sheet.rows.values()]


def fault_of(path):
    with pytest.raises(FileRefused) as refused:
        read_workbook(path)
    return refused.value.fault, refused.value.address


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_list_is_read_in_every_encoding_and_with_every_separator(tmp_path, encoding, separator):
    path = a_text(tmp_path, written(ROWS, separator).encode(encoding))
    assert cells_of(path) == ("一览表", [list(row) for row in ROWS])
    reading = read_list(read_workbook(path))
    assert reading.complaints == ()
    first, second = reading.tables[0].rows
    assert [figure.amount.value for figure in first.figures] == [Decimal("93.91"), Decimal(95)]
    assert [figure.amount.value for figure in second.figures] == [Decimal(1234), Decimal(1300)]


def test_a_character_that_only_gb18030_has_is_read(tmp_path):
    path = a_text(tmp_path, "学校,地址\n𠮷县小学,㙍上镇\n".encode("gb18030"))
    assert cells_of(path)[1][1] == ["𠮷县小学", "㙍上镇"]


def test_commas_in_the_words_do_not_hide_another_separator(tmp_path):
    rows = [("名称", "数"), *((f"第{n}项，含a,b,c", f"{n},5") for n in range(5))]
    text = "".join(f"{a};{b}\n" for a, b in rows)
    assert cells_of(a_text(tmp_path, text.encode()))[1] == [list(row) for row in rows]


def test_titles_above_the_table_do_not_decide_about_the_separator(tmp_path):
    text = "某县规划，一览表;;\n单位：%;;\n" + written(ROWS, ";")
    assert cells_of(a_text(tmp_path, text.encode("gbk")))[1][2:] == [list(row) for row in ROWS]


def test_the_separator_that_excel_names_is_taken(tmp_path):
    path = a_text(tmp_path, b"sep=|\r\na,b|c\r\n")
    assert cells_of(path)[1] == [["a,b", "c"]]


def test_quoted_cells_keep_their_line_breaks_and_quotation_marks(tmp_path):
    text = '指标,说明\r\n毛入园率,"第一行\r\n第二行，""含民办"""\r\n'
    (sheet,) = read_workbook(a_text(tmp_path, text.encode())).sheets
    assert sheet.rows[2][1].text == '第一行\n第二行，"含民办"'
    assert sheet.rows[2][1].address == "B2"


def test_what_only_keeps_excel_from_computing_is_no_part_of_the_words(tmp_path):
    path = a_text(tmp_path, b"'95,'=1+1,=\"007\",'-5,it's,=\"\",'\n")
    assert cells_of(path)[1] == [["95", "=1+1", "007", "-5", "it's"]]


def test_a_formula_in_a_text_stays_words(tmp_path):
    text = written([*ROWS, ("巩固率", "%", "=A1+1", "99")])
    (complaint,) = read_list(read_workbook(a_text(tmp_path, text.encode()))).complaints
    assert (complaint.address, complaint.raw) == ("C4", "=A1+1")


def test_blanks_are_nothing_but_indented_rows_stay_indented(tmp_path):
    path = a_text(tmp_path, "在校生, ,5\n　　其中：女生,,2\n\n,,\n合计,,7\n".encode())
    (sheet,) = read_workbook(path).sheets
    assert [cell.text for cell in sheet.rows[2]] == ["　　其中：女生", "2"]
    assert list(sheet.rows) == [1, 2, 5]


def test_a_table_of_one_column_is_one_column(tmp_path):
    assert cells_of(a_text(tmp_path, "数值\n95\n96\n".encode()))[1] == [["数值"], ["95"], ["96"]]


@pytest.mark.parametrize(
    ("content", "address"),
    [
        ("指标,值\n毛入园率,9".encode() + b"\xe6\x95", ""),
        ("\ufeff指标,".encode() + b"\xc4\xea\n", ""),
        ("指标,值\n".encode("utf-16") + b"\x00", ""),
        ('指标,值\n"毛入园率,95\n巩固率,99\n'.encode(), "A2"),
        (b"a," * 5_000 + b"\0", ""),
        (b"a,b\n" * 3_000 + b'"' + b"c" * 200_000, "A3001"),
    ],
    ids=["cut", "two encodings", "half a character", "open quotation", "zero", "endless cell"],
)
def test_a_text_that_is_not_whole_is_damaged(tmp_path, content, address):
    assert fault_of(a_text(tmp_path, content)) == (FileFault.DAMAGED, address)


def test_a_text_far_larger_than_a_list_is_refused(tmp_path, monkeypatch):
    wide = a_text(tmp_path, b"," * 1_000 + b"1\n")
    assert fault_of(wide) == (FileFault.TOO_FAR, "ALM1")
    long = a_text(tmp_path, b"\n" * 200_000 + b"1\n")
    assert fault_of(long) == (FileFault.TOO_FAR, "A200001")
    monkeypatch.setattr(separated, "MOST_CELLS", 6)
    assert fault_of(a_text(tmp_path, b"1,2,3\n4,5,6,7"))[0] is FileFault.TOO_MANY_CELLS
    monkeypatch.setattr(separated, "LARGEST_TEXT", 10)
    assert fault_of(a_text(tmp_path, b"1,2,3,4,5,6,7"))[0] is FileFault.TOO_LARGE


def test_the_reading_of_a_long_text_can_be_stopped(tmp_path):
    class Impatient:
        def report(self, done, *_):
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        read_workbook(a_text(tmp_path, b"1,2\n" * 5_000), Impatient())


WORDS = st.text(st.characters(codec="gb18030", exclude_categories=("Cc", "Cs")), max_size=6)


@given(
    st.lists(st.lists(WORDS, min_size=2, max_size=5), min_size=1, max_size=6),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_was_written_is_read_back(tmp_path_factory, rows, encoding):
    import csv  # noqa: PLC0415 only the test writes
    import io  # noqa: PLC0415

    # A sign in front marks words; blanks in front of such a sign fall away first.
    plain = [[re.sub(r"^[\s'=]+", "", cell).strip() for cell in row] for row in rows]
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(plain)
    content = "名,值,一,二,三\r\n" * 8 + text.getvalue()
    path = a_text(tmp_path_factory.getbasetemp(), content.encode(encoding))
    (sheet,) = read_workbook(path).sheets
    read = {
        cell.address: cell.text for row, cells in sheet.rows.items() for cell in cells if row > 8
    }
    expected = {
        f"{'ABCDE'[column]}{row}": cell
        for row, cells in enumerate(plain, start=9)
        for column, cell in enumerate(cells)
        if cell
    }
    assert read == expected


@given(st.binary(max_size=300))
def test_any_bytes_are_read_as_text_or_refused(tmp_path_factory, content):
    path = a_text(tmp_path_factory.getbasetemp(), "指标,值\n".encode() + content)
    try:
        (sheet,) = read_workbook(path).sheets
    except FileRefused as refused:
        assert refused.fault in {FileFault.DAMAGED, FileFault.WRONG_TYPE}  # noqa: PT017 both are right
    else:
        assert sheet.rows
