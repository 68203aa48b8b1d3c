"""目标调整: rows of a plan added, changed, postponed, taken out or replaced by one document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.records import EvidenceLink, Plan, Revision, RevisionLine
from db.operations.days import required_day
from db.operations.kept_words import kept_name
from db.operations.revision_writer import RevisionWriter
from db.store.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from db.changes import ChangeSet
    from db.operations.adjustment import Adjustment, Document
    from db.store.steps import Steps
    from db.store.writing import Transaction


class Revising:
    """Applies target revisions to a plan, adds to them, corrects them and takes them back.

    What a revision changes holds from now on; what stood before stays readable in its lines.
    """

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def apply(self, plan: str, said: Document, changes: Sequence[Adjustment]) -> ChangeSet:
        """Revise a plan as one step, all of it or nothing.

        Raises:
            NotFound: a plan, a row or a target that is gone.
            StaleRow: a value is not as it was seen.
            ValueRefused: EMPTY_NAME for a blank title, NOT_A_DATE, BEFORE_PLAN for a day before
                the plan, NOTHING_REVISED; and of a row ROW_TWICE, ROW_WITHDRAWN, NOT_A_VALUE,
                NOT_A_DEADLINE, NAME_TAKEN, YEAR_HAS_TARGET, REPLACED_BY_ITSELF, COMPUTED_FROM
                where living rows are computed from one taken out, REVISED_LATER where a later
                revision has changed the same.
        """
        with self._steps.begin("写入目标调整") as step:
            transaction = step.transaction
            title, written = put_revision(transaction, plan, said, changes)
            transaction.label = f"写入目标调整“{title}” {written} 处"
        return step.done()

    def extend(self, revision: str, changes: Sequence[Adjustment]) -> ChangeSet:
        """Add to a revision, or correct what it says of a row, as one step.

        A value that it has changed already keeps what stood before the revision; one that is put
        back to that is no part of the revision any more. Raises as `apply` does.
        """
        with self._steps.begin("补充目标调整") as step:
            transaction = step.transaction
            held = transaction.require(Revision, revision)
            written = RevisionWriter(transaction, held).write(changes)
            transaction.label = f"补充目标调整“{held.title}” {written} 处"
        return step.done()

    def correct(self, revision: str, said: Document) -> ChangeSet:
        """Correct the title, 文号, day, reason or document of a revision.

        Raises NotFound; ValueRefused as `apply` does of a document, and REVISED_LATER for a day
        that would put it on the other side of a revision of the same rows.
        """
        with self._steps.begin("修改目标调整的文号和日期") as step:
            transaction = step.transaction
            held = transaction.require(Revision, revision)
            title, day = _checked(transaction, held.plan, said)
            made = replace(
                held,
                title=title,
                document_number=said.document_number.strip(),
                decided_on=day,
                reason=said.reason.strip(),
                evidence=said.evidence,
            )
            RevisionWriter(transaction, held).require_same_order(made)
            transaction.change(made)
            transaction.label = f"修改目标调整“{made.title}”的文号、日期和原因"
        return step.done()

    def drop(self, revision: str, lines: Collection[str]) -> ChangeSet:
        """Take lines out of a revision: what they changed is again as it was before, as one step.

        Raises NotFound; ValueRefused(REVISED_LATER), and ADDED_ROW_IN_USE for a row that it added
        and that has figures or rows of its own by now.
        """
        with self._steps.begin("撤出目标调整的行") as step:
            transaction = step.transaction
            held = transaction.require(Revision, revision)
            dropped = RevisionWriter(transaction, held).drop(lines)
            transaction.label = f"从目标调整“{held.title}”撤出 {dropped} 处"
        return step.done()

    def remove(self, revision: str) -> ChangeSet:
        """Take a whole revision back, and its document out of the list; raises as `drop` does.

        Its evidence stays in the book, and proves it no longer.
        """
        with self._steps.begin("删去目标调整") as step:
            transaction = step.transaction
            held = transaction.require(Revision, revision)
            lines = transaction.find(RevisionLine, revision=revision)
            RevisionWriter(transaction, held).drop([line.id for line in lines])
            for link in transaction.find(EvidenceLink, row=revision):
                transaction.remove(link)
            transaction.remove(held)
            transaction.label = f"删去目标调整“{held.title}”"
        return step.done()


def put_revision(
    transaction: Transaction, plan: str, said: Document, changes: Sequence[Adjustment]
) -> tuple[str, int]:
    """Revise a plan in the open transaction; return the title, and how much was changed.

    Raises as `Revising.apply` does.
    """
    title, day = _checked(transaction, plan, said)
    held = transaction.find(Revision, plan=plan)
    revision = Revision(
        id=new_id(),
        plan=plan,
        title=title,
        document_number=said.document_number.strip(),
        decided_on=day,
        reason=said.reason.strip(),
        evidence=said.evidence,
        position=1 + max((one.position for one in held), default=-1),
    )
    transaction.put([revision])
    written = RevisionWriter(transaction, revision).write(changes)
    if not written:
        raise ValueRefused(ValueFault.NOTHING_REVISED, title)
    return title, written


def _checked(transaction: Transaction, plan: str, said: Document) -> tuple[str, str]:
    """Return the title and the day of a revision; refuse a blank one, or a day that cannot be."""
    held = transaction.require(Plan, plan)
    title = kept_name(said.title)
    day = required_day(said.decided_on)
    begins = held.issued_on or ("" if held.period_start is None else f"{held.period_start}-01-01")
    if day < begins:
        raise ValueRefused(ValueFault.BEFORE_PLAN, said.decided_on)
    return title, day
