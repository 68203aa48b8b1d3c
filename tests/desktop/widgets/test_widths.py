"""How wide columns are: as their widest cell, also where the table is too long to measure."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QFontMetrics

from desktop.columns import Cell, Column, LineModel, breadth
from desktop.delegates.cells import CellDelegate
from desktop.preferences import Preferences
from desktop.theme import Look
from desktop.widgets.widths import ColumnWidths

SHORT, LONG = "保障率", "义务教育阶段残疾儿童少年入学安置率"


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    name: str


pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def delegate(tmp_path):
    settings = QSettings(str(tmp_path / "preferences.ini"), QSettings.Format.IniFormat)
    return CellDelegate(Look(Preferences(settings)))


def a_table(count, long_at, gauge=None):
    """A model of `count` short names with one long one in it."""
    lines = LineModel(lambda row: row.key)
    lines.show_columns([Column("指标", lambda row: Cell(row.name), 40, 400, gauge=gauge)])
    lines.show_rows([Row(str(at), LONG if at == long_at else SHORT) for at in range(count)])
    return lines


def needed_by(delegate, name):
    return delegate.width_of(Cell(name))


def test_a_column_is_as_wide_as_its_widest_cell(delegate):
    lines = a_table(60, long_at=57)
    (width,) = ColumnWidths(lines, delegate, lines).needed()
    assert needed_by(delegate, LONG) <= width <= needed_by(delegate, LONG) + 4


def test_a_figure_is_as_wide_as_any_other_of_as_many_digits(delegate):
    known = {words: delegate.width_of(Cell(words)) for words in ("11.1", "90.8", "1118", "9.08")}
    assert known["11.1"] == known["90.8"] == known["9.08"] < known["1118"]
    metrics = QFontMetrics(delegate._look.theme.font())
    assert known["90.8"] - known["1118"] == (
        metrics.horizontalAdvance("90.8") - metrics.horizontalAdvance("1118")
    )


def test_of_a_long_table_the_longest_rows_are_measured_at_once(delegate):
    lines = a_table(2_000, long_at=1_900, gauge=lambda row: breadth(row.name))
    widths = ColumnWidths(lines, delegate, lines)
    assert widths.needed()[0] >= needed_by(delegate, LONG)


def test_a_column_that_knows_no_longest_grows_once_the_rest_is_measured(delegate, qtbot):
    lines = a_table(500, long_at=450)
    widths = ColumnWidths(lines, delegate, lines)
    assert widths.needed()[0] < needed_by(delegate, LONG)
    with qtbot.waitSignal(widths.grown):
        pass
    assert widths.needed()[0] >= needed_by(delegate, LONG)


def test_other_rows_are_measured_anew(delegate):
    lines = a_table(10, long_at=5)
    widths = ColumnWidths(lines, delegate, lines)
    wide = widths.needed()[0]
    lines.show_rows([Row("one", SHORT)])
    assert widths.needed()[0] < wide


def test_a_chinese_sign_is_taken_for_twice_a_digit():
    assert breadth("学") == 2 * breadth("3")
