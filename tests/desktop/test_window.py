"""The frame: pages, rail, keys that go round, bars, themes, what crashes."""

import os
import threading
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QToolButton,
)

from db.book import PlanBook
from db.operations.recording import Entry
from desktop.actions import SPECS, Act, arrowed, page_act
from desktop.application import PAGES
from desktop.crash_dialog import CrashDialog
from desktop.gaps import missing
from desktop.page import Place
from desktop.tasks import Task


@pytest.fixture
def application(start, sample_path):
    return start(sample_path)


@pytest.fixture
def window(application):
    return application.window


def test_every_page_is_reached_by_its_key_and_its_entry(application, window):
    for page in PAGES:
        application.commands.actions[page_act(page.name)].trigger()
        assert window.page.name == page.name
    entries = window.rail.findChildren(QAbstractButton)
    for entry in entries:
        if entry.objectName().startswith("rail_"):
            entry.click()
            assert window.page.name == entry.objectName().removeprefix("rail_")
            assert entry.isChecked()


def test_f6_goes_round_rail_table_and_pane(application, window):
    window.go_to(Place("indicators"))
    page = window.page
    assert page.table.hasFocus()
    application.commands.run(Act.NEXT_REGION)
    assert page.pane.hasFocus()
    application.commands.run(Act.NEXT_REGION)
    assert window.focusWidget().objectName() == "rail_indicators"
    application.commands.run(Act.NEXT_REGION)
    assert page.table.hasFocus()
    application.commands.run(Act.PREVIOUS_REGION)
    assert window.focusWidget().objectName() == "rail_indicators"


def test_arrows_walk_along_the_rail(window):
    window.rail.focus_chosen()
    first = window.focusWidget()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert window.focusWidget() is not first
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Up)
    assert window.focusWidget() is first


def test_the_entry_shows_how_much_is_missing(application, window):
    button = window.rail.findChild(QAbstractButton, "rail_indicators")
    gaps = missing(application.session.indicators, "2022")
    assert button.accessibleDescription() == f"还差 {len(gaps)}"
    not_asked = next(line for line in application.session.indicators if not line.targets)
    application.session.record([Entry(not_asked.id, "2022", "12")])
    assert button.accessibleDescription() == f"还差 {len(gaps)}"
    application.session.record([Entry(gaps[0].id, "2022", "12")])
    assert button.accessibleDescription() == f"还差 {len(gaps) - 1}"


def test_while_values_are_typed_undo_follows_at_once_and_the_frame_when_they_are_painted(
    application, window, qtbot
):
    window.go_to(Place("indicators"))
    button = window.rail.findChild(QAbstractButton, "rail_indicators")
    gap, *others = missing(application.session.indicators, "2022")
    table = window.page.table
    assert table.go_to(gap.id, "2022")
    QTest.keyClicks(table.editor, "12")
    QTest.keyClick(table.editor, Qt.Key.Key_Return)
    assert application.commands.actions[Act.UNDO].isEnabled()
    assert not application.commands.actions[Act.REDO].isEnabled()
    assert button.accessibleDescription() == f"还差 {len(others) + 1}"
    qtbot.waitUntil(lambda: button.accessibleDescription() == f"还差 {len(others)}")
    assert application.commands.actions[Act.UNDO].text() == f"撤销：录入“{gap.name}”2022 年"


def test_what_is_taken_back_before_it_was_said_is_not_said_any_more(application, window, qtbot):
    window.go_to(Place("indicators"))
    gap = missing(application.session.indicators, "2022")[0]
    table, told, waited = window.page.table, [], []
    application.notices.told.connect(told.append)
    assert table.go_to(gap.id, "2022")
    QTest.keyClicks(table.editor, "12")
    QTest.keyClick(table.editor, Qt.Key.Key_Return)
    application.session.undo()
    QTimer.singleShot(20, partial(waited.append, "waited"))
    qtbot.waitUntil(lambda: bool(waited))
    assert told == [f"已撤销：录入“{gap.name}”2022 年。"]


def test_a_selection_is_counted_up_at_once_beside_what_was_said_of_the_last_value(
    application, window, qtbot
):
    window.go_to(Place("indicators"))
    first, second, *_ = missing(application.session.indicators, "2022")
    table, status = window.page.table, window.status
    for line, words in ((first, "12"), (second, "13")):
        assert table.go_to(line.id, "2022")
        QTest.keyClicks(table.editor, words)
        QTest.keyClick(table.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: status.message.startswith("已录入"))
    column = next(at for at, one in enumerate(table.lines.columns) if one.name == "2022")
    table.choose((table.lines.row_of(first.id), column), (table.lines.row_of(second.id), column))
    assert status.counted.startswith("选中 2 个数 · 平均 12.5")
    assert status.message.startswith("已录入")


def test_undo_and_redo_stand_in_the_menu_row_with_their_words(application):
    name = application.session.indicators[0].name
    application.session.record([Entry(application.session.indicators[0].id, "2022", "12")])
    undo, redo = (application.commands.actions[act] for act in (Act.UNDO, Act.REDO))
    assert undo.text() == f"撤销：录入“{name}”2022 年"
    assert not redo.isEnabled()
    undo.trigger()
    assert redo.text() == f"重做：录入“{name}”2022 年"
    redo.trigger()
    assert application.session.indicators[0].actuals["2022"].amount.text == "12"


def test_a_long_step_is_shortened_beside_the_menus_but_not_in_its_tip(application, window):
    undo = application.commands.actions[Act.UNDO]
    words = "载入样例“日照经济技术开发区教育高质量发展三年行动计划（2021—2023）”"
    assert undo.text() == f"撤销：{words}"
    assert words in undo.toolTip()
    press = next(one for one in window.findChildren(QToolButton) if one.defaultAction() is undo)
    assert press.text().startswith("撤销：载入样例“日照")
    assert press.text().endswith("（2021—2023）”")
    assert "…" in press.text()
    assert press.sizeHint().width() <= press.maximumWidth()


def test_a_sentence_in_the_status_row_goes_after_a_while(application, window):
    application.notices.tell("已录入 1 格，Ctrl+Z 撤销。")
    assert window.status.message == "已录入 1 格，Ctrl+Z 撤销。"
    window.status.quiet()
    assert window.status.message == ""


def test_a_warning_stays_until_it_is_put_away(application, window):
    application.notices.warn("这个文件有密码，读不了。")
    assert window.strip.sentence == "这个文件有密码，读不了。"
    closers = window.strip.findChildren(QAbstractButton)
    next(closer for closer in closers if closer.accessibleName() == "收起提示").click()
    assert window.strip.sentence == ""


def test_the_theme_changes_at_once_and_is_kept(application, qapp):
    light = qapp.palette().window().color()
    application.commands.run(Act.THEME_DARK)
    assert qapp.palette().window().color() != light
    assert application.commands.actions[Act.THEME_DARK].isChecked()
    assert application.preferences.theme == "dark"
    application.commands.run(Act.THEME_LIGHT)
    assert qapp.palette().window().color() == light


def test_the_pane_is_put_away_and_brought_back(application, window):
    window.go_to(Place("indicators"))
    assert window.page.pane.isVisible()
    application.commands.run(Act.SHOW_PANE)
    assert not window.page.pane.isVisible()
    application.commands.run(Act.SHOW_PANE)
    assert window.page.pane.isVisible()


def test_in_a_narrow_window_pane_and_words_of_the_rail_fold(application, window, qtbot):
    window.go_to(Place("indicators"))
    window.resize(911, 512)
    qtbot.waitUntil(lambda: not window.page.pane.isVisible())
    assert window.rail.width() == 48
    application.commands.run(Act.SHOW_PANE)
    assert window.page.pane.isVisible(), "F9 brings it back even here"
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: window.rail.width() == 168)


def test_another_plan_of_the_book_is_chosen_in_the_rail(start, sample_path):
    with PlanBook.open(sample_path) as book:
        book.planning.make_plan("某区规划", 2026, 2030)
    application = start(sample_path)
    other = next(plan for plan in application.session.plans if plan.title == "某区规划")
    application.window.rail.chooser.chosen.emit(other.id)
    assert application.session.plan.title == "某区规划"
    assert application.window.page.heading.text() == "某区规划"
    assert application.session.period == "2026"


def test_a_read_only_book_says_so_and_refuses(start, sample_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_args: False)
    application = start(sample_path)
    assert "只读" in application.window.strip.sentence
    assert not application.commands.actions[Act.UNDO].isEnabled()
    application.session.record([Entry(application.session.indicators[0].id, "2022", "12")])
    assert application.session.indicators[0].actuals == {}


def test_a_fault_of_the_program_shows_its_traceback(application, window):
    application.notices.report(ZeroDivisionError("one too many"))
    dialog = window.findChild(CrashDialog)
    assert "ZeroDivisionError: one too many" in dialog.details.toPlainText()
    dialog.close()


def test_a_question_is_answered_by_its_own_words(application, window):
    answers = []
    application.notices.ask("停下并关闭？", "停下", "不停", lambda: answers.append("yes"))
    box = window.findChild(QDialog, "notice")
    by_words = {button.text(): button for button in box.buttons()}
    assert box.defaultButton() is by_words["不停"]
    by_words["停下"].click()
    assert answers == ["yes"]


def test_a_backup_is_made_when_asked(start, sample_path, qtbot):
    application = start()
    window = application.window
    with qtbot.waitSignal(application.runner.settled):
        application.open_book(sample_path)
    application.session.record([Entry(application.session.indicators[0].id, "2022", "12")])
    with qtbot.waitSignal(application.runner.settled):
        application.commands.run(Act.BACK_UP)
    assert window.status.message.startswith("已备份到")
    with qtbot.waitSignal(application.runner.settled):
        application.commands.run(Act.BACK_UP)
    assert window.status.message == "没有新的改动，上次备份就是最新的。"


def test_the_keys_dialog_names_every_key(application):
    dialog = application.rooms.ways_to_help.show_keys()
    words = {
        label.text() for label in dialog.findChildren(type(application.window.strip._sentence))
    }
    assert {arrowed(spec.shortcut) for spec in SPECS.values() if spec.shortcut} <= words
    dialog.close()


def test_every_control_has_a_name_for_screen_readers(window):
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    nameless = []
    for page in window.pages:
        window.show_page(page)
        nameless += [
            (page.name, type(control).__name__, control.objectName())
            for kind in kinds
            for control in window.findChildren(kind)
            if control.isVisible()
            and control.focusPolicy() != Qt.FocusPolicy.NoFocus
            and not (control.accessibleName() or getattr(control, "text", str)())
        ]
    assert nameless == []


def test_recent_books_stand_in_the_file_menu(application, window, sample_path, qtbot):
    application.afterwards.finish()
    window._recent.aboutToShow.emit()
    entry = window._recent.actions()[0]
    assert entry.text() == sample_path.name
    with qtbot.waitSignal(window.recent_chosen) as chosen:
        entry.trigger()
    assert chosen.args == [sample_path]
    assert application.session.book.path == sample_path


def test_closing_while_a_job_runs_asks_first(application, window, qtbot):
    going = threading.Event()

    def job(ticket):
        while True:
            going.set()
            ticket.report(1, 2, "一览表.xlsx")

    task = Task(job)
    with qtbot.waitSignal(task.stopped):
        application.runner.start(task)
        going.wait(5)
        window.close()
        assert window.isVisible()
        box = window.findChild(QDialog, "notice")
        next(button for button in box.buttons() if button.text() == "停下并关闭").click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert application.session is None


def test_in_a_narrow_window_the_menus_stand_whole(window):
    row = window.menuWidget()
    window.resize(1366, 768)
    QCoreApplication.sendPostedEvents()
    assert row._finder.width() == 256
    window.resize(700, 500)
    QCoreApplication.sendPostedEvents()
    assert row._finder.width() == 44
    assert row._bar.width() >= row._bar.sizeHint().width()


def test_without_a_book_menus_in_which_nothing_can_be_done_are_grey(start, sample_path):
    application = start()
    bar = application.window.findChild(QMenuBar)
    without = {menu.text()[:2] for menu in bar.actions() if not menu.isEnabled()}
    assert without == {"录入", "审核", "输出"}
    assert application.open_book(sample_path)
    assert all(menu.isEnabled() for menu in bar.actions())


def test_what_is_done_with_tasks_projects_and_closures_stands_in_menus_of_its_own(application):
    bar = application.window.findChild(QMenuBar)
    entry = next(one for one in bar.actions() if one.text().startswith("录入")).menu()
    inner = {one.text(): one.menu() for one in entry.actions() if one.menu() is not None}
    assert list(inner) == ["任务", "项目", "销号"]
    application.window.go_to(Place("task_list"))
    words = [one.text().split("\t") for one in inner["任务"].actions()]
    assert ["上移一行", "Alt+Shift+↑"] in words
    assert any(len(one) > 1 and one[1] == "Ctrl+Enter" for one in words), "as the status bar says"
    listed = [one for one in entry.actions() if not one.isSeparator()]
    assert len(listed) <= 22, "a menu is seen whole on the smallest screen"
