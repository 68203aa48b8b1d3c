"""What stands beside an actual value when asked for: last period, path, flows, day, note."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.period import Period
from db.model.words import Counting
from db.rules.growth import growth
from db.rules.periods import previous
from desktop.columns import Cell
from desktop.indicators.cells import row_decimals, shown_words
from desktop.wording import period_words, signed, value_words

if TYPE_CHECKING:
    from db.model.lines import IndicatorLine
    from db.rules.flows import Total
    from db.rules.growth import Growth


class Kind(StrEnum):
    """The columns that can be shown or left out, in the order of their menu."""

    NATURE = "nature"
    BASELINE = "baseline"
    TARGET = "target"
    UNITS = "units"
    PREVIOUS = "previous"
    CHANGE = "change"
    PERCENT = "percent"
    EXPECTED = "expected"
    YEAR_TO_DATE = "year_to_date"
    RUNNING = "running"
    PROMISED = "promised"
    AS_OF = "as_of"
    NOTE = "note"


KIND_WORDS = {
    Kind.NATURE: "属性",
    Kind.BASELINE: "基期",
    Kind.TARGET: "目标",
    Kind.UNITS: "责任单位",
    Kind.PREVIOUS: "上期",
    Kind.CHANGE: "Δ 比上期增减",
    Kind.PERCENT: "Δ% 增减百分比",
    Kind.EXPECTED: "序时期望值",
    Kind.YEAR_TO_DATE: "本年累计（当年数）",
    Kind.RUNNING: "累计（当年数）",
    Kind.PROMISED: "累计与目标之差",
    Kind.AS_OF: "截至日期",
    Kind.NOTE: "说明",
}

USUAL = frozenset({Kind.NATURE, Kind.BASELINE, Kind.TARGET, Kind.CHANGE})
"""The columns that are shown until somebody chooses others."""


def _growth_of(line: IndicatorLine, period: str) -> Growth | None:
    now = line.actuals.get(period)
    before = line.actuals.get(str(previous(Period.read(period))))
    if now is None or before is None:
        return None
    return growth(before.amount, now.amount)


def previous_cell(line: IndicatorLine, period: str) -> Cell:
    """Return the figure of the period before."""
    before = str(previous(Period.read(period)))
    words = shown_words(line, before)
    return Cell(words, "muted", hint=f"{period_words(before)}：{words}" if words else "")


def change_cell(line: IndicatorLine, period: str) -> Cell:
    """Return how much the figure differs from that of the period before."""
    moved = _growth_of(line, period)
    if moved is None:
        return Cell(small=True)
    before = str(previous(Period.read(period)))
    words = signed(moved.by, row_decimals(line))
    return Cell(words, small=True, hint=f"{period_words(before)}为 {shown_words(line, before)}")


def percent_cell(line: IndicatorLine, period: str) -> Cell:
    """Return the difference in percent of the figure before."""
    moved = _growth_of(line, period)
    if moved is None or moved.percent is None:
        return Cell(small=True)
    return Cell(signed(moved.percent, 1) + "%", small=True)


def expected_cell(line: IndicatorLine, period: str, last: int) -> Cell:
    """Return what the plan's path asks for by the end of the period, and why."""
    # Loaded when the column is asked for: the page is painted first.
    from db.rules.paths import expected  # noqa: PLC0415

    asked = expected(line, Period.read(period), period_end=last)
    if asked is None:
        return Cell(ground="target")
    words = value_words(asked.value, max(row_decimals(line), _decimals_shown(line)))
    return Cell(words, "target_text", "target", hint=asked.why)


def _decimals_shown(line: IndicatorLine) -> int:
    """Return the decimals a rate on its path is shown with; counts are whole."""
    return 2 if line.unit == "%" else 0


def year_to_date_cell(line: IndicatorLine, period: str, first: int) -> Cell:
    """Return 本年累计 of what is counted by the year."""
    return _flow_cell(line, period, first, whole=False)


def running_cell(line: IndicatorLine, period: str, first: int) -> Cell:
    """Return 累计 since the plan began of what is counted by the year."""
    return _flow_cell(line, period, first, whole=True)


def _flow_cell(line: IndicatorLine, period: str, first: int, *, whole: bool) -> Cell:
    if line.counting is not Counting.FLOW:
        return Cell(ground="target")
    from db.rules.flows import flow_figures  # noqa: PLC0415 - as the path

    figures = flow_figures(line.actuals, Period.read(period), first_year=first)
    return _total_cell(line, figures.running if whole else figures.year)


def _total_cell(line: IndicatorLine, total: Total) -> Cell:
    if total.value is None:
        return Cell(ground="computed")
    words = value_words(total.value, row_decimals(line))
    lacking = "、".join(period_words(period) for period in total.missing)
    hint = f"还缺 {lacking}" if lacking else ""
    return Cell(words, "computed_text", "computed", hint=hint, noted=bool(lacking))


def promised_cell(line: IndicatorLine, period: str, first: int) -> Cell:
    """Return how much of a cumulative target the yearly figures still lack, or pass."""
    if line.counting is not Counting.FLOW:
        return Cell(ground="target")
    from db.rules.flows import against_target  # noqa: PLC0415 - as the path

    found = against_target(line, Period.read(period), first_year=first)
    left = found.left
    if left is None:
        return Cell(ground="computed")
    decimals = row_decimals(line)
    promised = value_words(found.promised, decimals) if found.promised is not None else ""
    due = f"{found.due_year} 年" if found.due_year else ""
    if left <= 0:
        words = f"超 {value_words(-left, decimals)}" if left else "已达"
    else:
        words = f"差 {value_words(left, decimals)}"
    return Cell(words, "computed_text", "computed", hint=f"目标{due}累计 {promised}")


def as_of_cell(line: IndicatorLine, period: str) -> Cell:
    """Return the day a figure speaks of."""
    actual = line.actuals.get(period)
    return Cell(actual.as_of if actual is not None else "", small=True)


def note_cell(line: IndicatorLine, period: str) -> Cell:
    """Return the explanation that stands with a figure."""
    actual = line.actuals.get(period)
    words = actual.note if actual is not None else ""
    return Cell(words.replace("\n", " "), small=True, hint=words)


def as_of_to_edit(line: IndicatorLine, period: str) -> str | None:
    """Return the day to be changed, None where there is no figure that has one."""
    actual = line.actuals.get(period)
    return actual.as_of if actual is not None and actual.id and not actual.computed else None


def note_to_edit(line: IndicatorLine, period: str) -> str | None:
    """Return the note to be changed, None where there is no figure that has one."""
    actual = line.actuals.get(period)
    return actual.note if actual is not None and actual.id and not actual.computed else None
