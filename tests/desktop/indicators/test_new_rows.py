"""Adding an indicator by hand, and taking an empty one out again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.book import PlanBook
from db.model.words import Counting, Nature
from desktop.actions import Act
from desktop.indicators.new_row import NewRowDialog
from desktop.page import Place

FIRST = "公办园在园幼儿占比"


@pytest.fixture
def asked(hands):
    hands.go(FIRST, "2022")
    hands.application.commands.actions[Act.ADD_ROW].trigger()
    return hands.page.findChild(NewRowDialog)


def names(page):
    return [line.name for line in page.session.indicators]


def test_the_new_row_comes_behind_the_one_in_hand_and_the_cursor_waits_in_it(hands, asked):
    held = hands.line(FIRST)
    before = names(hands.page)
    assert not asked.add.isEnabled()
    assert asked.category.text() == held.category
    QTest.keyClicks(asked.name, "Kindergartens")
    asked.unit.setText("所")
    asked.nature.setCurrentIndex(asked.nature.findData(Nature.BINDING))
    asked.counting.setCurrentIndex(asked.counting.findData(Counting.CUMULATIVE))
    QTest.keyClick(asked.name, Qt.Key.Key_Return)
    assert not asked.isVisible()
    at = before.index(FIRST) + 1
    assert names(hands.page) == [*before[:at], "Kindergartens", *before[at:]]
    row = hands.table.current_row
    assert (row.name, row.unit, row.category) == ("Kindergartens", "所", held.category)
    assert (row.nature, row.counting) == (Nature.BINDING, Counting.CUMULATIVE)
    assert hands.application.window.status.message == "已新增“Kindergartens”，Ctrl+Z 撤销。"
    hands.application.commands.run(Act.UNDO)
    assert names(hands.page) == before


def test_a_name_the_category_has_is_refused_and_the_dialog_stays(hands, asked):
    before = names(hands.page)
    asked.name.setText(FIRST)
    asked.add.click()
    assert asked.isVisible()
    assert asked.refusal.text().startswith(f"这一类里已有“{FIRST}”，没有新增。")
    asked.name.setText("另一项")
    assert asked.refusal.text() == ""
    asked.reject()
    assert names(hands.page) == before


def test_a_category_is_chosen_or_written(hands, asked):
    categories = {line.category for line in hands.page.session.indicators}
    offered = [asked.known.itemText(at) for at in range(asked.known.count())]
    assert set(offered) == categories
    asked.known.setCurrentIndex(len(offered) - 1)
    asked.known.activated.emit(len(offered) - 1)
    assert asked.category.text() == offered[-1]
    asked.category.setText("教师队伍（新）")
    assert asked.known.currentText() == ""
    asked.name.setText("新项")
    asked.add.click()
    assert hands.line("新项").category == "教师队伍（新）"


def test_an_empty_row_is_taken_out_and_one_with_targets_is_not(hands, asked):
    asked.name.setText("新项")
    asked.add.click()
    hands.application.commands.run(Act.REMOVE_ROW)
    assert "新项" not in names(hands.page)
    assert hands.application.window.status.message == "已删除“新项”，Ctrl+Z 撤销。"
    hands.go(FIRST, "2022")
    hands.application.commands.run(Act.REMOVE_ROW)
    assert FIRST in names(hands.page)
    assert hands.application.window.strip.sentence == (
        f"“{FIRST}”已有数、目标、责任单位、佐证或其中项，没有删除。只有还空着的行可以删。"
    )


def test_an_empty_plan_says_how_and_takes_its_first_row(start, empty_path):
    with PlanBook.open(empty_path) as book:
        book.planning.make_plan("规划", 2021, 2025)
    application = start(empty_path)
    application.window.go_to(Place("indicators"))
    page = application.window.page
    assert page.nothing.words == (
        "还没有指标。从一览表导入，按 Ctrl+N 新增一行，或把带名称的表复制过来，按 Ctrl+V 粘贴。"
    )
    application.commands.run(Act.ADD_ROW)
    dialog = page.findChild(NewRowDialog)
    dialog.name.setText("学前教育毛入园率")
    dialog.add.click()
    assert names(page) == ["学前教育毛入园率"]
    assert page.table.isVisible()


def test_what_was_written_stays_where_the_book_takes_nothing_in(hands, asked):
    session = hands.application.session
    asked.name.setText("劳动教育基地")
    session.begin_work()
    asked.add.click()
    assert asked.isVisible()
    assert asked.name.text() == "劳动教育基地"
    session.end_work()
    asked.add.click()
    assert not asked.isVisible()
    assert any(line.name == "劳动教育基地" for line in session.indicators)


def test_without_a_plan_nothing_can_be_added_and_it_says_so(start, empty_path):
    application = start(empty_path)
    application.window.go_to(Place("indicators"))
    application.commands.run(Act.ADD_ROW)
    assert application.window.status.message.startswith("还没有规划，不能新增指标。")
