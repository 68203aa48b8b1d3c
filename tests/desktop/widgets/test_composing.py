"""Fields that narrow a list: while an input method composes, Enter and Esc are its own."""

import pytest
from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest

from desktop.finder.dialog import FinderDialog
from desktop.finder.targets import Target
from desktop.preferences import Preferences
from desktop.theme import Look
from desktop.widgets.row_finder import FoundRow, RowFinder
from desktop.widgets.search_field import SearchField


@pytest.fixture
def look(tmp_path):
    return Look(Preferences(QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)))


def compose(field, words, *, done=""):
    event = QInputMethodEvent(words, [])
    event.setCommitString(done)
    QCoreApplication.sendEvent(field, event)


def test_the_filter_is_not_left_while_words_are_composed(qtbot):
    field = SearchField("指标", "键入名称")
    qtbot.addWidget(field)
    field.setText("学前")
    compose(field, "maoru")
    with qtbot.assertNotEmitted(field.left):
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down):
            QTest.keyClick(field, key)
    compose(field, "", done="毛入")
    assert field.text() == "学前毛入"
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field, Qt.Key.Key_Return)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_finder_stays_open_and_goes_nowhere_while_words_are_composed(qtbot, look):
    dialog = FinderDialog(look, [Target(name, "指标", name) for name in ("毛入园率", "巩固率")], ())
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.words.setText("率")
    compose(dialog.words, "gong")
    with qtbot.assertNotEmitted(dialog.chosen):
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down):
            QTest.keyClick(dialog.words, key)
    assert dialog.isVisible()
    assert dialog.list.currentIndex().row() == 0
    compose(dialog.words, "")
    with qtbot.waitSignal(dialog.chosen):
        QTest.keyClick(dialog.words, Qt.Key.Key_Return)


def test_the_rows_found_are_not_walked_while_words_are_composed(qtbot):
    finder = RowFinder("分子")
    qtbot.addWidget(finder)
    finder.show_rows([FoundRow(name, name) for name in ("甲", "乙")], "甲")
    compose(finder.words, "yi")
    QTest.keyClick(finder.words, Qt.Key.Key_Down)
    assert finder.row == "甲"
    compose(finder.words, "")
    QTest.keyClick(finder.words, Qt.Key.Key_Down)
    assert finder.row == "乙"
