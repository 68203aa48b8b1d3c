"""A sample plan turned into records under fresh ids, in the order they go in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from db.model.records import (
    Baseline,
    Indicator,
    Measure,
    Plan,
    Project,
    ProjectYear,
    Record,
    Responsibility,
    Series,
    Source,
    Statement,
    Target,
    Task,
    Unit,
    UnitAlias,
)
from db.model.words import (
    Counting,
    Direction,
    Nature,
    Op,
    RowKind,
    TargetRole,
    TaskStatus,
)
from db.model.work_words import ResponsibilityRole, SourceKind, StatementRole
from db.rules.measures import WAN_PER_YI
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Iterator


class SamplePlan:
    """One sample on its way into a book: `records` yields its rows, `plan` is the plan's new id."""

    def __init__(self, sample: dict[str, Any], *, now: str, who: str) -> None:
        self._sample = sample
        self._source = Source(
            id=new_id(),
            kind=SourceKind.SAMPLE,
            file=sample["plan"]["title"],
            received_at=now,
            who=who,
        )
        self.plan = new_id()
        self._ids: dict[str, str] = {}
        self._units: dict[str, str] = {}

    def records(self) -> Iterator[Record]:
        """Yield every record, those that others hang on first."""
        yield self._source
        yield self._plan_record()
        yield from self._unit_records()
        for position, task in enumerate(self._sample["tasks"]):
            yield from self._task_records(task, position)
        for position, row in enumerate(self._sample["indicators"]):
            yield from self._indicator_records(row, position)
        position = len(self._sample["indicators"])
        for task in self._sample["tasks"]:
            for promise in task["commitments"]:
                yield from self._commitment_records(task, promise, position)
                position += 1
        for position, row in enumerate(self._sample["projects"]):
            yield from self._project_records(row, position)

    def _fresh(self, sample_id: str) -> str:
        return self._ids.setdefault(sample_id, new_id())

    def _reference(self, sample_id: str | None) -> str | None:
        return None if sample_id is None else self._fresh(sample_id)

    def _plan_record(self) -> Plan:
        plan = self._sample["plan"]
        return Plan(
            id=self.plan,
            title=plan["title"],
            document_number=plan.get("document_number") or "",
            issuer=plan.get("issuer") or "",
            issued_on=plan.get("issued_on") or "",
            period_start=plan["period_start"],
            period_end=plan["period_end"],
            county=plan.get("county") or "",
            disclosure=plan.get("disclosure") or "",
            superior_basis=tuple(plan.get("superior_basis") or ()),
        )

    def _unit_records(self) -> Iterator[Record]:
        for position, unit in enumerate(self._sample["units"]):
            row = self._fresh(unit["id"])
            self._units[unit["name"]] = row
            yield Unit(id=row, name=unit["name"], position=position)
            for alias in unit.get("aliases") or ():
                self._units[alias] = row
                yield UnitAlias(id=new_id(), unit=row, alias=alias)

    def _responsibilities(
        self, kind: RowKind, row: str, names: list[str]
    ) -> Iterator[Responsibility]:
        for position, name in enumerate(names):
            yield Responsibility(
                id=new_id(),
                row_kind=kind,
                row=row,
                unit=self._units[name],
                role=ResponsibilityRole.CO if position else ResponsibilityRole.LEAD,
                position=position,
                presumed=not position,
            )

    def _task_records(self, task: dict[str, Any], position: int) -> Iterator[Record]:
        row = self._fresh(task["id"])
        year = task.get("deadline_year")
        yield Task(
            id=row,
            plan=self.plan,
            section=task["section"],
            number=task["number"],
            title=task["title"],
            kind=task.get("kind") or "主要任务",
            status=TaskStatus(task.get("status") or TaskStatus.NOT_STARTED),
            deadline=task.get("deadline") or ("" if year is None else str(year)),
            note=task.get("note") or "",
            place=_place(task),
            position=position,
        )
        for order, measure in enumerate(task["measures"]):
            yield Measure(
                id=self._fresh(measure["id"]), task=row, title=measure["title"], position=order
            )
        yield from self._responsibilities(RowKind.TASK, row, task["responsible_units"])

    def _series(self, row: dict[str, Any], name: str) -> Series:
        return Series(
            id=new_id(),
            name=name,
            unit=row.get("unit") or "",
            definition=row.get("definition") or "",
            counting=Counting(row.get("counting") or Counting.POINT),
        )

    def _indicator_records(self, row: dict[str, Any], position: int) -> Iterator[Record]:
        series = self._series(row, row["name"])
        yield series
        indicator = self._fresh(row["id"])
        yield Indicator(
            id=indicator,
            plan=self.plan,
            series=series.id,
            number=row.get("number") or "",
            category=row.get("category") or "",
            name=row["name"],
            parent=self._reference(row.get("parent")),
            nature=Nature(row.get("nature") or ""),
            direction=Direction(row.get("direction") or Direction.AT_LEAST),
            note=row.get("note") or "",
            position=position,
        )
        yield from self._printed_values(indicator, row)
        yield from self._responsibilities(
            RowKind.INDICATOR, indicator, row.get("responsible_units") or []
        )

    def _printed_values(self, indicator: str, row: dict[str, Any]) -> Iterator[Record]:
        for said in row.get("statements") or ():
            yield self._statement(indicator, said, StatementRole(said["role"]))
        for said in row["baselines"]:
            statement = self._statement(indicator, said, StatementRole.BASELINE)
            yield statement
            yield Baseline(
                id=new_id(),
                indicator=indicator,
                statement=statement.id,
                source=self._source.id,
                **_figure(said),
            )
        for said in row["targets"]:
            statement = self._statement(indicator, said, StatementRole.TARGET)
            yield statement
            yield Target(
                id=new_id(),
                indicator=indicator,
                role=TargetRole(said.get("role") or TargetRole.TARGET),
                statement=statement.id,
                source=self._source.id,
                **_figure(said),
            )

    def _statement(self, indicator: str, said: dict[str, Any], role: StatementRole) -> Statement:
        return Statement(
            id=new_id(),
            indicator=indicator,
            role=role,
            name=said.get("name") or "",
            place=said.get("place") or "",
            **_figure(said),
        )

    def _commitment_records(
        self, task: dict[str, Any], promise: dict[str, Any], position: int
    ) -> Iterator[Record]:
        series = self._series(promise, promise["subject"])
        yield series
        row = self._fresh(promise["id"])
        year = promise.get("due_year")
        yield Indicator(
            id=row,
            plan=self.plan,
            series=series.id,
            name=promise["subject"],
            task=self._fresh(task["id"]),
            measure=self._reference(promise.get("measure")),
            recurring=promise.get("recurring") or "",
            note=promise.get("note") or "",
            place=_place(promise),
            position=position,
        )
        quantity = {"value": promise["quantity"], "high": promise.get("quantity_max"), **promise}
        yield Target(
            id=new_id(),
            indicator=row,
            source=self._source.id,
            **_figure({**quantity, "year": year}),
        )
        for step, value in (promise.get("breakdown") or {}).items():
            yield Target(
                id=new_id(),
                indicator=row,
                role=TargetRole.YEARLY,
                source=self._source.id,
                **_figure({"year": int(step), "value": value, "text": str(value)}),
            )

    def _project_records(self, row: dict[str, Any], position: int) -> Iterator[Record]:
        project = self._fresh(row["id"])
        investment = _decimal(row.get("investment_yi"))
        yield Project(
            id=project,
            plan=self.plan,
            parent=self._reference(row.get("parent")),
            task=self._reference(row.get("task")),
            name=row["name"],
            kind=row.get("kind") or "",
            school_stage=row.get("school_stage") or "",
            due_year=row.get("due_year"),
            count=row.get("count"),
            places=_decimal(row.get("places")),
            classes=_decimal(row.get("classes")),
            investment=None if investment is None else investment * WAN_PER_YI,
            area=_decimal(row.get("area_mu")),
            floor_area=_decimal(row.get("floor_area_wan_m2")),
            stage=row.get("stage") or "",
            note=row.get("note") or "",
            place=_place(row),
            position=position,
            count_unit=row.get("count_unit"),
        )
        for year in row.get("years") or ():
            yield ProjectYear(
                id=new_id(),
                project=project,
                year=year["year"],
                planned=_decimal(year.get("planned")),
            )
        yield from self._responsibilities(
            RowKind.PROJECT, project, row.get("responsible_units") or []
        )


def _place(row: dict[str, Any]) -> str:
    return str((row.get("anchor") or {}).get("place") or "")


def _decimal(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _figure(said: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that every printed figure has."""
    value = said.get("value")
    return {
        "year": said.get("year"),
        "value": _decimal(value),
        "high": _decimal(said.get("high")),
        "op": Op(said.get("op") or Op.EQUAL),
        "text": said.get("text") or ("" if value is None else str(value)),
    }
