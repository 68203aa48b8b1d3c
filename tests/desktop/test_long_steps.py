"""A large step is written in the background, and lets the book go however it ends."""

import pytest

from db.book import PlanBook
from db.errors import ValueRefused
from db.faults import ValueFault
from db.operations.recording import Entry
from desktop.long_steps import LongSteps


@pytest.fixture
def steps(start, sample_path):
    """Those of an open book."""
    application = start(sample_path)
    application.afterwards.finish()
    session = application.session
    return LongSteps(session, application.notices, application.runner, session)


def busy_through(qtbot, steps, operation):
    """Write an operation and return what it was announced with, busy until it ended."""
    session, done = steps._session, []
    steps.write(operation, done.append)
    assert not session.can_write
    qtbot.waitUntil(lambda: not session.busy)
    assert session.can_write
    return done


def test_what_was_done_is_announced_once_the_book_is_free(qtbot, steps):
    session = steps._session
    line = session.indicators[0]
    entry = Entry(line.id, "2022", "61")
    with qtbot.waitSignal(session.changed):
        (changes,) = busy_through(
            qtbot, steps, lambda book, _ticket: book.recording.record([entry])
        )
    assert "actual" in changes.tables
    assert session.undo_label


def test_what_is_refused_is_said_and_what_others_did_is_seen(qtbot, steps):
    session, warned = steps._session, []
    steps._notices.warned.connect(warned.append)
    path, entry = session.book.path, Entry(session.indicators[0].id, "2022", "62")

    def refused(_book, _ticket):
        with PlanBook.open(path) as other:
            other.recording.record([entry])
        raise ValueRefused(ValueFault.EMPTY_WORDS, "")

    with qtbot.waitSignal(session.view_changed):
        assert busy_through(qtbot, steps, refused) == []
    assert warned
