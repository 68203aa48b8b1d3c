"""From where on a figure is doubted: the stated defaults, and what a book says instead."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "check."
"""A book's setting check.jump_points says what `Limits.jump_points` is; and so on."""

_ADDS_UP = "adds_up."
_YES, _NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Limits:
    """The constants of the checks.

    `jump_points`: percentage points within a year; `jump_share`: the part of last year's value for
    other units, together with at least `jump_count`; `jump_history`: from so many figures on, one
    outside their range by more than its width is doubted at half of these. `slip_near`: how near to
    a power of ten times the figure before, as a factor; `slip_near_ten` for a factor of ten itself.
    `decimals_history`: figures of a like form before another form is doubted. `closes_in_month`: a
    year is closed at the end of this month of the next one. `off`: checks that are not asked.
    `adds_up`: by the id of a whole, whether a person said that its 其中 add up to it.
    """

    jump_points: Decimal = Decimal(10)
    jump_share: Decimal = Decimal("0.3")
    jump_count: Decimal = Decimal(10)
    jump_history: int = 3
    slip_near: Decimal = Decimal("1.25")
    slip_near_ten: Decimal = Decimal("1.1")
    decimals_history: int = 2
    closes_in_month: int = 6
    off: frozenset[str] = frozenset()
    adds_up: Mapping[str, bool] = field(default_factory=dict)


def limits_from(settings: Mapping[str, str]) -> Limits:
    """Return the limits that a book's settings say; what is no number leaves the default.

    `check.off` names checks apart by blanks, `check.adds_up.<id of the whole>` is yes or no.
    """
    said: dict[str, Any] = {}
    adds_up: dict[str, bool] = {}
    defaults = Limits()
    numbers = {one.name for one in fields(Limits)} - {"off", "adds_up"}
    for name, value in settings.items():
        key = name.removeprefix(PREFIX)
        if key == "off":
            said["off"] = frozenset(value.split())
        elif key.startswith(_ADDS_UP) and value in {_YES, _NO}:
            adds_up[key.removeprefix(_ADDS_UP)] = value == _YES
        elif key in numbers:
            said[key] = _number(value, getattr(defaults, key))
    return replace(defaults, adds_up=adds_up, **said)


def _number(words: str, default: Decimal | int) -> Decimal | int:
    try:
        number = Decimal(words)
    except InvalidOperation:
        return default
    if not number.is_finite() or number < 0:
        return default
    return int(number) if isinstance(default, int) else number
