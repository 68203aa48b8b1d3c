"""The plan as it stood: today's rows with the later target revisions taken off again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from db.model.lines import IndicatorLine, ProjectLine, TaskLine, YearValue
from db.model.revised import PlanRows, RevisedLine, RevisionEntry
from db.model.words import TargetRole
from db.model.work_words import RevisedField, RevisionAction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Line = TypeVar("Line", IndicatorLine, TaskLine, ProjectLine)
_Revised = dict[tuple[str, TargetRole | None, int | None], str]


def on_day(rows: PlanRows, entries: Sequence[RevisionEntry], day: str) -> PlanRows:
    """Return the rows as they stood at the end of a day (ISO).

    `rows` are today's with those taken out, `entries` every revision of the plan, the oldest first.
    """
    split = next((at for at, one in enumerate(entries) if one.decided_on > day), len(entries))
    return _without(rows, entries, split)


def before_revision(rows: PlanRows, entries: Sequence[RevisionEntry], revision: str) -> PlanRows:
    """Return the rows as they stood before a revision; as today where there is no such one."""
    split = next((at for at, one in enumerate(entries) if one.id == revision), len(entries))
    return _without(rows, entries, split)


def only_withdrawn(rows: PlanRows) -> PlanRows:
    """Return those of the rows that revisions took out."""
    return PlanRows(
        tuple(line for line in rows.indicators if line.withdrawn_by),
        tuple(line for line in rows.tasks if line.withdrawn_by),
        tuple(line for line in rows.projects if line.withdrawn_by),
    )


def only_standing(rows: PlanRows) -> PlanRows:
    """Return those of the rows that are in the plan."""
    return PlanRows(
        tuple(line for line in rows.indicators if not line.withdrawn_by),
        tuple(line for line in rows.tasks if not line.withdrawn_by),
        tuple(line for line in rows.projects if not line.withdrawn_by),
    )


def _without(rows: PlanRows, entries: Sequence[RevisionEntry], split: int) -> PlanRows:
    """Return the rows without what the entries from `split` on did."""
    later: dict[str, list[RevisedLine]] = {}
    for entry in reversed(entries[split:]):
        for line in reversed(entry.lines):
            later.setdefault(line.row, []).append(line)
    earlier: _Revised = {
        (line.row, line.role, line.year_now): entry.id
        for entry in entries[:split]
        for line in entry.lines
        if line.field is RevisedField.TARGET
    }
    indicators = tuple(_standing(rows.indicators, IndicatorLine._replace, later, earlier))
    promises: dict[str, list[IndicatorLine]] = {}
    for one in indicators:
        if one.task is not None:
            promises.setdefault(one.task, []).append(one)
    tasks = tuple(
        replace(task, commitments=tuple(promises.get(task.id, ())))
        for task in _standing(rows.tasks, replace, later, earlier)
    )
    return PlanRows(indicators, tasks, tuple(_standing(rows.projects, replace, later, earlier)))


def _standing(
    lines: Iterable[Line],
    changed: Callable[..., Line],
    later: Mapping[str, Sequence[RevisedLine]],
    earlier: _Revised,
) -> Iterable[Line]:
    """Yield the rows that stood then, as they were; `changed` returns one with other values."""
    for line in lines:
        done = later.get(line.id)
        if done is None:
            if line.withdrawn_by is None:
                yield line
        elif not any(one.is_row and one.action is RevisionAction.ADDED for one in done):
            stood = changed(line, **_columns_before(line, done, earlier))
            if stood.withdrawn_by is None:
                yield stood


def _columns_before(
    line: IndicatorLine | TaskLine | ProjectLine, done: Sequence[RevisedLine], earlier: _Revised
) -> dict[str, Any]:
    """Return what was another value in a row before these lines, given the newest first."""
    changed: dict[str, Any] = {}
    for one in done:
        if one.is_row:
            changed["withdrawn_by"] = None
        elif one.field is RevisedField.TARGET and isinstance(line, IndicatorLine):
            targets = changed.get("targets", line.targets)
            changed["targets"] = _targets_before(line.id, targets, one, earlier)
        elif one.field is RevisedField.DEADLINE:
            words = one.before.text
            changed |= due_of(words) if isinstance(line, ProjectLine) else {"deadline": words}
        elif one.field is RevisedField.COUNT:
            value = one.before.value
            changed["count"] = None if value is None else int(value)
        else:
            changed[one.field.value] = one.before.value
    return changed


def due_of(words: str) -> dict[str, Any]:
    """Return year and month of a project's deadline as its columns hold them."""
    return {
        "due_year": int(words[:4]) if words else None,
        "deadline": words if "-" in words else "",
    }


def _targets_before(
    row: str, targets: Sequence[YearValue], done: RevisedLine, earlier: _Revised
) -> tuple[YearValue, ...]:
    kept = [one for one in targets if (one.role, one.year) != (done.role, done.year_now)]
    if done.before.text:
        by = earlier.get((row, done.role, done.year), "")
        kept.append(YearValue(done.id, done.year, done.before, done.role, by))
    # A target without a year comes first, as it does from the book.
    return tuple(sorted(kept, key=lambda one: one.year or 0))
