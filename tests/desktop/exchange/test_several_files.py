"""Several files come in one after another; dropped onto the window, whatever page is in sight."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.page import Place
from desktop.proof.panel import ProofPanel
from desktop.proof.row_drop import RowDrop
from tests.desktop.exchange.lists import ROWS, write_list


@pytest.fixture
def application(start, litong_path):
    application = start(litong_path)
    application.window.resize(1366, 768)
    application.window.go_to(Place("task_list"))
    return application


@pytest.fixture
def files(tmp_path):
    return tuple(write_list(tmp_path / f"{name}.xlsx", ROWS[:2]) for name in "甲乙丙")


def drop(window, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    window.dropEvent(QDropEvent(QPointF(5, 5), action, data, buttons, keys))


def drop_to_import(window, path):
    """Drop one list, and say by Enter that it is to be taken in."""
    drop(window, path)
    menu = window.findChildren(QMenu, "word_menu")[-1]
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_dropped_lists_come_one_after_another(application, files, done, tmp_path):
    drop(application.window, *files, tmp_path / "照片.png")
    done()
    page = application.window.page
    assert page.name == "exchange"
    preview = page.preview
    assert preview.tools.file.words == "甲.xlsx"
    assert preview.tools.following.text() == "下一个（共 3 个）"
    # The first is skipped, the second accepted: the third comes by itself, and is the last.
    preview.tools.following.click()
    done()
    assert preview.tools.file.words == "乙.xlsx"
    preview.take_in.click()
    done()
    done()
    assert application.session.undo_label.startswith("导入“乙.xlsx”")
    assert preview.isVisible()
    assert preview.tools.file.words == "丙.xlsx"
    assert not preview.tools.following.isVisible()


def test_giving_up_leaves_the_files_behind_it_alone(application, files, done):
    drop(application.window, *files)
    done()
    page = application.window.page
    page.preview.give_up.click()
    assert page.home.isVisible()
    assert application.window.status.message.endswith("后面 2 个文件也没有看。")
    assert not page.home.following.isVisible()


def test_a_file_that_cannot_be_read_does_not_stop_the_next(application, files, done, tmp_path):
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    drop(application.window, broken, files[0])
    done()
    page = application.window.page
    assert "“坏.xlsx”" in application.window.strip.sentence
    assert page.home.following.text() == "下一个（共 2 个）"
    page.home.following.click()
    done()
    assert page.preview.tools.file.words == "甲.xlsx"


def test_what_is_dropped_while_a_list_is_read_waits_behind_it(application, files, done):
    drop_to_import(application.window, files[0])
    drop(application.window, *files[1:])
    assert application.window.status.message == "还有 2 个文件排在后面。"
    done()
    tools = application.window.page.preview.tools
    assert (tools.file.words, tools.following.text()) == ("甲.xlsx", "下一个（共 3 个）")


def test_a_book_among_the_files_is_opened(application, files, empty_path):
    drop(application.window, *files, empty_path)
    assert application.session.book.path == empty_path


def test_no_part_of_a_page_keeps_dropped_files_to_itself(application):
    for page in application.window.pages:
        application.window.show_page(page)
        takers = [part for part in page.findChildren(QWidget) if part.acceptDrops()]
        # What is dropped on a row, or beside its evidence, is to be evidence of it.
        others = [part for part in takers if not _proves(part) and not hasattr(part, "setText")]
        assert [type(part).__name__ for part in others] == []


def _proves(part):
    return isinstance(part, ProofPanel) or part.parent().findChild(RowDrop) is not None


def test_several_lists_are_chosen_in_one_dialog(application, files, done):
    application.window.go_to(Place("exchange"))
    page = application.window.page
    dialog = page.ask_for_list()
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    dialog.filesSelected.emit([str(path) for path in files[:2]])
    dialog.close()
    done()
    assert page.preview.tools.following.text() == "下一个（共 2 个）"


def test_lists_dropped_without_a_book_come_into_the_new_one(start, files, tmp_path, qtbot):
    application = start()
    drop(application.window, *files)
    dialog = application.window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "新.planbook"))
    dialog.close()
    qtbot.waitUntil(lambda: application.session is not None)
    qtbot.waitUntil(lambda: not application.runner.is_working)
    assert application.window.page.preview.tools.following.text() == "下一个（共 3 个）"


def test_what_is_being_written_cannot_be_stopped_and_says_why(application, files, done):
    drop_to_import(application.window, files[0])
    done()
    page = application.window.page
    page.preview.take_in.click()
    assert page.waiting.stop.isVisible()
    assert not page.waiting.stop.isEnabled()
    assert "停不下来" in page.waiting.stop.toolTip()
    done()
    drop_to_import(application.window, files[1])
    assert page.waiting.stop.isEnabled()
    assert not page.waiting.stop.toolTip()
    done()
