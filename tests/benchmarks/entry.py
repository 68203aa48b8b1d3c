"""One value typed in the window: from Enter to the disk and back onto the screen."""

from __future__ import annotations

import math
import os
import sqlite3
import tempfile
import time
from dataclasses import replace
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
MOST_SECONDS = 0.020


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
    """Press Enter behind a value: on the disk and painted; the floor is the raw commit.

    All that a person waits for: the step with its history, the rows, counts and badges that
    follow, the next cell under the cursor, the table painted. Of 20 values the 19th counts.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tests.benchmarks.typist import Typist  # noqa: PLC0415 - it loads Qt

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with PlanBook.create(folder / "台账.planbook") as book:
            book.planning.load_sample("litong")
            path = book.path
        typist, raw = Typist(path, folder), _Raw(folder)
        result = paired("commit", 3.0, _slow(typist.enter), _slow(raw.commit), pairs=7)
        typist.close()
        raw.close()
    return replace(result, most=MOST_SECONDS)


def _mean(work: Callable[[], object]) -> Callable[[], float]:
    """Return what measures the mean of some runs, in seconds."""
    return lambda: timed(lambda: [work() for _ in range(VALUES)]) / VALUES


def _slow(work: Callable[[], float]) -> Callable[[], float]:
    """Return what gives a run that 19 of 20 are not slower than, in seconds."""
    return lambda: sorted(work() for _ in range(VALUES))[math.ceil(VALUES * 0.95) - 1]


class _Raw:
    """Commits two rows in a bare database."""

    def __init__(self, folder: Path) -> None:
        self._raw = sqlite3.connect(folder / "raw.db", isolation_level=None)
        self._raw.execute("pragma synchronous = full")
        self._raw.execute("create table actual (id integer primary key, value text)")
        self._raw.execute("create table change (id integer primary key, value text)")

    def commit(self) -> float:
        """Return how long one commit took, in seconds."""
        start = time.perf_counter()
        self._raw.execute("begin immediate")
        self._raw.execute("insert into actual (value) values ('89.4')")
        self._raw.execute("insert into change (value) values ('{}')")
        self._raw.execute("commit")
        return time.perf_counter() - start

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()
