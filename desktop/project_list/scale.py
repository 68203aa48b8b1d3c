"""The scale of a timeline: days to pixels, its zoom from weeks to years, the marks of its head."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Zoom(StrEnum):
    """What the lower line of the head counts."""

    WEEK = "周"
    MONTH = "月"
    QUARTER = "季"
    YEAR = "年"


STEPS = {Zoom.WEEK: 8.0, Zoom.MONTH: 1.6, Zoom.QUARTER: 0.43, Zoom.YEAR: 0.14}
"""Pixels a day has where a zoom is chosen."""

LEAST_QUARTER, MOST_QUARTER = 0.34, 0.88
"""Pixels of a day from which on the words of quarters have room, and up to which they are shown."""
_BOUNDS = ((4.0, Zoom.WEEK), (0.9, Zoom.MONTH), (0.26, Zoom.QUARTER))
LEAST, MOST = 0.05, 30.0
_QUARTERS = ("一季", "二季", "三季", "四季")
_DECEMBER = 12
ALL_TICKS_FROM = 1.0
"""From so many pixels a day on every milestone is marked, not only the main ones."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the head: its days (the last one not included) and its words."""

    start: date
    end: date
    words: str


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days from `start` to before `end`, each `pixels` wide."""

    start: date
    end: date
    pixels: float = STEPS[Zoom.QUARTER]

    @property
    def zoom(self) -> Zoom:
        """Return what the scale counts in."""
        return next((zoom for bound, zoom in _BOUNDS if self.pixels >= bound), Zoom.YEAR)

    @property
    def width(self) -> int:
        """Return the pixels of all its days."""
        return round((self.end - self.start).days * self.pixels)

    def at(self, pixels: float) -> TimeScale:
        """Return the same days at so many pixels each, within bounds."""
        return replace(self, pixels=min(max(pixels, LEAST), MOST))

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return (day - self.start).days * self.pixels

    def day(self, x: float) -> date:
        """Return the day at a place; the first or the last one beyond the ends."""
        days = (self.end - self.start).days
        return self.start + timedelta(days=min(max(int(x / self.pixels), 0), days))

    def uppers(self) -> Iterator[Mark]:
        """Yield the upper line of the head: years, of weeks the months."""
        if self.zoom is Zoom.WEEK:
            yield from (Mark(a, b, f"{a.year} 年 {a.month} 月") for a, b in self._months(1))
            return
        yield from (Mark(a, b, str(a.year)) for a, b in self._months(12))

    def lowers(self) -> Iterator[Mark]:
        """Yield the lower line of the head."""
        zoom = self.zoom
        if zoom is Zoom.WEEK:
            monday = self.start - timedelta(days=self.start.weekday())
            while monday < self.end:
                after = monday + timedelta(days=7)
                yield Mark(max(monday, self.start), after, f"{monday.month}-{monday.day:02d}")
                monday = after
        elif zoom is Zoom.MONTH:
            yield from (Mark(a, b, f"{a.month}月") for a, b in self._months(1))
        elif zoom is Zoom.QUARTER:
            yield from (Mark(a, b, _QUARTERS[a.month // 3]) for a, b in self._months(3))
        else:
            halves = ("上半年", "下半年")
            yield from (Mark(a, b, halves[a.month > 6]) for a, b in self._months(6))  # noqa: PLR2004

    def _months(self, step: int) -> Iterator[tuple[date, date]]:
        """Yield stretches of so many months, from the one that holds the start."""
        month = (self.start.month - 1) // step * step + 1
        at = date(self.start.year, month, 1)
        while at < self.end:
            count = at.month + step
            year, rest = at.year + (count - 1) // _DECEMBER, (count - 1) % _DECEMBER + 1
            after = date(year, rest, 1)
            yield max(at, self.start), after
            at = after


def scale_over(first: date, last: date, pixels: float = STEPS[Zoom.QUARTER]) -> TimeScale:
    """Return the scale of whole years that holds both days."""
    return TimeScale(date(first.year, 1, 1), date(last.year + 1, 1, 1), pixels)
