"""出数时间: from when the figures of a series are there, as it is kept and as it is said."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

# Made into patterns when words are read for the first time: most series have none.
_TIME = r"(?P<next>\+)?(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?"
_YEAR = r"\d{4}"
_SEPARATORS = r"[\s,，、;；]+"


class Timetable(NamedTuple):
    """The only years with a figure (none: every year), and the day one appears.

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

    @property
    def kept(self) -> str:
        """Return the words that are stored, as `read_timetable` reads them."""
        words = [str(year) for year in sorted(self.years)]
        if self.month:
            day = f"-{self.day:02d}" if self.day > 1 else ""
            words.append(f"{'+' if self.later else ''}{self.month:02d}{day}")
        return " ".join(words)

    @property
    def said(self) -> str:
        """Return it in a person's words: 次年 3 月 20 日起，只有 2021、2025 年; empty for none."""
        words = []
        if self.month:
            day = f" {self.day} 日" if self.day > 1 else ""
            words.append(f"{'次年' if self.later else '当年'} {self.month} 月{day}起")
        if self.years:
            words.append(f"只有 {'、'.join(map(str, sorted(self.years)))} 年")
        return "，".join(words)


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


def timetable_words(kept: str) -> str:
    """Return stored words as a person says them; words that are no timetable as they are."""
    try:
        return read_timetable(kept).said
    except ValueError:
        return kept
