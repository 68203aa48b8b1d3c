"""What a target revision says of a value: the words it may be given in, and what it does."""

from __future__ import annotations

from decimal import Decimal

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.amount import Amount
from db.model.words import RowKind
from db.model.work_words import SCALE_FIELDS, RevisedField, RevisionAction
from db.rules import deadlines
from db.rules.amounts import in_plain_width, read_amount

NOTHING = Amount("")
"""No value: the revision found none, or leaves none."""

SCALE_UNITS = {
    RevisedField.COUNT: "",
    RevisedField.PLACES: "个",
    RevisedField.CLASSES: "个",
    RevisedField.INVESTMENT: "万元",
    RevisedField.AREA: "亩",
    RevisedField.FLOOR_AREA: "万㎡",
}
"""The units in which a book keeps the sizes of a project."""

FIELDS = {
    RowKind.INDICATOR: (RevisedField.TARGET,),
    RowKind.TASK: (RevisedField.DEADLINE,),
    RowKind.PROJECT: (RevisedField.DEADLINE, *SCALE_FIELDS),
}
"""What of each kind of row a revision may change, beside the row itself."""


def read_deadline(words: str, *, standing: bool = False) -> str:
    """Return a deadline as a book keeps it: 2025, 2025-06; of a task also 每年 and 长期坚持.

    Raises:
        ValueRefused: NOT_A_DEADLINE; only what is `standing` may have no end.
    """
    try:
        kept = deadlines.read_deadline(words)
    except ValueError as error:
        raise ValueRefused(ValueFault.NOT_A_DEADLINE, words) from error
    endless = kept in {deadlines.EVERY_YEAR, deadlines.STANDING}
    if not kept or (endless and not standing):
        raise ValueRefused(ValueFault.NOT_A_DEADLINE, words)
    return kept


def read_revised(kind: RowKind, field: RevisedField, words: str, unit: str = "") -> Amount:
    """Return the new value that words say of a field of a row; blank words leave none.

    Raises:
        ValueRefused: the words are no figure in that unit (NOT_A_VALUE), or no deadline.
    """
    if not words.strip():
        return NOTHING
    if field is RevisedField.DEADLINE:
        return Amount(read_deadline(words, standing=kind is RowKind.TASK))
    try:
        found = read_amount(words, unit=SCALE_UNITS.get(field, unit))
    except ValueError as error:
        raise ValueRefused(ValueFault.NOT_A_VALUE, words) from error
    if found.answer is not None or (field in SCALE_FIELDS and not _is_size(found, field)):
        raise ValueRefused(ValueFault.NOT_A_VALUE, words)
    # A size is kept as its number alone.
    return size_of(found.value) if field in SCALE_FIELDS else in_plain_width(found)


def _is_size(found: Amount, field: RevisedField) -> bool:
    """Tell whether a value is one number, and a whole one where works are counted."""
    if found.value is None or found.high is not None or found.value < 0:
        return False
    return field is not RevisedField.COUNT or found.value % 1 == 0


def size_of(value: Decimal | int | None) -> Amount:
    """Return a size of a project as a value with words; NOTHING where it is not known."""
    return NOTHING if value is None else Amount(format(Decimal(value), "f"), Decimal(value))


def action_of(
    field: RevisedField, before: Amount, after: Amount, year: int | None, to_year: int | None
) -> RevisionAction:
    """Return what is done to a value: only moved on to a later time (延期), else changed."""
    if field is RevisedField.DEADLINE:
        old, new = _moment(before.text), _moment(after.text)
        later = old is not None and new is not None and new > old
        return RevisionAction.POSTPONED if later else RevisionAction.CHANGED
    moved_on = to_year is not None and (year is None or to_year > year)
    same = before == after and bool(before.text)
    return RevisionAction.POSTPONED if moved_on and same else RevisionAction.CHANGED


def _moment(deadline: str) -> tuple[int, int] | None:
    """Return year and month of a deadline (December if it names none); None without an end."""
    year, _, month = deadline.partition("-")
    return (int(year), int(month or 12)) if year.isdigit() else None
