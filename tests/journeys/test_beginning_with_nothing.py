"""Beginnings that go wrong, or with nothing: the wrong file is said, an empty book leads on."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from db.book import PlanBook

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def answer(window, path):
    """Choose a file in the dialog that is open."""
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.close()
    dialog.fileSelected.emit(str(path))


def press(widget, key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, held)


def at_rest(application):
    return lambda: not application.runner.is_working


def test_a_wrong_file_is_said_and_nothing_is_left_behind(start, tmp_path, qtbot):
    photo = tmp_path / "照片.xlsx"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes(2000))
    application = start()
    press(application.welcome.ways[0], Qt.Key.Key_Return)
    answer(application.window, photo)
    answer(application.window, tmp_path / "空的")
    qtbot.waitUntil(lambda: application.session is not None)
    qtbot.waitUntil(at_rest(application))
    assert "照片.xlsx" in application.window.strip.sentence
    assert application.session.plan is None
    with PlanBook.open(tmp_path / "空的.planbook") as book:
        assert book.undo_label is None


def test_an_empty_book_leads_on(start, empty_path):
    application = start(empty_path)
    window = application.window
    words = {}
    for page in window.pages:
        window.show_page(page)
        shown = [one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page)]
        words[page.name] = " ".join(shown)
    assert "Ctrl+I" in words["indicators"]
    assert "Ctrl+I" in words["project_list"]
    assert "导入" in words["units"]
