"""Carrying a plan on: into its next year, and into the plan that follows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.errors import StaleRow, ValueRefused
from db.faults import ValueFault
from db.model.records import Plan, Project, Setting, Target
from db.model.words import TargetRole
from db.operations.kept_words import kept_name
from db.operations.next_plan_rows import NextPlanRows
from db.operations.years import require_year_of
from db.queries import all_rows, find_plan, indicator_lines, project_lines, task_lines
from db.queries.plans import REPORTING_PERIOD
from db.rules.carrying_on import CarryKind, CarryLine, lines_of_year
from db.rules.names import folded
from db.rules.next_plan import NextLine, lines_of_next_plan
from db.store.ids import new_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    from db.changes import ChangeSet
    from db.model.lines import PlanLine
    from db.store.steps import Steps
    from db.store.writing import Transaction


@dataclass(frozen=True, slots=True)
class NextPlan:
    """What a person says of the plan that follows; years are its first and last."""

    title: str
    first: int
    last: int
    document_number: str = ""
    issuer: str = ""


class CarryingOn:
    """Begins the next year of a plan, and the next plan."""

    def __init__(self, connection: sqlite3.Connection, steps: Steps) -> None:
        self._connection = connection
        self._steps = steps

    def preview_year(self, plan: str, year: int) -> tuple[CarryLine, ...]:
        """Return what beginning a year would change; nothing is kept.

        Raises NotFound for a plan that is gone, ValueRefused(YEAR_OUTSIDE_PLAN).
        """
        with self._steps.reading():
            return self._lines_of_year(plan, year)

    def carry_on(self, plan: str, year: int, chosen: Collection[CarryLine]) -> ChangeSet:
        """Begin a year with the chosen lines of its preview, as one step.

        The reporting period of the book moves to that year. Raises as `preview_year` does, and
        StaleRow for a line that would not change so any more.
        """
        label = f"结转到 {year} 年 {len(chosen)} 项" if chosen else f"报告期改到 {year} 年"
        with self._steps.begin(label) as step:
            _require_known(chosen, self._lines_of_year(plan, year))
            for line in chosen:
                if line.kind is CarryKind.YEAR_CLASS:
                    _change_year_class(step.transaction, line)
                else:
                    _put_target(step.transaction, line, year)
            _move_period(step.transaction, str(year))
        return step.done()

    def preview_next_plan(self, plan: str, year: int | None = None) -> tuple[NextLine, ...]:
        """Return what the plan after this one may take over; nothing is kept.

        The figures of `year` (this plan's last if None) become baselines. Raises NotFound for a
        plan that is gone, ValueRefused(YEAR_OUTSIDE_PLAN) for one whose last year is not known.
        """
        with self._steps.reading():
            return self._lines_of_next(plan, year)

    def begin_next_plan(
        self, plan: str, said: NextPlan, chosen: Collection[NextLine], year: int | None = None
    ) -> ChangeSet:
        """Begin the plan after this one with the chosen lines of its preview, as one step.

        Rows stand on the series they had, so that one history of figures serves both plans; they
        have no targets yet. Raises ValueRefused(EMPTY_NAME) for a blank title, (YEARS_REVERSED),
        (PLAN_TITLE_TAKEN) for a title that a plan of the book has; StaleRow for a line that is not
        as it was seen, and as `preview_next_plan` does.
        """
        title = kept_name(said.title)
        if said.first > said.last:
            raise ValueRefused(ValueFault.YEARS_REVERSED, f"{said.first}—{said.last}")
        with self._steps.begin(f"续编“{title}”") as step:
            _require_known(chosen, self._lines_of_next(plan, year))
            transaction = step.transaction
            old = transaction.require(Plan, plan)
            held = transaction.find(Plan)
            if folded(title) in {folded(one.title) for one in held}:
                raise ValueRefused(ValueFault.PLAN_TITLE_TAKEN, title)
            made = Plan(
                id=new_id(),
                title=title,
                document_number=said.document_number,
                issuer=said.issuer or old.issuer,
                period_start=said.first,
                period_end=said.last,
                county=old.county,
                position=1 + max(one.position for one in held),
                continues=old.id,
            )
            transaction.put([made])
            NextPlanRows(transaction, old.id, made.id, chosen).put(self._figures_year(old.id, year))
        return step.done()

    def _lines_of_year(self, plan: str, year: int) -> tuple[CarryLine, ...]:
        line = find_plan(self._connection, plan)
        require_year_of(line, year)
        return lines_of_year(
            all_rows(self._connection, line.id),
            project_lines(self._connection, line.id),
            year,
            period_end=line.period_end,
        )

    def _lines_of_next(self, plan: str, year: int | None) -> tuple[NextLine, ...]:
        return lines_of_next_plan(
            indicator_lines(self._connection, plan),
            task_lines(self._connection, plan),
            project_lines(self._connection, plan),
            self._figures_year(plan, year),
        )

    def _figures_year(self, plan: str, year: int | None) -> int:
        line: PlanLine = find_plan(self._connection, plan)
        found = line.period_end if year is None else year
        if found is None:
            raise ValueRefused(ValueFault.YEAR_OUTSIDE_PLAN, "末年")
        return found


def _require_known(
    chosen: Iterable[CarryLine | NextLine], now: Iterable[CarryLine | NextLine]
) -> None:
    """Refuse a line of a preview that is not as it was seen."""
    known = set(now)
    for line in chosen:
        if line not in known:
            raise StaleRow("carrying_on", line.name)


def _put_target(transaction: Transaction, line: CarryLine, year: int) -> None:
    amount = line.amount
    if amount is not None:
        transaction.put(
            [
                Target(
                    id=new_id(),
                    indicator=line.row,
                    role=TargetRole.YEARLY,
                    year=year,
                    value=amount.value,
                    high=amount.high,
                    op=amount.op,
                    text=amount.text,
                )
            ]
        )


def _change_year_class(transaction: Transaction, line: CarryLine) -> None:
    held = transaction.get(Project, line.row)
    if held is not None:
        transaction.change(replace(held, year_class=line.new))


def _move_period(transaction: Transaction, period: str) -> None:
    held = transaction.get(Setting, REPORTING_PERIOD)
    moved = Setting(id=REPORTING_PERIOD, value=period)
    if held is None:
        transaction.put([moved])
    else:
        transaction.change(moved)
