"""Forms that say little by themselves: read as a person says, filled, and known the next time."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from db.exchange.xlsx import read_workbook
from db.operations.recording import Entry
from desktop.exchange.fates import Sort
from desktop.exchange.filling_model import FillSheetModel, FillShown
from desktop.exchange.remarks import RemarkKind
from desktop.exchange.verdicts import spot_of
from tests.desktop.exchange.forms import COVERAGE, NURSERY, write_form, write_unclear

PRESCHOOL, BALANCED = "pjpp_self_assessment_wps.xlsx", "yyjh_county_declaration_wps.xlsx"


def show_header(view, done, first, last):
    """Say in which rows the header stands."""
    dialog = view.correcting.ask_for_header()
    dialog.first.setCurrentIndex(dialog.first.findData(str(first)))
    dialog.last.setCurrentIndex(dialog.last.findData(str(last)))
    QTest.keyClick(dialog.take, Qt.Key.Key_Space)
    done()


def give_meaning(view, done, column, *words):
    """Say by the menu over a column what it is: a word, perhaps a year below it."""
    menu = view.correcting.ask_for_meaning(column, QPoint(10, 10))
    opened = menu
    for word in words[:-1]:
        action = next(one for one in menu.actions() if one.text() == word)
        menu = next(one for one in menu.findChildren(QMenu) if one.menuAction() is action)
    next(one for one in menu.actions() if one.text() == words[-1]).trigger()
    opened.close()
    done()


def words_of(path, sheet=0):
    return {cell.address: cell.text for cell in read_workbook(path).sheets[sheet].cells()}


def record(application, name, period, words):
    line = next(line for line in application.session.indicators if line.name == name)
    application.session.record([Entry(line.id, period, words)])


def remark(view, kind, name):
    lines = view.remarks.remarks.remarks
    return next(one for one in lines if one.kind is kind and f"“{name}”" in one.text)


def test_a_form_that_says_nothing_is_read_as_a_person_says(application, page, done, tmp_path):
    page.filling.take_file(write_unclear(tmp_path / "附表.xlsx"))
    done()
    view = page.filling.view
    assert view.isVisible()
    assert "没有认出要填的表" in application.window.strip.sentence
    assert not view.write.isEnabled()
    assert view.remarks.remarks.remarks[0].text.startswith("没有认出要填的表")
    show_header(view, done, 2, 2)
    give_meaning(view, done, 1, "指标")
    give_meaning(view, done, 2, "实际…", "2021 年")
    assert view.view.sheet.meaning(2)[0] == "实际 2021"
    assert view.write.accessibleName() == "写入 2 格，另存为"
    assert application.window.strip.isHidden(), "it was recognised now"
    target = tmp_path / "填好.xlsx"
    page.filling.write_to(target)
    done()
    assert (words_of(target)["B3"], words_of(target)["B4"]) == ("93", "88")
    assert application.session.undo_label == "记住“附表.xlsx”怎样填"
    # The next form of that shape is read so by itself.
    record(application, NURSERY, "2021", "93.3")
    page.filling.take_file(write_unclear(tmp_path / "又一份.xlsx"))
    done()
    assert view.view.sheet.look(spot_of("B3")).new == "93.3"


def test_the_year_of_a_column_is_corrected(page, done, tmp_path):
    page.filling.take_file(write_form(tmp_path / "监测表.xlsx", year=2022))
    done()
    view = page.filling.view
    assert view.view.sheet.meaning(5)[0] == "实际 2021"
    give_meaning(view, done, 5, "不填")
    assert view.view.sheet.meaning(5)[0] == "不填"
    give_meaning(view, done, 6, "实际…", "2021 年")
    assert view.view.sheet.look(spot_of("F5")).new == "93.0"
    assert view.view.sheet.correction_words(6)


def drop(window, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
    return window.findChildren(QMenu, "word_menu")[-1]


def test_a_dropped_workbook_is_taken_in_or_filled_as_is_wished(application, page, done, tmp_path):
    form = write_form(tmp_path / "监测表.xlsx")
    menu = drop(application.window, form)
    assert len(menu.actions()) == 2
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    done()
    assert page.filling.view.isVisible()
    page.filling.give_up()
    QTest.keyClick(drop(application.window, form), Qt.Key.Key_Return)
    done()
    assert page.preview.isVisible()


def test_the_model_of_the_sheet_is_sound(page, done, tmp_path, qtmodeltester):
    page.filling.take_file(write_form(tmp_path / "监测表.xlsx"))
    done()
    shown = page.filling.view.view.sheet.shown
    assert isinstance(shown, FillShown)
    model = FillSheetModel()
    model.show_sheet(shown)
    qtmodeltester.check(model)


def test_the_preschool_form_is_recognised_by_itself(application, done, shared, tmp_path):
    page, form = application.window.page, shared / "workbooks" / PRESCHOOL
    record(application, COVERAGE, "2024", "90.12")
    page.filling.take_file(form)
    done()
    view, target = page.filling.view, tmp_path / "填好.xlsx"
    assert [view.view.sheet.meaning(column)[0] for column in (2, 5)] == ["指标", "实际 2024"]
    assert view.view.sheet.look(spot_of("E3")).new == "90.12"
    lines = view.remarks.remarks.remarks
    assert any("“自评说明”没有写明哪一年，按 2024 年填" in one.text for one in lines)
    page.filling.write_to(target)
    done()
    assert words_of(target)["E3"] == "90.12"


def test_the_preschool_form_is_filled_and_the_rest_stays_as_it_is(
    application, done, shared, tmp_path
):
    page, form = application.window.page, shared / "workbooks" / PRESCHOOL
    record(application, COVERAGE, "2024", "90.12")
    record(application, "公办在园幼儿占比", "2024", "54.7")
    page.filling.take_file(form)
    done()
    view = page.filling.view
    show_header(view, done, 1, 1)
    give_meaning(view, done, 2, "指标")
    give_meaning(view, done, 6, "实际…", "2024 年")
    assert view.view.sheet.look(spot_of("F3")).new == "90.12"
    near = remark(view, RemarkKind.PROPOSAL, "公办园在园幼儿占比")
    menu = view.ask_for_row(near.proposal, QPoint(10, 10))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    done()
    assert view.write.accessibleName() == "写入 2 格，另存为"
    target = tmp_path / "填好.xlsx"
    page.filling.write_to(target)
    done()
    before, after = words_of(form), words_of(target)
    written = {place: text for place, text in after.items() if before.get(place) != text}
    assert written == {"F3": "90.12", "F4": "54.7"}
    page.filling.take_file(form)
    done()
    assert view.write.accessibleName() == "写入 2 格，另存为"
    assert remark(view, RemarkKind.DECIDED, "公办园在园幼儿占比")


def test_sentences_with_blanks_in_the_balanced_form_are_never_written_over(
    application, done, shared
):
    page = application.window.page
    record(application, "九年义务教育巩固率", "2024", "98.1")
    page.filling.take_file(shared / "workbooks" / BALANCED)
    done()
    view = page.filling.view
    assert view.sheets.count() == 9
    view.sheets.setCurrentIndex(view.sheets.findData("表5"))
    view.sheets.chosen.emit("表5")
    show_header(view, done, 2, 2)
    give_meaning(view, done, 1, "指标")
    give_meaning(view, done, 2, "实际…", "2024 年")
    question = view.seen.question("表5", 4)
    dialog = view.search_row(question)
    dialog.finder.words.setText("九年 巩固率")
    QTest.keyClick(dialog.finder.words, Qt.Key.Key_Return)
    done()
    assert view.view.sheet.fill(spot_of("B4")).sort is Sort.REFUSED
    assert not view.write.isEnabled()
