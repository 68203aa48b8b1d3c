"""Names, periods and deadlines that a person typed, as an operation keeps them."""

from __future__ import annotations

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.period import Period
from db.rules.deadlines import read_deadline
from db.rules.names import one_line


def kept_name(words: str) -> str:
    """Return a name or title in one line; ValueRefused(EMPTY_NAME) for a blank one."""
    if not words.strip():
        raise ValueRefused(ValueFault.EMPTY_NAME, words)
    return one_line(words)


def kept_period(words: str) -> Period:
    """Return the period that words name; ValueRefused(NOT_A_PERIOD) for others."""
    try:
        return Period.read(words)
    except ValueError as error:
        raise ValueRefused(ValueFault.NOT_A_PERIOD, words) from error


def kept_deadline(words: str) -> str:
    """Return a deadline as `read_deadline` stores it; ValueRefused(NOT_A_DEADLINE)."""
    try:
        return read_deadline(words)
    except ValueError as error:
        raise ValueRefused(ValueFault.NOT_A_DEADLINE, words) from error
