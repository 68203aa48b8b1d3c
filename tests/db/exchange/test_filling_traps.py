"""Any list that can be read can be filled: the same figures change nothing, others come back."""

from __future__ import annotations

from datetime import date

import pytest

from db import queries
from db.book import PlanBook
from db.exchange.list_writer import write_list
from db.operations.recording import Entry
from db.operations.samples import NAMES
from tests.db.stories import a_book, standing_clock

from .traps import ALL


@pytest.fixture(params=ALL, ids=lambda trap: trap.name)
def taken_in(request, tmp_path):
    """A list with a trap in it, and a book that took it in."""
    path = request.param.write(tmp_path)
    with PlanBook.create(tmp_path / "台账.planbook", clock=standing_clock()) as book:
        preview = book.planning.preview(path)
        book.planning.accept(preview)
        yield book, path, preview


def raised(book):
    """Record every actual anew, a little higher, and return how many there were."""
    rows = book.read(queries.all_rows, book.read(queries.find_plan).id)
    entries = [
        Entry(row.id, period, str(actual.amount.value + 1))
        for row in rows
        for period, actual in row.actuals.items()
        if actual.amount.value is not None
    ]
    book.recording.record(entries)
    return len(entries)


def test_the_same_figures_change_no_byte(taken_in, tmp_path):
    book, path, _ = taken_in
    preview = book.filling.preview(path)
    book.filling.write(preview, tmp_path / "回填.xlsx")
    assert preview.to_write == preview.proposals == ()
    assert (tmp_path / "回填.xlsx").read_bytes() == path.read_bytes()


def test_figures_that_changed_read_back_as_they_are_held(taken_in, tmp_path):
    book, path, first = taken_in
    changed = raised(book)
    preview = book.filling.preview(path)
    book.filling.write(preview, tmp_path / "回填.xlsx")
    assert len(preview.to_write) == changed
    again = book.planning.preview(tmp_path / "回填.xlsx")
    figures = [cell for cell in again.cells if cell.wish and cell.wish.amount]
    assert {cell.verdict.value for cell in figures} <= {"same", "rejected"}
    rejected = {cell.address for cell in again.cells if cell.verdict == "rejected"}
    assert rejected <= {cell.address for cell in first.cells if cell.verdict == "rejected"}


@pytest.mark.parametrize("sample", NAMES)
def test_our_own_list_of_a_sample_is_filled_too(tmp_path, sample):
    with a_book(tmp_path, sample) as book:
        plan = book.read(queries.find_plan)
        path = tmp_path / "一览表.xlsx"
        write_list(
            path,
            plan,
            book.read(queries.indicator_lines, plan.id),
            book.read(queries.task_lines, plan.id),
            book.read(queries.project_lines, plan.id),
            today=date(2024, 3, 1),
        )
        preview = book.filling.preview(path)
        assert preview.to_write == preview.skipped == preview.proposals == ()
        assert preview.unchanged > 20
