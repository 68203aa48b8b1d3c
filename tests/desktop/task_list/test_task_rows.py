"""Which tasks are in sight, and in which words their cells speak."""

from dataclasses import replace
from decimal import Decimal

import pytest

from db.model.amount import Amount
from db.model.lines import IndicatorLine, MeasureLine, TaskHead, YearValue
from db.model.words import Answer, TargetRole, TaskStatus
from db.rules.progress import Told
from desktop.columns import Heading
from desktop.progress_telling import (
    column_words,
    cut_otherwise,
    form_content,
    last_told,
    now_words,
    periods_to_tell,
)
from desktop.task_list.rows import Entries, Wanted, parts_of, passing, rows_in_sight, units_of
from desktop.task_list.words import (
    breakdown,
    counted,
    due,
    figure_with_unit,
    named,
    promised,
    promised_figure,
    suspicions,
)
from desktop.widgets.progress_form import Part
from tests.db.builders import a_task as a_whole_task
from tests.db.builders import an_indicator
from tests.db.rules.test_progress import a_line


def a_promise(name, *targets, unit="所", recurring="", deadline=""):
    line = an_indicator(name, recurring=recurring, deadline=deadline)
    return line._replace(unit=unit, targets=targets, task="t")


def target(words, year=None, value=None, role=TargetRole.TARGET):
    number = None if value is None else Decimal(value)
    return YearValue(f"{words}{year}", year, Amount(words, number), role)


def a_task(number, section="（一）夯基", status=TaskStatus.NOT_STARTED, **said):
    head = TaskHead(f"t{number}", section, str(number), f"任务{number}", "", status, "", "", number)
    return head._replace(**said)


PROMISE = a_promise("更新教学一体机", target("2300台", 2025, 2300), unit="台")
WHOLE = a_whole_task("任务1", measures=("教学一体机更新", "录播教室"), commitments=(PROMISE,))
TASKS = (
    a_task(1, leads=("教育局",), lead_ids=("e",), measures=2, commitments=1),
    a_task(
        2, status=TaskStatus.BEHIND, leads=("教育局",), lead_ids=("e",), co_units=("财政局",),
        co_ids=("f",),
    ),
    a_task(3, section="", status=TaskStatus.BEHIND),
    a_task(4, status=TaskStatus.DONE),
)  # fmt: skip
NOTHING = Entries({}, {})


def titles(rows):
    return [row.name if isinstance(row, IndicatorLine) else row.title for row in rows]


def in_sight(wanted=Wanted(), entries=NOTHING, *, folded=(), opened=(), staying=()):  # noqa: B008
    tasks = passing(TASKS, wanted, entries, staying)
    return rows_in_sight(tasks, entries, folded=folded, opened=opened, whole=lambda _task: WHOLE)


def test_sections_stand_over_their_tasks_with_counts_of_what_is_blank():
    rows = in_sight()
    assert titles(rows) == ["（一）夯基", "任务1", "任务2", "任务4", "未分章节", "任务3"]
    details = [row.detail for row in rows if isinstance(row, Heading)]
    assert details == ["3 项，未填 2", "1 项，未填 1"]
    told = Entries({"t1": Told.FILLED, "t3": Told.DRAFT}, {})
    details = [row.detail for row in in_sight(entries=told) if isinstance(row, Heading)]
    assert details == ["3 项，未填 1", "1 项"]


def test_an_open_task_shows_each_measure_before_what_it_promises():
    assert titles(in_sight(opened={"t1"}))[1:5] == [
        "任务1", "教学一体机更新", "录播教室", "更新教学一体机",
    ]  # fmt: skip
    owner = WHOLE.measures[0].id
    owned = replace(WHOLE, commitments=(WHOLE.commitments[0]._replace(measure=owner),))
    assert titles(parts_of(owned)) == ["教学一体机更新", "更新教学一体机", "录播教室"]
    assert parts_of(None) == []


def test_filters_meet_and_empty_sections_go():
    assert titles(in_sight(Wanted(TaskStatus.BEHIND, "f"))) == ["（一）夯基", "任务2"]
    assert titles(in_sight(Wanted(TaskStatus.STOPPED), staying={"t1"})) == ["（一）夯基", "任务1"]
    assert titles(in_sight(folded={"（一）夯基"})) == ["（一）夯基", "未分章节", "任务3"]
    told = Entries({"t1": Told.FILLED}, {})
    assert titles(in_sight(Wanted(blank=True), told)) == [
        "（一）夯基",
        "任务2",
        "未分章节",
        "任务3",
    ]


def test_a_unit_that_takes_part_tells_for_itself():
    entries = Entries({"t1": Told.FILLED, "t2": Told.FILLED}, {}, "f")
    assert entries.teller(TASKS[0]) == "f"
    assert entries.of(TASKS[1]) is Told.BLANK
    lead = Entries({"t2": Told.FILLED}, {}, "e")
    assert (lead.teller(TASKS[1]), lead.of(TASKS[1])) == (None, Told.FILLED)
    assert not lead.is_missing(TASKS[3])


def test_units_come_with_their_tasks_the_busiest_first():
    assert list(units_of(TASKS).values()) == [("教育局", 2), ("财政局", 1)]


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
    assert (named(line), promised_figure(line)) == ("一体机（台）", "2300")
    weekly = a_promise("课时", target("各2节"), unit="节", recurring="每周")
    assert (promised(weekly), due(weekly)) == ("每周 各2节", "")


def test_two_units_are_named_three_are_counted():
    assert counted(["财政局", "城管局"]) == "财政局、城管局"
    assert counted(["财政局", "城管局", "公安局"]) == "财政局等 3 家"


def test_a_note_that_suspects_a_figure_is_shown_at_that_figure():
    doubtful = a_promise("示范学校", target("12所", 2023, 12))
    sure = a_promise("其他", target("3所", 2023, 3))
    task = a_whole_task(note="“12所”疑为1—2所；“2年内”自2021年起算", commitments=(doubtful, sure))
    assert suspicions(task) == {task.commitments[0].id: "疑为1—2所"}


# -- what the form shows -------------------------------------------------------------------------


def told(period, words, unit=None, status=TaskStatus.ON_TRACK):
    return replace(a_line(words), period=period, unit=unit, status=status, problem="用地")


def test_the_last_period_stands_beside_this_one():
    lines = (told("2022-10", "移交"), told("2022-09", "装修"), told("2022-09", "拨款", "f"))
    content = form_content("t", "2022-10", lines, choice="DONE")
    # The newest month stands as the row does; an older one as it was told.
    assert (content.last, content.now, content.choice) == ("上月", "本月", "DONE")
    assert form_content("t", "2022-09", lines, choice="DONE").choice == "ON_TRACK"
    assert (content.held[Part.WORDS], content.before[Part.WORDS]) == ("移交", "装修")
    assert content.last_choice == "正常推进"
    other = form_content("t", "2022-10", lines, unit="f")
    assert (other.held, other.before[Part.WORDS]) == ({}, "拨款")


def test_a_gap_names_the_month_that_was_told_last():
    lines = (told("2022-08", "选址"), told("2021-12", "立项"))
    assert form_content("t", "2022-10", lines).last == "8 月"
    assert form_content("t", "2022-07", lines).last == "2021 年 12 月"
    assert form_content("t", "2022-07", lines, choice="BEHIND").choice == "BEHIND"
    assert form_content("t", "2021-12", lines).last == ""
    assert last_told(lines, "2022-Q3", None).period == "2021-12"


def test_a_year_is_cut_as_it_is_told():
    assert (now_words("2022-Q3"), now_words("2022")) == ("本季", "本年")
    assert column_words("2022-10") == "10 月进展"
    assert column_words("2022") == "2022 年进展"
    assert len(periods_to_tell((2022, 2023), "month")) == 24
    assert cut_otherwise("2022-10", "quarter") == "2022-Q3"
    assert cut_otherwise("2022-10", "week") == "2022-10"


def test_a_measure_is_none_of_the_tasks():
    assert isinstance(parts_of(WHOLE)[0], MeasureLine)
