"""The process that is killed: it does one kind of work over and over, and says what is done.

It reads orders from standard input, one JSON object a line, and does each in a fork of itself:
starting a Python for every kill would take longer than the work. A fork says its process id, then
one line for each commit; when it is gone, its parent says so.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from db import queries
from db.book import PlanBook
from db.exchange.list_writer import write_list
from db.operations.recording import Entry
from tests.faults.later_steps import know_later_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

CELLS = 7
YEAR = "2024"
NAMES = ("毛入园率", "覆盖率", "巩固率")


def rows_of(book: PlanBook) -> list[str]:
    """Return the ids of the indicators whose cells are written in turn."""
    plan = book.read(queries.find_plan).id
    return [line.id for line in book.read(queries.all_rows, plan)][:CELLS]


def write_office_figures(path: Path, number: int) -> None:
    """Write an office's table in which every figure is that number."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("汇总")
        sheet.write_row(0, 0, ["指标", "单位", "2020年基期", "2024年实际", "2025年目标"])
        for order, name in enumerate(NAMES, start=1):
            sheet.write_row(order, 0, [name, "人", 1, number, 9_999_999])


def export(book: PlanBook, target: Path) -> None:
    """Write the official list over the one that stands there."""
    plan = book.read(queries.find_plan)
    write_list(
        target,
        plan,
        book.read(queries.indicator_lines, plan.id),
        book.read(queries.task_lines, plan.id),
        book.read(queries.project_lines, plan.id),
        replace=True,
        today=date(2024, 3, 1),
    )


def _record(path: Path) -> Iterator[str]:
    with PlanBook.open(path) as book:
        rows = rows_of(book)
        for number in range(1, sys.maxsize):
            book.recording.record([Entry(rows[number % CELLS], YEAR, str(number))])
            yield str(number)


def _import(path: Path) -> Iterator[str]:
    with PlanBook.open(path) as book:
        for number in range(1, sys.maxsize):
            office = path.with_name("来表.xlsx")
            write_office_figures(office, number)
            book.planning.accept(book.planning.preview(office))
            yield str(number)


def _export(path: Path) -> Iterator[str]:
    with PlanBook.open(path) as book:
        rows = rows_of(book)
        for number in range(1, sys.maxsize):
            book.recording.record([Entry(rows[0], YEAR, str(number))])
            export(book, path.with_name("一览表.xlsx"))
            yield str(number)


def _back_up(path: Path) -> Iterator[str]:
    with PlanBook.open(path) as book:
        rows = rows_of(book)
        for number in range(1, sys.maxsize):
            book.recording.record([Entry(rows[0], YEAR, str(number))])
            made = book.housekeeping.back_up("asked")
            yield f"{number} {made}"


def _create(path: Path) -> Iterator[str]:
    for number in range(1, sys.maxsize):
        PlanBook.create(path.with_name(f"新{number}.planbook")).close()
        yield str(number)


def _migrate(path: Path) -> Iterator[str]:
    know_later_steps(pytest.MonkeyPatch())
    for number in range(1, sys.maxsize):
        old = path.with_name(f"旧{number}.planbook")
        shutil.copyfile(path, old.with_suffix(".copying"))
        old.with_suffix(".copying").replace(old)
        PlanBook.open(old).close()
        yield str(number)


def _open_released(path: Path) -> Iterator[str]:
    released = path.read_bytes()
    for number in range(1, sys.maxsize):
        old = path.with_name(f"旧{number}.planbook")
        old.with_suffix(".copying").write_bytes(released)
        old.with_suffix(".copying").replace(old)
        PlanBook.open(old).close()
        yield str(number)


WORKS = {
    "record": _record,
    "import": _import,
    "export": _export,
    "backup": _back_up,
    "create": _create,
    "migrate": _migrate,
    "open released": _open_released,
}


def _say(words: str) -> None:
    # One call, so that no line is ever cut in two by the kill.
    os.write(1, f"{words}\n".encode())


def main() -> None:
    """Do what is ordered until nothing more is."""
    for line in sys.stdin:
        order = json.loads(line)
        worker = os.fork()
        if worker == 0:
            _say(f"pid {os.getpid()}")
            for done in WORKS[order["work"]](Path(order["book"])):
                _say(f"done {done}")
        os.waitpid(worker, 0)
        _say("gone")


if __name__ == "__main__":
    main()
