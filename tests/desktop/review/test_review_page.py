"""审核: piles, ticks and keys of a reviewer; the sheet of a bureau without users."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from db.model.words import EntryState, UserRole
from db.operations.recording import Entry
from db.queries.proof import evidence_lines
from db.queries.review import events_of
from desktop.columns import Heading
from desktop.delegates.marks import Mark
from desktop.entry_boxes import Box, box_counts
from desktop.page import Place
from desktop.paper import words_of
from desktop.printing import PrintPreview
from desktop.review.rows import ReviewRow
from desktop.review.signing import Signed

COVERAGE, PUBLIC = "普惠性幼儿园覆盖率", "公办园在园幼儿占比"
BECAUSE = "两所民办园停办"
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def application(start, sample_path):
    made = start(sample_path)
    made.afterwards.finish()
    return made


def record(application, *figures):
    rows = {line.name: line.id for line in application.session.indicators}
    application.session.record([Entry(rows[name], year, words) for name, year, words in figures])


def show(application):
    application.window.go_to(Place("review"))
    return application.window.page


@pytest.fixture
def alone(application):
    """The page of one who works alone: two rates, one of them below last year's."""
    record(
        application,
        (COVERAGE, "2021", "83.1"),
        (COVERAGE, "2022", "82.2"),
        (PUBLIC, "2022", "47"),
    )
    return show(application)


@pytest.fixture
def reviewer(application):
    """The page of 王强: 马丽 handed in two rates, one of them queried and explained."""
    book = application.session.book
    book.people.add("陈静", UserRole.ADMIN, "1357")
    book.people.add("马丽", UserRole.ENTRY, "2468")
    book.people.add("王强", UserRole.REVIEW, "9753")
    book.people.sign_in("马丽", "2468")
    record(
        application,
        (COVERAGE, "2021", "83.1"),
        (COVERAGE, "2022", "82.2"),
        (PUBLIC, "2022", "47"),
    )
    application.session.begin_checks()
    application.session.explain(
        [one for one in application.session.doubts() if one.is_open], BECAUSE
    )
    page = show(application)
    assert page.box is Box.DRAFTS
    tick_everything(page)
    page.decide_ticked()
    book.people.sign_in("王强", "9753")
    application.session.view_changed.emit()
    return page


def tick_everything(page):
    for row in [*page.table.lines.rows]:
        if isinstance(row, ReviewRow) and row.key not in page._ticked:
            page.table.tick_toggled.emit(row)


def listed(page):
    return [
        row.title if isinstance(row, Heading) else row.line.name for row in page.table.lines.rows
    ]


def go_to(page, name):
    rows = page.table.lines.rows
    page.table.go_to(
        next(row.key for row in rows if isinstance(row, ReviewRow) and row.line.name == name)
    )
    page.table.setFocus()


def press(*keys, modifiers=NONE):
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def open_box(page, box):
    lines = page.boxes.model().lines
    place = next(at for at, one in enumerate(lines) if not isinstance(one, str) and one.key == box)
    page.boxes.setCurrentIndex(page.boxes.model().index(place))


def state(application, name, year="2022"):
    line = next(line for line in application.session.indicators if line.name == name)
    return line.actuals[year].state


def test_entries_lie_in_piles_and_clean_ones_are_ticked(reviewer):
    assert listed(reviewer) == ["有疑问，逐格看", COVERAGE, "无疑问，可一次通过", PUBLIC]
    marks = {
        row.line.name: reviewer.table.lines.cell(place, 0).mark
        for place, row in enumerate(reviewer.table.lines.rows)
        if isinstance(row, ReviewRow)
    }
    assert marks == {COVERAGE: Mark.UNTICKED, PUBLIC: Mark.TICKED}
    assert reviewer.bar.together.text() == "通过勾选 1 格  Ctrl+Enter"
    assert reviewer.badge() == 2


@pytest.mark.usefixtures("reviewer")
def test_what_is_clean_goes_with_one_key_and_comes_back_with_one_step(application):
    press(Qt.Key.Key_Return, modifiers=CONTROL)
    assert state(application, PUBLIC) is EntryState.APPROVED
    assert state(application, COVERAGE) is EntryState.SUBMITTED
    assert application.window.status.message == "已通过 1 格，Ctrl+Z 撤销。"
    application.session.undo()
    assert state(application, PUBLIC) is EntryState.SUBMITTED


def test_a_queried_entry_is_approved_by_its_own_key(application, reviewer):
    go_to(reviewer, COVERAGE)
    assert reviewer.table.current_row.explanation == BECAUSE
    press(Qt.Key.Key_A)
    assert state(application, COVERAGE) is EntryState.APPROVED
    assert listed(reviewer) == ["无疑问，可一次通过", PUBLIC]


def test_an_entry_is_returned_with_its_reason(application, reviewer):
    go_to(reviewer, COVERAGE)
    press(Qt.Key.Key_R)
    assert QApplication.focusWidget() is reviewer.form.words
    press(Qt.Key.Key_Return, modifiers=CONTROL)
    assert state(application, COVERAGE) is EntryState.SUBMITTED
    reviewer.form.phrases[0].click()
    press(Qt.Key.Key_Return, modifiers=CONTROL)
    assert state(application, COVERAGE) is EntryState.RETURNED
    (returned,) = reviewer.content.of_box(Box.RETURNED)
    assert returned.line.reason == "口径不符。"
    assert reviewer.table.hasFocus()


def test_approved_entries_are_locked_and_only_an_administrator_opens_them(application, reviewer):
    press(Qt.Key.Key_Return, modifiers=CONTROL)
    reviewer.boxes.setCurrentIndex(box_index(reviewer, Box.APPROVED))
    assert reviewer.bar.together.text() == "锁定勾选 1 格  Ctrl+Enter"
    reviewer.decide_ticked()
    assert state(application, PUBLIC) is EntryState.LOCKED
    reviewer.boxes.setCurrentIndex(box_index(reviewer, Box.LOCKED))
    assert reviewer.bar.isHidden()
    application.session.book.people.sign_in("陈静", "1357")
    reviewer.refresh()
    go_to(reviewer, PUBLIC)
    press(Qt.Key.Key_R)
    reviewer.form.words.setPlainText("年报更正")
    press(Qt.Key.Key_Return, modifiers=CONTROL)
    assert state(application, PUBLIC) is EntryState.DRAFT


def box_index(page, key):
    model = page.boxes.model()
    return next(
        model.index(place)
        for place, line in enumerate(model.lines)
        if not isinstance(line, str) and line.key == key
    )


def test_who_works_alone_signs_what_is_clean_and_an_open_query_is_not_ticked(application, alone):
    assert listed(alone) == ["有疑问，逐格看", COVERAGE, "无疑问，可一次登记审签", PUBLIC]
    go_to(alone, COVERAGE)
    press(Qt.Key.Key_Space)
    assert application.window.status.message.startswith("这一格还有没说明的疑问")
    press(Qt.Key.Key_Return, modifiers=CONTROL)
    dialog = application.window.findChild(object, "dialog_sign")
    dialog.keep.click()
    assert dialog.says.text().startswith("没有写审核人")
    dialog.reviewer.setText("王强")
    dialog.day.setText("2022.5.30")
    dialog.keep.click()
    assert state(application, PUBLIC) is EntryState.APPROVED
    (event,) = application.session.read(events_of, entry_id(application, PUBLIC))
    assert (event.reviewer, event.reviewed_on) == ("王强", "2022-05-30")
    assert alone.preferences.last_reviewer == "王强"


def test_the_scan_of_the_signed_sheet_is_kept_and_opened(
    application, alone, tmp_path, monkeypatch, qtbot
):
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url) or True)
    scan = tmp_path / "审签 扫描件.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    go_to(alone, PUBLIC)
    press(Qt.Key.Key_Return, modifiers=CONTROL)
    dialog = application.window.findChild(object, "dialog_sign")
    dialog.reviewer.setText("王强")
    dialog.take_scan(scan)
    assert dialog.drop.isVisible()
    dialog.keep.click()
    application.runner.finish_all()
    assert state(application, PUBLIC) is EntryState.APPROVED
    assert application.window.status.message == "已登记审签 1 格，Ctrl+Z 撤销。"
    (event,) = application.session.read(events_of, entry_id(application, PUBLIC))
    assert event.scan == "审签 扫描件"
    open_box(alone, Box.APPROVED)
    go_to(alone, PUBLIC)
    (link,) = [one for one in alone.pane.findChildren(QPushButton) if one.text() == "打开扫描件"]
    link.click()
    qtbot.waitUntil(lambda: bool(shown))
    assert [url.fileName() for url in shown] == ["审签 扫描件.pdf"]
    application.session.undo()
    assert application.session.read(evidence_lines) == ()


def test_the_scan_is_added_afterwards_by_the_pane(application, alone, tmp_path, qtbot):
    scan = tmp_path / "补的 扫描件.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    rows = [row for row in alone.content.rows if row.line.name == PUBLIC]
    alone.desk.sign(rows, Signed("王强", "2022-05-30", None))
    open_box(alone, Box.APPROVED)
    go_to(alone, PUBLIC)
    (link,) = [one for one in alone.pane.findChildren(QPushButton) if one.text() == "附扫描件…"]
    link.click()
    qtbot.waitUntil(lambda: application.window.findChild(QFileDialog) is not None)
    dialog = application.window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(scan))
    dialog.close()
    application.runner.finish_all()
    (event,) = application.session.read(events_of, entry_id(application, PUBLIC))
    assert event.scan == "补的 扫描件"
    assert application.window.status.message == "已附扫描件“补的 扫描件.pdf”。"
    assert [one.text() for one in alone.pane.findChildren(QPushButton)].count("打开扫描件") == 1
    application.session.undo()
    assert application.session.read(evidence_lines) == ()


def test_a_scan_that_can_not_be_read_signs_nothing(application, alone, tmp_path):
    signed = Signed("王强", "2022-05-30", tmp_path / "没有.pdf")
    alone.desk.sign([row for row in alone.content.rows if row.line.name == PUBLIC], signed)
    application.runner.finish_all()
    assert state(application, PUBLIC) is EntryState.DRAFT
    assert "没有.pdf" in application.window.strip.sentence


def entry_id(application, name):
    line = next(line for line in application.session.indicators if line.name == name)
    return line.actuals["2022"].id


def test_enter_leads_to_the_cell(application, alone):
    go_to(alone, COVERAGE)
    press(Qt.Key.Key_Return)
    assert application.window.page.name == "indicators"
    assert application.window.page.table.current_row.name == COVERAGE


def test_where_nothing_waits_the_page_says_so(application):
    page = show(application)
    assert page.nothing.words.startswith("2022 年没有待审签的格。到指标页填数")
    assert page.badge() == 0


def test_where_nothing_waits_the_other_years_in_which_something_does_are_named(application):
    first, second = (line.id for line in application.session.indicators[:2])
    application.session.record(
        [Entry(first, "2021", "90"), Entry(second, "2021", "80"), Entry(second, "2023", "85")]
    )
    page = show(application)
    assert page.nothing.words.endswith("2021 年还有 2 格、2023 年还有 1 格，在上面换年份。")


def test_groups_are_by_unit_category_or_finding(alone):
    alone.by.choose("finding")
    keys = [line.title for line in alone.boxes.model().lines if not isinstance(line, str)]
    assert "无疑问" in keys
    assert any("比上年低" in key for key in keys)


def test_the_sheet_that_is_ticked_is_shown_as_it_prints(application, alone, qtbot):
    alone.print_sheet()
    qtbot.waitUntil(lambda: application.window.findChild(PrintPreview) is not None)
    preview = application.window.findChild(PrintPreview)
    assert preview.pages.paper.title.endswith("数据审签表")
    printed = "\n".join(words_of(preview.pages.paper.rows))
    assert PUBLIC in printed
    assert COVERAGE not in printed, "what is open is not signed"
    preview.reject()


def test_without_entries_there_is_no_sheet(application):
    show(application).print_sheet()
    assert application.window.status.message == "没有可审签的格，没有打印。"


def test_what_is_counted_without_the_page_is_what_the_page_lists(application, reviewer):
    counts = box_counts(application.session)
    assert counts == {box: len(reviewer.content.of_box(box)) for box in Box}
    assert counts[Box.WAITING] == reviewer.badge() == 2


@pytest.mark.parametrize(("width", "is_kept"), [(1060, True), (1366, False)])
def test_a_reason_is_written_in_the_pane_that_was_folded_away(
    application, reviewer, width, is_kept
):
    application.window.resize(width, 700)
    application.preferences.pane_shown = is_kept
    assert reviewer.pane.isHidden()
    go_to(reviewer, COVERAGE)
    for _ in range(2):
        reviewer.table.setFocus()
        press(Qt.Key.Key_R)
        assert reviewer.form.words.isVisible()
        assert reviewer.form.words.hasFocus()
