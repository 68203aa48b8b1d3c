"""Which tasks are in sight, and in which words their cells speak."""

from decimal import Decimal

import pytest

from db.model.amount import Amount
from db.model.lines import IndicatorLine, MeasureLine, TaskLine, UnitShare, YearValue
from db.model.words import Answer, Counting, Direction, Nature, TargetRole, TaskStatus
from desktop.columns import Heading
from desktop.task_list.rows import holder_of, rows_in_sight, units_of
from desktop.task_list.words import (
    breakdown,
    counted,
    due,
    figure_with_unit,
    promised,
    suspicions,
)


def share(name, *, lead=False):
    return UnitShare(name, name, lead=lead, presumed=lead)


def a_promise(name, *targets, unit="所", recurring="", deadline=""):
    return IndicatorLine(
        id=name, series=name, number="", name=name, category="", unit=unit, nature=Nature.UNSAID,
        direction=Direction.AT_LEAST, counting=Counting.POINT, parent=None, depth=0, task="t",
        measure=None, recurring=recurring, deadline=deadline, definition="", note="", place="",
        position=0, targets=targets,
    )  # fmt: skip


def target(words, year=None, value=None, role=TargetRole.TARGET):
    number = None if value is None else Decimal(value)
    return YearValue(f"{words}{year}", year, Amount(words, number), role)


def a_task(number, section="（一）夯基", status=TaskStatus.NOT_STARTED, **fields):
    return TaskLine(
        id=f"t{number}", section=section, number=str(number), title=f"任务{number}", kind="",
        status=status, deadline="", note=fields.pop("note", ""), place="", position=number,
        **fields,
    )  # fmt: skip


MEASURE = MeasureLine("m", "t1", "教学一体机更新", 0)
PROMISE = a_promise("更新教学一体机", target("2300台", 2025, 2300), unit="台")
TASKS = (
    a_task(1, units=(share("教育局", lead=True),), measures=(MEASURE,), commitments=(PROMISE,)),
    a_task(2, status=TaskStatus.BEHIND, units=(share("教育局", lead=True), share("财政局"))),
    a_task(3, section="", status=TaskStatus.BEHIND),
)


def titles(rows):
    return [
        row.title if isinstance(row, (Heading, TaskLine, MeasureLine)) else row.name for row in rows
    ]


def test_sections_stand_over_their_tasks_with_counts():
    rows = rows_in_sight(TASKS, None, "", folded=(), opened=())
    assert titles(rows) == ["（一）夯基", "任务1", "任务2", "未分章节", "任务3"]
    assert [row.detail for row in rows if isinstance(row, Heading)] == ["2 项", "1 项"]


def test_an_open_task_shows_what_is_done_for_it_and_what_it_promises():
    rows = rows_in_sight(TASKS, None, "", folded=(), opened={"t1"})
    assert titles(rows)[1:4] == ["任务1", "教学一体机更新", "更新教学一体机"]


def test_filters_meet_and_empty_sections_go():
    rows = rows_in_sight(TASKS, TaskStatus.BEHIND, "财政局", folded=(), opened=())
    assert titles(rows) == ["（一）夯基", "任务2"]
    rows = rows_in_sight(TASKS, TaskStatus.DONE, "", folded=(), opened=(), staying={"t1"})
    assert titles(rows) == ["（一）夯基", "任务1"]
    rows = rows_in_sight(TASKS, None, "", folded={"（一）夯基"}, opened=())
    assert titles(rows) == ["（一）夯基", "未分章节", "任务3"]


def test_units_come_with_their_tasks_the_busiest_first():
    assert list(units_of(TASKS).values()) == [("教育局", 2), ("财政局", 1)]


@pytest.mark.parametrize("row", ["t1", "m", PROMISE.id])
def test_a_row_is_found_by_its_own_id_or_its_tasks(row):
    assert holder_of(row, TASKS) is TASKS[0]
    assert holder_of("elsewhere", TASKS) is None


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (target("12所", 2023, 12), "所", "12所"),
        (target("12", 2023, 12), "所", "12 所"),
        (target("全覆盖"), "%", "全覆盖"),
        (YearValue("x", None, Amount("", None, answer=Answer.NONE)), "所", "无此项"),
    ],
)
def test_a_figure_has_its_unit_once(value, unit, words):
    assert figure_with_unit(value, unit) == words


def test_a_promise_says_how_often_how_much_and_by_when():
    yearly = [target(str(number), year, number, TargetRole.YEARLY) for year, number in
              ((2023, 900), (2024, 800))]  # fmt: skip
    line = a_promise("一体机", *yearly, target("2300台", 2025, 2300), unit="台")
    assert (promised(line), breakdown(line), due(line)) == (
        "2300台", "2023 900 · 2024 800", "2025",
    )  # fmt: skip
    weekly = a_promise("课时", target("各2节"), unit="节", recurring="每周")
    assert (promised(weekly), due(weekly)) == ("每周 各2节", "")


def test_two_units_are_named_three_are_counted():
    names = ["财政局", "城管局", "公安局"]
    assert counted([share(name) for name in names[:2]]) == "财政局、城管局"
    assert counted([share(name) for name in names]) == "财政局等 3 家"


def test_a_note_that_suspects_a_figure_is_shown_at_that_figure():
    doubtful = a_promise("示范学校", target("12所", 2023, 12))
    sure = a_promise("其他", target("3所", 2023, 3))
    task = a_task(1, note="“12所”疑为1—2所；“2年内”自2021年起算", commitments=(doubtful, sure))
    assert suspicions(task) == {doubtful.id: "疑为1—2所"}
