"""Actuals of an accepted file, of the county or of a unit: new ones are put all at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from db.exchange.differences import CellDifference, Verdict, Wish
from db.exchange.figure_verdicts import same_figure
from db.exchange.options import FigureNature, ImportOptions
from db.model.period import Period
from db.model.records import Actual, Source
from db.model.words import EntryState
from db.model.work_words import ReviewAction
from db.operations.decisions import put_decision
from db.rules.amounts import in_plain_width, note_beside
from db.store.ids import new_ids

if TYPE_CHECKING:
    from db.model.amount import Amount
    from db.store.writing import Transaction


@dataclass
class _NewActuals:
    """Actuals that wait, column by column: a hundred thousand rows need no object each."""

    series: list[str] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    units: list[str | None] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)


class ActualWriter:
    """Writes actuals of one source into the open transaction; `options` hold for all of them."""

    def __init__(self, transaction: Transaction, source: Source, options: ImportOptions) -> None:
        self._transaction = transaction
        self._source = source.id
        self._reason = f"导入“{source.file}”"
        self._options = options
        self._new = _NewActuals()

    def put(self, series: str, unit: str | None, cell: CellDifference, wish: Wish) -> None:
        """Write one actual of a unit, or (None) of the whole county; a new one waits."""
        if wish.amount is None:
            return
        amount, origin = in_plain_width(wish.amount), f"{cell.sheet}!{cell.address}"
        if cell.verdict is not Verdict.NEW:
            self._change(series, wish.period, unit, amount, origin)
            return
        new = self._new
        new.series.append(series)
        new.periods.append(wish.period)
        new.units.append(unit)
        new.amounts.append(amount)
        new.cells.append(origin)

    def flush(self) -> None:
        """Put every actual that waits."""
        new, self._new = self._new, _NewActuals()
        if not new.cells:
            return
        alike = Actual(
            id="",
            series="",
            period="",
            provisional=self._options.nature is FigureNature.PROVISIONAL,
            state=self._state,
            source=self._source,
        )
        self._transaction.put_alike(
            alike,
            {
                "id": new_ids(len(new.cells)),
                "series": new.series,
                "period": new.periods,
                "unit": new.units,
                "value": [amount.value for amount in new.amounts],
                "high": [amount.high for amount in new.amounts],
                "op": [amount.op for amount in new.amounts],
                "text": [amount.text for amount in new.amounts],
                "answer": [amount.answer for amount in new.amounts],
                "as_of": [_last_day(period) for period in new.periods],
                "cell": new.cells,
            },
        )

    @property
    def _state(self) -> EntryState:
        """What an import brings has to be looked at again, unless it comes in as approved."""
        return EntryState.APPROVED if self._options.approved else EntryState.DRAFT

    def _change(
        self, series: str, period: str, unit: str | None, amount: Amount, origin: str
    ) -> None:
        """Change a figure, or only how it stands where it is the same one."""
        (held,) = self._transaction.find(Actual, series=series, period=period, unit=unit)
        changed, same = held, same_figure(held.amount, amount)
        if self._options.nature is not FigureNature.UNSAID:
            early = self._options.nature is FigureNature.PROVISIONAL
            changed = replace(changed, provisional=early)
        if self._options.approved or not same:
            changed = replace(changed, state=self._state, source=self._source, cell=origin)
        if not same:
            # Taken in as approved it is reviewed already, on whatever paper was published.
            if held.state is EntryState.APPROVED and not self._options.approved:
                put_decision(self._transaction, ReviewAction.EDIT, [held], reason=self._reason)
            changed = replace(
                changed,
                value=amount.value,
                high=amount.high,
                op=amount.op,
                text=amount.text,
                answer=amount.answer,
                note=note_beside(held.note, held.amount, amount),
            )
        self._transaction.change(changed)


@cache
def _last_day(period: str) -> str:
    return Period.read(period).last_day.isoformat()
