"""The page of units: who answers for how much, found by any name, all of it in the pane."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.modeltest import ModelTester

from db import queries
from db.book import PlanBook
from db.operations.units import UnitFields
from desktop.actions import Act
from desktop.page import Place
from desktop.units.rows import DOUBTFUL, PRESUMED


@pytest.fixture
def application(start, sample_path):
    with PlanBook.open(sample_path, who="马丽") as book:
        for name in ("经济发展集团公安分局", "北京路街道"):
            book.units.add(UnitFields(name=name))
    application = start(sample_path)
    application.window.go_to(Place("units"))
    return application


def row_named(page, name):
    return next(row for row in page._rows if row.line.name == name)


def shown(page):
    return [row.line.name for row in page.table.lines.rows]


def cell(page, name, title):
    columns = [column.title for column in page.table.lines.columns]
    row = page.table.lines.row_of(row_named(page, name).id)
    return page.table.lines.cell(row, columns.index(title))


def pane_words(page):
    return " ".join(part.text() for part in page.pane.findChildren(QLabel))


def link(page, words):
    return next(one for one in page.pane.findChildren(QPushButton) if one.text() == words)


def test_the_pane_says_of_which_month_it_speaks(page):
    page.session.choose_period("2022-05")
    assert "2022 年 5 月" in pane_words(page)


def test_each_unit_stands_with_how_much_it_answers_for(page, qtmodeltester: ModelTester):
    qtmodeltester.check(page.table.lines)
    assert len(shown(page)) == 12
    titles = ("牵头", "配合", "推定")
    assert [cell(page, "社会事业局", title).text for title in titles] == ["26", "——", "26"]
    assert cell(page, "财政局", "配合").text == "18"
    assert cell(page, "经济发展集团公安分局", "单位").mark is not None
    assert "疑为连写：经济发展集团、公安分局" in cell(page, "经济发展集团公安分局", "单位").hint


def test_counts_of_the_page_are_those_of_the_rows_behind_them(page):
    assert page.chips._buttons[PRESUMED].text() == "推定 2"
    assert page.chips._buttons[DOUBTFUL].text() == "疑似 1"
    page.chips.choose(PRESUMED)
    assert shown(page) == ["社会事业局", "交通和建设局"]
    page.chips.choose(DOUBTFUL)
    assert shown(page) == ["经济发展集团公安分局"]
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert len(shown(page)) == 12


def test_a_unit_is_found_by_a_part_of_its_name_or_its_initials(page):
    page.search.setText("czj")
    assert shown(page) == ["财政局"]
    page.search.setText("街道")
    assert shown(page) == ["各街道", "北京路街道"]
    page.search.setText("没有这样的")
    assert page.nothing.words == "没有符合的单位。清除筛选 Esc。"
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(shown(page)) == 12


def test_the_pane_tells_all_that_a_unit_answers_for(page):
    page.table.go_to(row_named(page, "社会事业局").id)
    words = pane_words(page)
    for told in ("推定 26 项", "公办园在园幼儿占比", "7 学前教育优质普惠发展", "未启动 · 2023"):
        assert told in words
    assert "还有 10 项，见对账单。" in words
    page.table.go_to(row_named(page, "财政局").id)
    assert "〔配合〕" in pane_words(page)


def test_presumed_roles_of_a_unit_are_confirmed_from_the_pane(application, page, qtbot):
    page.table.go_to(row_named(page, "交通和建设局").id)
    with qtbot.waitSignal(page.pane.link_followed):
        link(page, "全部确认").click()
    assert application.session.undo_label == "确认牵头单位 1 项"
    assert cell(page, "交通和建设局", "推定").text == ""
    page.confirm.click()
    assert application.session.undo_label == "确认牵头单位 26 项"
    assert page.confirm.isHidden()
    application.session.undo()
    assert page.confirm.text() == "确认推定 26"


def test_a_kind_is_chosen_by_keyboard(application, page):
    page.table.go_to(row_named(page, "财政局").id)
    application.commands.run(Act.EDIT_CELL)
    (menu,) = page.table.findChildren(QMenu, "word_menu")
    next(action for action in menu.actions() if action.text() == "平级").trigger()
    menu.close()
    assert cell(page, "财政局", "类型").text == "平级"
    assert page.chips._buttons["平级"].text() == "平级 1"


def test_a_place_brings_the_unit_in_sight_through_any_filter(application, page):
    page.search.setText("czj")
    application.window.go_to(Place("units", row_named(page, "交警大队").id))
    assert page.row.line.name == "交警大队"


def test_an_empty_book_says_how_units_come_into_it(start, empty_path):
    application = start(empty_path)
    application.window.go_to(Place("units"))
    page = application.window.page
    assert page.nothing.words == "还没有单位。从一览表导入时自动带入，或点“新增单位”。"
    dialog = page.ask_new()
    dialog.name_of_unit.setText("教育局")
    dialog.main.click()
    assert shown(page) == ["教育局"]
    assert page.row.line.name == "教育局"


def test_an_ended_unit_is_muted_and_has_a_chip(application, page):
    unit = row_named(page, "交警大队").id
    lives = application.session.book.unit_lives
    application.session.carry_out(lambda: lives.end(unit, on="2022-01-01"))
    assert cell(page, "交警大队", "单位").tag == "已撤销"
    page.chips.choose("ended")
    assert shown(page) == ["交警大队"]
    page.table.go_to(unit)
    assert "撤销" in pane_words(page)


def test_a_ledger_goes_out_as_a_workbook_and_as_paper(page, tmp_path, qtbot):
    unit = row_named(page, "社会事业局").line
    for ending, begins in ((".xlsx", b"PK"), (".pdf", b"%PDF")):
        target = tmp_path / f"对账单{ending}"
        with qtbot.waitSignal(page.runner.settled):
            page.ledgers.write(unit, target)
        assert target.read_bytes().startswith(begins)
    dialog = page.ledgers.preview(unit)
    assert len(dialog.pages) >= 4
    dialog.reject()
    menu = page.ask_ledger()
    assert [action.isEnabled() for action in menu.actions()] == [True, True, True]
    menu.close()


def test_all_ledgers_go_into_a_folder(page, tmp_path, qtbot):
    said = []
    page.notices.told.connect(said.append)
    folder = tmp_path / "对账单"
    folder.mkdir()
    page.ledgers.write_all(folder)
    page.ledgers.write_all(folder)
    assert said == ["上一份对账单还没有做完。"]
    qtbot.waitUntil(lambda: said[-1].startswith("已写"))
    assert any(words.startswith("正在写对账单 ") for words in said)
    assert len(list(folder.iterdir())) == 10
    assert (folder / "各街道对账单.xlsx").is_file()
    assert said[-1] == f"已写 10 份对账单到“{folder}”，2 家没有责任事项。"


def test_many_units_are_looked_through_in_the_background(start, sample_path, qtbot):
    with PlanBook.open(sample_path, who="马丽") as book:
        for number in range(160):
            book.units.add(UnitFields(name=f"第{number}号学校"))
        book.units.add(UnitFields(name="长春路小学内江路小学"))
    application = start(sample_path, today=date(2022, 6, 1))
    application.window.go_to(Place("units"))
    page = application.window.page
    with qtbot.waitSignal(page._names.found):
        pass
    assert page.chips._buttons[DOUBTFUL].text() == "疑似 1"
    assert application.session.read(queries.unit_lines)
