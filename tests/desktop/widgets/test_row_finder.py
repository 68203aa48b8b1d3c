"""Finding one of many rows by parts of its name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.widgets.row_finder import FoundRow, RowFinder

MANY = 1_000


@pytest.fixture
def finder(qtbot):
    made = RowFinder("哪一所学校")
    qtbot.addWidget(made)
    made.show()
    made.show_rows([FoundRow(f"s{at}", f"第{at}小学") for at in range(MANY)], "s900")
    return made


def test_of_very_many_rows_the_first_are_listed_with_the_chosen_one(finder):
    assert finder.row == "s900"
    listed = finder.found.count()
    assert listed < MANY
    assert finder.says.text() == f"共 {MANY} 行，列出前 {listed - 1} 行，多写几个字再找。"


def test_whatever_is_not_listed_is_found_by_its_name(finder):
    QTest.keyClicks(finder.words, "999")
    assert (finder.found.count(), finder.row) == (1, "s999")
    assert not finder.says.isVisible()
    QTest.keyClicks(finder.words, "9")
    assert finder.row == ""
    assert finder.says.text() == "没有这样的行，换几个字。"


def test_arrows_walk_the_list_while_words_are_typed(finder):
    QTest.keyClicks(finder.words, "99")
    first = finder.row
    QTest.keyClick(finder.words, Qt.Key.Key_Down)
    assert finder.row != first
