"""Workbooks of every origin are read as the office sees them."""

import hashlib
import subprocess
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from shutil import which

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from db.errors import Cancelled
from db.exchange.sheets import Cell, Merge, Visibility
from db.exchange.xlsx import read_workbook

from .hostile import a_workbook

NBSP_AND_BREAKS = "第一行\n第二行\u00a0末"


def a_list(path: Path) -> Path:
    """Write the sort of list a bureau keeps, with every kind of cell."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("一览表")
    share = book.add_format({"num_format": "0%"})
    two = book.add_format({"num_format": "#,##0.00"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    about = book.add_format({"num_format": '"约"0"所"'})
    framed = book.add_format({"border": 1})
    sheet.merge_range("A1:F1", "目标任务一览表")
    sheet.write_row("A2", ["学前三年毛入园率", 93.91, 0.1 + 0.2, 95])
    sheet.write("E2", 0.95, share)
    sheet.write("F2", 1234.5, two)
    sheet.write("A3", date(2025, 12, 31), day)
    sheet.write("B3", datetime(2025, 12, 31, 8, 30), moment)
    sheet.write("C3", 12, about)
    sheet.write("D3", NBSP_AND_BREAKS)
    sheet.write_boolean("E3", True)  # noqa: FBT003 that is the value
    sheet.write_formula("F3", "=B2+1", None, 94.91)
    sheet.write_formula("A4", '="合"&"计"', None, "合计")
    sheet.write_formula("B4", "=1/0", None, "#DIV/0!")
    for column in range(40):
        sheet.write_blank(8, column, None, framed)
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column("C:D", None, None, {"hidden": True})
    book.add_worksheet("隐藏").hide()
    book.add_worksheet("深藏").very_hidden()
    book.close()
    return path


def check_the_list(path):
    """Check what is in the list, whoever saved it."""
    sheet, *others = read_workbook(path).sheets
    cells = {cell.address: cell for cell in sheet.cells()}
    assert {address: cell.text for address, cell in cells.items()} == {
        "A1": "目标任务一览表",
        "A2": "学前三年毛入园率",
        "B2": "93.91",
        "C2": "0.3",
        "D2": "95",
        "E2": "95%",
        "F2": "1,234.50",
        "A3": "2025-12-31",
        "B3": "2025-12-31 08:30",
        "C3": "约12所",
        "D3": NBSP_AND_BREAKS,
        "E3": "TRUE",
        "F3": "94.91",
        "A4": "合计",
        "B4": "#DIV/0!",
    }
    assert cells["B2"] == Cell(2, 2, "93.91", Decimal("93.91"))
    assert cells["E2"] == Cell(2, 5, "95%", Decimal("0.95"), percent=True)
    assert cells["A3"] == Cell(3, 1, "2025-12-31", Decimal(46022), is_date=True)
    assert cells["F3"] == Cell(3, 6, "94.91", Decimal("94.91"), formula=True)
    assert cells["A4"] == Cell(4, 1, "合计", formula=True)
    assert cells["B4"] == Cell(4, 2, "#DIV/0!", formula=True, error=True)
    assert sheet.merges == (Merge(1, 1, 1, 6),)
    assert sheet.hidden_rows == {3}
    assert sheet.hidden_columns == {3, 4}
    assert [(other.name, other.rows) for other in others] == [("隐藏", {}), ("深藏", {})]
    assert others[0].visibility is Visibility.HIDDEN
    return others


def test_a_list_made_by_xlsxwriter_is_read(tmp_path):
    others = check_the_list(a_list(tmp_path / "一览表.xlsx"))
    assert others[1].visibility is Visibility.VERY_HIDDEN


def test_a_list_saved_by_libreoffice_is_read(tmp_path):
    office = which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine")
    saved = tmp_path / "saved"
    profile = (tmp_path / "profile").as_uri()
    source = a_list(tmp_path / "list.xlsx")
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={profile}",
            "--headless",
            *("--convert-to", "xlsx", "--outdir", str(saved), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    check_the_list(saved / "list.xlsx")


def test_a_list_saved_by_openpyxl_is_read_but_its_formulas_have_no_result(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "一览表"
    sheet.append(["指标", 2020, 0.95, date(2025, 1, 31), time(8, 30), None, "=SUM(B1:B2)"])
    sheet["C1"].number_format = "0.00%"
    sheet.merge_cells("A2:A4")
    sheet["A2"] = "学前教育"
    sheet.row_dimensions[7].hidden = True
    book.save(tmp_path / "list.xlsx")
    read = read_workbook(tmp_path / "list.xlsx").sheets[0]
    assert [cell[2:8] for cell in read.rows[1]] == [
        ("指标", None, False, False, False, False),
        ("2020", Decimal(2020), False, False, False, False),
        ("95.00%", Decimal("0.95"), True, False, False, False),
        ("2025-01-31", Decimal(45688), False, False, True, False),
        ("08:30:00", Decimal("0.354166666666667"), False, False, True, False),
        ("", None, False, True, False, False),
    ]
    assert read.merges == (Merge(2, 1, 4, 1),)
    assert read.hidden_rows == {7}


@pytest.mark.parametrize(
    "name", ["yyjh_county_declaration_wps.xlsx", "pjpp_self_assessment_wps.xlsx"]
)
def test_an_official_form_saved_by_wps_reads_as_in_another_reader(shared, name):
    path = shared / "workbooks" / name
    book = openpyxl.load_workbook(path)
    ours = read_workbook(path)
    assert [sheet.name for sheet in ours.sheets] == book.sheetnames
    for sheet in ours.sheets:
        theirs = book[sheet.name]
        shown = {
            cell.coordinate: str(cell.value).replace("\r\n", "\n")
            for row in theirs.iter_rows()
            for cell in row
            if cell.value is not None and str(cell.value).strip()
        }
        assert {cell.address: cell.text for cell in sheet.cells()} == shown
        blocks = {(m.min_row, m.min_col, m.max_row, m.max_col) for m in theirs.merged_cells.ranges}
        assert set(sheet.merges) == blocks


def test_the_book_knows_its_name_and_its_bytes(tmp_path):
    path = a_workbook(tmp_path / "表.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    book = read_workbook(path)
    assert book.name == "表.xlsx"
    assert book.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


CELLS = st.dictionaries(
    st.tuples(st.integers(0, 60), st.integers(0, 40)),
    st.one_of(
        st.text(
            st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\r"),
            min_size=1,
            max_size=40,
        ).filter(str.strip),
        st.integers(-(10**11) + 1, 10**11 - 1),
        st.decimals(-9999, 9999, places=4, allow_nan=False, allow_infinity=False),
    ),
    max_size=30,
)


@given(cells=CELLS)
def test_whatever_stands_in_a_grid_is_read_back(tmp_path_factory, cells):
    path = tmp_path_factory.mktemp("grid") / "grid.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for (row, column), value in cells.items():
        if isinstance(value, str):
            sheet.write_string(row, column, value)
        else:
            sheet.write_number(row, column, value)
    book.close()
    read = {(cell.row - 1, cell.column - 1): cell for cell in read_workbook(path).sheets[0].cells()}
    assert set(read) == set(cells)
    for place, value in cells.items():
        if isinstance(value, str):
            assert (read[place].text, read[place].number) == (value, None)
        else:
            assert read[place].number == value
            assert Decimal(read[place].text) == value


class Watch:
    """A ticket that remembers, and stops the work when it has heard enough."""

    def __init__(self, patience: int = 1000) -> None:
        self.heard: list[tuple[int, int, str]] = []
        self.patience = patience

    def report(self, done: int, total: int, what: str) -> None:
        self.heard.append((done, total, what))
        if len(self.heard) > self.patience:
            raise Cancelled


def test_a_reading_tells_how_far_it_is(tmp_path):
    rows = "".join(f"<row><c><v>{n}.25</v></c></row>" for n in range(30_000))
    watch = Watch()
    read_workbook(a_workbook(tmp_path / "long.xlsx", rows), watch)
    assert len(watch.heard) > 2
    assert {what for _, _, what in watch.heard} == {"一览表"}
    assert [done for done, _, _ in watch.heard] == sorted(done for done, _, _ in watch.heard)
    assert all(done <= total for done, total, _ in watch.heard)


def test_a_reading_can_be_stopped(tmp_path):
    path = a_workbook(tmp_path / "long.xlsx", "<row><c><v>1</v></c></row>")
    with pytest.raises(Cancelled):
        read_workbook(path, Watch(patience=0))
