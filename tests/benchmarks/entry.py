"""One value typed in the window: from Enter to the disk and back onto the screen."""

from __future__ import annotations

import math
import os
import sqlite3
import statistics
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from db import queries
from db.book import PlanBook
from db.operations.recording import Entry
from tests.benchmarks.figures import YEARS
from tests.benchmarks.pairs import Result, paired, timed

if TYPE_CHECKING:
    from collections.abc import Callable

VALUES = 20
PAINTED_VALUES = 100
MOST_MILLISECONDS = 20


def record() -> Result:
    """Record one value to the disk; the floor commits two raw rows with the same journal mode."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with PlanBook.create(folder / "台账.planbook") as book:
            book.planning.load_sample("litong")
            rows = book.read(queries.indicator_lines, book.read(queries.find_plan).id)
            turn = iter(range(1_000_000))

            def ours() -> None:
                value = next(turn)
                entry = Entry(rows[value % len(rows)].id, str(YEARS[0]), str(value))
                book.recording.record([entry])

            raw = _Raw(folder)
            result = paired("record", 3.0, _mean(ours), _mean(raw.commit), pairs=7)
            raw.close()
            return result


def commit() -> Result:
    """Wish one value to be recorded: on the disk with its history, and the rows that follow read.

    This is what the table asks of the session when Enter is pressed; nothing is drawn here
    (`painted`). The floor commits two raw rows with the same journal mode.
    """
    from desktop.notices import Notices  # noqa: PLC0415 - it loads Qt
    from desktop.session import BookSession  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with PlanBook.create(folder / "台账.planbook") as book:
            book.planning.load_sample("litong")
            session = BookSession(book, Notices())
            turn = iter(range(1_000_000))

            def ours() -> None:
                value, rows = next(turn), session.indicators
                entry = Entry(rows[value % len(rows)].id, str(YEARS[0]), str(value))
                assert session.record([entry])

            raw = _Raw(folder)
            result = paired("commit", 3.0, _mean(ours), _mean(raw.commit), pairs=7)
            raw.close()
            return result


def enter() -> Result:
    """Press Enter behind a value in the window: on the disk and painted; the middle of 100 values.

    The floor commits two raw rows with the same journal mode, each in turn with a value. What a
    commit takes is the disk's, what the painting takes is not: where a disk is quick, painting
    alone takes many times as long.
    """
    values = _typed()
    ours, floor = (statistics.median(times) for times in zip(*values, strict=True))
    return Result("enter", 3.0, ours, floor)


def painted() -> Result:
    """Press Enter behind a value in the window: on the disk and painted.

    All that a person waits for: the step with its history, the figure as the book holds it now,
    the next cell under the cursor, the window painted. What follows from the figure in other cells
    and counts, the pane, and what the frame says, come after that. Of 100 values the 95th counts.
    """
    took = sorted(ours for ours, _ in _typed())
    slow = took[math.ceil(PAINTED_VALUES * 0.95) - 1]
    return Result("painted", MOST_MILLISECONDS, slow * 1_000, unit="ms")


@cache
def _typed() -> list[tuple[float, float]]:
    """Type 100 values; return how long each took, and the raw commit after it, in seconds."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.benchmarks.typist import Typist  # noqa: PLC0415 - it loads Qt

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with PlanBook.create(folder / "台账.planbook") as book:
            book.planning.load_sample("litong")
            path = book.path
        typist, raw = Typist(path, folder), _Raw(folder)
        took = [(typist.enter(), timed(raw.commit)) for _ in range(PAINTED_VALUES)]
        typist.close()
        raw.close()
    return took


def _mean(work: Callable[[], object]) -> Callable[[], float]:
    """Return what measures the mean of some runs, in seconds."""
    return lambda: timed(lambda: [work() for _ in range(VALUES)]) / VALUES


class _Raw:
    """Commits two rows in a bare database."""

    def __init__(self, folder: Path) -> None:
        self._raw = sqlite3.connect(folder / "raw.db", isolation_level=None)
        self._raw.execute("pragma synchronous = full")
        self._raw.execute("create table actual (id integer primary key, value text)")
        self._raw.execute("create table change (id integer primary key, value text)")

    def commit(self) -> None:
        """Commit two rows."""
        self._raw.execute("begin immediate")
        self._raw.execute("insert into actual (value) values ('89.4')")
        self._raw.execute("insert into change (value) values ('{}')")
        self._raw.execute("commit")

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()
