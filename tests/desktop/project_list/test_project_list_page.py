"""The project page: dates typed in the pane, filters, chips, sums, what is overdue, dialogs."""

from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from db import queries
from db.book import PlanBook
from db.model.words import PROJECT_STAGES, EntryState, RowKind
from db.operations.reviewing import EntryRef
from db.queries.dump import book_as_json
from db.queries.review import review_lines
from desktop.actions import Act
from desktop.columns import Heading
from desktop.delegates.marks import Mark
from desktop.page import Place
from desktop.project_list.facts_dialog import FactsDialog
from desktop.project_list.rows import LATE, Unnamed
from desktop.project_list.stage_table import ACTUAL

LUMP = "新时代广场幼儿园等18所幼儿园"
SCHOOL = "长春路小学"
TITLES = ["项目", "阶段", "判定", "学位"]


def named(page, name):
    return next(row for row in page.content.rows if row.name == name)


def go(page, name):
    page.show_place(Place("project_list", named(page, name).id))


def cell(page, name, title):
    row = page.table.lines.row_of(named(page, name).id)
    return page.table.lines.cell(row, TITLES.index(title))


def choose(choice, words):
    place = choice.findText(words)
    assert place >= 0, [choice.itemText(at) for at in range(choice.count())]
    choice.setCurrentIndex(place)
    choice.chosen.emit(choice.itemData(place))


def counts(page):
    return {chip.word: chip.rows for chip in page.tools.chips._chips}


def in_pane(page):
    return {label.text() for label in page.pane.findChildren(QLabel) if label.text()}


def type_here(words):
    """Type where the focus is; an input method commits what is not on the keyboard."""
    if not words.isascii():
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(QApplication.focusWidget(), event)
        return
    for sign in words:
        QTest.keyClick(QApplication.focusWidget(), sign)


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def test_the_page_opens_with_its_first_project_in_hand(start, tmp_path):
    path = tmp_path / "利通 项目.planbook"
    with PlanBook.create(path) as book:
        book.planning.load_sample("litong")
    application = start(path)
    application.window.go_to(Place("project_list"))
    page = application.window.page
    assert isinstance(page.table.lines.rows[0], Heading), "a kind stands over it"
    assert page.project_in_hand == page.rows_in_sight.works[0]
    assert page.project_in_hand.name in in_pane(page)


def test_works_stand_under_their_lumps_and_kinds_and_what_is_unnamed_too(page):
    rows = page.table.lines.rows
    headings = [row for row in rows if isinstance(row, Heading)]
    assert headings[0].title == LUMP
    assert headings[0].detail == "18 个 · 162 班 · 4860 个学位"
    assert headings[0].totals["timeline"].startswith("项目列出 13 个，差 5")
    (unnamed,) = [
        row for row in rows if isinstance(row, Unnamed) and row.lump == named(page, LUMP).id
    ]
    assert (unnamed.count, unnamed.places) == (5, "1530")
    assert {"改造提升", "其他", "设备采购"} <= {row.title for row in headings}
    assert [row.depth for row in headings[:3]] == [0, 1, 1]


def test_a_heading_folds_and_left_leads_up_to_it(page):
    go(page, SCHOOL)
    whole = len(page.table.lines.rows)
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    assert page.table.current_row.title == "献唐学校三期等5所学校"
    QTest.keyClick(page.table, Qt.Key.Key_Left)
    assert len(page.table.lines.rows) == whole - 5
    go(page, SCHOOL)
    assert page.table.current_row.name == SCHOOL


def test_a_late_school_says_so_in_word_mark_and_pane(page):
    go(page, SCHOOL)
    shown = cell(page, SCHOOL, "判定")
    assert (shown.text, shown.mark, shown.ink) == ("滞后", Mark.BEHIND, "warn")
    words = in_pane(page)
    assert {SCHOOL, "新建", "滞后", "主体封顶过期 20 天", "28 班 · 1260 个学位"} <= words
    assert any(text.startswith("按现速预计 2023-1") and "比计划晚" in text for text in words)
    assert any("（随任务）" in text for text in words)


def test_the_cursor_waits_in_the_next_date_and_enter_goes_on(application, page):
    go(page, SCHOOL)
    press(Qt.Key.Key_Return)
    stages = page.pane.stages
    assert QApplication.focusWidget() is stages.editor
    assert stages.current_row.stage == "主体封顶"
    type_here("10.15")
    press(Qt.Key.Key_Return)
    assert named(page, SCHOOL).stage == "主体封顶"
    assert cell(page, SCHOOL, "阶段").tag == "主体封顶"
    assert cell(page, SCHOOL, "判定").text == "正常"
    assert stages.current_row.stage == "竣工验收", "Enter goes on"
    held = next(line for line in stages.lines.rows if line.stage == "主体封顶")
    assert (held.actual, held.late) == ("2022-10-15", 15)
    assert application.commands.actions[Act.UNDO].text() == f"撤销：填“{SCHOOL}”主体封顶日期"
    application.commands.run(Act.UNDO)
    assert cell(page, SCHOOL, "阶段").tag == "开工"
    assert QApplication.focusWidget() is stages.editor, "typing goes on where it was"


@pytest.mark.parametrize("words", ["见附件", "2099-01"])
def test_words_that_are_no_date_that_has_been_stay_to_be_mended(application, page, words):
    go(page, SCHOOL)
    press(Qt.Key.Key_Return)
    type_here(words)
    press(Qt.Key.Key_Return)
    editor = page.pane.stages.values.open_editor
    assert editor is not None
    assert editor.refused
    assert words in application.window.status.message
    press(Qt.Key.Key_Escape)
    assert named(page, SCHOOL).stage == "开工"


def test_a_date_out_of_order_asks_for_its_reason(page):
    go(page, SCHOOL)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    assert page.pane.stages.current_row.stage == "竣工验收"
    type_here("10.18")
    press(Qt.Key.Key_Return)
    assert page.pane.asks_reason
    assert any("“主体封顶”的先后不符" in text for text in in_pane(page))
    assert QApplication.focusWidget() is page.pane.reason
    assert named(page, SCHOOL).stage == "开工"
    type_here("先验收后补封顶资料")
    press(Qt.Key.Key_Return)
    assert not page.pane.asks_reason
    assert named(page, SCHOOL).stage == "竣工验收"
    held = next(line for line in page.pane.stages.lines.rows if line.stage == "竣工验收")
    assert held.note == "先验收后补封顶资料"


def test_esc_gives_a_date_without_reason_up_and_leads_back_to_the_rows(page):
    go(page, SCHOOL)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    type_here("10.18")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert not page.pane.asks_reason
    assert named(page, SCHOOL).stage == "开工"
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.table


def decide(application, page, stage, *verbs):
    """Let the review decide about a stage of the school."""
    session = application.session
    lines = session.read(review_lines, session.plan.id)
    (line,) = [one for one in lines if one.name == stage and one.category == SCHOOL]
    for verb, *reason in verbs:
        done = getattr(session.book.reviewing, verb)
        session.wish(partial(done, [EntryRef(RowKind.MILESTONE, line.id)], *reason))
    page.catch_up()


def test_an_approved_date_is_altered_with_a_reason_and_shows_how_it_stands(application, page):
    go(page, SCHOOL)
    decide(application, page, "开工", ("submit",), ("approve",))
    stages = page.pane.stages
    stages.go_to("开工", ACTUAL)
    shown = stages.lines.cell(stages.lines.row_of("开工"), 2)
    assert (shown.mark, shown.hint.partition("：")[2]) == (Mark.APPROVED, "已审核")
    later = f"{date.fromisoformat(stages.current_row.actual) + timedelta(days=1)}"
    stages.setFocus()
    type_here(later)
    press(Qt.Key.Key_Return)
    assert page.pane.asks_reason
    assert any("开工已审核" in text for text in in_pane(page))
    type_here("监理报告更正")
    press(Qt.Key.Key_Return)
    held = next(line for line in stages.lines.rows if line.stage == "开工")
    assert (held.actual, held.state) == (later, EntryState.DRAFT)


def test_a_returned_stage_says_why_and_a_locked_one_takes_no_date(application, page):
    go(page, SCHOOL)
    decide(application, page, "开工", ("submit",), ("send_back", "附开工报告"))
    assert {"开工", "退回", "附开工报告"} <= in_pane(page)
    decide(application, page, "开工", ("submit",), ("approve",), ("lock",))
    stages = page.pane.stages
    stages.go_to("开工", ACTUAL)
    stages.setFocus()
    type_here("1")
    assert stages.values.open_editor is None
    shown = stages.lines.cell(stages.lines.row_of("开工"), 2)
    assert "先在审核页重开" in shown.hint


def test_a_planned_date_is_typed_in_its_own_column(page):
    go(page, SCHOOL)
    press(Qt.Key.Key_Return)
    stages = page.pane.stages
    stages.go_to("主体封顶", "planned")
    type_here("22-12")
    press(Qt.Key.Key_Return)
    assert cell(page, SCHOOL, "判定").text == "正常"
    (held,) = [
        one for one in page.content.milestones(named(page, SCHOOL)) if one.stage == "主体封顶"
    ]
    assert held.planned == "2022-12"


def test_a_date_typed_for_a_project_that_another_window_removes_goes_nowhere_else(
    application, page, pictured_path
):
    session = application.session
    session.carry_out(lambda: session.book.projects.add(session.plan.id, "第九小学", kind="新建"))
    go(page, "第九小学")
    press(Qt.Key.Key_Return)
    type_here("22-01")
    with PlanBook.open(pictured_path, who="陈静") as other:
        other.projects.remove([named(page, "第九小学").id])
        before = other.read(book_as_json)
    session.look_again()
    press(Qt.Key.Key_Return)
    assert session.book.read(book_as_json) == before


def test_f8_goes_to_the_next_overdue_date_round_the_end(application, page):
    assert application.window.status.missing == f"{len(page.content.late)} 个项目过期未过节点"
    seen = []
    for _ in range(len(page.content.late) + 1):
        application.commands.run(Act.NEXT_MISSING)
        seen.append(page.table.current_row.name)
        assert page.pane.stages.current_row.is_next
    assert seen[0] == seen[-1]
    assert len(set(seen)) == len(page.content.late)
    assert QApplication.focusWidget() is page.pane.stages.editor


def test_a_chip_counts_the_works_it_shows(page):
    before = counts(page)
    assert before["全部"] == before["前期"] + before["在建"] + before["已竣工"] == 33
    for key, word in (("在建", "在建"), (LATE, "滞后")):
        page.tools.chips.choose(key)
        assert len(page.rows_in_sight.works) == before[word]
    assert {row.id for row in page.rows_in_sight.works} == page.content.late
    assert page.badge() == before["滞后"]


def test_filters_meet_and_esc_clears_them(page):
    choose(page.tools.kinds, "新建")
    choose(page.tools.due_years, "2021 年")
    choose(page.tools.streets, "城东街道")
    found = page.rows_in_sight.works
    assert {(row.kind, row.due_year, row.street) for row in found} == {("新建", 2021, "城东街道")}
    assert counts(page)["全部"] == len(found)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert len(page.rows_in_sight.works) == 33
    choose(page.tools.stages, "开工")
    assert {row.stage for row in page.rows_in_sight.works} == {"开工"}
    page.tools.chips.choose("已竣工")
    assert page.nothing.words == "没有符合“已竣工、开工”的项目。清除筛选 Esc。"


def test_names_are_found_by_a_part_and_by_initials(application, page):
    application.commands.run(Act.FIND_ROWS)
    assert QApplication.focusWidget() is page.tools.search
    type_here("ccl")
    assert {row.name for row in page.rows_in_sight.works} == {
        "长春路社区一园", "长春路社区二园", "长春路社区三园", SCHOOL,
    }  # fmt: skip
    page.tools.search.setText("竣工验收")
    assert {row.stage for row in page.rows_in_sight.works} == {"竣工验收"}
    press(Qt.Key.Key_Escape)
    assert len(page.rows_in_sight.works) == 33
    assert page.tools.search.isHidden()


def test_the_status_bar_sums_places_against_the_plan(page):
    assert page.hint().startswith(
        "学位合计：学前列出 3330，原文 4860，差 1530 · 义务教育 6390（与原文一致）"
    )


def test_a_stage_is_chosen_by_keyboard_and_is_one_step(application, page):
    go(page, "向阳路幼儿园")
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    menu = page.table.findChild(QMenu, "word_menu")
    assert tuple(action.text() for action in menu.actions()) == PROJECT_STAGES
    for _ in range(PROJECT_STAGES.index("开工")):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert cell(page, "向阳路幼儿园", "阶段").tag == "开工"
    assert application.commands.actions[Act.UNDO].text() == "撤销：改“向阳路幼儿园”阶段：开工"


def test_this_month_s_progress_is_kept_when_the_box_is_left(application, page):
    go(page, SCHOOL)
    box = page.pane.form.boxes["words"]
    box.setFocus()
    type_here("三层结构施工")
    page.table.setFocus()
    told = application.session.read(queries.row_progress, named(page, SCHOOL).id)
    assert (told[0].period, told[0].words) == ("2022-10", "三层结构施工")
    assert box.words == "三层结构施工"
    # What was told last month stands over the box.
    assert (told[1].period, len(told)) == ("2022-09", 2)
    assert f"9 月：{told[1].words}" in in_pane(page)


def test_a_lump_shows_its_parts_and_what_does_not_add_up(page):
    go(page, LUMP)
    words = in_pane(page)
    assert {LUMP, "列出名称的项目", "新时代广场幼儿园"} <= words
    finding = next(one for one in page.session.findings if one.row == named(page, LUMP).id)
    assert finding.message in words
    assert page.pane.stages.isHidden() or not page.pane.stages.isVisibleTo(page.pane)


def test_only_the_projects_that_a_step_touched_are_read_anew(application, page):
    rows = {row.id: row for row in page.content.rows}
    school = named(page, SCHOOL)
    book = application.session.book
    application.session.carry_out(lambda: book.milestones.set_planned(school.id, "移交", "2023-09"))
    after = {row.id: row for row in page.content.rows}
    assert {key for key in rows if rows[key] is not after[key]} == {school.id}
    application.commands.run(Act.UNDO)
    assert named(page, SCHOOL) == school


def test_a_place_in_a_folded_lump_is_unfolded(page):
    page._folded.add(named(page, LUMP).id)
    page.refresh()
    go(page, "锦钰佳苑东区幼儿园")
    assert page.table.current_row.name == "锦钰佳苑东区幼儿园"


def test_a_read_only_book_offers_no_typing(application, page):
    application.session.book.read_only = True
    page.refresh()
    go(page, SCHOOL)
    press(Qt.Key.Key_Return)
    type_here("9")
    assert page.pane.stages.values.open_editor is None
    assert page.pane.form.boxes["words"].isReadOnly()
    links = page.pane.findChildren(QPushButton)
    assert not [one for one in links if one.text() == "改" and one.isVisibleTo(page.pane)]
    assert page.choose_stage() is None


def test_the_model_keeps_qts_rules(page, qtmodeltester):
    qtmodeltester.check(page.table.lines)
    qtmodeltester.check(page.pane.stages.lines)


def test_ctrl_n_asks_for_a_project_here(application, page):
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = application.window.findChildren(FactsDialog)
    dialog.reject()
