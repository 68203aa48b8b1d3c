"""Turning result rows into values: figures back to Decimal, groups by their owner."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from db.model.amount import Amount
from db.model.words import Answer, Op

if TYPE_CHECKING:
    from collections.abc import Iterator


def rows(
    connection: sqlite3.Connection, statement: str, /, **parameters: Any
) -> Iterator[sqlite3.Row]:
    """Run a SELECT and yield rows that know their column names."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    yield from cursor.execute(statement, parameters)


def figure(text: str | None) -> Decimal | None:
    """Return a stored figure."""
    return None if text is None else Decimal(text)


def amount(row: sqlite3.Row, *, answer: str | None = None) -> Amount:
    """Return the figure of a row that has the columns text, value, high and op."""
    return Amount(
        row["text"],
        figure(row["value"]),
        figure(row["high"]),
        Op(row["op"]),
        Answer(answer) if answer else None,
    )


class Grouped(defaultdict[str, list[Any]]):
    """Values by the id of the row they belong to."""

    def __init__(self) -> None:
        super().__init__(list)

    def of(self, owner: str) -> tuple[Any, ...]:
        """Return the owner's values in order; an owner without any has an empty tuple."""
        return tuple(self.get(owner, ()))
