"""Names of units that are run together or nearly equal: proposed, never decided."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.names import folded
from db.rules.unit_names import (
    core_of,
    may_be_one,
    near_pairs,
    parts_of_run_together,
    run_together,
)

BUREAU = ("社会事业局", "经济发展集团", "公安分局", "财政局", "交警大队", "各街道")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("经济发展集团公安分局", ("经济发展集团", "公安分局")),
        ("长春路小学内江路小学", ("长春路小学", "内江路小学")),
        ("教育局和财政局", ("教育局", "财政局")),
        ("财政局教育局", ("财政局", "教育局")),
        ("城关镇青山镇", ("城关镇", "青山镇")),
        ("新华幼儿园东风幼儿园西山小学", ("新华幼儿园", "东风幼儿园", "西山小学")),
        ("县委宣传部县委组织部", ("县委宣传部", "县委组织部")),
    ],
)
def test_names_without_a_sign_between_them_are_proposed_apart(name: str, parts: tuple[str, ...]):
    assert parts_of_run_together(name, BUREAU) == parts
    # Also where the book knows none of them.
    assert parts_of_run_together(name, ()) == parts


@pytest.mark.parametrize(
    "name",
    [
        "公安局交警大队", "城关镇中心小学", "自然资源和规划局", "人力资源和社会保障局",
        "市场监督管理局城东分局", "实验小学附属幼儿园", "第一中学教育集团", "县政府办公室",
        "利通区家庭教育研究指导中心", "南安市基础教育质量提升工作领导小组", "教育局基础教育股",
        "福州环保职业中专学校", "机构编制委员会办公室", "全区各级党委和政府",
        "启用向阳路等5所幼儿园",
        "新时代广场幼儿园等18所幼儿园", "东韩家村社区幼儿园", "各街道", "教育局", "",
    ],
)  # fmt: skip
def test_what_is_one_unit_is_left_whole(name: str):
    assert parts_of_run_together(name, BUREAU) == ()


def test_what_lies_inside_another_is_proposed_where_both_are_known():
    known = ("公安局", "交警大队")
    assert parts_of_run_together("公安局交警大队", known) == known
    assert parts_of_run_together("公安局交警大队", ("交警大队",)) == ()


NAMES = st.lists(
    st.builds(
        lambda place, kind: place + kind,
        st.sampled_from(["长春路", "内江路", "秦皇岛路", "新华", "东风", "奎山", "锦绣华府"]),
        st.sampled_from(["小学", "中学", "幼儿园", "实验学校"]),
    ),
    min_size=2,
    max_size=4,
    unique=True,
)


@given(NAMES)
def test_any_known_names_written_as_one_come_apart_again(names: list[str]):
    fused = "".join(names)
    assert parts_of_run_together(fused, names) == tuple(names)
    assert run_together([fused, *names], [fused, *names]) == {fused: tuple(names)}


@given(st.text("县市局委镇小学中幼儿园和部分集团第一二实验附属", max_size=14))
def test_parts_are_always_the_name_itself_cut(name: str):
    parts = parts_of_run_together(name, BUREAU)
    assert len(parts) != 1
    left = folded(name)
    for part in parts:
        assert part in left
        left = left[left.index(part) + len(part) :]
    assert not parts or not left


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("教育局", "县教育局"),
        ("区发改部门", "发展和改革局"),
        ("市场监管局", "市场监督管理局"),
        ("自然资源和规划分局", "自然资源与规划分局"),
        ("实验小学", "清河县实验小学"),
    ],
)
def test_two_ways_to_write_a_unit_are_proposed_as_one(one: str, other: str):
    assert may_be_one(one, other)
    assert may_be_one(other, one)
    assert near_pairs([one, "各街道", other]) == ((one, other),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("清河县第一小学", "清河县第二小学"),
        ("城东第一幼儿园", "城西第一幼儿园"),
        ("秦皇岛路小学", "秦皇岛路中学"),
        ("清河县初级中学", "清河县高级中学"),
        ("公安局", "公安分局"),
        ("各街道", "各乡镇"),
        ("教育局", "教育局"),
        ("", "教育局"),
    ],
)
def test_units_that_differ_by_number_side_or_stage_are_two(one: str, other: str):
    assert not may_be_one(one, other)


def test_a_core_has_no_place_and_no_long_words():
    assert core_of("区发改部门") == core_of("发展和改革局") == core_of("利通区发改局") == "发改局"
    assert core_of("长春路小学") == "长春路小学"
