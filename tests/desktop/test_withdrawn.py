"""What a revision took out is seen on its own page too: as it stood, and by which document."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from db import queries
from db.model.words import RowKind
from db.operations.adjustment import Document, NewRow, TakenOut
from desktop.actions import Act
from desktop.indicators.filters import Wanted
from desktop.page import Place
from desktop.withdrawn import GONE, TO_REVISION

CUT = Document(
    title="关于取消部分任务的通知", document_number="日开教发〔2022〕9号",
    decided_on="2022-03-01", reason="上级不再要求",
)  # fmt: skip
SCHOOL, AFTER = "长春路小学", "长春路九年一贯制学校"


@pytest.fixture
def application(start, sample_path):
    """A book without one of its tasks and indicators, one project replaced by another."""
    made = start(sample_path)
    session = made.session
    task = session.read(queries.task_heads, session.plan.id)[0]
    rows = session.read(queries.project_rows, session.plan.id)
    school = next(row for row in rows if row.name == SCHOOL)
    indicator = next(line for line in session.indicators if line.targets)
    changes = [
        TakenOut(kind=RowKind.TASK, row=task.id),
        TakenOut(kind=RowKind.INDICATOR, row=indicator.id),
        NewRow(kind=RowKind.PROJECT, name=AFTER, replaces=school.id),
    ]
    session.carry_out(lambda: session.book.revising.apply(session.plan.id, CUT, changes))
    made.afterwards.finish()
    return made


def shown(application, name):
    application.window.go_to(Place(name))
    page = application.window.page
    chips = page.tools.chips if name == "project_list" else page.chips
    chips.choose(GONE)
    page = page.area if name == "indicators" else page
    page.gone.table.setCurrentIndex(page.gone.table.lines.index(0, 0))
    return application.window.page


def texts(table, row=0):
    return [table.lines.cell(row, at).text for at in range(len(table.lines.columns))]


def test_a_task_taken_out_is_seen_with_its_document_and_cannot_be_changed(application):
    page = shown(application, "task_list")
    assert not page.table.isVisibleTo(page)
    assert page.gone.table.isVisibleTo(page)
    name, state, _, reached, number, day = texts(page.gone.table)
    assert name.startswith("1 ")
    assert (state, number, day) == ("已取消", CUT.document_number, CUT.decided_on)
    assert reached.startswith("状态 ")
    before = application.session.undo_label
    for act in (Act.EDIT_TASK, Act.REMOVE_TASK, Act.EDIT_CELL, Act.ADD_MEASURE):
        application.commands.run(act)
    assert application.session.undo_label == before
    assert page.in_hand() is None
    page.chips.choose("all")
    assert page.table.isVisibleTo(page)
    assert not page.gone.table.isVisibleTo(page)


def test_a_project_that_was_replaced_names_what_came_in_its_place(application):
    page = shown(application, "project_list")
    assert not page.board.isVisibleTo(page)
    assert texts(page.gone.table)[:2] == [SCHOOL, "已替换"]
    assert page.gone.row.successor == AFTER
    assert page.project_in_hand is None
    entry = page.gone.row.entry.id
    page._on_link(f"revision {entry}")
    assert application.window.page.name == "revisions"
    assert application.window.page.table.current_row.key == entry


def test_an_indicator_taken_out_is_seen_with_its_targets_and_figures(application):
    page = shown(application, "indicators")
    gone = page.area.gone
    assert page.area.front is gone.table
    assert not page.table.isVisibleTo(page)
    name, state, stood, _, number, _ = texts(gone.table)
    assert (state, number) == ("已取消", CUT.document_number)
    assert name == gone.row.name
    assert stood.startswith("20")
    words = " ".join(label.text() for label in page.pane.findChildren(QLabel))
    assert "不再考核，已录入的都还在。" in words
    assert "当时的目标" in words
    before = application.session.undo_label
    for act in (Act.EDIT_CELL, Act.CLEAR, Act.TODAY, Act.REMOVE_ROW, Act.FILL_DOWN):
        application.commands.run(act)
    assert application.session.undo_label == before
    # Undone, nothing is gone any more: the chip stays until another is chosen, and says so.
    application.session.undo()
    assert not gone.table.isVisibleTo(page)
    assert page.nothing.words == "没有符合“已取消”的行。清除筛选 Esc。"
    page.tools.choose(Wanted())
    assert page.table.isVisibleTo(page)


def test_the_pane_leads_from_an_indicator_to_the_revision_that_took_it_out(application):
    page = shown(application, "indicators")
    entry = page.area.gone.row.entry.id
    page.pane.link_followed.emit(f"{TO_REVISION}{entry}")
    assert application.window.page.name == "revisions"
    application.window.go_to(Place("indicators"))
    QTest.keyClick(page.area.gone.table, Qt.Key.Key_Escape)
    assert page.chips.key == "all"
    assert page.table.isVisibleTo(page)
    assert page.pane.isVisibleTo(page)


def test_without_such_rows_there_is_no_chip(application):
    application.session.undo()
    application.window.go_to(Place("task_list"))
    page = application.window.page
    assert GONE not in {chip.key for chip in page.chips._chips}
    assert page.table.isVisibleTo(page)
