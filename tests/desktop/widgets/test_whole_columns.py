"""A table scrolled across never cuts a number beside the names: 86.40 would be read as 36.40."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest

from desktop.columns import Cell, Column
from desktop.preferences import Preferences
from desktop.theme import Look
from desktop.widgets.table import LineTable

YEARS = tuple(str(year) for year in range(2021, 2031))


@dataclass(frozen=True)
class Line:
    id: str


@pytest.fixture
def table(qtbot, tmp_path):
    preferences = Preferences(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    made = LineTable(Look(preferences), lambda line: line.id, frozen=1)
    qtbot.addWidget(made)
    widths = {"指标": 130, **{year: 70 + 7 * (int(year) % 3) for year in YEARS}, "依据": 900}
    made.show_columns(
        [
            Column(name, lambda _: Cell("86.40"), at, name=name, key=name)
            for name, at in widths.items()
        ]
    )
    made.show_rows([Line("毛入园率"), Line("巩固率")])
    made.resize(487, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def cut_beside_the_names(table):
    """How many pixels of the column that begins under the names are under them."""
    edge = table.columnWidth(0)
    lefts = [table.columnViewportPosition(at) for at in range(1, len(table.lines.columns))]
    return edge - max(left for left in lefts if left <= edge)


@pytest.mark.parametrize("year", YEARS)
def test_the_year_gone_to_is_whole_and_so_is_what_stands_beside_the_names(table, year):
    for first in (YEARS[0], YEARS[-1]):
        table.go_to("毛入园率", first)
        table.go_to("毛入园率", year)
        shown = table.visualRect(table.currentIndex())
        assert table.columnWidth(0) <= shown.left()
        assert shown.right() < table.viewport().width()
        assert cut_beside_the_names(table) == 0


def test_where_the_columns_end_the_bar_goes_on_to_a_whole_one(table):
    table.show_columns(table.lines.columns[:-1])
    bar = table.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert cut_beside_the_names(table) == 0
    assert table.columnViewportPosition(len(YEARS)) + table.columnWidth(len(YEARS)) <= 487


def test_left_between_two_columns_the_table_comes_to_rest_at_the_nearer_one(table, qtbot):
    bar = table.horizontalScrollBar()
    width = table.columnWidth(1)
    for left_at, rests_at in ((width // 2 - 9, 0), (width // 2 + 9, width)):
        bar.setValue(left_at)
        qtbot.waitUntil(lambda at=rests_at: bar.value() == at)


def test_a_column_wider_than_its_room_is_read_on_where_it_was_left(table):
    bar = table.horizontalScrollBar()
    wide = table.lines.columns[-1]
    start = sum(table.columnWidth(at) for at in range(1, len(table.lines.columns) - 1))
    bar.setValue(start + 101)
    table._whole._on_rest()
    assert bar.value() == start + 101
    assert table.columnWidth(len(table.lines.columns) - 1) == wide.width


def test_who_goes_on_by_steps_shorter_than_half_a_column_gets_past_it(table, qtbot):
    columns = table.lines.columns
    table.show_columns([columns[0], columns[1]._replace(width=300), *columns[2:]])
    bar = table.horizontalScrollBar()
    step = 70
    bar.setSingleStep(step)
    bar.setValue(step)
    qtbot.waitUntil(lambda: bar.value() == 300)
    table._whole._on_rest()
    bar.setValue(300 - step)
    qtbot.waitUntil(lambda: bar.value() == 0)


def test_names_that_are_not_frozen_are_read_on_where_they_were_left(qtbot, table):
    loose = LineTable(table._look, lambda line: line.id)
    qtbot.addWidget(loose)
    loose.show_columns(table.lines.columns[:4])
    loose.show_rows([Line("毛入园率")])
    loose.resize(300, 200)
    with qtbot.waitExposed(loose):
        loose.show()
    bar = loose.horizontalScrollBar()
    assert 0 < bar.maximum() < loose.columnWidth(0)
    bar.setValue(30)
    loose._whole._on_rest()
    assert bar.value() == 30


def test_the_cell_in_hand_stays_in_sight_when_wider_columns_are_chosen(table):
    columns = table.lines.columns[:-1]
    narrow = [column._replace(width=30) for column in columns[1:]]
    table.show_columns([columns[0], *narrow])
    table.go_to("毛入园率", "2028")
    beside = [
        Column(f"比{at}", lambda _: Cell("1"), 60, group="2028", key=f"{at}")
        for at in "甲乙丙丁戊己"
    ]
    at = [column.name for column in columns].index("2028")
    in_hand = columns[at]._replace(group="2028")
    table.show_columns([*columns[:at], in_hand, *beside, *columns[at + 1 :]])
    assert table.current_column.name == "2028"
    shown = table.visualRect(table.currentIndex())
    assert table.columnWidth(0) <= shown.left() < shown.right() < table.viewport().width()


def test_nothing_moves_away_under_the_mouse_that_holds_it(table):
    bar = table.horizontalScrollBar()
    bar.setSliderDown(True)
    bar.setValue(20)
    table._whole._on_rest()
    table.show_rows([Line("毛入园率")])
    assert bar.value() == 20
    bar.setSliderDown(False)
    head = table.horizontalHeader()
    edge = QPoint(table.columnViewportPosition(3) + table.columnWidth(3) - 1, 10)
    QTest.mousePress(head.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(head.viewport(), edge + QPoint(30, 0))
    table._whole._on_rest()
    assert bar.value() == 20
    QTest.mouseRelease(head.viewport(), Qt.MouseButton.LeftButton, pos=edge + QPoint(30, 0))
    table._whole._on_rest()
    assert bar.value() == 0
