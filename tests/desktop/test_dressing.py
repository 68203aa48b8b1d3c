"""The window is as dark as the system, until a person chooses otherwise."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette, QStyleHints

from desktop.actions import Act
from desktop.preferences import AS_THE_SYSTEM
from desktop.theme import ThemeName, theme_named


@pytest.fixture
def system_turns(monkeypatch):
    """Let the system turn light or dark; without a screen it never says so by itself."""

    def turn(scheme):
        monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints: scheme)
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)

    return turn


def worn():
    """Return the theme the whole program wears."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    (found,) = [name for name in ThemeName if theme_named(name).colour("window") == ground]
    return found


def test_the_first_start_is_as_dark_as_the_system(start, system_turns):
    system_turns(Qt.ColorScheme.Dark)
    application = start()
    assert application.preferences.theme == AS_THE_SYSTEM
    assert worn() == ThemeName.DARK


def test_when_the_system_turns_the_window_turns_with_it_at_once(start, system_turns, sample_path):
    start(sample_path)
    assert worn() == ThemeName.LIGHT
    system_turns(Qt.ColorScheme.Dark)
    assert worn() == ThemeName.DARK
    system_turns(Qt.ColorScheme.Light)
    assert worn() == ThemeName.LIGHT


def test_what_a_person_chose_stays_whatever_the_system_does(start, system_turns):
    application = start()
    application.commands.actions[Act.THEME_HIGH_CONTRAST].trigger()
    system_turns(Qt.ColorScheme.Dark)
    assert worn() == ThemeName.HIGH_CONTRAST
    assert application.commands.actions[Act.THEME_HIGH_CONTRAST].isChecked()
    application.commands.actions[Act.THEME_SYSTEM].trigger()
    assert worn() == ThemeName.DARK


def test_the_next_start_wears_what_was_chosen(start, system_turns):
    start().commands.actions[Act.THEME_DARK].trigger()
    system_turns(Qt.ColorScheme.Light)
    start()
    assert worn() == ThemeName.DARK
