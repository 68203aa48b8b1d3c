"""The project page: lumps, stages chosen by keyboard, filters, sums, findings in the pane."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from db import queries
from db.model.words import PROJECT_STAGES
from desktop.actions import Act
from desktop.page import Place

LUMP = "新时代广场幼儿园等18所幼儿园"


@pytest.fixture
def application(start, sample_path):
    application = start(sample_path)
    application.window.go_to(Place("project_list"))
    return application


@pytest.fixture
def page(application):
    return application.window.page


def named(page, name):
    return next(line for line in page.projects if line.name == name)


def cell(page, name, title):
    columns = [column.title for column in page.table.lines.columns]
    row = page.table.lines.row_of(named(page, name).id)
    return page.table.lines.cell(row, columns.index(title))


def choose(choice, words):
    place = choice.findText(words)
    assert place >= 0, [choice.itemText(at) for at in range(choice.count())]
    choice.setCurrentIndex(place)
    choice.chosen.emit(choice.itemData(place))


def test_lumps_stand_over_their_named_parts_and_fold(page):
    page.table.go_to(named(page, LUMP).id)
    rows = len(page.table.lines.rows)
    assert rows == len(page.projects) == 39
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    folded = len(page.table.lines.rows)
    assert folded == rows - 15
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    assert len(page.table.lines.rows) == rows
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    assert page.table.current_row.name == LUMP


def test_a_stage_is_chosen_by_keyboard_and_is_one_step(application, page):
    page.table.go_to(named(page, LUMP).id)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    menu = page.table.findChild(QMenu, "word_menu")
    assert tuple(action.text() for action in menu.actions()) == PROJECT_STAGES
    for _ in range(PROJECT_STAGES.index("开工") + 1):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert cell(page, LUMP, "阶段").tag == "开工"
    assert application.commands.actions[Act.UNDO].text() == f"撤销：改“{LUMP}”阶段：开工"
    application.commands.run(Act.UNDO)
    assert cell(page, LUMP, "阶段").text == "未填"


def test_a_stage_that_is_no_word_of_ours_stays_choosable(application, page):
    application.session.set_project_stage(named(page, LUMP).id, "装修")
    page.table.go_to(named(page, LUMP).id)
    menu = page.choose_stage()
    assert menu.actions()[-1].text() == "装修"
    assert menu.activeAction().text() == "装修"
    menu.close()


def test_a_chip_counts_the_rows_it_chooses(page):
    counts = {chip.word: chip.count for chip in page.chips._chips}
    assert (counts["全部"], counts["新建"], counts["启用"]) == (39, 19, 6)
    page.chips.choose("启用")
    chosen = [row for row in page.table.lines.rows if row.id in page._shown.chosen]
    assert len(chosen) == 6
    assert {row.kind for row in chosen} == {"启用"}
    # The lump around them only says where they belong.
    assert cell(page, LUMP, "项目").ink == "muted"


def test_filters_of_year_and_school_stage_meet_and_esc_clears_them(page):
    choose(page.years, "2021 年")
    choose(page.school_stages, "小学")
    chosen = [row for row in page.table.lines.rows if row.id in page._shown.chosen]
    assert {(row.due_year, row.school_stage) for row in chosen} == {(2021, "小学")}
    assert page.chips._chips[0].count == len(chosen)
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert len(page.table.lines.rows) == 39
    choose(page.years, "未写年份")
    assert {row.due_year for row in page.table.lines.rows if row.id in page._shown.chosen} == {None}


def test_the_status_bar_sums_what_is_shown_without_counting_twice(page):
    # Lump 4860 and lump 6390; the parts of 1980 and 1350 are in the first.
    assert page.hint().startswith("39 行合计 · 学位 11250 · 班级 162")
    choose(page.years, "2021 年")
    assert "学位 1980" in page.hint()


def test_the_pane_says_where_the_list_does_not_add_up(page):
    page.table.go_to(named(page, LUMP).id)
    words = [label.text() for label in page.pane.widget().findChildren(QLabel)]
    finding = next(
        one for one in page.session.read(queries.plan_findings, page.session.plan.id)
        if one.row == named(page, LUMP).id
    )  # fmt: skip
    assert finding.message in words
    assert {"18 个", "4860 个", "162 个"} <= set(words)


def test_a_place_in_a_folded_lump_is_unfolded(page):
    page.table.go_to(named(page, LUMP).id)
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    part = next(line for line in page.projects if line.depth == 2)
    page.show_place(Place("project_list", part.id))
    assert page.table.current_row.id == part.id


def test_a_book_without_projects_says_what_to_do(start, empty_path):
    application = start(empty_path)
    application.window.go_to(Place("project_list"))
    assert application.window.page.nothing.words == "还没有项目。从一览表导入（Ctrl+I）。"
    assert application.window.page.choose_stage() is None


def test_the_model_keeps_qts_rules(page, qtmodeltester):
    qtmodeltester.check(page.table.lines)
