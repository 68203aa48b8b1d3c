"""A book of every version that was released opens for ever, with all that was in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from db import queries
from db.book import PlanBook
from tests.db.stories import figure, indicator_named

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
