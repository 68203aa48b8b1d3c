"""Whether a figure of a period can exist yet: what cannot is not missing, and is never red."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date

    from db.model.period import Period

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


def availability(period: Period, series: Published, today: date | None = None) -> Availability:
    """Tell whether the figure of a period can exist on a day; without a day, whether it ever will.

    A period finer than the reporting frequency has no figure, nor has a year that the timetable
    leaves out. Words that are no timetable say nothing, so that a slip hides no gap.
    """
    if not period.part and not series.available_from:
        # Nearly all are like this, and very many are asked after each figure that is typed.
        begun = today is None or today.year >= period.year
        return Availability.EXISTS if begun else Availability.NOT_YET
    # Loaded with the first series that has one: most books are shown without.
    from db.model.timetable import Timetable, read_timetable  # noqa: PLC0415 - as said

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
