"""Filters with counts: one of several chips is chosen."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from desktop.delegates.marks import MarkName, paint_mark
from desktop.widgets.words import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from desktop.theme import Look


class Chip(NamedTuple):
    """A filter: its key, its word, how many rows it shows, and its mark."""

    key: str
    word: str
    rows: int | None = None
    mark: MarkName | None = None


def _can_be_short(chip: Chip) -> bool:
    """Tell whether a chip's mark and count say enough."""
    return chip.mark is not None and chip.rows is not None


def mark_icon(mark: MarkName, look: Look, ratio: float) -> QIcon:
    """Return a mark as a button's icon in the chosen theme."""
    side = look.theme.sizes.mark
    picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setClipRect(QRect(0, 0, side, side))
    paint_mark(painter, mark, 0, 0, look.theme)
    painter.end()
    made = QIcon()
    # A disabled chip keeps its mark's colour: it means the same.
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
        made.addPixmap(picture, mode)
    return made


class ChipRow(QWidget):
    """A row of chips of which one is chosen; `chosen` carries its key.

    Where there is no room, chips with a mark leave their word to their tip.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._chips: tuple[Chip, ...] = ()
        self._buttons: dict[str, QPushButton] = {}
        self._wide = 0
        self._narrow = 0
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addStretch()

    @property
    def key(self) -> str:
        """Return the key of the chosen chip, empty when there is none."""
        return next((key for key, chip in self._buttons.items() if chip.isChecked()), "")

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips; the chosen one stays chosen, else the first is."""
        self._chips = tuple(chips)
        if list(self._buttons) != [chip.key for chip in chips]:
            self._rebuild()
        for chip in chips:
            words = chip.word if chip.rows is None else f"{chip.word} {chip.rows}"
            self._buttons[chip.key].setAccessibleName(f"筛选：{words}")
        self._show_marks()
        self._measure()
        self._fit()

    def choose(self, key: str) -> None:
        """Choose a chip as a click would."""
        chip = self._buttons.get(key)
        if chip is not None and not chip.isChecked():
            chip.click()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._narrow, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self._wide, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        # Words that came back are given their room at once: cut, they would be seen for a moment.
        self._row.activate()

    def _measure(self) -> None:
        """Note what the chips need with their words, and without those that a mark stands for."""
        self._put_words(short=False)
        spaces = max(len(self._chips) - 1, 0) * self._row.spacing()
        self._wide = sum(made.sizeHint().width() for made in self._buttons.values()) + spaces
        left_out = (
            QFontMetrics(self._buttons[chip.key].font()).horizontalAdvance(f"{chip.word} ")
            for chip in self._chips
            if _can_be_short(chip)
        )
        self._narrow = self._wide - sum(left_out)
        self.updateGeometry()

    def _fit(self) -> None:
        # Before it is laid out, a row has no width that says anything.
        self._put_words(short=0 < self.width() < self._wide and self.isVisible())

    def _put_words(self, *, short: bool) -> None:
        for chip in self._chips:
            if chip.key not in self._buttons:
                continue  # Chips are still being put in, each of which makes the row larger.
            words = chip.word if chip.rows is None else f"{chip.word} {chip.rows}"
            bare = short and _can_be_short(chip)
            made = self._buttons[chip.key]
            made.setText(str(chip.rows) if bare else words)
            made.setToolTip(words if bare else "")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._show_marks()
        super().changeEvent(event)

    def _rebuild(self) -> None:
        kept = self.key
        for old in self._buttons.values():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = {}
        for place, chip in enumerate(self._chips):
            made = button("", kind="chip")
            made.setCheckable(True)
            # Who clicks it goes on in the table.
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.clicked.connect(partial(self._on_clicked, chip.key))
            self._group.addButton(made)
            self._row.insertWidget(place, made)
            # Until Qt shows it by itself, the row would say that it needs no room.
            made.show()
            made.ensurePolished()
            self._buttons[chip.key] = made
        for before, after in pairwise((*self._tabbed_before(), *self._buttons.values())):
            QWidget.setTabOrder(before, after)
        first = next(iter(self._buttons), "")
        if first:
            self._buttons[kept if kept in self._buttons else first].setChecked(True)

    def _tabbed_before(self) -> list[QWidget]:
        """Return what Tab comes to before the row, none where that is not among its tools.

        The chips are made later than what stands after them, which Tab would come to first.
        """
        row = self.parentWidget()
        tools = row.parentWidget() if row is not None else None
        before = self.previousInFocusChain()
        while before not in {None, self} and not before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            before = before.previousInFocusChain()
        return [before] if before and tools and tools.isAncestorOf(before) else []

    def _show_marks(self) -> None:
        for chip in self._chips:
            if chip.mark is not None and chip.key in self._buttons:
                made = mark_icon(chip.mark, self._look, self.devicePixelRatioF())
                self._buttons[chip.key].setIcon(made)
                self._buttons[chip.key].setIconSize(QSize(12, 12))

    def _on_clicked(self, key: str, *_checked: object) -> None:
        self.chosen.emit(key)
