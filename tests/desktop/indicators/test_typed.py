"""What is painted when a value was typed: its cells, and only then what follows from it."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QPushButton

FIRST, SECOND, THIRD = "公办园在园幼儿占比", "普惠性幼儿园覆盖率", "省、市级优质幼儿园占比"


class Painted(QObject):
    """Notes in which order the table and other parts are painted, and what of the table."""

    def __init__(self, table, others):
        super().__init__(table)
        self._table = table.viewport()
        self.order, self.regions = [], []
        for part in (self._table, *others):
            part.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            self.order.append("table" if watched is self._table else "others")
            if watched is self._table:
                self.regions.append(event.region())
        return False


@pytest.fixture
def painted(application, hands, qtbot):
    """Show the window, the cursor on the first row, and watch from the next key on."""
    hands.go(FIRST, "2022")
    with qtbot.waitExposed(application.window):
        application.window.show()
    chips = hands.page.chips.findChildren(QPushButton)

    def watch():
        return Painted(hands.table, [*chips, application.window.status])

    return watch


def test_a_value_is_painted_on_the_disk_and_before_what_it_makes_of_the_counts(
    application, hands, painted, qtbot
):
    hands.type("12")
    qtbot.waitUntil(lambda: not hands.table.editor.waiting)
    seen = painted()
    hands.press(Qt.Key.Key_Return)
    assert hands.words(FIRST, "2022") == "12"
    assert hands.cell(FIRST, "2022").text == "12"
    qtbot.waitUntil(lambda: "others" in seen.order)
    assert seen.order[0] == "table"
    qtbot.waitUntil(lambda: application.window.status.message == "已录入 1 格，Ctrl+Z 撤销。")


def test_beside_a_typed_value_its_change_follows_once_that_is_painted(hands, painted, qtbot):
    hands.page.session.choose_period("2023")
    hands.go(FIRST, "2022")
    hands.type("40")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not hands.page._stale)
    row, typed = hands.place(FIRST, "2023")
    change = next(at for at, one in enumerate(hands.table.lines.columns) if one.title == "Δ上年")
    hands.go(FIRST, "2023")
    hands.type("42.5")
    painted()
    hands.press(Qt.Key.Key_Return)
    assert hands.table.lines.cell(row, typed).text == "42.5"
    qtbot.waitUntil(lambda: hands.table.lines.cell(row, change).text == "+2.5")


def test_a_value_typed_over_at_once_is_the_one_that_was_typed(hands, painted):
    painted()
    hands.type("12")
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Up, Qt.Key.Key_F2)
    assert hands.table.editor.text() == "12"
    hands.type("5")
    hands.press(Qt.Key.Key_Return)
    assert hands.words(FIRST, "2022") == "125"
    hands.application.session.undo()
    hands.application.session.undo()
    assert (hands.words(FIRST, "2022"), hands.cell(FIRST, "2022").text) == (None, "未填")


def type_on(hands, qtbot):
    """Type a first value, for which the columns may become wider."""
    hands.type("12")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not hands.page._stale)


def share_of(region, table):
    """How much of the table a region takes."""
    room = table.viewport().rect()
    pixels = sum(area.width() * area.height() for area in region)
    return pixels / (room.width() * room.height())


def painted_when_typed(hands, painted, qtbot):
    """Type a value, and return what of the table is painted at first."""
    opened = painted()
    hands.type("13")
    qtbot.waitUntil(lambda: bool(opened.regions))
    seen = painted()
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seen.regions))
    return seen.regions[0]


def test_of_the_table_the_typed_cell_and_the_next_are_painted(hands, painted, qtbot):
    type_on(hands, qtbot)
    region, table = painted_when_typed(hands, painted, qtbot), hands.table
    for name in (SECOND, THIRD):
        cell = table.visualRect(table.lines.index(*hands.place(name, "2022")))
        assert region.contains(cell)
    assert share_of(region, table) < 1 / 10


def test_at_the_bottom_the_row_that_comes_in_sight_is_painted_too(hands, painted, qtbot):
    type_on(hands, qtbot)
    bar, region = hands.table.verticalScrollBar(), QRegion()
    scrolled = bar.value()
    while bar.value() == scrolled:
        region = painted_when_typed(hands, painted, qtbot)
    assert region.boundingRect().top() > hands.table.viewport().height() / 2
    assert share_of(region, hands.table) < 1 / 3


def test_an_open_editor_is_taken_along_when_the_table_is_scrolled(hands):
    table = hands.table
    hands.type("12")
    before = table.editor.geometry().top()
    table.verticalScrollBar().setValue(table.verticalScrollBar().value() + 10)
    assert not table.editor.waiting
    assert table.editor.geometry().top() == before - 10
    assert table.editor.geometry().top() == table.visualRect(table.currentIndex()).top()
