"""What the pane says of the years: a row's trend, a cell's history, where its figure is from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.period import Period
from db.model.words import Counting
from db.rules.flows import flow_figures
from db.rules.paths import Reach, expected, is_running_total
from desktop.indicators.cells import row_decimals, target_of
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.widgets.small_chart import Point, Trend
from desktop.wording import as_printed, period_words, reached, source_words, stamp, value_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from db.model.history_lines import CellHistoryLine, FigureSource
    from db.model.lines import IndicatorLine, YearValue
    from db.rules.paths import Expected

HISTORY = "history"
"""The key of the link that opens the whole history of the cell."""

_LEAST_DRAWN = 2
_LAST_STEPS = 3


def trend_section(line: IndicatorLine, period: str, years: Sequence[int]) -> PaneSection:
    """Return the row's years as a chart: reached, promised, expected; nothing for one value.

    `years` are the plan's own. What is promised as a running total is drawn as one.
    """
    trend = _trend(line, Period.read(period).year, years)
    drawn = {point.year for point in (*trend.reached, *trend.promised)}
    if len(drawn) < _LEAST_DRAWN:
        return PaneSection("走势", ())
    return PaneSection("走势", (), aside=line.unit, chart=trend)


def _trend(line: IndicatorLine, year: int, years: Sequence[int]) -> Trend:
    asked = [
        (one, path) for one in years if (path := expected(line, Period(one), period_end=years[-1]))
    ]
    targets = [
        (one, target)
        for one in years
        if (target := _target_of(line, one, years[-1])) is not None
        and target.amount.value is not None
    ]
    running = any(is_running_total(line, target) for _, target in targets)
    adding = running and line.counting is Counting.FLOW
    reached_points = tuple(_running(line, years) if adding else _reached(line))
    promised = tuple(_promised(line, targets, running=running))
    starts = [point for point in reached_points if point.year < years[0]][-1:]
    asks = _asks(asked, running=running)
    held = {point.year for point in (*reached_points, *promised)}
    shown = tuple(range(min([*held, *years]), max([*held, *years]) + 1))
    return Trend(shown, reached_points, promised, (*starts, *asks), year)


def _target_of(line: IndicatorLine, year: int, last: int) -> YearValue | None:
    """Return what is promised by a year, of all years together where there is such a target."""
    for value in line.targets:
        if value.year == year and is_running_total(line, value):
            return value
    return target_of(line, year, last)


def _promised(
    line: IndicatorLine, targets: Iterable[tuple[int, YearValue]], *, running: bool
) -> Iterator[Point]:
    """Yield the targets; where they run on, those of single years added up."""
    total = Decimal(0)
    for year, target in targets:
        value, words = target.amount.value or Decimal(0), as_printed(target.amount, line.unit)
        if running and not is_running_total(line, target):
            value = total = total + value
            words = format(total, "f")
        yield Point(year, value, words)


def _asks(asked: Iterable[tuple[int, Expected]], *, running: bool) -> Iterator[Point]:
    """Yield what is expected; where targets run on, that of single years added up."""
    total = Decimal(0)
    for year, path in asked:
        total = total + path.value if path.reach is Reach.PERIOD else path.value
        yield Point(year, total if running else path.value, "")


def _reached(line: IndicatorLine) -> Iterator[Point]:
    """Yield the baseline, then each whole year's figure."""
    found: dict[int, Point] = {}
    for value in line.baselines:
        if value.year is not None and value.amount.value is not None:
            words = as_printed(value.amount, line.unit)
            found[value.year] = Point(value.year, value.amount.value, words)
    decimals = row_decimals(line)
    for period, actual in line.actuals.items():
        number = actual.amount.value
        if period.isdigit() and number is not None and actual.amount.high is None:
            words = reached(actual.amount, line.unit, decimals)
            found[int(period)] = Point(int(period), number, words)
    yield from (found[year] for year in sorted(found))


def _running(line: IndicatorLine, years: Sequence[int]) -> Iterator[Point]:
    """Yield the running total of each year that has a figure."""
    decimals = row_decimals(line)
    for year in years:
        figures = flow_figures(line.actuals, Period(year), first_year=years[0])
        total = figures.running.value
        if figures.year.value is not None and total is not None:
            yield Point(year, total, value_words(total, decimals))


def history_section(period: str, history: Sequence[CellHistoryLine], *, whole: bool) -> PaneSection:
    """Return what happened to the cell, newest first; all of it where that was asked for."""
    shown = history if whole else history[:_LAST_STEPS]
    rows = tuple(
        PaneRow(_happened(step), left=stamp(step.made_at), right=step.who) for step in shown
    )
    more = len(history) > len(shown)
    return PaneSection(
        f"本格历史（{period_words(period)}）",
        rows,
        aside=f"{len(history)} 条" if rows else "",
        link=f"全部 {len(history)} 条" if more else "",
        key=HISTORY,
    )


def _happened(step: CellHistoryLine) -> str:
    if step.before == step.after:
        return step.label
    return f"{step.before or '未填'} → {step.after or '未填'}"


def source_section(source: FigureSource | None, history: Sequence[CellHistoryLine]) -> PaneSection:
    """Return where the figure came from: file, sheet and cell, when and by whom, in which step."""
    if source is None:
        return PaneSection("来源", ())
    words = " · ".join(part for part in (source_words(source.name), source.cell) if part)
    rows = [PaneRow(words)] if words else []
    written = next((step for step in history if step.after and step.before != step.after), None)
    if written is not None:
        when = " ".join(part for part in (stamp(written.made_at), written.who) if part)
        rows.append(PaneRow(" · ".join((when, written.label)), ink="muted"))
    return PaneSection("来源", tuple(rows))
