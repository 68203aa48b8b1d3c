"""用户: added, signing in, a stranger's PIN, a forgotten one; what cannot be done says why."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db import queries
from db.book import PlanBook
from db.model.words import UserRole
from db.operations.recording import Entry
from db.queries.people import users
from desktop.actions import Act
from desktop.people.sign_in import NewPinDialog, SignInDialog


@pytest.fixture
def shared_path(sample_path):
    """A book of two people."""
    with PlanBook.open(sample_path) as book:
        book.people.add("陈静", UserRole.ADMIN, "1357")
        book.people.add("马丽", UserRole.ENTRY, "2468")
    return sample_path


@pytest.fixture
def application(start, shared_path):
    return start(shared_path)


@pytest.fixture
def asked(application):
    """The dialog that stands over a book with users as soon as it is open."""
    return application.window.findChild(SignInDialog)


def choose(dialog, name):
    dialog.names.setCurrentIndex(dialog.names.findData(name))


def sign_in(dialog, name, pin):
    choose(dialog, name)
    dialog.pin.setText(pin)
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return)


def type_a_figure(application):
    row = application.session.indicators[0].id
    return application.session.record([Entry(row, "2022", "97")])


def test_a_book_without_users_asks_nobody(start, sample_path):
    application = start(sample_path)
    assert application.window.findChild(SignInDialog) is None
    assert application.session.can_write
    application.commands.run(Act.SIGN_IN)
    assert application.window.status.message.startswith("这份台账没有用户")


def test_the_first_user_is_added_by_typing_and_enter(start, sample_path, qtbot):
    application = start(sample_path)
    dialog = application.rooms.at_work.ask_users()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.focusWidget() is dialog.name
    dialog.name.setText("陈静")
    dialog.pin.setText("1357")
    QTest.keyClick(dialog.pin, Qt.Key.Key_Return)
    assert [(one.name, one.role) for one in application.session.read(users)] == [
        ("陈静", UserRole.ADMIN)
    ]
    dialog.close()


def test_one_who_signs_in_writes_under_his_name_and_is_proposed_the_next_time(
    start, application, asked
):
    assert not application.session.can_write
    sign_in(asked, "马丽", "2468")
    assert application.window.status.message == "马丽已登录（填报）。"
    assert type_a_figure(application)
    assert application.session.book.read(queries.step_lines)[0].who == "马丽"
    path = application.session.book.path
    application.close_book()
    again = start(path)
    asked_again = again.window.findChild(SignInDialog)
    assert asked_again.name == "马丽"
    asked_again.reject()


def test_a_strangers_pin_opens_nothing_and_says_so(application, asked):
    sign_in(asked, "马丽", "1357")
    assert asked.isVisible()
    assert asked.says.text().startswith("PIN 不对")
    assert asked.pin.text() == ""
    asked.reject()
    assert type_a_figure(application) is None
    assert "先登录" in application.window.strip.sentence
    assert "先登录" in application.commands.actions[Act.PASTE].toolTip()


def test_a_forgotten_pin_of_an_administrator_is_reset_and_logged(application, asked):
    choose(asked, "马丽")
    assert asked.forget.isHidden()
    choose(asked, "陈静")
    asked.forget.click()
    renewed = asked.findChild(NewPinDialog)
    renewed.first.setText("8642")
    renewed.again.setText("8624")
    renewed.keep.click()
    assert renewed.says.text().startswith("两次输入的不一样")
    renewed.again.setText("8642")
    renewed.keep.click()
    step = application.session.book.read(queries.step_lines)[0]
    assert step.label == "未登录，重置管理员“陈静”的 PIN"
    sign_in(asked, "陈静", "8642")
    assert application.session.can_write


def test_users_are_added_changed_and_put_out_of_use(application, asked):
    sign_in(asked, "陈静", "1357")
    dialog = application.rooms.at_work.ask_users()
    dialog.name.setText("王强")
    dialog.pin.setText("12")
    dialog.role.setCurrentIndex(dialog.role.findData(UserRole.REVIEW))
    dialog.add.click()
    assert dialog.says.text().startswith("PIN 太短")
    dialog.pin.setText("9753")
    dialog.add.click()
    assert [user.name for user in application.session.read(users)] == ["陈静", "马丽", "王强"]
    dialog.list.setCurrentRow(1)
    dialog.office.setText("学前教育室")
    dialog.keep.click()
    assert application.session.read(users)[1].office == "学前教育室"
    dialog.active.click()
    assert not application.session.read(users)[1].active
    assert dialog.list.item(1).text() == "马丽（填报，已停用） · 学前教育室"
    dialog.list.setCurrentRow(0)
    dialog.active.click()
    assert dialog.says.text().startswith("这样就没有管理了")
    dialog.leave.click()


def click(dialog, line):
    """Choose a user as the mouse does."""
    place = dialog.list.visualItemRect(dialog.list.item(line)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_what_was_typed_of_a_user_is_kept_when_another_is_chosen(application, asked):
    sign_in(asked, "陈静", "1357")
    dialog = application.rooms.at_work.ask_users()
    click(dialog, 1)
    assert dialog.name.text() == "马丽"
    assert dialog.keep.isEnabled()
    dialog.office.setText("学前教育室")
    dialog.role.setCurrentIndex(dialog.role.findData(UserRole.REVIEW))
    click(dialog, 0)
    assert (dialog.chosen.name, dialog.name.text(), dialog.office.text()) == ("陈静", "陈静", "")
    ma = application.session.read(users)[1]
    assert (ma.name, ma.office, ma.role) == ("马丽", "学前教育室", UserRole.REVIEW)
    dialog.role.setCurrentIndex(dialog.role.findData(UserRole.ENTRY))
    click(dialog, 1)
    assert dialog.says.text().startswith("这样就没有管理了")
    assert (dialog.chosen.name, dialog.role.currentData()) == ("陈静", UserRole.ENTRY)
    dialog.restore.click()
    click(dialog, 1)
    assert (dialog.chosen.name, dialog.says.text()) == ("马丽", "")
    dialog.office.setText("基教科")
    dialog.leave.click()
    assert not dialog.isVisible()
    assert application.session.read(users)[1].office == "基教科"


def test_a_newcomer_who_is_not_added_yet_is_not_taken_for_another_name(application, asked):
    sign_in(asked, "陈静", "1357")
    dialog = application.rooms.at_work.ask_users()
    click(dialog, 1)
    dialog.name.setText("王强")
    click(dialog, 0)
    dialog.active.click()
    assert dialog.says.text().startswith("填的还没有保存")
    assert (dialog.chosen.name, dialog.name.text()) == ("马丽", "王强")
    dialog.reject()
    assert (dialog.isVisible(), dialog.leave.text()) == (True, "不存，关闭")
    dialog.pin.setText("9753")
    assert dialog.leave.text() == "关闭"
    dialog.add.click()
    dialog.leave.click()
    assert not dialog.isVisible()
    held = application.session.read(users)
    assert [user.name for user in held if user.active] == ["陈静", "马丽", "王强"]


def test_what_another_window_changed_of_a_user_stays(application, asked, shared_path):
    sign_in(asked, "陈静", "1357")
    dialog = application.rooms.at_work.ask_users()
    dialog.list.setCurrentRow(1)
    dialog.office.setText("学前教育室")
    with PlanBook.open(shared_path) as other:
        other.people.sign_in("陈静", "1357")
        ma = next(user for user in other.read(users) if user.name == "马丽")
        other.people.change(replace(ma, role=UserRole.READ, active=False))
    application.session.look_again()
    dialog.keep.click()
    held = application.session.read(users)[1]
    assert (held.office, held.role, held.active) == ("学前教育室", UserRole.READ, False)
    dialog.leave.click()


def test_a_user_who_was_taken_back_elsewhere_is_said_to_be_gone(application, asked, shared_path):
    sign_in(asked, "陈静", "1357")
    dialog = application.rooms.at_work.ask_users()
    dialog.list.setCurrentRow(1)
    with PlanBook.open(shared_path) as other:
        other.people.sign_in("陈静", "1357")
        other.undo()
    application.session.look_again()
    dialog.active.click()
    assert "马丽" not in {user.name for user in application.session.read(users)}
    assert dialog.says.text()
    dialog.leave.click()


def test_the_first_user_is_an_administrator_and_the_next_one_fills_in(start, sample_path):
    application = start(sample_path)
    dialog = application.rooms.at_work.ask_users()
    assert dialog.role.count() == 1
    dialog.name.setText("陈静")
    dialog.pin.setText("1357")
    dialog.add.click()
    assert application.session.book.actor.role is UserRole.ADMIN
    assert application.session.can_write
    assert dialog.role.currentData() == UserRole.ENTRY
    dialog.leave.click()


def test_one_who_only_reads_is_told_so(start, shared_path):
    with PlanBook.open(shared_path) as book:
        book.people.sign_in("陈静", "1357")
        book.people.add("来访", UserRole.READ, "0000")
    application = start(shared_path)
    sign_in(application.window.findChild(SignInDialog), "来访", "0000")
    assert application.session.why_not == "来访是只读用户，不能改。"
