"""A scroll area that scrolls down only, its content as wide as itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


class TallScroll(QScrollArea):
    """Shows one widget, whose wrapped words grow in height as the area gets narrower."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_content(self, content: QWidget) -> None:
        """Show this widget; the old one goes."""
        self.setWidget(content)
