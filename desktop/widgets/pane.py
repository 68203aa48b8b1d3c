"""The side pane: what stands behind the row under the cursor, in short sections."""

# No `from __future__ import annotations`: a NamedTuple compiles each annotation that is a string.

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desktop.delegates.marks import MARK_WORDS, MarkName, paint_mark
from desktop.widgets.scroll import TallScroll
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from desktop.preferences import Preferences
    from desktop.theme import Look
    from desktop.widgets.small_chart import Trend

LEAST_WITH_PANE = 1000
"""A page narrower than this does without its pane."""


class PaneRow(NamedTuple):
    """A line of a section: a muted word, the text, something at the right, perhaps a mark.

    A line without `left` takes the whole width. `size` is that of a label: heading for what is
    looked at first.
    """

    text: str
    left: str = ""
    middle: str = ""
    right: str = ""
    mark: MarkName | None = None
    ink: str = ""
    bold: bool = False
    size: str = ""


class PaneSection(NamedTuple):
    """A section: its title, a word at the right of it, and its lines.

    `link` stands there instead and can be clicked: the pane tells `key`. A `card` (warn or bad) is
    a tinted frame under the pane's head, without a title. A `chart` stands under the lines.
    """

    title: str
    rows: tuple[PaneRow, ...]
    aside: str = ""
    link: str = ""
    key: str = ""
    card: str = ""
    chart: "Trend | None" = None


class MarkView(QWidget):
    """One mark outside a table."""

    def __init__(self, look: "Look", mark: MarkName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._mark = mark
        self.setFixedSize(QSize(14, 18))
        self.setAccessibleName(MARK_WORDS[mark])
        self.setToolTip(MARK_WORDS[mark])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_mark(painter, self._mark, 1, 3, self._look.theme)
        painter.end()


class Pane(TallScroll):
    """320 pixels at the right of a page, following the cursor."""

    link_followed = Signal(object)
    """The key of the section whose link was clicked."""

    def __init__(self, look: "Look", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: tuple[object, ...] = ()
        self._kept: tuple[QWidget, ...] = ()
        self.setObjectName("pane")
        self.setAccessibleName("详情窗格")
        self.setFixedWidth(look.theme.sizes.pane_width)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keep(self, *widgets: QWidget) -> None:
        """Let these widgets stand below whatever is shown; they hide themselves when idle."""
        self._kept = widgets

    def show_sections(
        self, title: str, aside: str, sections: Sequence[PaneSection], *extra: QWidget
    ) -> None:
        """Show a title with a word beside it, then the sections, then widgets of the page."""
        asked = (title, aside, tuple(sections), extra)
        if asked == self._shown:
            return
        self._shown = asked
        body = QWidget()
        body.setObjectName("pane_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head(title, aside, [one for one in sections if one.card]))
        for section in sections:
            if not section.card:
                column.addWidget(self._section(section))
        for widget in (*extra, *self._kept):
            column.addWidget(widget)
        column.addStretch()
        self.show_content(body)

    def _head(self, title: str, aside: str, cards: Sequence[PaneSection]) -> QWidget:
        frame = QFrame()
        frame.setObjectName("pane_section")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        row = QHBoxLayout()
        column.addLayout(row)
        for card in cards:
            column.addWidget(self._card(card))
        name = label(title, size="heading", wraps=True)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(name, 1)
        if aside:
            row.addWidget(label(aside, ink="muted", size="secondary"), 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _card(self, section: PaneSection) -> QWidget:
        """Return what is wrong, in a tinted frame: marks at the left, what to do under them."""
        frame = QFrame()
        frame.setObjectName("pane_card")
        frame.setProperty("tone", section.card)
        grid = QGridLayout(frame)
        grid.setContentsMargins(8, 6, 8, 6)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for place, row in enumerate(section.rows):
            if row.mark is not None:
                top = Qt.AlignmentFlag.AlignTop
                grid.addWidget(MarkView(self._look, row.mark), place, 0, top)
            start = 1 if row.mark is not None else 0
            grid.addWidget(self._words(row.text, row), place, start, 1, 2 - start)
        return frame

    def _section(self, section: PaneSection) -> QWidget:
        frame = QFrame()
        frame.setObjectName("pane_section")
        grid = QGridLayout(frame)
        grid.setContentsMargins(12, 8, 12, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        grid.addWidget(label(section.title, ink="muted", size="secondary"), 0, 0, 1, 3)
        right = Qt.AlignmentFlag.AlignRight
        if section.link:
            link = button(section.link, kind="link")
            link.setAccessibleName(f"{section.title}：{section.link}")
            link.clicked.connect(partial(self._on_link, section.key))
            grid.addWidget(link, 0, 3, right)
        elif section.aside:
            aside = label(section.aside, ink="muted", size="secondary")
            grid.addWidget(aside, 0, 3, right)
        for place, row in enumerate(section.rows, start=1):
            self._add_row(grid, place, row)
        if section.chart is not None:
            from desktop.widgets.small_chart import SmallChart  # noqa: PLC0415 - few have one

            chart = SmallChart(self._look, section.chart)
            grid.addWidget(chart, len(section.rows) + 1, 0, 1, 4)
        return frame

    def _on_link(self, key: str, *_checked: object) -> None:
        # The link goes with what is shown: the focus stays in the pane, and its click ends first.
        self.setFocus()
        QTimer.singleShot(0, self, partial(self.link_followed.emit, key))

    def _add_row(self, grid: QGridLayout, place: int, row: PaneRow) -> None:
        top = Qt.AlignmentFlag.AlignTop
        text = self._words(row.text, row)
        if row.left:
            grid.addWidget(label(row.left, ink="muted", size="secondary"), place, 0, top)
        if row.middle:
            text.setWordWrap(False)
            grid.addWidget(text, place, 1, top | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self._words(row.middle, PaneRow("")), place, 2)
        else:
            start = 1 if row.left else 0
            grid.addWidget(text, place, start, 1, (3 if row.right or row.mark else 4) - start)
        if row.right or row.mark:
            grid.addWidget(self._end(row), place, 3, top | Qt.AlignmentFlag.AlignRight)

    def _end(self, row: PaneRow) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        if row.mark is not None:
            line.addWidget(MarkView(self._look, row.mark))
        if row.right:
            line.addWidget(label(row.right, ink="muted", size="secondary"))
        return box

    @staticmethod
    def _words(text: str, row: PaneRow) -> QLabel:
        made = label(text, ink=row.ink, size=row.size, bold=row.bold, wraps=True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return made


class PaneFold(QObject):
    """Hides a pane where its page is too narrow for it, until the user asks for it (F9)."""

    def __init__(self, page: QWidget, pane: QWidget, preferences: "Preferences") -> None:
        super().__init__(page)
        self._page = page
        self._pane = pane
        self._preferences = preferences
        self._asked = False
        page.installEventFilter(self)
        preferences.changed.connect(self._on_preference)
        self._fold()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fold()
        return super().eventFilter(watched, event)

    def _on_preference(self, key: str) -> None:
        if key == "look/pane_shown":
            self._asked = self._is_narrow() and not self._asked
            self._fold()

    def unfold(self) -> None:
        """Show the pane now, where it was folded for want of room or by a person."""
        if self._is_narrow():
            self._asked = True
        else:
            self._preferences.pane_shown = True
        self._fold()

    def _is_narrow(self) -> bool:
        return self._page.width() < LEAST_WITH_PANE

    def _fold(self) -> None:
        shown = self._asked if self._is_narrow() else self._preferences.pane_shown
        self._pane.setVisible(shown)
