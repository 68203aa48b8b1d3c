"""The rail at the left: a card on top, then one entry a page, by sections."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QMenu, QVBoxLayout, QWidget

from desktop.icons import paint_icon
from desktop.page import AT_THE_FOOT
from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.pages import PageKind
    from desktop.theme import Look

_ENTRY = 32
_BAR = 3


class RailButton(QAbstractButton):
    """One entry: icon, words, and a number at the right."""

    def __init__(self, look: Look, kind: PageKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = kind.icon
        self._badge: int | None = None
        self.setObjectName(f"rail_{kind.name}")
        self.setCheckable(True)
        self.setText(kind.title)
        self.setAccessibleName(kind.title)
        self.setFixedHeight(_ENTRY)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_badge(self, badge: int | None) -> None:
        """Show a number at the right; none and zero are not shown."""
        if badge != self._badge:
            self._badge = badge
            self.setAccessibleDescription(f"还差 {badge}" if badge else "")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.sizes.rail_width, _ENTRY)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        chosen = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or self.underMouse():
            painter.setBrush(theme.colour("accent_soft" if chosen else "header"))
            painter.drawRect(self.rect())
        if chosen:
            painter.setBrush(theme.colour("accent"))
            painter.drawRect(0, 0, _BAR, self.height())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        side = theme.sizes.icon
        place = QRectF(16, (self.height() - side) / 2, side, side)
        paint_icon(painter, self._icon, place, "accent" if chosen else "text", theme)
        painter.setFont(theme.font(bold=chosen))
        painter.setPen(theme.colour("text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        if self.width() > theme.sizes.rail_width_folded:
            painter.drawText(self.rect().adjusted(42, 0, -40, 0), middle, self.text())
        if self._badge and self.width() > theme.sizes.rail_width_folded:
            painter.setFont(theme.font(theme.sizes.secondary))
            painter.setPen(theme.colour("muted"))
            box = self.rect().adjusted(0, 0, -12, 0)
            painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, str(self._badge))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), theme.sizes.focus_ring))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()


class ChooserCard(QAbstractButton):
    """Title and years of what is looked at; with several it opens a menu to choose."""

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._detail = ""
        self._choices: tuple[tuple[str, str], ...] = ()
        self._key = ""
        self.setObjectName("chooser")
        self.setFixedHeight(60)
        self.clicked.connect(self._open)

    def show_choice(
        self, title: str, detail: str, choices: Sequence[tuple[str, str]], key: str
    ) -> None:
        """Show what is chosen, and offer (key, words) pairs."""
        shown = self.text(), self._detail, self._choices, self._key
        if shown == (title, detail, tuple(choices), key):
            return
        self.setText(title)
        self._detail, self._choices, self._key = detail, tuple(choices), key
        several = len(choices) > 1
        policy = Qt.FocusPolicy.StrongFocus if several else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        shape = Qt.CursorShape.PointingHandCursor if several else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        words = f"规划：{title} {detail}"
        self.setAccessibleName(words)
        self.setToolTip(dict(choices).get(key, title))
        lines = self._lines(self._room())
        self.setFixedHeight(28 + 16 * len(lines))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        several = len(self._choices) > 1
        meaning = "focus" if focused else "line_strong" if several else "line"
        painter.setPen(QPen(theme.colour(meaning), 2 if focused else 1))
        painter.setBrush(theme.colour("surface"))
        area = QRectF(self.rect()).adjusted(8.5, 0.5, -8.5, -0.5)
        painter.drawRoundedRect(area, theme.sizes.radius, theme.sizes.radius)
        painter.setFont(theme.font(theme.sizes.secondary, bold=True))
        painter.setPen(theme.colour("text"))
        top = 6
        for line in self._lines(self._room()):
            painter.drawText(QRect(16, top, self._room() + 4, 16), 0, line)
            top += 16
        painter.setFont(theme.font(theme.sizes.secondary))
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRect(16, top, self._room() + 4, 16), 0, self._detail)
        if several:
            side = 14
            arrow = QRectF(self.width() - 30, (self.height() - side) / 2, side, side)
            paint_icon(painter, "chevron_down", arrow, "text", theme)
        painter.end()

    def _room(self) -> int:
        arrow = 22 if len(self._choices) > 1 else 0
        return self._look.theme.sizes.rail_width - 32 - arrow

    def _lines(self, room: int) -> list[str]:
        """Break the title into at most three lines, by characters as Chinese is."""
        font = self._look.theme.font(self._look.theme.sizes.secondary, bold=True)
        self.setFont(font)
        metrics = self.fontMetrics()
        lines: list[str] = []
        rest = self.text()
        while rest and len(lines) < 3:  # noqa: PLR2004 - the card's height
            taken = len(rest)
            while taken > 1 and metrics.horizontalAdvance(rest[:taken]) > room:
                taken -= 1
            # A closing mark does not begin a line.
            while taken < len(rest) and taken > 1 and rest[taken] in "”）》、，。":
                taken -= 1
            lines.append(rest[:taken])
            rest = rest[taken:]
        if rest:
            lines[-1] = lines[-1][:-1] + "…"
        return lines

    def _open(self) -> None:
        if len(self._choices) < 2:  # noqa: PLR2004 - nothing to choose from
            return
        menu = QMenu(self)
        for key, words in self._choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(key == self._key)
            action.triggered.connect(partial(self._on_triggered, key))
        menu.popup(self.mapToGlobal(QPoint(8, self.height())))

    def _on_triggered(self, key: str, *_checked: object) -> None:
        self.chosen.emit(key)


class Rail(QFrame):
    """The card and an entry for each page; `page_chosen` carries the name of one."""

    page_chosen = Signal(object)

    def __init__(
        self, look: Look, kinds: Sequence[PageKind], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAccessibleName("导航")
        self.setFixedWidth(look.theme.sizes.rail_width)
        self.chooser = ChooserCard(look, self)
        self._look = look
        self._folded = False
        self._headings: list[QWidget] = []
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(0)
        column.addWidget(self.chooser)
        column.addSpacing(8)
        section = ""
        for kind in kinds:
            if kind.section == AT_THE_FOOT:
                continue
            if kind.section not in {"", section}:
                section = kind.section
                column.addWidget(self._heading(section))
            column.addWidget(self._made(look, kind))
        column.addStretch()
        for kind in kinds:
            if kind.section == AT_THE_FOOT:
                column.addWidget(self._made(look, kind))

    def fold(self, *, folded: bool) -> None:
        """Show icons only, where there is no room for the words."""
        if folded == self._folded:
            return
        self._folded = folded
        sizes = self._look.theme.sizes
        self.setFixedWidth(sizes.rail_width_folded if folded else sizes.rail_width)
        self.chooser.setVisible(not folded)
        for heading in self._headings:
            heading.setVisible(not folded)
        for entry in self._buttons.values():
            entry.setToolTip(entry.text() if folded else "")

    def show_page(self, name: str) -> None:
        """Mark the entry of the page in sight."""
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def show_badge(self, name: str, badge: int | None) -> None:
        """Show a number beside an entry."""
        self._buttons[name].show_badge(badge)

    def focus_chosen(self) -> None:
        """Put the focus on the entry of the page in sight."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        order = list(self._buttons.values())
        at = next((place for place, entry in enumerate(order) if entry.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        order[(at + step) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)

    def _heading(self, section: str) -> QWidget:
        made = label(section, ink="muted", size="secondary")
        made.setContentsMargins(16, 8, 0, 4)
        self._headings.append(made)
        return made

    def _made(self, look: Look, kind: PageKind) -> RailButton:
        made = RailButton(look, kind, self)
        made.clicked.connect(partial(self._on_clicked, kind.name))
        self._group.addButton(made)
        self._buttons[kind.name] = made
        return made

    def _on_clicked(self, name: str, *_checked: object) -> None:
        self.page_chosen.emit(name)
