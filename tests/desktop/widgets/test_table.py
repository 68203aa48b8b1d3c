"""The table of every screen: what of it is drawn anew when the cursor moves."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QSettings, Qt
from PySide6.QtTest import QTest

from desktop.columns import Cell, Column
from desktop.preferences import Preferences
from desktop.theme import Look
from desktop.widgets.table import LineTable

ROWS = 40


@dataclass(frozen=True)
class Line:
    id: str


class Drawn(QObject):
    """Notes from where to where a view was drawn."""

    def __init__(self, view):
        super().__init__(view)
        self.areas = []
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched, event):
        if event.type() is QEvent.Type.Paint:
            self.areas.append(event.rect())
        return False


@pytest.fixture
def table(qtbot, tmp_path):
    preferences = Preferences(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    made = LineTable(Look(preferences), lambda line: line.id, frozen=1)
    qtbot.addWidget(made)
    columns = [Column(title, lambda line: Cell(line.id), 60, key=title) for title in "甲乙丙"]
    made.show_columns(columns)
    made.show_rows([Line(f"第{number}行") for number in range(ROWS)])
    made.resize(400, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_where_the_cursor_was_and_where_it_went_is_drawn_and_no_more(table, qtbot):
    table.go_to("第2行")
    # The names that are tinted with the cell come last.
    before = Drawn(table._frozen)
    qtbot.waitUntil(lambda: bool(before.areas))
    drawn = Drawn(table), Drawn(table._frozen)
    table.go_to("第4行")
    qtbot.waitUntil(lambda: all(one.areas for one in drawn))
    for one in drawn:
        assert min(table.rowAt(area.top()) for area in one.areas) == 2
        assert max(table.rowAt(area.bottom()) for area in one.areas) == 4


def test_scrolled_by_a_row_only_what_comes_in_sight_is_drawn(table, qtbot):
    table.go_to("第2行")
    before = Drawn(table._frozen)
    qtbot.waitUntil(lambda: bool(before.areas))
    drawn = Drawn(table), Drawn(table._frozen)
    row = table.rowHeight(0)
    table.verticalScrollBar().setValue(row)
    qtbot.waitUntil(lambda: all(one.areas for one in drawn))
    bottom = table.viewport().height()
    for one in drawn:
        assert min(area.top() for area in one.areas) >= bottom - 2 * row
    assert table.rowAt(0) == table._frozen.rowAt(0) == 1


@pytest.mark.parametrize("place", [0, 1])
def test_a_double_click_on_the_edge_of_a_head_fits_the_column_to_its_words(table, place):
    view = table._frozen if place == 0 else table
    header = view.horizontalHeader()
    table.show_rows([Line("第一实验小学教育集团城东校区"), Line("第二小学")])
    assert header.sectionSize(place) == 60
    edge = QPoint(header.sectionViewportPosition(place) + 59, header.height() // 2)
    QTest.mouseDClick(
        header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edge
    )
    needed = table.values.width_of(Cell("第一实验小学教育集团城东校区"))
    assert header.sectionSize(place) >= needed > 60
    assert table.chosen_widths == {"甲乙丙"[place]: header.sectionSize(place)}


def test_the_cursor_stays_beside_a_row_that_goes(table):
    rows = list(table.lines.rows)
    table.setCurrentIndex(table.lines.index(7, 2))
    del rows[7]
    table.show_rows(rows)
    assert (table.current_row.id, table.currentIndex().column()) == ("第8行", 2)
    table.show_rows(rows[:7])
    assert table.current_row.id == "第6行"
    table.show_rows([Line("别的")])
    assert table.current_row.id == "别的"
