"""Excel's keys in the table, and an input method's: pressed where the focus is."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from db.operations.recording import Entry
from desktop.columns import Heading
from desktop.delegates.editor import ValueEditor

FIRST, SECOND, THIRD = "公办园在园幼儿占比", "普惠性幼儿园覆盖率", "省、市级优质幼儿园占比"
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def cursor(hands):
    hands.go(FIRST, "2022")


def here(hands):
    row, column = hands.table.current_row, hands.table.current_column
    return getattr(row, "name", row), column.name or column.title


def chosen(hands):
    return [
        (getattr(hands.table.lines.rows[row], "name", ""), hands.table.lines.columns[column].name)
        for row, column in hands.table.chosen_places()
    ]


# -- typing ------------------------------------------------------------------------------------


def test_the_editor_has_the_focus_before_the_first_key_and_keeps_it(hands):
    waiting = QApplication.focusWidget()
    assert isinstance(waiting, ValueEditor)
    assert waiting.waiting
    hands.type("12")
    assert QApplication.focusWidget() is waiting
    assert waiting.text() == "12"
    hands.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is waiting
    assert (waiting.waiting, hands.words(FIRST, "2022")) == (True, "12")
    assert here(hands) == (SECOND, "2022")


def test_the_editor_lies_over_the_cursor_and_says_what_stands_there(hands, qtbot):
    hands.press(Qt.Key.Key_Down)
    editor = hands.table.editor
    cell = hands.table.visualRect(hands.table.currentIndex())
    qtbot.waitUntil(lambda: editor.geometry() == cell)
    assert editor.accessibleName() == "2022 报告期 实际 未填 未填"


def test_pinyin_from_the_first_key(hands):
    focus = QApplication.focusWidget()
    for letters in ("w", "wu", "wucixiang"):
        QCoreApplication.sendEvent(focus, QInputMethodEvent(letters, []))
        assert QApplication.focusWidget() is focus, "the input method is never interrupted"
        assert focus.composing
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Right):
        hands.press(key)
        assert here(hands) == (FIRST, "2022"), "these keys belong to the input method"
        assert hands.table.values.open_editor is focus
    finished = QInputMethodEvent("", [])
    finished.setCommitString("无此项")
    QCoreApplication.sendEvent(focus, finished)
    assert focus.text() == "无此项"
    hands.press(Qt.Key.Key_Return)
    assert hands.words(FIRST, "2022") == "无此项"
    assert here(hands) == (SECOND, "2022")


def test_a_full_width_digit_committed_at_once_is_kept(hands):
    committed = QInputMethodEvent("", [])
    committed.setCommitString("９")
    QCoreApplication.sendEvent(QApplication.focusWidget(), committed)
    hands.press(Qt.Key.Key_Return)
    assert hands.words(FIRST, "2022") == "9"


def test_where_nothing_can_be_typed_no_input_method_begins_and_a_key_says_why(hands):
    hands.press(Qt.Key.Key_Home)
    hands.press(Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert hands.table.current_column.name == ""
    assert not hands.table.editor.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    hands.type("9")
    assert hands.application.window.status.message.startswith("这一列不在这里录入。")


def test_arrows_leave_a_cell_typed_over_and_walk_in_one_opened_by_f2(hands):
    hands.type("12")
    hands.press(Qt.Key.Key_Right)
    assert hands.words(FIRST, "2022") == "12"
    assert here(hands) == (FIRST, "2023")
    hands.go(FIRST, "2022")
    hands.press(Qt.Key.Key_F2, Qt.Key.Key_Left)
    assert here(hands) == (FIRST, "2022")
    hands.type("0")
    hands.press(Qt.Key.Key_Return)
    assert hands.words(FIRST, "2022") == "102"


def test_shift_enter_goes_up_and_tab_tab_enter_begins_the_next_row(hands):
    hands.type("1")
    hands.press(Qt.Key.Key_Tab)
    hands.type("2")
    hands.press(Qt.Key.Key_Return)
    assert here(hands) == (SECOND, "2022"), "as in Excel: below the cell where the row began"
    hands.press(Qt.Key.Key_Return, modifiers=SHIFT)
    assert here(hands) == (FIRST, "2022")


def test_enter_goes_round_what_is_selected(hands):
    hands.choose((FIRST, "2022"), (SECOND, "2023"))
    seen = []
    for _ in range(5):
        seen.append(here(hands))
        hands.press(Qt.Key.Key_Return)
    assert seen == [
        (FIRST, "2022"), (SECOND, "2022"), (FIRST, "2023"), (SECOND, "2023"), (FIRST, "2022")
    ]  # fmt: skip


def test_control_enter_fills_what_is_selected(hands):
    hands.choose((FIRST, "2022"), (SECOND, "2023"))
    hands.type("7")
    hands.press(Qt.Key.Key_Return, modifiers=CTRL)
    cells = [(name, year) for name in (FIRST, SECOND) for year in ("2022", "2023")]
    assert [hands.words(*cell) for cell in cells] == ["7"] * 4
    assert hands.page.session.undo_label == "填入 4 格"


# -- going -------------------------------------------------------------------------------------


def test_control_and_an_arrow_go_to_the_edge_of_the_data(hands):
    lines = [hands.line(name).id for name in (FIRST, SECOND, THIRD)]
    hands.page.session.record([Entry(line, "2022", "5") for line in lines[:2]])
    hands.press(Qt.Key.Key_Down, modifiers=CTRL)
    assert here(hands) == (SECOND, "2022"), "the end of a run"
    hands.press(Qt.Key.Key_Down, modifiers=CTRL)
    assert here(hands)[1] == "2022"
    assert hands.table.currentIndex().row() == len(hands.table.lines.rows) - 1, "nothing below"
    hands.press(Qt.Key.Key_Up, modifiers=CTRL)
    assert here(hands) == (SECOND, "2022"), "the next filled cell"
    hands.press(Qt.Key.Key_Up, modifiers=CTRL)
    assert here(hands) == (FIRST, "2022")


def test_home_and_end_stay_out_of_the_frozen_names(hands):
    hands.press(Qt.Key.Key_End)
    assert hands.table.currentIndex().column() == len(hands.table.lines.columns) - 1
    hands.press(Qt.Key.Key_Home)
    assert here(hands)[0] == FIRST
    assert hands.table.currentIndex().column() == hands.table._frozen_columns
    hands.press(Qt.Key.Key_End, modifiers=CTRL)
    last = hands.table.lines.rows[-1]
    assert here(hands)[0] == last.name
    hands.press(Qt.Key.Key_Home, modifiers=CTRL)
    first = next(row for row in hands.table.lines.rows if not isinstance(row, Heading))
    assert here(hands)[0] == first.name


def test_shift_and_arrows_select_a_block_across_categories(hands):
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Right, modifiers=SHIFT)
    assert {name for name, _ in chosen(hands)} == {FIRST, SECOND}
    rows = hands.table.lines.rows
    heading = next(at for at, row in enumerate(rows) if at and isinstance(row, Heading))
    column = hands.table.currentIndex().column()
    hands.table.setCurrentIndex(hands.table.lines.index(heading - 1, column))
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Down, modifiers=SHIFT)
    assert {at for _, at in hands.table.chosen_places()} == {column}, "no whole heading rows"


def test_control_shift_end_selects_to_the_last_cell(hands):
    hands.press(Qt.Key.Key_End, modifiers=CTRL | SHIFT)
    places = hands.table.chosen_places()
    assert places[0] == hands.place(FIRST, "2022")
    assert places[-1] == (len(hands.table.lines.rows) - 1, len(hands.table.lines.columns) - 1)


def test_control_space_selects_the_column_and_shift_space_the_row(hands):
    hands.press(Qt.Key.Key_Space, modifiers=CTRL)
    lines = hands.page.session.indicators
    assert {year for _, year in chosen(hands)} == {"2022"}
    assert len(chosen(hands)) == len(lines)
    hands.go(FIRST, "2022")
    hands.press(Qt.Key.Key_Space, modifiers=SHIFT)
    assert {name for name, _ in chosen(hands)} == {FIRST}
    assert len(chosen(hands)) == len(hands.table.lines.columns)


# -- filling -----------------------------------------------------------------------------------


def test_fill_down_and_right_take_the_edge_of_the_selection(hands):
    hands.page.session.record([Entry(hands.line(FIRST).id, "2022", "95%以上")])
    hands.choose((FIRST, "2022"), (THIRD, "2022"))
    hands.press(Qt.Key.Key_D, modifiers=CTRL)
    assert [hands.words(name, "2022") for name in (SECOND, THIRD)] == ["95%以上"] * 2
    assert hands.page.session.undo_label == "向下填充 2 格"
    hands.choose((FIRST, "2022"), (SECOND, "2023"))
    hands.press(Qt.Key.Key_R, modifiers=CTRL)
    assert [hands.words(name, "2023") for name in (FIRST, SECOND)] == ["95%以上"] * 2
    assert hands.words(THIRD, "2023") is None


def test_fill_down_on_one_cell_takes_the_cell_above(hands):
    hands.page.session.record([Entry(hands.line(FIRST).id, "2022", "5")])
    hands.go(SECOND, "2022")
    hands.press(Qt.Key.Key_D, modifiers=CTRL)
    assert hands.words(SECOND, "2022") == "5"
    hands.go(SECOND, "2023")
    hands.press(Qt.Key.Key_R, modifiers=CTRL)
    assert hands.words(SECOND, "2023") == "5"


def test_filling_with_the_same_words_leaves_no_step(hands):
    ids = [hands.line(name).id for name in (FIRST, SECOND)]
    hands.page.session.record([Entry(one, "2022", "5") for one in ids])
    before = hands.page.session.undo_label
    hands.choose((FIRST, "2022"), (SECOND, "2022"))
    hands.press(Qt.Key.Key_D, modifiers=CTRL)
    assert hands.page.session.undo_label == before


def test_backspace_empties_the_cell_and_types_on(hands):
    hands.page.session.record([Entry(hands.line(FIRST).id, "2022", "50")])
    hands.press(Qt.Key.Key_Backspace)
    assert (hands.table.editor.waiting, hands.table.editor.text()) == (False, "")
    hands.press(Qt.Key.Key_Escape)
    assert hands.words(FIRST, "2022") == "50"
    hands.press(Qt.Key.Key_Backspace)
    hands.type("7")
    hands.press(Qt.Key.Key_Down)
    assert (hands.words(FIRST, "2022"), here(hands)) == ("7", (SECOND, "2022"))


def test_cutting_copies_and_clears_as_one_step(hands):
    hands.page.session.record([Entry(hands.line(FIRST).id, "2022", "50")])
    hands.press(Qt.Key.Key_X, modifiers=CTRL)
    assert hands.words(FIRST, "2022") is None
    hands.go(SECOND, "2022")
    hands.press(Qt.Key.Key_V, modifiers=CTRL)
    assert hands.words(SECOND, "2022") == "50"
    hands.press(Qt.Key.Key_Z, modifiers=CTRL)
    hands.press(Qt.Key.Key_Z, modifiers=CTRL)
    assert (hands.words(FIRST, "2022"), hands.words(SECOND, "2022")) == ("50", None)


def test_f2_while_typing_lets_the_arrows_walk_in_the_words(hands):
    hands.type("12")
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_Left)
    assert here(hands) == (FIRST, "2022")
    hands.type("3")
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_Right)
    assert (here(hands)[1], hands.words(FIRST, "2022")) == ("2023", "132")


def test_a_copied_cell_is_pasted_into_words_without_the_end_of_its_line(hands):
    QGuiApplication.clipboard().setText("12.5\r\n")
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_V, modifiers=CTRL)
    assert hands.table.values.open_editor.text() == "12.5"
    hands.press(Qt.Key.Key_Return)
    assert hands.words(FIRST, "2022") == "12.5"


def press_menu_key():
    """Press the key that asks for a menu, where the focus is."""
    focus = QApplication.focusWidget()
    place = focus.rect().center()
    reason = QContextMenuEvent.Reason.Keyboard
    QCoreApplication.sendEvent(focus, QContextMenuEvent(reason, place, focus.mapToGlobal(place)))


def paste_by_menu():
    """Choose 粘贴 in the menu of the words that are being typed."""
    press_menu_key()
    menu = QApplication.activePopupWidget()
    menu.findChild(QAction, "edit-paste").trigger()
    menu.close()


@pytest.mark.parametrize("by_menu", [False, True])
@pytest.mark.parametrize("block", ["12.5\t3\r\n", "12.5\r\n3\r\n"])
def test_a_block_is_not_pasted_into_the_words_of_one_cell_and_why_is_said(hands, block, by_menu):
    told = []
    hands.page.notices.told.connect(told.append)
    QGuiApplication.clipboard().setText(block)
    hands.type("7")
    if by_menu:
        paste_by_menu()
    else:
        hands.press(Qt.Key.Key_V, modifiers=CTRL)
    assert told == ["复制的是几格，没有贴进正在键入的一格。先按 Esc 再粘贴整块，或只复制一格。"]
    editor = hands.table.values.open_editor
    assert (editor.text(), editor.refused) == ("7", False), "what was typed stays"
    hands.press(Qt.Key.Key_Escape)
    assert hands.words(FIRST, "2022") is None


def test_at_the_edge_a_cursor_key_lets_the_selection_go(hands):
    hands.press(Qt.Key.Key_Home, modifiers=CTRL)
    hands.press(Qt.Key.Key_Space, modifiers=SHIFT)
    assert len(chosen(hands)) > 1
    hands.press(Qt.Key.Key_Home, modifiers=CTRL)
    assert len(chosen(hands)) == 1


def test_a_page_up_or_down_never_ends_on_a_heading(hands):
    hands.press(Qt.Key.Key_Home, modifiers=CTRL)
    seen = []
    for key in [Qt.Key.Key_PageDown] * 4 + [Qt.Key.Key_PageUp] * 4:
        hands.press(key)
        seen.append(hands.table.current_row)
    assert not any(isinstance(row, Heading) for row in seen)
    assert seen[0] is not seen[-1]


def test_the_older_keys_of_excel_copy_paste_cut_and_redo(hands):
    hands.type("81.5")
    hands.press(Qt.Key.Key_Return)
    hands.go(FIRST, "2022")
    hands.press(Qt.Key.Key_Insert, modifiers=CTRL)
    hands.go(SECOND, "2022")
    hands.press(Qt.Key.Key_Insert, modifiers=SHIFT)
    assert hands.words(SECOND, "2022") == "81.5"
    hands.press(Qt.Key.Key_Delete, modifiers=SHIFT)
    assert hands.words(SECOND, "2022") is None
    hands.press(Qt.Key.Key_Z, modifiers=CTRL)
    hands.press(Qt.Key.Key_Z, modifiers=CTRL | SHIFT)
    assert hands.words(SECOND, "2022") is None


def test_the_menu_key_offers_what_can_be_done_with_the_row(hands):
    asked = []
    hands.page.menu_requested.connect(asked.append)
    press_menu_key()
    assert asked
    QApplication.activePopupWidget().close()


def test_what_is_selected_is_added_up_in_the_place_of_the_keys(hands):
    for words in ("80", "82.5"):
        hands.type(words)
        hands.press(Qt.Key.Key_Return)
    hands.choose((FIRST, "2022"), (THIRD, "2022"))
    # Rates make no sum; the third cell is empty.
    assert hands.page.counted() == "选中 2 个数 · 平均 81.25"
    hands.press(Qt.Key.Key_Delete)
    assert hands.page.counted() == ""
    hands.go("学校数", "2022")
    for words in ("10", "1"):
        hands.type(words)
        hands.press(Qt.Key.Key_Return)
    hands.choose(("学校数", "2022"), ("初中", "2022"))
    assert hands.page.counted() == "选中 2 个数 · 平均 5.50 · 合计 11"
    hands.choose((FIRST, "2022"), (FIRST, "2022"))
    assert hands.page.counted() == ""


def test_ctrl_home_shows_the_heading_over_the_first_row(hands):
    hands.press(Qt.Key.Key_End, modifiers=CTRL)
    hands.press(Qt.Key.Key_Home, modifiers=CTRL)
    assert hands.table.verticalScrollBar().value() == 0


def test_copying_a_heading_leaves_what_was_copied_before(hands):
    QGuiApplication.clipboard().setText("12.5")
    rows = hands.table.lines.rows
    heading = next(at for at, row in enumerate(rows) if isinstance(row, Heading))
    hands.table.setCurrentIndex(hands.table.lines.index(heading, 0))
    hands.press(Qt.Key.Key_C, modifiers=CTRL)
    assert QGuiApplication.clipboard().text() == "12.5"
