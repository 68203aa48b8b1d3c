"""The status row where it is narrow: the sentence is read whole, the keys take what it leaves."""

import pytest
from PySide6.QtCore import QCoreApplication, QSettings

from desktop.preferences import Preferences
from desktop.theme import Look
from desktop.widgets.bars import StatusRow

WAITS = "牵头“推定”3 项，取自第一个责任单位，请确认"


@pytest.fixture
def row(qtbot, tmp_path):
    settings = QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)
    made = StatusRow(Look(Preferences(settings)))
    qtbot.addWidget(made)
    made.show_missing("12 月：还差 6 项进展", can_go=True, step="下一项")
    made.show_hint("Enter 填进展 · Ctrl+↓ 存并下一项 · F6 换区域")
    made.show_saved("上次备份 今天 10:38", "已保存 10:38")
    made.show()
    return made


def test_what_waits_is_read_whole_beside_the_keys(row):
    row.resize(910, 28)
    row.show_aside(WAITS, "去确认", object())
    QCoreApplication.sendPostedEvents()
    assert row._aside.text() == WAITS
    assert row._hint.text() != row._hint.words, "the last keys are left out"


def test_the_keys_are_all_there_where_nothing_waits(row):
    row.resize(1366, 28)
    QCoreApplication.sendPostedEvents()
    assert row._hint.text() == row._hint.words
