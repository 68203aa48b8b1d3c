"""Ctrl+S, as hands press it all day: what is typed is written, and the window says so."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.page import Place

NAME = "公办园在园幼儿占比"


@pytest.fixture
def window(start, sample_path):
    made = start(sample_path).window
    made.go_to(Place("indicators"))
    return made


def figure(window):
    line = next(line for line in window.page.content.lines if line.name == NAME)
    window.page.table.go_to(line.id, "2022")
    actual = line.actuals.get("2022")
    return actual.amount.text if actual is not None else None


def save(window):
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    return window.status.message


def test_it_says_since_when_everything_is_on_disk(window):
    assert save(window).endswith("每改一处就写到磁盘，不用再存。")
    assert save(window).startswith("已保存 ")


def test_what_is_being_typed_is_written_and_typing_goes_on_there(window):
    assert figure(window) is None
    for sign in "52":
        QTest.keyClick(QApplication.focusWidget(), sign)
    save(window)
    assert figure(window) == "52"
    QTest.keyClick(QApplication.focusWidget(), "6")
    assert window.page.table.values.open_editor.text() == "6"


def test_what_is_no_number_is_not_said_to_be_saved(window):
    figure(window)
    QTest.keyClick(QApplication.focusWidget(), "x")
    assert save(window).startswith("“x”不是数值。")
    assert window.page.table.values.open_editor.text() == "x"
