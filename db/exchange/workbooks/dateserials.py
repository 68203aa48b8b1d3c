"""Days counted from 1900 or 1904, as spreadsheets store dates, in ISO form."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

_SECONDS_A_DAY = 86_400
_SECONDS_AN_HOUR = 3_600
# Excel counts a 29 February 1900 that never was; the days before it are one off.
_PHANTOM_DAY = 60
_BEFORE_PHANTOM = date(1899, 12, 31)
_AFTER_PHANTOM = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)


class DatePart(StrEnum):
    """What a date format shows."""

    DAY = "day"
    TIME = "time"
    BOTH = "both"
    ELAPSED = "elapsed"


def iso(serial: Decimal, part: DatePart, *, seconds: bool, from_1904: bool) -> str | None:
    """Return a stored date as 2021-09-01, 2021-09-01 08:30 or 08:30.

    `seconds` writes them even when there are none. None when no such day exists: Excel then
    shows nothing but signs of a column too narrow.
    """
    total = int((serial * _SECONDS_A_DAY).to_integral_value(ROUND_HALF_UP))
    if total < 0:
        return None
    days, rest = divmod(total, _SECONDS_A_DAY)
    if part is DatePart.ELAPSED:
        return _clock(total, seconds=seconds)
    if part is DatePart.TIME and days == 0:
        return _clock(rest, seconds=seconds)
    day = _day(days, from_1904=from_1904)
    if day is None or part is DatePart.DAY:
        return day
    return f"{day} {_clock(rest, seconds=seconds)}"


def _day(days: int, *, from_1904: bool) -> str | None:
    """Return the day with that number, None when the calendar does not reach it."""
    try:
        if from_1904:
            return (_EPOCH_1904 + timedelta(days)).isoformat()
        if days == _PHANTOM_DAY:
            return "1900-02-29"
        if days == 0:
            return None
        start = _BEFORE_PHANTOM if days < _PHANTOM_DAY else _AFTER_PHANTOM
        return (start + timedelta(days)).isoformat()
    except OverflowError:
        return None


def _clock(total: int, *, seconds: bool) -> str:
    """Return seconds since midnight as 08:30, or 08:30:15 where there are seconds to show."""
    hours, rest = divmod(total, _SECONDS_AN_HOUR)
    minutes, left = divmod(rest, 60)
    return f"{hours:02}:{minutes:02}" + (f":{left:02}" if seconds or left else "")
