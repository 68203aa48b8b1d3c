"""总览: counts that add up, what is missing, what to check; each line opens its row."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from db import queries
from db.book import PlanBook
from db.operations.recording import Entry
from desktop.actions import Act
from desktop.gaps import missing
from desktop.page import Place


@pytest.fixture
def application(start, sample_path):
    return start(sample_path)


def words(card):
    return [line.accessibleName() for line in card.lines if line.isEnabled()]


def test_the_plan_is_named_with_its_papers(page):
    assert page.heading.text() == "日照经济技术开发区教育高质量发展三年行动计划（2021—2023）"
    assert "规划期 2021—2023 年" in page.about.words
    assert "2021-06-11" in page.about.words


def test_counts_are_those_of_the_rows(page):
    plan = page.session.plan
    assert [count.text() for count in page.counts] == [
        f"指标 {plan.indicators} 项",
        f"任务 {plan.tasks} 项",
        f"项目 {plan.projects} 个",
    ]
    assert plan.indicators == len(page.session.indicators)


@pytest.mark.parametrize(
    ("place", "name"), list(enumerate(("indicators", "task_list", "project_list")))
)
def test_a_count_leads_to_its_rows(application, page, place, name):
    page.counts[place].click()
    assert application.window.page.name == name


def test_what_is_missing_adds_up_over_the_categories(application, page):
    counts = [int(name.split(" ")[-2]) for name in words(page.gaps)]
    gaps = len(missing(page.session.indicators, "2022"))
    assert sum(counts) == gaps
    assert gaps > 0
    assert 0 not in counts, "a category without a gap is not listed"
    assert page.gaps.title.text() == f"还差 {gaps} 格"
    assert application.window.status.missing == f"2022 年：还差 {gaps} 格"


def test_a_missing_line_opens_its_cell(application, page):
    line = page.gaps.lines[0]
    QTest.keyClick(line, Qt.Key.Key_Return)
    table = application.window.page.table
    assert application.window.page.name == "indicators"
    assert (table.current_row.name, table.current_column.name) == (
        "公办园在园幼儿占比",
        "2022",
    )


def test_enter_on_a_row_opens_it(application, page):
    row = page.table.current_row
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert application.window.page.name == "indicators"
    assert application.window.page.table.current_row.id == row.id


def test_the_button_goes_on_filling(application, page):
    page.go_on.click()
    assert application.window.page.name == "indicators"
    table = application.window.page.table
    assert table.hasFocus()
    here = table.current_row
    application.window.go_to(Place("overview"))
    application.commands.run(Act.NEXT_MISSING)
    assert here.id == table.current_row.id, "the button and F8 lead to the same cell"


def test_contradictions_show_both_places(page):
    found = page.session.read(queries.plan_findings, page.session.plan.id)
    assert len(page.doubts.lines) == len(found)
    for finding, line in zip(found, page.doubts.lines, strict=True):
        for anchor in finding.anchors:
            assert anchor.place in line.accessibleName()


def test_a_contradiction_opens_its_row(start, tmp_path):
    path = tmp_path / "利通.planbook"
    with PlanBook.create(path) as book:
        book.planning.load_sample("litong")
    application = start(path)
    page = application.window.page
    finding = page.session.read(queries.plan_findings, page.session.plan.id)[0]
    QTest.keyClick(page.doubts.lines[0], Qt.Key.Key_Return)
    assert application.window.page.name == "indicators"
    assert application.window.page.table.current_row.id == finding.row


def test_a_hidden_page_is_drawn_when_it_is_shown_again(application, page):
    application.window.go_to(Place("indicators"))
    gaps = page.gaps.title.text()
    gap = missing(application.session.indicators, "2022")[0]
    application.session.record([Entry(gap.id, "2022", "12")])
    assert page.gaps.title.text() == gaps, "nothing is drawn that nobody sees"
    application.window.go_to(Place("overview"))
    assert page.gaps.title.text() != gaps


def test_an_empty_book_says_what_to_do(start, empty_path):
    page = start(empty_path).window.page
    assert page.heading.text() == "还没有规划"
    assert page.nothing.words == "还没有指标。从一览表导入（Ctrl+I）。"
    assert page.gaps.title.text() == "没有要填的格"
    assert not page.go_on.isVisible()
    assert not any(count.isVisible() for count in page.counts)
