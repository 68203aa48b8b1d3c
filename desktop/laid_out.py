"""Pages that were laid out, whatever is on them: how all of them go onto a device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QPainter

from desktop.paper import POINT

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice, QPageLayout

    from db.ticket import Ticket
    from desktop.paper import PaperSize


class LaidOut(Protocol):
    """What can be shown in a preview, printed and kept as a PDF."""

    @property
    def title(self) -> str:
        """Return what it is called: on the preview, and as a file."""

    @property
    def size(self) -> PaperSize:
        """Return what it is printed on."""

    @property
    def layout(self) -> QPageLayout:
        """Return the page with its margins."""

    def __len__(self) -> int: ...

    def draw_page(self, painter: QPainter, number: int) -> None:
        """Draw one page, counted from 0, at the origin, in tenths of a point."""


def draw_all(pages: LaidOut, device: QPagedPaintDevice, ticket: Ticket | None = None) -> None:
    """Draw every page on a device whose page is theirs.

    Raises OSError when the device cannot, Cancelled when the ticket says so.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("the device cannot be drawn on")
    try:
        scale = device.logicalDpiX() / 72 / POINT
        for number in range(len(pages)):
            if number and not device.newPage():
                raise OSError("no further page")
            painter.save()
            painter.scale(scale, scale)
            pages.draw_page(painter, number)
            painter.restore()
            if ticket is not None:
                ticket.report(number + 1, len(pages), pages.title)
    finally:
        painter.end()
