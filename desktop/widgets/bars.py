"""What the frame says: in the status row at its foot, and in the strip of warnings over the page.

Both are loaded when something is said: the first page of a book is painted before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from desktop.delegates.marks import Mark
from desktop.icons import icon
from desktop.widgets.chips import mark_icon
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.key_hint import KeyHint
from desktop.widgets.pane import MarkView
from desktop.widgets.words import button, label, upright

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from desktop.theme import Look

_SPOKEN_FOR = 5000
_MARGIN, _BETWEEN = 12, 10


class StatusRow(QWidget):
    """What is missing and the key that goes there; a sentence for a while; keys, backup, saved.

    In the place of the keys stands what is selected, counted up: at once, and beside a sentence.
    """

    next_requested = Signal()
    doubts_requested = Signal()
    """What is doubted should be listed."""
    place_requested = Signal(object)
    """The place that the words beside what is missing lead to."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName("状态栏")
        self._missing = label(bold=True)
        self._next = button("下一格 F8", kind="link")
        self._doubts = {
            mark: button("", kind="link", tip="列出来：校验本年（F7）")
            for mark in (Mark.ERROR, Mark.QUERY)
        }
        self._parting_left = upright()
        self._aside = ElidedLabel()
        self._link = button("", kind="link")
        self._place: object = None
        self._parting = upright()
        self._message = ElidedLabel()
        self._hint = KeyHint()
        self._counted = label()
        self._backup = label(ink="muted")
        self._parting_right = upright()
        self._tick = MarkView(look, Mark.APPROVED)
        self._tick.setAccessibleName("")
        self._tick.setToolTip("")
        self._saved = label()
        self._lay_out()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.quiet)
        self._next.clicked.connect(self.next_requested)
        self._link.clicked.connect(self._on_link)
        for shown in self._doubts.values():
            shown.clicked.connect(self.doubts_requested)

    def _lay_out(self) -> None:
        # What comes and goes beside what is missing, and at the other end.
        self._told: tuple[QWidget, ...] = (
            *(self._next, *self._doubts.values()),
            *(self._parting_left, self._aside, self._link, self._parting, self._message),
        )
        self._kept = (self._backup, self._parting_right, self._tick, self._saved)
        row = QHBoxLayout(self)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.setSpacing(_BETWEEN)
        for widget in (self._missing, *self._told):
            row.addWidget(widget)
        row.addStretch()
        # The keys take what the words beside them leave.
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addWidget(self._hint, 1)
        for widget in (self._counted, *self._kept):
            row.addWidget(widget)
        for part in (*self._told, self._counted, *self._kept):
            part.hide()

    @property
    def message(self) -> str:
        """Return the sentence that is said now."""
        return self._message.words

    @property
    def missing(self) -> str:
        """Return what is said to be missing."""
        return self._missing.text()

    @property
    def backup(self) -> str:
        """Return what is said of the last backup."""
        return self._backup.text()

    def clear(self) -> None:
        """Say nothing of a book."""
        self.show_hint("")
        self.show_counted("")
        self.show_missing("", can_go=False)
        self.show_aside("", "", None)
        self.show_doubts(0, 0)
        self.show_saved("", "")

    def show_missing(self, sentence: str, *, can_go: bool, step: str = "下一格") -> None:
        """Say what is missing, with the key that goes there when there is somewhere to go."""
        self._missing.setText(sentence)
        self._next.setText(f"{step} F8")
        self._next.setAccessibleName(f"{step} F8")
        self._next.setVisible(can_go)

    @property
    def aside(self) -> str:
        """Return what else is said to wait."""
        return self._aside.words

    def show_aside(self, sentence: str, link: str, place: object) -> None:
        """Say what else waits, with a link to its place; empty words hide both."""
        self._place = place
        self._aside.say(sentence)
        self._link.setText(link)
        self._link.setAccessibleName(f"{sentence}：{link}")
        self._show_aside(spoken=bool(self.message))
        self._make_room()

    def _show_aside(self, *, spoken: bool) -> None:
        """Let the sentence of the moment stand in the place of what waits."""
        shown = bool(self._aside.words) and not spoken
        for widget in (self._parting_left, self._aside):
            widget.setVisible(shown)
        self._link.setVisible(shown and self._place is not None)

    @Slot()
    def _on_link(self) -> None:
        self.place_requested.emit(self._place)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Return what is said to be doubted: 错误 1, 疑问 3."""
        return tuple(made.text() for made in self._doubts.values() if not made.isHidden())

    def show_doubts(self, errors: int, queries: int) -> None:
        """Say how many cells have an error, and how many a query that is not explained."""
        told = ((Mark.ERROR, "错误", errors), (Mark.QUERY, "疑问", queries))
        for mark, word, count in told:
            made = self._doubts[mark]
            made.setVisible(count > 0)
            if not count:
                continue
            made.setText(f"{word} {count}")
            made.setAccessibleName(f"{word} {count} 格，列出来")
            made.setIcon(mark_icon(mark, self._look, self.devicePixelRatioF()))
            made.setIconSize(QSize(12, 12))

    @Slot(str)
    def say(self, sentence: str) -> None:
        """Say a sentence for five seconds; the keys make room for it."""
        self._message.say(sentence)
        self._message.setVisible(bool(sentence))
        self._parting.setVisible(bool(sentence))
        self._show_aside(spoken=bool(sentence))
        self._show_keys()
        self._make_room()
        self._timer.start(_SPOKEN_FOR)

    @Slot()
    def quiet(self) -> None:
        """Take the sentence away."""
        self._timer.stop()
        self._message.say("")
        self._message.hide()
        self._parting.hide()
        self._show_aside(spoken=False)
        self._show_keys()
        self._make_room()

    def show_hint(self, keys: str) -> None:
        """Show the keys that help on this page."""
        self._hint.say(keys)

    @property
    def counted(self) -> str:
        """Return what is said of the selected figures."""
        return self._counted.text()

    def show_counted(self, words: str) -> None:
        """Show what the selected figures come to; empty: the keys again."""
        if words != self.counted:
            self._counted.setText(words)
            self._counted.setVisible(bool(words))
            self._show_keys()
            self._make_room()

    def _show_keys(self) -> None:
        self._hint.setVisible(not self.message and not self.counted)

    def show_saved(self, backup: str, saved: str) -> None:
        """Show when the book was last backed up and saved; empty hides both."""
        self._backup.setText(backup)
        self._saved.setText(saved)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave out what may be read later where a sentence would not be read whole beside it."""
        if not self.isVisible():
            return
        room = self.width()
        if self.message or self.counted or not self._aside.isHidden():
            beside = (self._missing, *self._told, self._counted)
            shown = (part for part in beside if not part.isHidden())
            room -= 2 * _MARGIN + sum(map(_needed, shown))
        saved = (self._tick, self._saved, self._parting_right)
        for parts, words in ((saved, self._saved.text()), ((self._backup,), self._backup.text())):
            needed = sum(map(_needed, parts)) if words else 0
            for part in parts:
                part.setVisible(bool(words) and needed <= room)
            room -= needed


def _needed(part: QWidget) -> int:
    return part.sizeHint().width() + _BETWEEN


class Strip(QFrame):
    """A sentence that needs a hand, over the page until it is put away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._sentence = label(wraps=True)
        close = QToolButton()
        close.setIcon(icon("close"))
        close.setAccessibleName("收起提示")
        close.setToolTip("收起")
        close.clicked.connect(self.hide)
        picture = QToolButton()
        picture.setIcon(icon("warning"))
        picture.setEnabled(False)
        picture.setAccessibleName("注意")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 12, 6)
        row.addWidget(picture)
        row.addWidget(self._sentence, 1)
        row.addWidget(close)
        self.hide()

    @property
    def sentence(self) -> str:
        """Return what the strip says, empty while it is put away."""
        return "" if self.isHidden() else self._sentence.text()

    @Slot(str)
    def say(self, sentence: str) -> None:
        """Show a sentence."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
