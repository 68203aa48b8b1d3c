"""The dialog in which evidence is added to a row: files, a paper, or what the book has already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.operations.evidence import Paper
from desktop.proof.words import FILES
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.choice import Choice
from desktop.widgets.files import ask_for_files
from desktop.widgets.lines import in_line
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.row_finder import FoundRow, RowFinder
from desktop.widgets.scroll import FormScroll
from desktop.widgets.worded_list import WordedList
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QFileDialog

    from db.model.proof import RequirementLine
    from desktop.proof.row_proof import RowProof
    from desktop.theme import Look

_SIZE = QSize(640, 470)
BOOK = ".planbook"
_FILE, _PAPER, _KNOWN = "file", "paper", "known"


class AddEvidenceDialog(PlanDialog):
    """Asks what proves a row.

    `files_given` carries paths, `paper_given` a Paper, `known_given` the id of evidence of the
    book; each also the id of the listed piece that it is, None for none.
    """

    files_given = Signal(object, object)
    paper_given = Signal(object, object)
    known_given = Signal(object, object)

    def __init__(
        self,
        look: Look,
        proof: RowProof,
        known: Sequence[FoundRow],
        parent: QWidget | None = None,
        *,
        piece: str = "",
        folder: str = "",
    ) -> None:
        super().__init__("add_evidence_dialog", "添加佐证", "不添加", _SIZE, parent)
        self._folder = folder
        self.paths: tuple[Path, ...] = ()
        self.ways = ChipRow(look)
        self.ways.show_chips(
            [Chip(_FILE, "文件"), Chip(_PAPER, "纸质"), Chip(_KNOWN, "台账里已有的", len(known))]
        )
        self.pieces = Choice(look, "是哪一件销号要件")
        offered = [("", "不算作要件"), *((one.id, _piece_words(one)) for one in proof.pieces)]
        self.pieces.show_choices(offered, piece)
        self.files = WordedList(look, "要添加的文件", "还没有选文件。")
        self.choose = button("选文件…", picture="folder")
        self.paper = PaperFields()
        self.known = RowFinder("台账里的佐证")
        self.known.show_rows(known)
        self._stack = QStackedWidget()
        self._lay_out(proof.name, has_pieces=bool(proof.pieces))
        self.setAcceptDrops(True)
        self._connect()
        self._show_way()
        self.choose.setFocus()

    def _lay_out(self, name: str, *, has_pieces: bool) -> None:
        self.body.addWidget(label(name, bold=True, wraps=True))
        self.body.addWidget(self.ways)
        for part in (self._made_files(), FormScroll(self.paper), self.known):
            self._stack.addWidget(part)
        self.body.addWidget(self._stack, 1)
        self._piece_row = in_line(label("销号要件", ink="muted"), self.pieces, gap=6)
        self._piece_row.setVisible(has_pieces)
        self.body.addWidget(self._piece_row)

    def _made_files(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.choose)
        words = "也可以把文件拖进来。文档、表格、PDF、图片，每个不超过 20 MB。"
        head.addWidget(label(words, ink="muted", size="secondary", wraps=True), 1)
        column.addLayout(head)
        column.addWidget(self.files, 1)
        return box

    def _connect(self) -> None:
        self.ways.chosen.connect(self._show_way)
        self.choose.clicked.connect(self.ask_for_files)
        self.paper.title.textChanged.connect(self._show_way)
        self.known.chosen.connect(self._show_way)
        self.main.clicked.connect(self._on_main)

    @Slot()
    def ask_for_files(self) -> QFileDialog:
        """Ask for files on the disk."""
        return ask_for_files(self, "选佐证文件", FILES, self._folder, self.take_files)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Show these files beside those that were chosen before."""
        self.paths = tuple(dict.fromkeys((*self.paths, *paths)))
        self.files.clear()
        self.files.addItems([path.name for path in self.paths])
        self.ways.choose(_FILE)
        self._show_way()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event)
        if files:
            event.acceptProposedAction()
            self.take_files(files)

    @Slot()
    def _show_way(self, *_what: object) -> None:
        """Show the chosen way, and what the main button would do."""
        way = self.ways.key
        self._stack.setCurrentIndex((_FILE, _PAPER, _KNOWN).index(way))
        if way == _FILE:
            reason = "" if self.paths else "先选文件。"
            words = f"添加 {len(self.paths)} 件" if self.paths else "添加"
        elif way == _PAPER:
            reason = "" if self.paper.title.text().strip() else "先写名称。"
            words = "添加这一件"
        else:
            reason = "" if self.known.row else "先选一件。"
            words = "关联这一件"
        self.show_main(words, reason)
        self.say("")

    @Slot()
    def _on_main(self) -> None:
        piece = str(self.pieces.currentData() or "") or None
        way = self.ways.key
        if way == _FILE:
            self.files_given.emit(self.paths, piece)
        elif way == _PAPER:
            self.paper_given.emit(self.paper.paper, piece)
        else:
            self.known_given.emit(self.known.row, piece)


class PaperFields(QWidget):
    """The fields of a paper that lies elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLineEdit()
        self.title.setPlaceholderText("如：关于新建幼儿园立项的批复")
        self.number = QLineEdit()
        self.number.setPlaceholderText("如：日教〔2022〕15号")
        self.page = QLineEdit()
        self.page.setPlaceholderText("如：第3页")
        self.location = QLineEdit()
        self.location.setPlaceholderText("如：二楼档案室 3 柜 2 层")
        self.issued_on = QLineEdit()
        self.issued_on.setPlaceholderText("如：2022-04-01")
        self.note = QLineEdit()
        form = QFormLayout(self)
        form.setContentsMargins(0, 4, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        fields = (
            ("名称", self.title),
            ("文号", self.number),
            ("页码", self.page),
            ("存放处", self.location),
            ("日期", self.issued_on),
            ("说明", self.note),
        )
        for words, field in fields:
            form.addRow(words, field)
            field.setAccessibleName(words)

    @property
    def paper(self) -> Paper:
        """Return what was written."""
        return Paper(
            title=self.title.text(),
            document_number=self.number.text(),
            page=self.page.text(),
            location=self.location.text(),
            issued_on=self.issued_on.text(),
            note=self.note.text(),
        )


def _piece_words(one: RequirementLine) -> str:
    return f"{one.words}（已有）" if one.titles else one.words


def dropped_files(event: QDropEvent) -> tuple[Path, ...]:
    """Return the files on this machine that are dragged, none where a book is among them.

    A book is opened by the window, wherever it is dropped; what others are is judged when added.
    """
    urls = event.mimeData().urls()
    files = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return () if any(path.suffix.casefold() == BOOK for path in files) else files
