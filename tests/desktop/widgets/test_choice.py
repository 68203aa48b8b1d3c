"""Chips and drop-downs: one is chosen, and told."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from desktop.preferences import Preferences
from desktop.theme import Look
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.choice import Choice


@pytest.fixture
def look(tmp_path):
    return Look(Preferences(QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)))


def test_the_first_chip_is_chosen_until_another_is(qtbot, look):
    row = ChipRow(look)
    qtbot.addWidget(row)
    row.show_chips([Chip("all", "全部", 49), Chip("missing", "缺数", 12)])
    assert row.key == "all"
    with qtbot.waitSignal(row.chosen) as chosen:
        row.choose("missing")
    assert chosen.args == ["missing"]
    row.show_chips([Chip("all", "全部", 49), Chip("missing", "缺数", 11)])
    assert row.key == "missing", "other counts do not change what is chosen"
    words = [chip.text() for chip in row.findChildren(QAbstractButton)]
    assert words == ["全部 49", "缺数 11"]


def test_a_chip_that_is_gone_gives_way_to_the_first(qtbot, look):
    row = ChipRow(look)
    qtbot.addWidget(row)
    row.show_chips([Chip("all", "全部"), Chip("missing", "缺数")])
    row.choose("missing")
    row.show_chips([Chip("all", "全部"), Chip("done", "已填")])
    assert row.key == "all"


def test_a_choice_tells_its_key(qtbot, look):
    choice = Choice(look, "报告期")
    qtbot.addWidget(choice)
    choice.show_choices([("2022", "2022 年"), ("2023", "2023 年")], "2022")
    assert choice.currentText() == "2022 年"
    with qtbot.waitSignal(choice.chosen) as chosen:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert chosen.args == ["2023"]
    assert choice.accessibleName() == "报告期"
