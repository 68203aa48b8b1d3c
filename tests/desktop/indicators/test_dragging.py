"""The square at the selection's corner: dragged, it fills, seen first, one undo."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.operations.recording import Entry
from desktop.actions import Act
from desktop.columns import Heading
from desktop.indicators.dragging import continued

FIRST, SECOND, THIRD = "公办园在园幼儿占比", "普惠性幼儿园覆盖率", "省、市级优质幼儿园占比"
ESC, ENTER = Qt.Key.Key_Escape, Qt.Key.Key_Return


def record(hands, *figures):
    entries = [Entry(hands.line(name).id, period, words) for name, period, words in figures]
    hands.page.session.record(entries)


def middle(hands, name, period):
    return hands.table.visualRect(hands.table.lines.index(*hands.place(name, period))).center()


def drag(hands, name, period, modifiers=Qt.KeyboardModifier.NoModifier, *, let_go=True):
    """Take the square and carry it to a cell."""
    viewport, button = hands.table.viewport(), Qt.MouseButton.LeftButton
    hands.table.scrollTo(hands.table.lines.index(*hands.place(name, period)))
    square = hands.table.handle.place
    assert not square.isEmpty()
    QTest.mousePress(viewport, button, pos=square.center())
    to = middle(hands, name, period)
    QTest.mouseMove(viewport, (square.center() + to) / 2)
    QTest.mouseMove(viewport, to)
    if let_go:
        QTest.mouseRelease(viewport, button, modifiers, to)


def below(hands, name, count):
    """The names of the rows under one, headings left out."""
    rows = hands.table.lines.rows
    at = hands.table.lines.row_of(hands.line(name).id)
    return [row.name for row in rows[at + 1 :] if not isinstance(row, Heading)][:count]


def test_a_figure_is_carried_down_seen_first_and_undone_at_once(hands):
    record(hands, (FIRST, "2022", "48"))
    hands.go(FIRST, "2022")
    under = below(hands, FIRST, 2)
    drag(hands, under[-1], "2022")
    assert [hands.words(name, "2022") for name in under] == [None, None], "not written yet"
    assert hands.page.tools.pasting.words.startswith("填充 2 行 × 1 列，先看后收")
    assert hands.cell(under[0], "2022").text == "48"
    hands.press(ENTER)
    assert [hands.words(name, "2022") for name in under] == ["48", "48"]
    assert hands.page.session.undo_label == "填充 2 格"
    hands.application.commands.run(Act.UNDO)
    assert [hands.words(name, "2022") for name in under] == [None, None]


def test_a_double_click_on_the_square_fills_to_the_end_of_the_group(hands):
    record(hands, (FIRST, "2022", "48"))
    hands.go(FIRST, "2022")
    viewport, square = hands.table.viewport(), hands.table.handle.place.center()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=square)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=square)
    rows = hands.table.lines.rows[hands.place(FIRST, "2022")[0] + 1 :]
    end = next(at for at, row in enumerate(rows) if isinstance(row, Heading))
    hands.press(ENTER)
    filled = [row.name for row in rows if not isinstance(row, Heading)]
    written = [name for name in filled if hands.words(name, "2022") == "48"]
    assert written == [row.name for row in rows[:end]]


def test_figures_are_carried_to_the_right_and_a_series_goes_on(hands):
    record(hands, (FIRST, "2021", "48"), (FIRST, "2022", "50"))
    hands.choose((FIRST, "2021"), (FIRST, "2022"))
    drag(hands, FIRST, "2023")
    assert hands.words(FIRST, "2023") == "52", "one cell is written at once"
    assert hands.page.session.undo_label == "填充 1 格"


def test_with_ctrl_the_same_is_put_again(hands):
    record(hands, (FIRST, "2021", "48"), (FIRST, "2022", "50"))
    hands.choose((FIRST, "2021"), (FIRST, "2022"))
    drag(hands, FIRST, "2023", Qt.KeyboardModifier.ControlModifier)
    assert hands.words(FIRST, "2023") == "48"


def test_what_would_be_overwritten_is_shown_and_can_be_given_up(hands):
    under = below(hands, FIRST, 2)
    record(hands, (FIRST, "2022", "48"), (under[0], "2022", "90"))
    hands.go(FIRST, "2022")
    drag(hands, under[-1], "2022")
    assert hands.cell(under[0], "2022").struck == "90"
    hands.press(ESC)
    assert hands.words(under[0], "2022") == "90"
    assert hands.words(under[1], "2022") is None


def test_esc_while_it_is_held_lets_go_and_nothing_is_filled(hands):
    record(hands, (FIRST, "2022", "48"))
    hands.go(FIRST, "2022")
    under = below(hands, FIRST, 2)
    drag(hands, under[-1], "2022", let_go=False)
    assert hands.table.handle.dragging
    hands.press(ESC)
    assert not hands.table.handle.dragging
    QTest.mouseRelease(hands.table.viewport(), Qt.MouseButton.LeftButton)
    assert not hands.page._pasting
    assert hands.words(under[0], "2022") is None


def test_the_square_shows_where_it_can_be_dragged_only(hands):
    hands.go(FIRST, "2022")
    square = hands.table.handle.place
    cell = hands.table.visualRect(hands.table.lines.index(*hands.place(FIRST, "2022")))
    assert cell.contains(square)
    assert cell.bottomRight() == square.bottomRight()
    QTest.mouseMove(hands.table.viewport(), square.center())
    assert hands.table.viewport().cursor().shape() is Qt.CursorShape.CrossCursor
    QTest.mouseMove(hands.table.viewport(), square.center() - QPoint(30, 10))
    assert hands.table.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor
    hands.table.setCurrentIndex(hands.table.lines.index(hands.place(FIRST, "2022")[0], 0))
    assert hands.table.handle.place.isEmpty(), "on a name nothing is filled"
    hands.paste("1\t2")
    assert hands.table.handle.place.isEmpty(), "while a block is held nothing else is"
    hands.press(ESC)


def test_a_drag_that_goes_nowhere_changes_nothing(hands):
    hands.go(SECOND, "2022")
    drag(hands, SECOND, "2022")
    assert not hands.page._pasting


@pytest.mark.parametrize(
    ("words", "more"),
    [
        (["80", "82"], ["84", "86", "88"]),
        (["80.5", "80.3"], ["80.1", "79.9", "79.7"]),
        (["10", "20", "30"], ["40", "50", "60"]),
        (["80", "80"], ["80", "80", "80"]),
        (["80", "82", "85"], ["80", "82", "85"]),
        (["80"], ["80", "80", "80"]),
        (["80", "无此项"], ["80", "无此项", "80"]),
        (["95%", "96%"], ["95%", "96%", "95%"]),
        (["", "82"], ["", "82", ""]),
    ],
)
def test_numbers_with_equal_steps_are_a_series_and_nothing_else_is(words, more):
    assert continued(words, 3) == more


@given(
    start=st.decimals(-1000, 1000, places=2),
    step=st.decimals(-10, 10, places=2).filter(bool),
    count=st.integers(1, 20),
)
def test_a_series_keeps_its_step_to_the_last_digit(start, step, count):
    more = continued([str(start), str(start + step)], count)
    made = [start, start + step, *map(Decimal, more)]
    assert all(after - before == step for before, after in pairwise(made))
