"""One figure typed at the command line is in the book, or the line says why it is not."""

import pytest

from .conftest import indicator, sha256

NAME = "学前教育毛入园率"


def actuals(planbook, book, name=NAME):
    return indicator(planbook("dump", book, "--json").answer, name)["actuals"]


def test_a_figure_is_kept_with_its_words_as_a_draft(planbook, litong):
    said = planbook("record", litong, NAME, "2023", "94.20").done()
    assert said == f"已录入“{NAME}”2023 年：94.20。\n"
    (actual,) = actuals(planbook, litong)
    assert (actual["value"], actual["text"], actual["state"]) == (94.2, "94.20", "draft")
    assert (actual["as_of"], actual["unit"], actual["note"]) == ("2023-12-31", None, "")


def test_a_figure_may_be_given_by_the_indicator_s_id(planbook, litong):
    row = indicator(planbook("dump", litong, "--json").answer, NAME)["id"]
    planbook("record", litong, row, "2023", "94").done()
    assert [one["value"] for one in actuals(planbook, litong)] == [94]


def test_what_is_known_besides_the_figure_is_kept(planbook, litong):
    options = ("--as-of", "2023-09-01", "--note", "学年初报表")
    planbook("record", litong, NAME, "2023-S2", "95%以上", *options).done()
    (actual,) = actuals(planbook, litong)
    assert (actual["period"], actual["value"], actual["text"]) == ("2023-S2", 95, "95%以上")
    assert (actual["as_of"], actual["note"]) == ("2023-09-01", "学年初报表")


@pytest.mark.parametrize(("words", "answer"), [("无此项", "none"), ("不适用", "not_applicable")])
def test_an_answer_is_no_figure(planbook, litong, words, answer):
    planbook("record", litong, NAME, "2023", words).done()
    (actual,) = actuals(planbook, litong)
    assert (actual["answer"], actual["value"]) == (answer, None)


def test_a_figure_of_one_unit_stands_beside_that_of_the_county(planbook, litong):
    unit = planbook("dump", litong, "--json").answer["units"][0]["name"]
    planbook("record", litong, NAME, "2023", "94").done()
    planbook("record", litong, NAME, "2023", "90", "--unit", unit).done()
    assert {(one["unit"], one["value"]) for one in actuals(planbook, litong)} == {
        (None, 94),
        (unit, 90),
    }


@pytest.mark.parametrize("value", ["-0.5", "-0.5%", "−0.5"])
def test_a_value_below_zero_is_no_option(planbook, litong, value):
    planbook("record", litong, NAME, "2023", value).done()
    assert [one["value"] for one in actuals(planbook, litong)] == [-0.5]


def test_blank_words_clear_the_figure(planbook, litong):
    planbook("record", litong, NAME, "2023", "94").done()
    assert "已清除" in planbook("record", litong, NAME, "2023", "").done()
    assert actuals(planbook, litong) == []


def test_the_same_figure_again_changes_nothing(planbook, litong):
    planbook("record", litong, NAME, "2023", "94").done()
    before = sha256(litong)
    assert "没有改动" in planbook("record", litong, NAME, "2023", "94").done()
    assert sha256(litong) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("毛入园率", "2023", "94"), f"“{NAME}”"),
        (("天气", "2023", "94"), "没有指标“天气”"),
        ((NAME, "2023年", "94"), "“2023年”不是报告期"),
        ((NAME, "2023-13", "94"), "不是报告期"),
        ((NAME, "2023", "见附件3"), "“见附件3”不是数值"),
        ((NAME, "2023", "94", "--as-of", "2023/9/1"), "不是日期"),
        ((NAME, "2023", "94", "--as-of", "2023-02-30"), "不是日期"),
        ((NAME, "2023", "94", "--unit", "气象台"), "没有单位“气象台”"),
        ((NAME, "2023"), "缺少 VALUE"),
        ((NAME, "2023", "94", "95"), "多了“95”"),
        ((NAME, "2023", "94", "--unit"), "--unit 后面缺少内容"),
    ],
)
def test_what_cannot_be_recorded_is_told_and_changes_nothing(planbook, litong, words, told):
    before = sha256(litong)
    assert told in planbook("record", litong, *words).refused()
    assert sha256(litong) == before
