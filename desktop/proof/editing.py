"""The dialogs of one piece of evidence: what it is called, and which rows it proves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot

from db.model.work_words import EvidenceKind
from desktop.proof.adding import PaperFields
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.row_finder import FoundRow, RowFinder
from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from db.model.proof import EvidenceLine

_SIZE, _LINK_SIZE = QSize(560, 330), QSize(620, 470)


class EditEvidenceDialog(PlanDialog):
    """Asks what a piece of evidence is called and where it is from.

    `given` carries the fields that are others.
    """

    given = Signal(object)

    def __init__(self, line: EvidenceLine, parent: QWidget | None = None) -> None:
        super().__init__("edit_evidence_dialog", "改佐证", "不改", _SIZE, parent)
        self._line = line
        self.fields = fields = PaperFields()
        fields.title.setText(line.title)
        fields.number.setText(line.document_number)
        fields.page.setText(line.page)
        fields.location.setText(line.location)
        fields.issued_on.setText(line.issued_on)
        fields.note.setText(line.note)
        if line.kind is not EvidenceKind.PAPER:
            self.body.addWidget(label(f"文件：{line.file}", ink="muted", wraps=True))
        self.body.addWidget(fields)
        self.body.addStretch()
        fields.title.textChanged.connect(self._on_title)
        self.main.clicked.connect(self._on_main)
        self._on_title()

    @Slot()
    def _on_title(self, *_words: object) -> None:
        reason = "" if self.fields.title.text().strip() else "先写名称。"
        self.show_main("改成这样", reason)

    @Slot()
    def _on_main(self) -> None:
        paper, line = self.fields.paper, self._line
        said = {
            "title": paper.title,
            "document_number": paper.document_number,
            "page": paper.page,
            "location": paper.location,
            "issued_on": paper.issued_on,
            "note": paper.note,
        }
        self.given.emit(
            {name: words for name, words in said.items() if words != getattr(line, name)}
        )


class LinkDialog(PlanDialog):
    """Asks which row a piece of evidence proves too; `given` carries the key of a FoundRow."""

    given = Signal(object)

    def __init__(self, title: str, rows: Sequence[FoundRow], parent: QWidget | None = None) -> None:
        super().__init__("link_evidence_dialog", "关联佐证", "不关联", _LINK_SIZE, parent)
        self.rows = RowFinder("指标、任务、举措和项目")
        self.body.addWidget(label(title, bold=True, wraps=True))
        self.body.addWidget(self.rows, 1)
        self.rows.chosen.connect(self._on_chosen)
        self.main.clicked.connect(self._on_main)
        self.rows.show_rows(rows)
        self.rows.setFocus()

    @Slot(object)
    def _on_chosen(self, row: object) -> None:
        self.show_main("关联这一行", "" if row else "先选一行。")

    @Slot()
    def _on_main(self) -> None:
        self.given.emit(self.rows.row)
