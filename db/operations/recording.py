"""Recording figures: what was reached, period by period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from db.errors import NotFound, StaleRow, ValueRefused
from db.faults import ValueFault
from db.model.period import Period
from db.model.records import Actual, Indicator, Series, Source, Unit
from db.model.words import EntryState
from db.model.work_words import SourceKind
from db.operations.computed_cells import is_computed
from db.operations.decisions import open_again
from db.rules.amounts import UnitDiffers, in_plain_width, note_beside, read_amount
from db.rules.periods import in_words
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.changes import ChangeSet
    from db.model.amount import Amount
    from db.store.steps import Steps
    from db.store.writing import Transaction


class Entry(NamedTuple):
    """One figure as typed: `words` may be 95, 95%以上, 无此项, 不适用; empty words clear the cell.

    `unit` is a unit's id, None for the whole county; `as_of` an ISO date, the period's last day if
    empty; a `note` of None leaves the note as it is, unless it said why there was no number and
    there is one now; a `provisional` (快报数) of None leaves that as it is. `seen` are the
    words that stood in the cell when it was typed over, empty for a blank one; None when nobody
    looked. `reason` says why a figure that was approved is altered; `pasted` that the words came
    with a copied block, not by hand.
    """

    indicator: str
    period: str
    words: str
    unit: str | None = None
    as_of: str = ""
    note: str | None = None
    seen: str | None = None
    provisional: bool | None = None
    reason: str = ""
    pasted: bool = False


class Recording:
    """Entering, clearing and explaining actual values."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def record(self, entries: Sequence[Entry], *, label: str = "") -> ChangeSet:
        """Record figures as one step, all of them or none.

        Raises ValueRefused for words that are no value, no period or no day, or for a county's
        cell that is computed (COMPUTED), NotFound for an unknown row, StaleRow when a cell that
        would change is not as it was seen; ValueRefused(LOCKED) for a figure that is locked,
        (NEEDS_REASON) for one that was approved when no reason is given.
        """
        with self._steps.begin(label or _label_of(entries)) as step:
            transaction = step.transaction
            writer = EntryWriter(transaction)
            for entry in entries:
                writer.write(entry)
            if len(entries) == 1 and not label:
                transaction.label = writer.sentence or transaction.label
        return step.done()

    def set_note(self, actual: str, note: str) -> ChangeSet:
        """Write the explanation that stands with a recorded figure.

        NotFound if it is gone, ValueRefused(LOCKED) if it is locked.
        """
        with self._steps.begin("填写说明") as step:
            held = step.transaction.get(Actual, actual)
            if held is None:
                raise NotFound("actual", actual)
            if held.state is EntryState.LOCKED:
                raise ValueRefused(ValueFault.LOCKED, held.period)
            step.transaction.change(replace(held, note=note))
        return step.done()


def _label_of(entries: Sequence[Entry]) -> str:
    cleared = all(not entry.words.strip() for entry in entries)
    return f"{'清除' if cleared else '录入'} {len(entries)} 格"


class EntryWriter:
    """Puts entries into the open transaction, and the rows that say where they come from.

    `sentence` says what the last of them did, empty where it changed nothing.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._sources: dict[SourceKind, str] = {}
        self.sentence = ""

    def write(self, entry: Entry) -> None:
        """Write one entry; raises as `Recording.record` does."""
        indicator = self._transaction.get(Indicator, entry.indicator)
        if indicator is None:
            raise NotFound("indicator", entry.indicator)
        if entry.unit is not None and self._transaction.get(Unit, entry.unit) is None:
            raise NotFound("unit", entry.unit)
        period = _period_of(entry.period)
        require_day(entry.as_of)
        held = self._held(indicator.series, str(period), entry.unit)
        series = self._transaction.get(Series, indicator.series)
        clears = not entry.words.strip()
        cell = f"{indicator.name} {in_words(period)}"
        # What was printed beside a computed figure may be taken away, not replaced.
        if entry.unit is None and not (clears and held) and self._is_computed(series, period):
            raise ValueRefused(ValueFault.COMPUTED, cell)
        if clears:
            if held is not None:
                _require_seen(held, entry, cell)
                open_again(self._transaction, held, entry.reason, cell)
                self._transaction.remove(held)
                self.sentence = f"清除“{indicator.name}”{in_words(period)}"
            return
        amount = _amount_of(entry.words, series.unit if series else "")
        if held is not None and _says_the_same(held, amount, entry):
            return
        _require_seen(held, entry, cell)
        if held is not None:
            open_again(self._transaction, held, entry.reason, cell)
        self._write(held, indicator.series, period, amount, entry)
        self.sentence = f"录入“{indicator.name}”{in_words(period)}"

    def _held(self, series: str, period: str, unit: str | None) -> Actual | None:
        found = self._transaction.find(Actual, series=series, period=period, unit=unit)
        return found[0] if found else None

    def _is_computed(self, series: Series | None, period: Period) -> bool:
        return series is not None and is_computed(self._transaction, series, str(period))

    def _source_of(self, entry: Entry) -> str:
        """Return the id of where an entry comes from; that row is put when first needed."""
        kind = SourceKind.PASTED if entry.pasted else SourceKind.TYPED
        if kind not in self._sources:
            now, who = self._transaction.now, self._transaction.who
            source = Source(id=new_id(), kind=kind, received_at=now, who=who)
            self._transaction.put([source])
            self._sources[kind] = source.id
        return self._sources[kind]

    def _write(
        self, held: Actual | None, series: str, period: Period, amount: Amount, entry: Entry
    ) -> None:
        record = Actual(
            id=held.id if held else new_id(),
            series=series,
            period=str(period),
            unit=entry.unit,
            value=amount.value,
            high=amount.high,
            op=amount.op,
            text=amount.text,
            answer=amount.answer,
            as_of=entry.as_of or (held.as_of if held else period.last_day.isoformat()),
            provisional=_provisional(held, entry),
            state=EntryState.DRAFT,
            note=_note_of(held, amount, entry),
            source=self._source_of(entry),
        )
        if held is None:
            self._transaction.put([record])
        else:
            self._transaction.change(record)


def _require_seen(held: Actual | None, entry: Entry, name: str) -> None:
    """Refuse to write over what the person who typed never saw."""
    if entry.seen is not None and entry.seen != (held.text if held else ""):
        raise StaleRow("actual", name)


def _period_of(words: str) -> Period:
    try:
        return Period.read(words)
    except ValueError as error:
        raise ValueRefused(ValueFault.NOT_A_PERIOD, words) from error


def require_day(words: str) -> None:
    """Refuse words that are no ISO day: ValueRefused(NOT_A_DATE); empty ones say nothing."""
    try:
        date.fromisoformat(words or "2000-01-01")
    except ValueError as error:
        raise ValueRefused(ValueFault.NOT_A_DATE, words) from error


def _amount_of(words: str, unit: str) -> Amount:
    """Return the figure in these words; an actual needs a number or an answer."""
    try:
        amount = read_amount(words, unit=unit)
    except UnitDiffers as error:
        raise ValueRefused(ValueFault.OTHER_UNIT, words) from error
    except ValueError as error:
        raise ValueRefused(ValueFault.NOT_A_VALUE, words) from error
    if amount.value is None and amount.answer is None:
        raise ValueRefused(ValueFault.NOT_A_VALUE, words)
    return in_plain_width(amount)


def _note_of(held: Actual | None, amount: Amount, entry: Entry) -> str:
    """Return the note of a figure: as it is said, else as it was."""
    if entry.note is not None or held is None:
        return entry.note or ""
    return note_beside(held.note, held.amount, amount)


def _provisional(held: Actual | None, entry: Entry) -> bool:
    """Return whether a figure is a 快报数: as it is said, else as it was."""
    if entry.provisional is not None:
        return entry.provisional
    return held.provisional if held else False


def _says_the_same(held: Actual, amount: Amount, entry: Entry) -> bool:
    """Tell whether nothing would change, so that typing a value again leaves no step."""
    return (
        held.amount == amount
        and entry.note in {None, held.note}
        and entry.as_of in {"", held.as_of}
        and entry.provisional in {None, held.provisional}
    )
