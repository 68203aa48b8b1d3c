"""Turning result rows into values: figures back to Decimal, groups by their owner."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from db.model.amount import Amount
from db.model.lines import ActualValue
from db.model.words import Answer, EntryState, Op

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)


class Words(dict[str, W]):
    """The words of a vocabulary by the text they are stored as; ValueError for any other text.

    Asking an enumeration itself takes ten times as long, and books have many rows.
    """

    def __init__(self, kind: type[W]) -> None:
        super().__init__({word.value: word for word in kind})
        self._kind = kind

    def __missing__(self, text: str) -> W:
        """Refuse a text that is none of the words, as the vocabulary does."""
        return self._kind(text)


_OPS, _ANSWERS, _STATES = Words(Op), Words(Answer), Words(EntryState)


def rows(
    connection: sqlite3.Connection, statement: str, /, **parameters: Any
) -> Iterator[sqlite3.Row]:
    """Run a SELECT and yield rows that know their column names."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    yield from cursor.execute(statement, parameters)


def bare_rows(
    connection: sqlite3.Connection, statement: str, /, **parameters: Any
) -> sqlite3.Cursor:
    """Run a SELECT and yield bare tuples: thousands of rows are read by place, not by name."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(statement, parameters)


def figure(text: str | None) -> Decimal | None:
    """Return a stored figure."""
    return None if text is None else Decimal(text)


def plain_amount(text: str, value: str | None, high: str | None, op: str) -> Amount:
    """Return a figure that is no answer, from the columns text, value, high and op."""
    return Amount(text, figure(value), figure(high), _OPS[op])


def amount(row: sqlite3.Row, *, answer: str | None = None) -> Amount:
    """Return the figure of a row that has the columns text, value, high and op."""
    return Amount(
        row["text"],
        figure(row["value"]),
        figure(row["high"]),
        _OPS[row["op"]],
        _ANSWERS[answer] if answer else None,
    )


def actual_value(row: sqlite3.Row) -> ActualValue:
    """Return a recorded figure from a row of `actual`."""
    return ActualValue(
        id=row["id"],
        period=row["period"],
        amount=amount(row, answer=row["answer"]),
        state=_STATES[row["state"]],
        provisional=row["provisional"] == 1,
        as_of=row["as_of"],
        note=row["note"],
    )


class Grouped(defaultdict[str, list[T]]):
    """Values by the id of the row they belong to."""

    def __init__(self) -> None:
        super().__init__(list)

    def of(self, owner: str) -> tuple[T, ...]:
        """Return the owner's values in order; an owner without any has an empty tuple."""
        found = self.get(owner)
        return tuple(found) if found else ()

    def all(self) -> dict[str, tuple[T, ...]]:
        """Return the values of every owner in order: very many are asked for by the id itself."""
        return {owner: tuple(values) for owner, values in self.items()}
