"""Opens the dialogs of evidence and closures, and takes what they say to the book."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from db import queries
from db.errors import ValueRefused
from db.model.proof import RowRef
from db.model.words import RowKind
from db.model.work_words import SignOffStep
from db.queries import proof
from db.queries.revisions import revision_entries
from desktop.dialog_wishes import opened, settled
from desktop.errors import sentence
from desktop.long_steps import LongSteps
from desktop.proof.adding import AddEvidenceDialog
from desktop.proof.copies import OpenedCopies
from desktop.proof.editing import EditEvidenceDialog, LinkDialog
from desktop.proof.row_proof import CLOSED_KINDS, RowProof
from desktop.proof.signing import PiecesDialog, SignDialog
from desktop.proof.words import reference_words
from desktop.proof.work import laying_down, saving
from desktop.shelf import Shelf
from desktop.tasks import Task
from desktop.widgets.files import ask_for_target, beside
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.row_finder import FoundRow
from desktop.wording import done_words, period_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from PySide6.QtWidgets import QFileDialog, QWidget

    from db.changes import ChangeSet
    from db.model.proof import EvidenceLine
    from db.operations.evidence import Paper
    from desktop.notices import Notices
    from desktop.page import InHand
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner
    from desktop.theme import Look

D = TypeVar("D", bound=PlanDialog)

NO_ROW = "先把光标放到一格数、一项任务、举措、一个项目或一次目标调整上。"
NOT_CLOSED = "销号只用于任务、举措、项目和存在问题。"


class ProofDesk(QObject):
    """Serves the rows of one open book; each dialog is returned, None where there is none."""

    def __init__(
        self,
        session: BookSession,
        notices: Notices,
        runner: TaskRunner,
        look: Look,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._notices = session, notices
        self._runner, self._look = runner, look
        self._long = LongSteps(session, notices, runner, self)
        self._parent = parent
        self.copies = OpenedCopies()

    # -- adding ----------------------------------------------------------------------------------

    def ask_evidence(self, hand: InHand | None, piece: str = "") -> AddEvidenceDialog | None:
        """Ask what proves a row; with a `piece` (an id) what is that piece of its list."""
        held = self._proof(hand)
        if held is None or not self._may_write():
            return None
        there = {one.id for one in held.evidence}
        known = [
            FoundRow(line.id, line.title, reference_words(line))
            for line in self._session.read(proof.evidence_lines)
            if piece or line.id not in there
        ]
        folder = str(beside(self._session.book.path))
        dialog = AddEvidenceDialog(
            self._look, held, known, self._window(), piece=piece, folder=folder
        )
        dialog.files_given.connect(partial(self._add_files, dialog, held.ref))
        dialog.paper_given.connect(partial(self._add_paper, dialog, held.ref))
        dialog.known_given.connect(partial(self._link_known, dialog, held.ref))
        return opened(dialog)

    def ask_loose_evidence(self) -> AddEvidenceDialog | None:
        """Ask for evidence that proves no row yet."""
        if not self._may_write():
            return None
        nothing = RowProof(RowRef(RowKind.TASK, ""), "先存进台账，再关联到要证明的行。", (), (), ())
        folder = str(beside(self._session.book.path))
        dialog = AddEvidenceDialog(self._look, nothing, (), self._window(), folder=folder)
        dialog.files_given.connect(partial(self._add_files, dialog, None))
        dialog.paper_given.connect(partial(self._add_paper, dialog, None))
        return opened(dialog)

    def add_files(
        self, paths: Sequence[Path], row: RowRef | None, piece: str | None = None
    ) -> None:
        """Keep files as evidence of a row, in the background; what is refused is said."""
        if not paths or not self._may_write():
            return
        kept, rows = tuple(paths), (row,) if row is not None else ()
        self._long.write(
            lambda book, ticket: book.proving.add_files(
                kept, rows, requirement=piece, ticket=ticket
            ),
            self._tell_added,
        )

    def _tell_added(self, changes: ChangeSet) -> None:
        words = done_words(changes) if changes else "这些文件已经在这一行里了。"
        self._notices.tell(words)

    def _add_files(
        self, dialog: PlanDialog, row: RowRef | None, paths: Sequence[Path], piece: str | None
    ) -> None:
        dialog.accept()
        self.add_files(paths, row, piece)

    def _add_paper(
        self, dialog: PlanDialog, row: RowRef | None, paper: Paper, piece: str | None
    ) -> None:
        rows = (row,) if row is not None else ()
        proving = self._session.book.proving
        self._carry_out(dialog, lambda: proving.add_paper(paper, rows, requirement=piece))

    def _link_known(
        self, dialog: PlanDialog, row: RowRef, evidence: str, piece: str | None
    ) -> None:
        proving = self._session.book.proving
        self._carry_out(dialog, lambda: proving.link([evidence], [row], requirement=piece))

    # -- one piece -------------------------------------------------------------------------------

    def open_file(self, line: EvidenceLine) -> None:
        """Show a file with the system's program, from a read-only copy."""
        if not line.sha256:
            self._notices.tell(f"“{line.title}”是纸质材料：{reference_words(line)}。")
            return
        task = Task(laying_down(Shelf.of(self._session.book), line.id, self.copies), self)
        task.succeeded.connect(self._on_laid_down)
        self._start(task)

    @Slot(object)
    def _on_laid_down(self, path: Path) -> None:
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._notices.tell(f"已打开“{path.name}”的只读副本，改动不会存回台账。")
        else:
            self._notices.warn(f"没有能打开“{path.name}”的程序。另存到文件夹里再打开。")

    def ask_where_to_save(self, line: EvidenceLine) -> QFileDialog:
        """Ask where a file of the book shall be written."""
        kind = f"文件 (*{Path(line.file).suffix})" if Path(line.file).suffix else ""
        proposed = beside(self._session.book.path) / line.file
        return ask_for_target(
            self._window(), "另存佐证", kind, proposed, partial(self.save_file, line)
        )

    def save_file(self, line: EvidenceLine, target: Path) -> None:
        """Write a file of the book to a place of the user's."""
        task = Task(saving(Shelf.of(self._session.book), line.id, target), self)
        task.succeeded.connect(self._on_saved)
        self._start(task)

    @Slot(object)
    def _on_saved(self, target: Path) -> None:
        self._notices.tell(f"已另存到“{target}”。")

    def ask_change(self, line: EvidenceLine) -> EditEvidenceDialog | None:
        """Ask what a piece is called and where it is from."""
        if not self._may_write():
            return None
        dialog = EditEvidenceDialog(line, self._window())
        dialog.given.connect(partial(self._change, dialog, line.id))
        return opened(dialog)

    def ask_link(self, line: EvidenceLine) -> LinkDialog | None:
        """Ask which row a piece proves too."""
        if not self._may_write():
            return None
        rows = dict(self._rows())
        dialog = LinkDialog(
            line.title, [FoundRow(key, name, behind) for key, (_, name, behind) in rows.items()],
            self._window(),
        )  # fmt: skip
        refs = {key: ref for key, (ref, _, _) in rows.items()}
        dialog.given.connect(partial(self._link, dialog, line.id, refs))
        return opened(dialog)

    def link(self, evidence: Sequence[str], row: RowRef) -> None:
        """Let pieces prove a row too."""
        proving = self._session.book.proving
        self._session.carry_out(lambda: proving.link(evidence, [row]))

    def unlink(self, line: EvidenceLine, row: RowRef) -> None:
        """Let a piece no longer prove a row."""
        self._session.carry_out(lambda: self._session.book.proving.unlink(line.id, row))

    def remove(self, lines: Sequence[EvidenceLine]) -> None:
        """Take pieces out of the book."""
        proving = self._session.book.proving
        try:
            self._session.carry_out(lambda: proving.remove([line.id for line in lines]))
        except ValueRefused as error:
            self._notices.warn(sentence(error))

    def _change(self, dialog: PlanDialog, evidence: str, fields: Mapping[str, str]) -> None:
        self._carry_out(dialog, lambda: self._session.book.proving.change(evidence, **fields))

    def _link(
        self, dialog: PlanDialog, evidence: str, refs: Mapping[str, RowRef], key: str
    ) -> None:
        proving = self._session.book.proving
        self._carry_out(dialog, lambda: proving.link([evidence], [refs[key]]))

    def _rows(self) -> Iterator[tuple[str, tuple[RowRef, str, str]]]:
        """Yield what can be proved in the plan in sight: a key, the row, its name, its kind."""
        session, plan = self._session, self._session.plan
        if plan is None:
            return
        period = session.period
        for line in session.rows():
            what = "指标" if line.task is None else "量化目标"
            figure = RowRef.of_figure(line.series, period)
            yield f"{line.id} {period}", (figure, line.name, f"{what} · {period_words(period)}的数")
            yield line.id, (RowRef(RowKind.INDICATOR, line.id), line.name, f"{what} · 不分年度")
        for task in session.read(queries.task_lines, plan.id):
            name = f"{task.number} {task.title}".strip()
            yield task.id, (RowRef(RowKind.TASK, task.id), name, "任务")
            for measure in task.measures:
                ref = RowRef(RowKind.MEASURE, measure.id)
                yield measure.id, (ref, measure.title, f"举措 · {name}")
        for project in session.read(queries.project_lines, plan.id):
            yield project.id, (RowRef(RowKind.PROJECT, project.id), project.name, "项目")
        for entry in session.read(revision_entries, plan.id):
            words = f"目标调整 · {entry.document_number or '待补文号'}"
            yield entry.id, (RowRef(RowKind.REVISION, entry.id), entry.title, words)

    # -- closing ---------------------------------------------------------------------------------

    def ask_pieces(self, hand: InHand | None) -> PiecesDialog | None:
        """Ask what closing a row needs."""
        held = self._closable(hand)
        if held is None or not self._may_write():
            return None
        usual = self._session.book.proving.usual_pieces(held.ref)
        dialog = PiecesDialog(held, usual, self._window())
        dialog.given.connect(partial(self._ask_for, dialog, held))
        return opened(dialog)

    def ask_step(self, step: SignOffStep, hand: InHand | None) -> SignDialog | None:
        """Ask for the day and the words of a step of a closure; a reason against it is told."""
        held = self._closable(hand)
        if held is None or not self._may_write():
            return None
        reason = held.reason_against(step)
        # What a request lacks is said in its dialog.
        if step not in held.steps or (reason and step is not SignOffStep.REQUEST):
            self._notices.tell(reason)
            return None
        dialog = SignDialog(self._look, step, held, self._session.today, self._window())
        dialog.given.connect(partial(self._take_step, dialog, step, held.ref))
        return opened(dialog)

    def take_step(self, step: SignOffStep, row: RowRef) -> None:
        """Take a step that needs no words."""
        signing_off = self._session.book.signing_off
        self._session.carry_out(lambda: signing_off.take(step, row))

    def _ask_for(
        self, dialog: PlanDialog, seen: RowProof, pieces: Sequence[tuple[str | None, str]]
    ) -> None:
        book, row = self._session.book, seen.ref
        known = {one.id for one in seen.pieces}

        def asking() -> ChangeSet:
            # Another window may have asked for more since the dialog was opened.
            now = book.read(proof.requirement_lines, row.kind, row.row)
            others = [(one.id, one.words) for one in now if one.id not in known]
            return book.proving.ask_for(row, [*pieces, *others])

        self._carry_out(dialog, asking)

    def _take_step(
        self, dialog: PlanDialog, step: SignOffStep, row: RowRef, words: str, on: str
    ) -> None:
        signing_off = self._session.book.signing_off
        self._carry_out(dialog, lambda: signing_off.take(step, row, words, on=on))

    # -- inside ----------------------------------------------------------------------------------

    def _proof(self, hand: InHand | None) -> RowProof | None:
        found = RowProof.of(self._session, hand) if hand is not None else None
        if found is None:
            self._notices.tell(NO_ROW)
        return found

    def _closable(self, hand: InHand | None) -> RowProof | None:
        if hand is not None and hand.kind not in CLOSED_KINDS:
            self._notices.tell(NOT_CLOSED)
            return None
        return self._proof(hand)

    def _may_write(self) -> bool:
        if not self._session.can_write:
            self._notices.tell(self._session.why_not)
        return self._session.can_write

    def _carry_out(self, dialog: PlanDialog, operation: Callable[[], ChangeSet]) -> None:
        settled(dialog, lambda: self._session.carry_out(operation))

    def _start(self, task: Task) -> None:
        task.failed.connect(self._notices.report)
        task.ended.connect(task.deleteLater)
        self._runner.start(task)

    def _window(self) -> QWidget:
        return self._parent.window()
