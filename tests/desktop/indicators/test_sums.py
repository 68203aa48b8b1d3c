"""A blank year of a 当年数 takes the sum of its quarters when a person wishes it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from db.model.words import Counting
from db.operations.recording import Entry
from desktop.actions import Act
from desktop.gaps import is_missing

BUILT, TEACHERS = "省级示范幼儿园", "公办幼儿园在园幼儿"
QUARTERS = {"2022-Q1": "20", "2022-Q2": "22", "2022-Q3": "1", "2022-Q4": "45"}


@pytest.fixture(autouse=True)
def by_the_year(application, hands):
    """Two rows are counted by the year; the first has all its quarters, the second lacks one."""
    application.afterwards.finish()
    session, rows = hands.page.session, [hands.line(BUILT).id, hands.line(TEACHERS).id]
    for row in rows:
        session.wish(lambda row=row: session.book.computing.type_again(row, counting=Counting.FLOW))
    given = [Entry(row, period, words) for row in rows for period, words in QUARTERS.items()]
    session.record(given[:-1])
    hands.go(BUILT, "2022")


@pytest.fixture
def told(hands):
    """What the status bar says, the last at the end."""
    sentences = []
    hands.page.notices.told.connect(sentences.append)
    return sentences


def links(page):
    return {one.text(): one for one in page.pane.findChildren(QPushButton)}


def said(page):
    return [label.text() for label in page.pane.findChildren(QLabel)]


def test_the_pane_offers_the_sum_of_the_quarters_and_records_it_as_one_step(hands, told, qtbot):
    page = hands.page
    assert "各季合计" in said(page)
    assert is_missing(hands.line(BUILT), "2022"), "it is not filled before it is filled"
    link = links(page)["填入 88"]
    assert link.accessibleName() == "2022 年 实际：填入 88"
    assert link.focusPolicy() & Qt.FocusPolicy.TabFocus
    hands.choose((BUILT, "2022"), (TEACHERS, "2022"))
    links(page)["填入 88"].click()
    qtbot.waitUntil(lambda: hands.words(BUILT, "2022") == "88")
    assert hands.line(BUILT).actuals["2022"].note == "各季合计"
    assert told[-1] == "已填入 88（各季合计），Ctrl+Z 撤销。"
    assert page.session.undo_label == f"填入“{BUILT}”2022 年的各季合计"
    assert "填入 88" not in links(page)
    page.session.undo()
    assert hands.words(BUILT, "2022") is None


def test_no_sum_is_offered_while_a_quarter_lacks_or_nothing_can_be_written(hands):
    hands.go(TEACHERS, "2022")
    assert not [words for words in links(hands.page) if words.startswith("填入")]
    hands.page.session.begin_work()
    hands.go(BUILT, "2022")
    assert not [words for words in links(hands.page) if words.startswith("填入")]
    hands.page.session.end_work()


def test_the_key_of_autosum_fills_the_cell_in_hand(hands):
    hands.page.table.setFocus()
    hands.press(Qt.Key.Key_Equal, modifiers=Qt.KeyboardModifier.AltModifier)
    assert hands.words(BUILT, "2022") == "88"


def test_why_there_is_no_sum_is_said(hands, told):
    run = hands.application.commands.run
    hands.go(TEACHERS, "2022")
    run(Act.FILL_SUM)
    assert told[-1] == "各期还不齐，还缺 2022 年第四季度。"
    hands.go(TEACHERS, "2021")
    run(Act.FILL_SUM)
    assert told[-1] == "2021 年没有更短的各期数可以合计。"
    hands.go(BUILT, "2022")
    run(Act.FILL_SUM)
    run(Act.FILL_SUM)
    assert told[-1] == "这一格已有数。要换成各期合计，先按 Delete 清除。"
    hands.go("普惠性幼儿园覆盖率", "2022")
    run(Act.FILL_SUM)
    assert told[-1] == "这一项不是当年数，各期不能相加。"


def test_all_rows_of_the_year_are_filled_as_one_step(hands, told):
    page = hands.page
    hands.application.commands.run(Act.FILL_SUMS)
    assert hands.words(BUILT, "2022") == "88"
    assert hands.words(TEACHERS, "2022") is None
    assert told[-1] == "已填入 2022 年 1 项的各期合计，另有 1 项各期不齐，Ctrl+Z 撤销。"
    page.session.record([Entry(hands.line(TEACHERS).id, "2022-Q4", "45")])
    page.session.record([Entry(hands.line(BUILT).id, "2022", "")])
    hands.application.commands.run(Act.FILL_SUMS)
    assert told[-1] == "已填入 2022 年 2 项的各期合计，Ctrl+Z 撤销。"
    page.session.undo()
    assert (hands.words(BUILT, "2022"), hands.words(TEACHERS, "2022")) == (None, None)


def test_another_number_is_no_sum_any_more(hands):
    hands.application.commands.run(Act.FILL_SUM)
    hands.page.session.record([Entry(hands.line(BUILT).id, "2022", "90")])
    assert hands.line(BUILT).actuals["2022"].note == ""
