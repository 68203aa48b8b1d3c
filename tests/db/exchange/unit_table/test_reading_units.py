"""Tables with one unit a row are read whatever an office did to their form."""

import pytest

from db.errors import FileRefused
from db.exchange.corrections import LIST, UNITS, ColumnCorrection, SheetCorrections
from db.exchange.listing import LIST_KINDS, Meaning, TableKind
from tests.db.exchange.foreign import saved_as, with_office
from tests.db.exchange.traps import ALL
from tests.db.exchange.unit_table.sheets import figures, lines, page, read, written
from tests.db.exchange.unit_table.traps import TRAPS


def as_told(reading):
    """Return everything that a trap says of its reading, in the trap's own shape."""
    passed = {row: why for table in reading.tables for row, why in table.passed_over.items()}
    totals = [table.total for table in reading.tables if table.total is not None]
    complaints = {one.address: one.reason for one in reading.complaints}
    total = tuple(words for one in totals for words in figures(one))
    return (*lines(reading), passed, total, complaints, reading.understood)


def holds(trap, reading):
    """Hold a reading against its trap."""
    columns, rows, passed, total, complaints, understood = as_told(reading)
    expected = dict(one.split(": ") for one in trap.complaints)
    assert (columns, rows) == (trap.columns, trap.rows)
    assert (passed, total, understood) == (trap.passed, trap.total, trap.understood)
    assert complaints.keys() == expected.keys()
    assert all(part in complaints[address] for address, part in expected.items()), complaints


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_a_table_of_units_is_read_as_the_office_meant_it(trap, tmp_path):
    holds(trap, read(written(tmp_path, trap.name, *trap.pages)))


@with_office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_table_of_units_is_the_same_when_libreoffice_has_saved_it(ending, tmp_path):
    files = [written(tmp_path, trap.name, *trap.pages) for trap in TRAPS]
    saved = {path.stem: path for path in saved_as(ending, tmp_path / "saved", *files)}
    for trap in TRAPS:
        holds(trap, read(saved[trap.name]))


@pytest.mark.parametrize("trap", ALL, ids=lambda trap: trap.name)
def test_no_list_is_taken_for_a_table_of_units(trap, tmp_path):
    assert all(table.kind in LIST_KINDS for table in read(trap.write(tmp_path)).tables)


def test_a_list_without_a_name_for_its_rows_is_left_to_the_lists(tmp_path):
    rows = (("名称", "单位", "2020年", "2025年"), ("在校生规模", "万人", 1.2, 1.4))
    (table,) = read(written(tmp_path, "名称", page(*rows))).tables
    assert table.kind in LIST_KINDS


def test_a_list_and_a_table_of_units_stand_in_one_workbook(tmp_path):
    path = written(
        tmp_path,
        "两种表",
        page(("指标名称", "单位", "2025年目标"), ("毛入园率", "%", 95), name="目标"),
        page(("2023年",), ("学校", "在校生数"), ("一小", 812), name="各校"),
        page(("只有一句话",), name="说明"),
    )
    reading = read(path)
    assert [(one.sheet, one.kind) for one in reading.tables] == [
        ("目标", TableKind.INDICATORS),
        ("各校", TableKind.UNITS),
    ]
    assert reading.understood == ("第 3 张表“说明”里没有找到清单，没有读。",)


def test_what_a_person_says_of_a_sheet_stands(tmp_path):
    path = written(tmp_path, "表", page(("2023年",), ("学校名称", "学位"), ("一小", 812)))
    (table,) = read(path).tables
    assert table.kind is TableKind.UNITS
    with pytest.raises(FileRefused):
        read(path, {"Sheet1": SheetCorrections(kind=LIST)})
    corrected = SheetCorrections(
        kind=UNITS, columns={2: ColumnCorrection(Meaning.ACTUAL, "2022", "万个")}
    )
    (table,) = read(path, {"Sheet1": corrected}).tables
    assert lines(read(path, {"Sheet1": corrected}))[0] == ("学位(万个)@2022",)
