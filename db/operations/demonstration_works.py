"""Made-up dates, money and years of a sample's projects, so that their timeline shows something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from db.model.project_lines import MilestoneLine
from db.model.records import Funding, Milestone, Progress, Project, ProjectYear
from db.model.words import RowKind
from db.operations.demonstration import NOTE
from db.rules.schedule import stage_reached
from db.rules.stage_dates import last_day
from db.rules.stages import (
    COMPLETED,
    CONTINUED,
    STARTING,
    Phase,
    phase_of,
    place_of,
    template_of,
)
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from db.store.writing import Transaction

_SHARES = {
    "立项": 0.0,
    "用地": 0.09,
    "初设": 0.13,
    "概算/财评": 0.15,
    "招标": 0.22,
    "开工": 0.27,
    "主体封顶": 0.53,
    "竣工验收": 0.91,
    "移交": 0.96,
}
"""How far on its way from 立项 to the end a project passes each stage; the last at its end."""

_MONTHS = {"新建": 23, "改扩建": 15, "收购装修": 9, "设备采购": 6}
_OTHER_MONTHS = 5
_FIRST_YEAR_MONTHS = 11
_DELAYS = (260, -12, 20, 48, 0, 75, 120, 330, 15, 130, 4)
"""Days by which a project in turn is late at its end, a part of it on the way."""

_COSTS = {"新建": 8600, "改扩建": 2400, "收购装修": 780, "设备采购": 320}
_OTHER_COST, _KINDERGARTEN_COST = 160, 2100
_STREETS = ("城东街道", "城西街道", "河口镇", "新区街道")
_ORIGINS = (("省级", Decimal("0.3")), ("区县", Decimal("0.7")))
_PLACES = (24, 36, 30, 28, 24)
"""The classes of schools in turn: 24班 and 1080 places for a lump of five with 6390."""


def make_up_work(transaction: Transaction, plan: str, years: tuple[int, int]) -> None:
    """Give a plan's named projects dates, money and year classes up to the day of the step.

    Nothing is random; dates end with the plan's last year. Places of a lump that prints only
    their sum are spread over its schools where they come out whole.
    """
    today = min(date.fromisoformat(transaction.now[:10]), date(years[1], 12, 31))
    projects = transaction.find(Project, plan=plan)
    lumps = {project.parent for project in projects}
    spread = _spread_places(projects)
    works = [one for one in projects if one.id not in lumps and (one.count or 1) == 1]
    costs = _costs(projects, works)
    for order, project in enumerate(works):
        made = _Work(project, order, years, today, costs[project.id])
        transaction.put(made.milestones())
        transaction.put(made.funding())
        transaction.put(made.years())
        transaction.put(made.progress())
        transaction.change(replace(made.standing(), **spread.get(project.id, {})))
    for project in projects:
        if project.count_unit:
            _deliver(transaction, project, today.year)


class _Work:
    """One project's made-up life."""

    def __init__(
        self, project: Project, order: int, years: tuple[int, int], today: date, cost: Decimal
    ) -> None:
        self._project = project
        self._cost = cost
        self._order = order
        self._first, self._last = years
        self._today = today
        self._stages = template_of(project.kind)
        due = project.due_year or (self._last - order % 2)
        # What the first year promises was begun with the plan; schools open in September.
        early = due <= self._first
        months = _FIRST_YEAR_MONTHS if early else _MONTHS.get(project.kind, _OTHER_MONTHS)
        self._end = date(due, 12 if early or project.kind not in _MONTHS else 8, 1)
        possible = (due - self._first) * 12 + self._end.month - 1
        self._start = _months_before(self._end, min(months, possible))
        self._dates = self._milestones()

    def _milestones(self) -> list[MilestoneLine]:
        span = (self._end.year - self._start.year) * 12 + self._end.month - self._start.month
        delay = _DELAYS[self._order % len(_DELAYS)]
        found = []
        for stage in self._stages:
            share = _SHARES.get(stage, 1.0)
            planned = _months_before(self._start, -round(span * share)).isoformat()[:7]
            day = 5 + (self._order * 7 + place_of(stage) * 3) % 20
            late = timedelta(days=round(delay * share**0.5))
            passed = last_day(planned).replace(day=day) + late
            actual = passed.isoformat() if passed <= self._today else ""
            found.append(MilestoneLine(stage, planned, actual))
        return found

    def milestones(self) -> Iterator[Milestone]:
        """Yield the project's stages; what would lie ahead of the day has no actual date."""
        for one in self._dates:
            yield Milestone(
                id=new_id(),
                project=self._project.id,
                stage=one.stage,
                planned=one.planned,
                actual=one.actual,
                position=place_of(one.stage),
            )

    @property
    def _stage(self) -> str:
        return stage_reached(self._dates) or "谋划"

    def standing(self) -> Project:
        """Return the project in the stage it has reached, with a street."""
        street = self._project.street or _STREETS[self._order % len(_STREETS)]
        return replace(
            self._project,
            stage=self._stage,
            year_class=self._class_in(self._today.year),
            street=street,
        )

    def funding(self) -> Iterator[Funding]:
        """Yield 总投资 by source, and the plan of each year up to the day, in 万元."""
        total, done = self._cost, self._share_done()
        for origin, share in _ORIGINS:
            part = total * share
            yield self._money(None, origin, part, done)
        for year in range(self._start.year, min(self._end.year, self._today.year) + 1):
            count = self._end.year - self._start.year + 1
            part = (total / count).quantize(Decimal(10))
            yield self._money(year, "", part, done if year == self._today.year else Decimal(1))

    def _share_done(self) -> Decimal:
        passed = sum(1 for one in self._dates if one.actual)
        return Decimal(passed) / len(self._dates)

    def _money(self, year: int | None, origin: str, planned: Decimal, done: Decimal) -> Funding:
        whole = Decimal(1)
        return Funding(
            id=new_id(),
            project=self._project.id,
            year=year,
            origin=origin,
            planned=planned.quantize(whole),
            arrived=(planned * min(done + Decimal("0.15"), whole)).quantize(whole),
            done=(planned * done).quantize(whole),
            paid=(planned * done * Decimal("0.8")).quantize(whole),
            note=NOTE,
        )

    def progress(self) -> Iterator[Progress]:
        """Yield what was told last month of a project that is under way."""
        passed = [one.stage for one in self._dates if one.actual]
        ahead = [one.stage for one in self._dates if not one.actual]
        if passed and ahead:
            month = self._today.replace(day=1) - timedelta(days=1)
            yield Progress(
                id=new_id(),
                row_kind=RowKind.PROJECT,
                row=self._project.id,
                period=month.isoformat()[:7],
                stage=passed[-1],
                words=f"{passed[-1]}已完成，正在准备{ahead[0]}",
                as_of=month.isoformat(),
                note=NOTE,
            )

    def years(self) -> Iterator[ProjectYear]:
        """Yield the year class of each year from the first to that of the day."""
        for year in range(self._first, min(self._end.year, self._today.year) + 1):
            yield ProjectYear(
                id=new_id(),
                project=self._project.id,
                year=year,
                year_class=self._class_in(year),
                note=NOTE,
            )

    def _class_in(self, year: int) -> str:
        """Return 年度类别: by the stages that were passed up to the end of a year."""
        phases = [
            phase_of(stage_reached(one for one in self._dates if "" < one.actual[:4] <= end), "")
            for end in (str(year - 1), str(year))
        ]
        before, after = phases
        if before is Phase.FINISHED or after is Phase.FINISHED:
            return COMPLETED
        if after is Phase.BUILDING:
            return CONTINUED if before is Phase.BUILDING else STARTING
        return "前期"


def _months_before(end: date, months: int) -> date:
    """Return the first of the month so many months before one."""
    at = end.year * 12 + end.month - 1 - months
    return date(at // 12, at % 12 + 1, 1)


def _costs(projects: Sequence[Project], works: Sequence[Project]) -> dict[str, Decimal]:
    """Return what each work costs (万元): as printed, its part of its lump, or as its kind does."""
    found = {one.id: _usual_cost(one, order) for order, one in enumerate(works)}
    for lump in projects:
        parts = [one for one in works if one.parent == lump.id]
        if lump.investment is None or not parts:
            continue
        usual = sum(found[one.id] for one in parts)
        rest = lump.investment
        for one in parts[:-1]:
            found[one.id] = (lump.investment * found[one.id] / usual).quantize(Decimal(1))
            rest -= found[one.id]
        found[parts[-1].id] = rest
    return found | {one.id: one.investment for one in works if one.investment is not None}


def _usual_cost(project: Project, order: int) -> Decimal:
    cost = _COSTS.get(project.kind, _OTHER_COST)
    if project.kind == "新建" and project.school_stage == "学前":
        cost = _KINDERGARTEN_COST
    return Decimal(cost * (10 + order % 5) // 10)


def _spread_places(projects: Sequence[Project]) -> dict[str, dict[str, Any]]:
    """Return places and classes of schools whose lump prints only the sum of them."""
    found: dict[str, dict[str, Any]] = {}
    for lump in projects:
        parts = [one for one in projects if one.parent == lump.id]
        named = len(parts) > 1 and lump.count == len(parts)
        if lump.places is None or not named or any(one.places is not None for one in parts):
            continue
        weights = [_PLACES[at % len(_PLACES)] for at in range(len(parts))]
        each, rest = divmod(lump.places, sum(weights))
        if not rest and lump.school_stage != "学前":
            for part, weight in zip(parts, weights, strict=True):
                found[part.id] = {"places": each * weight, "classes": Decimal(weight)}
    return found


def _deliver(transaction: Transaction, project: Project, year: int) -> None:
    """Deliver all pieces of the years before, and a part of this year's."""
    for row in transaction.find(ProjectYear, project=project.id):
        if row.planned is None or row.year > year:
            continue
        share = Decimal("0.7") if row.year == year else Decimal(1)
        delivered = (row.planned * share).quantize(Decimal(1))
        transaction.change(replace(row, delivered=delivered, note=NOTE))
