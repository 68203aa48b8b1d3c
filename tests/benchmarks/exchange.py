"""Files in and out, against the bare libraries."""

from __future__ import annotations

import sqlite3
import tempfile
from datetime import date
from pathlib import Path

import python_calamine
import xlsxwriter

from db.book import PlanBook
from db.exchange.list_writer import write_list
from db.exchange.xlsx import read_workbook
from tests.benchmarks.figures import a_plan, indicator_rows, write_office_table
from tests.benchmarks.pairs import Result, paired, timed

LIST_ROWS = 5_000
ACTUALS = 100_000


def _list_file(folder: Path, rows: int) -> Path:
    path = folder / f"一览表{rows}.xlsx"
    write_list(path, a_plan(rows), indicator_rows(rows), (), (), today=date(2024, 3, 1))
    return path


def _read(name: str, rows: int, goal: float) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        path = _list_file(Path(folder), rows)
        return paired(
            name,
            goal,
            lambda: timed(lambda: read_workbook(path)),
            lambda: timed(
                lambda: (
                    python_calamine.CalamineWorkbook.from_path(path)
                    .get_sheet_by_index(0)
                    .to_python()
                )
            ),
        )


def read() -> Result:
    """Read a list of 5,000 rows; the floor is python-calamine."""
    return _read("read", LIST_ROWS, 3.0)


def write() -> Result:
    """Write a styled list of 5,000 rows; the floor writes the same cells with bare XlsxWriter."""
    plan, rows = a_plan(LIST_ROWS), indicator_rows(LIST_ROWS)
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = Path(folder) / "一览表.xlsx", Path(folder) / "bare.xlsx"

        def bare_write() -> None:
            with xlsxwriter.Workbook(bare) as workbook:
                plain = workbook.add_format({"border": 1})
                sheet = workbook.add_worksheet()
                for order, row in enumerate(rows):
                    values = [row.baselines[0], *row.actuals.values(), row.targets[0]]
                    sheet.write_number(order, 0, order, plain)
                    for column, words in enumerate((row.category, row.name, row.unit, row.nature)):
                        sheet.write_string(order, 1 + column, words, plain)
                    for column, value in enumerate(values):
                        sheet.write_number(order, 5 + column, float(value.amount.value or 0), plain)
                    for column in range(4):
                        sheet.write_blank(order, 11 + column, None, plain)

        return paired(
            "write",
            1.5,
            lambda: timed(
                lambda: write_list(ours, plan, rows, (), (), replace=True, today=date(2024, 3, 1))
            ),
            lambda: timed(bare_write),
        )


class _Import:
    """100,000 actuals in one table, a book that waits for them, and the rows they become."""

    def __init__(self, folder: Path) -> None:
        periods = tuple(str(year) for year in range(2001, 2021))
        rows = ACTUALS // len(periods)
        self._folder = folder
        self._table = folder / "汇总.xlsx"
        self._empty = folder / "空.planbook"
        self._rows: dict[str, list[tuple[object, ...]]] = {}
        write_office_table(self._table, rows, periods)
        write_office_table(folder / "行.xlsx", rows, ())
        with PlanBook.create(self._empty) as book:
            book.planning.make_plan("某县规划", 2021, 2025)
            book.planning.accept(book.planning.preview(folder / "行.xlsx"))

    def ours(self) -> float:
        """Accept the table into a fresh copy of the book."""
        copy = self._folder / "一次.planbook"
        copy.write_bytes(self._empty.read_bytes())
        with PlanBook.open(copy) as book:
            preview = book.planning.preview(self._table)
            took = timed(lambda: book.planning.accept(preview))
        if not self._rows:
            self._remember(copy)
        return took

    def _remember(self, path: Path) -> None:
        connection = sqlite3.connect(path)
        self._rows = {
            "actual": connection.execute("select * from actual").fetchall(),
            "change": connection.execute(
                "select * from change where table_name = 'actual'"
            ).fetchall(),
        }
        connection.close()

    def floor(self) -> float:
        """Put the same rows into two bare tables."""
        path = self._folder / "floor.db"
        path.unlink(missing_ok=True)
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("pragma synchronous = full")
        for table, rows in self._rows.items():
            columns = ", ".join(f"c{number}" for number in range(len(rows[0])))
            connection.execute(f"create table {table} ({columns})")

        def fill() -> None:
            connection.execute("begin")
            for table, rows in self._rows.items():
                marks = ", ".join("?" for _ in rows[0])
                connection.executemany(f"insert into {table} values ({marks})", rows)  # noqa: S608
            connection.execute("commit")

        took = timed(fill)
        connection.close()
        return took


def import_() -> Result:
    """Import 100,000 actuals with history; the floor is executemany into both tables."""
    with tempfile.TemporaryDirectory() as folder:
        work = _Import(Path(folder))
        return paired("import", 3.0, work.ours, work.floor)
