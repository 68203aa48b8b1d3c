"""The figures and days that typed words stand for, a sum in a cell among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import ValueRefused

if TYPE_CHECKING:
    from datetime import date


def figure_of(words: str) -> str:
    """Return the words that are recorded for those that were typed: of =25+37 it is 62.

    Raises:
        ValueRefused: when a sum cannot be reckoned.
    """
    words = words.strip()
    if words[-1:].isdecimal() and not words.startswith(("=", "＝")):
        return words
    # Loaded when words may stand for another figure.
    from db.rules.typed import meant  # noqa: PLC0415 - as said

    try:
        return meant(words)
    except ValueError as error:
        from db.faults import ValueFault  # noqa: PLC0415 - few are refused

        raise ValueRefused(ValueFault.NOT_A_SUM, words) from error


def day_of(words: str, year: int) -> date:
    """Return the day that typed words say, of a year where they name none.

    Raises:
        ValueRefused: when they are no day.
    """
    # Loaded when a day is written: the page is shown before.
    from db.rules.days import read_day  # noqa: PLC0415 - as said

    try:
        return read_day(words, year)
    except ValueError as error:
        from db.faults import ValueFault  # noqa: PLC0415 - few are refused

        raise ValueRefused(ValueFault.NOT_A_DATE, words) from error
