"""Commands: declared once, each with a place of its own and a key nobody else has."""

from collections import Counter

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from desktop.actions import SPECS, Act, Menu, page_act
from desktop.application import PAGES
from desktop.commands import Commands
from desktop.preferences import Preferences
from desktop.rooms import COMMANDS
from desktop.shortcuts import Shortcuts

pytestmark = pytest.mark.usefixtures("qapp")


def test_every_command_is_declared():
    names = {name for name in vars(Act) if name.isupper()}
    assert {act.upper() for act in SPECS} == names


def test_no_two_commands_share_a_key():
    keys = Counter(spec.shortcut for spec in SPECS.values() if spec.shortcut)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.fixture
def shortcuts(tmp_path):
    """The keys of a person who gave none of their own."""
    settings = QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)
    return Shortcuts(Preferences(settings))


def test_every_command_stands_in_exactly_one_menu(qtbot, shortcuts):
    bar = QMenuBar()
    qtbot.addWidget(bar)
    commands = Commands(bar, shortcuts)
    commands.fill(bar)
    bar.findChildren(QMenu)[0].aboutToShow.emit()
    every = bar.findChildren(QMenu)
    placed = Counter(
        action.objectName() for menu in every for action in menu.actions() if action.objectName()
    )
    assert placed == Counter(dict.fromkeys(SPECS, 1))
    assert {menu.title() for menu in every} >= set(Menu)
    assert all(menu.actions() for menu in every), "a menu without commands is a dead entry"


def test_each_page_has_a_command_that_goes_there():
    for page in PAGES:
        assert SPECS[page_act(page.name)].words == page.title


def test_excels_own_keys_are_not_given_another_sense():
    meant = {"Ctrl+Z": Act.UNDO, "Ctrl+C": Act.COPY, "Ctrl+V": Act.PASTE, "F2": Act.EDIT_CELL}
    meant["Ctrl+S"] = Act.SAVE
    by_key = {spec.shortcut: act for act, spec in SPECS.items()}
    assert {key: by_key[key] for key in meant} == meant
    assert "Ctrl+A" not in by_key


def test_a_command_that_cannot_be_used_says_why(start, sample_path):
    application = start()
    assert application.commands.actions[Act.IMPORT_LIST].toolTip() == "先打开一份台账。"
    application.open_book(sample_path)
    paste = application.commands.actions[Act.PASTE]
    assert not paste.isEnabled()
    assert paste.toolTip() == "在“指标”页用。"
    application.session.begin_work()
    assert application.commands.actions[Act.UNDO].toolTip() == "正在写入，完成后再改。"
    application.session.end_work()
    assert application.commands.actions[Act.UNDO].isEnabled()


def test_an_arrow_key_is_drawn_in_the_menu_and_not_spelt_out(qtbot, shortcuts):
    window = QMainWindow()
    qtbot.addWidget(window)
    commands = Commands(window, shortcuts)
    action = commands.action(Act.CHOOSE_ANSWER)
    assert action.text().endswith("\tAlt+↓")
    assert action.shortcut() == QKeySequence("Alt+Down")


def test_all_keys_are_seen_on_a_small_screen(start):
    dialog = start().rooms.ways_to_help.show_keys()
    assert dialog.sizeHint().height() <= 700
    dialog.close()


@pytest.mark.parametrize("room", COMMANDS)
def test_a_room_carries_out_what_it_is_made_for(start, room):
    rooms = start().rooms
    assert set(getattr(rooms, room).acts()) == set(COMMANDS[room])
