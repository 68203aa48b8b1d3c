"""What is selected by Shift and the mouse is filled from where it began, and seen while typed."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest

FIRST, SECOND, THIRD = "公办园在园幼儿占比", "普惠性幼儿园覆盖率", "省、市级优质幼儿园占比"
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def cursor(hands):
    hands.go(FIRST, "2022")


def here(hands):
    return hands.table.current_row.name, hands.table.current_column.name


def middle(hands, name, period):
    return hands.table.visualRect(hands.table.lines.index(*hands.place(name, period))).center()


def drag(hands, first, last):
    """Press the mouse on one cell, let it go on another."""
    ground = hands.table.viewport()
    start, end = middle(hands, *first), middle(hands, *last)
    QTest.mousePress(ground, LEFT, Qt.KeyboardModifier.NoModifier, start)
    for place in (start + (end - start) / 2, end):
        over = QPointF(ground.mapToGlobal(place))
        none = Qt.MouseButton.NoButton
        moved = QEvent.Type.MouseMove, QPointF(place), over, none, LEFT
        QCoreApplication.sendEvent(ground, QMouseEvent(*moved, Qt.KeyboardModifier.NoModifier))
    QTest.mouseRelease(ground, LEFT, Qt.KeyboardModifier.NoModifier, end)


def names(hands):
    rows, places = hands.table.lines.rows, hands.table.chosen_places()
    return list(dict.fromkeys(rows[row].name for row, _ in places))


def fill(hands):
    for words in ("50", "85", "90"):
        hands.type(words)
        hands.press(Qt.Key.Key_Return)
    return [hands.words(name, "2022") for name in (FIRST, SECOND, THIRD)]


def test_what_shift_selects_downwards_is_typed_from_its_first_cell(hands):
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Down, modifiers=SHIFT)
    assert here(hands) == (FIRST, "2022")
    assert fill(hands) == ["50", "85", "90"]


def test_what_the_mouse_selects_is_typed_from_where_it_was_pressed(hands):
    drag(hands, (FIRST, "2022"), (THIRD, "2022"))
    assert here(hands) == (FIRST, "2022")
    assert fill(hands) == ["50", "85", "90"]


def test_shift_goes_on_from_where_the_mouse_let_go(hands):
    drag(hands, (FIRST, "2022"), (SECOND, "2023"))
    hands.press(Qt.Key.Key_Down, modifiers=SHIFT)
    assert names(hands) == [FIRST, SECOND, THIRD]
    hands.press(Qt.Key.Key_Up, Qt.Key.Key_Up, modifiers=SHIFT)
    assert names(hands) == [FIRST]


def test_a_click_with_shift_selects_from_the_cursor_which_stays(hands):
    QTest.mouseClick(hands.table.viewport(), LEFT, SHIFT, middle(hands, THIRD, "2023"))
    assert (names(hands), here(hands)) == ([FIRST, SECOND, THIRD], (FIRST, "2022"))
    hands.press(Qt.Key.Key_Down)
    assert (names(hands), here(hands)) == ([SECOND], (SECOND, "2022"))


def test_a_click_with_shift_on_a_name_selects_up_to_that_row(hands):
    names_view = hands.table._frozen
    row = hands.place(THIRD, "2022")[0]
    place = names_view.visualRect(hands.table.lines.index(row, 0)).center()
    QTest.mouseClick(names_view.viewport(), LEFT, SHIFT, place)
    assert (names(hands), here(hands)) == ([FIRST, SECOND, THIRD], (FIRST, "2022"))
    assert {column for _, column in hands.table.chosen_places()} == set(
        range(hands.place(FIRST, "2022")[1] + 1)
    )


def test_whole_rows_and_columns_are_stretched_whole(hands):
    lines = hands.table.lines
    hands.press(Qt.Key.Key_Space, modifiers=SHIFT)
    hands.press(Qt.Key.Key_Down, modifiers=SHIFT)
    assert names(hands) == [FIRST, SECOND]
    assert len(hands.table.chosen_places()) == 2 * len(lines.columns)
    hands.go(FIRST, "2022")
    hands.press(Qt.Key.Key_Space, modifiers=CTRL)
    hands.press(Qt.Key.Key_Right, modifiers=SHIFT)
    assert len({column for _, column in hands.table.chosen_places()}) == 2
    assert len(names(hands)) == len(hands.page.content.lines)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Down, modifiers=SHIFT)
    assert names(hands) == [SECOND, THIRD]


def test_alt_and_a_page_key_go_a_screen_across(hands):
    hands.press(Qt.Key.Key_PageDown, modifiers=ALT)
    assert here(hands) == (FIRST, hands.table.lines.columns[-1].name)
    hands.press(Qt.Key.Key_PageUp, modifiers=ALT)
    assert here(hands)[0] == FIRST
    assert hands.table.currentIndex().column() == hands.table._frozen_columns


def test_a_click_on_a_head_sorts_and_leaves_the_cursor_on_its_row(hands):
    header = hands.table.horizontalHeader()
    column = hands.place(FIRST, "2023")[1]
    across = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    place = QPoint(across, header.height() - 6)
    for _ in range(3):
        QTest.mouseClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
        assert (names(hands), here(hands)) == ([FIRST], (FIRST, "2022"))


def test_what_is_typed_into_a_cell_out_of_sight_is_brought_in_sight(hands):
    table, cell = hands.table, hands.table.currentIndex()
    for act in (lambda: hands.type("5"), lambda: hands.press(Qt.Key.Key_F2)):
        table.verticalScrollBar().setValue(0)
        assert not table.viewport().rect().contains(table.visualRect(cell))
        act()
        assert table.viewport().rect().contains(table.visualRect(cell))
        hands.press(Qt.Key.Key_Escape)
    table.verticalScrollBar().setValue(0)
    hands.press(Qt.Key.Key_Backspace, modifiers=CTRL)
    assert table.viewport().rect().contains(table.visualRect(cell))


def test_up_and_down_stay_in_words_that_f2_opened(hands):
    hands.type("12")
    hands.press(Qt.Key.Key_Return)
    hands.go(FIRST, "2022")
    hands.press(Qt.Key.Key_F2, Qt.Key.Key_Up)
    hands.type("3")
    hands.press(Qt.Key.Key_Down)
    hands.type("4")
    hands.press(Qt.Key.Key_Return)
    assert hands.words(FIRST, "2022") == "3124"


def test_ctrl_and_shift_with_an_arrow_take_in_what_is_typed_and_go_on(hands):
    hands.type("12")
    hands.press(Qt.Key.Key_Down, modifiers=SHIFT)
    assert (hands.words(FIRST, "2022"), names(hands)) == ("12", [FIRST, SECOND])
    hands.go(FIRST, "2022")
    hands.type("13")
    hands.press(Qt.Key.Key_Down, modifiers=CTRL)
    assert hands.words(FIRST, "2022") == "13"
    assert hands.table.currentIndex().row() == len(hands.table.lines.rows) - 1


def test_ctrl_enter_stays_where_nothing_is_typed(hands):
    hands.press(Qt.Key.Key_Return, modifiers=CTRL)
    assert here(hands) == (FIRST, "2022")


def test_ctrl_and_the_apostrophe_take_the_cell_above(hands):
    hands.type("12")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Apostrophe, modifiers=CTRL)
    assert hands.words(SECOND, "2022") == "12"


def test_what_was_pasted_is_selected_and_the_cursor_on_its_first_cell(hands):
    hands.paste("50\t51\n85\t86\n")
    hands.press(Qt.Key.Key_Return)
    assert names(hands) == [FIRST, SECOND]
    assert {hands.table.lines.columns[at].name for _, at in hands.table.chosen_places()} >= {
        "2022",
        "2023",
    }
    assert here(hands) == (FIRST, "2022")
    hands.press(Qt.Key.Key_Delete)
    assert hands.words(SECOND, "2023") is None


def test_a_block_held_from_a_column_that_makes_room_leaves_the_cursor_on_its_row(hands):
    columns = hands.table.lines.columns
    target = next(at for at, column in enumerate(columns) if column.key == "target 2023")
    hands.table.setCurrentIndex(hands.table.lines.index(hands.place(FIRST, "2022")[0], target))
    hands.paste("50\n85\n")
    assert hands.table.current_row.name == FIRST
    hands.press(Qt.Key.Key_Escape)
    assert hands.table.current_row.name == FIRST
