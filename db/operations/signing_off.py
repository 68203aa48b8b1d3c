"""销号: asking to close a row with its evidence, verifying, agreeing, sending back, reopening."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.errors import NotFound, StepRefused
from db.model.records import (
    EvidenceLink,
    Measure,
    Problem,
    Project,
    Requirement,
    SignOff,
    Task,
)
from db.model.words import PROJECT_STAGES, RowKind, TaskStatus
from db.model.work_words import SignOffStep
from db.operations.days import kept_day
from db.operations.proved_rows import row_name
from db.queries.proof import is_own_request
from db.rules.signing_off import (
    Signature,
    asked_for,
    reason_against,
    reason_against_signature,
    signed,
)
from db.store.ids import new_id

if TYPE_CHECKING:
    import sqlite3

    from db.changes import ChangeSet
    from db.model.proof import RowRef
    from db.store.steps import Steps
    from db.store.writing import Transaction

CLOSED_KINDS = frozenset({RowKind.TASK, RowKind.MEASURE, RowKind.PROJECT, RowKind.PROBLEM})
"""The kinds of rows that can be closed."""

IN_USE = "投用"
"""The stage of a project that is closed, unless it is further already."""


class SigningOff:
    """Closing tasks, measures, problems and projects; every step is signed and dated.

    Each raises NotFound for a row that is gone or is of a kind that is never closed, StepRefused
    with the reason when the step cannot be taken now, ValueRefused(NOT_A_DATE) for a day that is
    none. Without a day it is today.
    """

    def __init__(self, connection: sqlite3.Connection, steps: Steps) -> None:
        self._connection = connection
        self._steps = steps

    def request(self, row: RowRef, words: str = "", *, on: str = "") -> ChangeSet:
        """Ask to close a row (申请销号): the listed evidence must be there."""
        return self._take(SignOffStep.REQUEST, row, words, on)

    def verify(self, row: RowRef, words: str = "", *, on: str = "") -> ChangeSet:
        """Say that the evidence was looked at and holds (核实)."""
        return self._take(SignOffStep.VERIFY, row, words, on)

    def agree(self, row: RowRef, words: str = "", *, on: str = "") -> ChangeSet:
        """Close the row (同意销号): it is done from now on."""
        return self._take(SignOffStep.AGREE, row, words, on)

    def refuse(self, row: RowRef, words: str, *, on: str = "") -> ChangeSet:
        """Send a request back, with the reason (退回)."""
        return self._take(SignOffStep.REFUSE, row, words, on)

    def withdraw(self, row: RowRef) -> ChangeSet:
        """Take a request back that is not agreed to yet; the history keeps it (撤回申请)."""
        return self._take(SignOffStep.WITHDRAW, row, "", "")

    def reopen(self, row: RowRef, words: str, *, on: str = "") -> ChangeSet:
        """Open a closed row again, with the reason; its closure stays readable (重开)."""
        return self._take(SignOffStep.REOPEN, row, words, on)

    def take(self, step: SignOffStep, row: RowRef, words: str = "", *, on: str = "") -> ChangeSet:
        """Take whichever step."""
        return self._take(step, row, words, on)

    def _take(self, step: SignOffStep, row: RowRef, words: str, on: str) -> ChangeSet:
        with self._steps.begin(str(step)) as open_step:
            transaction = open_step.transaction
            if row.kind not in CLOSED_KINDS:
                raise NotFound(row.kind, row.row)
            name = row_name(transaction, row)
            transaction.label = f"{step}“{name}”"
            signature = Signature(kept_day(on) or transaction.now[:10], transaction.who, words)
            held = _closures(transaction, row)
            last = held[-1] if held else None
            missing, proved = _proof(transaction, row)
            own = is_own_request(self._connection, last, self._steps.actor)
            reason = reason_against(step, last, missing=missing, proved=proved, own=own)
            reason = reason or reason_against_signature(step, last, signature)
            if reason:
                raise StepRefused(name, reason)
            if step is SignOffStep.REQUEST:
                transaction.put([asked_for(row, new_id(), len(held), signature)])
            elif last is not None:
                _go_on(transaction, step, last, signature)
        return open_step.done()


def _go_on(
    transaction: Transaction, step: SignOffStep, last: SignOff, signature: Signature
) -> None:
    if step is SignOffStep.WITHDRAW:
        transaction.remove(last)
        return
    status = ""
    if step is SignOffStep.AGREE:
        status = _close(transaction, last, signature.on)
    elif step is SignOffStep.REOPEN:
        _open_again(transaction, last)
    transaction.change(signed(step, last, signature, status))


def _closures(transaction: Transaction, row: RowRef) -> list[SignOff]:
    found = [one for one in transaction.find(SignOff, row=row.row) if one.row_kind is row.kind]
    return sorted(found, key=lambda one: (one.position, one.id))


def _proof(transaction: Transaction, row: RowRef) -> tuple[list[str], bool]:
    """Return the listed pieces that no evidence is, and whether the row has any evidence."""
    links = [one for one in transaction.find(EvidenceLink, row=row.row) if one.row_kind is row.kind]
    there = {link.requirement for link in links}
    asked = [one for one in transaction.find(Requirement, row=row.row) if one.row_kind is row.kind]
    asked.sort(key=lambda one: (one.position, one.id))
    return [one.words for one in asked if one.id not in there], bool(links)


def _close(transaction: Transaction, closure: SignOff, on: str) -> str:
    """Let the row be done; return what it was before."""
    held: Task | Measure | Project | Problem | None
    match closure.row_kind:
        case RowKind.TASK:
            held = transaction.get(Task, closure.row)
            if held is not None:
                transaction.change(replace(held, status=TaskStatus.DONE))
                return held.status
        case RowKind.MEASURE:
            held = transaction.get(Measure, closure.row)
            if held is not None:
                transaction.change(replace(held, status=TaskStatus.DONE))
                return held.status or ""
        case RowKind.PROJECT:
            held = transaction.get(Project, closure.row)
            if held is not None:
                transaction.change(replace(held, stage=_finished(held.stage)))
                return held.stage
        case _:
            held = transaction.get(Problem, closure.row)
            if held is not None:
                transaction.change(replace(held, solved_on=on))
                return held.solved_on
    return ""


def _open_again(transaction: Transaction, closure: SignOff) -> None:
    """Give the row back what it was before it was closed, unless a person changed it since."""
    before = closure.status_before
    held: Task | Measure | Project | Problem | None
    match closure.row_kind:
        case RowKind.TASK:
            held = transaction.get(Task, closure.row)
            if held is not None and held.status is TaskStatus.DONE:
                transaction.change(replace(held, status=TaskStatus(before)))
        case RowKind.MEASURE:
            held = transaction.get(Measure, closure.row)
            if held is not None and held.status is TaskStatus.DONE:
                transaction.change(replace(held, status=TaskStatus(before) if before else None))
        case RowKind.PROJECT:
            held = transaction.get(Project, closure.row)
            if held is not None and held.stage == _finished(before):
                transaction.change(replace(held, stage=before))
        case _:
            held = transaction.get(Problem, closure.row)
            if held is not None and held.solved_on == closure.agreed_on:
                transaction.change(replace(held, solved_on=before))


def _finished(stage: str) -> str:
    """Return the stage of a project that is closed: in use, or further."""
    if stage in PROJECT_STAGES and PROJECT_STAGES.index(stage) > PROJECT_STAGES.index(IN_USE):
        return stage
    return IN_USE
