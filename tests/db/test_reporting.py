"""What was done in a period is told, told again and taken back; what stands in the way followed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from db import queries
from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.words import RowKind, TaskStatus
from db.model.work_words import ProblemKind
from db.operations.recording import Entry
from db.operations.reporting import Report
from db.queries.dump import book_as_json
from tests.db.stories import a_book, indicator_named

KINDERGARTENS = "学前教育优质普惠发展"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path, "rizhao") as book:
        yield book


def tasks_of(book):
    return book.read(queries.task_lines, book.read(queries.find_plan).id)


def task_titled(book, title=KINDERGARTENS):
    return next(task for task in tasks_of(book) if task.title == title)


def told(book, row, period):
    found = book.read(queries.period_progress, book.read(queries.find_plan).id, period)
    return found.get(row, ())


def problems(book):
    return book.read(queries.problem_lines, book.read(queries.find_plan).id)


def a_report(book, period="2022-10", **said):
    task = task_titled(book)
    return Report(row_kind=RowKind.TASK, row=task.id, period=period, **said)


def test_words_status_and_figures_of_a_month_are_one_step(book):
    before = book.read(book_as_json)
    built = indicator_named(book, "新建幼儿园")
    changes = book.reporting.report(
        [
            a_report(
                book,
                status=TaskStatus.BEHIND,
                words=" 1 所装修完成并移交 ",
                problem="用地未批",
                next_step="年底再验收 2 所",
                coordination="请自然资源和规划分局答复用地",
                figures=(Entry(built.id, "2022-10", "11"),),
            )
        ]
    )
    assert changes.label == "填报任务7 2022 年 10 月进展"
    (line,) = told(book, task_titled(book).id, "2022-10")
    assert (line.words, line.status, line.as_of) == (
        "1 所装修完成并移交",
        TaskStatus.BEHIND,
        "2022-10-31",
    )
    assert task_titled(book).status is TaskStatus.BEHIND
    assert indicator_named(book, "新建幼儿园").actuals["2022-10"].amount.value == Decimal(11)
    assert [(one.kind, one.words) for one in problems(book)] == [
        (ProblemKind.PROBLEM, "用地未批"),
        (ProblemKind.COORDINATION, "请自然资源和规划分局答复用地"),
    ]
    book.undo()
    assert book.read(book_as_json) == before
    assert told(book, task_titled(book).id, "2022-10") == ()
    assert problems(book) == ()
    book.redo()
    assert told(book, task_titled(book).id, "2022-10") == (line,)


def test_telling_again_replaces_and_telling_nothing_takes_back(book):
    book.reporting.report([a_report(book, words="完成选址")])
    book.reporting.report([a_report(book, words="完成选址和立项")])
    (line,) = told(book, task_titled(book).id, "2022-10")
    assert line.words == "完成选址和立项"
    assert not book.reporting.report([a_report(book, words="完成选址和立项")])
    assert book.reporting.report([a_report(book)]).label == "清除任务7 2022 年 10 月进展"
    assert told(book, task_titled(book).id, "2022-10") == ()


def test_an_earlier_month_told_late_leaves_the_newer_status(book):
    book.reporting.report([a_report(book, "2022-10", status=TaskStatus.DONE, words="办结")])
    book.reporting.report([a_report(book, "2022-09", status=TaskStatus.BEHIND, words="未开工")])
    assert task_titled(book).status is TaskStatus.DONE
    book.reporting.report([a_report(book, "2022-Q4", status=TaskStatus.BEHIND, words="返工")])
    assert task_titled(book).status is TaskStatus.BEHIND


def test_units_tell_apart_and_the_lead_unit_stands_first(book):
    unit = book.read(queries.unit_lines)[2]
    book.reporting.report([a_report(book, unit=unit.id, words="资金已到位")])
    book.reporting.report([a_report(book, words="主体完工")])
    found = told(book, task_titled(book).id, "2022-10")
    assert [(one.unit, one.words) for one in found] == [(None, "主体完工"), (unit.id, "资金已到位")]


def test_measures_and_projects_are_told_too(book):
    measure = task_titled(book).measures[0]
    project = book.read(queries.project_lines, book.read(queries.find_plan).id)[0]
    book.reporting.report(
        [
            Report(
                row_kind=RowKind.MEASURE, row=measure.id, period="2022-10",
                status=TaskStatus.DONE, words="移交",
            ),
            Report(
                row_kind=RowKind.PROJECT, row=project.id, period="2022-10",
                stage="开工", words="打桩",
            ),
        ]
    )  # fmt: skip
    assert task_titled(book).measures[0].status is TaskStatus.DONE
    again = book.read(queries.project_lines, book.read(queries.find_plan).id)[0]
    assert again.stage == "开工"
    assert [one.words for one in book.read(queries.row_progress, project.id)] == ["打桩"]


def test_the_periods_of_a_row_come_newest_first(book):
    for period in ("2022-09", "2022-11", "2022-10", "2021"):
        book.reporting.report([a_report(book, period, words=period)])
    periods = [one.period for one in book.read(queries.row_progress, task_titled(book).id)]
    assert periods == ["2022-11", "2022-10", "2022-09", "2021"]


def test_what_is_carried_over_is_the_same_problem_and_none_is_no_problem(book):
    book.reporting.report([a_report(book, "2022-09", problem="用地未批", coordination="无")])
    book.reporting.report([a_report(book, "2022-10", words="推进", problem="用地未批")])
    assert [one.period for one in problems(book)] == ["2022-09"]
    book.reporting.report([a_report(book, "2022-10", words="推进", problem="资金缺口 300 万元")])
    assert [one.words for one in problems(book)] == ["用地未批", "资金缺口 300 万元"]
    book.reporting.report([a_report(book, "2022-10", words="推进", problem="资金缺口 200 万元")])
    assert [one.words for one in problems(book)] == ["用地未批", "资金缺口 200 万元"]
    book.reporting.report([a_report(book, "2022-10", words="推进", problem="无")])
    assert [one.words for one in problems(book)] == ["用地未批"]


def test_a_matter_goes_to_a_meeting_gets_its_result_and_may_be_opened_again(book):
    task = task_titled(book)
    unit = book.read(queries.unit_lines)[3].id
    book.reporting.follow_problem(
        ProblemKind.COORDINATION, RowKind.TASK, task.id, "园区用地", unit=unit, due="2022-11-20"
    )
    (line,) = problems(book)
    assert line.is_open
    decided = book.reporting.change_problem(
        line.id, meeting="区长办公会", decided_on="2022-11-08", decision="先行用地"
    )
    assert decided.label == "记下议定需协调事项“园区用地”"
    settled = book.reporting.change_problem(line.id, result="已供地", solved_on="2022-11-18")
    assert settled.label == "办结需协调事项“园区用地”"
    (line,) = problems(book)
    assert (line.is_open, line.meeting, line.result) == (False, "区长办公会", "已供地")
    assert book.reporting.change_problem(line.id, solved_on="").label.startswith("重开")
    book.reporting.drop_problem(line.id)
    assert problems(book) == ()
    book.undo()
    assert [one.result for one in problems(book)] == ["已供地"]


def test_what_cannot_be_kept_is_refused_whole(book):
    task = task_titled(book)
    with pytest.raises(ValueRefused) as refused:
        book.reporting.report([a_report(book, "十月", words="x")])
    assert refused.value.fault is ValueFault.NOT_A_PERIOD
    with pytest.raises(NotFound):
        book.reporting.report(
            [
                a_report(book, words="好"),
                Report(row_kind=RowKind.TASK, row="没有", period="2022-10"),
            ]
        )
    with pytest.raises(NotFound):
        book.reporting.report([a_report(book, words="好", unit="没有")])
    assert told(book, task.id, "2022-10") == ()
    with pytest.raises(ValueRefused):
        book.reporting.follow_problem(ProblemKind.PROBLEM, RowKind.TASK, task.id, "  ")
    with pytest.raises(ValueRefused):
        book.reporting.follow_problem(
            ProblemKind.PROBLEM, RowKind.TASK, task.id, "用地", due="下月"
        )
    with pytest.raises(NotFound):
        book.reporting.change_problem("没有", result="好")
