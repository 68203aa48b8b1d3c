"""The whole book as plain values, in the shape that outside scripts rely on (`planbook dump`).

Figures stay Decimal; whoever writes JSON writes them as numbers without rounding.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from db.model.amount import Amount
from db.model.project_lines import ProjectWork
from db.model.words import TargetRole
from db.queries.checks import explanations
from db.queries.dump_work import WorkTold
from db.queries.findings import plan_findings
from db.queries.indicators import indicator_lines
from db.queries.plans import find_plan, plan_lines
from db.queries.projects import work_by_project
from db.queries.proof_dump import proof_as_json
from db.queries.reading import figure, rows
from db.queries.revisions import revision_entries, withdrawn_rows
from db.queries.statements import plan_statements
from db.queries.unit_figures import data_items
from db.queries.units_dump import responsible_as_json, units_as_json
from db.queries.works import project_lines, task_lines
from db.rules.checks.explained import with_explanations
from db.rules.measures import WAN_PER_YI

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from db.model.lines import (
        ActualValue,
        IndicatorLine,
        PlanLine,
        ProjectLine,
        TaskLine,
        YearValue,
    )
    from db.model.revised import RevisedLine, RevisionEntry
    from db.model.statement_lines import StatementLine
    from db.rules.finding import Finding

_UNIT_ACTUALS = """
    select actual.series, actual.period, unit.name as unit, actual.value, actual.text,
        actual.answer, actual.note, actual.as_of, actual.state
    from actual join unit on unit.id = actual.unit
    where actual.series in (select series from indicator where plan = :plan)
    order by actual.series, actual.period, unit.position
"""


_ITEM_ACTUALS = """
    select actual.series, actual.period, unit.name as unit, actual.value, actual.text,
        actual.answer, actual.note, actual.as_of, actual.state
    from actual left join unit on unit.id = actual.unit
    where actual.series not in (select series from indicator)
    order by actual.series, actual.period, unit.position
"""


def book_as_json(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return the only plan of a book, or `{"plans": […]}` when it holds none or several."""
    plans = plan_lines(connection)
    items = _data_items(connection)
    kept = ({"data_items": items} if items else {}) | proof_as_json(connection)
    if len(plans) == 1:
        return plan_as_json(connection, plans[0].id) | kept
    return {"plans": [plan_as_json(connection, plan.id) for plan in plans]} | kept


def _data_items(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Return the 数据项 that no row of a plan stands on, with what the units gave."""
    actuals = _actuals_of_units(rows(connection, _ITEM_ACTUALS))
    return [
        {"id": one.id, "name": one.name, "unit": one.unit, "actuals": actuals.get(one.id, [])}
        for one in data_items(connection)
    ]


def plan_as_json(connection: sqlite3.Connection, plan: str) -> dict[str, Any]:
    """Return one plan by its id or title; NotFound when the book has no such plan."""
    line = find_plan(connection, plan)
    work = WorkTold(connection, line.id)
    revisions = revision_entries(connection, line.id)
    revised = {
        "revisions": [_revision(one) for one in revisions],
        "withdrawn": _withdrawn(connection, line.id),
    }
    return {
        "plan": _plan(connection, line),
        "indicators": _indicators(connection, line),
        "tasks": [_task(task) | work.of_task(task) for task in task_lines(connection, line.id)],
        "projects": _projects(connection, line.id, work),
        "units": units_as_json(connection),
        "findings": [finding_as_json(one) for one in _findings(connection, line.id)],
    } | (revised if revisions else {})


def _findings(connection: sqlite3.Connection, plan: str) -> tuple[Finding, ...]:
    return with_explanations(plan_findings(connection, plan), explanations(connection))


def finding_as_json(finding: Finding, units: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return a finding in the shape of `check --json`; `units` are the names by id."""
    given = finding.explanation
    return {
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "message": finding.message,
        "row": finding.row,
        "anchors": [{"quote": one.quote, "place": one.place} for one in finding.anchors],
        "rule": finding.rule,
        "period": finding.period or None,
        "unit": (units or {}).get(finding.unit or ""),
        "explanation": None if given is None else given.words,
    }


def _plan(connection: sqlite3.Connection, line: PlanLine) -> dict[str, Any]:
    basis = next(rows(connection, "select superior_basis from plan where id = :id", id=line.id))
    return {
        "id": line.id,
        "title": line.title,
        "document_number": line.document_number,
        "issuer": line.issuer,
        "issued_on": line.issued_on,
        "period_start": line.period_start,
        "period_end": line.period_end,
        "county": line.county,
        "disclosure": line.disclosure,
        "superior_basis": _list(basis["superior_basis"]),
    }


def _list(text: str) -> list[str]:
    return list(json.loads(text))


def _anchor(place: str) -> dict[str, Any]:
    return {"place": place} if place else {}


def _figure(amount: Amount) -> dict[str, Any]:
    return {"value": amount.value, "high": amount.high, "op": amount.op.value, "text": amount.text}


def _year_value(value: YearValue) -> dict[str, Any]:
    told = {"year": value.year, **_figure(value.amount)}
    if value.role is not None:
        told |= {"role": value.role.value}
    return told | ({"revised_by": value.revised_by} if value.revised_by else {})


def _statement(said: StatementLine) -> dict[str, Any]:
    return {
        "role": said.role.value,
        "year": said.year,
        **_figure(said.amount),
        "name": said.name,
        "place": said.place,
        "chosen": said.chosen,
    }


def _revision(entry: RevisionEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title,
        "document_number": entry.document_number,
        "decided_on": entry.decided_on,
        "reason": entry.reason,
        "evidence": entry.evidence,
        "lines": [_revised_line(line) for line in entry.lines],
    }


def _revised_line(line: RevisedLine) -> dict[str, Any]:
    return {
        "kind": line.kind.value,
        "row": line.row,
        "name": line.name,
        "action": line.action.value,
        "field": line.field.value or None,
        "role": line.role.value if line.role else None,
        "year": line.year,
        "to_year": line.to_year,
        "before": _figure(line.before) if line.before.text else None,
        "after": _figure(line.after) if line.after.text else None,
        "replaced_by": line.replaced_by or None,
        "note": line.note,
    }


def _withdrawn(connection: sqlite3.Connection, plan: str) -> dict[str, Any]:
    """Return the rows that revisions took out, in the shape of those that stand."""
    held = withdrawn_rows(connection, plan)
    promised = {line.id for task in held.tasks for line in task.commitments}
    return {
        "indicators": [
            {**_indicator(line), "actuals": _actuals(line), "withdrawn_by": line.withdrawn_by}
            for line in held.indicators
            if line.id not in promised
        ],
        "tasks": [{**_task(task), "withdrawn_by": task.withdrawn_by} for task in held.tasks],
        "projects": [
            {**_project(project), "withdrawn_by": project.withdrawn_by} for project in held.projects
        ],
    }


def _indicators(connection: sqlite3.Connection, plan: PlanLine) -> list[dict[str, Any]]:
    statements = plan_statements(connection, plan.id)
    by_unit = _actuals_of_units(rows(connection, _UNIT_ACTUALS, plan=plan.id))
    return [
        {
            **_indicator(line),
            "actuals": [*_actuals(line), *by_unit.get(line.series, [])],
            "statements": [_statement(said) for said in statements.get(line.id, [])],
        }
        for line in indicator_lines(connection, plan.id)
    ]


def _actuals_of_units(found: Iterable[sqlite3.Row]) -> dict[str, list[dict[str, Any]]]:
    """Return what was given by unit, by series."""
    by_unit: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        told = {key: row[key] for key in row.keys() if key != "series"}  # noqa: SIM118 - sqlite3.Row
        told["value"] = figure(row["value"])
        by_unit.setdefault(row["series"], []).append(told)
    return by_unit


def _indicator(line: IndicatorLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "number": line.number,
        "category": line.category,
        "name": line.name,
        "unit": line.unit,
        "parent": line.parent,
        "nature": line.nature.value or None,
        "direction": line.direction.value,
        "counting": line.counting.value,
        "series": line.series,
        "baselines": [_year_value(value) for value in line.baselines],
        "targets": [_year_value(value) for value in line.targets],
        "responsible_units": [share.name for share in line.units],
        "responsible": responsible_as_json(line.units),
        "provider": line.provider or None,
        "note": line.note,
        "anchor": _anchor(line.place),
    }


def _actuals(line: IndicatorLine) -> list[dict[str, Any]]:
    return [
        {
            "period": actual.period,
            "unit": None,
            "value": actual.amount.value,
            "text": actual.amount.text,
            "answer": actual.amount.answer.value if actual.amount.answer else None,
            "note": actual.note,
            "as_of": actual.as_of,
            "state": actual.state.value,
        }
        | _computed(actual)
        for _, actual in sorted(line.actuals.items())
    ]


def _computed(actual: ActualValue) -> dict[str, Any]:
    """Return what only a worked-out figure has: that it is one, what the book holds beside it."""
    if not actual.computed:
        return {}
    return {"computed": True, "printed": None if actual.printed is None else actual.printed.text}


def _task(task: TaskLine) -> dict[str, Any]:
    year = task.deadline[:4]
    return {
        "id": task.id,
        "section": task.section,
        "number": task.number,
        "title": task.title,
        "kind": task.kind,
        "status": task.status.value,
        "responsible_units": [share.name for share in task.units],
        "responsible": responsible_as_json(task.units),
        "deadline_year": int(year) if year.isdigit() else None,
        "deadline": task.deadline,
        "measures": [{"id": measure.id, "title": measure.title} for measure in task.measures],
        "note": task.note,
        "anchor": _anchor(task.place),
        "commitments": [_commitment(promise) for promise in task.commitments],
    }


def _commitment(line: IndicatorLine) -> dict[str, Any]:
    promised = next((one for one in line.targets if one.role is not TargetRole.YEARLY), None)
    amount = promised.amount if promised else Amount("")
    return {
        "id": line.id,
        "measure": line.measure,
        "subject": line.name,
        "quantity": amount.value,
        "quantity_max": amount.high,
        "unit": line.unit,
        "op": amount.op.value,
        "text": amount.text,
        "due_year": promised.year if promised else None,
        **({"revised_by": promised.revised_by} if promised and promised.revised_by else {}),
        "recurring": line.recurring,
        "breakdown": {
            str(one.year): one.amount.value for one in line.targets if one.role is TargetRole.YEARLY
        },
        "counting": line.counting.value,
        "responsible": responsible_as_json(line.units),
        "provider": line.provider or None,
        "note": line.note,
        "actuals": _actuals(line),
        "anchor": _anchor(line.place),
    }


def _projects(connection: sqlite3.Connection, plan: str, told: WorkTold) -> list[dict[str, Any]]:
    work = work_by_project(connection, plan)
    return [
        _project(project) | _work(work.get(project.id, ProjectWork())) | told.of(project.id)
        for project in project_lines(connection, plan)
    ]


def _work(work: ProjectWork) -> dict[str, Any]:
    """Return the dates, the money (万元) and the years of a project."""
    return {
        "milestones": [one._asdict() for one in work.milestones],
        "funding": [asdict(one) for one in work.funding],
        "years": [asdict(one) for one in work.years],
    }


def _project(project: ProjectLine) -> dict[str, Any]:
    investment = project.investment
    return {
        "id": project.id,
        "name": project.name,
        "kind": project.kind,
        "school_stage": project.school_stage,
        "year_class": project.year_class,
        "due_year": project.due_year,
        "count": project.count,
        "places": project.places,
        "classes": project.classes,
        "investment_yi": None if investment is None else investment / WAN_PER_YI,
        "area_mu": project.area,
        "floor_area_wan_m2": project.floor_area,
        "stage": project.stage,
        "responsible_units": [share.name for share in project.units],
        "responsible": responsible_as_json(project.units),
        "parent": project.parent,
        "task": project.task,
        "site": project.site,
        "street": project.street,
        "count_unit": project.count_unit,
        "deadline": project.deadline,
        "note": project.note,
        "anchor": _anchor(project.place),
    }
