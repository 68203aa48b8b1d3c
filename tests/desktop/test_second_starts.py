"""A second start: the window comes to the front, and shows what was brought if it is free to."""

import threading

import pytest

from db.book import PlanBook
from desktop.only_one import OnlyOne
from desktop.second_starts import SecondStarts


@pytest.fixture
def first(start, sample_path, tmp_path):
    """The program with a book open, there for later starts."""
    application = start(sample_path)
    only = OnlyOne(tmp_path)
    assert only.claim()
    later = SecondStarts(application.window, application.notices, only, application)
    later.file_brought.connect(application.take_file)
    later.listen()
    yield application
    only.release()


@pytest.fixture
def again(tmp_path):
    """Start the program once more with a path, on a thread as another process would."""
    answers = []

    def begin(path):
        def ask():
            answers.append(OnlyOne(tmp_path).ask_first(str(path)))

        thread = threading.Thread(target=ask)
        thread.start()
        return thread, answers

    return begin


@pytest.fixture
def other_path(tmp_path):
    path = tmp_path / "另一 本（新）.planbook"
    with PlanBook.create(path) as book:
        book.planning.load_sample("litong")
    return path


def test_the_second_book_opens_in_the_window_that_is_there(first, again, other_path, qtbot):
    first.window.showMinimized()
    thread, answers = again(other_path)
    qtbot.waitUntil(lambda: first.session is not None and first.session.book.path == other_path)
    thread.join()
    assert answers == [True]
    assert not first.window.isMinimized()
    assert first.window.windowTitle().startswith("另一 本（新）.planbook")


def test_without_a_file_only_the_window_comes(first, again, sample_path, qtbot):
    first.window.showMinimized()
    thread, answers = again("")
    qtbot.waitUntil(lambda: not first.window.isMinimized())
    thread.join()
    assert answers == [True]
    assert first.session.book.path == sample_path


def test_behind_an_open_dialog_no_book_is_changed(first, again, other_path, sample_path, qtbot):
    dialog = first.rooms.ways_to_help.show_keys()
    thread, answers = again(other_path)
    qtbot.waitUntil(lambda: "没有打开" in first.window.strip.sentence)
    thread.join()
    assert answers == [True]
    assert first.session.book.path == sample_path
    dialog.close()
