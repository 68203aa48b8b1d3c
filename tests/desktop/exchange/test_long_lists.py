"""A list of thousands of remarks: all of them can be come to, not all are laid out at once."""

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest

from desktop.exchange.remark_list import RemarkList, RemarkModel
from desktop.exchange.remarks import Remark, RemarkKind, titled
from desktop.preferences import Preferences
from desktop.theme import Look

MANY = 1000


@pytest.fixture
def lines():
    cells = [
        Remark(RemarkKind.CHANGED, f"{at} → {at + 1}", sheet="表", address=f"D{at}", ticked=True)
        for at in range(1, MANY + 1)
    ]
    return titled("改动", "格，逐格勾选", cells)


@pytest.fixture
def shown(qtbot, tmp_path, lines):
    settings = QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)
    made = RemarkList(Look(Preferences(settings)))
    qtbot.addWidget(made)
    made.resize(320, 500)
    made.remarks.show_remarks(lines)
    made.show()
    return made


def test_the_heading_counts_all_of_them_but_few_are_laid_out(shown, lines):
    assert lines[0].text == f"改动 {MANY} 格，逐格勾选"
    assert shown.remarks.rowCount() < MANY / 2
    assert len(shown.remarks.remarks) == MANY + 1


def test_the_last_line_is_come_to_by_scrolling(shown):
    before = -1
    while shown.remarks.rowCount() > before:
        before = shown.remarks.rowCount()
        # As the End key does: what was fetched is laid out before the end is looked for.
        shown.scrollToBottom()
    assert shown.remarks.rowCount() == MANY + 1


def test_the_last_line_is_come_to_by_keys(shown):
    shown.setCurrentIndex(shown.remarks.index(1))
    before = None
    while shown.remark is not before:
        before = shown.remark
        QTest.keyClick(shown, Qt.Key.Key_End)
    assert shown.remark.address == f"D{MANY}"


def test_a_tick_changes_lines_that_are_not_laid_out_yet(shown):
    shown.remarks.tick_anew({("表", f"D{MANY}")})
    assert shown.remarks.remarks[-1].ticked is False


def test_the_model_is_sound(lines, qtmodeltester):
    model = RemarkModel()
    model.show_remarks(lines)
    qtmodeltester.check(model)
