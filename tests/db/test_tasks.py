"""Tasks and measures by hand: each deed is one step, and undo gives all of it back."""

from __future__ import annotations

import pytest

from db import queries
from db.errors import NotFound, StaleRow, ValueRefused
from db.faults import ValueFault
from db.model.words import RowKind, TaskStatus
from db.model.work_words import ProblemKind
from db.operations.recording import Entry
from db.operations.reporting import Report
from db.operations.task_joining import TaskSplit
from db.operations.tasks import NewTask
from db.queries.dump import book_as_json
from db.rules.task_edits import TaskField
from db.rules.yearly_works import WorkKind
from tests.db.stories import a_book, indicator_named

KINDERGARTENS = "学前教育优质普惠发展"
SCHOOLS = "义务教育优质均衡发展"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path, "rizhao") as book:
        yield book


def plan_of(book):
    return book.read(queries.find_plan).id


def tasks_of(book):
    return book.read(queries.task_lines, plan_of(book))


def task_titled(book, title=KINDERGARTENS):
    return next(task for task in tasks_of(book) if task.title == title)


def numbers(book):
    return [task.number for task in tasks_of(book)]


def undone(book, before):
    """Take the last step back; tell whether the book says what it said before it."""
    book.undo()
    return book.read(book_as_json) == before


def test_a_task_is_added_in_its_section_and_taken_out_again(book):
    before = book.read(book_as_json)
    section = task_titled(book).section
    added = book.tasks.add_task(
        plan_of(book),
        NewTask(title="建设城市书房", number="12a", section=section, deadline="2023年6月"),
    )
    assert added.label == "新增任务“建设城市书房”"
    made = task_titled(book, "建设城市书房")
    assert (made.deadline, made.section) == ("2023-06", section)
    at = [task.title for task in tasks_of(book)].index("建设城市书房")
    assert tasks_of(book)[at - 1].section == section
    assert tasks_of(book)[at + 1].section != section
    book.tasks.add_measure(made.id, "选址")
    first = task_titled(book, "建设城市书房").measures[0].id
    book.tasks.add_measure(made.id, "开放")
    book.tasks.add_measure(made.id, "装修", after=first)
    titles = [line.title for line in task_titled(book, "建设城市书房").measures]
    assert titles == ["选址", "装修", "开放"]
    book.tasks.remove_measure(first)
    book.tasks.remove_task(made.id)
    assert book.read(book_as_json) == before


def test_a_task_on_which_something_stands_stays(book):
    with pytest.raises(ValueRefused) as refused:
        book.tasks.remove_task(task_titled(book).id)
    assert refused.value.fault is ValueFault.ROW_IN_USE
    empty = next(task for task in tasks_of(book) if not task.commitments)
    told = Report(row_kind=RowKind.TASK, row=empty.id, period="2022-10", words="推进")
    book.reporting.report([told])
    with pytest.raises(ValueRefused):
        book.tasks.remove_task(empty.id)


def test_status_and_deadline_of_a_measure_are_its_own_or_the_task_s(book):
    before = book.read(book_as_json)
    measure = task_titled(book).measures[0]
    book.tasks.change_measure(measure.id, status=TaskStatus.DONE, deadline="2021年12月")
    held = task_titled(book).measures[0]
    assert (held.status, held.deadline) == (TaskStatus.DONE, "2021-12")
    again = book.tasks.change_measure(measure.id, status=None)
    assert "随任务" in again.label
    assert task_titled(book).measures[0].status is None
    book.undo()
    assert undone(book, before)
    with pytest.raises(ValueRefused) as refused:
        book.tasks.change_task(task_titled(book).id, deadline="尽快")
    assert refused.value.fault is ValueFault.NOT_A_DEADLINE
    changed = book.tasks.change_task(task_titled(book).id, deadline="持续推进")
    assert changed.label == "改任务7完成时限：持续推进"
    assert task_titled(book).deadline == "长期坚持"


def test_tasks_move_between_sections_and_the_others_stay(book):
    before = book.read(book_as_json)
    three, seven = task_titled(book, "构建幼小初一体化德育体系"), task_titled(book)
    changes = book.tasks.move_tasks([three.id], before=seven.id, section=seven.section)
    assert changes.label == "移动任务“构建幼小初一体化德育体系”"
    assert numbers(book)[:8] == ["1", "2", "4", "5", "6", "3", "7", "8"]
    assert task_titled(book, three.title).section == seven.section
    # Those from the old place to the new one, and nobody else.
    assert len(changes.rows) <= 5
    assert undone(book, before)
    book.tasks.move_tasks([three.id, seven.id], before=None)
    assert numbers(book)[-2:] == ["3", "7"]
    assert undone(book, before)
    with pytest.raises(NotFound):
        book.tasks.move_tasks([three.id], before="没有")


def test_a_measure_moves_within_its_task_and_to_another(book):
    before = book.read(book_as_json)
    seven, eight = task_titled(book), task_titled(book, SCHOOLS)
    owner = next(one for one in seven.commitments if one.measure)
    measure = next(one for one in seven.measures if one.id == owner.measure)
    book.tasks.move_measure(measure.id, before=None)
    assert task_titled(book).measures[-1].id == measure.id
    book.tasks.move_measure(measure.id, before=eight.measures[0].id, task=eight.id)
    assert task_titled(book, SCHOOLS).measures[0].id == measure.id
    assert owner.id in {one.id for one in task_titled(book, SCHOOLS).commitments}
    book.undo()
    assert undone(book, before)


def test_a_split_task_takes_measures_with_what_they_promise(book):
    before = book.read(book_as_json)
    seven = task_titled(book)
    measure = next(
        one for one in seven.measures if any(p.measure == one.id for p in seven.commitments)
    )
    promised = {one.id for one in seven.commitments if one.measure == measure.id}
    loose = next(one.id for one in seven.commitments if one.id not in promised)
    book.tasks.split_task(
        seven.id,
        TaskSplit(
            title="启用配套幼儿园", number="7-2", measures=(measure.id,), commitments=(loose,)
        ),
    )
    rest, made = task_titled(book), task_titled(book, "启用配套幼儿园")
    assert {one.id for one in made.commitments} == {*promised, loose}
    assert [one.id for one in made.measures] == [measure.id]
    assert len(rest.measures) + 1 == len(seven.measures)
    assert [share.name for share in made.units] == [share.name for share in seven.units]
    assert (made.section, made.deadline, made.status) == (rest.section, rest.deadline, rest.status)
    order = [task.id for task in tasks_of(book)]
    assert order.index(made.id) == order.index(rest.id) + 1
    assert undone(book, before)
    with pytest.raises(NotFound):
        book.tasks.split_task(seven.id, TaskSplit(title="别的", measures=("没有",)))


def told_twice(book):
    """Let two tasks be told of in one month, one of them with a figure, a problem and work."""
    seven, eight = task_titled(book), task_titled(book, SCHOOLS)
    built = indicator_named(book, "新增义务教育学位")
    book.reporting.report(
        [
            Report(
                row_kind=RowKind.TASK, row=seven.id, period="2022-10",
                status=TaskStatus.ON_TRACK, words="主体完工。",
            ),
            Report(
                row_kind=RowKind.TASK, row=eight.id, period="2022-10", status=TaskStatus.BEHIND,
                words="用地批复。", problem="资金缺口",
                figures=(Entry(built.id, "2022-10", "2700"),),
            ),
            Report(row_kind=RowKind.TASK, row=eight.id, period="2022-09", words="选址。"),
        ]
    )  # fmt: skip
    book.yearly_works.add(eight.id, 2022, "建成 2 所")


def test_a_merged_task_takes_over_everything(book):
    told_twice(book)
    seven, eight = task_titled(book), task_titled(book, SCHOOLS)
    projects = book.read(queries.project_lines, plan_of(book))
    theirs = {one.id for one in projects if one.task == eight.id}
    before = book.read(book_as_json)
    merged = book.tasks.merge_tasks(seven.id, [eight.id], title="扩充学位")
    assert merged.label == f"把“{SCHOOLS}”并入任务“{KINDERGARTENS}”"
    held = task_titled(book, "扩充学位")
    assert held.id == seven.id
    assert len(held.measures) == len(seven.measures) + len(eight.measures)
    assert len(held.commitments) == len(seven.commitments) + len(eight.commitments)
    assert [share.name for share in held.units] == [
        "社会事业局", "财政局", "经济发展集团", "自然资源和规划分局", "各街道",
    ]  # fmt: skip
    assert [share.lead for share in held.units].count(True) == 1
    assert held.status is TaskStatus.BEHIND
    told = book.read(queries.row_progress, seven.id)
    assert [(one.period, one.words) for one in told] == [
        ("2022-10", "主体完工；用地批复"), ("2022-09", "选址。"),
    ]  # fmt: skip
    assert told[0].status is TaskStatus.BEHIND
    (matter,) = book.read(queries.problem_lines, plan_of(book))
    assert (matter.kind, matter.row) == (ProblemKind.PROBLEM, seven.id)
    (work,) = book.read(queries.yearly_works, plan_of(book))
    assert work.task == seven.id
    projects = book.read(queries.project_lines, plan_of(book))
    assert theirs <= {one.id for one in projects if one.task == seven.id}
    assert eight.id not in {task.id for task in tasks_of(book)}
    assert book.housekeeping.damages() == ()
    assert undone(book, before)
    with pytest.raises(ValueRefused):
        book.tasks.merge_tasks(seven.id, [seven.id])


def test_many_tasks_are_edited_as_they_were_looked_at(book):
    before = book.read(book_as_json)
    chosen = {task.id for task in tasks_of(book) if not task.deadline}
    edits = book.tasks.preview_edits(plan_of(book), chosen, TaskField.DEADLINE, "长期")
    assert {edit.new for edit in edits} == {"长期坚持"}
    assert book.tasks.edit(edits).label == f"改 {len(edits)} 项任务的完成时限"
    assert all(task.deadline for task in tasks_of(book))
    assert undone(book, before)
    edits = book.tasks.preview_edits(plan_of(book), chosen, TaskField.STATUS, "正常推进")
    book.tasks.change_task(edits[-1].task, status=TaskStatus.BEHIND)
    with pytest.raises(StaleRow):
        book.tasks.edit(edits)
    with pytest.raises(ValueRefused):
        book.tasks.preview_edits(plan_of(book), chosen, TaskField.STATUS, "80%")


def works_of(book, year):
    found = book.read(queries.yearly_works, plan_of(book))
    return [(one.words, one.due) for one in found if one.year == year]


def test_the_year_s_table_is_filled_changed_and_carried_on(book):
    seven = task_titled(book)
    plan = plan_of(book)
    proposed = book.yearly_works.preview_year(plan, 2021)
    mine = [line for line in proposed if line.task == seven.id]
    assert {line.kind for line in mine} == {WorkKind.MEASURE}
    assert [line.words for line in mine] == [one.title for one in seven.measures]
    assert book.yearly_works.carry_on(plan, 2021, mine[:2]).label == "分解到 2021 年 2 条"
    first, second = book.read(queries.yearly_works, plan)
    book.yearly_works.change(first.id, due="9月", words="建成 7 所配套幼儿园")
    book.yearly_works.change(second.id, status=TaskStatus.DONE)
    assert works_of(book, 2021) == [("建成 7 所配套幼儿园", "2021-09"), (second.words, "")]
    book.yearly_works.move(first.id, before=None)
    assert works_of(book, 2021)[-1][0] == "建成 7 所配套幼儿园"
    lines = [line for line in book.yearly_works.preview_year(plan, 2022) if line.task == seven.id]
    assert (lines[0].kind, lines[0].words) == (WorkKind.UNDONE, "建成 7 所配套幼儿园")
    assert second.words not in {line.words for line in lines if line.kind is WorkKind.UNDONE}
    book.yearly_works.carry_on(plan, 2022, lines[:1])
    assert works_of(book, 2022) == [("建成 7 所配套幼儿园", "")]
    book.undo()
    book.yearly_works.remove([first.id, second.id])
    assert works_of(book, 2021) == []


def test_work_of_a_year_outside_the_plan_or_without_words_is_refused(book):
    seven = task_titled(book)
    for year, words, due, fault in (
        (2024, "建园", "", ValueFault.YEAR_OUTSIDE_PLAN),
        (2022, "  ", "", ValueFault.EMPTY_WORDS),
        (2022, "建园", "2023-01", ValueFault.NOT_A_DEADLINE),
    ):
        with pytest.raises(ValueRefused) as refused:
            book.yearly_works.add(seven.id, year, words, due=due)
        assert refused.value.fault is fault
    with pytest.raises(NotFound):
        book.yearly_works.add(seven.id, 2022, "建园", measure="没有")
    line = book.yearly_works.preview_year(plan_of(book), 2022)[0]
    book.yearly_works.carry_on(plan_of(book), 2022, [line])
    with pytest.raises(StaleRow):
        book.yearly_works.carry_on(plan_of(book), 2022, [line])


def test_one_task_is_read_as_the_whole_plan_reads_it(book):
    for task in tasks_of(book):
        assert book.read(queries.whole_task, task.id) == task
    assert book.read(queries.whole_task, "没有") is None
