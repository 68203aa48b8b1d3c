"""Columns that a list has only where somebody is named: who answers inside units, who has data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.exchange.list_out.table import CO_UNITS, Column, ListTable, Look
from db.rules.people_words import people_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import UnitShare

_PEOPLE = (
    ("office", Column("责任股室", Look.WORDS, 10, 16)),
    ("person", Column("责任人", Look.WORDS, 8, 14)),
    ("leader", Column("分管领导", Look.WORDS, 8, 14)),
    ("contact", Column("联络员", Look.WORDS, 8, 14)),
)
_PROVIDER = Column("数据提供单位", Look.WORDS, 10, 16)


def with_people(
    table: ListTable, units: Sequence[tuple[UnitShare, ...]], providers: Sequence[str] = ()
) -> ListTable:
    """Return a table with columns for those named, behind its 配合单位.

    `units` are those of each row in order, `providers` the names of their 数据提供单位.
    """
    added: list[tuple[Column, list[str]]] = []
    for field, column in _PEOPLE:
        words = [people_of(shares, field) for shares in units]
        if any(words):
            added.append((column, words))
    if any(providers):
        added.append((_PROVIDER, list(providers)))
    if not added:
        return table
    at = table.columns.index(CO_UNITS) + 1
    columns, cells = zip(*added, strict=True)
    rows = [
        (*row[:at], *more, *row[at:])
        for row, more in zip(table.rows, zip(*cells, strict=True), strict=True)
    ]
    spans = [
        span._replace(column=span.column + len(added)) if span.column >= at else span
        for span in table.spans
    ]
    every = (*table.columns[:at], *columns, *table.columns[at:])
    return replace(table, columns=every, rows=rows, spans=spans)


def people_of(shares: Sequence[UnitShare], field: str) -> str:
    """Return what one cell says of a row's units in one of the four respects."""
    return people_words([(share.name, getattr(share, field)) for share in shares])
