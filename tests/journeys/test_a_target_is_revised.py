"""A target is revised from the table of indicators; both states stay in sight, on file and back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from db.exchange.xlsx import read_workbook
from db.queries.revisions import revision_entries
from desktop.actions import Act
from desktop.delegates.marks import Mark
from desktop.page import Place
from desktop.revisions.draft_columns import AFTER
from desktop.revisions.states import LIST
from desktop.wording import as_printed

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

COVERAGE = "普惠性幼儿园覆盖率"
NUMBER = "日开教发〔2022〕9号"


def row_named(application, name):
    return next(line for line in application.session.rows() if line.name == name)


def type_into(table, words):
    table.setFocus()
    for sign in words:
        QTest.keyClick(QApplication.focusWidget(), sign)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def write(draft, line, words):
    """Say which document it is, type the new target over the old one, and write it."""
    draft.form.title.setText("关于调整普惠目标的通知")
    draft.form.number.setText(NUMBER)
    draft.form.reason.setText("学龄人口变化")
    draft.table.go_to(draft.draft.of_row(line.id)[-1].key, AFTER)
    type_into(draft.table, words)
    assert draft.bar.write.isEnabled(), draft.bar.write.toolTip()
    QTest.mouseClick(draft.bar.write, Qt.MouseButton.LeftButton)


def pane_words(page):
    return " ".join(label.text() for label in page.pane.findChildren(QLabel))


@pytest.fixture
def application(start, sample_path):
    made = start(sample_path, today=date(2022, 6, 20))
    made.afterwards.finish()
    return made


def revise(application, words):
    """Revise the last target of a row from its place in the table; return what it was."""
    window, line = application.window, row_named(application, COVERAGE)
    old = line.targets[-1]
    window.go_to(Place("indicators", line.id, str(old.year)))
    application.commands.actions[Act.ADJUST].trigger()
    draft = window.page.draft
    assert (draft.current.row.name, draft.current.before) == (COVERAGE, old.amount)
    write(draft, line, words)
    assert not draft.isVisible()
    return old


def test_a_target_is_revised_and_both_states_are_seen(application):
    old, line = revise(application, ">=81"), row_named(application, COVERAGE)
    window, page = application.window, application.window.page

    # Today's target is the new one, wherever it is asked for; the old one stands beside it.
    (entry,) = application.session.read(revision_entries, application.session.plan.id)
    assert entry.decided_on == "2022-06-20"
    assert line.targets[-1].amount.text == ">=81"
    page.table.go_to(entry.lines[0].id)
    cells = [page.table.lines.cell(page.table.currentIndex().row(), at) for at in (3, 4)]
    assert (cells[0].struck, cells[1].text, cells[1].bold) == (old.amount.text, ">=81", True)

    page.states.choose(entry.id)
    page.states.chosen.emit()
    (then,) = [row for row in page.table.lines.rows if getattr(row, "id", "") == line.id]
    year = str(old.year)
    assert (then.values[year], then.now[year]) == (as_printed(old.amount, "%"), ">=81")
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.states.state == LIST

    window.go_to(Place("indicators", line.id, year))
    indicators = window.page
    words = pane_words(indicators)
    assert f"原 {old.amount.text} → >=81" in words
    assert f"{NUMBER}　2022-06-20　学龄人口变化" in words
    row, lines = indicators.table.currentIndex().row(), indicators.table.lines
    assert Mark.REVISED in {lines.cell(row, at).mark for at in range(len(lines.columns))}


def test_before_and_after_go_out_side_by_side_and_undo_brings_the_old_back(
    application, tmp_path, qtbot
):
    old = revise(application, ">=81")
    target, paper = tmp_path / "调整对照表.xlsx", tmp_path / "调整对照表.pdf"
    for wanted in (target, paper):
        with qtbot.waitSignal(application.notices.told) as told:
            application.window.page.report.keep_as(wanted)
        assert told.args == [f"已导出到“{wanted}”。"]
    assert paper.read_bytes().startswith(b"%PDF")
    (sheet,) = read_workbook(target).sheets
    cells = {cell.text for cell in sheet.cells()}
    assert {old.amount.text, ">=81"} <= cells
    assert any(NUMBER in words for words in cells)

    application.session.undo()
    assert row_named(application, COVERAGE).targets[-1].amount == old.amount
    assert "还没有目标调整" in application.window.page.nothing.words
