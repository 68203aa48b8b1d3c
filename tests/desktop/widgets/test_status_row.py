"""The status row: what is read whole where it is narrow, what gives way, what comes at once."""

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


def test_what_is_selected_comes_to_a_sum_at_once_though_a_sentence_is_said(row):
    row.resize(1200, 28)
    row.say("已录入 1 格，Ctrl+Z 撤销。")
    row.show_counted("选中 3 个数 · 平均 91.23 · 合计 273.69")
    QCoreApplication.sendPostedEvents()
    assert row._counted.isVisible()
    assert row._counted.width() >= row._counted.sizeHint().width(), "the sum is never cut"
    assert row._message.text() == row.message == "已录入 1 格，Ctrl+Z 撤销。"
    assert not row._hint.isVisible()
    row.quiet()
    assert row._counted.isVisible()
    assert not row._hint.isVisible(), "the keys wait until nothing is selected"
    row.show_counted("")
    assert row._hint.isVisible()
