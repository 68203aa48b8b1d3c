"""A school is followed from its plan to the first pupils: by keyboard, month after month."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from db import queries
from db.book import PlanBook
from desktop.actions import Act
from desktop.page import Place
from tests.db.stories import BEIJING

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SCHOOL = "长春路小学"
PLAN = {
    "立项": "21-09", "用地": "21-11", "初设": "21-12", "招标": "22-02", "开工": "22-03",
    "主体封顶": "22-09", "竣工验收": "23-06", "移交": "23-07", "投用": "23-08",
}  # fmt: skip
DONE = (
    ("立项", "2021-09-20"), ("用地", "2022.1.17"), ("初设", "22-2"), ("招标", "20220304"),
    ("开工", "2022年4月"), ("主体封顶", "22-11-05"), ("竣工验收", "2023-07-10"),
    ("移交", "2023-08-01"), ("投用", "23-09"),
)  # fmt: skip


@pytest.fixture
def book_path(tmp_path):
    path = tmp_path / "日照 台账.planbook"
    now = datetime(2023, 10, 8, 9, tzinfo=BEIJING)
    with PlanBook.create(path, who="马丽", clock=lambda: now) as book:
        book.planning.load_sample("rizhao")
    return path


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def type_date(words):
    for sign in words.replace("年", "-").replace("月", ""):
        QTest.keyClick(QApplication.focusWidget(), sign)
    press(Qt.Key.Key_Return)


def row(page):
    return next(one for one in page.content.rows if one.name == SCHOOL)


def found_by_initials(application):
    """Find the school as its pinyin begins, and put the cursor into its stages."""
    application.commands.run(Act.GO_PROJECT_LIST)
    page = application.window.page
    application.commands.run(Act.FIND_ROWS)
    for sign in "cclxx":
        press(sign)
    press(Qt.Key.Key_Return)
    page.table.go_to(row(page).id)
    press(Qt.Key.Key_Return)
    return page, page.pane.stages


def test_a_project_is_moved_through_its_stages(start, book_path):
    application = start(book_path, today=date(2023, 10, 8))
    page, stages = found_by_initials(application)

    # Its nine stages are planned going down the column.
    stages.go_to("立项", "planned")
    for words in PLAN.values():
        type_date(words)
    assert [line.planned for line in stages.lines.rows] == [f"20{words}" for words in PLAN.values()]
    assert page.content.judged(row(page)).standing == "严重滞后", "nothing was passed yet"
    assert row(page).id in page.content.late

    # Every stage as it is passed; the cursor goes down by itself, the stage follows.
    stages.go_to_next()
    for stage, words in DONE:
        assert stages.current_row.stage == stage
        type_date(words)
        assert row(page).stage == stage
    judged = page.content.judged(row(page))
    assert (judged.standing, row(page).id in page.content.late) == ("完成", False)
    late = {line.stage: line.late for line in stages.lines.rows}
    assert (late["立项"], late["用地"], late["主体封顶"], late["投用"]) == (0, 48, 36, 30)

    # Each was one step: the last one back, and the school is in the bureau's hands again.
    application.commands.run(Act.UNDO)
    assert row(page).stage == "移交"
    application.commands.run(Act.REDO)
    assert row(page).stage == "投用"
    application.window.close()
    with PlanBook.open(book_path) as book:
        assert stages_of(book, SCHOOL) == ("投用", 9)
        assert book.housekeeping.damages() == ()


def stages_of(book, name):
    """The stage of a project, and how many milestones the book holds of it."""
    plan = book.read(queries.find_plan).id
    held = next(one for one in book.read(queries.project_lines, plan) if one.name == name)
    return held.stage, len(book.read(queries.project_work, held.id).milestones)


def asked(page, ask):
    """The dialog that a command opens."""
    ask()
    (dialog,) = [one for one in page.window().findChildren(QDialog) if one.isVisible()]
    return dialog


@pytest.fixture
def page(start, book_path):
    application = start(book_path, today=date(2023, 10, 8))
    application.window.go_to(Place("project_list"))
    return application.window.page


@pytest.fixture
def lump(page):
    found = next(one for one in page.content.rows if one.number == 18)
    page.show_place(Place("project_list", found.id))
    return found


def names(page):
    return {one.name for one in page.content.rows}


def test_a_lump_is_opened_and_many_projects_get_their_year_class(page, lump):
    dialog = asked(page, page.open_lump)
    dialog.names.setPlainText("海滨一路幼儿园\t360\t12\n海滨二路幼儿园，270个学位，9班")
    assert "项目合计 15 个，原文 18，差 3" in dialog.compared.text()
    assert "学位合计 3960 个，原文 4860，差 900" in dialog.compared.text()
    dialog.main.click()
    assert page.session.undo_label.endswith("中的 2 个项目")
    made = next(one for one in page.content.rows if one.name == "海滨一路幼儿园")
    assert (made.places, made.parent) == ("360", lump.id)

    page.tools.search.setText("海滨")
    bulk = asked(page, page.change_many)
    assert bulk.main.text() == "改 2 个项目"
    bulk.choices.setCurrentIndex(bulk.choices.findData("新开工"))
    bulk.choices.chosen.emit("新开工")
    bulk.main.click()
    assert {one.year_class for one in page.rows_in_sight.works} == {"新开工"}
    for _ in range(2):
        page.session.undo()
    assert page.rows_in_sight.works == ()


def test_facts_and_money_of_a_project_are_typed_and_what_misses_is_said(page):
    page.tools.search.setText(SCHOOL)
    page.table.go_to(row(page).id)
    facts = asked(page, page.edit_project)
    facts.edits["investment"].setText("2100")
    facts.edits["street"].setText("北京路街道")
    facts.edits["due"].setText("明年")
    facts.main.click()
    assert "“明年”不是完成时限" in facts.says.text()
    facts.edits["due"].setText("2023-8")
    facts.money.add_origin("省级", None)
    facts.money.lines.setData(facts.money.lines.index(1, 2), "600")
    assert facts.differs.text() == "总投资各来源合计 600，与 2100 比差 1500"
    facts.main.click()
    held = row(page)
    assert (held.street, held.deadline, held.investment) == ("北京路街道", "2023-08", "2100")


def test_a_project_is_added_to_the_lump_in_hand_and_taken_out_again(page, lump):
    new = asked(page, page.add_project)
    new.main.click()
    assert new.says.text() == "名称空着，没有保存。写上名称。"
    new.edits["name"].setText("海滨三路幼儿园")
    new.main.click()
    made = next(one for one in page.content.rows if one.name == "海滨三路幼儿园")
    assert made.parent == lump.id
    page.table.go_to(made.id)
    page.remove_project()
    assert "海滨三路幼儿园" not in names(page)
    page.session.undo()
    assert "海滨三路幼儿园" in names(page)
