"""Where F8 leads in the indicator table: to the next cell that is missing, else a doubted one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.gaps import gap_words, is_unexplained, missing
from desktop.indicators.tools import COUNTY
from desktop.page import Place
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from db.model.lines import IndicatorLine
    from desktop.indicators.page import IndicatorsPage


def go_on(page: IndicatorsPage, *, arrived: bool) -> None:
    """Go to the next row that lacks a figure or its explanation, else to a doubted one, and round.

    What a unit owes comes first where its figures are shown. Where somebody only just `arrived`
    the cursor stays in a gap that it waits in.
    """
    period = page.session.period
    unit, gaps = _gaps(page, period)
    if not gaps:
        words = gap_words(page.session.indicators, period, page.session.today)
        apart = " " if words[:1].isdigit() else ""
        page.notices.tell(f"{period_words(period)}{apart}{words}。")
        return
    here, asked = page.cell_in_hand()
    same = (page.content.unit or COUNTY) == unit
    if arrived and same and asked == period and here is not None and here in gaps:
        return  # F8 on another page: the cursor already waits in a gap here.
    order = {line.id: place for place, line in enumerate(page.content.in_order())}
    at = order[here.id] if here is not None and here.id in order else -1
    # In another column, or in the figures of another unit, this row's own gap is the next one.
    at -= asked != period or not same
    gaps = sorted(gaps, key=lambda line: order[line.id])
    found = next((line for line in gaps if order[line.id] > at), gaps[0])
    page.show_place(Place(page.name, found.id, period, unit))


def _gaps(page: IndicatorsPage, period: str) -> tuple[str, Sequence[IndicatorLine]]:
    """Return the rows to go round, and the unit whose figures they are (COUNTY: none)."""
    content, county = page.content, page.session.indicators
    lacking = _wanting(county, period, page.session.today)
    if (owed := content.owed) is not None and content.unit is not None:
        own: Sequence[IndicatorLine] = [
            line for line in content.lines if line.id in owed.own or is_unexplained(line, period)
        ] or content.doubted(period)
        if own:
            return content.unit, own
        # The whole county's figures that are asked of this unit, before those of others.
        lacking = tuple(line for line in lacking if line.id in owed.county) or lacking
    return COUNTY, lacking or (() if content.unit else content.doubted(period))


def _wanting(lines: Sequence[IndicatorLine], period: str, today: date) -> tuple[IndicatorLine, ...]:
    """Return the rows that are counted as still to be filled: with nothing, or without its why."""
    blank = {line.id for line in missing(lines, period, today)}
    return tuple(line for line in lines if line.id in blank or is_unexplained(line, period))
