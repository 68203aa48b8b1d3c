"""A task is closed with its evidence, found wanting, reopened, closed again; all is given out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from db import queries
from db.book import PlanBook
from db.model.words import RowKind, TaskStatus
from db.model.work_words import SignOffState
from db.queries import proof
from db.rules.signing_off import state_of
from desktop.actions import Act
from desktop.page import Place
from desktop.proof.adding import AddEvidenceDialog
from desktop.proof.signing import PiecesDialog, SignDialog
from tests.db.proof_stories import PDF, a_file

ART = "改进学校美育工作"
PIECES = ("完成情况报告", "验收单")


class Clerk:
    """Whoever sits before the window, with a task in hand."""

    def __init__(self, application):
        self.application = application
        self.window = application.window
        self.window.go_to(Place("task_list"))
        self.page = self.window.page
        session = application.session
        tasks = session.read(queries.task_lines, session.plan.id)
        self.task = next(one for one in tasks if one.title == ART)
        self.page.table.go_to(self.task.id)

    def asks(self, act, kind):
        self.application.commands.actions[act].trigger()
        return self.dialog(kind)

    def dialog(self, kind):
        (dialog,) = (one for one in self.window.findChildren(kind) if one.isVisible())
        return dialog

    def presses(self, spoken):
        (button,) = (
            one
            for one in self.page.proof.findChildren(QPushButton)
            if one.accessibleName() == spoken and one.isVisibleTo(self.page)
        )
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def sees(self):
        labels = self.page.proof.findChildren(QLabel)
        return [one.text() for one in labels if one.isVisibleTo(self.page)]

    def signs(self, act, words=""):
        dialog = self.asks(act, SignDialog)
        dialog.words.setPlainText(words)
        QTest.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
        assert not dialog.isVisible(), dialog.says.text()

    def status(self):
        session = self.application.session
        lines = session.read(queries.task_lines, session.plan.id)
        return next(one for one in lines if one.id == self.task.id).status

    def closures(self):
        return self.application.session.read(proof.sign_offs_of, RowKind.TASK, self.task.id)


@pytest.fixture
def clerk(start, sample_path):
    return Clerk(start(sample_path))


def what_closing_it_needs_is_proved(clerk, tmp_path):
    """A line a piece is written down; a file is one of them, a paper in the archive the other."""
    dialog = clerk.asks(Act.SIGN_OFF_PIECES, PiecesDialog)
    dialog.lines.setPlainText("\n".join(PIECES))
    QTest.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    assert "还缺佐证 2 件：完成情况报告、验收单。先添加，再申请销号。" in clerk.sees()
    clerk.presses("添加“完成情况报告”")
    dialog = clerk.dialog(AddEvidenceDialog)
    dialog.take_files([a_file(tmp_path, "美育工作报告.pdf", PDF)])
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    clerk.application.runner.finish_all()
    clerk.presses("添加“验收单”")
    dialog = clerk.dialog(AddEvidenceDialog)
    dialog.ways.choose("paper")
    dialog.paper.title.setText("美育器材验收单")
    dialog.paper.location.setText("档案室 3 柜")
    QTest.mouseClick(dialog.main, Qt.MouseButton.LeftButton)


def all_of_it_is_given_out(clerk, tmp_path):
    """The page of evidence knows both closures, and lays the proof down in the task's folder."""
    clerk.window.go_to(Place("evidence"))
    page = clerk.window.page
    page.views.choose("销号")
    states = [row.state for row in page.table.lines.rows]
    assert states == [SignOffState.CLOSED, SignOffState.REOPENED]
    page.packing.write_to(tmp_path / "迎检材料")
    clerk.application.runner.finish_all()
    (report,) = (tmp_path / "迎检材料").rglob("*美育工作报告.pdf")
    assert report.parent.name.endswith(f"任务{clerk.task.number} {ART}")
    assert "档案室 3 柜" in (report.parent / "00 本项目录.txt").read_text("utf-8-sig")


def test_a_task_is_closed_with_evidence_reopened_and_closed_again(clerk, sample_path, tmp_path):
    what_closing_it_needs_is_proved(clerk, tmp_path)
    assert clerk.closures() == ()

    clerk.signs(Act.REQUEST_SIGN_OFF, "材料已齐")
    clerk.signs(Act.VERIFY_SIGN_OFF, "已到校核对")
    assert clerk.status() is TaskStatus.NOT_STARTED
    clerk.signs(Act.AGREE_SIGN_OFF)
    assert clerk.status() is TaskStatus.DONE
    assert SignOffState.CLOSED in clerk.sees()

    # A spot check finds it wanting: it is open again, and the first closure is still read.
    clerk.signs(Act.REOPEN_SIGN_OFF, "抽查发现两校器材未到")
    assert clerk.status() is TaskStatus.NOT_STARTED
    for act in (Act.REQUEST_SIGN_OFF, Act.VERIFY_SIGN_OFF, Act.AGREE_SIGN_OFF):
        clerk.signs(act)
    first, second = clerk.closures()
    assert (first.verification, first.reopening) == ("已到校核对", "抽查发现两校器材未到")
    assert state_of(second) is SignOffState.CLOSED
    assert any("抽查发现两校器材未到" in words for words in clerk.sees())
    all_of_it_is_given_out(clerk, tmp_path)

    # Every step is taken back, one by one, and the file is sound.
    for _ in range(7):
        clerk.application.commands.run(Act.UNDO)
    assert clerk.closures() == ()
    assert clerk.status() is TaskStatus.NOT_STARTED
    with PlanBook.open(sample_path) as book:
        assert book.housekeeping.damages() == ()
