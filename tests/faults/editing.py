"""One of two programs that edit a book at once: it adds its step to a figure, over and over.

Call: BOOK COUNT STEP SEED. The two add different steps, so that neither ever types what the
other did. A figure that is not as it was last seen is looked at again before it is
raised, as a person would; at the end every addition of both programs must be in the book.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from db import queries
from db.book import PlanBook
from db.errors import BookFault, BookRefused, StaleRow
from db.operations.recording import Entry
from tests.faults.child import YEAR, rows_of

CELLS_EDITED = 3


def seen_in(book: PlanBook) -> dict[str, str]:
    """Return the words of the figures that are edited, as a screen would show them."""
    plan = book.read(queries.find_plan).id
    rows = rows_of(book)[:CELLS_EDITED]
    lines = {line.id: line for line in book.read(queries.all_rows, plan)}
    held = {row: lines[row].actuals.get(YEAR) for row in rows}
    return {row: actual.amount.text if actual else "" for row, actual in held.items()}


def main() -> None:
    """Add the step to a figure so many times, and say how often it had to be looked at again."""
    path, count, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(sys.argv[4])
    again = 0
    with PlanBook.open(path, patience=60) as book:
        seen = seen_in(book)
        # Both begin at once, when both are there.
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        for _ in range(count):
            row = chance.choice(list(seen))
            while True:
                words = str(int(seen[row] or "0") + int(sys.argv[3]))
                try:
                    book.recording.record([Entry(row, YEAR, words, seen=seen[row])])
                except StaleRow:
                    again += 1
                    seen = seen_in(book)
                except BookRefused as refused:
                    if refused.fault is not BookFault.BUSY:
                        raise
                else:
                    seen[row] = words
                    break
    sys.stdout.write(f"{again}\n")


if __name__ == "__main__":
    main()
