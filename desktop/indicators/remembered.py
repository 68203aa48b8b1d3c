"""How a person left the indicator table of a plan: where, filtered how, with which columns."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.indicators.beside import USUAL, Kind
from desktop.indicators.filters import Filter, Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.preferences import Preferences


class Remembered(NamedTuple):
    """`row` and `column` are where the cursor was: a row's id and a period."""

    row: str = ""
    column: str = ""
    wanted: Wanted = Wanted()
    unit: str = ""
    kinds: frozenset[Kind] = USUAL
    folded: frozenset[str] = frozenset()
    widths: Mapping[str, int] = MappingProxyType({})


def remember(preferences: Preferences, book: str, plan: str, left: Remembered) -> None:
    """Keep how a plan's table was left, on this machine."""
    said = left._asdict() | {
        "wanted": left.wanted._asdict(),
        "kinds": sorted(left.kinds),
        "folded": sorted(left.folded),
        "widths": dict(left.widths),
    }
    words = json.dumps(said, ensure_ascii=False, sort_keys=True)
    preferences.keep(_key(book, plan), words, known="")


def recall(preferences: Preferences, book: str, plan: str) -> Remembered:
    """Return how a plan's table was left; what makes no sense any more is as at first."""
    try:
        said = json.loads(preferences.value(_key(book, plan), "") or "{}")
        return _read(said)
    except (ValueError, TypeError, AttributeError):
        return Remembered()


def _read(said: dict[str, Any]) -> Remembered:
    if not said:
        return Remembered()
    wanted = said.get("wanted", {})
    return Remembered(
        row=str(said.get("row", "")),
        column=str(said.get("column", "")),
        wanted=Wanted(
            Filter(wanted.get("chip", Filter.ALL)),
            str(wanted.get("unit", "")),
            str(wanted.get("words", "")),
        ),
        unit=str(said.get("unit", "")),
        kinds=frozenset(Kind(kind) for kind in said.get("kinds", USUAL)),
        folded=frozenset(str(name) for name in said.get("folded", ())),
        widths={str(name): int(width) for name, width in said.get("widths", {}).items()},
    )


def _key(book: str, plan: str) -> str:
    return f"view/{book}/{plan}/indicators"
