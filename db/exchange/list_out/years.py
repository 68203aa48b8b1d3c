"""Columns by year: which years a list has figures for, and each row's figures in that order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from db.exchange.list_out.table import Column, Look
from db.exchange.list_out.words import amount_words, period_order, period_words
from db.model.words import TargetRole

if TYPE_CHECKING:
    from db.model.lines import IndicatorLine, YearValue

_NARROWEST, _WIDEST = 8, 15

Figures = Mapping[str, str]
"""A row's figures of one group by period, in words; the period is empty where none is named."""


@dataclass(frozen=True, slots=True)
class YearGroup:
    """The columns under one heading, and every row's figures in their order.

    A period of "" is the column of the figures without a year.
    """

    heading: str
    periods: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    def columns(self) -> tuple[Column, ...]:
        """Return the group's columns, a column a period."""
        return tuple(
            Column(period_words(period), Look.FIGURE, _NARROWEST, _WIDEST, self.heading)
            for period in self.periods
        )


def year_group(heading: str, rows: Iterable[Figures], otherwise: Sequence[str] = ()) -> YearGroup:
    """Return the group of all periods that a row has a figure for, or of those in `otherwise`."""
    given = list(rows)
    found = {period for figures in given for period in figures}
    periods = tuple(sorted(found or otherwise, key=period_order))
    cells = tuple(tuple([figures.get(period, "") for period in periods]) for figures in given)
    return YearGroup(heading, periods, cells)


def side_by_side(groups: Sequence[YearGroup]) -> Iterator[tuple[str, ...]]:
    """Yield each row's figures of all groups, one group after the other."""
    for parts in zip(*(group.cells for group in groups), strict=True):
        yield tuple(chain.from_iterable(parts))


def baseline_figures(line: IndicatorLine) -> Figures:
    """Return the 基期值 of an indicator."""
    return _figures(line.baselines, line.unit)


def target_figures(line: IndicatorLine) -> Figures:
    """Return the 目标值 of an indicator, those on the way among them."""
    promised = (value for value in line.targets if value.role is not TargetRole.YEARLY)
    return _figures(promised, line.unit)


def yearly_figures(line: IndicatorLine) -> Figures:
    """Return what is to be done in each year."""
    yearly = (value for value in line.targets if value.role is TargetRole.YEARLY)
    return _figures(yearly, line.unit)


def actual_figures(line: IndicatorLine) -> Figures:
    """Return the 实际完成值 of an indicator."""
    if not line.actuals:
        return {}
    return {period: amount_words(value.amount, line.unit) for period, value in line.actuals.items()}


def _figures(values: Iterable[YearValue], unit: str) -> Figures:
    figures: dict[str, str] = {}
    for value in values:
        period = "" if value.year is None else str(value.year)
        words = amount_words(value.amount, unit)
        # A second figure of one year is a fault of the plan, which a list does not hide.
        figures[period] = f"{figures[period]}；{words}" if period in figures else words
    return figures
