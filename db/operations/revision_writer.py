"""One target revision on its way into the open transaction: its lines, and what they change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.records import Revision, RevisionLine
from db.model.work_words import RevisedField, RevisionAction
from db.operations.adjustment import Adjustment, NewRow, NewValue, TakenOut
from db.operations.revised_rows import RowsComing, RowsLeaving, name_of
from db.operations.revised_values import ValueWriter
from db.rules.revising import NOTHING
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from db.operations.revised_values import Changed
    from db.store.writing import Transaction

_Key = tuple[str, RevisedField, str, int | None]
"""What a line speaks of: the row, the field, and of a target its role and the year it has now."""


class RevisionWriter:
    """Writes what a revision does to the rows of its plan, each with its line."""

    def __init__(self, transaction: Transaction, revision: Revision) -> None:
        self._transaction = transaction
        self._revision = revision
        held = transaction.find(RevisionLine, revision=revision.id)
        self._lines = {_key(line): line for line in held}
        self._said_of = {line.row for line in held}
        self._position = 1 + max((line.position for line in held), default=-1)
        self._values = ValueWriter(transaction)
        self._coming = RowsComing(transaction, revision)
        self._leaving = RowsLeaving(transaction, revision.id)
        self._order = {
            one.id: (one.decided_on, one.position)
            for one in transaction.find(Revision, plan=revision.plan)
        }

    def write(self, changes: Sequence[Adjustment]) -> int:
        """Carry the changes out; return how many of them changed anything."""
        self._require_once(changes)
        written = sum(self._add(one) for one in changes if isinstance(one, NewRow))
        self._coming.settle()
        moved = [one for one in changes if isinstance(one, NewValue)]
        # A target that moves on makes room for the one before it.
        for one in sorted(moved, key=lambda one: -(one.to_year or 0)):
            written += self._change(one)
        out = [one for one in changes if isinstance(one, TakenOut)]
        written += sum(self._take_out(one, out) for one in out)
        self._leaving.require_unneeded()
        return written

    def require_same_order(self, made: Revision) -> None:
        """Refuse another day for the revision that would change what came after what."""
        here = self._order[self._revision.id]
        now = (made.decided_on, made.position)
        for line in self._lines.values():
            for other in self._others(line):
                there = self._order[other.revision]
                if (there < here) != (there < now):
                    raise ValueRefused(ValueFault.REVISED_LATER, self._name(line.row))

    def drop(self, lines: Collection[str]) -> int:
        """Put back what these lines changed, the last first; return how many lines went."""
        wanted = set(lines)
        going = [line for line in self._lines.values() if line.id in wanted]
        if len(going) < len(wanted):
            raise NotFound("revision_line", next(iter(wanted - {line.id for line in going})))
        added = {line.row for line in going if _adds(line)}
        taken = {line.row for line in going if line.field is RevisedField.ROW} - added
        below = self._leaving.below(taken)
        for line in self._lines.values():
            comes_along = line.field is RevisedField.ROW and line.row in below
            hangs_on = line.row in added or line.replaced_by in added
            if line.id not in wanted and (comes_along or hangs_on):
                going.append(line)
        for line in sorted(going, key=lambda one: -one.position):
            self._require_newest(line)
            self._put_back(line)
            self._transaction.remove(line)
        return len(going)

    # -- one change ------------------------------------------------------------------------------

    def _add(self, new: NewRow) -> bool:
        row, values = self._coming.add(new)
        self._put_line(
            RevisionLine(
                id=new_id(),
                revision=self._revision.id,
                row_kind=new.kind,
                row=row,
                action=RevisionAction.ADDED,
                note=new.note,
            )
        )
        for value in values:
            self._put_line(self._line_of(value, RevisionAction.ADDED))
        if new.replaces:
            self._take_out(TakenOut(kind=new.kind, row=new.replaces, replaced_by=row), ())
        return True

    def _change(self, wish: NewValue) -> bool:
        changed = self._values.change(wish)
        if changed is None:
            return False
        line = self._line_of(changed)
        # What it says of this value already stands under the year that the value had until now.
        held = self._lines.pop((line.row, line.field, line.role or "", line.year), None)
        if held is None:
            self._require_newest(line)
            self._put_line(line)
        else:
            self._require_newest(held)
            self._merge(held, changed)
        return True

    def _merge(self, held: RevisionLine, changed: Changed) -> None:
        """Let a line say what the revision does to a value in all; nothing at all ends it."""
        year_now = changed.year if changed.to_year is None else changed.to_year
        whole = replace(
            changed,
            year=held.year,
            to_year=None if year_now == held.year else year_now,
            before=self._values.before_of(held),
        )
        if whole.before == whole.after and whole.to_year is None:
            self._transaction.remove(held)
            return
        added = held.action is RevisionAction.ADDED
        line = self._line_of(whole, RevisionAction.ADDED if added else None)
        line = replace(line, id=held.id, position=held.position)
        if not line.note:
            line = replace(line, note=held.note)
        self._transaction.change(line)
        self._lines[_key(line)] = line

    def _take_out(self, wish: TakenOut, others: Sequence[TakenOut]) -> bool:
        named = {one.row for one in others}
        self._require_untouched(wish.row)
        leaving = self._leaving.take_out(wish, sparing=named)
        for kind, row, name in leaving:
            self._require_untouched(row)
            first = row == wish.row
            line = RevisionLine(
                id=new_id(),
                revision=self._revision.id,
                row_kind=kind,
                row=row,
                action=wish.action if first else RevisionAction.TAKEN_OUT,
                before_words=self._leaving.asked_of(kind, row),
                replaced_by=wish.replaced_by or None if first else None,
                note=wish.note if first else f"随“{name}”调出",
            )
            self._require_newest(line)
            self._put_line(line)
        return True

    def _put_back(self, line: RevisionLine) -> None:
        if _adds(line):
            self._coming.remove(line)
        elif line.field is RevisedField.ROW:
            self._leaving.bring_back(line)
        else:
            self._values.put_back(line)

    # -- lines -----------------------------------------------------------------------------------

    def _line_of(self, value: Changed, action: RevisionAction | None = None) -> RevisionLine:
        before, after = value.before, value.after
        return RevisionLine(
            id=new_id(),
            revision=self._revision.id,
            row_kind=value.kind,
            row=value.row,
            action=action or value.action,
            role=value.role,
            year=value.year,
            before_words=before.text,
            before_value=before.value,
            before_high=before.high,
            before_op=None if before == NOTHING else before.op,
            after_year=value.to_year,
            after_words=after.text,
            after_value=after.value,
            after_high=after.high,
            after_op=None if after == NOTHING else after.op,
            note=value.note,
            field=value.field,
        )

    def _put_line(self, line: RevisionLine) -> None:
        placed = replace(line, position=self._position)
        self._position += 1
        self._transaction.put([placed])
        self._lines[_key(placed)] = placed
        self._said_of.add(placed.row)

    def _require_once(self, changes: Sequence[Adjustment]) -> None:
        """Refuse two words about one thing: a value given twice, a row taken out and changed."""
        said: set[_Key] = set()
        out: set[str] = set()
        for one in changes:
            key: _Key | None = None
            if isinstance(one, NewValue):
                key = (one.row, one.field, one.role or "", one.year)
            row = one.replaces if isinstance(one, NewRow) else one.row
            if (key in said) if key is not None else (row in out):
                raise ValueRefused(ValueFault.ROW_TWICE, self._name(row))
            if key is not None:
                said.add(key)
            elif row:
                out.add(row)
        for row, *_ in said:
            if row in out:
                raise ValueRefused(ValueFault.ROW_TWICE, self._name(row))

    def _require_untouched(self, row: str) -> None:
        """Refuse to take out a row of which this revision says something else as well."""
        if row in self._said_of:
            raise ValueRefused(ValueFault.ROW_TWICE, self._name(row))

    def _require_newest(self, line: RevisionLine) -> None:
        """Refuse to change what a later revision has changed since."""
        here = self._order[self._revision.id]
        if any(self._order[other.revision] > here for other in self._others(line)):
            raise ValueRefused(ValueFault.REVISED_LATER, self._name(line.row))

    def _others(self, line: RevisionLine) -> Iterable[RevisionLine]:
        """Yield the lines of other revisions of the plan that speak of the same."""
        whole = line.field is RevisedField.ROW
        years = {line.year, line.after_year if line.after_year is not None else line.year}
        for other in self._transaction.find(RevisionLine, row=line.row):
            if other.revision == self._revision.id:
                continue
            alike = (other.field, other.role) == (line.field, line.role)
            same_year = bool(years & {other.year, other.after_year or other.year})
            if whole or other.field is RevisedField.ROW or (alike and same_year):
                yield other

    def _name(self, row: str) -> str:
        return name_of(self._transaction, row)


def _key(line: RevisionLine) -> _Key:
    year = line.year if line.after_year is None else line.after_year
    return line.row, line.field, line.role or "", year


def _adds(line: RevisionLine) -> bool:
    return line.field is RevisedField.ROW and line.action is RevisionAction.ADDED
