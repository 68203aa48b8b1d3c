"""How a record stands in its table: figures as text, truth values as 0 and 1, lists as JSON."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import Any, TypeVar

from db.model.records import RECORDS, Record

if typing.TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from db.changes import Stored

R = TypeVar("R", bound=Record)

RECORD_BY_TABLE: Mapping[str, type[Record]] = {kind.table: kind for kind in RECORDS}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: how its value is stored, and how it is read back."""

    name: str
    store: Callable[[Any], Stored]
    load: Callable[[Any], Any]


def _plain(value: Any) -> Any:
    return value


def _store_figure(value: Decimal) -> str:
    # "f" keeps trailing zeros as given and never writes an exponent.
    return format(value, "f")


def _store_list(value: tuple[str, ...]) -> str:
    return json.dumps(list(value), ensure_ascii=False)


def _load_list(value: str) -> tuple[str, ...]:
    return tuple(json.loads(value))


def _optional(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else change(value)


def _column(name: str, hint: Any) -> Column:
    """Return the column for a field of that type; TypeError for a type no table holds."""
    optional = False
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        optional = True
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    store: Callable[[Any], Any]
    load: Callable[[Any], Any]
    if hint in {str, int}:
        return Column(name, _plain, _plain)
    if hint is bool:
        store, load = int, bool
    elif hint is Decimal:
        store, load = _store_figure, Decimal
    elif typing.get_origin(hint) is tuple:
        store, load = _store_list, _load_list
    elif issubclass(hint, StrEnum):
        # The word itself: SQLite would ask each member how it wants to be stored.
        store, load = str, hint
    else:
        raise TypeError(hint)
    if optional:
        store, load = _optional(store), _optional(load)
    return Column(name, store, load)


def columns_of(kind: type[Record]) -> tuple[Column, ...]:
    """Return the columns of a record's table in order."""
    return _columns_of(kind.table)


@cache
def columns_by_name(table: str) -> Mapping[str, Column]:
    """Return the columns of a record's table by their names; KeyError for no such table."""
    return {column.name: column for column in _columns_of(table)}


@cache
def _columns_of(table: str) -> tuple[Column, ...]:
    kind = RECORD_BY_TABLE[table]
    hints = typing.get_type_hints(kind)
    return tuple(_column(field.name, hints[field.name]) for field in fields(kind))


@cache
def _writer(
    table: str,
) -> tuple[
    tuple[str, ...],
    Callable[[Any], tuple[Any, ...]],
    tuple[tuple[int, Callable[[Any], Stored]], ...],
]:
    """Return column names, how all values are got at once, and which of them need changing."""
    columns = _columns_of(table)
    names = tuple(column.name for column in columns)
    special = tuple(
        (place, column.store) for place, column in enumerate(columns) if column.store is not _plain
    )
    return names, attrgetter(*names), special


def values_of(record: Record) -> tuple[Stored, ...]:
    """Return every column of a record as it is stored, in the order of `columns_of`."""
    _names, values, special = _writer(record.table)
    stored = list(values(record))
    for place, store in special:
        stored[place] = store(stored[place])
    return tuple(stored)


def stored_columns(like: Record, varying: Mapping[str, Sequence[Any]]) -> Iterable[tuple[Any, ...]]:
    """Return rows as `values_of` does, of records that are alike but for the varying columns."""
    stored: list[Iterable[Stored]] = []
    for column in columns_of(type(like)):
        values = varying.get(column.name)
        if values is None:
            stored.append(repeat(column.store(getattr(like, column.name))))
        elif column.store is _plain or values.count(None) == len(values):
            stored.append(values)
        else:
            stored.append(map(column.store, values))
    return zip(*stored, strict=False)


def cells_of(record: Record) -> dict[str, Stored]:
    """Return every column of a record by name as it is stored."""
    return dict(zip(_writer(record.table)[0], values_of(record), strict=True))


def record_of(kind: type[R], line: Sequence[Stored]) -> R:
    """Return the record that a full row of stored columns stands for, in their order."""
    names, loads = _reader(kind.table)
    values: dict[str, Any] = dict(zip(names, line, strict=True))
    for name, load in loads:
        values[name] = load(values[name])
    return kind(**values)


@cache
def _reader(
    table: str,
) -> tuple[tuple[str, ...], tuple[tuple[str, Callable[[Any], Any]], ...]]:
    """Return column names, and how those are read whose stored value is not the value itself."""
    columns = _columns_of(table)
    return (
        tuple(column.name for column in columns),
        tuple((column.name, column.load) for column in columns if column.load is not _plain),
    )
