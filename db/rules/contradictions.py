"""Where a plan contradicts itself: text against table, steps below the start, sums that miss."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.statement_lines import StatementLine
from db.model.words import Counting, Direction, TargetRole
from db.model.work_words import StatementRole
from db.rules.checks.shares import may_pass_100
from db.rules.finding import Anchor, Finding, FindingKind, Severity

if TYPE_CHECKING:
    from db.model.amount import Amount
    from db.model.lines import IndicatorLine, YearValue

_FULL = Decimal(100)

Statements = Mapping[str, Sequence[StatementLine]]
"""Every printing of an indicator's values, by the indicator's id."""


def indicator_findings(
    lines: Sequence[IndicatorLine],
    statements: Statements,
    *,
    period_start: int | None,
    period_end: int | None,
) -> tuple[Finding, ...]:
    """Return what contradicts itself in a plan's indicators and commitments, row by row."""
    by_id = {line.id: line for line in lines}
    found: list[Finding] = []
    for line in lines:
        places = _Places(line, statements.get(line.id, ()))
        found += _over_100(line, places)
        found += _below_baseline(line, places)
        found += _said_otherwise(line, places)
        found += _breakdown(line, period_start, period_end)
        found += _part_of(line, by_id.get(line.parent or ""))
        found += _without_unit(line)
    return tuple(found)


class _Places:
    """Where each value of an indicator stands in the plan."""

    def __init__(self, line: IndicatorLine, statements: Sequence[StatementLine]) -> None:
        self.line = line
        self.statements = statements

    def anchor(self, role: StatementRole, value: YearValue) -> Anchor:
        """Return the place of a chosen value; its own words where no statement holds it."""
        for said in self.statements:
            if said.chosen and (said.role, said.year) == (role, value.year):
                return Anchor(said.amount.text, said.place)
        return Anchor(value.amount.text, self.line.place or self.line.name)


def _shown(amount: Amount, unit: str) -> str:
    """Return a figure with its unit, as the plan prints it."""
    text = amount.text or format(amount.value or Decimal(0), "f")
    return text if unit and text.rstrip("以上内下").endswith(unit) else f"{text}{unit}"


def _year(value: YearValue) -> str:
    return "" if value.year is None else f"{value.year} 年"


def _promises(line: IndicatorLine) -> list[YearValue]:
    return [target for target in line.targets if target.role is not TargetRole.YEARLY]


def _over_100(line: IndicatorLine, places: _Places) -> Iterator[Finding]:
    if line.unit != "%" or may_pass_100(line):
        return
    values = [(StatementRole.BASELINE, value) for value in line.baselines]
    values += [(StatementRole.TARGET, value) for value in _promises(line)]
    for role, value in values:
        if value.amount.value is not None and value.amount.value > _FULL:
            yield Finding(
                FindingKind.PERCENT_OVER_100,
                Severity.QUERY,
                f"“{line.name}” {_year(value)}为 {_shown(value.amount, '%')}，高于 100%，"
                "疑口径不同，请核对或说明。",
                line.id,
                (places.anchor(role, value),),
            )


def _worse(value: Decimal, start: Decimal, direction: Direction) -> bool:
    """Tell whether a promised value is on the wrong side of where the plan starts."""
    if direction is Direction.AT_MOST:
        return value > start
    return direction in {Direction.AT_LEAST, Direction.NOT_BELOW_LAST} and value < start


def _below_baseline(line: IndicatorLine, places: _Places) -> Iterator[Finding]:
    starts = [value for value in line.baselines if value.amount.value is not None]
    if not starts:
        return
    start = max(starts, key=lambda value: value.year or 0)
    for target in _promises(line):
        value, begin = target.amount.value, start.amount.value
        if value is None or begin is None or not _worse(value, begin, line.direction):
            continue
        interim = target.role is TargetRole.INTERIM
        side = "高于" if value > begin else "低于"
        where = "调整文件" if target.revised_by else "原文"
        yield Finding(
            FindingKind.INTERIM_BELOW_BASELINE if interim else FindingKind.TARGET_BELOW_BASELINE,
            Severity.QUERY,
            f"“{line.name}” {_year(target)}{'阶段目标' if interim else '目标'} "
            f"{_shown(target.amount, line.unit)}，{side} {_year(start)}基期值 "
            f"{_shown(start.amount, line.unit)}，请核对{where}。",
            line.id,
            (
                places.anchor(StatementRole.BASELINE, start),
                places.anchor(StatementRole.TARGET, target),
            ),
        )


def _said_otherwise(line: IndicatorLine, places: _Places) -> Iterator[Finding]:
    chosen = {(StatementRole.BASELINE, value.year): value for value in line.baselines}
    chosen |= {(StatementRole.TARGET, value.year): value for value in _promises(line)}
    for said in places.statements:
        value = chosen.get((said.role, said.year))
        if said.chosen or value is None or said.amount.value is None or value.revised_by:
            # The plan stays as it is printed; a revision has changed the target since.
            continue
        if value.amount.value is None or said.amount.value == value.amount.value:
            continue
        here = places.anchor(said.role, value)
        tables = "表" in here.place and "表" in said.place
        kind = FindingKind.DUPLICATE_NUMBER if tables else FindingKind.TABLE_VS_TEXT
        what = "基期值" if said.role is StatementRole.BASELINE else "目标"
        yield Finding(
            kind,
            Severity.QUERY,
            f"“{line.name}” {_year(value)}{what}前后不一：{here.place}为 "
            f"{_shown(value.amount, line.unit)}，{said.place}为 {_shown(said.amount, line.unit)}。",
            line.id,
            (here, Anchor(said.amount.text, said.place)),
        )


def _breakdown(
    line: IndicatorLine, period_start: int | None, period_end: int | None
) -> Iterator[Finding]:
    """Compare the yearly numbers of a promise with its total: a part may be less, not more."""
    yearly = [one for one in line.targets if one.role is TargetRole.YEARLY]
    values = [one.amount.value for one in yearly if one.amount.value is not None]
    promises = _promises(line)
    if not values or not promises or promises[-1].amount.value is None:
        return
    if line.counting is Counting.POINT:
        return
    total, promised = sum(values, Decimal(0)), promises[-1].amount.value
    every_year = (
        period_start is not None
        and period_end is not None
        and {one.year for one in yearly} >= set(range(period_start, period_end + 1))
    )
    if total > promised or (every_year and total != promised):
        parts = "＋".join(format(value, "f") for value in values)
        yield Finding(
            FindingKind.SUM_MISMATCH,
            Severity.QUERY,
            f"“{line.name}”分年度 {parts}＝{total:f}，与总数 "
            f"{_shown(promises[-1].amount, line.unit)}不符。",
            line.id,
            (
                Anchor(promises[-1].amount.text, line.place or line.name),
                Anchor(parts, f"{line.place or line.name} 分年度"),
            ),
        )


def _part_of(line: IndicatorLine, whole: IndicatorLine | None) -> Iterator[Finding]:
    """Compare a 其中 row with its whole, year by year, where both count the same thing."""
    if whole is None or whole.unit != line.unit or line.unit == "%":
        return
    for mine, theirs, what in (
        (line.baselines, whole.baselines, "基期值"),
        (_promises(line), _promises(whole), "目标"),
    ):
        wholes = {value.year: value for value in theirs}
        for value in mine:
            other = wholes.get(value.year)
            part = value.amount.value
            if other is None or part is None or other.amount.value is None:
                continue
            if part > other.amount.value:
                yield Finding(
                    FindingKind.PART_EXCEEDS_WHOLE,
                    Severity.QUERY,
                    f"“{line.name}” {_year(value)}{what} {_shown(value.amount, line.unit)}，"
                    f"大于所属“{whole.name}”的 {_shown(other.amount, line.unit)}。",
                    line.id,
                    (
                        Anchor(other.amount.text, whole.place or whole.name),
                        Anchor(value.amount.text, line.place or line.name),
                    ),
                )


def _without_unit(line: IndicatorLine) -> Iterator[Finding]:
    values = [*line.baselines, *_promises(line)]
    if line.unit or all(value.amount.value is None for value in values):
        return
    yield Finding(
        FindingKind.UNIT_MISSING,
        Severity.NOTE,
        f"“{line.name}”没有写计量单位。",
        line.id,
        tuple(Anchor(value.amount.text, line.place or line.name) for value in values[:1]),
    )
