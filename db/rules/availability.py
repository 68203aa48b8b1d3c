"""Whether a figure of a period can exist yet: what cannot is not missing, and is never red."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from db.model.period import Period

# Made into patterns when words are read for the first time: most series have none.
_TIME = r"(?P<next>\+)?(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?"
_YEAR = r"\d{4}"
_SEPARATORS = r"[\s,，、;；]+"

_FINENESS = {"year": 0, "half": 1, "quarter": 2, "month": 3}
"""How finely a frequency cuts a year; an unknown word is taken for a year."""


class Availability(StrEnum):
    """可填, 数据未出, 不出数: the words of the grey circle."""

    EXISTS = "可填"
    NOT_YET = "数据未出"
    NEVER = "不出数"


class Published(Protocol):
    """What says when figures appear: a series, or a line that shows one."""

    @property
    def frequency(self) -> str:
        """Return year, half, quarter or month."""

    @property
    def available_from(self) -> str:
        """Return the words that `read_timetable` reads."""


class Timetable(NamedTuple):
    """出数时间: the only years with a figure (none: every year), and the day one appears.

    `month` 0 means that nobody has said; `later` counts whole years after the figure's own.
    """

    years: frozenset[int] = frozenset()
    month: int = 0
    day: int = 1
    later: int = 0

    def first_day(self, year: int) -> date | None:
        """Return the day on which the figure of that year appears, None when nobody has said."""
        if not self.month:
            return None
        from calendar import monthrange  # noqa: PLC0415 - with its locale it is slow to load

        own = year + self.later
        return date(own, self.month, min(self.day, monthrange(own, self.month)[1]))


@lru_cache(maxsize=256)
def read_timetable(words: str) -> Timetable:
    """Return what `available_from` says: years, a month or day, "+" for the following year.

    "09" is September of the figure's own year (学年初报表), "+03-20" the 20th of March of the next
    one, "2021、2025" only these years, "2025 +03" both. Raises ValueError for other words.
    """
    if not words:
        return Timetable()
    years: set[int] = set()
    month, day, later = 0, 1, 0
    for word in filter(None, re.split(_SEPARATORS, words.strip())):
        if re.fullmatch(_YEAR, word):
            years.add(int(word))
            continue
        found = re.fullmatch(_TIME, word)
        if found is None or month:
            raise ValueError(words)
        month, day = int(found["month"]), int(found["day"] or 1)
        later = 1 if found["next"] else 0
        # 2024 has every day there is.
        date(2024, month, day)
    return Timetable(frozenset(years), month, day, later)


def availability(period: Period, series: Published, today: date | None = None) -> Availability:
    """Tell whether the figure of a period can exist on a day; without a day, whether it ever will.

    A period finer than the reporting frequency has no figure, nor has a year that the timetable
    leaves out. Words that are no timetable say nothing, so that a slip hides no gap.
    """
    try:
        timetable = read_timetable(series.available_from)
    except ValueError:
        timetable = Timetable()
    if _fineness(period) > _FINENESS.get(series.frequency, 0):
        return Availability.NEVER
    if timetable.years and period.year not in timetable.years:
        return Availability.NEVER
    if today is None:
        return Availability.EXISTS
    appears = None if period.part else timetable.first_day(period.year)
    if appears is None:
        appears = period.first_day
    return Availability.EXISTS if today >= appears else Availability.NOT_YET


def _fineness(period: Period) -> int:
    if not period.part:
        return _FINENESS["year"]
    return {"S": _FINENESS["half"], "Q": _FINENESS["quarter"]}.get(
        period.part[0], _FINENESS["month"]
    )
