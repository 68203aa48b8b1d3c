"""The first ten minutes of somebody new: a sample, a book of the office's own list, a way back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from db.book import PlanBook
from desktop.actions import Act
from desktop.delegates.marks import Mark
from tests.db.exchange.foreign import saved_as, with_office
from tests.desktop.exchange.lists import write_list

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def answer(window, path):
    """Choose a file in the dialog that is open."""
    dialog = window.findChildren(QFileDialog)[-1]
    dialog.close()
    dialog.fileSelected.emit(str(path))


def in_front(window, qtbot):
    """A dialog was closed: the window has the keyboard again."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def press(widget, key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, held)


def at_rest(application):
    return lambda: not application.runner.is_working


@pytest.fixture
def office_list(tmp_path):
    """The office's list as LibreOffice saved it, in a folder with a blank in its name."""
    folder = tmp_path / "教育局 材料"
    folder.mkdir()
    (saved,) = saved_as("xlsx", folder / "存过", write_list(folder / "目标 任务.xlsx"))
    return saved


def test_a_sample_is_tried_and_the_help_answers(start, tmp_path, qtbot):
    application = start()
    window = application.window
    # Nothing was ever opened: the page says so, and the first way in has the keyboard.
    assert application.welcome.ways[0].hasFocus()
    press(window, Qt.Key.Key_F1)
    guide = application.ways_to_help.help
    assert guide.chapter == "first_steps"
    guide.close()
    # A sample, by the keyboard.
    opens = application.welcome.samples.lines[0].findChild(QPushButton)
    opens.setFocus()
    press(opens, Qt.Key.Key_Space)
    answer(window, tmp_path / "先看看")
    qtbot.waitUntil(lambda: application.session is not None)
    in_front(window, qtbot)
    assert application.session.is_demonstration
    assert window.page.name == "overview"
    # What waits is one key away; what the page is for, too.
    press(window, Qt.Key.Key_F8)
    assert window.page.name == "indicators"
    press(window, Qt.Key.Key_F1)
    assert guide.chapter == "indicators"
    guide.search.setText("无此项")
    assert "无此项" in guide.text.toPlainText()
    press(guide, Qt.Key.Key_Escape)
    assert not guide.isVisible()
    in_front(window, qtbot)
    application.runner.finish_all()


@with_office
def test_three_steps_from_a_list_to_a_list(start, office_list, tmp_path, qtbot):
    application = start()
    window = application.window
    # One: the office's own list becomes a book.
    press(application.welcome.ways[0], Qt.Key.Key_Return)
    answer(window, office_list)
    answer(window, tmp_path / "我们的 台账")
    qtbot.waitUntil(lambda: application.session is not None)
    qtbot.waitUntil(at_rest(application))
    in_front(window, qtbot)
    preview = window.page.preview
    assert preview.target.text().startswith("将新建规划")
    press(preview.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: application.session.plan is not None)
    # Two: what is missing is typed where the cursor is led.
    application.session.choose_period("2023")
    owed = window.status.missing
    press(window, Qt.Key.Key_F8)
    table = window.page.table
    name = table.current_row.name
    QTest.keyClick(table, "9")
    QTest.keyClicks(table.values.open_editor, "4.9")
    press(table.values.open_editor, Qt.Key.Key_Return)
    assert window.status.missing != owed
    # Three: the overview, and the list goes out as the office knows it.
    application.commands.run(Act.GO_OVERVIEW)
    assert window.page.name == "overview"
    application.commands.run(Act.EXPORT_LIST)
    answer(window, tmp_path / "报出 一览表.xlsx")
    qtbot.waitUntil(at_rest(application))
    assert (tmp_path / "报出 一览表.xlsx").stat().st_size > 5_000
    # It is closed and opened again: everything is there, at the same place.
    application.commands.run(Act.GO_INDICATORS)
    window.close()
    again = start(tmp_path / "我们的 台账.planbook")
    assert again.window.page.name == "indicators"
    line = next(line for line in again.session.indicators if line.name == name)
    assert line.actuals["2023"].amount.text == "94.9"


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


def test_a_gap_is_seen_before_and_after_it_is_filled(start, sample_path):
    application = start(sample_path)
    press(application.window, Qt.Key.Key_F8)
    table = application.window.page.table
    row, column = table.currentIndex().row(), table.currentIndex().column()
    assert table.lines.cell(row, column).mark is Mark.BLANK
    QTest.keyClick(table, "5")
    press(table.values.open_editor, Qt.Key.Key_Return)
    assert table.lines.cell(row, column).text == "5"
