"""What a screen is given of the things to do: what falls due, what came back, what is missing."""

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


class MissingLine(NamedTuple):
    """A figure that is still asked of a unit: its data provider, the lead unit, a part of a sum.

    `unit` is None for a row without a unit, which is asked of the plan's issuer, then in
    `unit_name`. `has_answer` when only the reason of its 无此项 or 不适用 is missing. `person` is
    who answers inside the unit (责任人, else 联络员), empty where the book names nobody.
    """

    unit: str | None
    unit_name: str
    row: str
    name: str
    category: str
    measure_unit: str
    period: str
    has_answer: bool = False
    person: str = ""
