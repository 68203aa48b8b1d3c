"""The date of a stage: a day or only a month, as it is typed, kept and compared."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from db.rules.measures import WIDTHS

_LAST_MONTH = 12
_YEARS = range(1990, 2101)
_MONTH_LENGTH = len("2024-09")
_CENTURY = 2000
_APART = r"(?:[-/.年月]|月份)"
_WHOLE = re.compile(
    rf"(?P<year>\d{{4}}|\d{{2}}){_APART}(?P<month>\d{{1,2}})(?:{_APART}(?P<day>\d{{1,2}})?[日号]?)?"
)
_IN_A_YEAR = re.compile(r"(?P<month>\d{1,2})(?:[-/.]|月份?)(?:(?P<day>\d{1,2})[日号]?)?")
_TODAY = "今天"


def read_stage_date(words: str, *, near: date | None, not_after: date | None = None) -> str:
    """Return the day (2022-09-15) or month (2022-09) that words say; empty for empty words.

    22-09, 2022-09, 2022年9月, 202209 are months; 2022-09-15, 22.9.15, 20220915, 220915 days. Of
    9.15 and 9月 the year is the one that lies nearest to `near` and not after `not_after`; without
    `near` they are no dates. Two numbers of which the first may be a month are month and day.

    Raises:
        ValueError: the words are no date, or no such day exists.
    """
    plain = "".join(words.translate(WIDTHS).split()).rstrip(".,。")
    if not plain:
        return ""
    if plain == _TODAY and near is not None:
        return near.isoformat()
    if plain.isdigit():
        return _of_digits(plain, words)
    found = _IN_A_YEAR.fullmatch(plain)
    if found is not None and int(found["month"]) <= _LAST_MONTH:
        if near is None:
            raise ValueError(words)
        return _nearest(int(found["month"]), found["day"], near, not_after)
    found = _WHOLE.fullmatch(plain)
    if found is None:
        raise ValueError(words)
    year = int(found["year"])
    return _made(year if year > 99 else _CENTURY + year, found["month"], found["day"])  # noqa: PLR2004


def _of_digits(digits: str, words: str) -> str:
    """Return the date of digits run together: 202209, 20220915, 220915, 2209."""
    if len(digits) == 6 and int(digits[:4]) in _YEARS and 1 <= int(digits[4:]) <= _LAST_MONTH:  # noqa: PLR2004
        return _made(int(digits[:4]), digits[4:], None)
    parts = {8: (4, 6), 6: (2, 4), 4: (2, 4)}.get(len(digits))
    if parts is None:
        raise ValueError(words)
    year, month, day = digits[: parts[0]], digits[parts[0] : parts[1]], digits[parts[1] :]
    return _made(int(year) if len(year) > 2 else _CENTURY + int(year), month, day or None)  # noqa: PLR2004


def _nearest(month: int, day: str | None, near: date, not_after: date | None) -> str:
    choices = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            choices.append(_made(year, str(month), day))
        except ValueError:
            # 29 February exists in one of the years only.
            continue
    allowed = [one for one in choices if not_after is None or first_day(one) <= not_after]
    if not (allowed or choices):
        raise ValueError(f"{month}.{day}")
    return min(allowed or choices, key=lambda one: abs(last_day(one) - near))


def _made(year: int, month: str, day: str | None) -> str:
    if year not in _YEARS:
        raise ValueError(year)
    if day is None:
        return date(year, int(month), 1).isoformat()[:_MONTH_LENGTH]
    return date(year, int(month), int(day)).isoformat()


def is_stage_date(words: str) -> bool:
    """Tell whether words are a date as it is kept: a day, or a month."""
    try:
        day = first_day(words).isoformat()
    except ValueError:
        return False
    # Python reads 20240915 and 2024-W37-7 as well.
    return words in {day, day[:_MONTH_LENGTH]}


def first_day(kept: str) -> date:
    """Return the first day that a kept date speaks of; ValueError when it is none."""
    return date.fromisoformat(kept if len(kept) > _MONTH_LENGTH else f"{kept}-01")


def last_day(kept: str) -> date:
    """Return the last day that a kept date speaks of: what is planned for a month has all of it."""
    if len(kept) > _MONTH_LENGTH:
        return date.fromisoformat(kept)
    first = date.fromisoformat(f"{kept}-01")
    return first.replace(day=monthrange(first.year, first.month)[1])


def days_late(planned: str, actual: str) -> int:
    """Return by how many days a stage was passed late; negative when early.

    Where one of the two is only a month, any day of the same month is in time.
    """
    months = min(len(planned), len(actual)) == _MONTH_LENGTH
    if months and planned[:_MONTH_LENGTH] == actual[:_MONTH_LENGTH]:
        return 0
    return (last_day(actual) - last_day(planned)).days


def sorts_as(kept: str) -> str:
    """Return a kept date so that text sorts as time: a month behind all of its days."""
    return f"{kept}-99" if len(kept) == _MONTH_LENGTH else kept


def is_past(kept: str, today: date) -> bool:
    """Tell whether the last day that a kept date speaks of has gone by."""
    return last_day(kept) < today
