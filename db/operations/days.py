"""A day that a person typed, as an operation keeps it."""

from __future__ import annotations

import re

from db.errors import ValueRefused
from db.faults import ValueFault
from db.rules.days import read_day

_PARTS, _TOGETHER = 3, 8


def kept_day(words: str) -> str:
    """Return a day as it is stored (ISO), nothing for nothing: 2023年6月30日 is 2023-06-30.

    A month alone is none. Raises ValueRefused(NOT_A_DATE).
    """
    if not words.strip():
        return ""
    numbers = re.findall(r"\d+", words)
    try:
        day = read_day(words).isoformat()
    except ValueError:
        raise ValueRefused(ValueFault.NOT_A_DATE, words) from None
    if len(numbers) != _PARTS and not (len(numbers) == 1 and len(numbers[0]) == _TOGETHER):
        raise ValueRefused(ValueFault.NOT_A_DATE, words)
    return day


def required_day(words: str) -> str:
    """Return a day as `kept_day` does; nothing is no day either."""
    day = kept_day(words)
    if not day:
        raise ValueRefused(ValueFault.NOT_A_DATE, words)
    return day
