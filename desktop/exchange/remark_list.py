"""The list beside the sheet: every remark with its address, what can be done with it, keys."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.exchange.remark_delegate import REMARK, RemarkDelegate, act_area, within
from desktop.exchange.remarks import Remark, RemarkKind, ticked_anew

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from desktop.theme import Look

AnyIndex = QModelIndex | QPersistentModelIndex


_AT_ONCE = 200
"""So many lines are laid out; more are when somebody comes to the last of them."""


class RemarkModel(QAbstractListModel):
    """Remarks in a row; headings cannot be chosen."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.remarks: list[Remark] = []
        self._laid_out = 0
        self._tells_sheets = False

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show these; where only ticks differ nothing moves."""
        before, self.remarks = self.remarks, list(remarks)
        self._tells_sheets = len({one.sheet for one in self.remarks if one.sheet}) > 1
        if len(before) == len(self.remarks) and all(
            one is other or _unticked(one) == _unticked(other)
            for one, other in zip(before, self.remarks, strict=True)
        ):
            self._tell_all()
            return
        self.beginResetModel()
        self._laid_out = min(_AT_ONCE, len(self.remarks))
        self.endResetModel()

    def tick_anew(
        self, without: Collection[tuple[str, str]], by_hand: Collection[tuple[str, str]] = ()
    ) -> None:
        """Tick every line as the cells left out, or taken in by hand, say it."""
        self.remarks = [ticked_anew(remark, without, by_hand) for remark in self.remarks]
        self._tell_all()

    def _tell_all(self) -> None:
        if self._laid_out:
            self.dataChanged.emit(self.index(0), self.index(self._laid_out - 1))

    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and self._laid_out < len(self.remarks)

    def fetchMore(self, _parent: AnyIndex) -> None:
        last = min(self._laid_out + _AT_ONCE, len(self.remarks))
        self.beginInsertRows(QModelIndex(), self._laid_out, last - 1)
        self._laid_out = last
        self.endInsertRows()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._laid_out

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        remark = self._shown(self.remarks[index.row()])
        if role == REMARK:
            return remark
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _spoken(remark)
        if role == Qt.ItemDataRole.ToolTipRole:
            return remark.detail or None
        return None

    def _shown(self, remark: Remark) -> Remark:
        """Return a line as it is shown: with its sheet, where the lines are of several."""
        if not self._tells_sheets or not remark.sheet:
            return remark
        return replace(remark, detail=" · ".join(filter(None, (remark.sheet, remark.detail))))

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or self.remarks[index.row()].kind is RemarkKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _unticked(remark: Remark) -> tuple[object, ...]:
    shown = (remark.kind, remark.text, remark.detail, remark.sheet, remark.address, remark.act)
    return (*shown, remark.addresses)


def _spoken(remark: Remark) -> str:
    ticked = "" if remark.ticked is None else "已勾选" if remark.ticked else "未勾选"
    ticked = "部分勾选" if remark.partly else ticked
    parts = (remark.address, remark.text, remark.detail, ticked, remark.act)
    return " ".join(part for part in parts if part)


class RemarkList(QListView):
    """Shows remarks; click or Enter goes to the cell, Space ticks, Alt+Down opens the choice."""

    place_requested = Signal(object)
    """A Remark whose cell should be shown."""
    tick_requested = Signal(object)
    """A Remark whose tick should be set or taken away."""
    choice_requested = Signal(object, object)
    """A Remark that asks for a decision, and the point of the screen to ask at."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.remarks = RemarkModel(self)
        self.setModel(self.remarks)
        self.setItemDelegate(RemarkDelegate(look, self))
        self.setAccessibleName("需要看的格")
        self.setUniformItemSizes(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def remark(self) -> Remark | None:
        """Return the remark under the cursor."""
        index = self.currentIndex()
        return self.remarks.remarks[index.row()] if index.isValid() else None

    def copy(self) -> int:
        """Copy the lines for whoever is to mend the file; return how many they were."""
        lines = [
            (one.sheet, one.address or "、".join(one.addresses), one.text, one.detail)
            for one in self.remarks.remarks
            if one.kind is not RemarkKind.HEADING
        ]
        text = io.StringIO()
        csv.writer(text, delimiter="\t", lineterminator="\n").writerows(lines)
        QGuiApplication.clipboard().setText(text.getvalue())
        return len(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        remark, key = self.remark, event.key()
        down = key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers()
        if remark is None:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space and remark.ticked is not None:
            self.tick_requested.emit(remark)
        elif (enter or key == Qt.Key.Key_Space or down) and remark.act:
            self.ask(remark)
        elif enter:
            self.place_requested.emit(remark)
        else:
            super().keyPressEvent(event)

    def ask(self, remark: Remark) -> None:
        """Ask for the decision a remark wants, below its line."""
        index = self.remarks.index(self.remarks.remarks.index(remark))
        at = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(32, 0))
        self.choice_requested.emit(remark, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        remark = self.remarks.remarks[index.row()]
        line = within(QRect(self.visualRect(index)), self)
        acting = act_area(line, remark, self.fontMetrics()).contains(place)
        if acting and remark.ticked is not None:
            self.tick_requested.emit(remark)
        elif acting and remark.act:
            self.ask(remark)
        elif remark.kind is not RemarkKind.HEADING:
            self.place_requested.emit(remark)

    def sizeHint(self) -> QSize:
        return QSize(320, 200)
