"""What waits until a page is painted: done in order, one thing at a time, or not at all."""

import pytest

from desktop.afterwards import Afterwards

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
