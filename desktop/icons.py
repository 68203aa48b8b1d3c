"""Icons: one-colour drawings, tinted with the palette's ink at the moment they are painted."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.theme import carried

if TYPE_CHECKING:
    from desktop.theme import Theme

_INKS = {
    "text": QPalette.ColorRole.WindowText,
    "muted": QPalette.ColorRole.PlaceholderText,
    "accent": QPalette.ColorRole.Link,
}


@cache
def _drawing(name: str) -> QSvgRenderer:
    """Return the drawing of an icon, read once."""
    return QSvgRenderer(f"{_folder()}/{name}.svg")


@cache
def _folder() -> str:
    return carried("icons").as_posix()


def _tinted(name: str, size: QSize, ratio: float, ink: QColor) -> QPixmap:
    """Return a drawing in one ink, in points of a screen that has `ratio` pixels for each."""
    picture, paint = QPixmap(size * ratio), QPixmap(size * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    paint.fill(ink)
    brush = QPainter(picture)
    _drawing(name).render(brush, QRectF(picture.rect()))
    brush.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    # Not by fillRect: for that Qt loads its gradients.
    brush.drawPixmap(0, 0, paint)
    brush.end()
    picture.setDevicePixelRatio(ratio)
    return picture


class _DrawnEngine(QIconEngine):
    """Paints a drawing in its own colours, in whatever size it is asked for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def paint(self, painter: QPainter, rect: QRect, _mode: QIcon.Mode, _state: QIcon.State) -> None:
        _drawing(self._name).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, made.rect(), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _DrawnEngine(self._name)


class _TintedEngine(_DrawnEngine):
    """Paints a drawing in an ink of the application's palette, so that themes change at once."""

    def __init__(self, name: str, ink: str) -> None:
        super().__init__(name)
        self._ink = ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        disabled = mode is QIcon.Mode.Disabled
        ink = QGuiApplication.palette().color(_INKS["muted" if disabled else self._ink])
        picture = _tinted(self._name, rect.size(), painter.device().devicePixelRatio(), ink)
        if disabled:
            painter.setOpacity(0.6)
        painter.drawPixmap(rect, picture)

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._ink)


def icon(name: str, ink: str = "text") -> QIcon:
    """Return an icon by the name of its file; `ink` is text, muted or accent."""
    return QIcon(_TintedEngine(name, ink))


def paint_icon(painter: QPainter, name: str, area: QRectF, meaning: str, theme: Theme) -> None:
    """Draw an icon in any of the theme's colours."""
    ratio = painter.device().devicePixelRatio()
    picture = _tinted(name, area.size().toSize(), ratio, theme.colour(meaning))
    painter.drawPixmap(area.topLeft(), picture)


def program_icon() -> QIcon:
    """Return the program's own icon, which keeps its colours; drawn when a window asks for it."""
    return QIcon(_DrawnEngine("planbook"))
