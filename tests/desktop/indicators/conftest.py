"""The indicator page with the plan of 日照, and hands to work in its table with."""

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.actions import Act
from desktop.indicators.block import put_on_clipboard
from desktop.page import Place


@pytest.fixture
def application(start, sample_path):
    made = start(sample_path)
    made.window.go_to(Place("indicators"))
    return made


@pytest.fixture
def table(page):
    return page.table


class Hands:
    """What a person does in the table, by names and periods."""

    def __init__(self, application):
        self.application = application
        self.page = application.window.page
        self.table = self.page.table

    def line(self, name):
        return next(line for line in self.page.content.lines if line.name == name)

    def place(self, name, period):
        lines = self.table.lines
        column = next(at for at, column in enumerate(lines.columns) if column.name == period)
        return lines.row_of(self.line(name).id), column

    def cell(self, name, period):
        return self.table.lines.cell(*self.place(name, period))

    def words(self, name, period):
        """What is recorded, as it was given; None for a blank."""
        actual = self.line(name).actuals.get(period)
        return actual.amount.text if actual is not None else None

    def go(self, name, period):
        assert self.table.go_to(self.line(name).id, period)

    def choose(self, first, last):
        """Select from one cell to another, as the mouse does."""
        top, bottom = (self.table.lines.index(*self.place(*cell)) for cell in (first, last))
        self.table.setCurrentIndex(top)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(QItemSelection(top, bottom), flags.ClearAndSelect)

    def press(self, *keys, modifiers=None):
        """Press keys where the focus is: at the widget that has it."""
        for key in keys:
            focus = QApplication.focusWidget()
            assert focus is not None
            if modifiers is None:
                QTest.keyClick(focus, key)
            else:
                QTest.keyClick(focus, key, modifiers)

    def type(self, words):
        for sign in words:
            QTest.keyClick(QApplication.focusWidget(), sign)

    def paste(self, text="", html=""):
        put_on_clipboard(text, html)
        self.application.commands.run(Act.PASTE)


@pytest.fixture
def hands(application):
    return Hands(application)
