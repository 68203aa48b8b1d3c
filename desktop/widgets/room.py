"""How large windows may be: dialogs leave the window behind in sight, the window its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_AROUND = 40
"""Pixels of the window that stay in sight around a dialog."""
_FRAME = QSize(8, 40)
"""About what a system puts around a window."""


def resize_within(dialog: QWidget, size: QSize) -> None:
    """Make a dialog of a size, smaller where the window it belongs to is: at 200 % many are."""
    dialog.resize(size.boundedTo(room_for(dialog, size)))


def room_for(dialog: QWidget, without: QSize) -> QSize:
    """Return how large a dialog may be, in pixels; `without` where it belongs to no window."""
    parent = dialog.parentWidget()
    return parent.window().size() - QSize(_AROUND, _AROUND) if parent is not None else without


def show_whole(window: QWidget, room: QSize) -> None:
    """Show a window; one that does not fit the room of the screen with its frame fills it."""
    with_frame = window.size() + _FRAME
    if with_frame.boundedTo(room) == with_frame:
        window.show()
    else:
        window.showMaximized()
