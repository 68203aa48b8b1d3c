"""Two plans are alike when they say the same, whatever their rows' ids; a difference is named."""

from copy import deepcopy
from decimal import Decimal

import pytest

from db.queries.dump import book_as_json
from db.queries.likeness import NOT_IN_A_LIST, same_plan
from tests.db.stories import a_book, record


def a_plan():
    """A small plan in the shape of dump, with everything that may point at something else."""
    return {
        "plan": {"id": "p", "title": "利通区规划", "period_start": 2021},
        "indicators": [
            an_indicator("i1", "学校数", None),
            an_indicator("i2", "幼儿园数", "i1"),
        ],
        "tasks": [
            {
                "id": "t1",
                "title": "建园",
                "deadline": "2025",
                "measures": [{"id": "m1", "title": "新建"}],
                "commitments": [
                    {"id": "c1", "subject": "新建园", "measure": "m1", "quantity": Decimal(3)}
                ],
            }
        ],
        "projects": [{"id": "r1", "name": "第三幼儿园", "task": "t1", "places": None}],
        "findings": [{"row": "i1"}],
    }


def an_indicator(row, name, parent):
    return {
        "id": row,
        "name": name,
        "parent": parent,
        "series": f"s-{row}",
        "unit": "所",
        "note": "",
        "baselines": [{"year": 2020, "value": Decimal(61), "text": "61"}],
        "targets": [{"year": 2025, "value": Decimal(95), "text": "95", "role": "target"}],
        "actuals": [
            {"period": "2023", "unit": None, "value": Decimal(62), "note": "", "state": "draft"}
        ],
    }


def renamed(value):
    """The same with other ids."""
    if isinstance(value, dict):
        return {
            key: f"new-{held}"
            if key in {"id", "parent", "task", "measure", "series"} and held
            else renamed(held)
            for key, held in value.items()
        }
    return [renamed(held) for held in value] if isinstance(value, list) else value


def test_a_plan_is_like_itself_under_other_ids():
    assert same_plan(a_plan(), renamed(a_plan())) == []


def change_value(plan):
    plan["indicators"][0]["targets"][0]["value"] = Decimal(92)


def change_text(plan):
    plan["indicators"][0]["targets"][0]["text"] = "95.0"


def move_part(plan):
    plan["indicators"][1]["parent"] = None


def drop_row(plan):
    del plan["projects"][0]


def add_year(plan):
    plan["indicators"][0]["baselines"].append({"year": 2019, "value": Decimal(60)})


def swap_rows(plan):
    plan["indicators"].append(plan["indicators"].pop(0))


def loosen_commitment(plan):
    plan["tasks"][0]["commitments"][0]["measure"] = None


def blank_is_zero(plan):
    plan["projects"][0]["places"] = Decimal(0)


def other_task(plan):
    plan["projects"][0]["task"] = None


def other_title(plan):
    plan["plan"]["title"] = "日照市规划"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (change_value, "指标 “学校数” 目标值 2025年（target） 数值：95 ≠ 92"),
        (change_text, "指标 “学校数” 目标值 2025年（target） 原文：95 ≠ 95.0"),
        (move_part, "指标 “学校数／幼儿园数”：只在前者"),
        (drop_row, "项目 “第三幼儿园”：只在前者"),
        (add_year, "指标 “学校数” 基期值 2019年：只在后者"),
        (swap_rows, "指标：顺序不同"),
        (loosen_commitment, "任务 “建园” 量化目标 “新建园” measure：新建 ≠ （空）"),
        (blank_is_zero, "项目 “第三幼儿园” places：（空） ≠ 0"),
        (other_task, "项目 “第三幼儿园” task：建园 ≠ （空）"),
        (other_title, "规划 title：利通区规划 ≠ 日照市规划"),
    ],
)
def test_a_difference_is_told_with_its_place(change, told):
    other = deepcopy(a_plan())
    change(other)
    assert told in same_plan(a_plan(), renamed(other))


def test_rows_of_one_name_are_told_apart_by_their_order():
    first, second = a_plan(), a_plan()
    for plan in (first, second):
        plan["indicators"].append(an_indicator("i3", "学校数", None))
    second["indicators"][2]["unit"] = "个"
    assert same_plan(first, second) == ["指标 “学校数”（第 2 个） 单位：所 ≠ 个"]


def test_what_is_ignored_may_be_meant_for_one_place_only():
    other = a_plan()
    other["indicators"][0]["actuals"][0]["note"] = "初步数"
    assert same_plan(a_plan(), other, ignoring={"actuals.note"}) == []
    other["indicators"][0]["note"] = "全县"
    assert same_plan(a_plan(), other, ignoring={"actuals.note"}) == [
        "指标 “学校数” 备注：（空） ≠ 全县"
    ]


def test_a_float_and_a_decimal_of_the_same_digits_are_one_value():
    first, second = a_plan(), a_plan()
    first["indicators"][0]["targets"][0]["value"] = Decimal("93.91")
    second["indicators"][0]["targets"][0]["value"] = 93.91
    assert same_plan(first, second) == []


def test_two_books_of_one_sample_are_alike_until_a_figure_is_recorded(tmp_path):
    with a_book(tmp_path, name="一.planbook") as one, a_book(tmp_path, name="二.planbook") as two:
        first, second = one.read(book_as_json), two.read(book_as_json)
        assert first["plan"]["id"] != second["plan"]["id"]
        assert same_plan(first, second) == []
        record(two, "学前教育毛入园率", "2023", "94.2")
        told = same_plan(first, two.read(book_as_json), ignoring=NOT_IN_A_LIST)
    assert told == ["指标 “学前教育毛入园率” 实际完成值 2023：只在后者"]
