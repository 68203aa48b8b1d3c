"""What waits until a page is painted: done in order, one thing at a time, or not at all."""

import weakref

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.afterwards import Afterwards
from desktop.page import Place

pytestmark = pytest.mark.usefixtures("qapp")


def test_things_are_done_in_order_and_not_before_the_window_is_free(qtbot):
    done: list[str] = []
    afterwards = Afterwards()
    afterwards.begin([lambda: done.append("copy")], [lambda: done.append("check")])
    assert done == []
    qtbot.waitUntil(lambda: done == ["copy", "check"])


def test_of_a_book_that_was_closed_only_what_is_due_is_done(qtbot):
    done: list[str] = []
    afterwards = Afterwards()
    afterwards.begin([lambda: done.append("its copy")], [lambda: done.append("its pages")])
    afterwards.forget()
    assert done == ["its copy"]
    afterwards.begin([], [lambda: done.append("pages of the next")])
    qtbot.waitUntil(lambda: len(done) > 1)
    assert done == ["its copy", "pages of the next"]


def test_who_cannot_wait_has_it_done_now():
    done: list[str] = []
    afterwards = Afterwards()
    afterwards.begin([lambda: done.append("copy"), lambda: done.append("check")])
    afterwards.finish()
    assert done == ["copy", "check"]


def test_nothing_of_a_book_that_was_closed_stays(start, empty_path, sample_path, qtbot):
    """A window that is open all day sees many books; the pages of each hold one another."""

    def have_done_it_all():
        done: list[str] = []
        application.afterwards.begin([], [lambda: done.append("the last thing")])
        qtbot.waitUntil(lambda: bool(done) and not application.runner.is_working)
        # And a turn later: then it looks for garbage no closer than usual.
        QTimer.singleShot(0, lambda: done.append("the turn after"))
        qtbot.waitUntil(lambda: len(done) > 1)

    application = start(empty_path)
    have_done_it_all()
    assert application.open_book(sample_path)
    application.window.go_to(Place("indicators"))
    have_done_it_all()
    # Most of its pages were made in the background, and never seen.
    left = [weakref.ref(page) for page in application.window.pages]
    application.close_book()
    qtbot.waitUntil(lambda: all(page() is None for page in left))
    alone = {type(widget).__name__ for widget in QApplication.topLevelWidgets()}
    assert not {"ReasonForm", "StepBar"} & alone
