"""回填 through the page: the form seen cell by cell, decided, written beside the original."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QPushButton

from db import queries
from db.book import PlanBook
from db.exchange.xlsx import read_workbook
from db.operations.recording import Entry
from desktop.actions import Act
from desktop.exchange.fates import Sort
from desktop.exchange.remarks import RemarkKind
from desktop.exchange.verdicts import spot_of
from desktop.page import Place
from tests.db.stories import sha256
from tests.desktop.exchange.forms import ABSENT, COVERAGE, NEAR, NURSERY, ROWS, write_form
from tests.desktop.exchange.lists import write_list


@pytest.fixture
def form(tmp_path):
    return write_form(tmp_path / "监测表.xlsx")


@pytest.fixture
def view(page, form, done):
    """The form in its preview."""
    page.filling.take_file(form)
    done()
    assert page.filling.view.isVisible()
    return page.filling.view


def words_of(path, sheet=0):
    return {cell.address: cell.text for cell in read_workbook(path).sheets[sheet].cells()}


def chips(view):
    return {chip.key: chip.rows for chip in view.chips._chips}


def remark(view, kind, row=None):
    return next(
        one
        for one in view.remarks.remarks.remarks
        if one.kind is kind and (row is None or f"第 {row} 行" in one.text)
    )


def place_row(view, row, downs):
    """Open the choice of a row in question and go down so many words."""
    menu = view.ask_for_row(remark(view, RemarkKind.PROPOSAL, row).proposal, QPoint(10, 10))
    for _ in range(downs):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_looking_writes_nothing_and_stands_on_the_row_to_be_placed(view, form, litong_path):
    before = sha256(form)
    assert view.view.spot == spot_of("B6")
    assert chips(view) == {
        "all": 12, Sort.WAITING: 1, Sort.FILLED: 7, Sort.REPLACED: 1, Sort.SAME: 1,
        Sort.ABSENT: 1, Sort.COMPUTED: 1,
    }  # fmt: skip
    assert view.write.accessibleName() == "写入 8 格，另存为"
    assert view.count.text() == "要写入 8 格"
    assert sha256(form) == before
    with PlanBook.open(litong_path) as book:
        assert book.undo_label == "录入 2 格"


def test_old_and_new_stand_in_the_cell_with_the_reason_where_it_is_not_written(view):
    model = view.view.sheet
    look = model.look(spot_of("D5"))
    assert (look.new, look.loud, look.kept) == ("93.91", True, False)
    assert "原文“93.90” · 将写入 93.91" in model.spoken(spot_of("D5"))
    assert model.look(spot_of("F5")).new == "93.0"
    assert model.look(spot_of("D7")).new == ""
    assert "指明是不是它" in model.spoken(spot_of("B6"))
    assert "不填：台账里没有这一项" in model.spoken(spot_of("C9"))


def test_a_formula_is_passed_over_and_says_so(application, page, done, tmp_path):
    with PlanBook.open(application.session.book.path) as book:
        line = next(
            one
            for one in book.read(queries.all_rows, application.session.plan.id)
            if one.name == "高中阶段毛入学率"
        )
    application.session.record([Entry(line.id, "2021", "95.1")])
    page.filling.take_file(write_form(tmp_path / "次年.xlsx", year=2022))
    done()
    view = page.filling.view
    assert chips(view)[Sort.COMPUTED] == 1
    view.chips.choose(Sort.COMPUTED)
    assert view.view.spot == spot_of("E8")
    assert "公式" in view.where.words


def test_a_cell_whose_rule_is_a_formula_says_that_nobody_judged_it(page, done, form):
    workbook = load_workbook(form)
    rule = DataValidation("custom", formula1="=F5<100", sqref="F5", showErrorMessage=True)
    workbook.active.add_data_validation(rule)
    workbook.save(form)
    page.filling.take_file(form)
    done()
    view = page.filling.view
    assert "有效性条件由公式算出，没有核对" in view.view.sheet.spoken(spot_of("F5"))
    told = {one.address: one.detail for one in view.remarks.remarks.remarks}
    assert told["F5"].endswith("：有效性条件由公式算出，没有核对")
    assert "有效性" not in told["D5"]


def test_f8_goes_round_what_is_to_be_decided_or_cannot_be_written(view, application):
    view.view.go_to(spot_of("A1"))
    application.commands.run(Act.NEXT_MISSING)
    assert view.view.spot == spot_of("B6")
    application.commands.run(Act.NEXT_MISSING)
    assert view.view.spot == spot_of("B6"), "it is the only one"
    view.chips.choose(Sort.FILLED)
    first = view.view.spot
    application.commands.run(Act.NEXT_MISSING)
    assert view.view.spot > first


def test_a_near_name_is_placed_by_keys_and_remembered_for_the_next_form(
    view, page, application, done, tmp_path
):
    place_row(view, 6, downs=1)
    done()
    assert chips(view).get(Sort.WAITING) is None
    assert remark(view, RemarkKind.DECIDED, 6).detail.endswith(f"{COVERAGE}”")
    assert view.view.sheet.look(spot_of("F6")).new == "88.0"
    target = tmp_path / "填好.xlsx"
    page.filling.write_to(target)
    done()
    assert words_of(target)["F6"] == "88.00"
    assert application.session.undo_label == "记住“监测表.xlsx”各行对应的指标"
    page.filling.take_file(write_form(tmp_path / "明年.xlsx", year=2022))
    done()
    assert chips(view).get(Sort.WAITING) is None
    assert remark(view, RemarkKind.DECIDED, 6).detail.endswith(f"{COVERAGE}”")
    assert view.view.sheet.look(spot_of("E6")).new == "88.0"


def test_any_row_of_the_book_is_found_for_one_that_has_no_like(view, done):
    question = remark(view, RemarkKind.PROPOSAL, 9).proposal
    assert question.name == ABSENT
    dialog = view.search_row(question)
    many = dialog.finder.found.count()
    assert many > 30
    dialog.finder.words.setText("高中 毛入学")
    assert dialog.finder.found.count() < many
    assert dialog.finder.found.currentItem().text() == "高中阶段毛入学率　高中阶段教育"
    QTest.keyClick(dialog.finder.words, Qt.Key.Key_Return)
    done()
    assert remark(view, RemarkKind.DECIDED, 9).detail == "对应到“高中阶段教育·高中阶段毛入学率”"
    assert not view.view.sheet.is_absent(9)


def test_a_row_that_is_said_not_to_be_ours_is_grey_until_that_is_taken_back(view, done):
    place_row(view, 6, downs=3)
    done()
    assert view.view.sheet.is_absent(6)
    assert remark(view, RemarkKind.DECIDED, 6).detail == "不是台账里的，不填"
    question = remark(view, RemarkKind.DECIDED, 6).proposal
    menu = view.ask_for_row(question, QPoint(10, 10))
    menu.actions()[-1].trigger()
    menu.close()
    done()
    assert chips(view)[Sort.WAITING] == 1


def test_enter_in_the_sheet_asks_for_the_row_whose_name_was_found_by_itself(view, done):
    view.view.go_to(spot_of("F5"))
    QTest.keyClick(view.view, Qt.Key.Key_Return)
    menu = view.remarks.findChildren(QMenu, "word_menu")[-1]
    menu.actions()[-1].trigger()
    menu.close()
    done()
    assert view.view.sheet.is_absent(5)


def test_space_leaves_out_a_cell_or_beside_them_the_whole_row(view, page, done, tmp_path):
    view.view.go_to(spot_of("D5"))
    QTest.keyClick(view.view, Qt.Key.Key_Space)
    assert view.write.accessibleName() == "写入 7 格，另存为"
    assert remark(view, RemarkKind.ROW, 5).partly
    assert view.view.sheet.look(spot_of("D5")).kept
    view.view.go_to(spot_of("B7"))
    QTest.keyClick(view.view, Qt.Key.Key_Space)
    target = tmp_path / "填好.xlsx"
    page.filling.write_to(target)
    done()
    words = words_of(target)
    assert (words["D5"], words["F5"]) == ("93.90", "93.00")
    assert "H7" not in words


def test_nothing_ticked_is_nothing_to_write_and_the_button_says_so(view):
    for line in view.remarks.remarks.remarks:
        if line.kind is RemarkKind.ROW and not line.partly and line.ticked:
            view.remarks.tick_requested.emit(line)
    for line in [one for one in view.remarks.remarks.remarks if one.kind is RemarkKind.CHANGED]:
        if line.ticked:
            view.remarks.tick_requested.emit(line)
    assert not view.write.isEnabled()
    assert view.write.toolTip()


def test_ctrl_enter_asks_for_a_new_name_beside_the_original(view, page, form, done):
    page.filling.view.view.setFocus()
    QTest.keyClick(view.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = page.filling.findChildren(QFileDialog)
    proposed = Path(dialog.selectedFiles()[0])
    assert proposed == form.with_name("监测表（回填）.xlsx")
    before = parts_of(form)
    dialog.fileSelected.emit(str(proposed))
    dialog.close()
    done()
    after = parts_of(proposed)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml"}
    assert b"dataValidation" in after["xl/worksheets/sheet1.xml"]
    assert page.home.isVisible()
    assert page.home.refill.result.text() == "已写入 8 格，另存为“监测表（回填）.xlsx”。"


def test_what_is_pressed_while_the_form_is_held_against_the_book_again_is_not_lost(
    view, page, done
):
    page.filling.hold_again()
    view.write.click()
    assert page.filling.findChildren(QFileDialog) == []
    done()
    (dialog,) = page.filling.findChildren(QFileDialog)
    dialog.close()


class Opened(QObject):
    """What the desktop was asked to open."""

    def __init__(self):
        super().__init__()
        self.urls = []

    @Slot(QUrl)
    def take(self, url):
        self.urls.append(url)


@pytest.mark.usefixtures("view")
def test_the_filled_file_and_its_folder_are_opened(page, done, tmp_path):
    target = tmp_path / "填好.xlsx"
    page.filling.write_to(target)
    done()
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "take")
    page.home.refill.open_file.click()
    page.home.refill.open_folder.click()
    QDesktopServices.unsetUrlHandler("file")
    assert [Path(url.toLocalFile()) for url in opened.urls] == [target, tmp_path]


@pytest.mark.usefixtures("view")
@pytest.mark.parametrize(("answer", "taken"), [("写进原表", True), ("不写", False)])
def test_the_original_is_written_over_only_if_that_is_said(page, form, done, answer, taken):
    before = sha256(form)
    page.filling.write_to(form)
    box = page.window().findChild(QDialog, "notice")
    assert "原表" in box.text()
    next(press for press in box.buttons() if press.text() == answer).click()
    done()
    assert (sha256(form) != before) is taken


def test_a_target_that_wps_has_open_is_said_and_the_form_stays(
    view, page, done, application, tmp_path
):
    target = tmp_path / "填好.xlsx"
    (tmp_path / "~$填好.xlsx").write_bytes(b"")
    page.filling.write_to(target)
    done()
    assert "“填好.xlsx”正被" in application.window.strip.sentence
    assert not target.exists()
    assert view.isVisible()
    assert view.write.isEnabled()
    assert not application.session.busy
    (tmp_path / "~$填好.xlsx").unlink()
    page.filling.write_to(target)
    done()
    assert target.exists()
    assert application.window.strip.isHidden(), "what stood against it no longer holds"


def test_esc_gives_it_up_and_writes_nothing(view, page, form, application, tmp_path):
    QTest.keyClick(view.view, Qt.Key.Key_Escape)
    assert page.home.isVisible()
    assert application.window.status.message == "已放弃回填，没有写文件。"
    assert [one.name for one in tmp_path.glob("*.xlsx")] == [form.name]


def test_reading_can_be_stopped(page, done, application, tmp_path):
    rows = [type(ROWS[0])(f"指标{at}") for at in range(3000)]
    page.filling.take_file(write_form(tmp_path / "很长.xlsx", rows))
    assert page.filling.waiting.isVisible()
    page.filling.waiting.stop.click()
    done()
    assert page.home.isVisible()
    assert page.filling.view.seen is None
    assert application.window.status.message


def test_a_figure_recorded_meanwhile_is_shown(view, application, qtbot):
    by_name = {line.name: line.id for line in application.session.indicators}
    application.session.record([Entry(by_name[NURSERY], "2021", "93.5")])
    qtbot.waitUntil(lambda: view.view.sheet.look(spot_of("F5")).new == "93.5")


def test_what_the_book_changed_under_the_writing_is_not_written_unseen(
    view, page, application, tmp_path, qtbot
):
    by_name = {line.name: line.id for line in application.session.indicators}
    application.session.record([Entry(by_name[NURSERY], "2021", "93.5")])
    page.filling.write_to(tmp_path / "填好.xlsx")
    qtbot.waitUntil(lambda: "看过再写" in application.window.strip.sentence)
    assert view.isVisible()
    assert not (tmp_path / "填好.xlsx").exists()


def test_an_imported_list_is_filled_from_the_copy_in_the_book(page, done, tmp_path, application):
    page.take_in(write_list(tmp_path / "2022 年统计.xlsx"))
    done()
    page.preview.take_in.click()
    done()
    by_name = {line.name: line.id for line in application.session.indicators}
    application.session.record([Entry(by_name[NURSERY], "2022", "94.8")])
    (press,) = [
        one
        for one in page.home.refill.findChildren(QPushButton)
        if "2022 年统计.xlsx" in one.accessibleName() and one.isVisible()
    ]
    QTest.keyClick(press, Qt.Key.Key_Space)
    done()
    view = page.filling.view
    assert view.tools.file.words == "2022 年统计.xlsx"
    assert view.view.sheet.look(spot_of("E6")).new == "94.8"
    target = tmp_path / "填好.xlsx"
    page.filling.write_to(target)
    done()
    assert words_of(target, sheet=1)["E6"] == "94.8"


def test_a_file_that_cannot_be_filled_is_said_and_home_stays(page, done, application, tmp_path):
    file = tmp_path / "坏.xlsx"
    file.write_bytes(b"PK\x03\x04 nothing")
    page.filling.take_file(file)
    done()
    assert page.home.isVisible()
    assert "“坏.xlsx”" in application.window.strip.sentence


def test_without_a_plan_there_is_nothing_to_fill_in(start, empty_path, form):
    application = start(empty_path)
    application.window.go_to(Place("exchange"))
    page = application.window.page
    assert not page.home.refill.choose.isEnabled()
    assert page.home.refill.choose.toolTip()
    page.filling.take_file(form)
    assert page.home.isVisible()
    assert application.window.status.message == "还没有规划，没有数可填。"


def test_the_near_name_in_sight_is_the_one_of_the_form(view):
    assert remark(view, RemarkKind.PROPOSAL, 6).proposal.name == NEAR
