"""A superior's form with its indicators across, through the page: told, placed, filled, known."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from db.exchange.xlsx import read_workbook
from desktop.exchange.fates import Sort
from desktop.page import Place
from tests.db.exchange.test_filling_across import FIRST, SECOND, a_form
from tests.db.unit_stories import CHILDREN, a_county, a_table, taken_in


@pytest.fixture
def page(start, tmp_path):
    with a_county(tmp_path) as book:
        path = book.path
        taken_in(book, a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5)))
    application = start(path)
    application.window.resize(1366, 768)
    application.window.go_to(Place("exchange"))
    return application.window.page


@pytest.fixture
def done(page, qtbot):
    return lambda: qtbot.waitUntil(lambda: page.filling._task is None)


def take(page, done, path):
    page.filling.take_file(
        a_form(
            path,
            ["序号", "幼儿园名称", CHILDREN, "开设班数", "生均用地（㎡）"],
            [1, FIRST],
            [2, "第二幼儿园"],
            [3, "阳光幼儿园"],
            ["合计"],
            merges=((5, 0, 5, 1),),
            title="幼儿园基本情况表",
        )
    )
    done()
    return page.filling.view


def press(menu, words):
    """Press the entry of a menu, or of one that it opens, which has these words."""
    entries = list(menu.actions())
    entries += [one for more in entries if more.menu() for one in more.menu().actions()]
    next(one for one in entries if words in one.text()).trigger()
    menu.close()


def shown(view):
    return {remark.text: remark for remark in view.remarks.remarks.remarks}


def test_the_year_a_column_and_a_row_are_told_once(page, done, tmp_path):
    view = take(page, done, tmp_path / "各园.xlsx")
    assert view.view.spot.row == 4, "the row that waits for a person"
    assert "没有写明是哪一年的数" in shown(view)["“在园幼儿数”"].detail
    view.table.period_chosen.emit("2023")
    done()
    assert (view.table.period.currentText(), view.write.accessibleName()) == (
        "2023 年",
        "写入 2 格，另存为",
    )
    view.remarks.choice_requested.emit(shown(view)["“开设班数”一列"], QPoint(9, 9))
    menu = view.view.findChild(QMenu, "meaning_menu")
    assert "作为新的数据项收下" not in [one.text() for one in menu.actions()]
    press(menu, "班数（个）")
    done()
    row = shown(view)["第 4 行“第二幼儿园”"].proposal
    press(view.ask_for_row(row, QPoint(9, 9)), SECOND)
    done()
    assert view.view.sheet.meaning(4)[0] == "班数 2023"
    page.filling.write_to(tmp_path / "填好.xlsx")
    done()
    (sheet,) = read_workbook(tmp_path / "填好.xlsx").sheets
    cells = {cell.address: cell.text for cell in sheet.cells()}
    assert [cells.get(one) for one in ("C3", "D4", "C6", "D6", "C5")] == [
        "210",
        "5",
        "360",
        "12",
        None,
    ]
    again = take(page, done, tmp_path / "明年的表.xlsx")
    assert again.seen.counts[Sort.WAITING] == 0
    assert again.view.sheet.meaning(4)[0] == "班数"


def test_a_row_of_a_unit_may_be_any_unit_or_the_county(page, done, tmp_path):
    view = take(page, done, tmp_path / "各园.xlsx")
    menu = view.ask_for_row(shown(view)["第 5 行“阳光幼儿园”"].proposal, QPoint(9, 9))
    assert [one.text() for one in menu.actions()] == [
        "对应到“全县”",
        "对应到其他单位…",
        "不是台账里的",
    ]
    menu.close()
    dialog = view.search_row(shown(view)["第 5 行“阳光幼儿园”"].proposal)
    assert {row.name for row in dialog.finder._rows} >= {"全县", FIRST, SECOND}
    dialog.reject()
