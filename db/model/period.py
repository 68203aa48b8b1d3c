"""报告期: how a reporting period is written, and the day it ends."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

# Made into patterns when words are no year: most figures are of a whole one.
_PART = r"(?P<year>\d{4})-(?:S[12]|Q[1-4]|(?P<month>\d{2}))"
_SCHOOL_YEAR = r"(?P<first>\d{4})/(?P<last>\d{4})(?:学年)?"

_DIGITS = len("2023")
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
        said = words.strip()
        if said.isdecimal() and len(said) == _DIGITS:
            return cls(_known_year(said))
        found = re.fullmatch(_PART, said)
        if found is None:
            school = re.fullmatch(_SCHOOL_YEAR, said)
            if school is None or int(school["last"]) != int(school["first"]) + 1:
                raise ValueError(words)
            return cls(_known_year(school["first"]))
        if found["month"]:
            if int(found["month"]) not in _MONTHS:
                raise ValueError(words)
            # Digits may be full-width ones: what is stored is always plain.
            return cls(_known_year(found["year"]), f"{int(found['month']):02d}")
        return cls(_known_year(found["year"]), said[5:])

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


def _known_year(digits: str) -> int:
    year = int(digits)
    if year not in _YEARS:
        raise ValueError(digits)
    return year
