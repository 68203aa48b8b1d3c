"""How large a dialog may be: as large as it likes, but the window behind it stays in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_AROUND = 40
"""Pixels of the window that stay in sight around a dialog."""


def resize_within(dialog: QWidget, size: QSize) -> None:
    """Make a dialog of a size, smaller where the window it belongs to is: at 200 % many are."""
    window = dialog.parentWidget()
    room = window.size() - QSize(_AROUND, _AROUND) if window is not None else size
    dialog.resize(size.boundedTo(room))
