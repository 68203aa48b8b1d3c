"""The words of the review page: verbs of its decisions, and what it says where nothing waits."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from db.model.work_words import ReviewAction
from desktop.entry_boxes import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

VERBS = MappingProxyType(
    {
        ReviewAction.SUBMIT: "提交",
        ReviewAction.WITHDRAW: "撤回",
        ReviewAction.APPROVE: "通过",
        ReviewAction.RETURN: "退回",
        ReviewAction.SIGN: "登记审签",
        ReviewAction.LOCK: "锁定",
        ReviewAction.REOPEN: "重开",
    }
)
"""A decision as its button says it."""

DONE_WORDS = MappingProxyType({**VERBS, ReviewAction.WITHDRAW: "撤回提交的"})
"""A decision as it is said once it was made."""

REASON_WORDS = MappingProxyType(
    {
        ReviewAction.RETURN: "退回理由（随表带回这一格）",
        ReviewAction.REOPEN: "重开理由",
    }
)
"""What a reason is asked for with."""

NOTHING_WORDS = MappingProxyType(
    {
        Box.WAITING: "{period}没有待审核的格。填报的人提交以后列在这里。",
        Box.DRAFTS: "{period}没有填报中的格。到指标页填数，填好在这里提交。",
        Box.RETURNED: "{period}没有退回的格。退回的格带着理由列在这里，改好再提交。",
        Box.APPROVED: "{period}还没有已审核的格。通过的格列在这里，可以锁定或重开。",
        Box.LOCKED: "{period}没有锁定的格。已审核的格在这里锁定。",
    }
)

NOTHING_ALONE = "{period}没有待审签的格。到指标页填数（Ctrl+2），填好的格在这里登记审签。"
"""What is said where a bureau without users has nothing to sign."""

_READING = "正在读{period}的 {count} 格。"


def nothing_words(
    box: Box, period: str, reading: int, waits: Sequence[tuple[int, int]] = (), *, alone: bool
) -> str:
    """Return what a box says where nothing is listed.

    Very many entries are being read in the background: `reading` is how many. `waits` are years
    with how many entries wait in them.
    """
    if reading:
        return _READING.format(period=period, count=reading)
    words = NOTHING_ALONE if alone and box is Box.WAITING else NOTHING_WORDS[box]
    told = "、".join(f"{year} 年还有 {count} 格" for year, count in waits)
    return words.format(period=period) + (f"{told}，在上面换年份。" if told else "")
