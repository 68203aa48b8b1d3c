"""Returned forms read to the last figure, against python-calamine reading their cells."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import python_calamine

from db import queries
from db.book import PlanBook
from db.errors import FileRefused
from db.exchange.comparison import compare
from db.exchange.differences import Verdict
from db.exchange.list_reader import read_list
from db.exchange.list_writer import write_list
from db.exchange.xlsx import read_workbook
from db.operations.held_plans import held_plan
from db.store.ids import new_id
from tests.benchmarks.figures import a_plan, amount, indicator_rows
from tests.benchmarks.pairs import Result, paired, timed

if TYPE_CHECKING:
    from db.exchange.listing import ListReading
    from db.exchange.matching import HeldPlan

FORMS = 200
ROWS = 50
DAMAGED = 7
MOST_SECONDS = 1.0


def collect() -> Result:
    """Read 200 returned forms of 50 rows; the floor is python-calamine reading their cells.

    Measured is the reading alone: every file is opened, checked against what is hostile, read into
    shown text, and its table understood: which rows it has, and which figures of which years.
    The comparison with the book and the writing into it are not in it. One form is damaged, and
    stops no other. Afterwards all forms are compared with a book, so that it is certain
    that they were understood to the last figure.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        forms = [_form(folder, number) for number in range(FORMS)]
        held = _held(folder, forms[0])
        forms[DAMAGED].write_bytes(forms[DAMAGED].read_bytes()[:2_000])
        result = paired(
            "collect",
            6.0,
            lambda: timed(lambda: _read_all(forms)),
            lambda: timed(lambda: _read_bare(forms)),
        )
        _require_all_but_one([_differences(form, held) for form in forms])
    return replace(result, most=MOST_SECONDS)


def _form(folder: Path, number: int) -> Path:
    """Write the list of one unit, with its own figures for one year."""
    rows = [
        row._replace(actuals={**row.actuals, "2024": row.actuals["2024"]._replace(
            amount=amount(row.actuals["2024"].amount.value + number)
        )})
        for row in indicator_rows(ROWS)
    ]  # fmt: skip
    path = folder / f"{number}.xlsx"
    write_list(path, a_plan(ROWS), rows, (), (), today=date(2024, 3, 1))
    return path


def _held(folder: Path, form: Path) -> HeldPlan:
    """Return what a book holds that took in the first form."""
    with PlanBook.create(folder / "台账.planbook") as book:
        book.planning.accept(book.planning.preview(form))
        return book.read(held_plan, book.read(queries.find_plan))


def _read_all(forms: list[Path]) -> None:
    for form in forms:
        _reading(form)


def _reading(form: Path) -> ListReading | None:
    """Return what a form says; None for a damaged one."""
    try:
        return read_list(read_workbook(form))
    except FileRefused:
        return None


def _differences(form: Path, held: HeldPlan) -> int | None:
    """Return how many figures of a form differ from the book; None for a damaged one."""
    reading = _reading(form)
    if reading is None:
        return None
    compared = compare(reading, held, decisions={}, fresh=new_id)
    return sum(cell.verdict is Verdict.CHANGED for row in compared.rows for cell in row.cells)


def _read_bare(forms: list[Path]) -> None:
    for form in forms:
        try:
            workbook = python_calamine.CalamineWorkbook.from_path(form)
        except python_calamine.CalamineError:
            continue
        workbook.get_sheet_by_index(0).to_python()


def _require_all_but_one(differing: list[int | None]) -> None:
    """Make sure that every form but the damaged one was understood to the last figure."""
    expected = [0, *[ROWS] * (FORMS - 1)]
    if differing != [None if form == DAMAGED else count for form, count in enumerate(expected)]:
        raise AssertionError(differing)
