"""The window is as dark as the system, until a person chooses otherwise."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette, QStyleHints

from desktop.actions import Act
from desktop.page import Place
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


def ground(widget):
    """Return the colour that a part of the window is painted on."""
    return widget.grab().toImage().pixelColor(3, 3).name()


def test_frame_page_and_what_opens_over_them_wear_the_theme_at_once(start, sample_path):
    application = start(sample_path)
    window = application.window
    window.go_to(Place("settings"))
    application.commands.run(Act.THEME_DARK)
    dark = theme_named(ThemeName.DARK)
    assert ground(window) == dark.colour("surface").name(), "the row of menus"
    assert ground(window.rail) == dark.colour("rail").name()
    assert ground(window.page) == dark.colour("window").name()
    dialog = application.rooms.ways_to_help.show_keys()
    assert ground(dialog) == dark.colour("window").name()
    dialog.close()


def test_a_page_out_of_sight_is_dressed_while_nobody_waits(start, sample_path, qtbot):
    application = start(sample_path)
    window = application.window
    window.go_to(Place("review"))
    window.go_to(Place("overview"))
    application.commands.run(Act.THEME_DARK)
    hidden = next(page for page in window.pages if page.name == "review")
    sheet = window.page.styleSheet()
    assert hidden.styleSheet() != sheet
    qtbot.waitUntil(lambda: hidden.styleSheet() == sheet)
    application.commands.run(Act.THEME_LIGHT)
    window.go_to(Place("review"))
    assert hidden.styleSheet() == window.rail.styleSheet()
    assert ground(hidden.pane) == theme_named(ThemeName.LIGHT).colour("surface").name()


def test_what_is_made_after_the_theme_changed_wears_it(start, sample_path):
    application = start(sample_path)
    application.commands.run(Act.THEME_DARK)
    application.close_book()
    dark = theme_named(ThemeName.DARK)
    assert ground(application.welcome) == dark.colour("window").name()
    application.open_book(sample_path)
    window = application.window
    window.go_to(Place("history"))
    assert ground(window.rail) == dark.colour("rail").name()
    assert window.page.styleSheet() == window.rail.styleSheet() != ""
