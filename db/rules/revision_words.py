"""How a target revision is said: what it speaks of, its values, how many rows it touched."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from db.model.words import RowKind, TargetRole
from db.model.work_words import FIELD_WORDS, RevisedField, RevisionAction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.amount import Amount
    from db.model.revised import RevisedLine, RevisionEntry

KIND_WORDS = {RowKind.INDICATOR: "指标", RowKind.TASK: "任务", RowKind.PROJECT: "项目"}
ROLE_WORDS = {
    TargetRole.TARGET: "目标",
    TargetRole.INTERIM: "阶段目标",
    TargetRole.YEARLY: "年度目标",
}
TO_BE_NUMBERED = "待补文号"
NOTHING = "——"


def field_words(
    field: RevisedField, role: TargetRole | None = None, year: int | None = None
) -> str:
    """Return what of a row is meant: 2025 年目标, 完成时限, 总投资."""
    if field is not RevisedField.TARGET:
        return FIELD_WORDS[field]
    words = ROLE_WORDS[role] if role is not None else FIELD_WORDS[field]
    return words if year is None else f"{year} 年{words.removeprefix('年度')}"


def number_words(entry: RevisionEntry) -> str:
    """Return the 文号 of a revision, or that it is still to come."""
    return entry.document_number or TO_BE_NUMBERED


def before_words(line: RevisedLine) -> str:
    """Return what stood before a line."""
    if line.is_row and line.action is not RevisionAction.ADDED:
        return line.before.text or "列入"
    return value_words(line.before)


def after_words(line: RevisedLine) -> str:
    """Return what stands after a line: 92, 92（2026 年）, 取消, 由“…”替换."""
    if line.is_row and line.action is RevisionAction.ADDED:
        return "列入"
    if line.is_row:
        return f"由“{line.successor}”替换" if line.replaced_by else "取消"
    words = value_words(line.after) if line.after.text else "取消"
    return words if line.to_year is None else f"{words}（{line.to_year} 年）"


def value_words(amount: Amount) -> str:
    """Return a value as it was given, a dash where there is none."""
    return amount.text or NOTHING


def row_actions(lines: Iterable[RevisedLine]) -> dict[str, RevisionAction]:
    """Return in one word what was done to each row: what came or went is that, whatever else."""
    done: dict[str, set[RevisionAction]] = {}
    for line in lines:
        done.setdefault(line.row, set()).add(line.action)
    order = (
        RevisionAction.REPLACED,
        RevisionAction.TAKEN_OUT,
        RevisionAction.ADDED,
        RevisionAction.CHANGED,
        RevisionAction.POSTPONED,
    )
    return {row: next(one for one in order if one in found) for row, found in done.items()}


def counts_words(lines: Iterable[RevisedLine]) -> str:
    """Return how many rows were added, changed and so on: 新增 1、修改 3."""
    counts = Counter(row_actions(lines).values())
    return "、".join(f"{action} {counts[action]}" for action in RevisionAction if counts[action])
