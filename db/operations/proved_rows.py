"""Whether a row that is to be proved or signed off is there, and how it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.period import Period
from db.model.records import (
    Indicator,
    Measure,
    Milestone,
    Problem,
    Progress,
    Project,
    Record,
    Revision,
    Series,
    Task,
    Unit,
)
from db.model.words import RowKind
from db.rules.periods import named

if TYPE_CHECKING:
    from db.model.proof import RowRef
    from db.store.writing import Transaction

_RECORDS: dict[RowKind, tuple[type[Record], str]] = {
    RowKind.INDICATOR: (Indicator, "name"),
    RowKind.TASK: (Task, "title"),
    RowKind.PROJECT: (Project, "name"),
    RowKind.MEASURE: (Measure, "title"),
    RowKind.PROBLEM: (Problem, "words"),
    RowKind.PROGRESS: (Progress, "period"),
    RowKind.MILESTONE: (Milestone, "stage"),
    RowKind.REVISION: (Revision, "title"),
}


def row_name(transaction: Transaction, ref: RowRef) -> str:
    """Return what a row is called in the words of a step.

    Raises NotFound when it is gone; ValueRefused(NOT_A_PERIOD) for a figure's place whose period
    is none.
    """
    if ref.kind is RowKind.ACTUAL:
        return _figure_name(transaction, ref)
    kind, column = _RECORDS[ref.kind]
    held = transaction.require(kind, ref.row)
    return str(getattr(held, column))


def _figure_name(transaction: Transaction, ref: RowRef) -> str:
    try:
        series, period, unit = ref.figure
    except ValueError as error:
        raise NotFound(ref.kind, ref.row) from error
    held = transaction.get(Series, series)
    if held is None or (unit is not None and transaction.get(Unit, unit) is None):
        raise NotFound(ref.kind, ref.row)
    try:
        Period.read(period)
    except ValueError as error:
        raise ValueRefused(ValueFault.NOT_A_PERIOD, period) from error
    return f"{held.name} {named(period)}"
