"""Books and tables of units for stories: a plan with counts and rates, schools with figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db import queries
from db.exchange.differences import ImportPreview, Verdict
from tests.db.exchange.traps.trap import Trap, page
from tests.db.stories import a_book, indicator_named

if TYPE_CHECKING:
    from pathlib import Path

    from db.book import PlanBook

CHILDREN, CLASSES, RATE = "在园幼儿数", "班数", "学前教育毛入园率"


def a_county(folder: Path) -> PlanBook:
    """Make a book whose plan counts children and classes, and has one rate."""
    book = a_book(folder, None)
    rows = (
        ("清河县教育事业发展“十四五”规划主要指标",),
        ("指标名称", "单位", "2020年基期", "2025年目标"),
        (CHILDREN, "人", 9800, 12000),
        (CLASSES, "个", 390, 450),
        (RATE, "%", 88.5, 95),
    )
    taken_in(book, written(folder, "一览表", *rows))
    return book


def written(folder: Path, name: str, *rows: tuple[Any, ...], **more: Any) -> Path:
    """Write a workbook of one sheet."""
    return Trap(name, (page(*rows, **more),), ()).write(folder)


def a_table(folder: Path, *schools: tuple[Any, ...], title: str = "2023年各园情况") -> Path:
    """Write a table of kindergartens with their children and classes."""
    return written(folder, title, (title,), ("幼儿园名称", CHILDREN, CLASSES), *schools)


def taken_in(book: PlanBook, path: Path, **said: Any) -> ImportPreview:
    """Take a file in as it is understood."""
    preview = book.planning.preview(path, **said)
    book.planning.accept(preview)
    return preview


def verdicts(preview: ImportPreview) -> dict[str, Verdict]:
    """Return the verdict of every cell by its address."""
    return {cell.address: cell.verdict for cell in preview.cells}


def reasons(preview: ImportPreview, verdict: Verdict = Verdict.REJECTED) -> dict[str, str]:
    """Return why cells have that verdict, by their addresses."""
    return {cell.address: cell.reason for cell in preview.cells if cell.verdict is verdict}


def county(book: PlanBook, name: str, period: str = "2023") -> tuple[str, bool] | None:
    """Return the county's figure of a row and whether it is computed; None without one."""
    held = indicator_named(book, name).actuals.get(period)
    return (held.amount.text, held.computed) if held else None


def of_units(book: PlanBook, name: str, period: str = "2023") -> dict[str, str]:
    """Return what the units gave for a row, by their names."""
    series = indicator_named(book, name).series
    names = {unit.id: unit.name for unit in book.read(queries.unit_lines)}
    found = book.read(queries.recorded_figures, [series], [period])
    return {names[key[2]]: one.amount.text for key, one in found.items() if key[2] is not None}
