"""Explaining what the checks doubt: why a figure is right, and taking that back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.records import Actual, Explanation
from db.model.words import EntryState
from db.rules.finding import FindingKind, Severity
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.changes import ChangeSet
    from db.rules.finding import Finding
    from db.store.steps import Steps
    from db.store.writing import Transaction


class Explaining:
    """Keeping the explanations of queries; an error is mended, not explained."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def explain(self, findings: Sequence[Finding], words: str) -> ChangeSet:
        """Say of all these queries, in one step, why their figures are right.

        The reason of a 无此项 or 不适用 becomes its note, as if typed beside it. Raises
        ValueRefused for words that are blank, for an error among the findings, and (LOCKED) for
        such an answer that is locked; NotFound for one that is gone.
        """
        said = words.strip()
        if not said:
            raise ValueRefused(ValueFault.EMPTY_EXPLANATION, words)
        for finding in findings:
            if finding.severity is Severity.ERROR:
                raise ValueRefused(ValueFault.MUST_BE_MENDED, finding.message)
        with self._steps.begin(f"说明 {len(findings)} 处疑问") as step:
            for finding in findings:
                if finding.kind is FindingKind.ANSWER_UNEXPLAINED:
                    _note(step.transaction, finding, said)
                else:
                    _explain(step.transaction, finding, said)
        return step.done()

    def withdraw(self, findings: Sequence[Finding]) -> ChangeSet:
        """Take the explanations of these findings back, in one step; NotFound where none is."""
        with self._steps.begin(f"撤回 {len(findings)} 处说明") as step:
            for finding in findings:
                held = finding.explanation
                kept = held and step.transaction.get(Explanation, held.id)
                if not kept:
                    raise NotFound("explanation", finding.message)
                step.transaction.remove(kept)
        return step.done()


def _note(transaction: Transaction, finding: Finding, words: str) -> None:
    found = transaction.find(
        Actual, series=finding.subject, period=finding.period, unit=finding.unit
    )
    if not found:
        raise NotFound("actual", finding.message)
    (held,) = found
    if held.state is EntryState.LOCKED:
        raise ValueRefused(ValueFault.LOCKED, held.period)
    transaction.change(replace(held, note=words))


def _explain(transaction: Transaction, finding: Finding, words: str) -> None:
    subject = finding.subject or finding.row
    held = [
        one
        for one in transaction.find(
            Explanation,
            rule=finding.rule,
            row=subject,
            period=finding.period,
            unit=finding.unit,
        )
        # A cell has one explanation for a check; what speaks of no period may have several.
        if finding.period or one.figures == finding.figures
    ]
    given = Explanation(
        id=held[0].id if held else new_id(),
        rule=finding.rule,
        row=subject,
        period=finding.period,
        unit=finding.unit,
        figures=finding.figures,
        words=words,
        made_at=transaction.now,
        who=transaction.who,
    )
    if not held:
        transaction.put([given])
    elif replace(held[0], made_at=given.made_at, who=given.who) != given:
        transaction.change(given)
