"""Preferences: typed, kept for the next start, told when they change."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from desktop.preferences import AS_THE_SYSTEM, MOST_RECENT, Preferences

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)


def test_a_choice_is_kept_for_the_next_start(settings):
    Preferences(settings).theme = "dark"
    Preferences(settings).pane_shown = False
    again = Preferences(settings)
    assert (again.theme, again.pane_shown) == ("dark", False)


def test_a_change_is_told_once(qtbot, settings):
    preferences = Preferences(settings)
    with qtbot.waitSignal(preferences.changed) as told:
        preferences.theme = "dark"
    assert told.args == ["look/theme"]
    with qtbot.assertNotEmitted(preferences.changed):
        preferences.theme = "dark"


@pytest.mark.parametrize("broken", ["{", "17", "null", '["a"]'])
def test_a_preference_of_the_wrong_kind_counts_as_unset(settings, broken):
    settings.setValue("look/theme", broken)
    assert Preferences(settings).theme == AS_THE_SYSTEM


def test_what_is_kept_of_second_copies_in_another_form_is_passed_over(settings):
    preferences, book = Preferences(settings), Path("/台账/一.planbook")
    preferences.second_copies = ("坏了",)
    assert preferences.second_copy_of(book) == ""
    preferences.remember_second(book, "2026-11-30T08:00:00+08:00")
    assert preferences.second_copy_of(book) == "2026-11-30T08:00:00+08:00"


def test_the_last_ten_books_are_remembered_newest_first(settings):
    preferences = Preferences(settings)
    for number in range(12):
        preferences.remember_book(Path(f"/台账/{number}.planbook"))
    preferences.remember_book(Path("/台账/5.planbook"))
    assert len(preferences.recent_books) == MOST_RECENT
    assert preferences.recent_books[:2] == (
        str(Path("/台账/5.planbook")),
        str(Path("/台账/11.planbook")),
    )
    preferences.forget_book(Path("/台账/5.planbook"))
    assert str(Path("/台账/5.planbook")) not in preferences.recent_books
