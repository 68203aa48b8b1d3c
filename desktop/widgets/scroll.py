"""A scroll area that scrolls down only, its content as wide as itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class TallScroll(QScrollArea):
    """Shows one widget, whose wrapped words grow in height as the area gets narrower."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_content(self, content: QWidget) -> None:
        """Show this widget; the old one goes."""
        self.setWidget(content)


class FormScroll(TallScroll):
    """Holds the fields of a dialog, which scroll only where the dialog is too low for them."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Its fields are stops of the Tab key, and come in sight with it.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = content.layout()
        if inside is not None:
            inside.setContentsMargins(0, 0, 0, 0)
        self.show_content(content)

    def sizeHint(self) -> QSize:
        return self.widget().sizeHint()

    def minimumSizeHint(self) -> QSize:
        least = self.widget().minimumSizeHint().width() + self.verticalScrollBar().width()
        return QSize(least, super().minimumSizeHint().height())
