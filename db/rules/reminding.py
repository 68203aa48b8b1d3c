"""When a person is reminded: days before a deadline, days after a backup; the stated defaults."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

AHEAD = "remind.ahead_days"
"""The setting that says how many days before a deadline it is among the things to do."""
BACKUP_AFTER = "remind.backup_days"
"""The setting that says after how many days without a copy one is reminded; 0: never."""

DEFAULTS = MappingProxyType({AHEAD: 30, BACKUP_AFTER: 7})
MOST = 366
"""Days that can be set."""


def days_from(words: str | None, name: str) -> int:
    """Return the days that a setting of that name says, its default for what is no number."""
    if words and words.isdecimal() and int(words) <= MOST:
        return int(words)
    return DEFAULTS[name]


def iso_day(words: str | None) -> date | None:
    """Return the day of a setting, None where none was made."""
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        return None
