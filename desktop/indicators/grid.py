"""The columns of the indicator table: names frozen, baseline, then each year's target, actual."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache, partial

from db.model.lines import IndicatorLine, YearValue
from db.model.words import EntryState
from desktop.columns import Align, Cell, Column
from desktop.delegates.marks import Mark
from desktop.gaps import is_asked, is_missing
from desktop.wording import DASH, as_printed, decimals_of, reached

_STATE_MARKS = {
    EntryState.DRAFT: Mark.DRAFT,
    EntryState.SUBMITTED: Mark.SUBMITTED,
    EntryState.RETURNED: Mark.RETURNED,
    EntryState.APPROVED: Mark.APPROVED,
}

NOT_ASKED = "规划没有给这一项定目标，不算缺数；要记可以直接键入。"

Write = Callable[[IndicatorLine, str, str], None]
"""Records words for a row and a period."""


def grid_columns(
    lines: Sequence[IndicatorLine],
    years: Sequence[int],
    period: str,
    doubtful: Collection[str],
    write: Write,
) -> tuple[tuple[Column, ...], int]:
    """Return the columns, and how many of them are frozen.

    `doubtful` holds the ids of the rows that the plan itself contradicts; `write` records.
    """
    frozen = [
        Column("指标", partial(_name, doubtful), 170, 320, stretches=True),
        Column("单位", _unit, 40, 76, align=Align.CENTRE),
    ]
    if any(line.nature for line in lines):
        frozen.append(Column("属性", _nature, 46, align=Align.CENTRE))
    frozen.append(_baseline_column(lines))
    columns = list(frozen)
    shown = _years_shown(lines, years)
    for year in shown:
        columns.extend(_year_columns(lines, year, shown[-1], period, write))
    return tuple(columns), len(frozen)


def target_of(line: IndicatorLine, year: int, last: int) -> YearValue | None:
    """Return the value promised for a year; one without a year is meant for the last."""
    for value in line.targets:
        if value.year == year:
            return value
    if year == last:
        return next((value for value in line.targets if value.year is None), None)
    return None


def baseline_of(line: IndicatorLine) -> YearValue | None:
    """Return the latest value at the start."""
    return max(line.baselines, key=lambda value: value.year or 0, default=None)


def actual_cell(line: IndicatorLine, period: str, *, asked: bool) -> Cell:
    """Return what was reached in a period; a gap says so only in the period being filled."""
    actual = line.actuals.get(period)
    if actual is None:
        if asked and is_missing(line, period):
            return Cell("未填", "muted", "entered", Mark.BLANK)
        return Cell(ground="entered", hint="" if is_asked(line) else NOT_ASKED)
    locked = actual.state is EntryState.LOCKED
    words = reached(actual.amount, line.unit, _decimals(line))
    return Cell(
        words,
        "locked_text" if locked else "entered_text",
        "locked" if locked else "entered",
        _STATE_MARKS.get(actual.state),
        noted=bool(actual.note),
        hint=actual.note,
    )


def _years_shown(lines: Sequence[IndicatorLine], years: Sequence[int]) -> list[int]:
    """Return the plan's years, and those beyond it that have a target or an actual."""
    shown = set(years)
    for line in lines:
        shown.update(value.year for value in line.targets if value.year is not None)
        shown.update(int(period) for period in line.actuals if period.isdigit())
    return sorted(shown)


def _year_columns(
    lines: Sequence[IndicatorLine], year: int, last: int, period: str, write: Write
) -> list[Column]:
    asked = str(year) == period
    promised = any(target_of(line, year, last) for line in lines)
    heading = f"{year} 报告期" if asked else str(year)
    columns: list[Column] = []
    if promised:
        columns.append(
            Column(
                "目标",
                partial(_target, year=year, last=last),
                46,
                120,
                align=Align.RIGHT,
                group=heading,
                tinted=asked,
                divider=True,
            )
        )
    columns.append(
        Column(
            "实际",
            partial(actual_cell, period=str(year), asked=asked),
            64 if asked else 60,
            96,
            align=Align.RIGHT,
            group=heading,
            tinted=asked,
            divider=not promised,
            edit=partial(_words_to_edit, period=str(year)),
            write=partial(_write, write=write, period=str(year)),
            name=str(year),
        )
    )
    return columns


def _baseline_column(lines: Sequence[IndicatorLine]) -> Column:
    found = {value.year for line in lines if (value := baseline_of(line)) is not None}
    year = next(iter(found)) if len(found) == 1 else None
    title = f"{year}\n基期" if year else "基期"
    return Column(title, partial(_baseline, year=year), 56, 96, align=Align.RIGHT)


def _name(doubtful: Collection[str], line: IndicatorLine) -> Cell:
    words = f"{line.number} {line.name}".strip()
    doubt = line.id in doubtful
    return Cell(
        words,
        mark=Mark.UNEQUAL if doubt else None,
        spaced=True,
        indent=line.depth,
        hint=f"{words}：规划原文待核" if doubt else words,
    )


def _unit(line: IndicatorLine) -> Cell:
    return Cell(line.unit, "muted", small=True, hint=line.unit)


def _nature(line: IndicatorLine) -> Cell:
    return Cell(line.nature, small=True)


def _baseline(line: IndicatorLine, year: int | None) -> Cell:
    value = baseline_of(line)
    if value is None:
        return Cell(DASH, "muted")
    words = as_printed(value.amount, line.unit)
    said = f"{value.year} 年：{value.amount.text}" if value.year else value.amount.text
    return Cell(words, hint=said if value.year != year or words != value.amount.text else "")


def _target(line: IndicatorLine, year: int, last: int) -> Cell:
    value = target_of(line, year, last)
    if value is None:
        return Cell("", "target_text", "target")
    hint = value.amount.text if value.year else f"{value.amount.text}（规划未写年份）"
    return Cell(as_printed(value.amount, line.unit), "target_text", "target", hint=hint)


def _words_to_edit(line: IndicatorLine, period: str) -> str | None:
    actual = line.actuals.get(period)
    if actual is None:
        return ""
    return None if actual.state is EntryState.LOCKED else actual.amount.text


def _write(line: IndicatorLine, words: str, write: Write, period: str) -> None:
    write(line, period, words)


def _decimals(line: IndicatorLine) -> int:
    return _decimals_of(tuple(actual.amount for actual in line.actuals.values()), line.unit)


_decimals_of = lru_cache(maxsize=4096)(decimals_of)
