"""Pictures of photographs, small, made on the worker thread and kept by content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader

from db.errors import UserError
from desktop.shelf import Shelf
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.model.proof import EvidenceLine
    from db.ticket import Ticket
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner

SIDE = QSize(288, 200)
"""The most pixels of a thumbnail; a screen of 200 % gets twice as many."""
_MOST_KEPT = 120
_LARGEST = 8000 * 8000
"""Pixels of a picture beyond which it is not unpacked to be shown small."""


class Thumbnails(QObject):
    """Gives small pictures; one that is not there yet comes with `loaded`."""

    loaded = Signal(object)
    """The content (SHA-256) of the photograph whose picture is there now, even if it is none."""

    def __init__(self, session: BookSession, runner: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._runner = session, runner
        self._known: dict[str, QImage] = {}
        self._asked: set[str] = set()

    def picture(self, line: EvidenceLine, ratio: float) -> QImage | None:
        """Return the small picture of a photograph; None while it is made. A null one: no picture.

        `ratio` are device pixels a pixel.
        """
        known = self._known.get(line.sha256)
        if known is None and line.sha256 not in self._asked:
            self._asked.add(line.sha256)
            shelf = Shelf.of(self._session.book)
            task = Task(_making(shelf, line.id, line.sha256, SIDE * ratio), self, quiet=True)
            task.succeeded.connect(self._on_made)
            task.ended.connect(task.deleteLater)
            self._runner.start(task)
        return known

    @Slot(object)
    def _on_made(self, made: tuple[str, QImage]) -> None:
        content, image = made
        while len(self._known) >= _MOST_KEPT:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self._asked.discard(oldest)
        self._known[content] = image
        self.loaded.emit(content)


def _making(
    shelf: Shelf, evidence: str, content: str, room: QSize
) -> Callable[[Ticket], tuple[str, QImage]]:
    def job(_ticket: Ticket) -> tuple[str, QImage]:
        try:
            with shelf.open() as book:
                held = book.proving.content(evidence)[1]
        except UserError:
            # Whoever opens it is told what is wrong with it.
            return content, QImage()
        return content, small_picture(held, room)

    return job


def small_picture(content: bytes, room: QSize) -> QImage:
    """Return a picture within that room, upright as it was taken; a null one where there is none.

    A picture is unpacked no larger than it is shown where its format allows it.
    """
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _LARGEST:
        return QImage()
    if size.width() > room.width() or size.height() > room.height():
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
