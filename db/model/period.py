"""报告期: how a reporting period is written, and the day it ends."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:-(?:S(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d{2})))?"
)

# Made into a pattern when words are none of the above: few figures are of a school year.
_SCHOOL_YEAR = r"(?P<first>\d{4})/(?P<last>\d{4})(?:学年)?"

_YEARS = range(1900, 2101)
_MONTHS = range(1, 13)


class Period(NamedTuple):
    """A year 2023, a half 2023-S1, a quarter 2023-Q2 or a month 2023-05.

    A school-year figure counted on 1 September stands under that calendar year: 2023/2024 is read
    as 2023.
    """

    year: int
    part: str = ""

    @classmethod
    def read(cls, words: str) -> Period:
        """Return the period written in `words`; ValueError when it is none."""
        found = _WRITTEN.fullmatch(words.strip())
        if found is None:
            school = re.fullmatch(_SCHOOL_YEAR, words.strip())
            if school is None or int(school["last"]) != int(school["first"]) + 1:
                raise ValueError(words)
            return cls.read(school["first"])
        if int(found["year"]) not in _YEARS:
            raise ValueError(words)
        if found["month"] and int(found["month"]) not in _MONTHS:
            raise ValueError(words)
        return cls(int(found["year"]), words.strip()[5:])

    @property
    def months(self) -> range:
        """Return the numbers of the months it covers, 1 to 12."""
        if self.part.startswith("S"):
            last, length = int(self.part[1]) * 6, 6
        elif self.part.startswith("Q"):
            last, length = int(self.part[1]) * 3, 3
        elif self.part:
            last, length = int(self.part), 1
        else:
            last, length = 12, 12
        return range(last - length + 1, last + 1)

    @property
    def first_day(self) -> date:
        """Return the period's first day."""
        return date(self.year, self.months[0], 1)

    @property
    def last_day(self) -> date:
        """Return the period's last day, the usual 截至日期."""
        from calendar import monthrange  # noqa: PLC0415 - with its locale it is slow to load

        month = self.months[-1]
        return date(self.year, month, monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """Write the period as it is stored: 2023-Q2."""
        return f"{self.year}-{self.part}" if self.part else str(self.year)
