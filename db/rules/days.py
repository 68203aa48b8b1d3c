"""A day from the words that a person types for one: 2023-06-30, 2023.6.30, 2023年6月, 20230630."""

from __future__ import annotations

import re
from datetime import date

from db.rules.measures import WIDTHS

_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:年|[-/.])(?:(?P<month>\d{1,2})(?:月底?|(?:[-/.]|月)"
    r"(?P<day>\d{1,2})[日号]?)?)?[底末]?"
)
_WITHOUT_YEAR = re.compile(r"(?P<month>\d{1,2})(?:月[底末]?|(?:月|[-/.])(?P<day>\d{1,2})[日号]?)")
_PLAIN = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_YEARS = range(1900, 2101)
_LAST_MONTH = 12


def read_day(words: str, year: int | None = None) -> date:
    """Return the day the words say; a month or a year stands for its last day, as a 截至日期 does.

    With a `year`, 6月3日, 6/3 and 6月 are days of it. Raises ValueError when they are no day.
    """
    from calendar import monthrange  # noqa: PLC0415 - with its locale it is slow to load

    plain = "".join(words.translate(WIDTHS).split())
    if year is not None and (short := _WITHOUT_YEAR.fullmatch(plain)) is not None:
        plain = "-".join(part for part in (str(year), short["month"], short["day"]) if part)
    found = _PLAIN.fullmatch(plain) or _WRITTEN.fullmatch(plain)
    if found is None or int(found["year"]) not in _YEARS:
        raise ValueError(words)
    named, month = int(found["year"]), int(found["month"] or _LAST_MONTH)
    if not 1 <= month <= _LAST_MONTH:
        raise ValueError(words)
    return date(named, month, int(found["day"] or monthrange(named, month)[1]))
