"""Chips and drop-downs: one is chosen, and told."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QWidget

from desktop.preferences import Preferences
from desktop.theme import Look
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.choice import Choice


@pytest.fixture
def look(tmp_path):
    return Look(Preferences(QSettings(str(tmp_path / "p.ini"), QSettings.Format.IniFormat)))


def test_the_first_chip_is_chosen_until_another_is(qtbot, look):
    row = ChipRow(look)
    qtbot.addWidget(row)
    row.show_chips([Chip("all", "全部", 49), Chip("missing", "缺数", 12)])
    assert row.key == "all"
    with qtbot.waitSignal(row.chosen) as chosen:
        row.choose("missing")
    assert chosen.args == ["missing"]
    row.show_chips([Chip("all", "全部", 49), Chip("missing", "缺数", 11)])
    assert row.key == "missing", "other counts do not change what is chosen"
    words = [chip.text() for chip in row.findChildren(QAbstractButton)]
    assert words == ["全部 49", "缺数 11"]


def test_a_chip_that_is_gone_gives_way_to_the_first(qtbot, look):
    row = ChipRow(look)
    qtbot.addWidget(row)
    row.show_chips([Chip("all", "全部"), Chip("missing", "缺数")])
    row.choose("missing")
    row.show_chips([Chip("all", "全部"), Chip("done", "已填")])
    assert row.key == "all"


def test_a_choice_tells_its_key(qtbot, look):
    choice = Choice(look, "报告期")
    qtbot.addWidget(choice)
    choice.show_choices([("2022", "2022 年"), ("2023", "2023 年")], "2022")
    assert choice.currentText() == "2022 年"
    with qtbot.waitSignal(choice.chosen) as chosen:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert chosen.args == ["2023"]
    assert choice.accessibleName() == "报告期"


def test_a_choice_is_as_wide_as_its_longest_words_within_reason(qtbot, look):
    choice = Choice(look, "责任单位")
    qtbot.addWidget(choice)
    empty = choice.sizeHint().width()
    choice.show_choices([("", "全部单位"), ("1", "利通区教育局办公室")], "")
    words = choice.fontMetrics().horizontalAdvance
    assert choice.sizeHint().width() > words("利通区教育局办公室") > empty - words("全部")
    assert choice.minimumSizeHint().width() > words("全部单位")
    long = "利通区残疾人联合会和各乡镇人民政府以及街道办事处"
    choice.show_choices([("", "全部单位"), ("1", long)], "")
    assert choice.sizeHint().width() < words(long), "one long name does not push all aside"
    choice.show_choices([("", "全部单位"), ("1", long[:18])], "1")
    assert choice.minimumSizeHint().width() > words(long[:18]), "but the chosen one is read"


def test_a_choice_in_a_row_grows_with_what_it_is_given(qtbot, look):
    box = QWidget()
    qtbot.addWidget(box)
    row = QHBoxLayout(box)
    choice = Choice(look, "学段")
    row.addWidget(choice)
    row.addStretch()
    choice.show_choices([("", "全部")], "")
    box.resize(600, 40)
    box.show()
    qtbot.waitUntil(box.isVisible)
    QCoreApplication.sendPostedEvents()
    choice.show_choices([("", "全部学段"), ("1", "普惠性民办幼儿园")], "")
    QCoreApplication.sendPostedEvents()
    assert choice.width() == choice.sizeHint().width()


def test_the_wheel_chooses_nothing(qtbot, look):
    choice = Choice(look, "报告期")
    qtbot.addWidget(choice)
    choice.show_choices([("2022", "2022 年"), ("2023", "2023 年")], "2022")
    place, nothing = QPointF(choice.rect().center()), Qt.MouseButton.NoButton
    turned = QWheelEvent(
        *(place, QPointF(choice.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, -120)),
        *(nothing, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QCoreApplication.sendEvent(choice, turned)
    assert choice.currentData() == "2022"


def test_tab_comes_to_the_chips_where_they_stand_though_they_were_made_last(qtbot, look):
    tools = QWidget()
    qtbot.addWidget(tools)
    row = QWidget(tools)
    before, chips, after = QPushButton(row), ChipRow(look, row), QPushButton(row)
    chips.show_chips([Chip("all", "全部"), Chip("missing", "缺数")])
    order, widget = [], before
    while (widget := widget.nextInFocusChain()) is not before:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(widget.text())
    assert order == ["全部", "缺数", after.text()]
