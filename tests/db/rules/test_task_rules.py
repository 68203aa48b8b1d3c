"""Order, split and merge of tasks: nothing is lost, nobody else moves."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.model.words import TaskStatus
from db.rules.merging_tasks import joined, joint_status
from db.rules.ordering import moved, places
from db.rules.task_edits import TaskField, edits_of
from db.rules.yearly_works import WorkKind, works_for_year
from tests.db.builders import a_measure_status, a_task, a_yearly_work

orders = st.lists(st.text("abcdefgh", min_size=1, max_size=2), unique=True, min_size=1, max_size=9)


@given(orders, st.data())
def test_moving_keeps_every_row_and_the_order_of_the_others(order, data):
    rows = data.draw(st.lists(st.sampled_from(order), unique=True))
    before = data.draw(st.one_of(st.none(), st.sampled_from(order)))
    after = moved(order, rows, before=before)
    assert sorted(after) == sorted(order)
    assert [row for row in after if row not in rows] == [row for row in order if row not in rows]
    assert [row for row in after if row in rows] == [row for row in order if row in rows]
    if before is not None and before not in rows and rows:
        last = [row for row in order if row in rows][-1]
        assert after.index(before) == after.index(last) + 1


def test_rows_go_before_another_or_to_the_end():
    assert moved("abcd", ["d"], before="a") == ("d", "a", "b", "c")
    assert moved("abcd", ["a"], before=None) == ("b", "c", "d", "a")
    assert moved("abcd", ["a", "b"], before="b") == ("a", "b", "c", "d")
    with pytest.raises(ValueError, match="z"):
        moved("abcd", ["z"], before=None)


@given(orders, st.data())
def test_places_rise_and_keep_to_those_there_were(order, data):
    held = {row: data.draw(st.integers(0, 30)) for row in order}
    given_places = places(order, held)
    found = [given_places[row] for row in order]
    assert all(first < second for first, second in itertools.pairwise(found))
    if len(set(held.values())) == len(held):
        assert sorted(found) == sorted(held.values())


def test_only_the_rows_between_move():
    held = {"a": 0, "b": 1, "c": 2, "d": 3}
    assert places(["a", "c", "b", "d"], held) == {"a": 0, "c": 1, "b": 2, "d": 3}
    assert places(["a", "b", "n", "c", "d"], held)["a"] == 0


@given(st.lists(st.sampled_from(list(TaskStatus)), min_size=1))
def test_a_merged_task_is_done_only_if_all_were(statuses):
    assert (joint_status(statuses) is TaskStatus.DONE) == (
        set(statuses) <= {TaskStatus.DONE, TaskStatus.STOPPED} and TaskStatus.DONE in statuses
    )
    if TaskStatus.BEHIND in statuses:
        assert joint_status(statuses) is TaskStatus.BEHIND


def test_words_told_twice_are_said_once():
    assert joined(("完成选址。", "", "完成选址。")) == "完成选址。"
    assert joined(("完成选址。", "资金到位")) == "完成选址；资金到位"
    assert joined(()) == ""


def test_an_edit_of_many_is_listed_before_it_is_written():
    first = a_task("甲", status=TaskStatus.NOT_STARTED, deadline="2024")
    second = a_task("乙", status=TaskStatus.BEHIND, deadline="2025")
    third = a_task("丙", deadline="")
    chosen = {first.id, second.id}
    (line,) = edits_of((first, second, third), chosen, TaskField.DEADLINE, "2025年底前")
    assert (line.title, line.old, line.new) == ("甲", "2024", "2025")
    found = edits_of((first, second, third), chosen, TaskField.STATUS, "正常推进")
    assert [(one.old, one.new) for one in found] == [("未启动", "正常推进"), ("滞后", "正常推进")]
    for field, words in ((TaskField.STATUS, "50%"), (TaskField.DEADLINE, "尽快")):
        with pytest.raises(ValueError, match=r".*"):
            edits_of((first,), chosen, field, words)


def test_a_year_takes_over_what_was_left_and_what_is_not_dealt_out_yet():
    left = a_task("布局优化", measures=("新建", "改扩建"), deadline="2025")
    done = a_task("设备升级", measures=("更新一体机",), status=TaskStatus.DONE)
    fresh = a_task("安全防线", measures=("巡查", "演练", "旧举措"), deadline="2024-06")
    fresh = a_measure_status(fresh, "旧举措", TaskStatus.DONE)
    early = a_task("党史学习", measures=("宣讲",), deadline="2023")
    works = (
        a_yearly_work(left, 2023, "新建 25 所", measure="新建"),
        a_yearly_work(left, 2023, "改造 3 所", status=TaskStatus.DONE),
        a_yearly_work(done, 2023, "更新 900 台", status=TaskStatus.STOPPED),
    )
    lines = works_for_year((left, done, fresh, early), works, 2024)
    assert [(line.kind, line.words, line.due) for line in lines] == [
        (WorkKind.UNDONE, "新建 25 所", ""),
        (WorkKind.MEASURE, "改扩建", ""),
        (WorkKind.MEASURE, "巡查", "2024-06"),
        (WorkKind.MEASURE, "演练", "2024-06"),
    ]
    here = (*works, a_yearly_work(left, 2024, "新建 25 所"), a_yearly_work(fresh, 2024, "巡查"))
    assert works_for_year((left, done, fresh, early), here, 2024) == ()
