"""A table of units in the preview: what its columns count, its sums, what holds for the file."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from db import queries
from db.exchange.corrections import LIST, UNITS
from db.exchange.differences import Verdict
from db.exchange.options import FigureNature
from db.model.words import EntryState
from desktop.exchange.remarks import RemarkKind
from desktop.exchange.verdicts import spot_of
from desktop.page import Place
from tests.db.stories import indicator_named
from tests.db.unit_stories import CHILDREN, CLASSES, RATE, a_county, a_table, taken_in, written
from tests.looks.cut import cut_off

FIRST, SECOND = "清河县第一幼儿园", "清河县第二幼儿园"
YEARBOOK = "《2023年统计年鉴》第12页"


@pytest.fixture
def county_path(tmp_path):
    with a_county(tmp_path) as book:
        return book.path


@pytest.fixture
def application(start, county_path):
    application = start(county_path)
    application.window.resize(1366, 768)
    application.window.go_to(Place("exchange"))
    return application


@pytest.fixture
def show(page, done):
    def take(path):
        page.take_in(path)
        done()
        return page.preview

    return take


def words(preview, kind=RemarkKind.WORDS):
    return [one.text for one in preview.remarks.remarks.remarks if one.kind is kind]


def choose(choice, key):
    """Choose a word of a drop-down as a person does."""
    choice.setFocus()
    choice.setCurrentIndex(choice.findData(key))
    choice.activated.emit(choice.currentIndex())


def press(menu, start):
    """Press the command of a menu that begins with these words."""
    found = [one for one in menu.actions() if one.text().startswith(start)]
    assert found, [one.text() for one in menu.actions()]
    found[0].trigger()
    menu.close()


def test_the_heads_say_what_is_counted_and_the_pane_what_it_adds_up_to(show, tmp_path):
    preview = show(a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5), ("合计", 363, 12)))
    assert [preview.view.sheet.meaning(column)[0] for column in (1, 2, 3)] == [
        "单位",
        f"{CHILDREN} 2023",
        f"{CLASSES} 2023",
    ]
    assert preview.standing.kind.currentData() == UNITS
    assert preview.standing.period.currentData() == "2023"
    assert preview.view.spot == spot_of("B5")
    assert words(preview) == [
        f"{CHILDREN} 2023 年：2 个单位合计 360，与表中合计差 3",
        f"{CLASSES} 2023 年：2 个单位合计 12，与表中合计一致",
    ]
    assert preview.take_in.accessibleName() == "导入 6 格"


def test_a_new_unit_that_is_none_is_left_out_with_its_figures(show, done, page, tmp_path):
    preview = show(a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5)))
    assert words(preview, RemarkKind.UNIT) == [FIRST, SECOND]
    preview.view.go_to(spot_of("A4"))
    QTest.keyClick(preview.view, Qt.Key.Key_Space)
    ticks = [one.ticked for one in preview.remarks.remarks.remarks if one.kind is RemarkKind.UNIT]
    assert ticks == [True, False]
    assert preview.take_in.accessibleName() == "导入 3 格"
    page.accept()
    done()
    assert [unit.name for unit in page.session.book.read(queries.unit_lines)] == [FIRST]
    assert indicator_named(page.session.book, CHILDREN).actuals["2023"].amount.text == "210"


def test_a_column_of_a_near_name_is_matched_from_its_line(show, done, tmp_path):
    rows = (("2023年",), ("幼儿园名称", "在园幼儿人数"), (FIRST, 210))
    preview = show(written(tmp_path, "人数", *rows))
    assert preview.view.sheet.meaning(2)[0] == "待指明"
    line = next(one for one in preview.remarks.remarks.remarks if one.kind is RemarkKind.PROPOSAL)
    assert line.act == "对应到…"
    press(preview.ask_for_row(line, QPoint(0, 0)), "对应到")
    done()
    assert preview.view.sheet.meaning(2)[0] == f"{CHILDREN} 2023"
    assert preview.take_in.accessibleName() == "导入 2 格"


def test_a_column_the_book_does_not_have_is_taken_in_when_asked_for(show, done, tmp_path):
    rows = (("2023年",), ("幼儿园名称", CHILDREN, "保健医生数"), (FIRST, 210, 2))
    preview = show(written(tmp_path, "人数", *rows))
    assert preview.view.sheet.meaning(3) == ("不导入", "header")
    line = next(one for one in preview.remarks.remarks.remarks if one.kind is RemarkKind.COLUMN)
    assert (line.text, line.act) == ("保健医生数", "收下…")
    press(preview.ask_for_row(line, QPoint(0, 0)), "作为新的数据项")
    done()
    assert preview.preview.count(Verdict.NEW) == 3
    assert preview.view.sheet.meaning(3)[0] == "保健医生数 2023"


def test_a_table_without_a_year_is_given_one(show, done, tmp_path):
    preview = show(
        written(tmp_path, "各园情况", ("各园情况",), ("幼儿园名称", CHILDREN), (FIRST, 210))
    )
    assert preview.preview.count(Verdict.REJECTED) == 1
    assert preview.standing.period.currentText() == "选时期"
    choose(preview.standing.period, "2022")
    done()
    assert preview.preview.count(Verdict.REJECTED) == 0
    assert preview.view.sheet.meaning(2)[0] == f"{CHILDREN} 2022"


def test_what_would_leave_no_list_is_not_done(show, done, tmp_path):
    preview = show(a_table(tmp_path, (FIRST, 210, 7)))
    choose(preview.standing.kind, LIST)
    done()
    assert preview.preview.items
    assert preview.standing.kind.currentData() == UNITS


def test_final_figures_show_what_they_change_of_the_early_ones(
    show, done, page, application, tmp_path
):
    rows = ("指标名称", "单位", "2023年实际")
    preview = show(written(tmp_path, "2023年快报", rows, (RATE, "%", 89.2)))
    assert preview.standing.nature.currentData() == FigureNature.PROVISIONAL
    page.accept()
    done()
    preview = show(written(tmp_path, "2023年完成情况", rows, (RATE, "%", 89.4)))
    choose(preview.standing.nature, FigureNature.FINAL.value)
    done()
    assert words(preview, RemarkKind.CHANGED) == ["快报 89.2 → 正式 89.4（+0.2）"]
    page.accept()
    done()
    held = indicator_named(application.session.book, RATE).actuals["2023"]
    assert (held.amount.text, held.provisional) == ("89.4", False)


def test_past_years_are_taken_in_as_approved_with_their_source(show, done, page, tmp_path):
    rows = ("指标名称", "单位", "2022年实际")
    preview = show(written(tmp_path, "历史", rows, (RATE, "%", 87.4)))
    assert not preview.standing.source.isVisible()
    choose(preview.standing.standing, "approved")
    done()
    preview.standing.source.setFocus()
    preview.standing.source.setText(YEARBOOK)
    QTest.keyClick(preview.standing.source, Qt.Key.Key_Return)
    done()
    page.accept()
    done()
    held = indicator_named(page.session.book, RATE).actuals["2022"]
    assert held.state is EntryState.APPROVED
    came_from = page.session.read(queries.figure_source, held.id)
    assert came_from.name == f"历史.xlsx，{YEARBOOK}"


def test_a_change_of_an_approved_figure_says_that_it_is_reviewed_anew(show, done, page, tmp_path):
    rows = ("指标名称", "单位", "2023年实际")
    preview = show(written(tmp_path, "年鉴", rows, (RATE, "%", 87.4)))
    choose(preview.standing.standing, "approved")
    done()
    page.accept()
    done()
    preview = show(written(tmp_path, "完成", rows, (RATE, "%", 88)))
    (line,) = [one for one in preview.remarks.remarks.remarks if one.ticked is not None]
    assert (line.text, line.ticked) == ("87.4 → 88（+0.6）", True)
    assert "须重新审核" in line.detail
    page.accept()
    done()
    actual = indicator_named(page.session.book, RATE).actuals["2023"]
    assert (actual.amount.text, actual.state) == ("88", EntryState.DRAFT)


def test_all_final_figures_of_a_file_give_way_to_early_ones_with_one_tick(
    show, done, page, tmp_path
):
    rows = (("指标名称", "单位", "2022年实际", "2023年实际"), (RATE, "%", 86, 87))
    preview = show(written(tmp_path, "年鉴", *rows))
    page.accept()
    done()
    rows = (rows[0], (RATE, "%", 86.5, 87.5))
    preview = show(written(tmp_path, "快报", *rows))
    line = next(one for one in preview.remarks.remarks.remarks if one.kind is RemarkKind.ROW)
    assert (line.text, line.ticked) == ("正式数，2 格", False)
    preview.remarks.tick_requested.emit(line)
    assert preview.take_in.accessibleName() == "导入 2 格"
    preview.remarks.tick_requested.emit(line)
    assert not preview.take_in.isEnabled()
    preview.remarks.tick_requested.emit(line)
    page.accept()
    done()
    held = indicator_named(page.session.book, RATE).actuals
    assert [held[year].amount.text for year in ("2022", "2023")] == ["86.5", "87.5"]


def test_computed_cells_are_passed_over_and_say_so(show, page, tmp_path):
    taken_in(page.session.book, a_table(tmp_path, (FIRST, 210, 7)))
    preview = show(
        written(tmp_path, "完成", ("指标名称", "单位", "2023年实际"), (CHILDREN, "人", 365))
    )
    assert {chip.key: chip.rows for chip in preview.chips._chips}[Verdict.COMPUTED] == 1
    assert "1 个单位合计" in preview.view.sheet.spoken(spot_of("C2"))


def test_the_menu_of_a_column_offers_every_row_of_the_plan(show, tmp_path):
    preview = show(a_table(tmp_path, (FIRST, 210, 7)))
    menu = preview.correcting.ask_for_meaning(2, QPoint(0, 0))
    said = [action.text() for action in menu.actions()]
    assert said[:3] == ["单位", f"对应到“{CHILDREN}（人）”", "作为新的数据项收下"]
    (others,) = [one for one in menu.findChildren(QMenu) if one.title() == "其他数据项"]
    assert {one.text() for one in others.actions()} == {f"{CLASSES}（个）", f"{RATE}（%）"}
    menu.close()


def test_enter_keeps_a_column_that_nothing_in_the_book_is_like(show, tmp_path):
    preview = show(
        written(tmp_path, "表", ("2023年",), ("幼儿园", CHILDREN, "医生数"), (FIRST, 210, 2))
    )
    menu = preview.correcting.ask_for_meaning(3, QPoint(0, 0))
    assert menu.activeAction().text() == "作为新的数据项收下"
    menu.close()


@pytest.mark.parametrize("size", [(1366, 768), (1280, 696)])
def test_nothing_is_cut_off_with_every_choice_in_view(show, done, application, tmp_path, size):
    application.window.resize(*size)
    preview = show(a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5), ("合计", 363, 12)))
    choose(preview.standing.standing, "approved")
    done()
    assert preview.standing.source.isVisible()
    assert cut_off(preview) == []
