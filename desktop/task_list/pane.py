"""The task page's pane: whose task it is, the period's form, what else is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.widgets.pane import Pane, PaneSection
from desktop.widgets.progress_form import FormFoot, ProgressForm
from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.theme import Look


class TaskPane(Pane):
    """Keeps the form in place while what stands below it follows the cursor."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.setAccessibleName("任务与进展")
        self.form = ProgressForm(look)
        self._title = label("", size="heading", wraps=True)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._aside = label("", ink="muted", size="secondary")
        self._below = label("", ink="muted", size="secondary", wraps=True)
        self._details = QWidget()
        self._rows = QVBoxLayout(self._details)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._asked: tuple[PaneSection, ...] | None = None
        self.show_content(self._laid_out())

    def _laid_out(self) -> QWidget:
        body = QWidget()
        body.setObjectName("pane_body")
        head = QFrame()
        head.setObjectName("pane_section")
        words = QVBoxLayout(head)
        words.setContentsMargins(12, 10, 12, 8)
        words.setSpacing(2)
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(self._aside, 0, Qt.AlignmentFlag.AlignTop)
        words.addLayout(row)
        words.addWidget(self._below)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.form)
        column.addWidget(self._details)
        column.addStretch()
        return body

    def show_task(
        self, title: str, aside: str, below: str, sections: Sequence[PaneSection]
    ) -> None:
        """Show whose task it is; sections that are the same as before stay in place."""
        self._title.setText(title)
        self._aside.setText(aside)
        self._below.setText(below)
        self._below.setVisible(bool(below))
        if tuple(sections) == self._asked:
            return
        self._asked = tuple(sections)
        while (item := self._rows.takeAt(0)) is not None:
            widget: QWidget | None = item.widget()
            if widget is not None and widget not in self._kept:
                widget.hide()
                widget.deleteLater()
        for section in sections:
            self._rows.addWidget(self._section(section))
        for widget in self._kept:
            self._rows.addWidget(widget)


class TaskSide(QFrame):
    """The pane with the buttons of its form below it, which do not scroll."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pane = TaskPane(look)
        self.foot = FormFoot()
        self.setFixedWidth(self.pane.width())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pane, 1)
        column.addWidget(self.foot)
