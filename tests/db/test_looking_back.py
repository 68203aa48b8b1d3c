"""The book as it was after any of its steps: the same rows, a sound history, nothing touched."""

from __future__ import annotations

import pytest

from db import queries
from db.book import PlanBook
from db.errors import NotFound
from db.model.words import RowKind, TaskStatus
from db.operations.decisions import PaperReview
from db.operations.reviewing import EntryRef
from db.queries.dump import book_as_json
from tests.db.stories import a_book, indicator_named, record, sha256, standing_clock

RETENTION = "九年义务教育巩固率"


def whole(book):
    return book.read(book_as_json)


def a_life(book):
    """Do what is done in a book, and yield how it stood after each step."""
    plan = book.read(queries.find_plan).id
    task = book.read(queries.task_lines, plan)[0]
    yield whole(book)
    record(book, RETENTION, "2022", "95")
    yield whole(book)
    record(book, RETENTION, "2023", "96.2")
    yield whole(book)
    held = indicator_named(book, RETENTION).actuals["2023"].id
    book.reviewing.sign([EntryRef(RowKind.ACTUAL, held)], PaperReview("王强", "2024-02-20"))
    yield whole(book)
    book.planning.set_task_status(task.id, TaskStatus.DONE)
    yield whole(book)
    book.undo()
    yield whole(book)
    book.redo()
    yield whole(book)
    record(book, RETENTION, "2022", "")
    yield whole(book)


def test_after_each_step_the_book_stands_as_it_stood_then(tmp_path):
    with a_book(tmp_path) as book:
        states = list(a_life(book))
        steps = [step.id for step in reversed(book.read(queries.step_lines))]
        assert len(steps) == len(states)
        for at, (step, state) in enumerate(zip(steps, states, strict=True)):
            target = tmp_path / f"那时 {at}.planbook"
            book.looking_back.write_as_it_was(step, target)
            with PlanBook.open(target, clock=standing_clock()) as then:
                assert whole(then) == state
                assert then.housekeeping.damages() == ()
                assert then.read(queries.step_lines)[0].id == step
        assert whole(book) == states[-1]


def test_the_book_itself_is_not_touched(tmp_path):
    with a_book(tmp_path) as book:
        record(book, RETENTION, "2022", "95")
        first = book.read(queries.step_lines)[-1].id
        path = book.path
    before = sha256(path)
    with PlanBook.open(path) as book:
        book.looking_back.write_as_it_was(first, tmp_path / "那时.planbook")
    assert sha256(path) == before


def test_a_step_that_is_not_there_is_refused(tmp_path):
    with a_book(tmp_path) as book, pytest.raises(NotFound):
        book.looking_back.write_as_it_was("0" * 64, tmp_path / "那时.planbook")
    assert not (tmp_path / "那时.planbook").exists()
