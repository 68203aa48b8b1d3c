"""The choices of a book and the keys of one's own, made on the settings page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db import queries
from db.book import PlanBook
from db.model.words import UserRole
from db.rules.book_settings import BUREAU, DUE, OWN_ENTRIES, RATIO_DECIMALS
from db.rules.checks.limits import PREFIX
from db.rules.reminding import AHEAD
from desktop.actions import Act
from desktop.page import Place
from desktop.settings.checks_card import OFF


@pytest.fixture
def application(start, sample_path):
    application = start(sample_path)
    application.window.go_to(Place("settings"))
    return application


def kept(application, name):
    return application.session.setting(name)


def type_into(field, words):
    line = field.inputs[0]
    line.setFocus()
    line.selectAll()
    line.insert(words)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_the_bureaus_name_is_a_step_of_the_book(application, page, sample_path):
    type_into(page.bureau.fields[BUREAU], "日照经开区社会事业局")
    with PlanBook.open(sample_path) as book:
        assert book.read(queries.setting, BUREAU) == "日照经开区社会事业局"
    assert application.window.status.message == "已设置“本局名称”，Ctrl+Z 撤销。"
    application.commands.run(Act.UNDO)
    assert kept(application, BUREAU) == ""
    assert page.bureau.fields[BUREAU].words == ("",)


@pytest.mark.parametrize(("name", "words"), [(AHEAD, "400"), (RATIO_DECIMALS, "两位")])
def test_what_cannot_be_is_said_at_the_field_and_not_kept(application, page, name, words):
    before = kept(application, name)
    type_into(page.bureau.fields[name], words)
    assert page.bureau.fields[name].error.text()
    assert kept(application, name) == before


def test_a_percentage_may_be_typed_as_one(application, page):
    type_into(page.limits.fields[f"{PREFIX}jump_share"], "２５％")
    assert kept(application, f"{PREFIX}jump_share") == "0.25"
    assert page.limits.fields[f"{PREFIX}jump_share"].words == ("25",)


def test_the_day_to_hand_in_is_of_the_period_being_filled(application, page):
    type_into(page.review.fields[DUE], "2023-03-31")
    assert kept(application, f"{DUE}{application.session.period}") == "2023-03-31"
    application.session.choose_period("2023")
    assert page.review.fields[DUE].words == ("",)


def test_approving_ones_own_entries_is_chosen(application, page):
    page.review.fields[OWN_ENTRIES].inputs[0].chosen.emit("1")
    assert kept(application, OWN_ENTRIES) == "1"


def test_a_check_that_is_not_ticked_is_not_asked(application, page):
    name, box = next(iter(page.checks.boxes.items()))
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center() / 8)
    assert kept(application, OFF).split() == [name]
    application.commands.run(Act.UNDO)
    assert box.isChecked()


def test_checks_that_another_window_put_out_of_use_stay_so(application, page, sample_path):
    first, second = list(page.checks.boxes)[:2]
    with PlanBook.open(sample_path) as book:
        book.housekeeping.change_setting(OFF, first)
    page.checks.boxes[second].click()
    assert kept(application, OFF).split() == [first, second]
    assert not page.checks.boxes[first].isChecked()


def test_a_command_gets_a_key_of_ones_own(application, page):
    page.keys.command.setCurrentIndex(page.keys.command.findData(str(Act.EXPORT_LEDGER)))
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.keys.keys, Qt.Key.Key_J, control_shift)
    shown = [
        keys.toString() for keys in application.commands.actions[Act.EXPORT_LEDGER].shortcuts()
    ]
    assert "Ctrl+Shift+J" in shown
    QTest.keyClick(page.keys.keys, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "导出目标任务一览表" in page.keys.field.error.text()
    QTest.mouseClick(page.keys.back, Qt.MouseButton.LeftButton)
    assert application.commands.actions[Act.EXPORT_LEDGER].shortcuts() == []


def test_only_an_administrator_changes_the_choices_of_a_book_with_users(application, page):
    people = application.session.book.people
    people.add("陈静", UserRole.ADMIN, "1357")
    people.add("马丽", UserRole.ENTRY, "2468")
    people.sign_in("马丽", "2468")
    application.session.look_anew()
    assert not page.bureau.fields[BUREAU].isEnabled()
    assert page.bureau.aside.text() == "由管理员改。现在是填报 马丽。"
    people.sign_in("陈静", "1357")
    application.session.look_anew()
    assert page.bureau.fields[BUREAU].isEnabled()
