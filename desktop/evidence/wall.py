"""Photographs side by side, each with its small picture and title; only those in sight are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from desktop.icons import icon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from desktop.evidence.rows import EvidenceRow
    from desktop.evidence.thumbnails import Thumbnails

_PICTURE, _PLACE, _WAITING = QSize(168, 118), QSize(192, 160), QSize(24, 24)


class PhotoWall(QListWidget):
    """Shows photographs; the cursor is on one of them."""

    cursor_moved = Signal()
    row_opened = Signal(object)
    """An EvidenceRow was double-clicked, or Enter pressed on it."""
    escaped = Signal()

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._rows: tuple[EvidenceRow, ...] = ()
        self.setObjectName("photo_wall")
        self.setAccessibleName("照片")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        # What is dropped on it is for the page.
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setIconSize(_PICTURE)
        self.setGridSize(_PLACE)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        thumbnails.loaded.connect(self._on_loaded)
        self.currentItemChanged.connect(self._on_current)
        self.itemDoubleClicked.connect(self._on_opened)

    @property
    def current_row(self) -> EvidenceRow | None:
        """Return the photograph under the cursor."""
        at = self.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def show_rows(self, rows: Sequence[EvidenceRow]) -> None:
        """Show these photographs; the cursor stays on the one it was on."""
        if tuple(rows) == self._rows:
            return
        held = self.current_row
        self._rows = tuple(rows)
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.clear()
        waits = self._mounted(icon("photo", "muted").pixmap(_WAITING))
        for row in rows:
            item = QListWidgetItem(waits, row.line.title)
            item.setToolTip("\n".join((row.line.title, *(one.words for one in row.proves))))
            self.addItem(item)
        self.blockSignals(False)  # noqa: FBT003 - as above
        keys = [row.key for row in rows]
        at = keys.index(held.key) if held is not None and held.key in keys else 0
        self.setCurrentRow(at if rows else -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        for at in self._in_sight():
            self._show_picture(at)
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row is not None:
            self.row_opened.emit(row)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _in_sight(self) -> Iterator[int]:
        """Yield the places of the photographs in sight."""
        first = self.indexAt(QPoint(_PLACE.width() // 2, _PLACE.height() // 2))
        start = max(first.row() - self.width() // _PLACE.width(), 0) if first.isValid() else 0
        bottom = self.viewport().rect().bottom()
        for at in range(start, self.count()):
            if self.visualItemRect(self.item(at)).top() > bottom:
                return
            yield at

    def _show_picture(self, at: int) -> None:
        item, line = self.item(at), self._rows[at].line
        if item.data(Qt.ItemDataRole.UserRole) == line.sha256:
            return
        image = self._thumbnails.picture(line, self.devicePixelRatioF())
        if image is None:
            return
        item.setData(Qt.ItemDataRole.UserRole, line.sha256)
        if not image.isNull():
            item.setIcon(self._mounted(QPixmap.fromImage(image)))

    def _mounted(self, picture: QPixmap) -> QIcon:
        """Return a picture in the middle of its place, as large as fits; the same when chosen."""
        ratio = self.devicePixelRatioF()
        place = _PICTURE * ratio
        if picture.width() > place.width() or picture.height() > place.height():
            keep = Qt.AspectRatioMode.KeepAspectRatio
            picture = picture.scaled(place, keep, Qt.TransformationMode.SmoothTransformation)
        mount = QPixmap(place)
        mount.fill(Qt.GlobalColor.transparent)
        painter = QPainter(mount)
        left = (place.width() - picture.width()) // 2
        painter.drawPixmap(left, (place.height() - picture.height()) // 2, picture)
        painter.end()
        mount.setDevicePixelRatio(ratio)
        made = QIcon()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            made.addPixmap(mount, mode)
        return made

    @Slot(object)
    def _on_loaded(self, _content: str) -> None:
        self.viewport().update()

    @Slot()
    def _on_current(self, *_items: object) -> None:
        self.cursor_moved.emit()

    @Slot()
    def _on_opened(self, *_item: object) -> None:
        if self.current_row is not None:
            self.row_opened.emit(self.current_row)
