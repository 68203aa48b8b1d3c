"""Evidence: files and papers that prove rows, and the pieces a row asks for before it is closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.connection.digest import sha256
from db.errors import EvidenceRefused, NotFound, ValueRefused
from db.exchange.evidence_file import EvidenceFile, read_evidence
from db.faults import EvidenceFault, ValueFault
from db.model.records import Evidence, EvidenceLink, Requirement, ReviewEvent, Revision
from db.model.words import RowKind
from db.model.work_words import EvidenceKind
from db.operations.days import kept_day
from db.operations.kept_files import Linking, keep_file, links_between
from db.operations.kept_words import kept_name
from db.operations.proved_rows import row_name
from db.queries.kept import kept_content
from db.queries.proof import evidence_file, project_kind
from db.rules.requirements import usual_list
from db.store.ids import new_id
from db.ticket import Ticket, Unhurried

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from db.changes import ChangeSet
    from db.model.proof import RowRef
    from db.store.steps import Steps
    from db.store.writing import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper that lies elsewhere: its 文号, page and where it lies; `issued_on` an ISO day."""

    title: str
    document_number: str = ""
    page: str = ""
    location: str = ""
    issued_on: str = ""
    note: str = ""


class Proving:
    """Adding evidence to rows, sharing it among them, and saying what a row asks for."""

    def __init__(self, connection: sqlite3.Connection, steps: Steps) -> None:
        self._connection = connection
        self._steps = steps

    def add_files(
        self,
        paths: Sequence[Path],
        rows: Sequence[RowRef] = (),
        *,
        requirement: str | None = None,
        ticket: Ticket | None = None,
    ) -> ChangeSet:
        """Keep files as evidence of rows, as one step; the same bytes are kept once.

        A file that is evidence already is linked to the rows, and not added again. With a
        `requirement` the files are that piece.

        Raises EvidenceRefused for a file that is not taken, NotFound for a row or piece that is
        gone; then none is kept.
        """
        ticket = ticket or Unhurried()
        self._steps.require_writable()
        files: list[EvidenceFile] = []
        for done, path in enumerate(paths):
            ticket.report(done, len(paths), path.name)
            files.append(read_evidence(path))
        ticket.report(len(paths), len(paths), "写入台账")
        with self._steps.begin(f"添加 {len(files)} 件佐证") as step:
            if len(files) == 1:
                step.transaction.label = f"添加佐证“{files[0].name}”"
            adding = Linking(step.transaction, rows, requirement)
            for file in files:
                adding.link(keep_file(step.transaction, file))
        return step.done()

    def add_paper(
        self, paper: Paper, rows: Sequence[RowRef] = (), *, requirement: str | None = None
    ) -> ChangeSet:
        """Note a paper as evidence of rows; ValueRefused for a blank title or a wrong day."""
        title = kept_name(paper.title)
        with self._steps.begin(f"添加佐证“{title}”") as step:
            evidence = Evidence(
                id=new_id(),
                kind=EvidenceKind.PAPER,
                title=title,
                document_number=paper.document_number.strip(),
                page=paper.page.strip(),
                location=paper.location.strip(),
                issued_on=kept_day(paper.issued_on),
                note=paper.note.strip(),
                added_at=step.transaction.now,
                who=step.transaction.who,
            )
            step.transaction.put([evidence])
            Linking(step.transaction, rows, requirement).link(evidence)
        return step.done()

    def link(
        self, evidence: Sequence[str], rows: Sequence[RowRef], *, requirement: str | None = None
    ) -> ChangeSet:
        """Let evidence prove these rows too, as one step; NotFound for what is gone."""
        with self._steps.begin("关联佐证") as step:
            held = [step.transaction.require(Evidence, one) for one in evidence]
            if len(held) == 1:
                step.transaction.label = f"关联佐证“{held[0].title}”"
            adding = Linking(step.transaction, rows, requirement)
            for one in held:
                adding.link(one)
        return step.done()

    def unlink(self, evidence: str, row: RowRef) -> ChangeSet:
        """Let evidence no longer prove a row; it stays in the book. NotFound if it is gone."""
        with self._steps.begin("移出佐证") as step:
            held = step.transaction.require(Evidence, evidence)
            step.transaction.label = f"移出佐证“{held.title}”"
            for link in links_between(step.transaction, evidence, row):
                step.transaction.remove(link)
        return step.done()

    def change(self, evidence: str, **fields: str) -> ChangeSet:
        """Change title, note or reference of evidence; its file stays what it is.

        Raises NotFound if it is gone, ValueRefused for a blank title or a wrong day.
        """
        if "title" in fields:
            fields["title"] = kept_name(fields["title"])
        if "issued_on" in fields:
            fields["issued_on"] = kept_day(fields["issued_on"])
        with self._steps.begin("改佐证") as step:
            held = step.transaction.require(Evidence, evidence)
            step.transaction.label = f"改佐证“{held.title}”"
            changed = {name: words.strip() for name, words in fields.items()}
            # Whoever asks names these columns; the dataclass refuses any other.
            step.transaction.change(replace(held, **changed))  # type: ignore[arg-type]
        return step.done()

    def remove(self, evidence: Sequence[str]) -> ChangeSet:
        """Take evidence out, with its links; what its files hold stays for undo.

        Raises NotFound if one is gone, ValueRefused(EVIDENCE_IN_USE) for one that a target
        revision rests on, ValueRefused(EVIDENCE_SIGNED) for the scan of a 审签表.
        """
        with self._steps.begin(f"删除 {len(evidence)} 件佐证") as step:
            for one in evidence:
                held = step.transaction.require(Evidence, one)
                if len(evidence) == 1:
                    step.transaction.label = f"删除佐证“{held.title}”"
                if step.transaction.find(Revision, evidence=one):
                    raise ValueRefused(ValueFault.EVIDENCE_IN_USE, held.title)
                if step.transaction.find(ReviewEvent, evidence=one):
                    raise ValueRefused(ValueFault.EVIDENCE_SIGNED, held.title)
                for link in step.transaction.find(EvidenceLink, evidence=one):
                    step.transaction.remove(link)
                step.transaction.remove(held)
        return step.done()

    def content(self, evidence: str) -> tuple[str, bytes]:
        """Return the name and the bytes of a file, as they were when it was added.

        Raises NotFound for evidence that is gone or has no file, EvidenceRefused for content that
        is lost or is no longer what it was.
        """
        with self._steps.reading():
            found = evidence_file(self._connection, evidence)
            if found is None:
                raise NotFound("evidence", evidence)
            title, name, kept = found
            content = kept_content(self._connection, kept)
        if content is None:
            raise EvidenceRefused(title, EvidenceFault.CONTENT_LOST)
        if str(sha256(content).hexdigest()) != kept:
            raise EvidenceRefused(title, EvidenceFault.CONTENT_ALTERED)
        return name, content

    # -- what a row asks for ---------------------------------------------------------------------

    def ask_for(self, row: RowRef, pieces: Sequence[tuple[str | None, str]]) -> ChangeSet:
        """Let a row ask for these pieces (销号要件), in order, as one step.

        Each is an id (None: a new one) and its words; those left out are no longer asked for, and
        their evidence stays with the row. ValueRefused(EMPTY_NAME) for blank words, NotFound for a
        row that is gone.
        """
        with self._steps.begin("改销号要件") as step:
            transaction = step.transaction
            transaction.label = f"改“{row_name(transaction, row)}”的销号要件"
            held = {
                one.id: one
                for one in transaction.find(Requirement, row=row.row)
                if one.row_kind is row.kind
            }
            for position, (known, words) in enumerate(pieces):
                said = kept_name(words)
                if known is None:
                    made = Requirement(
                        id=new_id(), row_kind=row.kind, row=row.row, words=said, position=position
                    )
                    transaction.put([made])
                elif known in held:
                    kept = held.pop(known)
                    transaction.change(replace(kept, words=said, position=position))
                else:
                    raise NotFound("requirement", said)
            for gone in held.values():
                _drop(transaction, gone)
        return step.done()

    def usual_pieces(self, row: RowRef) -> tuple[str, ...]:
        """Return the pieces usually asked for of such a row; a project's depend on its kind."""
        with self._steps.reading():
            kind = project_kind(self._connection, row.row) if row.kind is RowKind.PROJECT else ""
        return usual_list(row.kind, kind)


def _drop(transaction: Transaction, piece: Requirement) -> None:
    """Take out a piece; what was it stays linked to the row, once."""
    for link in transaction.find(EvidenceLink, requirement=piece.id):
        others = transaction.find(EvidenceLink, evidence=link.evidence, row=link.row)
        if len(others) > 1:
            transaction.remove(link)
        else:
            transaction.change(replace(link, requirement=None))
    transaction.remove(piece)
