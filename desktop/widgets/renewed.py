"""A column whose lower part is made anew with each thing it shows."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class RenewedColumn(QVBoxLayout):
    """Puts widgets one under the other, those of `renew` in place of those it had before."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)
        self._body: QWidget | None = None

    def renew(self, *parts: QWidget) -> None:
        """Show these parts."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in parts:
            column.addWidget(part)
        if self._body is not None:
            self.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = body
        self.addWidget(body)
        # Now, not with the next event: the height of all is asked for at once.
        body.show()
