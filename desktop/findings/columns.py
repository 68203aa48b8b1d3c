"""The columns of the findings page: what is doubted and why, or what is missing and of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.model.period import Period
from db.rules.growth import growth
from db.rules.periods import previous
from desktop.columns import Align, Cell, Column
from desktop.delegates.marks import Mark
from desktop.findings.rows import Pile
from desktop.wording import decimals_of, reached, signed

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.model.lines import IndicatorLine
    from db.model.todo_lines import MissingLine
    from desktop.findings.rows import DoubtedCell

PILE_MARKS = {
    Pile.ERROR: Mark.ERROR,
    Pile.QUERY: Mark.QUERY,
    Pile.EXPLAINED: Mark.APPROVED,
}
EXPLANATION = "explanation"
"""The name of the column where a query is explained."""


def doubt_columns(
    explain: Callable[[DoubtedCell, str], None], *, with_units: bool
) -> tuple[Column, ...]:
    """Return the columns of doubted cells; `explain` keeps what is typed of a query."""
    units = (Column("单位", _unit, 90, 150, key="unit"),) if with_units else ()
    return (
        Column("指标", _name, 170, 300, key="name"),
        *units,
        Column("上期", _before, 56, 100, align=Align.RIGHT, key="before"),
        Column("本期", _figure, 56, 100, align=Align.RIGHT, tinted=True, key="figure"),
        Column("差", _change, 48, 90, align=Align.RIGHT, key="change"),
        Column("校验", _words, 180, stretches=True, key="words"),
        Column(
            "说明",
            _explanation,
            120,
            240,
            edit=_to_explain,
            write=explain,
            name=EXPLANATION,
            key=EXPLANATION,
            divider=True,
        ),
    )


def missing_columns() -> tuple[Column, ...]:
    """Return the columns of figures that are still asked for."""
    return (
        Column("指标", _missing_name, 236, 420, key="name"),
        Column("单位", _measure, 48, 80, align=Align.CENTRE, key="measure"),
        Column("类别", _category, 110, 220, key="category"),
        Column("状态", _state, 90, stretches=True, key="state"),
    )


def _name(cell: DoubtedCell) -> Cell:
    words = f"{cell.line.number} {cell.line.name}".strip()
    return Cell(words, mark=PILE_MARKS[cell.pile], spaced=True, hint=words)


def _unit(cell: DoubtedCell) -> Cell:
    return Cell(cell.unit_name, "muted", small=True, hint=cell.unit_name)


def _before(cell: DoubtedCell) -> Cell:
    words = shown_figure(cell.line, str(previous(Period.read(cell.period))))
    return Cell(words, "muted", hint=words)


def _figure(cell: DoubtedCell) -> Cell:
    words = shown_figure(cell.line, cell.period)
    return Cell(words, bold=True, hint=words)


def shown_figure(line: IndicatorLine, period: str) -> str:
    """Return a figure with its row's decimals, empty for a blank."""
    held = line.actuals.get(period)
    if held is None:
        return ""
    amounts = (actual.amount for actual in line.actuals.values())
    return reached(held.amount, line.unit, decimals_of(amounts, line.unit))


def _change(cell: DoubtedCell) -> Cell:
    now = cell.line.actuals.get(cell.period)
    before = cell.line.actuals.get(str(previous(Period.read(cell.period))))
    moved = growth(before.amount if before else None, now.amount if now else None)
    return Cell(signed(moved.by) if moved is not None else "", small=True)


def _words(cell: DoubtedCell) -> Cell:
    return Cell(cell.words, hint=cell.words)


def _explanation(cell: DoubtedCell) -> Cell:
    words = cell.explanation
    if words:
        return Cell(words.replace("\n", " "), hint=words)
    if cell.pile is Pile.ERROR:
        return Cell("须改数", "bad", small=True)
    hint = f"数已改，原说明：{cell.lapsed}" if cell.lapsed else ""
    return Cell("未说明", "muted", "entered", Mark.BLANK, small=True, hint=hint)


def _to_explain(cell: DoubtedCell) -> str | None:
    return None if cell.pile is Pile.ERROR else cell.explanation


def _missing_name(line: MissingLine) -> Cell:
    return Cell(line.name, mark=Mark.BLANK, spaced=True, hint=line.name)


def _category(line: MissingLine) -> Cell:
    return Cell(line.category, "muted", small=True, hint=line.category)


def _measure(line: MissingLine) -> Cell:
    return Cell(line.measure_unit, "muted", small=True, hint=line.measure_unit)


def _state(_line: Any) -> Cell:
    return Cell("未填", "muted", small=True)
