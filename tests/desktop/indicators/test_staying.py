"""The table stays as it is under the hands: sorted, filtered, in the column that is typed into."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from db import queries
from db.book import PlanBook
from db.model.words import RowKind
from db.operations.recording import Entry
from db.operations.reviewing import EntryRef
from desktop.columns import Heading
from desktop.indicators.beside import USUAL, Kind
from desktop.indicators.filters import Filter, Wanted
from desktop.page import Place

FIRST, SECOND, THIRD = "公办园在园幼儿占比", "普惠性幼儿园覆盖率", "省、市级优质幼儿园占比"


def names(table):
    return [row.name for row in table.lines.rows if not isinstance(row, Heading)]


def record(hands, **figures):
    session = hands.application.session
    session.record([Entry(hands.line(name).id, "2022", words) for name, words in figures.items()])


def sort_by(hands, period):
    column = next(one for one in hands.table.lines.columns if one.name == period)
    hands.table.sort_requested.emit(column)


@pytest.fixture
def sorted_hands(hands):
    """Three rates, sorted from the lowest to the highest."""
    record(hands, **{FIRST: "40", SECOND: "50", THIRD: "60"})
    sort_by(hands, "2022")
    assert names(hands.table)[:3] == [FIRST, SECOND, THIRD]
    return hands


def test_a_row_stays_where_it_was_sorted_while_figures_are_typed(sorted_hands):
    hands = sorted_hands
    hands.go(FIRST, "2022")
    hands.type("99")
    hands.press(Qt.Key.Key_Return)
    hands.page.refresh()
    assert names(hands.table)[:3] == [FIRST, SECOND, THIRD]
    assert hands.table.current_row.name == SECOND
    hands.application.session.undo()
    assert names(hands.table)[:3] == [FIRST, SECOND, THIRD]
    hands.application.session.redo()
    for _ in range(3):  # Downwards, not at all, upwards again: as the figures are by now.
        sort_by(hands, "2022")
    assert names(hands.table)[:3] == [SECOND, THIRD, FIRST]


def test_a_filter_is_asked_anew_of_another_period(hands):
    record(hands, **{SECOND: "50"})
    hands.page.tools.choose(Wanted(Filter.MISSING))
    assert SECOND not in names(hands.table)
    hands.page.session.choose_period("2021")
    assert SECOND in names(hands.table)
    hands.page.session.choose_period("2022")
    assert SECOND not in names(hands.table)
    hands.go(THIRD, "2022")
    hands.type("60")
    hands.press(Qt.Key.Key_Return)
    hands.page.refresh()
    assert THIRD in names(hands.table), "it does not vanish under the hands"


def test_the_cursor_stays_in_its_column_when_a_filter_takes_its_row(hands):
    record(hands, **{SECOND: "50"})
    hands.go(SECOND, "2022")
    hands.page.tools.choose(Wanted(Filter.MISSING))
    assert hands.page.cell_in_hand() == (hands.line(THIRD), "2022"), "the next one below"
    hands.page.tools.search.setText("没有这样的指标")
    hands.page.tools.choose(Wanted())
    assert hands.page.cell_in_hand() == (hands.line(SECOND), "2022"), "all are there again"


def test_the_cursor_goes_along_from_the_period_that_was_filled(hands):
    hands.go(FIRST, "2022")
    hands.page.session.choose_period("2023")
    assert hands.page.cell_in_hand() == (hands.line(FIRST), "2023")
    hands.go(FIRST, "2021")
    hands.page.session.choose_period("2022")
    assert hands.page.cell_in_hand() == (hands.line(FIRST), "2021"), "it was put there"


def test_another_plan_is_entered_where_it_was_left(start, tmp_path):
    path = tmp_path / "两份规划.planbook"
    with PlanBook.create(path) as book:
        for sample in ("rizhao", "litong"):
            book.planning.load_sample(sample)
    application = start(path)
    application.window.go_to(Place("indicators"))
    page, session = application.window.page, application.session
    first, second = (plan.id for plan in session.plans)
    session.choose_plan(first)
    left = page.content.lines[5]
    page.table.go_to(left.id, "2022")
    session.choose_plan(second)
    assert page.cell_in_hand()[1] == session.period, "in the first gap"
    session.choose_plan(first)
    assert page.cell_in_hand()[0].id == left.id
    assert page.cell_in_hand()[1] == "2022"


def test_what_is_taken_back_is_gone_to(hands):
    hands.go(SECOND, "2022")
    hands.type("50")
    hands.press(Qt.Key.Key_Return)
    hands.go(FIRST, "2021")
    hands.application.session.undo()
    assert hands.page.cell_in_hand() == (hands.line(SECOND), "2022")
    hands.application.session.redo()
    hands.type("51")
    hands.press(Qt.Key.Key_Return)
    hands.go(FIRST, "2021")
    hands.application.session.undo()
    assert hands.page.cell_in_hand() == (hands.line(SECOND), "2022")
    assert hands.words(SECOND, "2022") == "50"


def test_what_is_taken_back_is_brought_in_sight_under_the_cursor_too(hands):
    last = names(hands.table)[-1]
    hands.go(last, "2022")
    hands.page.session.record([Entry(hands.line(last).id, "2022", "5")])
    hands.table.verticalScrollBar().setValue(0)
    hands.application.session.undo()
    assert (
        hands.table.viewport().rect().contains(hands.table.visualRect(hands.table.currentIndex()))
    )


def test_a_block_that_is_taken_back_stays_selected(hands):
    hands.choose((FIRST, "2021"), (THIRD, "2022"))
    hands.page.entry.fill("50")
    hands.application.session.undo()
    assert len(hands.table.chosen_places()) == 3 * len({"2021", "2022"})
    hands.go(FIRST, "2023")
    hands.application.session.redo()
    assert hands.page.cell_in_hand() == (hands.line(FIRST), "2021"), "where the block begins"


def test_a_unit_s_figure_moves_nobody_who_looks_at_the_county(hands):
    session = hands.application.session
    unit = session.read(queries.unit_lines)[0]
    session.record([Entry(hands.line(SECOND).id, "2022", "50", unit=unit.id)])
    hands.go(FIRST, "2021")
    session.undo()
    assert hands.page.cell_in_hand() == (hands.line(FIRST), "2021")


@pytest.mark.parametrize("words", ["78", "见附表"])
def test_what_is_typed_stays_while_the_window_and_the_columns_change(hands, words):
    hands.go(SECOND, "2022")
    hands.type("7")
    editor = hands.table.editor
    editor.setText(words)
    editor.setCursorPosition(1)
    if words != "78":
        hands.press(Qt.Key.Key_Return)
        assert editor.refused
    before = editor.refused, editor.cursorPosition(), editor.held
    hands.page.tools.kinds_chosen.emit(frozenset(Kind))
    sort_by(hands, "2021")
    hands.page.tools.kinds_chosen.emit(USUAL)
    assert (editor.text(), editor.waiting) == (words, False)
    assert (editor.refused, editor.cursorPosition(), editor.held) == before
    assert hands.table.values.open_index == hands.table.currentIndex()
    assert hands.page.cell_in_hand() == (hands.line(SECOND), "2022")
    hands.press(Qt.Key.Key_Escape)
    hands.type("79")
    hands.press(Qt.Key.Key_Return)
    assert hands.words(SECOND, "2022") == "79"


def test_who_clicks_a_filter_types_on_in_the_table(hands, page):
    hands.go("公办园在园幼儿占比", "2022")
    focus = QApplication.focusWidget()
    missing = next(
        chip for chip in page.chips.findChildren(QPushButton) if chip.text().startswith("缺数")
    )
    QTest.mouseClick(missing, Qt.MouseButton.LeftButton)
    assert page.chips.key == Filter.MISSING
    assert QApplication.focusWidget() is focus
    hands.type("45")
    hands.press(Qt.Key.Key_Return)
    assert hands.words(FIRST, "2022") == "45"


def search(hands, words):
    hands.page.tools.search.setText(words)


def test_the_cursor_comes_back_to_its_row_when_a_search_is_cleared(hands):
    last = hands.page.content.in_order()[-1].name
    hands.go(last, "2023")
    search(hands, "普惠")
    assert hands.table.current_row.name != last
    search(hands, "普惠性")
    search(hands, "没有这样的名称")
    search(hands, "")
    assert (hands.table.current_row.name, hands.table.current_column.name) == (last, "2023")
    assert (
        hands.table.viewport().rect().contains(hands.table.visualRect(hands.table.currentIndex()))
    )


def test_the_cursor_stays_where_it_was_moved_in_the_rows_that_were_found(hands):
    hands.go(FIRST, "2022")
    search(hands, "幼儿园")
    hands.table.setFocus()
    hands.press(Qt.Key.Key_Down)
    chosen = hands.table.current_row.name
    search(hands, "")
    assert hands.table.current_row.name == chosen != FIRST


def test_the_cursor_stays_on_a_row_that_was_clicked_or_filled_where_it_was_put(hands):
    for work_on_it in (
        lambda: QTest.mouseClick(
            hands.table.viewport(),
            Qt.MouseButton.LeftButton,
            pos=hands.table.visualRect(hands.table.currentIndex()).center(),
        ),
        lambda: record(hands, **{THIRD: "50"}),
        lambda: hands.go(THIRD, "2022"),
    ):
        hands.go(FIRST, "2022")
        search(hands, "优质幼儿园占比")
        assert hands.table.current_row.name == THIRD
        work_on_it()
        search(hands, "")
        assert hands.table.current_row.name == THIRD


def test_what_is_searched_for_is_in_sight_in_a_folded_category_too(hands):
    category = hands.line(SECOND).category
    hands.table.heading_toggled.emit(category)
    assert SECOND not in names(hands.table)
    search(hands, "普惠性")
    assert names(hands.table) == [SECOND]
    hands.table.heading_toggled.emit(category)
    assert names(hands.table) == []
    search(hands, "普惠性幼")
    assert names(hands.table) == [SECOND]
    search(hands, "")
    assert SECOND not in names(hands.table), "folded as it was"


def test_what_is_still_being_filled_has_a_chip_beside_what_was_handed_in(hands, page):
    record(hands, **{FIRST: "40", SECOND: "50"})
    page.refresh()
    assert Filter.DRAFT not in page.chips._buttons, "it would show what 已填 shows"
    session = page.session
    entry = EntryRef(RowKind.ACTUAL, hands.line(FIRST).actuals["2022"].id)
    session.wish(lambda: session.book.reviewing.submit([entry]))
    assert page.chips._buttons[Filter.DRAFT].accessibleName() == "筛选：填报中 1"
    page.tools.choose(Wanted(Filter.DRAFT))
    assert names(hands.table) == [SECOND]
