"""The words of a task's cells: status, units, what a commitment promises and when."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from db.model.words import ANSWER_WORDS, TargetRole, TaskStatus
from db.rules.commitments import Standing
from db.rules.progress import Told
from desktop.delegates.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import IndicatorLine, TaskLine, UnitShare, YearValue

STATUS_INKS = MappingProxyType(
    {
        TaskStatus.BEHIND: "warn",
        TaskStatus.DONE: "ok",
        TaskStatus.NOT_STARTED: "muted",
        TaskStatus.STANDING: "muted",
        TaskStatus.STOPPED: "muted",
    }
)
"""The ink of a status word where it is not that of plain text."""

STANDING_MARKS = MappingProxyType(
    {
        Standing.DONE: Mark.DONE,
        Standing.ON_TRACK: Mark.GOOD,
        Standing.BEHIND: Mark.BEHIND,
        Standing.NOT_DUE: Mark.NO_DATA,
        Standing.NO_DATA: Mark.BLANK,
        Standing.UNCOUNTED: None,
    }
)
STANDING_INKS = MappingProxyType(
    {Standing.BEHIND: "warn", Standing.DONE: "ok", Standing.ON_TRACK: "ok"}
)

TOLD_WORDS = MappingProxyType(
    {
        Told.BLANK: ("未填", Mark.BLANK),
        Told.DRAFT: ("填报中", Mark.DRAFT),
        Told.FILLED: ("已填", Mark.FILLED),
        Told.SUBMITTED: ("待审", Mark.SUBMITTED),
        Told.RETURNED: ("退回", Mark.RETURNED),
        Told.LOCKED: ("锁定", Mark.LOCKED),
    }
)

_SUSPICION = re.compile(r"“([^”]+)”(疑为[^，；。]+)")
_NAMED = 2
"""So many co-units are named; more are counted."""


def leads_of(units: Sequence[UnitShare]) -> list[UnitShare]:
    """Return the units that lead."""
    return [share for share in units if share.lead]


def co_units_of(units: Sequence[UnitShare]) -> list[UnitShare]:
    """Return the units that take part."""
    return [share for share in units if not share.lead]


def counted(names: Sequence[str]) -> str:
    """Return two units by name, more as 财政局等 3 家."""
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


def named(line: IndicatorLine) -> str:
    """Return a commitment's name with its unit: 新建幼儿园（所）."""
    return f"{line.name}（{line.unit}）" if line.unit and line.unit not in line.name else line.name


def promised(line: IndicatorLine) -> str:
    """Return what a commitment promises, with how often: 每周 各2节."""
    values = [
        figure_with_unit(value, line.unit)
        for value in line.targets
        if value.role is not TargetRole.YEARLY
    ]
    return " ".join(part for part in (line.recurring, "、".join(values)) if part)


def target_words(line: IndicatorLine) -> str:
    """Return the words of a commitment's target, without those of its years."""
    values = [value for value in line.targets if value.role is TargetRole.TARGET]
    return values[-1].amount.text if values else ""


def promised_figure(line: IndicatorLine) -> str:
    """Return what a commitment promises without its unit, which stands beside its name."""
    words = promised(line)
    if not line.unit:
        return words
    return words.replace(f" {line.unit}", "").replace(line.unit, "").strip() or words


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
