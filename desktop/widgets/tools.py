"""The bars over a page's table: name, year, filters, legend; and the words of an empty page."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.delegates.marks import MARK_WORDS, paint_mark
from desktop.widgets.choice import Choice
from desktop.widgets.words import demonstration_label, label
from desktop.wording import period_choices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QLabel

    from desktop.delegates.marks import MarkName
    from desktop.theme import Look
    from desktop.widgets.table import LineTable

_SECOND = 40
_BEFORE_WORD, _AFTER_WORD, _BETWEEN_MARKS = 18, 10, 4
"""Pixels of a legend from a mark to its word, from the word to the next mark, no mark behind it."""
_TIGHT = 6
"""Pixels between the parts of the first row where they hardly fit."""


class PageTools(QFrame):
    """A page's name and year with room for buttons (`first`), then a row for filters (`second`)."""

    between: ClassVar[int] = 12
    """Pixels between the parts of the first row where there is room."""

    def __init__(self, title: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page_tools")
        # Each part is made where it stands: moved there, it would be dressed twice.
        head, row = self.head, self.filters = QWidget(self), QWidget(self)
        self.title = label(title, size="title")
        self.years = Choice(look, "报告期", head, aside=True)
        self.demonstration = demonstration_label()
        self.demonstration.hide()
        head.setFixedHeight(look.theme.sizes.page_header)
        self.first = QHBoxLayout(head)
        self.first.setContentsMargins(16, 0, 12, 0)
        self.first.setSpacing(self.between)
        self.first.addWidget(self.title)
        self.first.addWidget(self.years)
        self.first.addWidget(self.demonstration)
        self.first.addStretch()
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
        self.filters.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """Leave out what there is no room for."""
        # The rail says the page's name, too: it makes room for what can be used.
        parts = [
            part
            for part in self.head.children()
            if isinstance(part, QWidget) and part is not self.title and not part.isHidden()
        ]
        margins = self.first.contentsMargins()
        around = margins.left() + margins.right() + self.between * (len(parts) + 1)
        needed = sum(part.sizeHint().width() for part in parts) + around
        self.title.setVisible(needed + self.title.sizeHint().width() <= self.width())
        self.first.setSpacing(_TIGHT if needed > self.width() else self.between)

    def show_years(self, years: Sequence[int], period: str, *, demonstration: bool = False) -> None:
        """Offer the years with one chosen, and say whether the figures are made up."""
        self.years.show_choices(period_choices(years, period), period)
        self.demonstration.setVisible(demonstration)


class Legend(QWidget):
    """What the marks in the table mean: each mark with its word."""

    def __init__(
        self, look: Look, marks: Sequence[MarkName], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = {mark: MARK_WORDS[mark] for mark in marks}
        self.setAccessibleName("图例：" + "、".join(self._words.values()))

    @cached_property
    def _room(self) -> QSize:
        """Return what all of it takes, measured once: every theme has the same sizes."""
        theme = self._look.theme
        metrics = QFontMetrics(theme.font(theme.sizes.secondary))
        words = sum(map(metrics.horizontalAdvance, self._words.values()))
        around = len(self._words) * (_BEFORE_WORD + _AFTER_WORD) - _BETWEEN_MARKS
        return QSize(words + around, max(theme.sizes.mark, metrics.height()))

    def sizeHint(self) -> QSize:
        return self._room

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setFont(theme.font(theme.sizes.secondary))
        middle = Qt.AlignmentFlag.AlignVCenter
        left, top = 0, (self.height() - theme.sizes.mark) // 2
        for mark, words in self._words.items():
            paint_mark(painter, mark, left + 1, top, theme)
            left += _BEFORE_WORD
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.setPen(theme.colour("muted"))
            painter.drawText(QRect(left, 0, width + 1, self.height()), middle, words)
            left += width + _AFTER_WORD
        painter.end()


class Nothing(QFrame):
    """What stands where a `table` would be empty: Esc is that table's, whoever has the focus."""

    def __init__(self, parent: QWidget | None = None, *, table: LineTable | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.setObjectName("nothing")
        self.hide()

    @cached_property
    def _label(self) -> QLabel:
        """Return what says it, made when it is first said: most tables have rows."""
        made = label(ink="muted", wraps=True)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addWidget(made)
        # What comes into a shown widget is shown a turn later otherwise.
        made.show()
        if self._table is not None:
            # It counts while this is seen.
            QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self._on_escape)
        return made

    @property
    def words(self) -> str:
        """Return what is said."""
        return self.accessibleName()

    def say(self, sentence: str) -> None:
        """Say why there is nothing, and what to do; empty words say nothing."""
        if sentence != self.words:
            self._label.setText(sentence)
            self.setAccessibleName(sentence)

    @Slot()
    def _on_escape(self) -> None:
        if self._table is not None:
            self._table.escaped.emit()
            if self._table.isVisible():
                self._table.setFocus()
