"""Which figures may be computed from which: units that fit, no series that feeds itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.rules.measures import measure_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_RATES = frozenset({"%", "‰"})
_RATIO_WORDS = frozenset({"", "%", "倍", "比", "比值", "1"})

Parts = tuple[str | None, str | None]
"""The series of a numerator and a denominator; both None for a series that is no ratio."""


def feeds_itself(series: str, parts: Parts, known: Mapping[str, Parts]) -> bool:
    """Tell whether a series with these parts would, over any number of steps, need itself.

    `known` holds the parts of every series that is a ratio.
    """
    open_ones = [part for part in parts if part is not None]
    seen: set[str] = set()
    while open_ones:
        part = open_ones.pop()
        if part == series:
            return True
        if part not in seen:
            seen.add(part)
            open_ones += [one for one in known.get(part, (None, None)) if one is not None]
    return False


def may_be_ratio(unit: str, numerator: str, denominator: str) -> bool:
    """Tell whether one unit can be the ratio of two others.

    It is a rate in %, a plain ratio (1:15, 倍), or a quotient with its two units (元/人). Figures
    are divided as they stand, so the scales must come out: 人 by 人 is a rate and 万元 by 万人 is
    元/人, but 万元 by 人 would be 10,000 times too small.
    """
    whole, top, bottom = (measure_of(one) for one in (unit, numerator, denominator))
    if _RATES & {top.base, bottom.base} or top.scale != whole.scale * bottom.scale:
        return False
    return whole.base in _RATIO_WORDS or any(sign in whole.base for sign in "/:")


def may_be_sum(unit: str) -> bool:
    """Tell whether the county's figure can be the sum of its units': never that of a rate."""
    base = measure_of(unit).base
    return base not in _RATES and base not in _RATIO_WORDS - {""} and not set("/:") & set(base)
