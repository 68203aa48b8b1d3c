"""The bars over a page's table: name, year, filters, legend; and the words of an empty page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.delegates.marks import MARK_WORDS, Mark
from desktop.widgets.choice import Choice
from desktop.widgets.pane import MarkView
from desktop.widgets.words import demonstration_label, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from desktop.theme import Look

_SECOND = 40
_TIGHT = 6
"""Pixels between the parts of the first row where they hardly fit."""


class PageTools(QFrame):
    """A page's name and year with room for buttons (`first`), then a row for filters (`second`)."""

    def __init__(self, title: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_tools")
        self.title = label(title, size="title")
        self.years = Choice(look, "报告期")
        self.demonstration = demonstration_label()
        self.demonstration.hide()
        head = QWidget()
        head.setFixedHeight(look.theme.sizes.page_header)
        self.first = QHBoxLayout(head)
        self.first.setContentsMargins(16, 0, 12, 0)
        self.first.setSpacing(12)
        self.first.addWidget(self.title)
        self.first.addWidget(self.years)
        self.first.addWidget(self.demonstration)
        self.first.addStretch()
        row = self._filters = QWidget()
        row.setFixedHeight(_SECOND)
        self.second = QHBoxLayout(row)
        self.second.setContentsMargins(16, 0, 12, 6)
        self.second.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(row)

    def hide_filters(self) -> None:
        """Do without the row for filters."""
        self._filters.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """Leave out what there is no room for."""
        # The rail says the page's name, too: it makes room for what can be used.
        parts = [
            part
            for part in self.findChildren(QWidget)
            if self.first.indexOf(part) >= 0 and part is not self.title and not part.isHidden()
        ]
        margins = self.first.contentsMargins()
        around = margins.left() + margins.right() + self.first.spacing() * (len(parts) + 1)
        needed = sum(part.sizeHint().width() for part in parts) + around
        self.title.setVisible(needed + self.title.sizeHint().width() <= self.width())
        if needed > self.width():
            self.first.setSpacing(_TIGHT)

    def show_years(self, years: Sequence[int], period: str, *, demonstration: bool = False) -> None:
        """Offer the years with one chosen, and say whether the figures are made up."""
        self.years.show_choices([(str(year), f"{year} 年") for year in years], period)
        self.demonstration.setVisible(demonstration)


class Legend(QWidget):
    """What the marks in the table mean."""

    def __init__(self, look: Look, marks: Sequence[Mark], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for mark in marks:
            row.addWidget(MarkView(look, mark))
            words = label(MARK_WORDS[mark], ink="muted", size="secondary")
            words.setContentsMargins(0, 0, 6, 0)
            row.addWidget(words)


class Nothing(QFrame):
    """What stands where a table would be empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("nothing")
        self._words = label(ink="muted")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(self._words)
        self.hide()

    @property
    def words(self) -> str:
        """Return what is said."""
        return self._words.text()

    def say(self, sentence: str) -> None:
        """Say why there is nothing, and what to do."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
