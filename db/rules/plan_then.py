"""The plan as it stood: today's rows with the later target revisions taken off again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from db.model.lines import IndicatorLine, ProjectLine, TaskLine, YearValue
from db.model.revised import PlanRows, RevisedLine, RevisionEntry
from db.model.words import RevisedField, RevisionAction, TargetRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    indicators = tuple(_standing(rows.indicators, later, earlier))
    promises: dict[str, list[IndicatorLine]] = {}
    for one in indicators:
        if one.task is not None:
            promises.setdefault(one.task, []).append(one)
    tasks = tuple(
        replace(task, commitments=tuple(promises.get(task.id, ())))
        for task in _standing(rows.tasks, later, earlier)
    )
    return PlanRows(indicators, tasks, tuple(_standing(rows.projects, later, earlier)))


def _standing(
    lines: Iterable[Line], later: Mapping[str, Sequence[RevisedLine]], earlier: _Revised
) -> Iterable[Line]:
    """Yield the rows that stood then, as they were."""
    for line in lines:
        done = later.get(line.id, ())
        stood = line
        if any(one.is_row and one.action is RevisionAction.ADDED for one in done):
            continue
        for one in done:
            stood = _taken_back(stood, one, earlier)
        if stood.withdrawn_by is None:
            yield stood


def _taken_back(line: Line, done: RevisedLine, earlier: _Revised) -> Line:
    """Return a row as it was before one line of a revision."""
    changed: dict[str, Any] = {}
    if done.is_row:
        changed = {"withdrawn_by": None}
    elif done.field is RevisedField.TARGET and isinstance(line, IndicatorLine):
        changed = {"targets": _targets_before(line, done, earlier)}
    elif done.field is RevisedField.DEADLINE:
        changed = {"deadline": done.before.text}
        if isinstance(line, ProjectLine):
            changed = due_of(done.before.text)
    elif done.field is RevisedField.COUNT:
        value = done.before.value
        changed = {"count": None if value is None else int(value)}
    else:
        changed = {done.field.value: done.before.value}
    return replace(line, **changed)


def due_of(words: str) -> dict[str, Any]:
    """Return year and month of a project's deadline as its columns hold them."""
    return {
        "due_year": int(words[:4]) if words else None,
        "deadline": words if "-" in words else "",
    }


def _targets_before(
    line: IndicatorLine, done: RevisedLine, earlier: _Revised
) -> tuple[YearValue, ...]:
    kept = [one for one in line.targets if (one.role, one.year) != (done.role, done.year_now)]
    if done.before.text:
        by = earlier.get((line.id, done.role, done.year), "")
        kept.append(YearValue(done.id, done.year, done.before, done.role, by))
    return tuple(sorted(kept, key=_by_year))


def _by_year(value: YearValue) -> int:
    # A target without a year comes first, as it does from the book.
    return value.year or 0
