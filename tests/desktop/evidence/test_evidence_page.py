"""The page 佐证: what is listed, filtered, searched and gone to; photographs; closures."""

import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from db import queries
from db.model.proof import RowRef
from db.model.words import RowKind
from db.model.work_words import ProblemKind, SignOffState, SignOffStep
from db.operations.evidence import Paper
from db.queries import proof
from desktop.actions import Act
from desktop.evidence.packing import ZIP, PackDialog
from desktop.evidence.rows import Pile, View
from desktop.page import Place
from desktop.proof.adding import AddEvidenceDialog
from desktop.proof.editing import LinkDialog
from tests.db.proof_stories import PDF, PNG, a_file
from tests.desktop.dropping import dropped
from tests.desktop.evidence.pictures import a_picture

DAY = "2022-05-20"
BEFORE = {
    SignOffStep.REQUEST: SignOffState.OPEN,
    SignOffStep.VERIFY: SignOffState.REQUESTED,
    SignOffStep.AGREE: SignOffState.VERIFIED,
}


@pytest.fixture
def application(start, sample_path):
    application = start(sample_path)
    application.window.go_to(Place("evidence"))
    return application


@pytest.fixture
def book(application):
    return application.session.book


@pytest.fixture
def rows(application):
    session = application.session
    plan = session.plan.id
    task = session.read(queries.task_lines, plan)[0]
    project = session.read(queries.project_lines, plan)[0]
    return {
        "task": RowRef(RowKind.TASK, task.id),
        "project": RowRef(RowKind.PROJECT, project.id),
        "figure": RowRef.of_figure(session.indicators[0].series, "2022"),
    }


@pytest.fixture
def filled(application, book, rows, tmp_path):
    """A file, a photograph, a shared paper, one that proves nothing yet; a piece is missing."""
    report = a_file(tmp_path, "完成情况报告.pdf", PDF)
    photo = a_file(tmp_path, "工地.png", a_picture(400, 300))
    year_book = Paper(title="教育统计年报", document_number="教统〔2022〕1号")
    for operation in (
        lambda: book.proving.add_files([report], [rows["task"]]),
        lambda: book.proving.add_files([photo], [rows["project"]]),
        lambda: book.proving.add_paper(year_book, [rows["figure"], rows["task"]]),
        lambda: book.proving.add_paper(Paper(title="还没用上的批复")),
        lambda: book.proving.ask_for(rows["project"], [(None, "竣工验收报告")]),
    ):
        application.session.carry_out(operation)
    return rows


def titles(page):
    return [page.table.lines.cell(at, 0).text for at in range(page.table.lines.rowCount())]


def words_in(widget):
    labels = widget.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisibleTo(widget)]


def press(widget, spoken):
    (button,) = (
        one
        for one in widget.findChildren(QPushButton)
        if one.accessibleName() == spoken and one.isVisibleTo(widget)
    )
    button.click()


@pytest.mark.usefixtures("filled")
def test_chips_count_the_rows_they_show(page):
    counts = {chip.key: chip.rows for chip in page.chips._chips}
    assert counts == {
        Pile.ALL: 4,
        Pile.FILES: 1,
        Pile.PHOTOS: 1,
        Pile.PAPERS: 2,
        Pile.LOOSE: 1,
        Pile.MISSING: 1,
    }
    for pile, count in counts.items():
        page.chips.choose(pile)
        shown = page.wall.count() if pile == Pile.PHOTOS else page.table.lines.rowCount()
        assert shown == count
    page.chips.choose(Pile.LOOSE)
    assert titles(page) == ["还没用上的批复"]


@pytest.mark.usefixtures("filled")
def test_rows_are_found_by_words_of_what_they_prove_and_by_initials(page):
    page.search.setText("jytj")
    assert titles(page) == ["教育统计年报"]
    page.search.setText("教统〔2022〕")
    assert titles(page) == ["教育统计年报"]
    page.search.setText("党史")
    assert set(titles(page)) == {"教育统计年报", "完成情况报告"}
    page.search.setText("没有这样的")
    assert page.nothing.words == "没有符合“没有这样的”的行。清除筛选 Esc。"
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(titles(page)) == 4


def test_the_pane_says_what_a_piece_proves_and_leads_there(application, page, filled):
    page.table.go_to(next(r.key for r in page.listed.evidence if r.line.title == "教育统计年报"))
    said = [one.accessibleName() for one in page.card.findChildren(QPushButton)]
    assert any(words.startswith("去“指标 学校数（2022 年）”") for words in said)
    press(page.pane, next(words for words in said if words.startswith("去“任务")))
    assert application.window.page.name == "task_list"
    assert application.window.page.table.current_row.id == filled["task"].row


@pytest.mark.usefixtures("filled")
def test_a_piece_is_moved_out_of_a_row_and_removed_each_in_one_step(application, page):
    session = application.session
    page.table.go_to(next(r.key for r in page.listed.evidence if r.line.title == "完成情况报告"))
    press(page.card, next(
        one.accessibleName() for one in page.card.findChildren(QPushButton)
        if one.accessibleName().startswith("从“任务")
    ))  # fmt: skip
    assert session.undo_label == "移出佐证“完成情况报告”"
    assert {chip.key: chip.rows for chip in page.chips._chips}[Pile.LOOSE] == 2
    press(page.card, "删除")
    assert session.undo_label == "删除佐证“完成情况报告”"
    assert "完成情况报告" not in titles(page)
    session.undo()
    session.undo()
    assert {chip.key: chip.rows for chip in page.chips._chips}[Pile.LOOSE] == 1


@pytest.mark.usefixtures("filled")
def test_a_piece_is_linked_by_keyboard_to_a_row_found_by_its_initials(application, page):
    page.chips.choose(Pile.LOOSE)
    press(page.card, "关联到…")
    (dialog,) = (d for d in application.window.findChildren(LinkDialog) if d.isVisible())
    QTest.keyClicks(dialog.rows.words, "gjxxmy")
    assert dialog.main.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert application.session.undo_label == "关联佐证“还没用上的批复”"
    (row,) = (r for r in page.listed.evidence if r.line.title == "还没用上的批复")
    assert "改进学校美育" in row.proves[0].words


def test_a_missing_piece_is_added_where_it_is_missing(application, page, filled, tmp_path):
    page.chips.choose(Pile.MISSING)
    assert page.in_hand().id == filled["project"].row
    assert "竣工验收报告：缺" in words_in(page.panel)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    (dialog,) = (d for d in application.window.findChildren(AddEvidenceDialog) if d.isVisible())
    assert dialog.pieces.currentText() == "竣工验收报告"
    dialog.take_files([a_file(tmp_path, "验收.pdf", PDF + b"2")])
    dialog.main.click()
    application.runner.finish_all()
    assert page.nothing.words == "没有缺件：列了销号要件的行都已备齐。"
    assert application.session.read(proof.requirement_lines)[0].titles == ("验收",)


@pytest.mark.usefixtures("filled")
def test_dropped_files_wait_to_be_linked_or_fill_the_missing_piece(application, page, tmp_path):
    dropped(page, a_file(tmp_path, "散件.pdf", PDF + b"3"))
    application.runner.finish_all()
    assert "散件" in titles(page)
    page.chips.choose(Pile.MISSING)
    dropped(page, a_file(tmp_path, "验收.pdf", PDF + b"4"))
    application.runner.finish_all()
    assert page.listed.missing == ()


@pytest.mark.usefixtures("filled")
def test_photographs_stand_side_by_side_and_are_read_when_they_are_seen(application, page):
    page.chips.choose(Pile.PHOTOS)
    assert page.wall.isVisible()
    assert not page.table.isVisible()
    page.wall.viewport().repaint()
    application.runner.finish_all()
    page.wall.viewport().repaint()
    item = page.wall.item(0)
    assert item.text() == "工地"
    assert item.data(Qt.ItemDataRole.UserRole) == page.wall.current_row.line.sha256
    assert page.card._picture.pixmap().width() > 0


def test_a_damaged_photograph_is_said_and_opening_it_too(application, page, book, rows, tmp_path):
    session = application.session
    told = []
    application.notices.warned.connect(told.append)
    path = a_file(tmp_path, "坏的.png", PNG)
    session.carry_out(lambda: book.proving.add_files([path], [rows["task"]]))
    application.runner.finish_all()
    assert "这张照片显示不了，可以打开或另存。" in words_in(page.card)
    book._connection.execute("update kept_file set content = x'00'")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    application.runner.finish_all()
    assert "和存入时不一样，已损坏" in told[-1]


@pytest.mark.usefixtures("filled")
def test_enter_opens_a_copy(application, page, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url) or True)
    page.chips.choose(Pile.FILES)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    application.runner.finish_all()
    assert [url.fileName() for url in shown] == ["完成情况报告.pdf"]
    page.wishes.desk.copies.clean()


def test_closures_are_listed_by_how_far_they_are(application, page, book, filled):
    session, task = application.session, filled["task"]
    assert page.badge() == 0
    page.views.choose(View.CLOSURES)
    assert "还没有申请销号的行" in page.nothing.words
    session.carry_out(lambda: book.signing_off.request(task, on=DAY))
    assert page.badge() == 1
    assert [row.state for row in page.table.lines.rows] == [SignOffState.REQUESTED]
    session.carry_out(lambda: book.signing_off.verify(task, on=DAY))
    session.carry_out(lambda: book.signing_off.agree(task, on=DAY))
    assert page.badge() == 0
    page.chips.choose(SignOffState.CLOSED)
    assert page.table.lines.rowCount() == 1
    assert page.in_hand().id == task.row
    session.carry_out(lambda: book.signing_off.reopen(task, "漏报", on=DAY))
    assert page.nothing.words == "没有“已销号”的行。看全部按 Esc。"
    page.chips.choose(SignOffState.REOPENED)
    assert f"{DAY} 漏报" in [page.table.lines.cell(0, 5).text]
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert application.window.page.name == "task_list"


def test_an_open_problem_waits_among_the_closures_until_it_is_closed(application, page, book, rows):
    session, task = application.session, rows["task"]
    said = (ProblemKind.PROBLEM, RowKind.TASK, task.row, "用地手续未办")
    session.carry_out(lambda: book.reporting.follow_problem(*said, period="2022-05"))
    page.views.choose(View.CLOSURES)
    assert titles(page) == ["问题 用地手续未办（2022 年 5 月） · 1 结合党史学习加强基层党建"]
    hand = page.in_hand()
    assert hand.kind is RowKind.PROBLEM
    row = RowRef(hand.kind, hand.id)
    session.carry_out(lambda: book.proving.add_paper(Paper(title="用地批复"), [row]))
    for step in (SignOffStep.REQUEST, SignOffStep.VERIFY, SignOffStep.AGREE):
        assert [one.state for one in page.table.lines.rows] == [BEFORE[step]]
        session.carry_out(lambda step=step: book.signing_off.take(step, row, on=DAY))
    assert [one.state for one in page.table.lines.rows] == [SignOffState.CLOSED]
    assert session.read(proof.open_problems, session.plan.id) == ()


def test_the_pack_is_written_in_the_background_and_said(application, page, filled, tmp_path):
    told = []
    application.notices.told.connect(told.append)
    application.window.go_to(Place("overview"))
    application.commands.run(Act.INSPECTION_PACK)
    assert application.window.page is page
    (dialog,) = (d for d in application.window.findChildren(PackDialog) if d.isVisible())
    dialog.close()
    target = tmp_path / "迎检.zip"
    page.packing.write_to(target)
    assert page.bar.isVisible()
    application.runner.finish_all()
    with zipfile.ZipFile(target) as archive:
        assert any(name.endswith("完成情况报告.pdf") for name in archive.namelist())
    assert told[-1] == "迎检材料包已写好：文件 2 个，缺件 1 件见目录。"
    assert page.bar.words.words == f"迎检材料包已写到“{target}”。"
    assert filled


def test_a_pack_that_is_stopped_leaves_nothing_and_says_so(application, page, filled, tmp_path):
    told = []
    application.notices.told.connect(told.append)
    page.packing.write_to(tmp_path / "迎检")
    page.bar.stop.click()
    application.runner.finish_all()
    assert told == ["停下了，没有写入。要继续就重新开始。"]
    assert not (tmp_path / "迎检").exists()
    assert not page.bar.isVisible()
    assert filled


def test_the_dialog_says_what_is_in_the_pack_and_asks_where(page, filled):
    dialog = page.ask_pack()
    said = words_in(dialog)
    assert any("文件 2 个、纸质 2 件" in words for words in said)
    assert "缺件 1 件，在目录里逐件列出。" in said
    dialog.kinds.choose(ZIP)
    dialog.close()
    asked = page.packing.ask_for_target(ZIP)
    assert asked.selectedFiles()[0].endswith("迎检材料.zip")
    asked.close()
    assert filled


def test_an_empty_book_says_what_to_do(start, empty_path):
    application = start(empty_path)
    application.window.go_to(Place("evidence"))
    page = application.window.page
    assert page.nothing.words == "还没有规划。先导入一览表，或新建一份规划。"
    assert page.ask_pack() is None
