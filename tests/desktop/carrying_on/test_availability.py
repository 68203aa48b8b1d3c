"""Saying from when on figures can exist: every place follows at once, and takes it back as one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.lines import IndicatorLine
from db.operations.recording import Entry
from db.rules.availability import Availability
from desktop.actions import Act
from desktop.findings.page import MISSING
from desktop.gaps import missing
from desktop.indicators.filters import Filter, Wanted
from desktop.page import Place

COVERAGE = "普惠性幼儿园覆盖率"
PERIOD = "2022"


@pytest.fixture
def application(start, sample_path):
    made = start(sample_path)
    made.window.go_to(Place("indicators"))
    return made


def line_of(application):
    return next(line for line in application.session.indicators if line.name == COVERAGE)


def ask(application):
    assert application.window.page.table.go_to(line_of(application).id, PERIOD)
    return application.rooms.ways_on.ask_availability()


def choose(choice, key):
    choice.setCurrentIndex(choice.findData(key))
    choice.activated.emit(choice.currentIndex())


def press(button):
    assert button.isEnabled(), button.toolTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def cell_of(page, row):
    lines = page.table.lines
    column = next(at for at, one in enumerate(lines.columns) if one.name == PERIOD)
    return lines.cell(lines.row_of(row), column)


def counted(application):
    """Return how many figures every place says are missing: filter, chip, rail, card, checks."""
    window = application.window
    found = {}
    window.go_to(Place("indicators"))
    page = window.page
    found["rail"] = page.badge()
    found["chip"] = page.chips._buttons[Filter.MISSING].text()
    page.tools.choose(Wanted(Filter.MISSING))
    found["rows"] = sum(isinstance(row, IndicatorLine) for row in page.table.lines.rows)
    page.tools.choose(Wanted())
    window.go_to(Place("findings"))
    found["checks"] = window.page.chips._buttons[MISSING].text()
    window.go_to(Place("overview"))
    found["card"] = window.page.gaps.title.text()
    window.go_to(Place("indicators"))
    return found


def as_said(gaps):
    return {
        "rail": gaps,
        "chip": f"缺数 {gaps}",
        "rows": gaps,
        "checks": f"缺数 {gaps}",
        "card": f"还差 {gaps} 格",
    }


def test_a_figure_of_next_year_is_grey_everywhere_until_it_is_there(application):
    before = application.window.page.badge()
    assert counted(application) == as_said(before)
    dialog = ask(application)
    assert dialog.main.toolTip() == "没有改动。"
    choose(dialog.when, "next")
    choose(dialog.month, "2")
    choose(dialog.day, "29")
    assert dialog.says.text() == "2022 年的数 2023 年 2 月 28 日才出，之前写“数据未出”，不算缺数。"
    press(dialog.main)

    page, line = application.window.page, line_of(application)
    assert line.available_from == "+02-29"
    assert cell_of(page, line.id).text == Availability.NOT_YET
    assert counted(application) == as_said(before - 1)
    words = application.window.status.findChildren(type(dialog.says))
    assert f"2022 年：还差 {before - 1} 格" in [one.text() for one in words]
    pane = [one.text() for one in page.pane.findChildren(type(dialog.says))]
    assert {"次年 2 月 29 日起", "数据未出，不算缺数；出了直接键入。"} <= set(pane)
    assert application.session.undo_label == f"“{COVERAGE}”的出数时间改为次年 2 月 29 日起"

    assert page.table.go_to(line.id, PERIOD)
    application.session.record([Entry(line.id, PERIOD, "88.2")])
    assert cell_of(page, line.id).text == "88.2"
    application.commands.run(Act.UNDO)
    application.commands.run(Act.UNDO)
    assert line_of(application).available_from == ""
    assert counted(application) == as_said(before)


def test_years_without_a_figure_are_said_and_what_is_no_year_is_refused(application):
    dialog = ask(application)
    dialog.years.setText("今年")
    assert dialog.main.toolTip() == "“今年”不是年份，写成 2021、2025 的样子。"
    dialog.years.setText("２０２１年、2025年")
    assert dialog.says.text() == "2022 年不出数，格里写“不出数”，不算缺数。填了就照常显示。"
    press(dialog.main)
    assert line_of(application).available_from == "2021 2025"
    assert cell_of(application.window.page, line_of(application).id).text == Availability.NEVER
    again = ask(application)
    assert again.years.text() == "2021、2025"
    assert again.main.toolTip() == "没有改动。"
    again.reject()


def test_words_that_are_no_timetable_change_nothing(application):
    session = application.session
    with pytest.raises(ValueRefused) as caught:
        session.book.computing.appear(line_of(application).id, "02-30")
    assert caught.value.fault is ValueFault.NOT_A_TIMETABLE
    assert line_of(application).available_from == ""


def test_f8_says_so_where_only_what_is_not_there_yet_is_left(application):
    session, page = application.session, application.window.page
    session.choose_period("2023")
    page.go_to_next_missing()
    waiting = len(missing(session.indicators, "2023"))
    assert application.window.status.message == f"2023 年 {waiting} 格数据未出。"
