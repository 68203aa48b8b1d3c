"""Figures of an accepted list: baselines, targets, actuals; new ones are put all at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from db.exchange.differences import CellDifference, Verdict, Wish
from db.exchange.listing import Meaning
from db.model.records import Baseline, Indicator, Record, Target
from db.model.words import TargetRole
from db.rules.target_role import role_of_target
from db.store.ids import new_id

if TYPE_CHECKING:
    from db.operations.actuals import ActualWriter
    from db.store.writing import Transaction


class FigureWriter:
    """Writes the figures of one source into the open transaction; its actuals go to `actuals`.

    A figure whose verdict is NEW meets nothing in the book, so it waits for `flush`; one that
    changes is looked up and changed at once.
    """

    def __init__(
        self,
        transaction: Transaction,
        source: str,
        period_end: int | None,
        actuals: ActualWriter,
    ) -> None:
        self._transaction = transaction
        self._actuals = actuals
        self._source = source
        self._period_end = period_end
        self._waiting: list[Record] = []

    def flush(self) -> None:
        """Put every figure that waits."""
        self._transaction.put(sorted(self._waiting, key=lambda record: record.table))
        self._waiting = []
        self._actuals.flush()

    def put(
        self, indicator: Indicator, cell: CellDifference, wish: Wish, *, due: int | None
    ) -> None:
        """Write one figure; `due` is the year that the row's 完成时限 gives a promise."""
        amount, origin = wish.amount, f"{cell.sheet}!{cell.address}"
        if amount is None:
            return
        if wish.meaning is Meaning.ACTUAL:
            self._actuals.put(indicator.series, None, cell, wish)
            return
        is_new = cell.verdict is Verdict.NEW
        figure: dict[str, Any] = {
            "value": amount.value,
            "high": amount.high,
            "op": amount.op,
            "text": amount.text,
            "source": self._source,
            "cell": origin,
        }
        if wish.meaning is Meaning.BASELINE:
            self._put_baseline(indicator, wish.year, figure, is_new=is_new)
        else:
            self._put_target(indicator, wish, figure, due, is_new=is_new)

    def move_due_year(self, indicator: Indicator, year: int) -> None:
        """Give a promise the year in which it falls due."""
        if indicator.task is None:
            return
        self.flush()
        for target in self._targets(indicator, yearly=False):
            self._transaction.change(replace(target, year=year))

    def _put_baseline(
        self, indicator: Indicator, year: int | None, figure: dict[str, Any], *, is_new: bool
    ) -> None:
        if is_new:
            self._waiting.append(Baseline(id=new_id(), indicator=indicator.id, year=year, **figure))
            return
        held = self._transaction.find(Baseline, indicator=indicator.id, year=year)
        self._transaction.change(replace(held[0], **figure))

    def _put_target(
        self,
        indicator: Indicator,
        wish: Wish,
        figure: dict[str, Any],
        due: int | None,
        *,
        is_new: bool,
    ) -> None:
        yearly = wish.meaning is Meaning.YEARLY
        if is_new:
            year = wish.year if yearly or due is None else due
            role = TargetRole.YEARLY
            if not yearly:
                of_task = indicator.task is not None
                role = role_of_target(year, self._period_end, of_task=of_task)
            self._waiting.append(
                Target(id=new_id(), indicator=indicator.id, role=role, year=year, **figure)
            )
            return
        held = self._targets(indicator, yearly=yearly)
        if yearly or indicator.task is None:
            held = [target for target in held if target.year == wish.year]
        self._transaction.change(replace(held[0], **figure))

    def _targets(self, indicator: Indicator, *, yearly: bool) -> list[Target]:
        return [
            target
            for target in self._transaction.find(Target, indicator=indicator.id)
            if (target.role is TargetRole.YEARLY) == yearly
        ]
