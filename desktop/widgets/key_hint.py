"""The keys that help on a page, as many of them as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_PARTING = " · "


class KeyHint(QLabel):
    """Shows keys with their words; where there is no room, the last ones are left out whole.

    The tip and a screen reader have them all.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: tuple[str, ...] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setProperty("ink", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """Return all the keys."""
        return _PARTING.join(self._keys)

    def say(self, keys: str) -> None:
        """Show other keys, parted by dots."""
        self._keys = tuple(keys.split(_PARTING)) if keys else ()
        self.setToolTip(keys)
        self.setAccessibleName(keys)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        # Asked before it was ever shown, it would answer in another font.
        self.ensurePolished()
        return QSize(self._width_of(len(self._keys)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _width_of(self, count: int) -> int:
        words = _PARTING.join(self._keys[:count])
        # Drawing takes a pixel or two more than the words measure.
        return QFontMetrics(self.font()).horizontalAdvance(words) + 4 if words else 0

    def _fit(self) -> None:
        fitting = (at for at in range(len(self._keys), 0, -1) if self._width_of(at) <= self.width())
        self.setText(_PARTING.join(self._keys[: next(fitting, 0)]))
