"""Countable promises (量化目标) that a person adds to a task, changes, or takes out again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.records import (
    Baseline,
    Indicator,
    Measure,
    Responsibility,
    RevisionLine,
    Series,
    Statement,
    Target,
    Task,
)
from db.model.words import Counting, RowKind, TargetRole
from db.model.work_words import RevisedField
from db.operations.kept_words import kept_deadline, kept_name
from db.operations.rows_on_series import has_figures, on_own_series, row_and_series
from db.operations.standing_on import is_spoken_of
from db.rules.deadlines import EVERY_YEAR, due_day
from db.rules.direction import direction_of
from db.rules.names import folded
from db.rules.revising import NOTHING, read_revised
from db.store.ids import new_id

if TYPE_CHECKING:
    from db.changes import ChangeSet
    from db.model.amount import Amount
    from db.store.steps import Steps
    from db.store.writing import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCommitment:
    """A promise to be added, in the words a person types: 18, 3所以上; 2023, 2023-06, 每年.

    It belongs to one of the task's measures where `measure` (an id) names one.
    """

    name: str
    unit: str = ""
    target: str = ""
    deadline: str = ""
    counting: Counting = Counting.CUMULATIVE
    measure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCommitment:
    """What of a promise shall be another, in the words a person types; None stays as it is."""

    name: str | None = None
    unit: str | None = None
    target: str | None = None
    deadline: str | None = None
    counting: Counting | None = None


class Commitments:
    """Adding 量化目标 to a task, changing them, and taking out those on which nothing stands."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def add(self, task: str, new: NewCommitment) -> ChangeSet:
        """Add a promise behind those the task has, on a series of its own, as one step.

        Raises NotFound for a task or measure that is gone; ValueRefused: EMPTY_NAME, NAME_TAKEN
        within the task, NOT_A_VALUE for the target, NOT_A_DEADLINE.
        """
        name, unit = kept_name(new.name), new.unit.strip()
        target = read_revised(RowKind.INDICATOR, RevisedField.TARGET, new.target, unit)
        deadline = kept_deadline(new.deadline)
        with self._steps.begin(f"新增量化目标“{name}”") as step:
            transaction = step.transaction
            held = _in_task(transaction, task)
            if new.measure is not None and _measure_of(transaction, new.measure) != task:
                raise NotFound("measure", new.measure)
            if folded(name) in {folded(row.name) for row in held if row.withdrawn_by is None}:
                raise ValueRefused(ValueFault.NAME_TAKEN, name)
            made = replace(
                _made(transaction, task, held),
                name=name,
                measure=new.measure,
                direction=direction_of((), [(_year(deadline), target)] if target.text else ()),
                recurring=EVERY_YEAR if deadline == EVERY_YEAR else "",
                deadline="" if deadline == EVERY_YEAR else deadline,
            )
            series, row = on_own_series(made, unit=unit, counting=new.counting)
            transaction.put([series])
            transaction.put([row])
            if target != NOTHING:
                transaction.put([_target(row, deadline, target)])
        return step.done()

    def change(self, commitment: str, asked: ChangedCommitment) -> ChangeSet:
        """Change what a promise is called, promises, is due or counted in, as one step.

        Raises NotFound; ValueRefused as `add` does, and TARGET_OF_PLAN where target or deadline are
        the plan's own words, or a revision's; UNIT_OF_FIGURES where unit or counting are those of
        figures already recorded.
        """
        with self._steps.begin("改量化目标") as step:
            transaction = step.transaction
            row, series = row_and_series(transaction, commitment)
            transaction.label = f"改量化目标“{row.name}”"
            if asked.name is not None:
                row, series = _renamed(transaction, row, series, asked.name)
            series = _counted(transaction, row, series, asked)
            if asked.target is not None or asked.deadline is not None:
                row = _promising(transaction, row, series.unit, asked)
            transaction.change(series)
            transaction.change(row)
        return step.done()

    def remove(self, commitment: str) -> ChangeSet:
        """Take out a promise with its target and units, while nothing else stands on it.

        Raises NotFound; ValueRefused(ROW_IN_USE) where it has figures, evidence, 其中 rows, a
        target that was read from the plan or a target revision, or where other figures are
        computed from it.
        """
        with self._steps.begin("删除量化目标") as step:
            transaction = step.transaction
            row, series = row_and_series(transaction, commitment)
            transaction.label = f"删除量化目标“{row.name}”"
            shared = len(transaction.find(Indicator, series=series.id)) > 1
            if _is_used(transaction, row) or (not shared and has_figures(transaction, series)):
                raise ValueRefused(ValueFault.ROW_IN_USE, row.name)
            for below in (
                *transaction.find(Target, indicator=row.id),
                *transaction.find(Responsibility, row=row.id),
                row,
            ):
                transaction.remove(below)
            if not shared:
                transaction.remove(series)
        return step.done()


def _renamed(
    transaction: Transaction, row: Indicator, series: Series, words: str
) -> tuple[Indicator, Series]:
    """Return a promise and its series under another name."""
    name = kept_name(words)
    beside = transaction.find(Indicator, task=row.task) if row.task is not None else ()
    taken = {folded(one.name) for one in beside if one.id != row.id and one.withdrawn_by is None}
    if folded(name) in taken:
        raise ValueRefused(ValueFault.NAME_TAKEN, name)
    # A series that other rows stand on, or that has a name of its own, keeps it.
    own = series.name == row.name and len(transaction.find(Indicator, series=series.id)) == 1
    return replace(row, name=name), replace(series, name=name) if own else series


def _counted(
    transaction: Transaction, row: Indicator, series: Series, asked: ChangedCommitment
) -> Series:
    """Return a promise's series in another unit, or counted in another way."""
    unit = series.unit if asked.unit is None else asked.unit.strip()
    counted = replace(series, unit=unit, counting=asked.counting or series.counting)
    if counted == series:
        return series
    shared = len(transaction.find(Indicator, series=series.id)) > 1
    if shared or has_figures(transaction, series):
        raise ValueRefused(ValueFault.UNIT_OF_FIGURES, row.name)
    return counted


def _promising(
    transaction: Transaction, row: Indicator, unit: str, asked: ChangedCommitment
) -> Indicator:
    """Return a promise with another target or deadline, once its target is written."""
    targets = transaction.find(Target, indicator=row.id)
    if transaction.find(RevisionLine, row=row.id) or any(map(_is_printed, targets)):
        raise ValueRefused(ValueFault.TARGET_OF_PLAN, row.name)
    held = next((one for one in targets if one.role is TargetRole.TARGET), None)
    target = (
        read_revised(RowKind.INDICATOR, RevisedField.TARGET, asked.target, unit)
        if asked.target is not None
        else held.amount if held is not None else NOTHING
    )  # fmt: skip
    year = held.year if held is not None else _year(row.deadline)
    if asked.deadline is not None:
        deadline = kept_deadline(asked.deadline)
        year, recurs = _year(deadline), deadline == EVERY_YEAR
        row = replace(
            row, recurring=EVERY_YEAR if recurs else "", deadline="" if recurs else deadline
        )
    made = replace(_target(row, "", target), year=year)
    if held is not None and target == NOTHING:
        transaction.remove(held)
    elif held is not None:
        transaction.change(replace(made, id=held.id))
    elif target != NOTHING:
        transaction.put([made])
    direction = direction_of((), [(year, target)] if target.text else ())
    return row if asked.target is None else replace(row, direction=direction)


def _in_task(transaction: Transaction, task: str) -> tuple[Indicator, ...]:
    transaction.require(Task, task)
    return transaction.find(Indicator, task=task)


def _measure_of(transaction: Transaction, measure: str) -> str | None:
    """Return the task of a measure, None where there is no such measure."""
    held = transaction.get(Measure, measure)
    return held.task if held is not None else None


def _made(transaction: Transaction, task: str, held: tuple[Indicator, ...]) -> Indicator:
    """Return a promise without words, behind those that its task holds."""
    owner = transaction.require(Task, task)
    # Of two at one place the younger stands behind: nothing else has to move on.
    order = held or transaction.find(Indicator, plan=owner.plan)
    position = max((row.position for row in order), default=0)
    return Indicator(id=new_id(), plan=owner.plan, series="", name="", task=task, position=position)


def _target(row: Indicator, deadline: str, amount: Amount) -> Target:
    return Target(
        id=new_id(),
        indicator=row.id,
        year=_year(deadline),
        value=amount.value,
        high=amount.high,
        op=amount.op,
        text=amount.text,
    )


def _year(deadline: str) -> int | None:
    day = due_day(deadline)
    return None if day is None else day.year


def _is_printed(target: Target) -> bool:
    """Tell whether a target was read from the plan, not typed."""
    return bool(target.source or target.statement)


def _is_used(transaction: Transaction, row: Indicator) -> bool:
    """Tell whether more hangs on a promise than what it was added with."""
    return any(
        (
            transaction.find(Indicator, parent=row.id),
            transaction.find(Baseline, indicator=row.id),
            transaction.find(Statement, indicator=row.id),
            is_spoken_of(transaction, row.id),
            # What the plan itself promises goes only by a target revision.
            any(map(_is_printed, transaction.find(Target, indicator=row.id))),
        )
    )
