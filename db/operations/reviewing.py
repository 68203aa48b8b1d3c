"""Leading entries through the review: submit, return, approve, sign on paper, lock, reopen."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from db.errors import NotFound, ReviewRefused, SignInRefused, ValueRefused
from db.exchange.evidence_file import read_evidence
from db.faults import ReviewFault, SignInFault, ValueFault
from db.model.proof import RowRef
from db.model.records import Actual, Milestone, Progress, ReviewEvent, Source
from db.model.words import STATE_WORDS, RowKind, UserRole
from db.model.work_words import ReviewAction
from db.operations.days import required_day
from db.operations.decisions import put_decision, state_of
from db.operations.kept_files import Linking, keep_file
from db.queries.checks import data_findings
from db.queries.plans import setting
from db.queries.review import entry_names
from db.rules.book_settings import OWN_ENTRIES, YES
from db.rules.finding import Severity
from db.rules.permissions import may
from db.rules.review import Deciding, Standing, fault_of, least_role
from db.store.standing import names_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from db.changes import ChangeSet
    from db.exchange.evidence_file import EvidenceFile
    from db.operations.decisions import PaperReview, Reviewed
    from db.rules.finding import Finding
    from db.store.steps import Steps
    from db.store.writing import Transaction

KINDS: dict[RowKind, type[Reviewed]] = {
    RowKind.ACTUAL: Actual,
    RowKind.PROGRESS: Progress,
    RowKind.MILESTONE: Milestone,
}


@dataclass(frozen=True, slots=True)
class EntryRef:
    """An entry by the kind and id of its row."""

    kind: RowKind
    row: str


class Reviewing:
    """Decisions about entries; each is one step for all the entries it is asked of, or for none."""

    def __init__(self, connection: sqlite3.Connection, steps: Steps) -> None:
        self._connection = connection
        self._steps = steps

    def submit(self, entries: Sequence[EntryRef]) -> ChangeSet:
        """Hand entries in for review; errors must be mended and queries explained before.

        Every decision raises ReviewRefused with the names of the entries in its way, NotFound for
        one that is gone, SignInRefused for one who may not.
        """
        return self._decide(ReviewAction.SUBMIT, entries)

    def withdraw(self, entries: Sequence[EntryRef]) -> ChangeSet:
        """Take entries back that wait for review."""
        return self._decide(ReviewAction.WITHDRAW, entries)

    def send_back(self, entries: Sequence[EntryRef], reason: str) -> ChangeSet:
        """Return entries to those who filled them in; the reason stands on the very cell."""
        return self._decide(ReviewAction.RETURN, entries, reason=reason)

    def approve(self, entries: Sequence[EntryRef]) -> ChangeSet:
        """Approve entries that wait for review."""
        return self._decide(ReviewAction.APPROVE, entries)

    def lock(self, entries: Sequence[EntryRef]) -> ChangeSet:
        """Lock approved entries: they can not be typed over any more."""
        return self._decide(ReviewAction.LOCK, entries)

    def reopen(self, entries: Sequence[EntryRef], reason: str) -> ChangeSet:
        """Open approved or locked entries again, with a reason."""
        return self._decide(ReviewAction.REOPEN, entries, reason=reason)

    def sign(
        self, entries: Sequence[EntryRef], review: PaperReview, *, scan: Path | None = None
    ) -> ChangeSet:
        """Record that entries were reviewed on paper (审签表); only in a book without users.

        A `scan` of the signed sheet is kept as evidence of each of them, in the same step.

        Raises ValueRefused(NO_REVIEWER) without a name, ValueRefused(NOT_A_DATE) for a day that
        is none, EvidenceRefused for a scan that is not taken, beside what every decision raises.
        """
        if not review.reviewer.strip():
            raise ValueRefused(ValueFault.NO_REVIEWER, "")
        review = replace(review, reviewed_on=required_day(review.reviewed_on))
        self._steps.require_writable()
        file = read_evidence(scan) if scan is not None else None
        return self._decide(ReviewAction.SIGN, entries, paper=review, scan=file)

    def add_scan(self, entry: EntryRef, scan: Path) -> ChangeSet:
        """Keep the scan of a signed sheet afterwards, with all that was signed with an entry.

        Raises NotFound where the entry was never signed on paper, EvidenceRefused for a scan that
        is not taken, SignInRefused for one who may not review.
        """
        self._steps.require_writable()
        role = self._steps.actor.role
        if role is not None and not may(role, UserRole.REVIEW):
            name = self._steps.actor.name
            raise SignInRefused(SignInFault.ROLE, name, UserRole.REVIEW.value)
        file = read_evidence(scan)
        with self._steps.begin("附审签表扫描件") as step:
            transaction = step.transaction
            signed = _signed_with(transaction, entry)
            held = [
                one
                for event in signed
                if (one := transaction.get(KINDS[event.row_kind], event.row)) is not None
            ]
            evidence = _kept_scan(transaction, file, held)
            for event in signed:
                transaction.change(replace(event, evidence=evidence))
        return step.done()

    def _may_own(self) -> bool:
        return setting(self._connection, OWN_ENTRIES) == YES

    def _decide(
        self,
        action: ReviewAction,
        entries: Sequence[EntryRef],
        *,
        reason: str = "",
        paper: PaperReview | None = None,
        scan: EvidenceFile | None = None,
    ) -> ChangeSet:
        with self._steps.begin(f"{action} {len(entries)} 格") as step:
            transaction = step.transaction
            held = [transaction.require(KINDS[one.kind], one.row) for one in entries]
            role = self._steps.actor.role
            deciding = Deciding(role, may_own=self._may_own())
            faults = self._faults(transaction, action, held, deciding, reason)
            if faults:
                self._refuse(action, faults)
            if len(held) == 1:
                names = entry_names(self._connection, [(held[0].table, held[0].id)])
                transaction.label = f"{action}“{names[held[0].id]}”"
            if paper is not None and scan is not None:
                paper = replace(paper, evidence=_kept_scan(transaction, scan, held))
            put_decision(transaction, action, held, reason=reason.strip(), paper=paper)
        return step.done()

    def _faults(
        self,
        transaction: Transaction,
        action: ReviewAction,
        held: Sequence[Reviewed],
        deciding: Deciding,
        reason: str,
    ) -> list[tuple[Reviewed, ReviewFault]]:
        """Return the entries that no decision can be made about, each with what is in its way."""
        checked = action in {ReviewAction.SUBMIT, ReviewAction.APPROVE, ReviewAction.SIGN}
        today = datetime.fromisoformat(transaction.now).date()
        open_ones = self._open_findings(held, today) if checked else Counter()
        names = names_of(self._connection, self._steps.actor)
        found = []
        for one in held:
            standing = Standing(
                state_of(one),
                errors=open_ones[one.id, Severity.ERROR],
                queries=open_ones[one.id, Severity.QUERY],
                is_own=deciding.role is not None and bool(names & _authors(transaction, one)),
            )
            fault = fault_of(action, standing, deciding, reason=reason)
            if fault is not None:
                found.append((one, fault))
        return found

    def _open_findings(
        self, held: Iterable[Reviewed], today: date
    ) -> Counter[tuple[str, Severity]]:
        """Return how many findings are open on each figure (its id), by what must be done."""
        figures = [one for one in held if isinstance(one, Actual)]
        cells = {(one.series, one.period, one.unit): one.id for one in figures}
        counted: Counter[tuple[str, Severity]] = Counter()
        for period in {period for _, period, _ in cells}:
            for finding in data_findings(self._connection, None, period, today=today):
                row = cells.get(_cell_of(finding))
                if row is not None and finding.is_open:
                    counted[row, finding.severity] += 1
        return counted

    def _refuse(self, action: ReviewAction, faults: Sequence[tuple[Reviewed, ReviewFault]]) -> None:
        """Raise what says why; the first kind of fault speaks for all of its kind."""
        first, fault = faults[0]
        if fault is ReviewFault.ROLE:
            wanted = least_role(action, state_of(first))
            raise SignInRefused(SignInFault.ROLE, self._steps.actor.name, wanted.value)
        rows = [one for one, its in faults if its is fault]
        names = entry_names(self._connection, [(one.table, one.id) for one in rows])
        told = tuple(names[one.id] for one in rows)
        raise ReviewRefused(fault, action.value, told, STATE_WORDS[state_of(rows[0])])


def _signed_with(transaction: Transaction, entry: EntryRef) -> list[ReviewEvent]:
    """Return the last signing of an entry on paper, and those made in the same step as it."""
    signed = [
        event
        for event in transaction.find(ReviewEvent, row=entry.row)
        if event.action is ReviewAction.SIGN
    ]
    if not signed:
        raise NotFound("review_event", entry.row)
    last = max(signed, key=lambda event: event.made_at)
    beside = transaction.find(
        ReviewEvent, made_at=last.made_at, reviewer=last.reviewer, reviewed_on=last.reviewed_on
    )
    return [event for event in beside if event.action is ReviewAction.SIGN]


def _kept_scan(transaction: Transaction, scan: EvidenceFile, held: Sequence[Reviewed]) -> str:
    """Keep the scan of a signed sheet as evidence of what it was signed for; return its id."""
    evidence = keep_file(transaction, scan)
    Linking(transaction, [_proved(one) for one in held], None).link(evidence)
    return evidence.id


def _proved(entry: Reviewed) -> RowRef:
    """Return the row that proves an entry: of a stage its project."""
    if isinstance(entry, Actual):
        return RowRef.of_figure(entry.series, entry.period, entry.unit)
    if isinstance(entry, Milestone):
        return RowRef(RowKind.PROJECT, entry.project)
    return RowRef(RowKind.PROGRESS, entry.id)


def _cell_of(finding: Finding) -> tuple[str, str, str | None]:
    return finding.subject, finding.period, finding.unit


def _authors(transaction: Transaction, entry: Reviewed) -> set[str]:
    """Return who entered an entry, and who handed it in last."""
    submitted = [
        event
        for event in transaction.find(ReviewEvent, row=entry.id)
        if event.action is ReviewAction.SUBMIT
    ]
    names = {max(submitted, key=lambda event: event.made_at).who} if submitted else set()
    source = getattr(entry, "source", None)
    typed = transaction.get(Source, source) if source else None
    return names | ({typed.who} if typed is not None and typed.who else set())
