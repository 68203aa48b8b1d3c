"""A made-up target revision for a sample, so that its page shows something; it says 演示数据."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from db.model.words import Counting, Direction, RowKind, TargetRole
from db.model.work_words import RevisedField
from db.operations.adjustment import Document, NewValue
from db.operations.demonstration import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.lines import IndicatorLine, TaskLine
    from db.operations.adjustment import Adjustment

_LEAST_WAY = Decimal(2)
"""Points between baseline and target of a rate whose target may be set one point lower."""


def demonstration_revision(
    lines: Iterable[IndicatorLine], tasks: Iterable[TaskLine], *, year: int
) -> tuple[Document, list[Adjustment]]:
    """Return a revision of that year: a rate one point lower, a task half a year later."""
    said = Document(
        title=f"{NOTE}：关于调整部分目标的通知",
        document_number=f"演示〔{year}〕1号",
        decided_on=f"{year}-06-18",
        reason=f"{NOTE}：学龄人口变化",
    )
    changes: list[Adjustment] = []
    lowered = next((one for line in lines if (one := _lowered(line)) is not None), None)
    if lowered is not None:
        changes.append(lowered)
    task = next((task for task in tasks if task.deadline.isdigit()), None)
    if task is not None:
        due = f"{int(task.deadline) + 1}-06"
        changes.append(
            NewValue(kind=RowKind.TASK, row=task.id, field=RevisedField.DEADLINE, words=due)
        )
    return said, changes


def _lowered(line: IndicatorLine) -> NewValue | None:
    """Return a target one point lower, for a rate that has far to go; None for any other row."""
    rate = line.unit == "%" and line.counting is Counting.POINT
    if not rate or line.task is not None or line.direction is not Direction.AT_LEAST:
        return None
    starts = [one.amount.value for one in line.baselines if one.amount.value is not None]
    ends = [one for one in line.targets if one.role is TargetRole.TARGET and one.year is not None]
    if not starts or not ends or ends[-1].amount.value is None:
        return None
    value, words = ends[-1].amount.value, ends[-1].amount.text
    if words != format(value, "f") or value - starts[-1] < _LEAST_WAY:
        return None
    lower = format(value - 1, "f")
    return NewValue(kind=RowKind.INDICATOR, row=line.id, year=ends[-1].year, words=lower)
