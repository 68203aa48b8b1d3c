"""Opens the dialogs that carry a plan on, and takes what they say to the book."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from db import queries
from db.errors import UserError
from db.rules.names import folded, near_names
from db.rules.sharing import units_agree
from desktop.carrying_on.availability import AvailabilityDialog
from desktop.carrying_on.formula import Formula, FormulaDialog, Way
from desktop.carrying_on.new_year import NewYearDialog
from desktop.carrying_on.next_plan import NextPlanDialog
from desktop.carrying_on.sharing import Candidate, ShareDialog
from desktop.dialog_wishes import opened, settled
from desktop.widgets.plan_dialog import PlanDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from db.changes import ChangeSet
    from db.model.lines import IndicatorLine, PlanLine
    from db.operations.carrying_on import NextPlan
    from db.operations.sharing import Decided
    from db.rules.carrying_on import CarryLine
    from db.rules.next_plan import NextLine
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.theme import Look

T = TypeVar("T")
D = TypeVar("D", bound=PlanDialog)


class CarryingOnDesk:
    """The dialogs of one open book; each returns itself, or None where there is nothing to ask."""

    def __init__(self, session: BookSession, notices: Notices, look: Look, window: QWidget) -> None:
        self._session = session
        self._notices = notices
        self._look = look
        self._window = window

    def ask_new_year(self) -> NewYearDialog | None:
        """Ask which year to go on to, and with what."""
        plan = self._plan()
        if plan is None:
            return None
        years = self._session.years
        held = int(self._session.period[:4])
        dialog = NewYearDialog(
            self._look,
            years,
            min(max(held + 1, years[0]), years[-1]),
            partial(self._year_lines, plan.id),
            self._window,
        )
        dialog.given.connect(partial(self._carry_on, dialog, plan.id))
        return opened(dialog)

    def ask_next_plan(self) -> NextPlanDialog | None:
        """Ask for the plan after this one, and what it takes over."""
        plan = self._plan()
        if plan is None:
            return None
        year = plan.period_end or int(self._session.period[:4])
        lines = partial(self._next_lines, plan.id)
        dialog = NextPlanDialog(self._look, plan, year, lines, self._window)
        dialog.given.connect(partial(self._begin_next, dialog, plan.id))
        return opened(dialog)

    def ask_formula(self, row: str) -> FormulaDialog | None:
        """Ask how the figures of a row come about."""
        line, rows = self._row(row), self._session.rows()
        if line is None:
            return None
        dialog = FormulaDialog(self._look, line, rows, self._window)
        dialog.given.connect(partial(self._set_formula, dialog, line))
        return opened(dialog)

    def ask_availability(self, row: str) -> AvailabilityDialog | None:
        """Ask from when on the figures of a row can exist."""
        line = self._row(row)
        if line is None:
            return None
        year = int(self._session.period[:4])
        dialog = AvailabilityDialog(self._look, line, year, self._window)
        dialog.given.connect(partial(self._set_availability, dialog, line))
        return opened(dialog)

    def ask_share(self, row: str) -> ShareDialog | None:
        """Ask which row of another plan should have the same figures."""
        line = self._row(row)
        if line is None:
            return None
        units = {unit.id: unit.name for unit in self._session.read(queries.unit_lines)}
        dialog = ShareDialog(
            self._look,
            line,
            self._candidates(line),
            partial(self._session.book.sharing.preview, line.id),
            self._window,
            shared_with=self._sharing_plans(line),
            unit_names=units.__getitem__,
        )
        dialog.given.connect(partial(self._share, dialog, line))
        dialog.separated.connect(partial(self._separate, dialog, line))
        return opened(dialog)

    # -- what the book says ----------------------------------------------------------------------

    def _plan(self) -> PlanLine | None:
        if self._session.plan is None:
            self._notices.tell("还没有规划。先导入一览表，或新建一份规划。")
        return self._session.plan

    def _row(self, row: str) -> IndicatorLine | None:
        found = next((line for line in self._session.rows() if line.id == row), None)
        if found is None:
            self._notices.tell("先把光标放到一行指标或量化目标上。")
        return found

    def _year_lines(self, plan: str, year: int) -> Sequence[CarryLine]:
        return self._asked(partial(self._session.book.carrying_on.preview_year, plan, year))

    def _next_lines(self, plan: str, year: int) -> Sequence[NextLine]:
        return self._asked(partial(self._session.book.carrying_on.preview_next_plan, plan, year))

    def _asked(self, preview: Callable[[], Sequence[T]]) -> Sequence[T]:
        try:
            return preview()
        except UserError as error:
            self._notices.report(error)
            return ()

    def _others(self) -> list[tuple[PlanLine, IndicatorLine]]:
        """Return the rows of the other plans."""
        here = self._session.plan
        return [
            (plan, line)
            for plan in self._session.plans
            if here is None or plan.id != here.id
            for line in self._session.read(queries.all_rows, plan.id)
        ]

    def _candidates(self, line: IndicatorLine) -> list[Candidate]:
        """Return the rows of other plans that count alike, the names most alike first."""
        found = [
            Candidate(other.series, other.name, plan.title)
            for plan, other in self._others()
            if other.series != line.series and units_agree(other.unit, line.unit)
        ]
        near = near_names(line.name, {one.name for one in found})
        order = {name: place for place, name in enumerate(near, start=1)}

        def likeness(one: Candidate) -> int:
            return 0 if folded(one.name) == folded(line.name) else order.get(one.name, len(found))

        return sorted(found, key=likeness)

    def _sharing_plans(self, line: IndicatorLine) -> tuple[str, ...]:
        titles = [plan.title for plan, other in self._others() if other.series == line.series]
        return tuple(dict.fromkeys(titles))

    # -- what the dialogs say --------------------------------------------------------------------

    def _carry_on(
        self, dialog: PlanDialog, plan: str, year: int, chosen: tuple[CarryLine, ...]
    ) -> None:
        book = self._session.book
        if self._done(dialog, lambda: book.carrying_on.carry_on(plan, year, chosen)):
            carried = f"，带入 {len(chosen)} 项" if chosen else ""
            self._notices.tell(f"已结转到 {year} 年{carried}，Ctrl+Z 撤销。")

    def _begin_next(
        self,
        dialog: PlanDialog,
        plan: str,
        said: NextPlan,
        chosen: tuple[NextLine, ...],
        year: int,
    ) -> None:
        held = {line.id for line in self._session.plans}
        book = self._session.book
        if self._done(dialog, lambda: book.carrying_on.begin_next_plan(plan, said, chosen, year)):
            new = next((line.id for line in self._session.plans if line.id not in held), "")
            self._session.choose_plan(new)
            self._notices.tell(f"已续编“{said.title}”，带入 {len(chosen)} 项，Ctrl+Z 撤销。")

    def _set_formula(self, dialog: PlanDialog, line: IndicatorLine, formula: Formula) -> None:
        computing, passes = self._session.book.computing, formula.may_pass_100
        ways: dict[Way, Callable[[], ChangeSet]] = {
            Way.TYPED: lambda: computing.type_again(
                line.id, may_pass_100=passes, counting=formula.counting
            ),
            Way.SUM: lambda: computing.sum_units(line.id, counting=formula.counting),
            Way.RATIO: lambda: computing.compute_from(
                line.id, formula.numerator, formula.denominator, may_pass_100=passes
            ),
        }
        if self._done(dialog, ways[formula.way]):
            self._notices.tell(f"已改“{line.name}”的计算方式，Ctrl+Z 撤销。")

    def _set_availability(self, dialog: PlanDialog, line: IndicatorLine, words: str) -> None:
        computing = self._session.book.computing
        if self._done(dialog, lambda: computing.appear(line.id, words)):
            self._notices.tell(f"已改“{line.name}”的出数时间，Ctrl+Z 撤销。")

    def _share(
        self, dialog: PlanDialog, line: IndicatorLine, series: str, decided: Decided
    ) -> None:
        sharing = self._session.book.sharing
        if self._done(dialog, lambda: sharing.share_series(line.id, series, decided)):
            self._notices.tell(f"“{line.name}”已共用数据项，Ctrl+Z 撤销。")

    def _separate(self, dialog: PlanDialog, line: IndicatorLine) -> None:
        sharing = self._session.book.sharing
        if self._done(dialog, lambda: sharing.separate(line.id)):
            self._notices.tell(f"“{line.name}”的数据项已分开，Ctrl+Z 撤销。")

    def _done(self, dialog: PlanDialog, operation: Callable[[], ChangeSet]) -> bool:
        return settled(dialog, lambda: self._session.wish(operation))
