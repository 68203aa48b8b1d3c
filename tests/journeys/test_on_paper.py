"""An office of one: the 审签表 is printed, signed, scanned; what was approved is opened again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.model.words import EntryState, RowKind, UserRole
from db.operations.recording import Entry
from db.operations.reporting import Report
from db.queries import project_lines, task_heads
from db.queries.proof import evidence_lines
from db.queries.review import events_of
from desktop.actions import Act
from desktop.asking_why import ReasonDialog
from desktop.entry_boxes import Box
from desktop.page import Place
from desktop.paper import words_of
from desktop.people.sign_in import SignInDialog
from desktop.printing import PrintPreview
from desktop.review.signing import SignDialog

COVERAGE, PUBLIC = "普惠性幼儿园覆盖率", "公办园在园幼儿占比"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def application(start, sample_path):
    """A figure, the progress of a task and a stage of a project of 2022 are filled in."""
    made = start(sample_path)
    made.afterwards.finish()
    session, book = made.session, made.session.book
    rows = {line.name: line.id for line in session.indicators}
    session.record([Entry(rows[COVERAGE], "2022", "84"), Entry(rows[PUBLIC], "2022", "47")])
    task = session.read(task_heads, session.plan.id)[0]
    told = Report(row_kind=RowKind.TASK, row=task.id, period="2022-05", words="2 所完工")
    session.wish(lambda: book.reporting.report([told]))
    project = session.read(project_lines, session.plan.id)[0]
    session.wish(lambda: book.milestones.set_actual(project.id, "立项", "2022-03-15"))
    return made


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def shown(application, kind):
    (dialog,) = [one for one in application.window.findChildren(kind) if one.isVisible()]
    return dialog


def figure(application, name=PUBLIC):
    return next(one for one in application.session.indicators if one.name == name).actuals["2022"]


def open_box(page, box):
    lines = page.boxes.model().lines
    place = next(at for at, one in enumerate(lines) if not isinstance(one, str) and one.key == box)
    page.boxes.setCurrentIndex(page.boxes.model().index(place))


def sign(application, scan):
    """Print the sheet, then record who signed it, with its scan."""
    application.window.go_to(Place("review"))
    page = application.window.page
    application.commands.run(Act.SIGN_SHEET)
    application.runner.finish_all()
    preview = shown(application, PrintPreview)
    printed = "\n".join(words_of(preview.pages.paper.rows))
    preview.reject()
    page.table.setFocus()
    press(Qt.Key.Key_Return, CONTROL)
    dialog = shown(application, SignDialog)
    QTest.keyClicks(dialog.reviewer, "Wang")
    dialog.day.setText("2022.5.30")
    dialog.take_scan(scan)
    dialog.keep.click()
    assert not dialog.isVisible(), dialog.says.text()
    application.runner.finish_all()
    return printed


def test_a_sheet_is_printed_signed_scanned_and_its_figures_reopened(application, tmp_path):
    scan = tmp_path / "审签表 五月.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    printed = sign(application, scan)
    assert all(words in printed for words in (COVERAGE, PUBLIC, "2 所完工", "立项"))
    page = application.window.page
    lines = [row.line for row in page.content.rows]
    assert {line.kind for line in lines} == {
        RowKind.ACTUAL, RowKind.PROGRESS, RowKind.MILESTONE
    }  # fmt: skip
    assert {line.state for line in lines} == {EntryState.APPROVED}
    (event,) = application.session.read(events_of, figure(application).id)
    assert (event.reviewer, event.reviewed_on) == ("Wang", "2022-05-30")
    assert event.scan == "审签表 五月"
    (kept,) = application.session.read(evidence_lines)
    assert len(kept.links) == len(lines)
    # Typing over it asks why, and it waits for its signature again, the old figure beside it.
    application.window.go_to(Place("indicators", row=figure_row(application), period="2022"))
    grid = application.window.page.table
    grid.setFocus()
    for sign_typed in "48":
        press(ord(sign_typed))
    press(Qt.Key.Key_Return)
    dialog = shown(application, ReasonDialog)
    dialog.words.setPlainText("年报更正")
    dialog.keep.click()
    assert (figure(application).amount.text, figure(application).state.value) == ("48", "draft")
    application.window.go_to(Place("review"))
    row = next(one for one in page.content.of_box(Box.WAITING) if one.line.name == PUBLIC)
    assert (row.line.before, row.line.words, row.line.reason) == ("47", "48", "年报更正")
    application.commands.run(Act.UNDO)
    assert figure(application).state is EntryState.APPROVED
    # Opening again without typing asks for a reason as well.
    open_box(page, Box.APPROVED)
    page.table.go_to(row.key)
    page.table.setFocus()
    press(Qt.Key.Key_R)
    page.form.words.setPlainText("补附统计局函")
    QTest.keyClick(page.form.words, Qt.Key.Key_Return, CONTROL)
    assert figure(application).state is EntryState.DRAFT


def figure_row(application, name=PUBLIC):
    return next(one for one in application.session.indicators if one.name == name).id


def test_a_stranger_at_the_keyboard_writes_nothing(start, application, sample_path):
    application.session.book.people.add("陈静", UserRole.ADMIN, "1357")
    application.window.close()
    again = start(sample_path)
    dialog = shown(again, SignInDialog)
    for pin in ("0000", "1234", ""):
        dialog.pin.setText(pin)
        QTest.keyClick(dialog.pin, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert again.session.book.actor.role is None
    assert dialog.says.text()
    dialog.reject()
    before = figure(again).amount.text
    again.window.go_to(Place("indicators", row=figure_row(again), period="2022"))
    again.window.page.table.setFocus()
    for key in (Qt.Key.Key_9, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        press(key)
    again.commands.run(Act.UNDO)
    assert figure(again).amount.text == before
    assert not again.session.can_write
