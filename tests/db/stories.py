"""Books for stories: a real file, a clock that stands still, a bureau's usual rows."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from db import queries
from db.book import PlanBook
from db.operations.recording import Entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.model.lines import IndicatorLine

BEIJING = timezone(timedelta(hours=8))
MORNING = datetime(2024, 3, 1, 8, 30, tzinfo=BEIJING)


def standing_clock(now: datetime = MORNING) -> Callable[[], datetime]:
    """Return a clock that always says the same."""
    return lambda: now


def a_book(
    folder: Path, sample: str | None = "litong", name: str = "教育 规划.planbook"
) -> PlanBook:
    """Make a book with a sample plan in it, on a path with Chinese and a blank."""
    book = PlanBook.create(folder / name, who="马丽", clock=standing_clock())
    if sample is not None:
        book.planning.load_sample(sample)
    return book


def reopen(book: PlanBook) -> PlanBook:
    """Close a book and open the file again, as the next morning does."""
    book.close()
    return PlanBook.open(book.path, who="马丽", clock=standing_clock())


def indicator_named(book: PlanBook, name: str) -> IndicatorLine:
    """Return the only indicator or commitment of the book with that name."""
    plan = book.read(queries.find_plan)
    found = [line for line in book.read(queries.all_rows, plan.id) if line.name == name]
    assert len(found) == 1, [line.name for line in book.read(queries.all_rows, plan.id)]
    return found[0]


def record(book: PlanBook, name: str, period: str, words: str, **fields: str) -> None:
    """Record one figure of an indicator by its name."""
    entry = Entry(indicator_named(book, name).id, period, words, **fields)
    book.recording.record([entry])


def figure(book: PlanBook, name: str, period: str) -> str | None:
    """Return the words recorded for an indicator and period, None when there are none."""
    held = indicator_named(book, name).actuals.get(period)
    return held.amount.text if held else None


def sha256(path: Path) -> str:
    """Return the hash of a file that nobody has open."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
