"""Checking a book of 1,000 indicators over five years, whole and after one edit."""

from __future__ import annotations

import statistics
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db import queries
from db.book import PlanBook
from db.exchange.list_writer import write_list
from db.queries.checks import data_findings, plan_checks
from db.rules.checks.judging import recheck
from tests.benchmarks.figures import a_plan, indicator_rows
from tests.benchmarks.pairs import PAIRS, Result, timed

if TYPE_CHECKING:
    from db.model.lines import IndicatorLine

INDICATORS = 1_000
TODAY = date(2024, 7, 1)
GOAL, RECHECK_GOAL = 1_000, 20
FIRST, BEFORE, LAST = "2021", "2024", "2025"


def check() -> Result:
    """Read a whole book and judge it: its figures, its plan, what was explained."""
    with tempfile.TemporaryDirectory() as name, _book(Path(name)) as book:
        book.read(data_findings, today=TODAY)
        times = [timed(lambda: book.read(data_findings, today=TODAY)) for _ in range(PAIRS)]
    return Result("check", GOAL, _milliseconds(times), unit="ms")


def recheck_() -> Result:
    """Judge anew after one cell was typed over: rows freshly read are given, as a page has them."""
    with tempfile.TemporaryDirectory() as name, _book(Path(name)) as book:
        plan = book.read(queries.find_plan).id
        checks = book.read(plan_checks, plan, today=TODAY)
        lines = list(book.read(queries.all_rows, plan))
    found = checks.findings()
    edited = lines[INDICATORS // 2]
    cell = edited.actuals[LAST]
    lines[INDICATORS // 2] = edited._replace(
        actuals={**edited.actuals, LAST: cell._replace(amount=edited.actuals[FIRST].amount)},
    )
    times = [timed(lambda: recheck(checks, lines).merged(found)) for _ in range(PAIRS)]
    return Result("recheck", RECHECK_GOAL, _milliseconds(times), unit="ms")


def _milliseconds(times: list[float]) -> float:
    return statistics.median(times) * 1000


def _book(folder: Path) -> PlanBook:
    """Return a book of made-up indicators with baselines, targets and five years of figures."""
    rows = tuple(_with_a_fifth_year(row) for row in indicator_rows(INDICATORS))
    table = folder / "一览表.xlsx"
    write_list(table, a_plan(INDICATORS), rows, (), (), today=TODAY)
    book = PlanBook.create(folder / "速度.planbook")
    book.planning.accept(book.planning.preview(table))
    return book


def _with_a_fifth_year(row: IndicatorLine) -> IndicatorLine:
    year = row.actuals[BEFORE]._replace(id=f"{row.id}{LAST}", period=LAST, as_of=f"{LAST}-12-31")
    return row._replace(actuals={**row.actuals, LAST: year})
