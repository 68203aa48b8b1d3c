"""`planbook check` tells what is doubted, whose figure it is, and what was said of it."""

from db.book import PlanBook
from db.queries.checks import data_findings


def test_doubts_of_figures_are_told_with_their_cell_until_they_are_explained(planbook, litong):
    name = "普惠性幼儿园覆盖率"
    for period, words in (("2022", "88.10"), ("2023", "87.20")):
        planbook("record", litong, name, period, words).done()
    (found,) = (
        one for one in planbook("check", litong, "--json").answer["findings"] if one["period"]
    )
    assert (found["kind"], found["severity"], found["period"]) == ("below-last", "query", "2023")
    assert (found["unit"], found["explanation"]) == (None, None)
    assert found["anchors"] == [
        {"quote": "87.20", "place": f"2023 {name}"},
        {"quote": "88.10", "place": f"2022 {name}"},
    ]
    with PlanBook.open(litong) as book:
        book.explaining.explain(book.read(data_findings, period="2023"), "两所民办园停办")
    said = planbook("check", litong)
    assert "已说明：两所民办园停办" in said.out
    assert "已说明 1 处" in said.out
    assert said.code == 1


def test_a_book_with_everything_explained_needs_no_attention(planbook, litong):
    with PlanBook.open(litong) as book:
        book.explaining.explain(book.read(data_findings), "已与规划原文核对")
    done = planbook("check", litong, "--json")
    assert {one["explanation"] for one in done.answer["findings"]} == {"已与规划原文核对"}
    assert done.code == 0


def test_a_doubt_of_a_unit_s_figure_names_the_unit(planbook, litong):
    (unit, *_) = planbook("dump", litong, "--json").answer["units"]
    planbook("record", litong, "各级各类学校数", "2023", "1.5", "--unit", unit["name"]).done()
    (found,) = (
        one for one in planbook("check", litong, "--json").answer["findings"] if one["unit"]
    )
    assert (found["kind"], found["severity"], found["unit"]) == ("not-whole", "error", unit["name"])
    told = planbook("check", litong).out
    assert f"错误：{unit['name']}：2023 各级各类学校数：1.5 不是整数" in told


def test_a_sentence_that_names_its_row_says_only_the_period_before(planbook, litong):
    for name, words in (("九年义务教育巩固率", "101.35"), ("公办在园幼儿占比", "152.79")):
        planbook("record", litong, name, "2023", words).done()
    told = planbook("check", litong).out
    assert "疑问：2023 九年义务教育巩固率：101.35 高于 100" in told
    assert "错误：2023：公办在园幼儿占比 152.79，按口径不会高于 100" in told
