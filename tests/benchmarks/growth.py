"""How time grows with the work: ours is ten times the work, the floor is the work itself."""

from __future__ import annotations

import os
import statistics
import tempfile
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db.book import PlanBook
from db.exchange.list_writer import write_list
from db.exchange.xlsx import read_workbook
from tests.benchmarks import filling, window
from tests.benchmarks.figures import a_plan, indicator_rows, write_office_table
from tests.benchmarks.pairs import Result, paired, timed

if TYPE_CHECKING:
    from collections.abc import Callable

    # Makes what the work needs in a folder, for a number of rows; returns one timed run of it.
    Work = Callable[[Path, int], Callable[[], float]]

TIMES = 10
MOST_GROWTH = 11.0
MOST_GROWTH_OF_OPENING = 2.0
SETTLED = 6_000
VALUES = 20
PERIODS = tuple(str(year) for year in range(2001, 2021))


def _growth(name: str, rows: int, work: Work, goal: float = MOST_GROWTH) -> Result:
    with tempfile.TemporaryDirectory() as large, tempfile.TemporaryDirectory() as small:
        return paired(name, goal, work(Path(large), rows * TIMES), work(Path(small), rows))


def enter_x10() -> Result:
    """Press Enter behind a value in a table of 10,000 rows against 1,000: on the disk, painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.benchmarks.typist import Typist  # noqa: PLC0415 - it loads Qt

    with tempfile.TemporaryDirectory() as large, tempfile.TemporaryDirectory() as small:
        folders = (Path(large), 1_000 * TIMES), (Path(small), 1_000)
        typists = [Typist(window.a_book(folder, rows), folder, SETTLED) for folder, rows in folders]
        ours, floor = (partial(_middle, typist.enter) for typist in typists)
        result = paired("enter_x10", MOST_GROWTH_OF_OPENING, ours, floor)
        for typist in typists:
            typist.close()
    return result


def _middle(enter: Callable[[], float]) -> float:
    return statistics.median(enter() for _ in range(VALUES))


def read_x10() -> Result:
    """Read a list of 50,000 rows against 5,000."""
    return _growth("read_x10", 5_000, _reading)


def _reading(folder: Path, rows: int) -> Callable[[], float]:
    path = folder / "一览表.xlsx"
    write_list(path, a_plan(rows), indicator_rows(rows), (), (), today=date(2024, 3, 1))
    return lambda: timed(lambda: read_workbook(path))


def write_x10() -> Result:
    """Write a styled list of 20,000 rows against 2,000: enough that nothing is remembered of it."""
    return _growth("write_x10", 2_000, _writing)


def _writing(folder: Path, rows: int) -> Callable[[], float]:
    path, plan, lines = folder / "一览表.xlsx", a_plan(rows), indicator_rows(rows)
    today = date(2024, 3, 1)
    return lambda: timed(lambda: write_list(path, plan, lines, (), (), replace=True, today=today))


def import_x10() -> Result:
    """Read, compare and take in 50,000 actuals against 5,000, each into rows that wait for them."""
    return _growth("import_x10", 250, _importing)


def _importing(folder: Path, rows: int) -> Callable[[], float]:
    table, waiting, copy = folder / "汇总.xlsx", folder / "空.planbook", folder / "一次.planbook"
    write_office_table(table, rows, PERIODS)
    write_office_table(folder / "行.xlsx", rows, ())
    with PlanBook.create(waiting) as book:
        book.planning.make_plan("某县规划", 2021, 2025)
        book.planning.accept(book.planning.preview(folder / "行.xlsx"))

    def once() -> float:
        copy.write_bytes(waiting.read_bytes())
        with PlanBook.open(copy) as book:
            return timed(lambda: book.planning.accept(book.planning.preview(table)))

    return once


def writeback_x10() -> Result:
    """Write 2,000 values into a list of 50,000 rows against 200 into 5,000."""
    return _growth("writeback_x10", filling.ROWS, _writing_back)


def _writing_back(folder: Path, rows: int) -> Callable[[], float]:
    source, values = filling.a_list_to_fill(folder, rows)
    return lambda: timed(lambda: filling.write(source, folder / "ours.xlsx", values))


def start_x10() -> Result:
    """Start to the first page painted on a book of 10,000 rows against 1,000."""
    return _growth("start_x10", window.ROWS, _starting, MOST_GROWTH_OF_OPENING)


def _starting(folder: Path, rows: int) -> Callable[[], float]:
    book = window.a_book(folder, rows)
    return lambda: timed(lambda: window.run("ours", book))
