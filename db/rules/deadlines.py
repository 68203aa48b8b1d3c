"""完成时限 of tasks and measures: a year, a month, 每年 or 长期坚持, from words a person types."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from db.rules.measures import WIDTHS

EVERY_YEAR = "每年"
STANDING = "长期坚持"

_EVERY_YEAR = frozenset({"每年", "逐年", "年年", "每年底", "每年年底"})
_STANDING = frozenset({"长期坚持", "长期", "持续", "持续推进", "常态化", "长期推进", "常年"})
_UNSAID = frozenset({"", "未写明", "未明确", "无", "/", "—", "——"})
_WRITTEN = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?:年|[-/.]|$)(?:(?P<month>\d{1,2})月?)?(?:年?[底末]|[底末]?前)?(?:前)?"
)
_CANONICAL = re.compile(r"(?P<year>(?:19|20)\d{2})(?:-(?P<month>\d{2}))?")
_MONTH = re.compile(r"(?P<month>\d{1,2})(?:月[底末]?前?)?")
_LAST_MONTH = 12


def read_deadline(words: str) -> str:
    """Return a deadline as it is stored: 2025, 2025-06, 每年, 长期坚持, empty where none is said.

    2025年底前 is 2025, 2025年6月 and 2025.6 are 2025-06, 持续推进 is 长期坚持. Raises ValueError
    for words that are none of these.
    """
    plain = "".join(words.translate(WIDTHS).split())
    if plain in _UNSAID:
        return ""
    if plain in _EVERY_YEAR:
        return EVERY_YEAR
    if plain in _STANDING:
        return STANDING
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        raise ValueError(words)
    if found["month"] is None:
        return found["year"]
    if not 1 <= int(found["month"]) <= _LAST_MONTH:
        raise ValueError(words)
    return f"{found['year']}-{int(found['month']):02d}"


def read_due_month(words: str, year: int) -> str:
    """Return the due month of a year's work: 6月, 6, 2024-06 are 2024-06; empty: its end.

    Raises ValueError for words that are no month of that year.
    """
    plain = "".join(words.translate(WIDTHS).split())
    bare = _MONTH.fullmatch(plain)
    if bare is not None:
        plain = f"{year}-{bare['month']}"
    found = read_deadline(plain)
    if found in {"", str(year)}:
        return ""
    if not found.startswith(f"{year}-"):
        raise ValueError(words)
    return found


def due_day(deadline: str) -> date | None:
    """Return the last day of a stored deadline; None for one that names no year."""
    found = _CANONICAL.fullmatch(deadline)
    if found is None:
        return None
    year, month = int(found["year"]), int(found["month"] or _LAST_MONTH)
    if not 1 <= month <= _LAST_MONTH:
        return None
    return date(year, month, monthrange(year, month)[1])


def is_due_in(deadline: str, year: int) -> bool:
    """Tell whether a year belongs to what has this deadline: up to its own, or always."""
    day = due_day(deadline)
    return day is None or year <= day.year
