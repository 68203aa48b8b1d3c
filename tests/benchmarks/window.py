"""The window against a bare Qt window with a table: whole processes, from start to first paint."""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import db
import desktop
import resources
from db.book import PlanBook
from tests.benchmarks.figures import write_office_table
from tests.benchmarks.first_paint import ROWS
from tests.benchmarks.pairs import Result, paired, timed

YEARS = tuple(str(year) for year in range(2021, 2026))


def a_book(folder: Path, rows: int) -> Path:
    """Make a book whose indicator page has so many rows."""
    write_office_table(folder / "汇总.xlsx", rows, YEARS)
    with PlanBook.create(folder / "台账.planbook") as book:
        book.planning.accept(book.planning.preview(folder / "汇总.xlsx"))
        return book.path


def compile_ours() -> None:
    """Compile our modules as an installed program's are, and as those of the bare window are."""
    for package in (db, desktop, resources):
        compileall.compile_dir(package.__path__[0], quiet=2)


def run(what: str, *words: Path) -> float:
    """Run one process to its first paint; return its peak memory in MB."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.first_paint", what, *words],
        check=True,
        capture_output=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        text=True,
        timeout=60,
    )
    return float(done.stdout)


def start() -> Result:
    """Start to the first page painted, 1,000 rows."""
    compile_ours()
    with tempfile.TemporaryDirectory() as folder:
        book = a_book(Path(folder), ROWS)
        return paired(
            "start",
            1.5,
            lambda: timed(lambda: run("ours", book)),
            lambda: timed(lambda: run("floor")),
        )


def memory() -> Result:
    """Peak memory of the same."""
    with tempfile.TemporaryDirectory() as folder:
        book = a_book(Path(folder), ROWS)
        return paired("memory", 1.4, lambda: run("ours", book), lambda: run("floor"), unit="MB")
