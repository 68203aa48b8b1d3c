"""How the window looks: colours by meaning, sizes, the font, the style sheet made of them."""

# No `from __future__ import annotations`: a NamedTuple compiles each annotation that is a string.

from enum import StrEnum
from functools import cache
from itertools import dropwhile
from pathlib import Path
from string import Template
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

import resources
from desktop.preferences import AS_THE_SYSTEM
from resources import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop.preferences import Preferences


class ThemeName(StrEnum):
    """The themes there are."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


_HALF, _HINT = 0.5, 0.65
THEME_WORDS = MappingProxyType(
    {ThemeName.LIGHT: "浅色", ThemeName.DARK: "深色", ThemeName.HIGH_CONTRAST: "高对比"}
)


class Sizes(NamedTuple):
    """Lengths in device-independent pixels."""

    grid: int
    body: int
    secondary: int
    heading: int
    title: int
    row_compact: int
    row: int
    control: int
    rail_width: int
    rail_width_folded: int
    pane_width: int
    status_bar: int
    page_header: int
    radius: int
    focus_ring: int
    icon: int
    icon_large: int
    icon_stroke: float
    mark: int


class Theme:
    """One set of colours with the sizes and fonts all sets share; there is one of each."""

    def __init__(self, name: ThemeName, family: str) -> None:
        self.name = name
        self.values: Mapping[str, str] = tokens.THEMES[name]
        self.sizes = Sizes(**tokens.SIZES)
        self._family = family
        self._colours = {meaning: QColor(value) for meaning, value in self.values.items()}
        self._fonts: dict[tuple[int, bool], QFont] = {}

    def colour(self, meaning: str) -> QColor:
        """Return the colour that has this meaning; KeyError when there is no such meaning."""
        return self._colours[meaning]

    def font(self, size: int | None = None, *, bold: bool = False) -> QFont:
        """Return the window's font, at body size unless told, digits of one width."""
        wanted = size or self.sizes.body, bold
        if wanted not in self._fonts:
            made = self._fonts[wanted] = QFont()
            made.setFamilies(_installed(self._family))
            made.setPixelSize(wanted[0])
            made.setFeature(QFont.Tag("tnum"), 1)
            made.setBold(bold)
        # Whoever asks may strike it through: that is its own.
        return QFont(self._fonts[wanted])


class Look:
    """The theme chosen now: what paints itself asks for it each time it paints."""

    def __init__(self, preferences: "Preferences") -> None:
        self._preferences = preferences

    @property
    def theme(self) -> Theme:
        """Return the chosen theme."""
        chosen = self._preferences
        # The system is asked once: it says when it turns light or dark.
        if not chosen.worn:
            chosen.worn = theme_named(chosen.theme, chosen.family).name
        return _made_theme(chosen.worn, chosen.family)

    def dress(self, part: QWidget) -> None:
        """Put the chosen theme on a part of the window that does not wear it yet.

        Qt takes seconds to dress a whole program anew, and tens of milliseconds for a page: what
        the program wears since its start is worn under the sheets of its parts.
        """
        theme = self.theme
        sheet = "" if theme.name == self._preferences.first_theme else style_sheet(theme)
        if part.styleSheet() != sheet:
            part.setStyleSheet(sheet)
            # What is offered under a field is a window without a parent.
            from PySide6.QtWidgets import QCompleter  # noqa: PLC0415 - only when themes change

            for offered in part.findChildren(QCompleter):
                offered.popup().setStyleSheet(sheet)


def carried(*names: str) -> Path:
    """Return a file the program carries along, by its folder and name in `resources`."""
    return Path(resources.__path__[0], *names)


def theme_named(name: str, family: str = "") -> Theme:
    """Return a theme; an unknown name (a newer program's) gives the light one.

    Its words are of the `family`, where that is installed.
    """
    if name == AS_THE_SYSTEM:
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return _made_theme(ThemeName.DARK if dark else ThemeName.LIGHT, family)
    return _made_theme(name, family)


@cache
def _made_theme(name: str, family: str) -> Theme:
    chosen = ThemeName(name) if name in set(ThemeName) else ThemeName.LIGHT
    return Theme(chosen, family)


@cache
def _installed(family: str) -> list[str]:
    """Return the families of the window's words: the wished one, then ours, from one that is there.

    One that is not there costs dear: for each font Qt asks the system what is most like it.
    """
    wished = [*((family,) if family else ()), *tokens.FONTS["body"]]
    there = set(QFontDatabase.families())
    return list(dropwhile(lambda name: name not in there, wished)) or wished


@cache
def style_sheet(theme: Theme) -> str:
    """Return the one style sheet of the window in this theme's colours."""
    text = carried("themes", "planbook.qss").read_text("utf-8")
    sizes = {name: f"{getattr(theme.sizes, name)}px" for name in Sizes._fields}
    # Of a drawing in a style sheet Qt changes no colour.
    ink = "white" if theme.colour("on_accent").lightnessF() > _HALF else "black"
    tick = carried("icons", f"tick_{ink}.svg").as_posix()
    return Template(text).substitute(theme.values, **sizes, tick=tick, hint=hint_ink(theme).name())


def hint_ink(theme: Theme) -> QColor:
    """Return the ink of what an empty field asks for: weaker than words typed, still read."""
    ink, ground = theme.colour("entered_text"), theme.colour("entered")
    mixed = [
        part(ink) * _HINT + part(ground) * (1 - _HINT)
        for part in (QColor.redF, QColor.greenF, QColor.blueF)
    ]
    return QColor.fromRgbF(*mixed)


def palette(theme: Theme) -> QPalette:
    """Return the palette: what Qt draws by itself, and the inks that icons are tinted with."""
    role = QPalette.ColorRole
    made = QPalette()
    for place, meaning in (
        (role.Window, "window"),
        (role.WindowText, "text"),
        (role.Base, "surface"),
        (role.AlternateBase, "surface_alt"),
        (role.Text, "text"),
        (role.Button, "surface"),
        (role.ButtonText, "text"),
        (role.BrightText, "bad"),
        (role.PlaceholderText, "muted"),
        (role.Highlight, "selection"),
        (role.HighlightedText, "selection_text"),
        (role.ToolTipBase, "surface"),
        (role.ToolTipText, "text"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Accent, "accent"),
        (role.Light, "line"),
        (role.Midlight, "line"),
        (role.Mid, "line_strong"),
        (role.Dark, "line_strong"),
        (role.Shadow, "line_strong"),
    ):
        made.setColor(place, theme.colour(meaning))
    for place in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, place, theme.colour("muted"))
    return made


def apply(application: QApplication, theme: Theme) -> None:
    """Dress the whole application in a theme, before there is much of it."""
    application.setPalette(palette(theme))
    application.setFont(theme.font())
    application.setStyleSheet(style_sheet(theme))
