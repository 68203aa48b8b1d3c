"""When the stages of projects are planned and passed: an actual date moves its project's stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.project_lines import MilestoneLine
from db.model.records import Milestone, Project
from db.model.words import PROJECT_STAGES, EntryState
from db.operations.decisions import open_again
from db.rules.schedule import out_of_order, stage_reached
from db.rules.stage_dates import first_day, is_stage_date
from db.rules.stages import place_of
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.changes import ChangeSet
    from db.store.steps import Steps
    from db.store.writing import Transaction


class Milestones:
    """Planned and actual dates of the stages of projects."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def set_actual(self, project: str, stage: str, actual: str, *, reason: str = "") -> ChangeSet:
        """Write when a stage was passed, a day or a month; empty takes the date back.

        The project moves to the furthest stage that has a date. `reason` is kept beside a date
        that stands out of order, and with the review of one that was approved: it is to be
        reviewed again.

        Raises NotFound, ValueRefused(NOT_A_STAGE), ValueRefused(NOT_A_DATE),
        ValueRefused(DATE_AHEAD) for a day to come, ValueRefused(LOCKED) for a stage that is
        locked; without a reason ValueRefused(NEEDS_REASON) for one that was approved, and
        ValueRefused(OUT_OF_ORDER), naming the other stage, for a date out of order.
        """
        with self._steps.begin("填项目日期") as step:
            transaction = step.transaction
            held = transaction.require(Project, project)
            verb = "填" if actual else "清除"
            transaction.label = f"{verb}“{held.name}”{stage}日期"
            _refuse_nonsense(stage, actual)
            if actual and first_day(actual) > date.fromisoformat(transaction.now[:10]):
                raise ValueRefused(ValueFault.DATE_AHEAD, actual)
            before = _lines(transaction, project)
            wrong = out_of_order(before, stage, actual) if actual else ""
            if wrong and not reason.strip():
                raise ValueRefused(ValueFault.OUT_OF_ORDER, wrong)
            row = _milestone(transaction, project, stage)
            note = (reason.strip() if wrong else "") or (row.note if actual else "")
            if actual != row.actual:
                open_again(transaction, row, reason, f"{held.name} {stage}")
            _keep(transaction, _to_review(row, replace(row, actual=actual, note=note)))
            _move(transaction, held, before)
        return step.done()

    def set_planned(self, project: str, stage: str, planned: str) -> ChangeSet:
        """Write when a stage is planned to be passed; empty takes the date back.

        Raises NotFound, ValueRefused(NOT_A_STAGE), ValueRefused(NOT_A_DATE).
        """
        with self._steps.begin("填计划日期") as step:
            held = step.transaction.require(Project, project)
            step.transaction.label = f"填“{held.name}”计划{stage}"
            _refuse_nonsense(stage, planned)
            row = _milestone(step.transaction, project, stage)
            _keep(step.transaction, replace(row, planned=planned))
        return step.done()

    def plan(self, project: str, planned: Mapping[str, str]) -> ChangeSet:
        """Write the planned dates of several stages of a project as one step, by stage.

        Raises as `set_planned`.
        """
        with self._steps.begin("排项目计划") as step:
            held = step.transaction.require(Project, project)
            step.transaction.label = f"排“{held.name}”计划"
            for stage, when in planned.items():
                _refuse_nonsense(stage, when)
                row = _milestone(step.transaction, project, stage)
                _keep(step.transaction, replace(row, planned=when))
        return step.done()


def keep_milestone(
    transaction: Transaction, project: str, line: MilestoneLine, *, reason: str
) -> None:
    """Let a project's stage have these dates; without any it has none.

    `reason` is why one that was approved is altered. Raises ValueRefused(LOCKED) for a stage
    that is locked and has another date.
    """
    row = _milestone(transaction, project, line.stage)
    if line.actual != row.actual:
        name = f"{transaction.require(Project, project).name} {line.stage}"
        open_again(transaction, row, reason, name)
    note = line.note or row.note
    changed = replace(row, planned=line.planned, actual=line.actual, note=note)
    _keep(transaction, _to_review(row, changed))


def _refuse_nonsense(stage: str, when: str) -> None:
    if stage not in PROJECT_STAGES:
        raise ValueRefused(ValueFault.NOT_A_STAGE, stage)
    if when and not is_stage_date(when):
        raise ValueRefused(ValueFault.NOT_A_DATE, when)


def _lines(transaction: Transaction, project: str) -> list[MilestoneLine]:
    found = transaction.find(Milestone, project=project)
    return [MilestoneLine(one.stage, one.planned, one.actual, one.note) for one in found]


def _milestone(transaction: Transaction, project: str, stage: str) -> Milestone:
    """Return a project's milestone of a stage as it is held, or a new one."""
    held = transaction.find(Milestone, project=project, stage=stage)
    if held:
        return held[0]
    return Milestone(id=new_id(), project=project, stage=stage, position=place_of(stage))


def _to_review(held: Milestone, changed: Milestone) -> Milestone:
    """Return a stage to be reviewed again where another date stands in it than was reviewed."""
    if changed.actual == held.actual or held.state is None:
        return changed
    return replace(changed, state=EntryState.DRAFT)


def _keep(transaction: Transaction, row: Milestone) -> None:
    """Put a milestone in or change it; one without any date goes."""
    held = transaction.get(Milestone, row.id)
    empty = not (row.planned or row.actual)
    if held is None:
        if not empty:
            transaction.put([row])
    elif empty:
        transaction.remove(held)
    else:
        transaction.change(row)


def _move(transaction: Transaction, project: Project, before: list[MilestoneLine]) -> None:
    """Put the project into the furthest stage that has a date now.

    A stage that a person chose further on stays.
    """
    was, now = stage_reached(before), stage_reached(_lines(transaction, project.id))
    followed = project.stage in {was, ""}
    if followed or place_of(now) > place_of(project.stage):
        transaction.change(replace(project, stage=now))
