"""A book of every version that was released opens for ever, with all that was in it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from db import queries
from db.book import PlanBook
from db.queries.dump import book_as_json
from tests.db.stories import figure, indicator_named, sha256

BOOKS = sorted((Path(__file__).parents[1] / "books").glob("*.planbook"))


@pytest.fixture(params=BOOKS, ids=lambda path: path.stem)
def book(request, tmp_path):
    copy = tmp_path / "旧 台账.planbook"
    shutil.copyfile(request.param, copy)
    with PlanBook.open(copy) as opened:
        yield opened


def test_there_is_a_book_to_try():
    assert [path.stem for path in BOOKS] == ["0.1"]


def test_its_figures_are_there(book):
    assert figure(book, "普惠性幼儿园覆盖率", "2023") == "90.3"
    assert figure(book, "九年义务教育巩固率", "2024") == "99.8"
    units = indicator_named(book, "普惠性幼儿园覆盖率").units
    assert [(unit.name, unit.lead) for unit in units] == [("学前室", True), ("财政局", False)]


def test_its_history_still_holds_and_goes_on(book):
    assert book.housekeeping.damages() == ()
    assert book.redo_label == "录入“普惠性幼儿园覆盖率”2023"
    book.redo()
    assert figure(book, "普惠性幼儿园覆盖率", "2023") == "90.1"
    while book.undo_label is not None:
        book.undo()
    assert book.read(queries.plan_lines) == ()
    assert book.housekeeping.damages() == ()


def test_all_of_it_is_taken_back_and_done_again(book):
    book.redo()
    whole = book.read(book_as_json)
    steps = 0
    while book.undo_label is not None:
        book.undo()
        steps += 1
    for _ in range(steps):
        book.redo()
    assert book.read(book_as_json) == whole
    assert book.housekeeping.damages() == ()


def test_the_life_of_its_figures_is_told(book):
    book.redo()
    series = indicator_named(book, "普惠性幼儿园覆盖率").series
    told = [(line.before, line.after) for line in book.read(queries.cell_history, series, "2023")]
    assert told[0] == ("90.3", "90.1")
    assert told[-1][0] == ""


def test_one_that_cannot_be_written_opens_for_reading(tmp_path, monkeypatch):
    path = tmp_path / "只读 台账.planbook"
    shutil.copyfile(BOOKS[0], path)
    before = sha256(path)
    may = os.access
    # Whoever runs the tests may be allowed to write everything.
    monkeypatch.setattr(os, "access", lambda file, mode: mode != os.W_OK and may(file, mode))
    with PlanBook.open(path) as opened:
        assert opened.read_only
        assert figure(opened, "普惠性幼儿园覆盖率", "2023") == "90.3"
        assert opened.housekeeping.damages() == ()
    assert sha256(path) == before
