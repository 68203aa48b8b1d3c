"""Settings: each field is a step, a wrong one says why, copies and checks run in the background."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db import queries
from db.book import PlanBook
from db.operations.housekeeping import Damage
from desktop.actions import Act
from desktop.page import Place
from desktop.settings.machine_cards import damage_words


@pytest.fixture
def application(start, sample_path):
    application = start(sample_path)
    application.window.go_to(Place("settings"))
    return application


def type_into(field, *words):
    for line, said in zip(field.inputs, words, strict=True):
        line.setFocus()
        line.selectAll()
        line.insert(said)
    QTest.keyClick(field.inputs[-1], Qt.Key.Key_Return)


def done(qtbot, application):
    qtbot.waitUntil(lambda: not application.runner.is_working)


def test_a_field_is_kept_by_enter_and_taken_back_by_undo(application, page, sample_path):
    before = application.session.plan.document_number
    type_into(page.plan.number, "日开教〔2021〕9号")
    assert application.session.plan.document_number == "日开教〔2021〕9号"
    with PlanBook.open(sample_path) as book:
        assert book.read(queries.find_plan).document_number == "日开教〔2021〕9号"
    assert application.window.status.message == "已修改规划信息，Ctrl+Z 撤销。"
    application.commands.run(Act.UNDO)
    assert page.plan.number.words == (before,)


def test_leaving_a_field_keeps_it_too(application, page):
    line = page.plan.county.inputs[0]
    line.setFocus()
    line.selectAll()
    line.insert("日照经开区")
    page.plan.issuer.inputs[0].setFocus()
    assert application.session.plan.county == "日照经开区"


def test_esc_brings_back_what_is_kept(application, page):
    line = page.plan.issuer.inputs[0]
    kept = line.text()
    line.setFocus()
    line.insert("不要")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == kept
    assert application.session.plan.issuer == kept


def test_a_wrong_date_says_why_stays_and_is_not_kept(application, page):
    kept = application.session.plan.issued_on
    type_into(page.plan.day, "2021-13-40")
    assert page.plan.day.error.isVisible()
    assert page.plan.day.error.text() == "“2021-13-40”不是日期。写成 2023-12-31 的样子。"
    assert page.plan.day.words == ("2021-13-40",)
    assert application.session.plan.issued_on == kept
    # Something else changes the plan meanwhile: what was typed is not thrown away.
    type_into(page.plan.number, "另一个文号")
    assert page.plan.day.words == ("2021-13-40",)
    type_into(page.plan.day, "2021年6月12日")
    assert not page.plan.day.error.isVisible()
    assert page.plan.day.words == ("2021-06-12",)


def test_years_out_of_order_are_refused_until_both_fit(application, page):
    type_into(page.plan.period, "2026", "2023")
    assert page.plan.period.error.text() == "首年 2026 晚于末年 2023，没有保存。改好其中一个。"
    assert (application.session.plan.period_start, application.session.plan.period_end) == (
        2021,
        2023,
    )
    type_into(page.plan.period, "2022", "2024")
    assert not page.plan.period.error.isVisible()
    assert (application.session.plan.period_start, application.session.plan.period_end) == (
        2022,
        2024,
    )


def test_a_blank_title_is_refused(application, page):
    line = page.plan.name_of_plan.inputs[0]
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.plan.name_of_plan.error.text() == "名称空着，没有保存。写上名称。"
    assert application.session.plan.title


def test_disclosure_is_one_of_three_words(application, page):
    choice = page.plan.disclosure
    assert [choice.itemText(at) for at in range(choice.count())] == [
        "未写明", "主动公开", "依申请公开", "不公开",
    ]  # fmt: skip
    choice.setCurrentIndex(3)
    choice.chosen.emit("不公开")
    assert application.session.plan.disclosure == "不公开"


def test_a_theme_is_applied_at_once_and_remembered(application, page, qapp):
    light = qapp.palette().window().color()
    page.appearance.theme.chosen.emit("dark")
    assert qapp.palette().window().color() != light
    assert application.preferences.theme == "dark"
    assert page.appearance.theme.currentText() == "深色"
    page.appearance.theme.chosen.emit("system")
    assert page.appearance.theme.currentText() == "跟随系统"
    assert qapp.palette().window().color() == light
    page.appearance.theme.chosen.emit("light")


def test_preferences_of_this_machine_are_kept(application, page):
    page.appearance.scale.chosen.emit("150")
    page.appearance.start.chosen.emit("welcome")
    page.appearance.who.setFocus()
    page.appearance.who.insert("马丽")
    QTest.keyClick(page.appearance.who, Qt.Key.Key_Return)
    kept = application.preferences
    assert (kept.scale, kept.reopen_last_book, kept.who) == (150, False, "马丽")


def test_a_copy_is_made_now_and_not_twice(application, page, qtbot):
    # The copy of opening comes first.
    qtbot.waitUntil(lambda: bool(application.session.book.housekeeping.backups()))
    done(qtbot, application)
    type_into(page.plan.number, "日开教〔2021〕9号")
    page.backups.make.click()
    done(qtbot, application)
    assert application.window.status.message.startswith("已备份到")
    newest = application.session.book.housekeeping.backups()[0]
    assert newest.reason == "asked"
    assert page.backups.last.text().startswith("上次备份 今天")
    many = page.backups.aside.text()
    page.backups.make.click()
    done(qtbot, application)
    assert application.window.status.message == "没有新的改动，上次备份就是最新的。"
    assert page.backups.aside.text() == many


def test_the_card_of_copies_leads_to_their_page(application, page):
    page.backups.open_page.click()
    assert application.window.page.name == "backups"


def test_a_sound_book_is_said_to_be_sound(application, page, qtbot):
    page.file.check.click()
    assert page.file.result.text() == "正在检查文件与历史…"
    assert not page.file.check.isEnabled()
    done(qtbot, application)
    assert page.file.result.text() == "完好：文件没有损坏，1 步历史与现在的每一格都一致。"
    assert page.file.check.isEnabled()


def test_what_was_altered_outside_is_named(start, sample_path, tmp_path, qtbot):
    altered = tmp_path / "改过.planbook"
    shutil.copy(sample_path, altered)
    with closing(sqlite3.connect(altered)) as connection, connection:
        connection.execute("update plan set title = '另一份规划'")
    application = start(altered)
    application.window.go_to(Place("settings"))
    page = application.window.page
    page.file.check.click()
    done(qtbot, application)
    words = page.file.result.text()
    assert words.startswith("发现 1 处不一致：")
    assert "规划的名称" in words
    assert "现在是“另一份规划”" in words


def test_many_damages_are_counted_not_poured_out():
    damages = [Damage("file", detail=f"page {number}") for number in range(10)]
    words = damage_words((*damages, Damage("history", "altered", row="录入 3 格")), 5)
    assert words.startswith("发现 11 处不一致：")
    assert "还有 5 处" in words


def test_an_empty_book_makes_its_plan_here(start, empty_path):
    application = start(empty_path)
    application.window.go_to(Place("settings"))
    page = application.window.page
    assert page.plan.make.isVisible()
    page.plan.make.click()
    assert page.plan.name_of_plan.error.text() == "名称空着，没有保存。写上名称。"
    page.plan.name_of_plan.inputs[0].setText("某区教育规划")
    page.plan.period.inputs[0].setText("2021")
    page.plan.period.inputs[1].setText("2025")
    page.plan.make.click()
    plan = application.session.plan
    assert (plan.title, plan.period_start, plan.period_end) == ("某区教育规划", 2021, 2025)
    assert not page.plan.make.isVisible()
    application.commands.run(Act.UNDO)
    assert application.session.plan is None
    assert page.plan.make.isVisible()
