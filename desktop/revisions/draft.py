"""A revision while it is being written: which rows it takes in hand, what they are to become."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.amount import Amount
from db.model.lines import IndicatorLine, ProjectLine, TaskLine
from db.model.words import RowKind, TargetRole
from db.model.work_words import RevisedField, RevisionAction
from db.operations.adjustment import NewRow, NewValue, TakenOut
from db.rules.revising import FIELDS, NOTHING, action_of, read_revised, size_of
from db.rules.revision_words import field_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.operations.adjustment import Adjustment

Line = IndicatorLine | TaskLine | ProjectLine


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row of the plan in hand, or one that is to come in (`is_new`)."""

    id: str
    kind: RowKind
    name: str
    group: str = ""
    unit: str = ""
    is_new: bool = False
    is_commitment: bool = False
    task: str | None = None
    type: str = ""
    replaces: str = ""
    """The id of the row that a new one comes in place of."""
    out: bool = False
    replaced_by: str = ""
    """The id of the row that stands for it, once it is out."""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class DraftValue:
    """A value of a row in hand: what stands there, what was typed (None: nothing was).

    `value` is what the words say; a target may move `to_year`.
    """

    row: DraftRow
    field: RevisedField
    role: TargetRole | None
    year: int | None
    before: Amount
    words: str | None = None
    value: Amount = NOTHING
    to_year: int | None = None
    first: bool = True
    """Whether it is shown as the first of its row."""

    @property
    def key(self) -> str:
        """Return what tells the value from every other of the draft."""
        return f"{self.row.id} {self.field} {self.role or ''} {self.year or ''}"

    @property
    def title(self) -> str:
        """Return what of the row it is: 2025 年目标, 完成时限."""
        return field_words(self.field, self.role, self.year)

    @property
    def after(self) -> Amount:
        """Return what would stand there."""
        return self.before if self.words is None else self.value

    @property
    def action(self) -> RevisionAction | None:
        """Return what would be done to the value, None where nothing would."""
        if self.row.out:
            replaced = bool(self.row.replaced_by)
            return RevisionAction.REPLACED if replaced else RevisionAction.TAKEN_OUT
        moved = self.to_year not in {None, self.year}
        if self.after == self.before and not moved:
            return None
        if self.row.is_new:
            return RevisionAction.ADDED
        return action_of(self.field, self.before, self.after, self.year, self.to_year)


@dataclass
class Draft:
    """The rows and values of a revision that is not written yet."""

    period: tuple[int | None, int | None] = (None, None)
    rows: dict[str, DraftRow] = field(default_factory=dict)
    values: dict[str, DraftValue] = field(default_factory=dict)
    _made: int = 0

    def take(self, line: Line) -> None:
        """Take a row of the plan in hand, with all of its values that may be revised."""
        if line.id in self.rows:
            return
        row = row_of(line)
        self.rows[row.id] = row
        for value in _values_of(row, line, self.period[1]):
            self.values[value.key] = value

    def add(self, row: DraftRow) -> DraftRow:
        """Take in a row that is to come into the plan, its values still blank."""
        self._made += 1
        made = replace(row, id=f"new {self._made}", is_new=True)
        self.rows[made.id] = made
        if made.replaces in self.rows:
            self.take_out(made.replaces, made.id, made.name)
        for one, role, year in self._blanks(made):
            value = DraftValue(made, one, role, year, NOTHING)
            self.values[value.key] = value
        return made

    def add_year(self, row: str, year: int) -> DraftValue | None:
        """Let a target of another year be typed for an indicator in hand."""
        held = self.rows[row]
        if held.kind is not RowKind.INDICATOR:
            return None
        made = DraftValue(held, RevisedField.TARGET, self._role(held, year), year, NOTHING)
        known = {value.year for value in self.of_row(row) if value.role is not TargetRole.YEARLY}
        if year in known:
            return None
        after = [*self.values]
        last = self.of_row(row)
        place = after.index(last[-1].key) + 1 if last else len(after)
        pairs = [*self.values.items()]
        pairs.insert(place, (made.key, made))
        self.values = dict(pairs)
        return made

    def type(self, key: str, words: str) -> None:
        """Give a value new words; ValueRefused where they say none, or where the row goes."""
        held = self.values[key]
        if held.row.out:
            raise ValueRefused(ValueFault.ROW_WITHDRAWN, held.row.name)
        plain = words.strip()
        if plain == held.before.text:
            self.values[key] = replace(held, words=None, value=NOTHING)
            return
        value = read_revised(held.row.kind, held.field, plain, held.row.unit)
        self.values[key] = replace(held, words=plain, value=value)

    def move(self, key: str, words: str) -> None:
        """Move a target to another year; blank words leave it. ValueRefused for no year."""
        held = self.values[key]
        plain = words.strip().removesuffix("年").strip()
        if not plain:
            self.values[key] = replace(held, to_year=None)
            return
        if not (plain.isascii() and plain.isdigit() and 1990 <= int(plain) <= 2100):  # noqa: PLR2004
            raise ValueRefused(ValueFault.NOT_A_PERIOD, words)
        self.values[key] = replace(held, to_year=int(plain))

    def take_out(self, row: str, by: str = "", successor: str = "") -> None:
        """Let a row leave the plan, `by` another one in its place; again: let it stay."""
        held = self.rows[row]
        out = not held.out or bool(by)
        self._exchange(replace(held, out=out, replaced_by=by, successor=successor))

    def let_go(self, row: str) -> None:
        """Leave a row out of the revision."""
        held = self.rows.pop(row)
        self.values = {key: one for key, one in self.values.items() if one.row.id != row}
        if held.replaces in self.rows:
            self._exchange(
                replace(self.rows[held.replaces], out=False, replaced_by="", successor="")
            )

    def of_row(self, row: str) -> list[DraftValue]:
        """Return the values of a row in hand."""
        return [value for value in self.values.values() if value.row.id == row]

    def changes(self) -> list[Adjustment]:
        """Return what the revision would do, as the book is told."""
        made: list[Adjustment] = []
        for row in self.rows.values():
            values = self.of_row(row.id)
            if row.is_new:
                made.append(_new_row(row, values))
            elif row.out:
                if not row.replaced_by.startswith("new "):
                    made.append(TakenOut(kind=row.kind, row=row.id, replaced_by=row.replaced_by))
            else:
                made += [_new_value(value) for value in values if value.action is not None]
        return made

    def counts(self) -> dict[RevisionAction, int]:
        """Return how many rows would be added, changed and so on."""
        found: dict[RevisionAction, int] = {}
        for row in self.rows.values():
            actions = {value.action for value in self.of_row(row.id)} - {None}
            if row.is_new:
                actions = {RevisionAction.ADDED}
            elif row.out:
                by = RevisionAction.REPLACED if row.replaced_by else RevisionAction.TAKEN_OUT
                actions = {by}
            for action in RevisionAction:
                if action in actions:
                    found[action] = found.get(action, 0) + 1
                    break
        return found

    def _exchange(self, row: DraftRow) -> None:
        self.rows[row.id] = row
        self.values = {
            key: replace(one, row=row) if one.row.id == row.id else one
            for key, one in self.values.items()
        }

    def _role(self, row: DraftRow, year: int | None) -> TargetRole:
        end = self.period[1]
        early = not row.is_commitment and year is not None and end is not None and year < end
        return TargetRole.INTERIM if early else TargetRole.TARGET

    def _blanks(
        self, row: DraftRow
    ) -> Iterable[tuple[RevisedField, TargetRole | None, int | None]]:
        """Return the values that are asked of a row to come."""
        if row.kind is RowKind.INDICATOR:
            end = self.period[1]
            return [(RevisedField.TARGET, self._role(row, end), end)]
        return [(RevisedField.DEADLINE, None, None)]


def row_of(line: Line) -> DraftRow:
    """Return a row of the plan as a draft names it."""
    if isinstance(line, IndicatorLine):
        return DraftRow(
            line.id, RowKind.INDICATOR, line.name, line.category, line.unit,
            is_commitment=line.task is not None, task=line.task,
        )  # fmt: skip
    if isinstance(line, TaskLine):
        return DraftRow(line.id, RowKind.TASK, f"{line.number} {line.title}".strip(), line.section)
    return DraftRow(line.id, RowKind.PROJECT, line.name, type=line.kind)


def _values_of(row: DraftRow, line: Line, period_end: int | None) -> list[DraftValue]:
    """Return what of a row may be revised, as it stands."""
    if isinstance(line, IndicatorLine):
        found = [
            DraftValue(row, RevisedField.TARGET, one.role, one.year, one.amount)
            for one in line.targets
        ]
        blank = DraftValue(row, RevisedField.TARGET, TargetRole.TARGET, period_end, NOTHING)
        return found or [blank]
    values: Sequence[tuple[RevisedField, Amount]]
    if isinstance(line, TaskLine):
        values = [(RevisedField.DEADLINE, Amount(line.deadline))]
    else:
        due = line.deadline or ("" if line.due_year is None else str(line.due_year))
        sizes = [one for one in FIELDS[RowKind.PROJECT] if one is not RevisedField.DEADLINE]
        values = [
            (RevisedField.DEADLINE, Amount(due)),
            *((one, size_of(getattr(line, one.value))) for one in sizes),
        ]
    return [DraftValue(row, one, None, None, amount) for one, amount in values]


def _new_value(value: DraftValue) -> NewValue:
    return NewValue(
        kind=value.row.kind,
        row=value.row.id,
        field=value.field,
        year=value.year,
        role=value.role,
        words=value.after.text,
        to_year=value.to_year,
        seen=value.before.text,
    )


def _new_row(row: DraftRow, values: Sequence[DraftValue]) -> NewRow:
    targets = tuple(
        (value.year if value.to_year is None else value.to_year, value.words)
        for value in values
        if value.field is RevisedField.TARGET and value.words
    )
    due = next((v.value.text for v in values if v.field is RevisedField.DEADLINE), "")
    return NewRow(
        kind=row.kind,
        name=row.name,
        unit=row.unit,
        group=row.group,
        task=row.task,
        targets=targets,
        deadline=due,
        type=row.type,
        replaces=row.replaces,
    )


def name_of(line: Line) -> str:
    """Return what a row is called, behind its number where it has one."""
    if isinstance(line, TaskLine):
        return f"{line.number} {line.title}".strip()
    if isinstance(line, IndicatorLine):
        return f"{line.number} {line.name}".strip()
    return line.name
