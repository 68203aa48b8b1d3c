"""Reporting periods in a row and in words: which came before one, how one is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.period import Period

if TYPE_CHECKING:
    from datetime import date

FREQUENCIES = ("year", "half", "quarter", "month")
"""How a year is cut, from coarse to fine."""

_PARTS = {"half": 2, "quarter": 4, "month": 12}
_SIGNS = {"half": "S", "quarter": "Q"}
_MIDDLE_OF_MONTH = 15
_WORDS = {
    "S1": "上半年",
    "S2": "下半年",
    "Q1": "第一季度",
    "Q2": "第二季度",
    "Q3": "第三季度",
    "Q4": "第四季度",
}


def frequency_of(period: Period) -> str:
    """Return how a year is cut to give this period: year, half, quarter or month."""
    if not period.part:
        return "year"
    return next((name for name, sign in _SIGNS.items() if period.part[0] == sign), "month")


def periods_of(year: int, frequency: str) -> tuple[Period, ...]:
    """Return the periods that make up a year, in order; KeyError for an unknown frequency."""
    if frequency == "year":
        return (Period(year),)
    return tuple(
        Period(year, f"{_SIGNS[frequency]}{at}" if frequency in _SIGNS else f"{at:02d}")
        for at in range(1, _PARTS[frequency] + 1)
    )


def previous(period: Period) -> Period:
    """Return the period of the same length before this one: before 2023-Q1 comes 2022-Q4."""
    frequency = frequency_of(period)
    same_year = periods_of(period.year, frequency)
    at = same_year.index(period)
    return same_year[at - 1] if at else periods_of(period.year - 1, frequency)[-1]


def like_in(period: Period, year: int, frequency: str) -> Period:
    """Return the period of another year and length that ends where this one ends, or before.

    Of 2023-Q2, the half is 2023-S1, the month 2023-06 and the year 2023.
    """
    ends = period.months[-1]
    kept = [one for one in periods_of(year, frequency) if one.months[-1] <= ends]
    return kept[-1] if kept else periods_of(year, frequency)[0]


def month_to_tell(today: date, year: int) -> Period:
    """Return the month whose progress is told on a day: last month's in its first half.

    `year` is the one looked at; of an earlier one it is December, of a later one January.
    """
    this = Period(today.year, f"{today.month:02d}")
    month = previous(this) if today.day <= _MIDDLE_OF_MONTH else this
    if month.year == year:
        return month
    return Period(year, "12" if year < month.year else "01")


def named(words: str) -> str:
    """Return a stored period as it is said: 2023 年, 2023 年上半年; no period as it is."""
    try:
        return in_words(Period.read(words))
    except ValueError:
        return words


def part_in_words(part: str) -> str:
    """Return what part of its year a period is: 上半年, 第三季度, 5 月; nothing of a whole year."""
    return _WORDS.get(part) or (f"{int(part)} 月" if part else "")


def in_words(period: Period) -> str:
    """Return a period as it is said: 2023 年, 2023 年上半年, 2023 年第三季度, 2023 年 5 月."""
    part = part_in_words(period.part)
    return f"{period.year} 年{' ' if part[:1].isdigit() else ''}{part}"


def on_paper(words: str) -> str:
    """Return a stored period as a document or a list writes it, without blanks: 2023年5月."""
    said = named(words)
    return said if said == words else said.replace(" ", "")
