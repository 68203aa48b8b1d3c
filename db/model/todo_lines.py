"""What a screen is given of the things to do: what falls due, what came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from db.model.words import RowKind


class DueLine(NamedTuple):
    """Something that is to be done by a day and is not done yet.

    `row` is the id of the task or project that `kind` says it belongs to; `name` what it is called,
    `what` the part of it that falls due (a stage, a measure; empty: all of it).
    """

    kind: RowKind
    row: str
    name: str
    what: str
    due: date


class ReturnedLine(NamedTuple):
    """An entry that was returned: whose row, of which period and unit, why, on which ISO day.

    `kind` is that of the row: a task or project for reports and stages, else a figure's.
    """

    kind: RowKind
    row: str
    name: str
    period: str
    unit: str
    reason: str
    returned_on: str
