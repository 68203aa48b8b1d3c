"""Values that a target revision changes: targets, deadlines, the sizes of projects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from db.errors import StaleRow, ValueRefused
from db.faults import ValueFault
from db.model.records import Indicator, Plan, Project, Statement, Target, Task
from db.model.words import RowKind, TargetRole
from db.model.work_words import RevisedField, StatementRole
from db.operations.rows_on_series import row_and_series
from db.rules.plan_then import due_of
from db.rules.revising import NOTHING, action_of, read_revised, size_of
from db.rules.target_role import role_of_target
from db.store.ids import new_id

if TYPE_CHECKING:
    from db.model.amount import Amount
    from db.model.records import RevisionLine
    from db.model.work_words import RevisionAction
    from db.operations.adjustment import NewValue
    from db.store.writing import Transaction


@dataclass(frozen=True, slots=True)
class Changed:
    """A value that is another now: what stood there, what stands; a target may have moved."""

    kind: RowKind
    row: str
    field: RevisedField
    role: TargetRole | None
    year: int | None
    to_year: int | None
    before: Amount
    after: Amount
    note: str = ""

    @property
    def action(self) -> RevisionAction:
        """Return what was done to the value."""
        return action_of(self.field, self.before, self.after, self.year, self.to_year)


class ValueWriter:
    """Changes values in the open transaction, and puts back what a line says stood before."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def change(self, wish: NewValue) -> Changed | None:
        """Give a value its new words; None where it has them already."""
        if wish.kind is RowKind.INDICATOR:
            return self._change_target(wish)
        row: Task | Project = self._work(wish.kind, wish.row)
        before = _held_value(row, wish.field)
        after = read_revised(wish.kind, wish.field, wish.words)
        name = row.title if isinstance(row, Task) else row.name
        _require_seen(wish, before, name)
        if after.text == before.text:
            return None
        self._transaction.change(replace(row, **_columns(row, wish.field, after)))
        return Changed(wish.kind, row.id, wish.field, None, None, None, before, after, wish.note)

    def put_back(self, line: RevisionLine) -> None:
        """Let a value be again what it was before a line of a revision."""
        before = self.before_of(line)
        if line.field is not RevisedField.TARGET:
            row = self._work(line.row_kind, line.row, withdrawn=True)
            self._transaction.change(replace(row, **_columns(row, line.field, before)))
            return
        year_now = line.year if line.after_year is None else line.after_year
        held = self._target(line.row, year_now, line.role)
        role = line.role or TargetRole.TARGET
        if year_now != line.year:
            self._require_free(line.row, line.year, role)
        self._write_target(held, line.row, role, line.year, before)

    def before_of(self, line: RevisionLine) -> Amount:
        """Return the value that stood before a line."""
        if not line.before_words:
            return NOTHING
        op = line.before_op or NOTHING.op
        return NOTHING._replace(
            text=line.before_words, value=line.before_value, high=line.before_high, op=op
        )

    # -- targets ---------------------------------------------------------------------------------

    def _change_target(self, wish: NewValue) -> Changed | None:
        row, series = row_and_series(self._transaction, wish.row)
        if row.withdrawn_by is not None:
            raise ValueRefused(ValueFault.ROW_WITHDRAWN, row.name)
        held = self._target(row.id, wish.year, wish.role)
        role = held.role if held is not None else wish.role or self._role(row, wish.year)
        before = held.amount if held is not None else NOTHING
        _require_seen(wish, before, row.name)
        same = held is not None and wish.words.strip() == before.text
        after = before if same else read_revised(wish.kind, wish.field, wish.words, series.unit)
        to_year = None if wish.to_year == wish.year else wish.to_year
        if (after == before and to_year is None) or (held is None and after == NOTHING):
            return None
        year = wish.year if to_year is None else to_year
        if held is None or (to_year is not None and after != NOTHING):
            self._require_free(row.id, year, role)
        if after == NOTHING:
            to_year = None
        self._write_target(held, row.id, role, year, after)
        return Changed(
            wish.kind, row.id, wish.field, role, wish.year, to_year, before, after, wish.note
        )

    def _write_target(
        self, held: Target | None, row: str, role: TargetRole, year: int | None, amount: Amount
    ) -> None:
        """Let a target be this; the place it was printed at stays with it for the time before."""
        figure: dict[str, Any] = {
            "value": amount.value,
            "high": amount.high,
            "op": amount.op,
            "text": amount.text,
        }
        if held is None and amount != NOTHING:
            said = self._statement(row, year, amount)
            made = Target(
                id=new_id(), indicator=row, role=role, year=year, statement=said, **figure
            )
            self._transaction.put([made])
        elif held is not None and amount == NOTHING:
            self._transaction.remove(held)
        elif held is not None:
            self._transaction.change(replace(held, year=year, **figure))

    def _statement(self, row: str, year: int | None, amount: Amount) -> str | None:
        """Return where the plan prints a target, for one that is as printed again."""
        found = self._transaction.find(
            Statement, indicator=row, role=StatementRole.TARGET, year=year, text=amount.text
        )
        return found[0].id if found else None

    def _target(self, row: str, year: int | None, role: TargetRole | None) -> Target | None:
        """Return the target of a year: the yearly one, or the one that is promised."""
        yearly = role is TargetRole.YEARLY
        found = (
            one
            for one in self._transaction.find(Target, indicator=row, year=year)
            if (one.role is TargetRole.YEARLY) == yearly
        )
        return next(found, None)

    def _require_free(self, row: str, year: int | None, role: TargetRole) -> None:
        if self._target(row, year, role) is not None:
            held = self._transaction.get(Indicator, row)
            name = held.name if held is not None else row
            year_words = "" if year is None else f" {year} 年"
            raise ValueRefused(ValueFault.YEAR_HAS_TARGET, f"{name}{year_words}")

    def _role(self, row: Indicator, year: int | None) -> TargetRole:
        """Return what a new target of a year is: on the way, or the one at the end."""
        plan = self._transaction.get(Plan, row.plan)
        end = plan.period_end if plan is not None else None
        return role_of_target(year, end, of_task=row.task is not None)

    # -- tasks and projects ----------------------------------------------------------------------

    def _work(self, kind: RowKind, row: str, *, withdrawn: bool = False) -> Task | Project:
        wanted: type[Task] | type[Project] = Task if kind is RowKind.TASK else Project
        found = self._transaction.require(wanted, row)
        if found.withdrawn_by is not None and not withdrawn:
            name = found.title if isinstance(found, Task) else found.name
            raise ValueRefused(ValueFault.ROW_WITHDRAWN, name)
        return found


def _require_seen(wish: NewValue, held: Amount, name: str) -> None:
    """Refuse to write over what the person who typed never saw."""
    if wish.seen is not None and wish.seen != held.text:
        raise StaleRow(wish.kind, name)


def _held_value(row: Task | Project, field: RevisedField) -> Amount:
    """Return the value of a field of a task or project."""
    if field is RevisedField.DEADLINE:
        words = row.deadline or ""
        if isinstance(row, Project) and not words and row.due_year is not None:
            words = str(row.due_year)
        return NOTHING._replace(text=words)
    return size_of(getattr(row, field.value))


def _columns(row: Task | Project, field: RevisedField, value: Amount) -> dict[str, Any]:
    """Return the columns of a task or project that hold a value of a field."""
    if field is RevisedField.DEADLINE:
        if isinstance(row, Task):
            return {"deadline": value.text}
        due = due_of(value.text)
        return due | {"deadline": due["deadline"] or None}
    if field is RevisedField.COUNT:
        return {"count": None if value.value is None else int(value.value)}
    return {field.value: value.value}
