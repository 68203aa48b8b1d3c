"""Chips leave their words to their tips where room is short; a bar's parts go one above another."""

import pytest
from PySide6.QtCore import QCoreApplication, QMargins, QSettings
from PySide6.QtWidgets import QWidget

from desktop.delegates.marks import Mark
from desktop.preferences import Preferences
from desktop.theme import Look
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.folding import FoldingBar
from desktop.widgets.words import button

CHIPS = [
    Chip("all", "全部", 64),
    Chip("new", "新增", 3, Mark.NEW),
    Chip("refused", "不能导入", 1, Mark.REFUSED),
]


@pytest.fixture
def row(qtbot, tmp_path):
    settings = QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(800, 60)
    made = ChipRow(Look(Preferences(settings)), around)
    made.show_chips(CHIPS)
    around.show()
    made.resize(made.sizeHint())
    made.around = around
    return made


def words(row):
    return [row._buttons[chip.key].text() for chip in CHIPS]


def test_with_room_every_chip_says_its_word(row):
    assert words(row) == ["全部 64", "新增 3", "不能导入 1"]


def test_without_room_a_mark_stands_for_its_word_which_stays_in_tip_and_speech(row):
    row.resize(row.minimumSizeHint())
    assert words(row) == ["全部 64", "3", "1"]
    assert row._buttons["refused"].toolTip() == "不能导入 1"
    assert row._buttons["refused"].accessibleName() == "筛选：不能导入 1"
    row.resize(row.sizeHint())
    assert words(row) == ["全部 64", "新增 3", "不能导入 1"]
    assert row._buttons["refused"].toolTip() == ""


def test_a_chip_without_a_mark_keeps_its_word(row):
    row.resize(row.minimumSizeHint())
    assert row._buttons["all"].text() == "全部 64"


def test_a_bar_puts_its_parts_above_each_other_where_they_do_not_fit(qtbot):
    first, second = button("导入 9 格  Ctrl+Enter"), button("放弃  Esc")
    bar = FoldingBar(first, second, QMargins(8, 4, 8, 4))
    around = QWidget()
    qtbot.addWidget(around)
    bar.setParent(around)
    around.show()
    bar.resize(500, 80)
    bar.show()
    QCoreApplication.sendPostedEvents()
    assert first.y() == second.y()
    bar.resize(bar.minimumSizeHint().width(), 80)
    QCoreApplication.sendPostedEvents()
    assert first.y() < second.y()
    assert bar.minimumSizeHint().width() < 500
