"""目标调整: the list of revisions, the plan as it stood, a revision written cell by cell."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from db import queries
from db.model.words import RowKind
from db.model.work_words import RevisedField, RevisionAction
from db.operations.adjustment import Document, NewRow, NewValue, TakenOut
from db.queries import proof
from desktop.actions import Act
from desktop.columns import Heading
from desktop.page import Place
from desktop.proof.adding import AddEvidenceDialog
from desktop.proof.words import row_words
from desktop.revisions.detail import CORRECT, DROP, EXTEND, GO, REMOVE, SEE_BEFORE
from desktop.revisions.draft_columns import AFTER
from desktop.revisions.form import CorrectDialog
from desktop.revisions.rows import UNNUMBERED
from desktop.revisions.states import LIST, ON_DAY, WITHDRAWN

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

COVERAGE, PUBLIC = "普惠性幼儿园覆盖率", "公办园在园幼儿占比"
FIRST = Document(
    title="关于调整部分指标的通知", document_number="日开教发〔2022〕9号",
    decided_on="2022-03-01", reason="学龄人口变化",
)  # fmt: skip
SECOND = Document(title="再次调整", decided_on="2022-05-01")


@pytest.fixture
def application(start, sample_path):
    made = start(sample_path, today=date(2022, 6, 20))
    made.afterwards.finish()
    return made


def row_named(application, name):
    return next(line for line in application.session.rows() if line.name == name)


def revise(application, said, *changes):
    session = application.session
    session.carry_out(lambda: session.book.revising.apply(session.plan.id, said, changes))


def lower(application, name, words):
    line = row_named(application, name)
    return NewValue(kind=RowKind.INDICATOR, row=line.id, year=line.targets[-1].year, words=words)


@pytest.fixture
def page(application):
    """A first revision that lowers one target and takes out another row; a second without 文号."""
    tasks = application.session.read(queries.task_lines, application.session.plan.id)
    task = next(one for one in tasks if one.deadline.isdigit() and int(one.deadline) < 2024)
    revise(
        application, FIRST,
        lower(application, COVERAGE, "82"),
        TakenOut(kind=RowKind.INDICATOR, row=row_named(application, PUBLIC).id),
        NewValue(kind=RowKind.TASK, row=task.id, field=RevisedField.DEADLINE, words="2024-06"),
    )  # fmt: skip
    revise(
        application, SECOND,
        lower(application, COVERAGE, "81"),
        NewRow(kind=RowKind.INDICATOR, name="托位数", unit="个", targets=((2023, "300"),)),
    )  # fmt: skip
    application.window.go_to(Place("revisions"))
    return application.window.page


def shown(page):
    return [
        row.title.split("　")[-1] if isinstance(row, Heading) else row.name
        for row in page.table.lines.rows
    ]


def words(page):
    return " ".join(label.text() for label in page.pane.findChildren(QLabel))


def go_to_line(page, name):
    line = next(row for row in page.table.lines.rows if getattr(row, "name", "") == name)
    page.table.go_to(line.id)
    return line


def follow(page, key):
    page.pane.link_followed.emit(key)


def test_a_book_without_revisions_says_how_to_begin_one(application):
    application.window.go_to(Place("revisions"))
    page = application.window.page
    assert "还没有目标调整" in page.nothing.words
    assert not page.keep.isEnabled()
    page.report.preview()
    assert application.window.status.message == "还没有目标调整，没有可列的。"


def test_revisions_are_listed_the_newest_first_with_what_each_did(page):
    assert shown(page) == [
        "再次调整", "托位数", "托位数", COVERAGE,
        FIRST.title, COVERAGE, shown(page)[6], PUBLIC,
    ]  # fmt: skip
    heading = page.table.lines.rows[4]
    assert heading.detail == "2022-03-01　修改 1、延期 1、取消 1"
    page.table.go_to(page.table.lines.key_of(heading))
    assert FIRST.document_number in words(page)
    page.table.go_to(page.table.lines.key_of(page.table.lines.rows[0]))
    assert "待补文号" in words(page)


def test_chips_count_rows_and_filter_them(page):
    page.chips.choose(RevisionAction.TAKEN_OUT)
    assert shown(page) == [FIRST.title, PUBLIC]
    page.chips.choose(UNNUMBERED)
    assert shown(page)[0] == "再次调整"
    assert FIRST.title not in shown(page)
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert FIRST.title in shown(page)


def test_a_line_says_what_else_was_done_to_its_row_and_leads_to_it(application, page):
    line = go_to_line(page, COVERAGE)
    assert "82 → 81" in words(page) or line.before.text == "82"
    assert "2022-03-01" in words(page)
    follow(page, GO)
    assert application.window.page.name == "indicators"
    assert application.window.page.row_in_hand() == row_named(application, COVERAGE).id


def test_the_plan_is_seen_before_a_revision_on_a_day_and_what_was_taken_out(page):
    entries = page.entries
    go_to_line(page, COVERAGE)
    page.table.go_to(f"heading {entries[0].id}")
    follow(page, SEE_BEFORE)
    names = shown(page)
    assert PUBLIC in names
    assert "托位数" not in names
    assert page.table.current_row.differs, "the cursor waits where something was altered"
    gone = next(row for row in page.table.lines.rows if getattr(row, "name", "") == PUBLIC)
    assert gone.now is None

    page.states.choose(ON_DAY)
    page.states.chosen.emit()
    assert page.states.day.isVisible()
    page.states.day.setText("2022-04-30")
    page.states.day.editingFinished.emit()
    row = next(one for one in page.table.lines.rows if getattr(one, "name", "") == COVERAGE)
    assert ("82", "81") in {(row.values[year], row.now[year]) for year in row.values}
    page.states.day.setText("4月底")
    page.states.day.editingFinished.emit()
    assert page.nothing.words == "日期写成 2024-06-18 的样子。"

    page.states.choose(WITHDRAWN)
    page.states.chosen.emit()
    assert shown(page)[1:] == [PUBLIC]
    page.table.setCurrentIndex(page.table.lines.index(1, 0))
    assert FIRST.document_number in words(page)


def test_the_document_of_a_revision_is_completed_later(page):
    page.table.go_to(f"heading {page.entries[-1].id}")
    dialog = page.correct(page.entries[-1])
    assert not dialog.main.isEnabled()
    dialog.form.number.setText("日开教发〔2022〕15号")
    dialog.form.day.setText("2022-13-01")
    dialog.main.click()
    assert "不是日期" in dialog.says.text()
    dialog.form.day.setText("2022-05-02")
    dialog.main.click()
    assert not dialog.isVisible()
    assert page.entries[-1].document_number == "日开教发〔2022〕15号"
    follow(page, CORRECT)
    dialogs = page.window().findChildren(CorrectDialog)
    next(one for one in dialogs if one.isVisible()).reject()


def test_lines_and_revisions_are_taken_back(application, page):
    go_to_line(page, PUBLIC)
    follow(page, DROP)
    assert row_named(application, PUBLIC)
    assert PUBLIC not in shown(page)
    # The first revision of a target stands while a second one has changed it since.
    page.table.go_to(f"heading {page.entries[0].id}")
    follow(page, REMOVE)
    assert "后来又作过调整" in application.window.strip.sentence
    page.table.go_to(f"heading {page.entries[1].id}")
    follow(page, REMOVE)
    assert len(page.entries) == 1
    application.session.undo()
    assert len(page.entries) == 2


def type_words(table, words):
    """Type what a keyboard without an input method can, and take it in."""
    table.setFocus()
    for sign in words:
        QTest.keyClick(QApplication.focusWidget(), sign)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_a_revision_is_written_by_keyboard_after_rows_are_chosen(application, page):
    application.commands.actions[Act.NEW_REVISION].trigger()
    draft = page.draft
    assert draft.form.title.hasFocus() or draft.form.hasFocus()
    assert "选要调整的行" in draft.nothing.words
    dialog = draft.ask_rows()
    dialog.words.setText(COVERAGE)
    QTest.keyClick(dialog.lines, Qt.Key.Key_Space)
    assert dialog.main.text() == "收进这次调整 1 行"
    dialog.words.setText("没有这样的行")
    assert dialog.main.isEnabled(), "what is not listed stays chosen"
    dialog.main.click()

    assert draft.bar.write.toolTip() == "还没有改动。"
    type_words(draft.table, "abc")
    assert "不是数值" in draft.bar.says.text()
    QTest.keyClick(draft.table.editor, Qt.Key.Key_Escape)
    type_words(draft.table, "80")
    assert draft.bar.write.toolTip() == "先写调整的标题。"
    draft.form.title.setText("第三次调整")
    assert draft.bar.says.text() == "没有写文号，列为待补文号。"
    QTest.keyClick(draft.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    draft.bar.write.click()
    assert row_named(application, COVERAGE).targets[-1].amount.text == "80"
    assert page.table.current_row.key == page.entries[-1].id


def test_what_the_book_refuses_is_said_and_stays_typed(application, page):
    page.begin_draft()
    draft = page.draft
    draft.take_row(row_named(application, COVERAGE).id)
    draft.draft.type(draft.draft.of_row(draft.current.row.id)[-1].key, "79")
    draft.form.title.setText("倒填日期的调整")
    draft.form.day.setText("2022-04-01")
    draft.bar.write.click()
    assert "后来又作过调整" in draft.bar.says.text()
    assert draft.isVisible()
    draft.form.day.setText("2022-06-01")
    draft.bar.write.click()
    assert not draft.isVisible()


def test_rows_are_taken_out_replaced_and_left_alone(application, page):
    line = row_named(application, COVERAGE)
    page.begin_draft()
    draft = page.draft
    draft.take_row(line.id)
    draft.tools.out.click()
    assert draft.tools.out.text() == "不调出"
    draft.tools.out.click()
    dialog = draft.ask_replacement()
    dialog.name.setText("普惠园在园幼儿占比")
    dialog.main.click()
    assert draft.current.row.name == "普惠园在园幼儿占比"
    type_words(draft.table, "85")
    draft.form.title.setText("替换指标")
    draft.bar.write.click()
    (entry,) = [one for one in page.entries if one.title == "替换指标"]
    assert next(one.successor for one in entry.lines if one.row == line.id) == "普惠园在园幼儿占比"

    page.begin_draft()
    other = row_named(application, "托位数")
    draft.take_row(other.id)
    dialog = draft.ask_new_row(draft.draft.rows[other.id])
    dialog.way.setCurrentIndex(1)
    dialog.way.chosen.emit("held")
    dialog.held.words.setText("普惠园在园")
    dialog.main.click()
    assert draft.current.row.successor == "普惠园在园幼儿占比"
    draft.tools.let_go.click()
    assert draft.draft.rows == {}
    QTest.keyClick(draft, Qt.Key.Key_Escape)
    assert not draft.isVisible()


def test_a_new_task_and_a_year_are_added(application, page):
    page.begin_draft()
    draft = page.draft
    dialog = draft.ask_new_row()
    dialog.kind.setCurrentIndex(1)
    dialog.kind.chosen.emit(RowKind.TASK)
    assert not dialog.unit.isVisible()
    dialog.name.setText("发展县域高中")
    dialog.main.click()
    type_words(draft.table, "2023.12")
    line = row_named(application, COVERAGE)
    draft.take_row(line.id)
    menu = draft.ask_year()
    menu.actions()[-1].trigger()
    menu.close()
    type_words(draft.table, "83")
    draft.form.title.setText("补充任务")
    draft.bar.write.click()
    tasks = application.session.read(queries.task_lines, application.session.plan.id)
    assert next(one.deadline for one in tasks if one.title == "发展县域高中") == "2023-12"
    assert "83" in {one.amount.text for one in row_named(application, COVERAGE).targets}


def test_a_revision_is_added_to(application, page):
    page.table.go_to(f"heading {page.entries[-1].id}")
    follow(page, EXTEND)
    draft = page.draft
    assert not draft.form.isVisible()
    assert "再次调整" in draft.added_to.text()
    draft.take_row(row_named(application, COVERAGE).id)
    draft.draft.type(draft.draft.of_row(draft.current.row.id)[-1].key, "80")
    draft._show_rows()
    draft.bar.write.click()
    (line,) = [one for one in page.entries[-1].lines if one.name == COVERAGE]
    assert (line.before.text, line.after.text) == ("82", "80")


def test_what_was_typed_is_not_lost_without_a_word(application, page):
    page.begin_draft()
    page.draft.take_row(row_named(application, COVERAGE).id)
    page.draft.draft.type(page.draft.current.key, "80")
    page.leave_draft()
    box = application.window.findChild(QDialog, "notice")
    assert box.text().startswith("放弃这次调整？")
    next(one for one in box.buttons() if one.text() == "继续写").click()
    assert page.draft.isVisible()
    page._close_draft()
    assert row_named(application, COVERAGE).targets[-1].amount.text == "81"


def test_what_was_typed_waits_while_another_plan_is_looked_at(application, page):
    session = application.session
    plan = session.plan.id
    page.begin_draft()
    page.draft.take([row_named(application, COVERAGE)])
    page.draft.form.title.setText("中期调整")
    page.draft._type(page.draft.current, "88")
    session.carry_out(lambda: session.book.planning.make_plan("教育督导规划", 2021, 2025))
    session.choose_plan(next(one.id for one in session.plans if one.id != plan))
    assert not page.draft.isVisibleTo(page)
    page.begin_draft()
    assert "还有一次调整没写完" in application.window.status.message
    session.choose_plan(plan)
    assert page.draft.isVisibleTo(page)
    assert page.draft.form.title.text() == "中期调整"
    assert page.draft.is_begun


def test_a_row_that_is_gone_cannot_be_adjusted(application, page):
    gone = next(line for line in page.entries[0].lines if line.name == PUBLIC)
    application.window.go_to(Place("revisions", gone.row))
    assert application.window.status.message == "这一行不在现行规划里，不能调整。"
    page._close_draft()
    application.window.go_to(Place("overview"))
    application.commands.actions[Act.ADJUST].trigger()
    assert "先把光标放到" in application.window.status.message


def test_the_table_is_printed_as_it_is_kept(page):
    dialog = page.report.preview_at_once()
    assert len(dialog.pages) == 1
    dialog.reject()
    assert page.table.lines.columns[3].title == "调整前"
    assert page.draft.table.lines.columns[4].name == AFTER
    assert page.states.state == LIST


def test_a_revision_shows_the_papers_that_approved_it_and_takes_new_ones(application, page):
    page.table.go_to(f"heading {page.entries[0].id}")
    assert page.proof.isVisibleTo(page)
    application.commands.run(Act.ADD_EVIDENCE)
    (dialog,) = application.window.findChildren(AddEvidenceDialog)
    dialog.ways.choose("paper")
    dialog.paper.title.setText("关于调整部分指标的通知")
    dialog.paper.number.setText("日开教发〔2022〕9号")
    dialog.main.click()
    (line,) = application.session.read(proof.evidence_of, RowKind.REVISION, page.entries[0].id)
    assert line.document_number == "日开教发〔2022〕9号"
    assert page.proof.count.text() == "1 件"
    application.window.go_to(Place("evidence", line.id))
    shown = application.window.page
    (proved,) = shown.table.current_row.proves
    assert row_words(proved.named) == f"目标调整 {FIRST.title} · {FIRST.document_number}"
    shown.wishes.go(proved)
    assert application.window.page is page
    assert page.table.current_row.key == page.entries[0].id
    # Neither a plan as it stood nor a draft is proved by anything.
    page.begin_draft()
    assert page.in_hand() is None
    assert not page.proof.isVisibleTo(page)
