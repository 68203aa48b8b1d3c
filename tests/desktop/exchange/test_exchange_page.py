"""Import and export through the page: seen first, one step, taken back, never blocking."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QPushButton

from db import queries
from db.book import PlanBook
from db.exchange.differences import Verdict
from db.operations.recording import Entry
from desktop.actions import Act
from desktop.exchange.remarks import RemarkKind
from desktop.exchange.verdicts import spot_of
from desktop.page import Place
from tests.desktop.exchange.conftest import COVERAGE, NURSERY
from tests.desktop.exchange.lists import ROWS, write_list


@pytest.fixture
def seen(page, done, list_path):
    """The page with the office's list in its preview."""
    page.take_in(list_path)
    done()
    assert page.preview.isVisible()
    return page


def figure(application, name, year):
    line = next(line for line in application.session.indicators if line.name == name)
    actual = line.actuals.get(year)
    return actual.amount.text if actual else None


def remark(page, kind):
    return next(one for one in page.preview.remarks.remarks.remarks if one.kind is kind)


def test_reading_changes_nothing_and_stands_on_the_first_problem(seen, application):
    assert application.session.undo_label == "录入 2 格"
    assert seen.preview.tools.file.words == "2022 年统计（最终）.xlsx"
    assert seen.preview.sheets.currentText() == "汇总表（第 2 张）"
    assert "第 1—2、10 行不导入" in seen.preview.tools.rows.words
    assert seen.preview.view.spot == spot_of("A8")
    assert seen.preview.take_in.accessibleName() == "导入 5 格"


def test_all_that_cannot_come_in_is_copied_with_its_addresses(seen, application, qapp):
    seen.preview.findChild(QPushButton, "copy_list").click()
    lines = [line.split("\t") for line in qapp.clipboard().text().splitlines()]
    assert ["汇总表", "E9"] in [line[:2] for line in lines]
    assert application.window.status.message.startswith("已复制 ")


def test_chips_count_what_the_list_and_the_sheet_show(seen):
    preview = seen.preview.preview
    counts = {chip.key: chip.rows for chip in seen.preview.chips._chips}
    shown = [one for one in Verdict if one is not Verdict.COMPUTED]
    assert counts == {"all": len(preview.cells)} | {one: preview.count(one) for one in shown}
    seen.preview.chips.choose(Verdict.CHANGED)
    assert seen.preview.view.spot == spot_of("D6")
    assert seen.preview.remarks.remarks.remarks[0].text == "改动 2 格，逐格勾选"


def test_f8_goes_round_the_cells_that_cannot_be_imported(seen, application):
    places = []
    for _ in range(9):
        application.commands.run(Act.NEXT_MISSING)
        places.append(seen.preview.view.spot)
    assert spot_of("E9") in places
    assert places[-1] in places[:-1] or len(set(places)) == 8
    assert seen.preview.where.words


def test_a_line_of_the_list_leads_to_its_cell(seen):
    seen.preview.remarks.place_requested.emit(remark(seen, RemarkKind.REFUSED))
    assert seen.preview.view.spot == spot_of("E9")
    assert "不能导入" in seen.preview.where.words


def test_accepting_is_one_step_that_undo_takes_back(seen, application, done, litong_path):
    QTest.keyClick(seen.preview.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert application.session.busy
    assert not application.commands.actions[Act.UNDO].isEnabled()
    done()
    assert not application.session.busy
    assert (
        application.window.status.message == "已导入“2022 年统计（最终）.xlsx” 5 格，Ctrl+Z 撤销。"
    )
    assert figure(application, NURSERY, "2021") == "94.1"
    assert figure(application, NURSERY, "2022") == "94.71"
    assert seen.home.isVisible()
    with PlanBook.open(litong_path) as book:
        assert book.undo_label == "导入“2022 年统计（最终）.xlsx” 5 格"
        assert book.read(queries.step_lines)[0].who == application.session.book.who
    application.commands.run(Act.UNDO)
    assert figure(application, NURSERY, "2021") == "93.0"
    assert figure(application, NURSERY, "2022") is None


def test_an_unticked_change_is_left_out(seen, application, done):
    seen.preview.view.go_to(spot_of("D6"))
    QTest.keyClick(seen.preview.view, Qt.Key.Key_Space)
    assert seen.preview.take_in.accessibleName() == "导入 4 格"
    seen.preview.take_in.click()
    done()
    assert figure(application, NURSERY, "2021") == "93.0"
    assert figure(application, COVERAGE, "2021") == "88.2"


def test_only_changes_are_ticked(seen, application):
    seen.preview.view.go_to(spot_of("C6"))
    QTest.keyClick(seen.preview.view, Qt.Key.Key_Space)
    assert seen.preview.without == set()
    assert application.window.status.message == "只有改动的格可以勾选。"


def test_a_near_name_is_decided_and_the_list_compared_again(seen, application, done):
    proposal = remark(seen, RemarkKind.PROPOSAL)
    menu = seen.preview.ask_for_row(proposal, QPoint(10, 10))
    words = [action.text() for action in menu.actions()]
    assert words[0] == "对应到“高中阶段教育·高中阶段毛入学率”"
    assert words[-1] == "作为新的一行"
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    done()
    assert seen.preview.preview.proposals == ()
    assert seen.preview.preview.count(Verdict.REJECTED) == 1
    assert remark(seen, RemarkKind.DECIDED).detail.startswith("对应到")
    assert seen.preview.take_in.accessibleName() == "导入 7 格"
    seen.preview.take_in.click()
    done()
    assert figure(application, "高中阶段毛入学率", "2022") == "95.8"


def test_a_near_name_can_be_a_new_row_and_decided_again(seen, application, done):
    before = len(application.session.indicators)
    proposal = remark(seen, RemarkKind.PROPOSAL)
    menu = seen.preview.ask_for_row(proposal, QPoint(10, 10))
    menu.actions()[-1].trigger()
    menu.close()
    done()
    assert remark(seen, RemarkKind.DECIDED).detail == "作为新的一行"
    menu = seen.preview.ask_for_row(remark(seen, RemarkKind.DECIDED), QPoint(10, 10))
    assert menu.actions()[-1].text() == "先不指明"
    menu.actions()[-1].trigger()
    menu.close()
    done()
    assert len(seen.preview.preview.proposals) == 1
    seen.preview._on_decided((proposal.sheet, proposal.proposal.row), "new row")
    done()
    seen.preview.take_in.click()
    done()
    assert len(application.session.indicators) == before + 1


def test_esc_gives_all_back(seen, application):
    QTest.keyClick(seen.preview.view, Qt.Key.Key_Escape)
    assert seen.home.isVisible()
    assert application.window.status.message == "已放弃导入，台账没有变。"
    assert application.session.undo_label == "录入 2 格"
    assert Act.NEXT_MISSING not in seen.acts()


def test_a_book_changed_meanwhile_is_compared_anew(seen, application, done, qtbot):
    line = next(line for line in application.session.indicators if line.name == NURSERY)
    assert seen.preview.preview.count(Verdict.CHANGED) == 2
    application.session.wish(
        lambda: application.session.book.recording.record([Entry(line.id, "2021", "94.1")])
    )
    # Nobody asked for it, so nobody is told that it is at work.
    qtbot.waitUntil(lambda: seen.preview.preview.count(Verdict.CHANGED) == 1)
    seen.preview.take_in.click()
    done()
    assert figure(application, COVERAGE, "2022") == "89.4"


def test_another_sheet_of_the_file_is_looked_at(seen):
    seen.preview.sheets.setCurrentIndex(0)
    seen.preview.sheets.chosen.emit("底稿")
    assert seen.preview.sheets.currentText() == "底稿（第 1 张），隐藏，没有读"
    assert seen.preview.tools.rows.words.startswith("这张表里没有认出一览表，不导入。")
    assert seen.preview.view.sheet.index(0, 0).data() == "不报"
    seen.preview.next_problem()
    assert seen.preview.sheets.currentData() == "汇总表"


def test_a_file_that_cannot_be_read_is_said_and_nothing_else_happens(
    application, page, done, tmp_path
):
    file = tmp_path / "坏.xlsx"
    file.write_bytes(b"PK\x03\x04 nothing")
    page.take_in(file)
    done()
    assert page.home.isVisible()
    assert "“坏.xlsx”" in application.window.strip.sentence


def test_reading_can_be_stopped(application, page, done, tmp_path):
    rows = [("类别", f"指标{at}", 1, 2, 3, 4, "", "") for at in range(3000)]
    page.take_in(write_list(tmp_path / "大.xlsx", rows))
    assert page.waiting.isVisible()
    page.waiting.stop.click()
    done()
    assert page.home.isVisible()
    assert application.window.status.message == "停下了，没有写入。要继续就重新开始。"


def test_an_import_is_taken_back_from_the_list_of_imports(seen, application, done):
    seen.preview.take_in.click()
    done()
    line = application.session.indicators[-1]
    application.session.record([Entry(line.id, "2022", "1")])
    undo = next(
        press for press in seen.home.imports.findChildren(QPushButton)
        if press.text() == "撤销这次导入"
    )  # fmt: skip
    undo.click()
    done()
    assert figure(application, NURSERY, "2021") == "93.0"
    assert figure(application, line.name, "2022") == "1"
    words = [label.text() for label in seen.home.imports.findChildren(type(seen.home.result))]
    assert "已撤销" in words


def test_an_import_that_later_steps_stand_on_says_which(seen, application, done):
    seen.preview.take_in.click()
    done()
    line = next(line for line in application.session.indicators if line.name == NURSERY)
    application.session.record([Entry(line.id, "2021", "95")])
    step = next(one for one in application.session.read(queries.step_lines) if "导入" in one.label)
    seen.take_back(step)
    done()
    assert figure(application, NURSERY, "2021") == "95"
    assert f"录入“{NURSERY}”2021 年" in application.window.strip.sentence
    assert not application.session.busy


def test_an_empty_book_is_told_which_plan_would_be_made(start, empty_path, list_path, qtbot):
    application = start(empty_path)
    application.window.go_to(Place("exchange", file=list_path))
    page = application.window.page
    qtbot.waitUntil(lambda: not application.runner.is_working)
    assert page.preview.target.text().startswith(
        "将新建规划“利通区“十四五”教育规划” 2021—2025 年。"
    )
    page.preview.take_in.click()
    qtbot.waitUntil(lambda: not application.runner.is_working)
    assert application.session.plan.title == "利通区“十四五”教育规划"
    assert len(application.session.indicators) == 4


def test_a_list_without_figures_is_not_asked_what_figures_they_are(page, done, list_path, tmp_path):
    page.take_in(list_path)
    done()
    assert page.preview.standing.figures.isVisible(), "it has a column of actual values"
    page.preview.give_up.click()
    path = tmp_path / "目标.xlsx"
    book = Workbook()
    for row in (["指标名称", "单位", "2020年基期值", "2025年目标值"], ["小学数", "所", 48, 50]):
        book.active.append(row)
    book.save(path)
    page.take_in(path)
    done()
    assert not page.preview.standing.figures.isVisible()


def test_the_list_goes_out_and_comes_back_the_same(page, done, tmp_path):
    target = tmp_path / "一览表.xlsx"
    page.giving_out.export_to(target)
    done()
    assert target.is_file()
    assert page.home.result.text() == "已导出到“一览表.xlsx”。"
    page.take_in(target)
    done()
    assert page.preview.preview.count(Verdict.CHANGED) == 0
    assert page.preview.preview.count(Verdict.NEW) == 0
    assert not page.preview.take_in.isEnabled()
    assert page.preview.take_in.text() == "没有可导入的格"


def test_the_proposed_name_is_the_plans(application, page):
    dialog = page.giving_out.ask_for_target()
    assert (
        Path(dialog.selectedFiles()[0]).name
        == f"{application.session.plan.title}目标任务一览表.xlsx"
    )
    dialog.reject()


def test_what_comes_of_a_book_is_proposed_beside_it(application, page):
    dialog = page.giving_out.ask_for_target()
    assert Path(dialog.selectedFiles()[0]).parent == application.session.book.path.parent
    dialog.reject()


def test_the_fields_of_the_file_dialog_are_not_black(page):
    """It hangs on a part that scrolls: what lies on such a part is clear, a dialog is not."""
    dialog = page.giving_out.ask_for_target()
    grounds = {field.palette().button().color().alpha() for field in dialog.findChildren(QComboBox)}
    assert grounds == {255}
    dialog.reject()


@pytest.mark.parametrize("answer", ["替换", "不替换"])
def test_an_older_file_is_replaced_only_if_wished(page, done, tmp_path, answer):
    target = tmp_path / "旧.xlsx"
    target.write_bytes(b"old")
    page.giving_out.export_to(target)
    box = page.window().findChild(QDialog)
    assert box.text() == "“旧.xlsx”已经有了。用新的一览表替换它？旧的内容不再保留。"
    next(press for press in box.buttons() if press.text() == answer).click()
    done()
    assert (target.read_bytes() == b"old") is (answer == "不替换")


class Opened(QObject):
    """Takes what the program would hand to the system's file manager."""

    def __init__(self):
        super().__init__()
        self.urls = []

    @Slot(QUrl)
    def take(self, url):
        self.urls.append(url)


def test_the_folder_of_the_list_is_opened(page, done, tmp_path):
    page.giving_out.export_to(tmp_path / "一览表.xlsx")
    done()
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "take")
    try:
        page.home.open_folder.click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert [Path(url.toLocalFile()) for url in opened.urls] == [tmp_path]


def test_a_place_that_cannot_be_written_is_said(application, page, done, tmp_path):
    page.giving_out.export_to(tmp_path / "没有的文件夹" / "一览表.xlsx")
    done()
    assert "没有文件夹" in application.window.strip.sentence
    assert not page.home.result.isVisible()
    assert page.home.give_out.isVisible()
    page.giving_out.export_to(tmp_path / "一览表.xlsx")
    done()
    assert application.window.strip.isHidden(), "what stood against it no longer holds"


def test_a_read_only_book_shows_a_list_and_says_why_it_is_not_taken_in(
    application, page, done, list_path
):
    application.session.book.read_only = True
    page.refresh()
    page.take_in(list_path)
    done()
    preview = page.preview
    assert preview.isVisible()
    assert not preview.take_in.isEnabled()
    assert "这份台账只读" in preview.take_in.toolTip()
    assert "另存到能写的文件夹" in preview.target.text()


def test_nothing_to_export_without_a_plan(start, empty_path):
    application = start(empty_path)
    application.window.go_to(Place("exchange"))
    page = application.window.page
    assert not page.home.give_out.isEnabled()
    assert page.giving_out.ask_for_target() is None
    assert page.home.goes_out.text() == "还没有规划可导出。先导入一览表。"


def test_the_view_follows_the_sheet(seen):
    view = seen.preview.view
    assert view.columnSpan(0, 0) == 8
    assert view.rowSpan(3, 0) == 2
    assert view.columnSpan(1, 0) == 8
    assert len(ROWS) == 4


def test_a_wide_long_sheet_scrolls_at_once(page, done, tmp_path):
    rows = [("类别", f"指标甲{at}", 1, 2, 3, 4, "", "") for at in range(1000)]
    page.take_in(write_list(tmp_path / "千行.xlsx", rows))
    done()
    assert page.preview.view.sheet.rowCount() == 1006
    page.preview.view.go_to(spot_of("E1000"))
    assert page.preview.view.spot == spot_of("E1000")
    page.give_up()
