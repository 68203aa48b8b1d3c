"""The words and marks of evidence and of closures."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from db.model.words import RowKind
from db.model.work_words import EvidenceKind, SignOffState, SignOffStep
from db.rules.evidence_files import TAKEN, size_words
from desktop.actions import Act
from desktop.delegates.marks import Mark
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.model.proof import EvidenceLine, NamedRow
    from db.model.records import SignOff

FILES = f"佐证 ({' '.join(f'*{ending}' for ending in TAKEN)})"

STEPS = MappingProxyType(
    {
        Act.REQUEST_SIGN_OFF: SignOffStep.REQUEST,
        Act.VERIFY_SIGN_OFF: SignOffStep.VERIFY,
        Act.AGREE_SIGN_OFF: SignOffStep.AGREE,
        Act.REFUSE_SIGN_OFF: SignOffStep.REFUSE,
        Act.REOPEN_SIGN_OFF: SignOffStep.REOPEN,
    }
)
"""The steps of a closure by their commands."""

STATE_MARKS = MappingProxyType(
    {
        SignOffState.OPEN: Mark.NOT_STARTED,
        SignOffState.REQUESTED: Mark.SUBMITTED,
        SignOffState.VERIFIED: Mark.ON_TRACK,
        SignOffState.CLOSED: Mark.DONE,
        SignOffState.REFUSED: Mark.RETURNED,
        SignOffState.REOPENED: Mark.CHANGED,
    }
)

KIND_WORDS = MappingProxyType(
    {
        RowKind.INDICATOR: "指标",
        RowKind.ACTUAL: "指标",
        RowKind.TASK: "任务",
        RowKind.MEASURE: "举措",
        RowKind.PROJECT: "项目",
        RowKind.PROBLEM: "问题",
        RowKind.PROGRESS: "进展",
        RowKind.REVISION: "目标调整",
    }
)

STEP_DETAILS = MappingProxyType(
    {
        SignOffStep.REQUEST: ("申请说明", "可以不写"),
        SignOffStep.VERIFY: ("核实意见", "如：已到现场核对，材料属实"),
        SignOffStep.AGREE: ("意见", "可以不写"),
        SignOffStep.REFUSE: ("退回原因", "写一句缺什么、改什么"),
        SignOffStep.REOPEN: ("重开原因", "写一句为什么重开"),
    }
)
"""What a step asks for in words: the field's name, and what stands in it while it is blank."""


def reference_words(line: EvidenceLine) -> str:
    """Return what stands behind a title: a file's size, or a paper's number and place."""
    if line.kind is not EvidenceKind.PAPER:
        return size_words(line.size or 0)
    parts = (line.document_number, line.page, line.location)
    return " · ".join(part for part in parts if part) or "纸质"


def row_words(named: NamedRow) -> str:
    """Return a row that is proved in one line: 指标 在园幼儿（2022 年）."""
    kind = KIND_WORDS[named.ref.kind]
    period = f"（{period_words(named.period)}）" if named.period else ""
    detail = f" · {named.detail}" if named.detail and named.ref.kind is not RowKind.PROGRESS else ""
    return f"{kind} {named.name}{period}{detail}"


def signatures(closure: SignOff) -> Iterator[str]:
    """Yield what was signed, a line a step: 2024-02-26 申请，马丽：材料已齐."""
    steps = (
        ("申请", closure.requested_on, closure.requested_by, closure.request),
        ("核实", closure.verified_on, closure.verified_by, closure.verification),
        ("同意", closure.agreed_on, closure.agreed_by, closure.agreement),
        ("退回", closure.refused_on, closure.refused_by, closure.refusal),
        ("重开", closure.reopened_on, closure.reopened_by, closure.reopening),
    )
    for word, on, who, words in steps:
        if on:
            said = f"：{words}" if words else ""
            yield f"{on} {word}{'，' if who else ''}{who}{said}"
