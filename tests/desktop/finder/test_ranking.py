"""What comes first: the last ones gone to, then the nearest; words and initials both find."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.finder.ranking import MOST_REMEMBERED, found, remembered
from desktop.finder.targets import PAGE, Target

NAMES = ("学前教育毛入园率", "普惠性幼儿园覆盖率", "九年义务教育巩固率", "高中阶段毛入学率")
TARGETS = tuple(Target(name, "指标", name, "学前教育" * ("园" in name)) for name in NAMES)


def names(words, last=()):
    return [target.name for target in found(TARGETS, words, last)]


def test_words_and_initials_find():
    assert names("巩固") == ["九年义务教育巩固率"]
    assert names("xqjymryl") == ["学前教育毛入园率"]
    assert names("xqjy") == ["学前教育毛入园率", "普惠性幼儿园覆盖率"]
    assert names("毛入 高中") == ["高中阶段毛入学率"]
    assert names("体育") == []


def test_names_whose_initials_begin_so_come_before_those_that_only_hold_them():
    targets = [Target(name, "行", name) for name in ("优质高中指标分配", "备份")]
    assert [one.name for one in found(targets, "bf", ())] == ["备份", "优质高中指标分配"]


def test_without_words_the_last_ones_are_listed_or_the_pages_where_there_are_none():
    assert names("") == []
    pages = (*TARGETS, Target("page review", PAGE, "审核"))
    assert [one.name for one in found(pages, "", ())] == ["审核"]
    assert names("", (NAMES[3], NAMES[0])) == [NAMES[3], NAMES[0]]


def test_what_was_gone_to_last_comes_first():
    assert names("率")[0] == NAMES[0]
    assert names("率", (NAMES[2],))[0] == NAMES[2]


@given(keys=st.lists(st.sampled_from([str(at) for at in range(30)])))
def test_what_is_remembered_is_short_and_holds_each_once(keys):
    last = ()
    for key in keys:
        last = remembered(last, key)
        assert last[0] == key
    assert len(last) == len(set(last)) <= MOST_REMEMBERED
