"""A sheet scrolled across never cuts a number at its left edge: 86.40 would be read as 36.40."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest

from db.exchange.xlsx import read_workbook
from desktop.exchange.sheet_model import Shown
from desktop.exchange.sheet_view import SheetView
from desktop.exchange.verdicts import Spot
from desktop.preferences import Preferences
from desktop.theme import Look
from tests.db.unit_stories import written

YEARS = tuple(f"{year}年" for year in range(2011, 2031))


@pytest.fixture
def view(qtbot, tmp_path):
    rows = (("序号", "指标名称", *YEARS), (1, "毛入园率", *([86.4] * len(YEARS))))
    preferences = Preferences(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    made = SheetView(Look(preferences))
    qtbot.addWidget(made)
    made.resize(487, 300)
    made.show_sheet(Shown(read_workbook(written(tmp_path, "多年", *rows)).sheets[0]))
    with qtbot.waitExposed(made):
        made.show()
    return made


def cut_at_the_edge(view):
    """How many pixels of the column that begins at or before the left edge are left of it."""
    return -max(
        left
        for at in range(view.sheet.columnCount())
        if (left := view.columnViewportPosition(at)) <= 0
    )


def test_by_keys_each_column_is_gone_to_whole_and_so_is_what_stands_at_the_edge(view):
    view.go_to(Spot(2, 1))
    for column in range(2, view.sheet.columnCount() + 1):
        QTest.keyClick(view, Qt.Key.Key_Right)
        assert view.spot == Spot(2, column)
        shown = view.visualRect(view.currentIndex())
        assert 0 <= shown.left() < shown.right() < view.viewport().width()
        assert cut_at_the_edge(view) == 0


def test_left_between_two_columns_the_sheet_comes_to_rest_at_the_nearer_one(view, qtbot):
    bar, width = view.horizontalScrollBar(), view.columnWidth(0)
    for left_at, rests_at in ((width // 2 - 5, 0), (width // 2 + 5, width)):
        bar.setValue(left_at)
        qtbot.waitUntil(lambda at=rests_at: bar.value() == at)


def test_at_its_end_the_sheet_shows_whole_columns(view):
    bar = view.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert cut_at_the_edge(view) == 0
    last = view.sheet.columnCount() - 1
    assert view.columnViewportPosition(last) + view.columnWidth(last) <= view.viewport().width()
