"""The part of a pane that shows what proves the row in hand, and how far its closure is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from db.model.work_words import EvidenceKind, SignOffStep
from desktop.delegates.marks import Mark
from desktop.proof.row_proof import RowProof
from desktop.proof.words import STATE_MARKS, reference_words, signatures
from desktop.widgets.elided import ElidedLink
from desktop.widgets.pane import MarkView
from desktop.widgets.renewed import RenewedColumn
from desktop.widgets.words import button, label
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QPushButton

    from db.changes import ChangeSet
    from db.model.proof import EvidenceLine, RequirementLine
    from desktop.notices import Notices
    from desktop.page import InHand
    from desktop.proof.desk import ProofDesk
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner
    from desktop.theme import Look

WATCHES = frozenset({"evidence", "evidence_link", "requirement", "sign_off"})
"""The tables whose changes it shows by itself."""

_SET_IN = 20
"""Pixels by which words stand under a title, behind its mark."""

_PLAIN = frozenset({SignOffStep.WITHDRAW})
"""Steps that are taken at once: nothing is said of them."""


class ProofPanel(QWidget):
    """Shows the proof of one row at a time; files dropped on it become evidence of the row.

    It belongs to the pane that keeps it, whose letters it has.
    """

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
        self._desk: ProofDesk | None = None
        self._hand: InHand | None = None
        self._shown: RowProof | None = None
        self._drawn: tuple[RowProof, str] | None = None
        """What was drawn last, and why nothing could be written then."""
        self.setAcceptDrops(True)
        self.setAccessibleName("佐证和销号")
        # The head stays when the cursor moves on: whoever stands on its link stands there still.
        self.title = label(ink="muted", size="secondary")
        self.count = label(ink="muted", size="secondary")
        self.add = _link("添加…", "添加佐证", partial(self._on_add, ""))
        self._lay_out()
        session.changed.connect(self._on_changed)
        session.busy_changed.connect(self.refresh)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 0)
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.count)
        head.addWidget(self.add)
        self._column = RenewedColumn(self)
        self._column.addLayout(head)

    @property
    def desk(self) -> ProofDesk:
        """Return what serves it, loaded when it is first needed."""
        if self._desk is None:
            from desktop.proof.desk import ProofDesk  # noqa: PLC0415 - as said

            self._desk = ProofDesk(self._session, self._notices, self._runner, self._look, self)
        return self._desk

    def show_row(self, hand: InHand | None) -> None:
        """Show what proves a row; None: nothing."""
        self._hand = hand
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the row in hand anew, and draw it where anything of it changed."""
        held = RowProof.of(self._session, self._hand) if self._hand is not None else None
        self.setVisible(held is not None)
        self._shown = held
        if held is None or (held, self._session.why_not) == self._drawn:
            return
        self._drawn = held, self._session.why_not
        parts = [self._evidence(held)]
        if RowProof.can_close(held.ref):
            parts.append(self._closure(held))
        self._column.renew(*parts)

    # -- evidence --------------------------------------------------------------------------------

    def _evidence(self, held: RowProof) -> QWidget:
        period = self._hand.period if self._hand is not None else ""
        self.title.setText(f"佐证（{period_words(period)}的数）" if period else "佐证")
        self.count.setText(f"{len(held.evidence)} 件" if held.evidence else "")
        frame, column = _section("")
        column.setContentsMargins(12, 4, 12, 10)
        for line in held.evidence:
            column.addWidget(self._piece(held, line))
        missing = [one for one in held.pieces if not one.titles]
        for one in missing:
            column.addWidget(self._missing(one))
        if not held.evidence and not missing:
            words = "还没有佐证。点“添加”，或把文件拖到这里。"
            column.addWidget(label(words, ink="muted", size="secondary", wraps=True))
        if RowProof.can_close(held.ref):
            words = f"销号要件 {len(held.pieces)} 件" if held.pieces else "没有列销号要件"
            change = _link("改…", "改销号要件", self._on_pieces)
            column.addWidget(_row(label(words, ink="muted", size="secondary"), change))
        return frame

    def _piece(self, held: RowProof, line: EvidenceLine) -> QWidget:
        paper = line.kind is EvidenceKind.PAPER
        if paper:
            name: QWidget = label(line.title, wraps=True)
        else:
            name = ElidedLink(line.title, f"打开“{line.title}”")
            name.setToolTip(f"{line.title}：打开只读副本")
            name.clicked.connect(partial(self._on_open, line))
        more = _link("…", f"“{line.title}”的更多操作")
        more.clicked.connect(partial(self._on_more, held, line, more))
        fulfils = [link.fulfils for link in line.links if link.fulfils]
        about = " · ".join((*fulfils, reference_words(line)))
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_row(MarkView(self._look, Mark.APPROVED), name, more))
        below = QHBoxLayout()
        below.setContentsMargins(_SET_IN, 0, 0, 2)
        below.addWidget(label(about, ink="muted", size="secondary", wraps=True))
        column.addLayout(below)
        return box

    def _missing(self, one: RequirementLine) -> QWidget:
        add = _link("添加…", f"添加“{one.words}”", partial(self._on_add, one.id))
        words = label(f"{one.words}：缺", ink="warn", wraps=True)
        return _row(MarkView(self._look, Mark.BLANK), words, add)

    # -- closure ---------------------------------------------------------------------------------

    def _closure(self, held: RowProof) -> QWidget:
        frame, column = _section("销号")
        column.addWidget(
            _row(MarkView(self._look, STATE_MARKS[held.state]), label(held.state, bold=True))
        )
        if held.last is not None:
            for words in signatures(held.last):
                column.addWidget(label(words, size="secondary", wraps=True))
        first, *others = held.steps
        press = button(f"{first}…")
        reason = self._session.why_not or held.reason_against(first)
        press.setEnabled(not reason)
        press.setToolTip(reason)
        press.clicked.connect(partial(self._on_step, first))
        links = [
            _link(_step_words(step), str(step), partial(self._on_step, step)) for step in others
        ]
        column.addWidget(_row(press, *links, stretches=False))
        if reason:
            column.addWidget(label(reason, ink="muted", size="secondary", wraps=True))
        earlier = held.closures[:-1]
        if earlier:
            column.addWidget(label("此前", ink="muted", size="secondary"))
        for closure in reversed(earlier):
            for words in signatures(closure):
                column.addWidget(label(words, ink="muted", size="secondary", wraps=True))
        return frame

    # -- what happened ---------------------------------------------------------------------------

    def takes(self, event: QDropEvent) -> bool:
        """Tell whether what is dragged are files that can become evidence now."""
        from desktop.proof.adding import dropped_files  # noqa: PLC0415 - rarely

        return bool(dropped_files(event)) and self._session.can_write

    def take(self, event: QDropEvent) -> None:
        """Keep dragged files as evidence of the row that is shown."""
        from desktop.proof.adding import dropped_files  # noqa: PLC0415 - rarely

        files = dropped_files(event)
        if files and self._shown is not None:
            event.acceptProposedAction()
            self.desk.add_files(files, self._shown.ref)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.takes(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(event)

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.tables & WATCHES:
            self.refresh()

    def _on_add(self, piece: str, *_checked: object) -> None:
        self.desk.ask_evidence(self._hand, piece)

    def _on_pieces(self, *_checked: object) -> None:
        self.desk.ask_pieces(self._hand)

    def _on_open(self, line: EvidenceLine, *_checked: object) -> None:
        self.desk.open_file(line)

    def _on_step(self, step: SignOffStep, *_checked: object) -> None:
        if step in _PLAIN and self._shown is not None:
            self.desk.take_step(step, self._shown.ref)
        else:
            self.desk.ask_step(step, self._hand)

    def _on_more(
        self, held: RowProof, line: EvidenceLine, beside: QWidget, *_checked: object
    ) -> None:
        menu = QMenu(self)
        menu.setObjectName("evidence_menu")
        if line.sha256:
            menu.addAction("打开").triggered.connect(partial(self._on_open, line))
            menu.addAction("另存为…").triggered.connect(partial(self._on_save, line))
        writes = (
            ("改名称和说明…", partial(self._on_change, line)),
            ("还证明别的行…", partial(self._on_link, line)),
            ("从这一行移出", partial(self._on_unlink, held, line)),
        )
        for words, do in writes:
            action = menu.addAction(words)
            action.setEnabled(self._session.can_write)
            action.triggered.connect(do)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(beside.mapToGlobal(QPoint(0, beside.height())))

    def _on_save(self, line: EvidenceLine, *_checked: object) -> None:
        self.desk.ask_where_to_save(line)

    def _on_change(self, line: EvidenceLine, *_checked: object) -> None:
        self.desk.ask_change(line)

    def _on_link(self, line: EvidenceLine, *_checked: object) -> None:
        self.desk.ask_link(line)

    def _on_unlink(self, held: RowProof, line: EvidenceLine, *_checked: object) -> None:
        self.desk.unlink(line, held.ref)


def _step_words(step: SignOffStep) -> str:
    return str(step) if step in _PLAIN else f"{step}…"


def _link(words: str, spoken: str, do: object = None) -> QPushButton:
    made = button(words, kind="link")
    made.setAccessibleName(spoken)
    if callable(do):
        made.clicked.connect(do)
    return made


def _section(title: str) -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setObjectName("pane_section")
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 12, 10)
    column.setSpacing(4)
    if title:
        column.addWidget(label(title, ink="muted", size="secondary"))
    return frame, column


def _row(*parts: QWidget, stretches: bool = True) -> QWidget:
    """Return a line of parts; its words take what is left over, or (not `stretches`) nothing."""
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    wide = _widest(parts) if stretches else None
    for part in parts:
        top = Qt.AlignmentFlag.AlignTop if isinstance(part, MarkView) else Qt.AlignmentFlag(0)
        line.addWidget(part, 1 if part is wide else 0, top)
    if wide is None:
        line.addStretch()
    return box


def _widest(parts: Iterable[QWidget]) -> QWidget | None:
    """Return the part that holds the words of a line."""
    return next((part for part in parts if not isinstance(part, MarkView)), None)
