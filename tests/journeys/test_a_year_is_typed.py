"""A year's figures come in by the keyboard alone, and a block from LibreOffice by one paste."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.book import PlanBook
from desktop.indicators.block import put_on_clipboard
from desktop.page import Place

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

YEAR = ("94.71", "89.40", "85.20", "99.80", "97.10", "95.70", "10.2")
NAMES = (
    "公办园在园幼儿占比",
    "普惠性幼儿园覆盖率",
    "省、市级优质幼儿园占比",
    "省级示范幼儿园",
    "义务教育阶段学校集团化办学率",
)


class Keyboard:
    """Presses keys where the focus is, and counts them."""

    def __init__(self):
        self.pressed = 0

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.pressed += 1
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def type(self, words):
        for sign in words:
            self.press(sign)


@pytest.fixture
def seven_path(tmp_path):
    """A book whose plan has seven indicators."""
    path = tmp_path / "七项指标.planbook"
    with PlanBook.create(path, who="马丽") as book:
        book.planning.load_sample("litong")
    return path


def typed(page, year):
    return {
        line.name: line.actuals[year].amount.text
        for line in page.session.indicators
        if year in line.actuals
    }


def test_seven_figures_take_no_more_keys_than_in_excel(start, seven_path):
    application = start(seven_path)
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_F8)
    page = application.window.page
    names = [line.name for line in page.content.in_order()]
    began = names.index(page.table.current_row.name)
    in_excel = 1 + sum(len(words) + 1 for words in YEAR)
    for words in YEAR:
        keyboard.type(words)
        keyboard.press(Qt.Key.Key_Return)
    assert list(typed(page, page.session.period).values()) == list(YEAR)
    assert set(typed(page, page.session.period)) == set(names[began : began + len(YEAR)])
    assert keyboard.pressed <= in_excel


def libreoffice(rows):
    """What LibreOffice 7.4 puts on the clipboard: its HTML and its lines."""
    lines = "".join(
        "<tr>"
        + "".join(
            f'<td height="17" align="right" sdval="{word}" sdnum="1033;">{word}</td>\n'
            if word.replace(".", "").isdigit()
            else f'<td align="left">{word}</td>\n'
            for word in row
        )
        + "</tr>\n"
        for row in rows
    )
    text = "".join("\t".join(row) + "\n" for row in rows)
    html = (
        "<!DOCTYPE html><html><head>"
        '<meta http-equiv="content-type" content="text/html; charset=utf-8"/>'
        '<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/></head><body>'
        f'<table cellspacing="0" border="0"><colgroup width="85"></colgroup>{lines}</table>'
        "</body></html>"
    )
    return text, html


def test_a_block_of_five_by_seven_is_pasted_looked_at_and_undone_after_a_restart(start, seven_path):
    application = start(seven_path)
    application.window.go_to(Place("indicators"))
    page, keyboard = application.window.page, Keyboard()
    years = [column.name for column in page.table.lines.columns if column.name][:5]
    rows = [
        [f"{80 + down}.{along}{'%' if along == 3 else ''}" for along in range(len(years))]
        for down in range(7)
    ]
    rows[2][1] = "见附表"
    # The seventh row counts kindergartens, so that its per cent is refused as well.
    first = page.content.in_order()[0]
    page.table.go_to(first.id, years[0])
    put_on_clipboard(*libreoffice(rows))
    keyboard.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page._paste.bar.accept.text() == "写入 33 格 Enter"
    assert page._paste.sections()[1] == "来自 LibreOffice"
    assert all(not typed(page, year) for year in years)
    keyboard.press(Qt.Key.Key_Return)
    assert keyboard.pressed == 2
    assert sum(len(typed(page, year)) for year in years) == 33
    assert typed(page, years[3])[first.name] == "80.3%"
    assert application.window.status.message == "已录入 33 格，Ctrl+Z 撤销。"
    application.window.close()

    # The next day: one key takes the whole block back.
    again = start(seven_path)
    again.window.go_to(Place("indicators"))
    keyboard.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    page = again.window.page
    assert all(not typed(page, year) for year in years)
    assert again.window.status.message == "已撤销：粘贴 33 格。"


def test_the_mouse_selects_sorts_and_folds(start, sample_path):
    application = start(sample_path)
    application.window.go_to(Place("indicators"))
    page = application.window.page
    table, left = page.table, Qt.MouseButton.LeftButton
    line = next(line for line in page.session.indicators if line.name == NAMES[0])
    row = table.lines.row_of(line.id)
    column = table.currentIndex().column()

    def middle(row, column):
        return table.visualRect(table.lines.index(row, column)).center()

    viewport = table.viewport()
    QTest.mouseClick(viewport, left, pos=middle(row, column))
    QTest.mouseClick(viewport, left, Qt.KeyboardModifier.ShiftModifier, pos=middle(row + 2, column))
    assert len(table.chosen_places()) == 3
    Keyboard().type("5")
    Keyboard().press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert list(typed(page, "2022").values()) == ["5", "5", "5"]
    # A click on a head sorts, the third one brings the plan's order back.
    header = table._frozen.horizontalHeader()
    place = header.sectionViewportPosition(0) + 20
    before = table.lines.rows
    for _ in range(3):
        QTest.mouseClick(header.viewport(), left, pos=QPoint(place, 20))
    assert table.lines.rows == before
    # A click on a heading folds its rows.
    table.scrollToTop()
    QTest.mouseClick(table._frozen.viewport(), left, pos=middle(0, 0))
    assert len(table.lines.rows) < len(before)
