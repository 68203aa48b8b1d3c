"""The side pane: how a figure was worked out, its years as a chart, its history, its source."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from db import queries
from db.model.words import Counting, RowKind
from db.operations.assigning import Assignment
from db.operations.recording import Entry
from db.operations.reviewing import EntryRef
from desktop.delegates.marks import Mark
from desktop.doubts import DoubtCount
from desktop.widgets.small_chart import SmallChart

COVERAGE = "普惠性幼儿园覆盖率"
SHARE, ABOVE, BELOW = "公办园在园幼儿占比", "公办幼儿园在园幼儿", "在园幼儿"


@pytest.fixture(autouse=True)
def begun(application):
    application.afterwards.finish()


def said(page):
    return [label.text() for label in page.pane.findChildren(QLabel)]


def record(page, name, period, *words):
    line = next(line for line in page.session.indicators if line.name == name)
    for one in words:
        page.session.record([Entry(line.id, period, one)])
    return line


def test_the_last_steps_of_a_cell_are_told_and_all_of_them_when_asked(hands, page, qtbot):
    record(page, COVERAGE, "2022", "87.1", "87.2", "87.3", "87.4", "87.5")
    hands.go(COVERAGE, "2022")
    assert "87.4 → 87.5" in said(page)
    assert "未填 → 87.1" not in said(page)
    (link,) = [one for one in page.pane.findChildren(QPushButton) if one.text() == "全部 5 条"]
    link.click()
    qtbot.waitUntil(lambda: "未填 → 87.1" in said(page))
    assert page.pane.hasFocus()
    hands.go(COVERAGE, "2021")
    hands.go(COVERAGE, "2022")
    assert "未填 → 87.1" in said(page), "this cell stays open"


def test_a_recorded_figure_says_where_it_came_from(hands, page):
    record(page, COVERAGE, "2022", "87.1")
    hands.go(COVERAGE, "2022")
    assert "来源" in said(page)
    assert "键入" in said(page)
    hands.go(COVERAGE, "2021")
    assert "来源" not in said(page)


def test_a_figure_that_came_back_says_why_until_it_is_mended(hands, page):
    line = record(page, COVERAGE, "2022", "87.1")
    session, reviewing = page.session, page.session.book.reviewing
    (row,) = [one for one in session.indicators if one.id == line.id]
    entry = [EntryRef(RowKind.ACTUAL, row.actuals["2022"].id)]
    session.carry_out(lambda: reviewing.submit(entry))
    session.carry_out(lambda: reviewing.send_back(entry, "与年报不符，按年报重报"))
    hands.go(COVERAGE, "2022")
    assert "退回：与年报不符，按年报重报" in said(page)
    assert "改好后在审核页再提交。" in said(page)
    record(page, COVERAGE, "2022", "86.4")
    assert not [words for words in said(page) if words.startswith("退回：")]


def test_a_unit_that_a_row_is_given_to_is_named_at_once(hands, page):
    hands.go(COVERAGE, "2022")
    session = page.session
    unit = session.read(queries.unit_lines)[-1]
    row = (RowKind.INDICATOR, hands.line(COVERAGE).id)
    session.carry_out(lambda: session.book.assigning.assign([row], Assignment(leads=(unit.id,))))
    assert f"{unit.name}（牵头）" in " ".join(said(page))
    session.undo()
    assert unit.name not in " ".join(said(page))


def test_a_typed_figure_says_when_and_by_whom(hands, page):
    record(page, COVERAGE, "2022", "87.1")
    hands.go(COVERAGE, "2022")
    assert "typed" not in said(page)
    assert any(words.endswith(f"录入“{COVERAGE}”2022 年") for words in said(page))


@pytest.mark.parametrize("block", ["87.1", "87.1\t88\n"])
def test_a_pasted_figure_says_so_and_one_typed_over_it_that_it_was_typed(hands, page, block):
    hands.go(COVERAGE, "2022")
    hands.paste(block)
    if page._pasting:
        hands.press(Qt.Key.Key_Return)
    hands.go(COVERAGE, "2022")
    assert "粘贴" in said(page)
    record(page, COVERAGE, "2022", "87.2")
    assert "粘贴" not in said(page)
    assert "键入" in said(page)


def test_the_years_are_drawn_with_target_and_path(hands, page):
    record(page, COVERAGE, "2021", "85.5")
    line = record(page, COVERAGE, "2022", "86.5")
    hands.go(COVERAGE, "2022")
    (chart,) = page.pane.findChildren(SmallChart)
    trend = chart.trend
    assert [point.words for point in trend.reached if point.year > 2020] == ["85.5", "86.5"]
    promised = {value.year for value in line.targets if value.amount.value is not None}
    assert promised & {point.year for point in trend.promised} or None in promised
    assert trend.expected
    assert trend.year == 2022
    assert "2022 年 86.5" in chart.accessibleName()


def test_what_is_typed_into_the_last_row_is_told_beside_it(hands, page, qtbot):
    last = page.content.in_order()[-1]
    hands.go(last.name, "2022")
    hands.type("12")
    hands.press(Qt.Key.Key_Return)
    assert page.table.current_row.name == last.name, "there is no row below"
    qtbot.waitUntil(lambda: f"12 {last.unit}" in said(page))


def test_an_answer_is_counted_in_no_unit(hands, page):
    record(page, COVERAGE, "2022", "不适用")
    hands.go(COVERAGE, "2022")
    assert "不适用" in said(page)


def test_a_row_with_one_value_has_no_chart(hands, page):
    line = next(
        line
        for line in page.session.indicators
        if not line.baselines and len(line.targets) == 1 and not line.actuals
    )
    hands.go(line.name, "2022")
    assert page.pane.findChildren(SmallChart) == []


@pytest.fixture
def computed(page):
    """The share of children in public kindergartens is computed from two counts of the plan."""
    rows = {line.name: line.id for line in page.session.indicators}
    computing = page.session.book.computing
    parts = (rows[SHARE], rows[ABOVE], rows[BELOW])
    assert page.session.wish(lambda: computing.compute_from(*parts))


@pytest.mark.usefixtures("computed")
def test_a_ratio_is_told_in_words_and_with_its_figures(hands, page):
    record(page, ABOVE, "2022", "3400")
    record(page, BELOW, "2022", "9600")
    hands.go(SHARE, "2022")
    assert f"{ABOVE} ÷ {BELOW} × 100%" in said(page)
    assert "3400 ÷ 9600" in said(page)
    assert "35.42 %" in said(page)
    assert hands.cell(SHARE, "2022").text == "35.42"
    record(page, BELOW, "2022", "")
    assert "3400 ÷ ?" in said(page)


def test_a_printed_rate_that_differs_from_the_computed_one_is_queried(hands, page, request):
    record(page, SHARE, "2022", "40")
    request.getfixturevalue("computed")
    assert page.session.doubt_count == DoubtCount()
    record(page, ABOVE, "2022", "3400")
    record(page, BELOW, "2022", "9600")
    hands.go(SHARE, "2022")
    assert page.session.doubt_count == DoubtCount(0, 1)
    assert "40，与算出的不同" in said(page)
    assert hands.cell(SHARE, "2022").mark is Mark.QUERY
    record(page, ABOVE, "2022", "3840")
    assert page.session.doubt_count == DoubtCount(), "3840 of 9600 are 40 %"


def test_what_is_counted_by_the_year_says_what_it_adds_up_to(hands, page):
    name = "省级示范幼儿园"
    book = page.session.book
    line = next(line for line in page.session.indicators if line.name == name)
    hands.go(name, "2022")
    assert "当年数" not in said(page)
    page.session.wish(lambda: book.computing.type_again(line.id, counting=Counting.FLOW))
    record(page, name, "2021", "5")
    record(page, name, "2022-Q1", "3")
    hands.go(name, "2022")
    words = said(page)
    assert words[words.index("本期") + 1] == "3 所"
    assert words[words.index("累计") + 1] == "8 所"
    assert "还缺 2022 年第二季度、2022 年下半年" in words
    # The plan promises 12 by 2023.
    assert "2023 年累计 12，差 4" in words
