"""The words of a task's cells: status, units, what a commitment promises and when."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from db.model.words import ANSWER_WORDS, TargetRole, TaskStatus
from desktop.delegates.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import IndicatorLine, TaskLine, UnitShare, YearValue

STATUS_MARKS = MappingProxyType(
    {
        TaskStatus.NOT_STARTED: Mark.NOT_STARTED,
        TaskStatus.ON_TRACK: Mark.ON_TRACK,
        TaskStatus.BEHIND: Mark.BEHIND,
        TaskStatus.DONE: Mark.DONE,
        TaskStatus.STANDING: Mark.STANDING,
        TaskStatus.STOPPED: Mark.STOPPED,
    }
)
STATUS_INKS = MappingProxyType({TaskStatus.BEHIND: "warn", TaskStatus.DONE: "ok"})
"""The ink of a status word where it is not the quiet one."""

_SUSPICION = re.compile(r"“([^”]+)”(疑为[^，；。]+)")
_NAMED = 2
"""So many co-units are named; more are counted."""


def leads_of(units: Sequence[UnitShare]) -> list[UnitShare]:
    """Return the units that lead."""
    return [share for share in units if share.lead]


def co_units_of(units: Sequence[UnitShare]) -> list[UnitShare]:
    """Return the units that take part."""
    return [share for share in units if not share.lead]


def counted(units: Sequence[UnitShare]) -> str:
    """Return two units by name, more as 财政局等 3 家."""
    names = [share.name for share in units]
    return f"{names[0]}等 {len(names)} 家" if len(names) > _NAMED else "、".join(names)


def figure_with_unit(value: YearValue, unit: str) -> str:
    """Return a value as the plan prints it, with its unit where the words leave it out."""
    amount = value.amount
    if amount.answer is not None:
        return ANSWER_WORDS[amount.answer]
    words = amount.text.strip()
    # 全覆盖 and 所有 are no numbers: a unit after them would say something else.
    bare = amount.value is None or not unit or unit in words
    return words if bare else f"{words} {unit}"


def promised(line: IndicatorLine) -> str:
    """Return what a commitment promises, with how often: 每周 各2节."""
    values = [
        figure_with_unit(value, line.unit)
        for value in line.targets
        if value.role is not TargetRole.YEARLY
    ]
    return " ".join(part for part in (line.recurring, "、".join(values)) if part)


def breakdown(line: IndicatorLine) -> str:
    """Return a commitment's yearly numbers: 2023 25 · 2024 37."""
    return " · ".join(
        f"{value.year} {value.amount.text}"
        for value in line.targets
        if value.role is TargetRole.YEARLY
    )


def due(line: IndicatorLine) -> str:
    """Return when a commitment is due: its words, else the year of its target."""
    years = [
        value.year
        for value in line.targets
        if value.year is not None and value.role is not TargetRole.YEARLY
    ]
    return line.deadline or (str(max(years)) if years else "")


def suspicions(task: TaskLine) -> dict[str, str]:
    """Return what a task's note suspects of its commitments' figures: 疑为1—2所, by their ids."""
    said = dict(_SUSPICION.findall(task.note))
    return {
        line.id: said[value.amount.text]
        for line in task.commitments
        for value in line.targets
        if value.amount.text in said
    }
