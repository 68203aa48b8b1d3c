"""Rows that a person adds to a plan, or takes out while nothing stands on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.records import (
    Baseline,
    Indicator,
    Plan,
    Responsibility,
    Statement,
    Target,
)
from db.model.words import Counting, Nature
from db.operations.kept_words import kept_name
from db.operations.recording import EntryWriter
from db.operations.rows_on_series import has_figures, on_own_series, row_and_series
from db.operations.standing_on import is_spoken_of
from db.rules.names import folded, one_line
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.changes import ChangeSet
    from db.operations.recording import Entry
    from db.store.steps import Steps
    from db.store.writing import Transaction


class NewIndicator(NamedTuple):
    """An indicator to be added.

    It stands behind the row `after` (an id), else at the end of its category. `figures` are
    recorded with it, whatever row they name.
    """

    name: str
    unit: str = ""
    category: str = ""
    nature: Nature = Nature.UNSAID
    counting: Counting = Counting.POINT
    parent: str | None = None
    after: str | None = None
    figures: tuple[Entry, ...] = ()


class Rows:
    """Adding indicators to a plan by hand, and taking empty ones out."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def add_indicators(
        self,
        plan: str,
        rows: Sequence[NewIndicator],
        *,
        entries: Sequence[Entry] = (),
        label: str = "",
    ) -> ChangeSet:
        """Add indicators to a plan as one step; `entries` are figures of the rows it has already.

        Raises NotFound for a plan, a parent or a row to stand behind that is gone,
        ValueRefused(EMPTY_NAME) for a blank name, ValueRefused(NAME_TAKEN) for one that the
        category has already, and as `Recording.record` does for figures.
        """
        with self._steps.begin(label or _label_of(rows)) as step:
            adding = _Adding(step.transaction, plan)
            for row in rows:
                adding.take(row)
            adding.put()
            writer = EntryWriter(step.transaction)
            for entry in (*adding.figures, *entries):
                writer.write(entry)
        return step.done()

    def remove_indicator(self, indicator: str) -> ChangeSet:
        """Take out a row on which nothing stands, and the series made for it, as one step.

        Raises NotFound if it is gone; ValueRefused(ROW_IN_USE) where it has figures, targets,
        responsible units, evidence or 其中 rows, where a target revision speaks of it, or where
        other figures are computed from it.
        """
        with self._steps.begin("删除指标") as step:
            transaction = step.transaction
            row, series = row_and_series(transaction, indicator)
            transaction.label = f"删除“{row.name}”"
            shared = len(transaction.find(Indicator, series=series.id)) > 1
            if _is_used(transaction, row) or (not shared and has_figures(transaction, series)):
                raise ValueRefused(ValueFault.ROW_IN_USE, row.name)
            transaction.remove(row)
            if not shared:
                transaction.remove(series)
        return step.done()


def _label_of(rows: Sequence[NewIndicator]) -> str:
    return f"新增“{rows[0].name.strip()}”" if len(rows) == 1 else f"新增 {len(rows)} 项指标"


def _is_used(transaction: Transaction, row: Indicator) -> bool:
    """Tell whether the plan says anything of a row, or has rows below it."""
    return any(
        (
            transaction.find(Indicator, parent=row.id),
            transaction.find(Baseline, indicator=row.id),
            transaction.find(Target, indicator=row.id),
            transaction.find(Statement, indicator=row.id),
            transaction.find(Responsibility, row=row.id),
            is_spoken_of(transaction, row.id),
        )
    )


class _Adding:
    """New rows on their way into a plan's order, in the open transaction."""

    def __init__(self, transaction: Transaction, plan: str) -> None:
        transaction.require(Plan, plan)
        self._transaction = transaction
        self._plan = plan
        # The promises of tasks have an order of their own.
        held = transaction.find(Indicator, plan=plan, task=None)
        self._held = {row.id: row for row in held}
        self._order = sorted(held, key=lambda row: (row.position, row.id))
        standing = (row for row in held if row.withdrawn_by is None)
        self._taken = {(row.category, folded(row.name)) for row in standing}
        # Rows that are to stand behind the same one keep the order they came in.
        self._last_behind: dict[str, str] = {}
        self._made: dict[str, NewIndicator] = {}
        self.figures: list[Entry] = []

    def take(self, new: NewIndicator) -> None:
        """Give a new row its place in the order; refuse a name that is blank or taken."""
        name = kept_name(new.name)
        category = one_line(new.category)
        if (category, folded(name)) in self._taken:
            raise ValueRefused(ValueFault.NAME_TAKEN, name)
        if new.parent is not None and new.parent not in self._held:
            raise NotFound("indicator", new.parent)
        row = Indicator(
            id=new_id(),
            plan=self._plan,
            series="",
            name=name,
            category=category,
            parent=new.parent,
            nature=new.nature,
        )
        self._order.insert(self._place_of(row, new.after), row)
        self._taken.add((category, folded(name)))
        self._made[row.id] = new
        self.figures += [entry._replace(indicator=row.id) for entry in new.figures]

    def put(self) -> None:
        """Put the new rows in; rows behind them move on only as far as they must."""
        position, moving = -1, False
        for row in self._order:
            new = self._made.get(row.id)
            moving = new is not None or (moving and row.position <= position)
            position = position + 1 if moving else row.position
            placed = replace(row, position=position)
            if new is not None:
                unit = new.unit.strip()
                self._transaction.put(on_own_series(placed, unit=unit, counting=new.counting))
            elif moving:
                self._transaction.change(placed)

    def _place_of(self, row: Indicator, after: str | None) -> int:
        places = {one.id: at for at, one in enumerate(self._order)}
        if after is not None:
            if after not in self._held:
                raise NotFound("indicator", after)
            behind = self._last_behind.get(after, after)
            self._last_behind[after] = row.id
            return places[behind] + 1
        alike = [one.id for one in self._order if one.category == row.category]
        return places[alike[-1]] + 1 if alike else len(self._order)
