"""How a small dialog stands: its parts one under the other, its buttons at the right below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable


def dialog_column(
    dialog: QDialog,
    parts: Iterable[QWidget | QLayout],
    *presses: QPushButton,
    apart: int = 10,
    tall: QWidget | None = None,
) -> None:
    """Lay a dialog out, the parts pixels `apart`; a `tall` one takes the height left over."""
    foot = QHBoxLayout()
    foot.addStretch()
    for press in presses:
        foot.addWidget(press)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(16, 14, 16, 14)
    column.setSpacing(apart)
    for part in (*parts, foot):
        if isinstance(part, QWidget):
            column.addWidget(part, int(part is tall))
        else:
            column.addLayout(part)
