"""The bar over a page: tight where it hardly fits, loose again where it does."""

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from desktop.preferences import Preferences
from desktop.theme import Look
from desktop.widgets.tools import PageTools
from desktop.widgets.words import button


@pytest.fixture
def around(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    return around


@pytest.fixture
def tools(around, tmp_path):
    preferences = Preferences(QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    tools = PageTools("任务", Look(preferences), around)
    for words in ("打印任务表", "导出任务表", "展开全部任务"):
        tools.first.addWidget(button(words))
    around.show()
    return tools


def test_a_bar_that_was_narrow_takes_its_room_again_when_it_is_wide(tools):
    tools.resize(1200, 80)
    assert (tools.first.spacing(), tools.title.isVisible()) == (12, True)
    tools.resize(300, 80)
    assert (tools.first.spacing(), tools.title.isVisible()) == (6, False)
    tools.resize(1200, 80)
    assert (tools.first.spacing(), tools.title.isVisible()) == (12, True)
