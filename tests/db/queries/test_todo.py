"""What waits for somebody: deadlines near and past, entries by their state, those returned."""

from datetime import date

import pytest

from db import queries
from db.model.words import EntryState, RowKind, TaskStatus, UserRole
from db.model.work_words import ProblemKind
from db.operations.adjustment import TakenOut
from db.operations.recording import Entry
from db.operations.reporting import Report
from db.operations.reviewing import EntryRef
from db.operations.tasks import NewTask
from tests.db.revised import revise
from tests.db.stories import a_book, indicator_named

TODAY, UNTIL = date(2025, 6, 10), date(2025, 7, 10)
COVERAGE, SHARE = "普惠性幼儿园覆盖率", "公办园在园幼儿占比"


@pytest.fixture
def book(tmp_path):
    """A book whose plan has no task or project of its own with a deadline in sight."""
    with a_book(tmp_path, None) as book:
        book.planning.make_plan("教育规划", 2021, 2025)
        yield book


def plan(book):
    return book.read(queries.find_plan).id


def add_task(book, title, deadline, status=TaskStatus.NOT_STARTED):
    book.tasks.add_task(plan(book), NewTask(title=title, deadline=deadline))
    made = next(one for one in book.read(queries.task_lines, plan(book)) if one.title == title)
    book.planning.set_task_status(made.id, status)
    return made.id


def due(book):
    found = book.read(queries.due_lines, plan(book), UNTIL)
    return [(line.name, line.what, line.due.isoformat()) for line in found]


def test_what_is_near_or_past_is_listed_and_what_is_done_or_far_is_not(book):
    add_task(book, "教师补充", "2025-06")
    add_task(book, "课后服务", "2024")
    add_task(book, "集团办学", "2024", TaskStatus.DONE)
    add_task(book, "智慧校园", "2025")
    add_task(book, "师德建设", "每年")
    assert due(book) == [("课后服务", "", "2024-12-31"), ("教师补充", "", "2025-06-30")]


def test_yearly_work_stands_by_its_own_month_and_under_its_task(book):
    task = add_task(book, "教师补充", "2025")
    book.yearly_works.add(task, 2025, "招录特岗教师", due="6月")
    book.yearly_works.add(task, 2025, "总结", due="11月")
    assert due(book) == [("教师补充", "招录特岗教师", "2025-06-30")]


def a_project(book):
    book.planning.load_sample("litong")
    lines = book.read(queries.plan_lines)
    found = next(line for line in lines if line.title != "教育规划")
    return found.id, book.read(queries.project_lines, found.id)[0]


def test_a_stage_is_due_until_it_was_passed(book):
    in_plan, project = a_project(book)

    def stages(until):
        found = book.read(queries.due_lines, in_plan, until)
        return [line.what for line in found if line.row == project.id and line.what]

    book.milestones.set_planned(project.id, "招标", "2019-05")
    assert stages(date(2019, 6, 1)) == ["招标"]
    book.milestones.set_actual(project.id, "招标", "2019-05-20")
    assert stages(date(2019, 6, 1)) == []


def test_what_belongs_to_a_task_that_was_taken_out_waits_for_nobody(book):
    task = add_task(book, "教师补充", "2026")
    book.reporting.follow_problem(
        ProblemKind.PROBLEM, RowKind.TASK, task, "编制不足", due="2025-06-01"
    )
    book.reporting.report(
        [Report(row_kind=RowKind.TASK, row=task, period="2025-05", words="已招 3 人")]
    )
    (told,) = book.read(queries.row_progress, task)
    entry = [EntryRef(RowKind.PROGRESS, told.id)]
    book.reviewing.submit(entry)
    book.reviewing.send_back(entry, "没有附名单")
    assert due(book) == [("教师补充", "编制不足", "2025-06-01")]
    assert len(book.read(queries.returned_lines, plan(book))) == 1
    revise(book, TakenOut(kind=RowKind.TASK, row=task))
    assert due(book) == []
    assert book.read(queries.returned_lines, plan(book)) == ()


@pytest.fixture
def handed_in(tmp_path):
    """马丽 has handed two rates in; 王强 returned one of them."""
    with a_book(tmp_path, "rizhao", name="审核.planbook") as book:
        book.people.add("陈静", UserRole.ADMIN, "1357")
        book.people.add("马丽", UserRole.ENTRY, "2468")
        book.people.add("王强", UserRole.REVIEW, "9753")
        book.people.sign_in("马丽", "2468")
        rows = [indicator_named(book, name).id for name in (COVERAGE, SHARE)]
        book.recording.record([Entry(row, "2022", "80") for row in rows])
        book.recording.record([Entry(rows[0], "2021", "79")])
        refs = [
            EntryRef(RowKind.ACTUAL, indicator_named(book, name).actuals["2022"].id)
            for name in (COVERAGE, SHARE)
        ]
        book.reviewing.submit(refs)
        book.people.sign_in("王强", "9753")
        book.reviewing.send_back(refs[:1], "口径不符")
        yield book, refs


def test_entries_of_a_period_are_counted_by_where_they_stand(handed_in):
    book, _ = handed_in
    counts = book.read(queries.entry_counts, plan(book), "2022")
    assert counts == {EntryState.RETURNED: 1, EntryState.SUBMITTED: 1}
    assert book.read(queries.entry_counts, plan(book), "2021") == {EntryState.DRAFT: 1}


def test_what_was_altered_after_approval_counts_in_every_period(handed_in):
    book, refs = handed_in
    book.reviewing.approve(refs[1:])
    book.recording.record([Entry(indicator_named(book, SHARE).id, "2022", "81", reason="年报更正")])
    counts = book.read(queries.entry_counts, plan(book), "2024")
    assert counts == {EntryState.DRAFT: 1}


def test_what_came_back_is_listed_with_its_reason_until_it_is_mended(handed_in):
    book, _ = handed_in
    (line,) = book.read(queries.returned_lines, plan(book))
    assert (line.name, line.period, line.reason) == (COVERAGE, "2022", "口径不符")
    assert line.row == indicator_named(book, COVERAGE).id
    book.people.sign_in("马丽", "2468")
    book.recording.record([Entry(line.row, "2022", "82")])
    assert book.read(queries.returned_lines, plan(book)) == ()
