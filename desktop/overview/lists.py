"""The columns of the overview's table: each year of every indicator that promises something."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.model.period import Period
from db.rules.availability import Availability, availability
from desktop.columns import Align, Cell, Column
from desktop.delegates.marks import Mark
from desktop.gaps import is_asked, is_missing
from desktop.wording import DASH, as_printed, decimals_of, reached, target_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from db.model.lines import IndicatorLine, YearValue


def key_indicators(lines: Sequence[IndicatorLine]) -> tuple[IndicatorLine, ...]:
    """Return the indicators with a target, or all of them when none has one; no 其中 rows."""
    whole = tuple(line for line in lines if line.depth == 0)
    promised = tuple(line for line in whole if line.targets)
    return promised or whole


def overview_columns(
    lines: Sequence[IndicatorLine], years: Sequence[int], period: str, today: date
) -> tuple[Column, ...]:
    """Return name, unit, baseline, the actual of each year, the last target."""
    bases = {line.baselines[-1].year for line in lines if line.baselines}
    base = next(iter(bases)) if len(bases) == 1 else None
    return (
        Column("指标", _name, 150, 300, stretches=True),
        Column("单位", _unit, 44, 76, align=Align.CENTRE),
        Column(f"{base} 基期" if base else "基期", _baseline, 62, 90, align=Align.RIGHT),
        *(
            Column(
                str(year),
                partial(_actual, period=str(year), asked=str(year) == period, today=today),
                62,
                96,
                align=Align.RIGHT,
                tinted=str(year) == period,
                divider=True,
                name=str(year),
            )
            for year in years
        ),
        Column("目标", _target, 56, 110, align=Align.RIGHT, divider=True),
    )


def _name(line: IndicatorLine) -> Cell:
    words = f"{line.number} {line.name}".strip()
    return Cell(words, hint=words)


def _unit(line: IndicatorLine) -> Cell:
    return Cell(line.unit, "muted", small=True)


def _baseline(line: IndicatorLine) -> Cell:
    return _printed(line, line.baselines[-1] if line.baselines else None)


def _target(line: IndicatorLine) -> Cell:
    last = max(line.targets, key=lambda value: value.year or 9999, default=None)
    cell = _printed(line, last)
    return cell if last is None else cell._replace(text=target_words(line, last))


def _printed(line: IndicatorLine, value: YearValue | None) -> Cell:
    if value is None:
        return Cell(DASH, "muted")
    year = f"{value.year} 年：" if value.year else ""
    return Cell(as_printed(value.amount, line.unit), "muted", hint=year + value.amount.text)


def _blank(line: IndicatorLine, period: str, today: date) -> Cell:
    """Return a gap of the period being filled, or why it is none."""
    if is_missing(line, period, today):
        return Cell("未填", "muted", mark=Mark.BLANK)
    able = availability(Period.read(period), line, today)
    waits = is_asked(line) and able is not Availability.EXISTS
    return Cell(able, "grey", small=True) if waits else Cell()


def _actual(line: IndicatorLine, period: str, *, asked: bool, today: date) -> Cell:
    actual = line.actuals.get(period)
    if actual is None:
        return _blank(line, period, today) if asked else Cell()
    decimals = decimals_of((known.amount for known in line.actuals.values()), line.unit)
    return Cell(reached(actual.amount, line.unit, decimals), noted=bool(actual.note))
