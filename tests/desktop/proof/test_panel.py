"""The part of a pane that shows what proves the row in hand."""

import os
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu

from db import queries
from db.book import PlanBook
from db.model.proof import RowRef
from db.model.words import RowKind, UserRole
from db.model.work_words import SignOffState
from db.operations.evidence import Paper
from db.queries import proof
from desktop.actions import Act
from desktop.application import Application
from desktop.page import InHand, Place
from desktop.proof.adding import AddEvidenceDialog
from desktop.proof.panel import ProofPanel
from desktop.proof.signing import PiecesDialog, SignDialog
from tests.db.proof_stories import PDF, a_file
from tests.desktop.dropping import dropped, files_of


@pytest.fixture
def panel(page, task):
    page.table.go_to(task.id)
    return page.proof


DAY = "2022-05-20"


@dataclass
class Scene:
    """The window with a task in hand, and all that was told."""

    application: Application
    panel: ProofPanel
    task: InHand
    told: list[str]

    @property
    def session(self):
        return self.application.session

    def held(self):
        return self.session.read(proof.evidence_of, RowKind.TASK, self.task.id)

    def asked(self):
        return self.session.read(proof.requirement_lines, RowKind.TASK, self.task.id)

    def row(self):
        return RowRef(RowKind.TASK, self.task.id)

    def finish(self):
        self.application.runner.finish_all()

    def add(self, path):
        proving = self.session.book.proving
        self.session.carry_out(lambda: proving.add_files([path], [self.row()]))

    def press(self, spoken):
        press(self.panel, spoken)

    def opened(self, kind):
        shown = self.application.window.findChildren(kind)
        (dialog,) = (one for one in shown if one.isVisible())
        return dialog

    def words(self):
        return words_in(self.panel)


@pytest.fixture
def scene(application, panel, task, told):
    return Scene(application, panel, task, told)


def words_in(widget):
    labels = widget.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisibleTo(widget)]


def press(widget, spoken):
    (button,) = (
        one
        for one in widget.findChildren(QAbstractButton)
        if one.accessibleName() == spoken and one.isVisibleTo(widget)
    )
    button.click()


def test_a_row_without_evidence_says_what_to_do(scene):
    assert scene.panel.isVisible()
    assert "还没有佐证。点“添加”，或把文件拖到这里。" in scene.words()
    assert "还没有佐证。先添加佐证，再申请销号。" in scene.words()


def test_files_dropped_on_it_become_evidence_of_the_row(scene, report):
    dropped(scene.panel, report)
    scene.finish()
    assert [one.title for one in scene.held()] == ["完成情况报告"]
    assert "1 件" in scene.words()
    assert scene.session.undo_label == "添加佐证“完成情况报告.pdf”"
    scene.session.undo()
    assert scene.held() == ()


def test_a_file_that_is_no_evidence_is_said_and_nothing_is_kept(scene, tmp_path):
    dropped(scene.panel, a_file(tmp_path, "安装.exe", b"MZ"))
    scene.finish()
    assert scene.held() == ()
    assert [words for words in scene.told if words] == [
        "“安装.exe”是程序、脚本或网页，不能作佐证，没有添加。需要留存的内容，打印成 PDF 再添加。"
    ]
    assert scene.session.can_write


def test_a_book_is_left_to_the_window(scene, report):
    # The event does not keep what is dragged.
    dragged = files_of(report, report.with_suffix(".planbook"))
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    scene.panel.dropEvent(event)
    assert not event.isAccepted()
    assert scene.held() == ()


def test_files_are_added_through_the_dialog_as_a_listed_piece(scene, report):
    scene.session.carry_out(
        lambda: scene.session.book.proving.ask_for(scene.row(), [(None, "情况报告")])
    )
    assert "情况报告：缺" in scene.words()
    scene.press("添加“情况报告”")
    dialog = scene.opened(AddEvidenceDialog)
    assert dialog.main.toolTip() == "先选文件。"
    dialog.take_files([report])
    assert dialog.main.text() == "添加 1 件"
    dialog.main.click()
    scene.finish()
    (line,) = scene.held()
    assert line.links[0].fulfils == "情况报告"
    assert "情况报告 · 1 KB" in scene.words()


def test_a_paper_is_noted_and_a_wrong_day_stays_in_the_dialog(scene):
    scene.press("添加佐证")
    dialog = scene.opened(AddEvidenceDialog)
    dialog.ways.choose("paper")
    dialog.paper.title.setText("关于印发方案的通知")
    dialog.paper.number.setText("日教〔2022〕7号")
    dialog.paper.issued_on.setText("去年")
    dialog.main.click()
    assert dialog.isVisible()
    assert "不是日期" in dialog.says.text()
    dialog.paper.issued_on.setText("2022-03-01")
    dialog.main.click()
    assert not dialog.isVisible()
    assert scene.held()[0].document_number == "日教〔2022〕7号"


def test_evidence_of_another_row_is_shared(scene):
    scene.session.carry_out(lambda: scene.session.book.proving.add_paper(Paper(title="年报")))
    scene.press("添加佐证")
    dialog = scene.opened(AddEvidenceDialog)
    dialog.ways.choose("known")
    dialog.known.words.setText("nb")
    dialog.main.click()
    assert [one.title for one in scene.held()] == ["年报"]


def test_a_file_opens_as_a_read_only_copy(scene, report, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url) or True)
    scene.add(report)
    scene.press("打开“完成情况报告”")
    scene.finish()
    (url,) = shown
    assert url.toLocalFile() != str(report)
    assert scene.told[-1] == "已打开“完成情况报告.pdf”的只读副本，改动不会存回台账。"
    scene.panel.desk.copies.clean()


def test_where_no_program_opens_it_that_is_said(scene, report, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    scene.add(report)
    scene.press("打开“完成情况报告”")
    scene.finish()
    assert scene.told[-1] == "没有能打开“完成情况报告.pdf”的程序。另存到文件夹里再打开。"
    scene.panel.desk.copies.clean()


def test_its_menu_saves_moves_out_and_changes(scene, report, tmp_path):
    scene.add(report)
    scene.press("“完成情况报告”的更多操作")
    menu = scene.panel.findChild(QMenu, "evidence_menu")
    words = [action.text() for action in menu.actions()]
    assert words == ["打开", "另存为…", "改名称和说明…", "还证明别的行…", "从这一行移出"]
    menu.close()
    (line,) = scene.held()
    scene.panel.desk.save_file(line, tmp_path / "另存.pdf")
    scene.finish()
    assert (tmp_path / "另存.pdf").read_bytes() == PDF
    dialog = scene.panel.desk.ask_change(line)
    dialog.fields.title.setText("完成情况报告（终稿）")
    dialog.main.click()
    assert scene.held()[0].title == "完成情况报告（终稿）"
    menu.actions()[-1].trigger()
    assert scene.held() == ()


def test_what_another_window_wrote_of_evidence_stays(scene, report, sample_path):
    scene.add(report)
    (line,) = scene.held()
    dialog = scene.panel.desk.ask_change(line)
    dialog.fields.title.setText("完成情况报告（终稿）")
    with PlanBook.open(sample_path, who="陈静") as other:
        other.proving.change(line.id, document_number="日开教〔2022〕8号")
    dialog.main.click()
    (line,) = scene.held()
    assert (line.title, line.document_number) == ("完成情况报告（终稿）", "日开教〔2022〕8号")


def test_a_piece_that_another_window_asked_for_stays(scene, sample_path):
    scene.press("改销号要件")
    dialog = scene.opened(PiecesDialog)
    with PlanBook.open(sample_path, who="陈静") as other:
        other.proving.ask_for(scene.row(), [(None, "验收单")])
    dialog.lines.setPlainText("完成情况报告")
    dialog.main.click()
    assert [one.words for one in scene.asked()] == ["完成情况报告", "验收单"]


def test_the_list_is_written_a_line_a_piece(scene):
    scene.press("改销号要件")
    dialog = scene.opened(PiecesDialog)
    dialog.take_usual.click()
    assert dialog.main.text() == "要这 3 件  Ctrl+Enter"
    dialog.main.click()
    asked = scene.asked()
    assert [one.words for one in asked] == [
        "完成情况报告",
        "印发的文件或方案",
        "现场照片或工作记录",
    ]
    scene.press("改销号要件")
    dialog = scene.opened(PiecesDialog)
    dialog.lines.setPlainText("完成情况报告\n印发的方案\n")
    dialog.main.click()
    now = scene.asked()
    assert [one.words for one in now] == ["完成情况报告", "印发的方案"]
    assert now[1].id == asked[1].id, "a piece whose words were mended is the same piece"


def test_a_request_is_signed_and_the_next_step_is_offered(scene, report):
    scene.add(report)
    scene.press("申请销号…")
    dialog = scene.opened(SignDialog)
    assert dialog.on.text() == "2022-06-01"
    dialog.words.setPlainText("材料已齐")
    dialog.main.click()
    assert SignOffState.REQUESTED in scene.words()
    assert any("申请，" in words and "材料已齐" in words for words in scene.words())
    scene.press("撤回申请")
    assert SignOffState.OPEN in scene.words()


def test_a_step_can_be_taken_again_once_the_book_is_written(scene, report):
    scene.add(report)
    session = scene.session
    for change, is_free in ((session.begin_work, False), (session.end_work, True)):
        change()
        (ask,) = (
            one
            for one in scene.panel.findChildren(QAbstractButton)
            if one.text() == "申请销号…" and one.isVisibleTo(scene.panel)
        )
        assert ask.isEnabled() is is_free
        assert ("正在写入" in ask.toolTip()) is not is_free


def test_ctrl_enter_signs_from_the_box_of_words(qtbot, scene, report):
    scene.add(report)
    scene.press("申请销号…")
    dialog = scene.opened(SignDialog)
    dialog.words.setPlainText("材料已齐")
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert SignOffState.REQUESTED in scene.words()


def test_sending_back_asks_for_the_reason(scene, report):
    scene.add(report)
    scene.session.carry_out(lambda: scene.session.book.signing_off.request(scene.row(), on=DAY))
    dialog = scene.application.rooms.ways_to_prove.acts()[Act.REFUSE_SIGN_OFF]()
    assert not dialog.main.isEnabled()
    assert "没有写退回的原因" in dialog.says.text()
    dialog.words.setPlainText("没有盖章")
    dialog.main.click()
    assert SignOffState.REFUSED in scene.words()


def test_a_day_before_the_last_step_is_refused_before_it_is_taken(scene, report):
    scene.add(report)
    row = scene.row()
    scene.session.carry_out(lambda: scene.session.book.signing_off.request(row, on=DAY))
    scene.press("核实…")
    dialog = scene.opened(SignDialog)
    dialog.on.setText("2022-05-19")
    assert not dialog.main.isEnabled()
    assert "早于上一步" in dialog.main.toolTip()
    dialog.close()


def test_who_asked_is_told_that_another_one_verifies(scene, report, told):
    people = scene.session.book.people
    scene.session.carry_out(lambda: people.add("陈静", UserRole.ADMIN, "1357"))
    scene.add(report)
    scene.session.carry_out(lambda: scene.session.book.signing_off.request(scene.row(), on=DAY))
    why = "销号是本人申请的，没有核实。请别人核实，或在设置里放开。"
    assert why in scene.words()
    assert scene.application.rooms.ways_to_prove.acts()[Act.VERIFY_SIGN_OFF]() is None
    assert told[-1] == why


def test_commands_without_a_row_say_so_and_out_of_turn_say_why(application, page, task, told):
    ways = application.rooms.ways_to_prove
    application.window.go_to(Place("overview"))
    assert ways.ask_evidence() is None
    assert told[-1].startswith("先把光标放到")
    application.window.go_to(Place("indicators"))
    assert ways.ask_pieces() is None
    assert told[-1] == "销号只用于任务、举措、项目和存在问题。"
    application.window.go_to(Place("task_list"))
    page.table.go_to(task.id)
    assert ways.acts()[Act.AGREE_SIGN_OFF]() is None
    assert told[-1] == "还没有申请销号。先申请，再往下办。"


def test_a_figure_has_evidence_of_its_own_year(application, session, report):
    application.window.go_to(Place("indicators"))
    page = application.window.page
    line = session.indicators[0]
    page.show_place(Place("indicators", line.id, "2022"))
    dialog = application.rooms.ways_to_prove.ask_evidence()
    dialog.take_files([report])
    dialog.main.click()
    application.runner.finish_all()
    figure = RowRef.of_figure(line.series, "2022")
    assert [one.title for one in session.read(proof.evidence_of, *(figure.kind, figure.row))] == [
        "完成情况报告"
    ]
    assert "佐证（2022 年的数）" in words_in(page.pane)
    page.show_place(Place("indicators", line.id, "2021"))
    assert "佐证（2021 年的数）" in words_in(page.pane)
    assert "还没有佐证。点“添加”，或把文件拖到这里。" in words_in(page.pane)


def test_a_read_only_book_shows_but_takes_nothing(start, sample_path, monkeypatch, report):
    with PlanBook.open(sample_path) as book:
        plan = book.read(queries.find_plan).id
        project = RowRef(RowKind.PROJECT, book.read(queries.project_lines, plan)[0].id)
        book.proving.add_files([report], [project])
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    application = start(sample_path)
    said = []
    application.notices.told.connect(said.append)
    application.window.go_to(Place("project_list"))
    page = application.window.page
    page.table.go_to(project.row)
    assert "1 件" in words_in(page.proof)
    assert application.rooms.ways_to_prove.ask_evidence() is None
    assert said[-1].startswith("这份台账只读，不能改。")
    (step,) = (one for one in page.proof.findChildren(QAbstractButton) if one.text() == "申请销号…")
    assert (step.isEnabled(), step.toolTip()) == (False, said[-1])
