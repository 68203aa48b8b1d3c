"""What the checks would doubt once a file was taken in: the same validator, before the writing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from db.exchange.differences import Wish
from db.exchange.listing import Meaning, TableKind
from db.exchange.options import FigureNature
from db.model.amount import Amount
from db.model.lines import ActualValue, IndicatorLine, YearValue
from db.model.words import (
    Counting,
    Direction,
    EntryState,
    Nature,
    TargetRole,
)
from db.operations.foreseen_sums import ByUnit, ForeseenSum, Place, foreseen_sums
from db.queries.checks import check_limits, explanations, figures_by_unit
from db.queries.indicators import all_rows
from db.rules.amounts import in_plain_width, note_beside
from db.rules.checks.explained import with_explanations
from db.rules.checks.judging import checks_of
from db.rules.direction import direction_of
from db.rules.target_role import role_of_target

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from db.exchange.differences import CellDifference, ImportPreview, RowDifference
    from db.rules.checks.judging import Checks
    from db.rules.finding import Finding
    from db.ticket import Ticket

_AT_ONCE = 200
"""Rows that are judged between two reports."""


class Foresight:
    """What a preview would bring into the book, read at once, judged without holding the file.

    Raises NotFound where the plan is gone.
    """

    def __init__(self, connection: sqlite3.Connection, preview: ImportPreview) -> None:
        held = all_rows(connection, preview.plan) if preview.plan is not None else ()
        self._limits, self._given = check_limits(connection), explanations(connection)
        known: ByUnit = {}
        if any(row.kind is TableKind.UNITS for row in preview.rows) and preview.plan is not None:
            known = figures_by_unit(connection, preview.plan)
        incoming = _of_units(held, preview, known)
        self._judges = [_of_county(held, preview, foreseen_sums(held, preview, known)), *incoming]

    def judge(self, today: date | None, ticket: Ticket) -> dict[Place, tuple[Finding, ...]]:
        """Return what would be doubted in the figures that come in, by their cells.

        A finding in another cell that only the new figure brings about (the next year falls below
        it) is told at the new one. What was explained for these very figures already is left out.
        Raises Cancelled when the ticket says so.
        """
        found: dict[Place, tuple[Finding, ...]] = {}
        done, total = 0, sum(len(one.touched) for one in self._judges)
        for one in self._judges:
            before = checks_of(one.held, limits=self._limits, unit=one.unit, today=today)
            after = checks_of(one.after, limits=self._limits, unit=one.unit, today=today)
            for part in _parts(one.touched):
                ticket.report(done, total, "校验")
                told = with_explanations(after.findings(part), self._given)
                for place, findings in one.by_place(told, before).items():
                    found[place] = (*found.get(place, ()), *findings)
                done += len(part)
        return found


class _Judge:
    """The figures of the county or of one unit, as they stand and as they would."""

    def __init__(
        self,
        unit: str | None,
        held: Sequence[IndicatorLine],
        after: Sequence[IndicatorLine],
        cells: Mapping[tuple[str, str], Place],
    ) -> None:
        self.unit, self.held, self.after = unit, held, after
        self._cells = cells
        """Where the figures that come in stand, by series and period."""
        family = checks_of(after).touched_by({series for series, _ in cells}) if cells else ()
        self.touched = [line.id for line in after if line.id in family]

    def by_place(
        self, findings: Iterable[Finding], before: Checks
    ) -> dict[Place, tuple[Finding, ...]]:
        """Return the open findings under the cells they are told at."""
        made: dict[Place, list[Finding]] = defaultdict(list)
        for one in findings:
            if not one.is_open:
                continue
            own = self._cells.get((one.subject, one.period))
            if own is not None:
                made[own].append(one)
                continue
            others = (self._cells.get((other.series, other.period)) for other in one.others)
            cause = next((place for place in others if place is not None), None)
            if cause is not None and not _is_known(one, before):
                made[cause].append(replace(one, message=f"{one.anchors[0].place}：{one.message}"))
        return {place: tuple(told) for place, told in made.items()}


def _is_known(finding: Finding, before: Checks) -> bool:
    """Tell whether the book is doubted for this already, without the file."""
    return any(
        (held.rule, held.period, held.message) == (finding.rule, finding.period, finding.message)
        for held in before.findings([finding.row], (finding.period,))
    )


def _parts(rows: Sequence[str]) -> Iterator[Sequence[str]]:
    return (rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE))


# -- what would stand in the book ----------------------------------------------------------------


def _of_county(
    held: Sequence[IndicatorLine],
    preview: ImportPreview,
    sums: Iterable[ForeseenSum],
) -> _Judge:
    """Return the county's rows with what comes in, and with what its units' figures add up to."""
    lines = {line.id: line for line in held}
    cells: dict[tuple[str, str], Place] = {}
    for row in preview.rows:
        owned = row.kind is TableKind.TASKS and row.meaning is Meaning.COMMITMENT
        if not owned and not (row.kind is TableKind.INDICATORS and row.meaning is Meaning.NAME):
            continue
        taken = _taken(row)
        if not taken or not row.id:
            continue
        line = lines.get(row.id) or _new_line(row, owned=owned)
        lines[row.id] = line = _with_wishes(line, taken, preview, is_new=row.is_new)
        for cell, wish in taken:
            if wish.meaning is Meaning.ACTUAL:
                cells[line.series, wish.period] = (cell.sheet, cell.address)
    for one in sums:
        line = lines[one.line.id]
        wish = Wish(Meaning.ACTUAL, one.period, Amount(format(one.total, "f"), one.total))
        figure = _figure(wish, line.actuals.get(one.period), preview)
        lines[line.id] = line._replace(actuals={**line.actuals, one.period: figure})
        cells[line.series, one.period] = one.place
    return _Judge(None, held, tuple(lines.values()), cells)


def _of_units(
    held: Sequence[IndicatorLine],
    preview: ImportPreview,
    known: ByUnit,
) -> Iterator[_Judge]:
    """Yield the units of which a figure comes in, each with the rows its figures belong to."""
    incoming: dict[str, list[tuple[CellDifference, Wish]]] = defaultdict(list)
    for row in preview.rows:
        if row.kind is TableKind.UNITS and row.id:
            incoming[row.id] += [one for one in _taken(row) if one[1].meaning is Meaning.ACTUAL]
    for unit, taken in incoming.items():
        before = known.get(unit, {})
        after = {series: dict(figures) for series, figures in before.items()}
        cells: dict[tuple[str, str], Place] = {}
        for cell, wish in taken:
            figures = after.setdefault(wish.series, {})
            figures[wish.period] = _figure(wish, figures.get(wish.period), preview)
            cells[wish.series, wish.period] = (cell.sheet, cell.address)
        # Parts come along even when blank: a whole is judged by all of them or not at all.
        rows = [line for line in held if line.series in after or line.parent is not None]
        yield _Judge(
            unit,
            [line._replace(actuals=before.get(line.series, {})) for line in rows],
            [line._replace(actuals=after.get(line.series, {})) for line in rows],
            cells,
        )


def _taken(row: RowDifference) -> list[tuple[CellDifference, Wish]]:
    return [
        (cell, cell.wish)
        for cell in row.cells
        if cell.verdict.is_taken_in and cell.wish is not None
    ]


def _with_wishes(
    line: IndicatorLine,
    taken: Sequence[tuple[CellDifference, Wish]],
    preview: ImportPreview,
    *,
    is_new: bool,
) -> IndicatorLine:
    """Return a row as it would stand once its cells were taken in."""
    actuals = dict(line.actuals)
    baselines, targets, unit = list(line.baselines), list(line.targets), line.unit
    for _, wish in taken:
        if wish.meaning is Meaning.UNIT:
            unit = wish.words
        elif wish.amount is None:
            continue
        elif wish.meaning is Meaning.ACTUAL:
            actuals[wish.period] = _figure(wish, actuals.get(wish.period), preview)
        elif wish.meaning is Meaning.BASELINE:
            baselines = [held for held in baselines if held.year != wish.year]
            baselines.append(YearValue("", wish.year, wish.amount))
        else:
            targets = _with_target(targets, wish, preview.period_end, of_task=line.task is not None)
    direction = line.direction
    if is_new:
        direction = direction_of(
            [(value.year, value.amount) for value in baselines],
            [(value.year, value.amount) for value in targets],
        )
    return line._replace(
        unit=unit,
        actuals=actuals,
        baselines=tuple(baselines),
        targets=tuple(targets),
        direction=direction,
    )


def _figure(wish: Wish, held: ActualValue | None, preview: ImportPreview) -> ActualValue:
    """Return the figure of a wish as it is taken in, where the book may hold one already."""
    if wish.amount is None:
        raise TypeError("a wish for a figure has one")
    options, amount = preview.options, in_plain_width(wish.amount)
    provisional = options.nature is FigureNature.PROVISIONAL
    if held is not None and options.nature is FigureNature.UNSAID:
        provisional = held.provisional
    return ActualValue(
        id=held.id if held is not None else "",
        period=wish.period,
        amount=amount,
        state=EntryState.APPROVED if options.approved else EntryState.DRAFT,
        provisional=provisional,
        as_of="",
        note=note_beside(held.note, held.amount, amount) if held is not None else "",
    )


def _with_target(
    targets: list[YearValue], wish: Wish, period_end: int | None, *, of_task: bool
) -> list[YearValue]:
    """Return the targets with a wish in the place of the one it changes, as it is taken in.

    A task has one target whatever its year, beside those of the years.
    """
    if wish.amount is None:
        return targets
    yearly = wish.meaning is Meaning.YEARLY
    for place, held in enumerate(targets):
        alike = (held.role is TargetRole.YEARLY) == yearly
        if alike and (held.year == wish.year or (of_task and not yearly)):
            return [*targets[:place], held._replace(amount=wish.amount), *targets[place + 1 :]]
    role = TargetRole.YEARLY
    if not yearly:
        role = role_of_target(wish.year, period_end, of_task=of_task)
    return [*targets, YearValue("", wish.year, wish.amount, role)]


def _new_line(row: RowDifference, *, owned: bool) -> IndicatorLine:
    """Return a row that the file would make; its id stands for its series, too."""
    words = {wish.meaning: wish.words for _, wish in _taken(row) if wish.amount is None}
    return IndicatorLine(
        id=row.id,
        series=row.id,
        number=words.get(Meaning.NUMBER, ""),
        name=row.name,
        category=words.get(Meaning.CATEGORY, ""),
        unit="",
        nature=Nature.UNSAID,
        direction=Direction.AT_LEAST,
        counting=Counting.POINT,
        parent=None if owned else row.parent,
        depth=0 if owned or row.parent is None else 1,
        task=row.parent if owned else None,
        measure=None,
        recurring="",
        deadline="",
        definition="",
        note="",
        place="",
        position=0,
    )
