"""The fields of the document that approves a revision, and the dialog that corrects them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from db.operations.adjustment import Document
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.words import label

if TYPE_CHECKING:
    from datetime import date

    from db.model.revised import RevisionEntry

_SIZE = QSize(640, 240)


@dataclass(frozen=True, slots=True)
class _Field:
    words: str
    example: str


_TITLE = _Field("标题", "如：关于调整“十四五”教育规划部分指标的通知")
_NUMBER = _Field("文号", "没有印发就空着，列为待补文号")
_DAY = _Field("调整日期", "2024-06-18")
_REASON = _Field("原因", "如：学龄人口变化、上级下达新的目标")


class DocumentForm(QWidget):
    """Asks for title, 文号, day and reason; `changed` tells that something was typed."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.number = _line(_TITLE), _line(_NUMBER)
        self.day, self.reason = _line(_DAY), _line(_REASON)
        self._evidence: str | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for place, (what, line) in enumerate(
            ((_TITLE, self.title), (_NUMBER, self.number), (_REASON, self.reason),
             (_DAY, self.day))
        ):  # fmt: skip
            row, column = divmod(place, 2)
            grid.addWidget(label(what.words), row, column * 2)
            grid.addWidget(line, row, column * 2 + 1)
            line.textChanged.connect(self.changed)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        self.setFocusProxy(self.title)

    def begin(self, today: date) -> None:
        """Blank everything; the day is today's until another is typed."""
        self._evidence = None
        for line in (self.title, self.number, self.reason):
            line.clear()
        self.day.setText(today.isoformat())

    def show_entry(self, entry: RevisionEntry) -> None:
        """Show the document of a revision."""
        self._evidence = entry.evidence
        self.title.setText(entry.title)
        self.number.setText(entry.document_number)
        self.day.setText(entry.decided_on)
        self.reason.setText(entry.reason)

    def said(self) -> Document:
        """Return the document as it is typed."""
        return Document(
            title=self.title.text().strip(),
            document_number=self.number.text().strip(),
            decided_on=self.day.text().strip(),
            reason=self.reason.text().strip(),
            evidence=self._evidence,
        )

    def lacks(self) -> str:
        """Return what has to be typed first, empty when nothing has."""
        if not self.title.text().strip():
            return "先写调整的标题。"
        return "" if self.day.text().strip() else "先写调整日期。"


def _line(what: _Field) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(what.example)
    made.setAccessibleName(what.words)
    return made


class CorrectDialog(PlanDialog):
    """Corrects the document of a revision; `given` carries a Document.

    It stays open, with what was refused, until whoever made it closes it.
    """

    given = Signal(object)

    def __init__(self, entry: RevisionEntry, parent: QWidget | None = None) -> None:
        super().__init__("revision_dialog", "改文号、日期和原因", "不改", _SIZE, parent)
        self.form = DocumentForm()
        self.form.show_entry(entry)
        self._held = self.form.said()
        self.body.addWidget(self.form)
        self.body.addStretch()
        self.form.changed.connect(self._on_changed)
        self.main.clicked.connect(self._on_main)
        self._on_changed()
        self.form.number.setFocus()

    @Slot()
    def _on_changed(self) -> None:
        lacks = self.form.lacks()
        same = "没有改动。" if self.form.said() == self._held else ""
        self.show_main("改这一份文件", lacks or same)
        self.say(lacks or "各行的目标不动，只改是哪一份文件定的。")

    @Slot()
    def _on_main(self) -> None:
        self.given.emit(self.form.said())
