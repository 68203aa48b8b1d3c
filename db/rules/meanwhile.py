"""What became of lines that somebody edits while others do: what was not touched stays theirs."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from _typeshed import DataclassInstance

L = TypeVar("L", bound="DataclassInstance")


def lines_over(
    now: Iterable[L], seen: Iterable[L], said: Iterable[L], key: Callable[[L], Hashable]
) -> tuple[L, ...]:
    """Return lines as they shall stand: `said` over `now`, where it is not as `seen`.

    `seen` are those that stood there when the editing began, `said` those it ended with; `now` are
    those that others have made of them since. Each part of a line counts by itself, and a line
    that was left out is gone only if it had been seen.
    """
    was = {key(line): line for line in seen}
    held = {key(line): line for line in now}
    wanted = {key(line): line for line in said}
    gone = was.keys() - wanted.keys()
    made = {place: line for place, line in held.items() if place not in gone}
    for place, line in wanted.items():
        before, today = was.get(place), held.get(place)
        made[place] = line if today is None else _over(today, before, line)
    return tuple(made.values())


def _over(today: L, before: L | None, said: L) -> L:
    touched: dict[str, Any] = {
        part.name: getattr(said, part.name)
        for part in fields(said)
        if before is None or getattr(said, part.name) != getattr(before, part.name)
    }
    return replace(today, **touched)
