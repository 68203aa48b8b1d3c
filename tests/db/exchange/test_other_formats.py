"""The same list in another format is the same list; what a file is, its content tells."""

from __future__ import annotations

import shutil
import sys
from decimal import Decimal

import pytest

from db.errors import FileRefused
from db.exchange.list_reader import read_list
from db.exchange.listing import Meaning
from db.exchange.sheets import Visibility
from db.exchange.workbooks import binaryfiles
from db.exchange.workbooks.sniffing import Kind, kind_of
from db.exchange.xlsx import read_workbook
from db.faults import FileFault
from tests.db.exchange.foreign import saved_as, with_office, xlsb
from tests.db.exchange.hostile import a_workbook, links, packed, parts_of, worksheet
from tests.db.exchange.traps import ALL
from tests.db.exchange.traps.trap import Page, Trap, lines, page

# LibreOffice computes what nobody had computed: this trap is none any more.
LOST = "a_formula_that_was_never_computed"
TRAPS = [trap for trap in ALL if trap.name != LOST]


@pytest.fixture(scope="session", params=["xlsx", "ods", "xls"])
def saved_traps(request, tmp_path_factory):
    """Write every trap and let LibreOffice save it in another format."""
    folder = tmp_path_factory.mktemp(f"traps-{request.param}")
    written = [trap.write(folder) for trap in ALL]
    return {path.stem: path for path in saved_as(request.param, folder, *written)}


@with_office
def test_a_trap_is_the_same_trap_when_libreoffice_has_saved_it(saved_traps):
    assert len(saved_traps) == len(ALL)
    for trap in TRAPS:
        reading = read_list(read_workbook(saved_traps[trap.name]))
        complaints = [f"{said.address}: {said.reason}" for said in reading.complaints]
        assert (trap.name, *lines(reading)) == (trap.name, *trap.rows)
        assert len(complaints) == len(trap.complaints), (trap.name, complaints)
        for said, expected in zip(complaints, trap.complaints, strict=True):
            address, part = expected.split(": ")
            assert said.startswith(f"{address}: "), trap.name
            assert part in said, trap.name


RICH = (
    Page(
        (
            ("主要指标一览表", None, None, None, None),
            ("类别", "指标", "单位", "2020年", "2025年"),
            ("学前教育", "毛入园率", "%", 0.9391, 0.955),
            (None, "在园幼儿数", "人", 12345, 12500),
            (None, "覆盖面", "%", 87.5, 100),
            (None, "第一行\n第二行", "年", "=5+5", "=1/0"),
            (None, "平均受教育年限", "年", 9.5, "待定"),
        ),
        merges="A1:E1 A3:A7",
        formats={"D3": "0.00%", "E3": "0.0%", "D4": "#,##0", "E4": '"约"0', "E5": '"全覆盖"'}
        | {"D7": "0.00"},
        name="指标",
        hidden_rows=(4,),
    ),
    page(("底稿",), name="底稿", state="hidden"),
)


def texts(sheet):
    """Return what the cells of a sheet show, by address."""
    return {cell.address: cell.text for cell in sheet.cells()}


@with_office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_everything_about_a_sheet_is_kept(tmp_path, kind):
    written = Trap("表", RICH, ()).write(tmp_path)
    (path,) = saved_as(kind, tmp_path, written)
    shown, draft = read_workbook(path).sheets
    assert (shown.name, draft.name) == ("指标", "底稿")
    assert (shown.visibility, draft.visibility) == (Visibility.VISIBLE, Visibility.HIDDEN)
    assert set(shown.merges) == {(1, 1, 1, 5), (3, 1, 7, 1)}
    assert shown.hidden_rows == {4}
    assert texts(shown) == {
        "A1": "主要指标一览表",
        "A2": "类别", "B2": "指标", "C2": "单位", "D2": "2020年", "E2": "2025年",
        "A3": "学前教育", "B3": "毛入园率", "C3": "%", "D3": "93.91%", "E3": "95.5%",
        "B4": "在园幼儿数", "C4": "人", "D4": "12,345", "E4": "约12500",
        "B5": "覆盖面", "C5": "%", "D5": "87.5", "E5": "全覆盖",
        "B6": "第一行\n第二行", "C6": "年", "D6": "10", "E6": "#DIV/0!",
        "B7": "平均受教育年限", "C7": "年", "D7": "9.50", "E7": "待定",
    }  # fmt: skip
    cells = {cell.address: cell for cell in shown.cells()}
    assert (cells["D3"].number, cells["D3"].percent) == (Decimal("0.9391"), True)
    assert cells["E5"].number == Decimal(100)
    assert [address for address, cell in cells.items() if cell.error] == ["E6"]
    assert not any(cell.guess for cell in cells.values())


@with_office
def test_an_et_is_told_by_its_content_whatever_wps_put_into_it(tmp_path):
    written = Trap("表", RICH, ()).write(tmp_path)
    (old,) = saved_as("xls", tmp_path, written)
    for content in (old, written):
        path = tmp_path / "来表.et"
        shutil.copy(content, path)
        assert texts(read_workbook(path).sheets[0])["D3"] == "93.91%"
        path = tmp_path / "改了名字.xlsx"
        shutil.copy(content, path)
        assert texts(read_workbook(path).sheets[0])["D3"] == "93.91%"


def test_a_workbook_with_macros_is_read_like_any_other(tmp_path):
    parts = parts_of(worksheet('<row r="1"><c r="A1"><v>95</v></c></row>'))
    parts |= {"xl/vbaProject.bin": "macros", "xl/_rels/vba.rels": links("x.bin", kind="vbaProject")}
    (sheet,) = read_workbook(packed(tmp_path / "带宏.xlsm", parts)).sheets
    assert texts(sheet) == {"A1": "95"}


def test_a_number_whose_format_is_not_known_is_a_guess_and_asked_about(tmp_path):
    rows = [("指标", "单位", "2020年", "2025年"), ("毛入园率", "%", 0.9391, 95.0)]
    rows += [("毛入学率", "%", 1.035, 98.0), ("班额", "", 0.5, 45.0), ("教师数", "万人", 0.5, 0.6)]
    cells = [
        (row, column, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value != ""
    ]
    workbook = read_workbook(xlsb(tmp_path / "表.xlsb", *cells))
    by_address = {cell.address: cell for cell in workbook.sheets[0].cells()}
    assert by_address["C2"].guess
    assert not by_address["A2"].guess
    reading = read_list(workbook)
    said = {complaint.address: complaint.reason for complaint in reading.complaints}
    assert list(said) == ["C2", "C3", "C4"]
    assert "看不出数字格式" in said["C2"]
    assert "93.91%" in said["C2"]
    assert "103.5%" in said["C3"]
    assert [
        [(figure.meaning, str(figure.amount.value)) for figure in row.figures]
        for row in reading.tables[0].rows
    ] == [
        [(Meaning.TARGET, "95")],
        [(Meaning.TARGET, "98")],
        [(Meaning.TARGET, "45")],
        [(Meaning.BASELINE, "0.5"), (Meaning.TARGET, "0.6")],
    ]


@with_office
def test_an_xls_that_one_reader_gives_up_on_goes_to_the_other(tmp_path, monkeypatch):
    import xlrd  # type: ignore[import-untyped] # noqa: PLC0415 only where it is wanted

    (path,) = saved_as("xls", tmp_path, Trap("表", RICH, ()).write(tmp_path))
    content = path.read_bytes()
    assert b'"0.00%"' in b"".join(binaryfiles.xls_lines(content))

    def lost(**_):
        raise AssertionError

    monkeypatch.setattr(xlrd, "open_workbook", lost)
    lines = b"".join(binaryfiles.xls_lines(content))
    assert b'"formats": []' in lines
    assert b'[4, "n", "0.9391", null]' in lines


def test_the_kind_of_a_zip_is_told_by_its_parts_even_when_the_type_stands_last(tmp_path):
    spreadsheet = "application/vnd.oasis.opendocument.spreadsheet"
    late = packed(tmp_path / "a", {"filler": "x" * 20_000, "mimetype": spreadsheet})
    writer = packed(tmp_path / "b", {"mimetype": spreadsheet.replace("spreadsheet", "text")})
    assert kind_of(late.read_bytes()[:8192], late) is Kind.ODS
    assert kind_of(writer.read_bytes()[:8192], writer) is Kind.OTHER


def test_reading_an_xlsx_loads_no_foreign_reader(tmp_path):
    path = a_workbook(tmp_path / "表.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    before = set(sys.modules)
    assert read_workbook(path).sheets
    heavy = {"xlrd", "python_calamine", "doc2docx"}
    assert not heavy & (set(sys.modules) - before)


def test_a_page_that_calls_itself_a_workbook_is_still_refused(tmp_path):
    path = tmp_path / "表.xls"
    path.write_text("<html><table><tr><td>1</td></tr></table></html>", "utf-8")
    with pytest.raises(FileRefused) as refused:
        read_workbook(path)
    assert refused.value.fault is FileFault.HTML
