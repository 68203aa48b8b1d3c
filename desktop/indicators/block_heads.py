"""What stands over the columns of a copied block: of which period each holds the actual values."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from db.exchange.list_in.plain_words import squash
from db.exchange.list_in.years import find_period

if TYPE_CHECKING:
    from collections.abc import Sequence

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ACTUAL = re.compile(r"(?:报告期)?(?:实际|实绩)?(?:完成)?(?:值|数|情况)?")
"""What may stand with a period over its actual values; with 目标 or 基期 they are others."""


def heads_over(upper: Sequence[str], lower: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the heads of columns in one line: a head of several columns stands over each of them.

    `lower` are the words of a second line of heads, if there is one.
    """
    if not lower:
        return tuple(upper)
    over = accumulate(upper, _goes_on)
    return tuple(f"{head} {word}".strip() for head, word in zip(over, lower, strict=True))


def _goes_on(before: str, word: str) -> str:
    """Return what stands over a column: its own word, else that over the one before."""
    return word if word.strip() else before


def periods_under(heads: Sequence[str]) -> tuple[str, ...]:
    """Return the period whose actual values stand under each head, empty where it is none.

    None at all where no head names one, or two name the same.
    """
    periods = tuple(map(_period_of, heads))
    named = [period for period in periods if period]
    return periods if named and len(set(named)) == len(named) else ()


def is_over_others(head: str) -> bool:
    """Tell whether a head says that no actual values stand under it: 目标, 基期值, 完成率."""
    from db.exchange.list_in.headings import is_derived, role_in  # noqa: PLC0415 - see below
    from db.exchange.listing import Meaning  # noqa: PLC0415 - a page is painted without

    return role_in(squash(head)) not in {None, Meaning.ACTUAL} or is_derived(head)


def is_year(word: str) -> bool:
    """Tell whether a word is a year as it stands over columns, and may be a figure elsewhere."""
    return _YEAR.fullmatch(word) is not None


def _period_of(head: str) -> str:
    found = find_period(squash(head))
    return found.period if found is not None and _ACTUAL.fullmatch(found.rest) else ""
