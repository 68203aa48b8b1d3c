"""Ctrl+K: everything is found by words or initials, and gone to by Enter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.actions import Act
from desktop.finder.dialog import FinderDialog


@pytest.fixture
def application(start, sample_path):
    made = start(sample_path)
    made.afterwards.finish()
    return made


def ask(application):
    QTest.keyClick(application.window, "k", Qt.KeyboardModifier.ControlModifier)
    found = [one for one in application.window.findChildren(FinderDialog) if one.isVisible()]
    return found[-1]


def find(application, words):
    dialog = ask(application)
    dialog.words.insert(words)
    return dialog


def enter(dialog):
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)


def kinds(dialog):
    return {target.kind for target in dialog.shown}


def test_a_row_is_found_by_initials_and_gone_to(application):
    line = application.session.indicators[3]
    dialog = find(application, line.name[:6])
    assert dialog.target.name == line.name
    enter(dialog)
    page = application.window.page
    assert (page.name, page.table.current_row.id) == ("indicators", line.id)


def test_rows_units_pages_and_commands_are_found(application):
    dialog = find(application, "jyj")
    dialog.words.setText("社会事业局")
    assert "单位" in kinds(dialog)
    dialog.words.setText("任务")
    assert "页面" in kinds(dialog)
    dialog.words.setText("备份")
    assert {"页面", "命令"} <= kinds(dialog)
    assert Act.BACK_UP in {target.act for target in dialog.shown}
    dialog.words.setText("幼儿园")
    assert {"项目", "举措"} <= kinds(dialog)
    dialog.words.setText("没有这样的东西")
    assert dialog.says.text().startswith("没有找到")
    dialog.reject()


def test_arrows_walk_while_words_are_typed(application):
    dialog = find(application, "幼儿园")
    first = dialog.target
    QTest.keyClick(dialog.words, Qt.Key.Key_Down)
    assert dialog.target != first
    assert dialog.words.text() == "幼儿园"
    dialog.reject()


def test_the_last_ones_stand_first_the_next_time(application):
    enter(find(application, "设置"))
    assert application.window.page.name == "settings"
    again = ask(application)
    assert [target.name for target in again.shown][:1] == ["设置"]
    again.reject()


def test_keys_are_shown_as_everywhere(application):
    dialog = find(application, "改任务、举措")
    assert dialog.target.behind == "Ctrl+Enter"
    dialog.reject()


def test_without_a_book_commands_are_found(start):
    application = start()
    dialog = find(application, "打开")
    assert dialog.target.act is Act.OPEN
    assert kinds(dialog) == {"命令"}
    dialog.reject()
