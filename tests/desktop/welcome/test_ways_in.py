"""欢迎 and the ways in: samples in a copy, an empty book, recent books, dropped files."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from db.operations.samples import sample_lines
from desktop.actions import Act
from desktop.welcome.new_plan import NewPlan


@pytest.fixture
def application(start):
    return start()


def drop(window, path: Path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def answer(window, path: Path):
    """Choose a file in the dialog that is open."""
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.close()


def opened(application):
    return lambda: application.session is not None


def test_without_a_book_the_welcome_page_waits_at_its_first_way(application):
    assert application.welcome.isVisible()
    assert application.welcome.ways[0].hasFocus()
    assert application.window.status.missing == "未打开台账"
    assert application.window.windowTitle() == "规划台账"


def test_a_sample_opens_in_a_copy_with_made_up_figures(application, tmp_path, qtbot):
    samples = sample_lines()
    under_them = 1
    assert len(application.welcome.samples.lines) == len(samples) + under_them
    application.welcome.sample_chosen.emit(samples[0])
    answer(application.window, tmp_path / "样例")
    qtbot.waitUntil(opened(application))
    assert application.session.book.path == tmp_path / "样例.planbook"
    assert application.session.is_demonstration
    assert not application.welcome.isVisible()


def test_an_empty_book_begins_with_its_plan(application, tmp_path, qtbot):
    dialog = application.rooms.ways_in.ask_for_plan()
    assert not dialog.make.isEnabled()
    dialog.name_of_plan.setText("某区教育“十五五”规划")
    dialog.first.setValue(2026)
    dialog.last.setValue(2030)
    dialog.make.click()
    answer(application.window, tmp_path / "新.planbook")
    qtbot.waitUntil(opened(application))
    assert application.session.plan.title == "某区教育“十五五”规划"
    assert application.session.years == (2026, 2027, 2028, 2029, 2030)


def test_a_place_that_cannot_be_written_is_said(application, tmp_path, qtbot):
    with qtbot.waitSignal(application.notices.warned):
        application.make_book(tmp_path / "没有" / "a.planbook", None, None)
    assert application.session is None
    assert application.window.strip.sentence


def test_the_last_books_stand_on_the_welcome_page_and_in_the_menu(application, sample_path):
    assert application.open_book(sample_path)
    application.commands.run(Act.CLOSE_BOOK)
    assert application.session is None
    line = application.welcome.recent.lines[0]
    assert line.accessibleName().startswith(sample_path.stem)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert application.session.book.path == sample_path


def test_a_recent_book_that_is_gone_is_said_and_forgotten(application, sample_path):
    application.open_book(sample_path)
    application.close_book()
    sample_path.unlink()
    assert not application.open_book(sample_path)
    assert "没有找到" in application.window.strip.sentence
    assert application.preferences.recent_books == ()


def test_what_is_no_book_is_refused_and_left_as_it_is(application, tmp_path):
    path = tmp_path / "假.planbook"
    path.write_bytes(b"not a book")
    assert not application.open_book(path)
    assert application.window.strip.sentence
    assert path.read_bytes() == b"not a book"
    assert application.welcome.isVisible()


def test_a_dropped_book_is_opened(application, sample_path):
    drop(application.window, sample_path)
    assert application.session.book.path == sample_path


@pytest.mark.parametrize("ending", [".xlsx", ".XLS", ".et", ".ods", ".csv", ".docx", ".wps"])
def test_a_dropped_list_without_a_book_asks_where_the_new_one_goes(application, tmp_path, ending):
    file = tmp_path / f"一览表{ending}"
    file.write_bytes(b"")
    drop(application.window, file)
    dialog = application.window.findChild(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "一览表.planbook"
    dialog.close()


def test_other_files_are_not_taken(application, tmp_path, qtbot):
    with qtbot.assertNotEmitted(application.window.file_dropped):
        drop(application.window, tmp_path / "照片.png")


def test_the_way_in_by_key(application):
    QTest.keyClick(application.welcome.ways[0], Qt.Key.Key_Return)
    dialog = application.window.findChild(QFileDialog)
    assert dialog.windowTitle() == "选一览表"
    dialog.close()


def test_a_plan_cannot_end_before_it_begins(application, qtbot):
    dialog = application.rooms.ways_in.ask_for_plan()
    dialog.name_of_plan.setText("规划")
    dialog.last.setValue(2028)
    dialog.first.setValue(2030)
    with qtbot.waitSignal(dialog.given) as given:
        dialog.make.click()
    assert given.args[0] == NewPlan("规划", 2030, 2030, "", "")
    application.window.findChild(QFileDialog).close()
