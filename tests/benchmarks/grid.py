"""The year grid: read from a million figures, scrolled, filtered and sorted with 100,000 rows."""

from __future__ import annotations

import os
import statistics
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db import queries
from db.book import PlanBook
from db.queries import actuals, indicators
from tests.benchmarks.figures import indicator_rows, write_office_table
from tests.benchmarks.pairs import PAIRS, Result, paired, timed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from PySide6.QtWidgets import QTableView

    from desktop.widgets.sheet import SheetTable

INDICATORS, UNITS = 2_000, 100
PERIODS = tuple(str(year) for year in range(2021, 2026))
ROWS = 100_000
SHOWN_YEARS = range(2021, 2026)
PAGES = 20

# 100 units give each figure of the county: 2,000 × 5 × 100 of them.
_MANY_UNITS = """
    with recursive number(at) as (select 1 union all select at + 1 from number where at < :units)
    insert into unit (id, name, kind, valid_from, valid_to, position)
    select 'u' || at, '第' || at || '小学', '', '', '', at from number
"""
_MANY_FIGURES = """
    insert into actual (id, series, period, unit, value, high, op, text, answer, as_of,
        provisional, state, note, source, cell)
    select actual.id || unit.id, series, period, unit.id, value, high, op, text, answer, as_of,
        provisional, state, note, source, cell
    from actual cross join unit
"""


def grid() -> Result:
    """Read the lines of a plan from a book of 1,000,000 figures; the floor is the bare SQL."""
    with tempfile.TemporaryDirectory() as name, _book_of_a_million(Path(name)) as book:
        plan = book.read(queries.find_plan).id
        return paired(
            "grid",
            2.0,
            lambda: timed(lambda: book.read(queries.indicator_lines, plan)),
            lambda: timed(lambda: book.read(_bare, plan)),
        )


def _bare(connection: sqlite3.Connection, plan: str) -> int:
    """Run the statements of the grid and fetch their rows, nothing more."""
    parameters = {"plan": plan, "unit": None, "task": None, "withdrawn": False}
    statements = (
        indicators._INDICATORS,
        indicators._BASELINES,
        indicators._TARGETS,
        actuals._ACTUALS,
    )
    return sum(len(connection.execute(one, parameters).fetchall()) for one in statements)


def _book_of_a_million(folder: Path) -> PlanBook:
    write_office_table(folder / "汇总.xlsx", INDICATORS, PERIODS)
    book = PlanBook.create(folder / "台账.planbook")
    book.planning.accept(book.planning.preview(folder / "汇总.xlsx"))
    connection = book._connection
    connection.execute(_MANY_UNITS, {"units": UNITS})
    connection.execute(_MANY_FIGURES)
    (many,) = connection.execute("select count(*) from actual").fetchone()
    assert many >= INDICATORS * len(PERIODS) * UNITS
    return book


def scroll() -> Result:
    """Scroll a table of 100,000 rows by pages; the floor is Qt's own model in Qt's own view."""
    with _table() as ours, _floor_table() as floor:
        return paired(
            "scroll",
            1.5,
            lambda: timed(lambda: _turn_pages(ours)),
            lambda: timed(lambda: _turn_pages(floor)),
        )


def _turn_pages(table: QTableView) -> None:
    """Paint a page after each step, the way it would stand on the screen."""
    bar = table.verticalScrollBar()
    bar.setValue(0)
    for page in range(1, PAGES + 1):
        # Far enough apart that no page is painted twice.
        bar.setValue(page * bar.maximum() // (PAGES + 1))
        table.grab()


def filter_() -> Result:
    """Narrow 100,000 rows to those whose name has some words, and show them."""
    from desktop.indicators.filters import Wanted, rows_wanted  # noqa: PLC0415 - needs Qt
    from desktop.indicators.rows import Groups, grouped_rows  # noqa: PLC0415

    rows = indicator_rows(ROWS)
    groups = Groups(rows, "2024")
    with _table(rows) as table:

        def narrow(words: str) -> None:
            found = rows_wanted(rows, Wanted(words=words), "2024")
            table.show_rows(grouped_rows(groups, found, ()))

        narrow("普及")
        times = [timed(partial(narrow, f"{at}7项")) for at in range(PAIRS)]
    return Result("filter", 50, statistics.median(times) * 1000, unit="ms")


def sort() -> Result:
    """Sort 100,000 rows by what was reached, and show them."""
    from desktop.indicators.grid import _by_actual  # noqa: PLC0415 - needs Qt
    from desktop.indicators.rows import Sorted, sorted_rows  # noqa: PLC0415

    rows = indicator_rows(ROWS)
    by = partial(_by_actual, period="2024")
    with _table(rows) as table:
        times = [
            timed(
                partial(lambda down: table.show_rows(sorted_rows(rows, Sorted("x", by, down))), d)
            )
            for d in (False, True) * 3
        ]
    return Result("sort", 500, statistics.median(times) * 1000, unit="ms")


def _application() -> object:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - the other measures need no Qt

    return QApplication.instance() or QApplication(["planbook"])


@contextmanager
def _table(rows: tuple[object, ...] | None = None) -> Iterator[SheetTable]:
    """Give the indicator table with its columns and 100,000 rows, as large as in the window."""
    application = _application()
    from PySide6.QtCore import QSettings  # noqa: PLC0415 - see above

    from desktop.indicators.beside import USUAL  # noqa: PLC0415
    from desktop.indicators.grid import GridView, Writers, grid_columns  # noqa: PLC0415
    from desktop.preferences import Preferences  # noqa: PLC0415
    from desktop.theme import Look  # noqa: PLC0415
    from desktop.widgets.sheet import SheetTable  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "p.ini"), QSettings.Format.IniFormat)
        table = SheetTable(Look(Preferences(settings)), lambda line: line.id, frozen=4)
        shown = indicator_rows(ROWS) if rows is None else rows
        view = GridView(shown[:100], SHOWN_YEARS, "2024", USUAL)
        columns, frozen = grid_columns(view, Writers(*[lambda *_: None] * 3))
        table.freeze(frozen)
        table.show_columns(columns)
        table.show_rows(shown)
        table.resize(878, 640)
        table.show()
        yield table
        table.close()
        table.deleteLater()
    del application


@contextmanager
def _floor_table() -> Iterator[object]:
    """Give Qt's own table over as many rows and columns of plain items."""
    _application()
    from PySide6.QtGui import QStandardItem, QStandardItemModel  # noqa: PLC0415 - see above
    from PySide6.QtWidgets import QTableView  # noqa: PLC0415

    columns = 14
    model = QStandardItemModel(ROWS, columns)
    for row in range(ROWS):
        for column in range(columns):
            model.setItem(row, column, QStandardItem(f"{row % 100}.{column:02d}"))
    table = QTableView()
    table.setModel(model)
    table.verticalHeader().setDefaultSectionSize(28)
    table.setVerticalScrollMode(table.ScrollMode.ScrollPerPixel)
    for column in range(columns):
        table.setColumnWidth(column, 62)
    table.resize(878, 640)
    table.show()
    yield table
    table.close()
    table.deleteLater()
