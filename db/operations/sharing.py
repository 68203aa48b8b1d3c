"""One series for rows of several plans: its figures are entered once and seen in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from db.errors import StaleRow, ValueRefused
from db.faults import ValueFault
from db.model.records import Actual, Explanation, Indicator, Series
from db.model.words import EntryState
from db.operations.moved_proof import copy_proof_of_series, move_proof_of_series
from db.operations.rows_on_series import row_and_series
from db.rules.formulas import feeds_itself
from db.rules.sharing import Joining, Spot, joined, spot_of, units_agree
from db.store.ids import new_id

if TYPE_CHECKING:
    from db.changes import ChangeSet
    from db.store.steps import Steps
    from db.store.writing import Transaction

_REVIEWED = frozenset({EntryState.APPROVED, EntryState.LOCKED})


class Stays(StrEnum):
    """Whose figure stays where two series disagree: the row's own, or that of the series."""

    OURS = "ours"
    THEIRS = "theirs"


Decided = Mapping[Spot, Stays]
"""What a person said of each clash, by its spot."""

_NOTHING_DECIDED: Decided = {}


@dataclass(frozen=True, slots=True)
class SharePreview:
    """What putting a row on a series would do; figures of the row are `ours` in `figures`."""

    indicator: str
    name: str
    series: str
    figures: Joining


class Sharing:
    """Puts rows of several plans on one series, and takes them apart again."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def preview(self, indicator: str, series: str) -> SharePreview:
        """Hold a row's figures against those of a series; nothing is kept.

        Raises NotFound, ValueRefused(UNITS_DIFFER) where the two do not count alike, and
        ValueRefused(NEEDS_ITSELF) where one of them is computed from the other.
        """
        with self._steps.begin("预览共用数据项") as step:
            return _Share(step.transaction, indicator, series).preview()

    def share_series(
        self, indicator: str, series: str, decided: Decided = _NOTHING_DECIDED
    ) -> ChangeSet:
        """Put a row on another series as one step; the figures of both are one from then on.

        A series that no row stands on any more goes. `decided` says whose figure stays in each
        spot where they disagree; StaleRow when one is not said. Raises as `preview` does.
        """
        with self._steps.begin("共用数据项") as step:
            share = _Share(step.transaction, indicator, series)
            step.transaction.label = f"“{share.row.name}”共用数据项“{share.theirs.name}”"
            share.carry_out(decided)
        return step.done()

    def separate(self, indicator: str) -> ChangeSet:
        """Give a row a series of its own again, with a copy of every figure, as one step.

        Nothing changes for a row that shares its series with none.
        """
        with self._steps.begin("数据项分开") as step:
            transaction = step.transaction
            row, held = row_and_series(transaction, indicator)
            if len(transaction.find(Indicator, series=held.id)) > 1:
                own = replace(held, id=new_id())
                figures = transaction.find(Actual, series=held.id)
                transaction.put([own])
                transaction.put(replace(one, id=new_id(), series=own.id) for one in figures)
                transaction.change(replace(row, series=own.id))
                copy_proof_of_series(transaction, held.id, own.id)
                transaction.label = f"“{row.name}”的数据项分开"
        return step.done()


class _Share:
    """One row on its way to another series, in the open transaction."""

    def __init__(self, transaction: Transaction, indicator: str, series: str) -> None:
        self._transaction = transaction
        self.row, self.ours = row_and_series(transaction, indicator)
        found = transaction.require(Series, series)
        self.theirs = found
        self._require_fitting()
        self.figures = joined(
            transaction.find(Actual, series=self.ours.id) if found.id != self.ours.id else (),
            transaction.find(Actual, series=found.id),
        )

    def preview(self) -> SharePreview:
        return SharePreview(self.row.id, self.row.name, self.theirs.id, self.figures)

    def carry_out(self, decided: Decided) -> None:
        if self.theirs.id == self.ours.id:
            return
        if any(clash.spot not in decided for clash in self.figures.clashes):
            raise StaleRow("series", self.theirs.name)
        self._transaction.change(replace(self.row, series=self.theirs.id))
        used_elsewhere = bool(self._transaction.find(Indicator, series=self.ours.id))
        for figure in self.figures.moving:
            self._bring(figure, copy=used_elsewhere)
        held = {spot_of(one): one for one in self._transaction.find(Actual, series=self.theirs.id)}
        for clash in self.figures.clashes:
            keep_ours = decided[clash.spot] is Stays.OURS
            self._settle(clash.ours, clash.theirs, keep_ours=keep_ours, copy=used_elsewhere)
        for ours in self.figures.same:
            theirs = held[spot_of(ours)]
            keep_ours = ours.state in _REVIEWED and theirs.state not in _REVIEWED
            self._settle(ours, theirs, keep_ours=keep_ours, copy=used_elsewhere)
        if used_elsewhere:
            copy_proof_of_series(self._transaction, self.ours.id, self.theirs.id)
        else:
            move_proof_of_series(self._transaction, self.ours.id, self.theirs.id)
            self._drop_series()

    def _require_fitting(self) -> None:
        ours, theirs = self.ours, self.theirs
        if not units_agree(ours.unit, theirs.unit):
            raise ValueRefused(ValueFault.UNITS_DIFFER, f"{ours.unit}、{theirs.unit}")
        ratios = {
            one.id: (one.numerator, one.denominator) for one in self._transaction.find(Series)
        }
        parts = (ratios[ours.id], ratios[theirs.id])
        if ours.id != theirs.id and (
            feeds_itself(theirs.id, parts[0], ratios) or feeds_itself(ours.id, parts[1], ratios)
        ):
            raise ValueRefused(ValueFault.NEEDS_ITSELF, self.row.name)

    def _bring(self, figure: Actual, *, copy: bool) -> None:
        """Put a figure on the other series; it keeps its row, and so its history, if it can."""
        if copy:
            self._transaction.put([replace(figure, id=new_id(), series=self.theirs.id)])
        else:
            self._transaction.change(replace(figure, series=self.theirs.id))

    def _settle(self, ours: Actual, theirs: Actual, *, keep_ours: bool, copy: bool) -> None:
        if keep_ours:
            kept = replace(ours, id=theirs.id, series=theirs.series)
            self._transaction.change(kept)
        if not copy:
            self._transaction.remove(ours)

    def _drop_series(self) -> None:
        """Take the series out that no row stands on, and lead to the other what names it."""
        old, new = self.ours.id, self.theirs.id
        for one in self._transaction.find(Series, numerator=old):
            self._transaction.change(replace(one, numerator=new))
        for one in self._transaction.find(Series, denominator=old):
            self._transaction.change(replace(one, denominator=new))
        for said in self._transaction.find(Explanation, row=old):
            self._transaction.change(replace(said, row=new))
        self._transaction.remove(self.ours)
