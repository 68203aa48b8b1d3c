"""Parts that stand beside one another in one line."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget


def in_line(
    *parts: QWidget,
    wide: QWidget | None = None,
    gap: int = 8,
    around: tuple[int, int, int, int] = (0, 0, 0, 0),
) -> QWidget:
    """Return parts in a line, pixels apart and with pixels left, above, right and below.

    The `wide` one of them takes the room that is left over; without one the end stays empty.
    """
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(*around)
    row.setSpacing(gap)
    for part in parts:
        row.addWidget(part, int(part is wide))
    if wide is None:
        row.addStretch()
    return line
