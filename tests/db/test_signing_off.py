"""销号: with its evidence, step by step, sent back, withdrawn, closed, reopened."""

from dataclasses import replace

import pytest

from db import queries
from db.errors import NotFound, StepRefused, ValueRefused
from db.faults import ValueFault
from db.model.proof import RowRef
from db.model.records import Problem
from db.model.words import RowKind, TaskStatus, UserRole
from db.model.work_words import ProblemKind, SignOffState, SignOffStep
from db.operations.evidence import Paper
from db.queries import proof
from db.queries.people import user_named
from db.rules.book_settings import OWN_ENTRIES
from db.rules.signing_off import state_of
from desktop.errors import sentence
from tests.db.proof_stories import a_file, first_figure, first_project, first_task
from tests.db.stories import a_book


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path, "rizhao") as made:
        yield made


def task_line(book):
    return book.read(queries.task_lines, book.read(queries.find_plan).id)[0]


def closures(book, row):
    return book.read(proof.sign_offs_of, row.kind, row.row)


def state(book, row):
    return state_of((None, *closures(book, row))[-1])


def refused(step, *words, **fields):
    with pytest.raises(StepRefused) as caught:
        step(*words, **fields)
    return sentence(caught.value)


def prove(book, row):
    book.proving.add_paper(Paper(title="完成情况报告"), [row])


def test_a_task_is_asked_for_verified_agreed_to_and_then_done(book):
    task = first_task(book)
    prove(book, task)
    book.signing_off.request(task, "材料已齐", on="2024-02-26")
    assert state(book, task) is SignOffState.REQUESTED
    book.signing_off.verify(task, "已看现场", on="2024-02-28")
    assert task_line(book).status is TaskStatus.NOT_STARTED
    changes = book.signing_off.agree(task)
    assert changes.label == "同意销号“结合党史学习加强基层党建”"
    assert task_line(book).status is TaskStatus.DONE
    (closure,) = closures(book, task)
    assert (closure.requested_on, closure.verified_on, closure.agreed_on) == (
        "2024-02-26",
        "2024-02-28",
        "2024-03-01",
    )
    assert {closure.requested_by, closure.verified_by, closure.agreed_by} == {"马丽"}
    assert closure.status_before == "未启动"


def test_a_request_names_the_listed_pieces_that_are_missing(book, tmp_path):
    task = first_task(book)
    assert "还没有佐证。先添加佐证" in refused(book.signing_off.request, task)
    book.proving.ask_for(task, [(None, "完成情况报告"), (None, "现场照片")])
    report, photo = book.read(proof.requirement_lines, task.kind, task.row)
    book.proving.add_files([a_file(tmp_path)], [task], requirement=report.id)
    words = refused(book.signing_off.request, task)
    assert "还缺佐证 1 件：现场照片。" in words
    book.proving.add_paper(Paper(title="照片四张"), [task], requirement=photo.id)
    assert book.signing_off.request(task)


def test_a_step_out_of_turn_says_what_comes_first(book):
    task = first_task(book)
    sign = book.signing_off
    assert "还没有申请销号" in refused(sign.verify, task)
    assert "不用重开" in refused(sign.reopen, task, "漏项")
    prove(book, task)
    sign.request(task)
    assert "先核实，再同意" in refused(sign.agree, task)
    assert "等核实" in refused(sign.request, task)
    sign.verify(task)
    assert "等同意" in refused(sign.verify, task)
    sign.agree(task)
    assert "要改先重开" in refused(sign.withdraw, task)
    assert "没有写重开的原因" in refused(sign.reopen, task, "  ")


def test_a_day_before_the_last_step_or_none_at_all_is_refused(book):
    task = first_task(book)
    prove(book, task)
    book.signing_off.request(task, on="2024-02-26")
    assert "早于上一步" in refused(book.signing_off.verify, task, on="2024-02-25")
    with pytest.raises(ValueRefused) as caught:
        book.signing_off.verify(task, on="昨天")
    assert caught.value.fault is ValueFault.NOT_A_DATE


def test_what_was_sent_back_stays_readable_and_is_asked_for_anew(book):
    task = first_task(book)
    prove(book, task)
    book.signing_off.request(task)
    book.signing_off.refuse(task, "报告没有盖章")
    assert state(book, task) is SignOffState.REFUSED
    book.signing_off.request(task)
    first, second = closures(book, task)
    assert (first.refusal, second.position) == ("报告没有盖章", 1)
    assert state_of(second) is SignOffState.REQUESTED


def test_a_request_is_withdrawn_and_leaves_no_closure(book):
    task = first_task(book)
    prove(book, task)
    book.signing_off.request(task)
    book.signing_off.withdraw(task)
    assert closures(book, task) == ()
    assert book.undo().label == "撤回申请“结合党史学习加强基层党建”"
    assert state(book, task) is SignOffState.REQUESTED


def test_reopening_gives_the_status_back_and_keeps_the_first_closure(book):
    task = first_task(book)
    book.planning.set_task_status(task.row, TaskStatus.BEHIND)
    prove(book, task)
    for step in (book.signing_off.request, book.signing_off.verify, book.signing_off.agree):
        step(task)
    book.signing_off.reopen(task, "抽查发现漏项")
    assert task_line(book).status is TaskStatus.BEHIND
    for step in (book.signing_off.request, book.signing_off.verify, book.signing_off.agree):
        step(task)
    first, second = closures(book, task)
    assert (first.agreed_on, first.reopening) == ("2024-03-01", "抽查发现漏项")
    assert (state_of(first), state_of(second)) == (SignOffState.REOPENED, SignOffState.CLOSED)
    lines = book.read(proof.sign_off_lines)
    assert [(one.record.id, one.last) for one in lines] == [(first.id, False), (second.id, True)]


def test_a_status_that_a_person_changed_since_is_left_alone(book):
    task = first_task(book)
    prove(book, task)
    for step in (book.signing_off.request, book.signing_off.verify, book.signing_off.agree):
        step(task)
    book.planning.set_task_status(task.row, TaskStatus.STANDING)
    book.signing_off.reopen(task, "改为长期任务")
    assert task_line(book).status is TaskStatus.STANDING


@pytest.mark.parametrize(
    ("stage", "closed"), [("招标", "投用"), ("结算审计", "结算审计"), ("", "投用")]
)
def test_a_project_is_in_use_when_closed_unless_it_is_further(book, stage, closed):
    project = first_project(book)
    plan = book.read(queries.find_plan).id
    book.planning.set_project_stage(project.row, stage)
    prove(book, project)
    for step in (book.signing_off.request, book.signing_off.verify, book.signing_off.agree):
        step(project)
    assert book.read(queries.project_lines, plan)[0].stage == closed
    book.signing_off.reopen(project, "移交手续不全")
    assert book.read(queries.project_lines, plan)[0].stage == stage


def test_a_measure_and_a_problem_are_closed_too(book):
    measure = RowRef(RowKind.MEASURE, task_line(book).measures[0].id)
    problem = RowRef(RowKind.PROBLEM, "p")
    with book._steps.begin("存在问题") as step:
        step.transaction.put(
            [
                Problem(
                    id="p",
                    kind=ProblemKind.PROBLEM,
                    row_kind=RowKind.TASK,
                    row=first_task(book).row,
                    words="用地手续未办",
                )
            ]
        )
    for row in (measure, problem):
        prove(book, row)
        for take in (book.signing_off.request, book.signing_off.verify, book.signing_off.agree):
            take(row)
    held = book._connection.execute("select status from measure where id = ?", (measure.row,))
    assert held.fetchone()[0] == "已完成"
    solved = book._connection.execute("select solved_on from problem").fetchone()[0]
    assert solved == "2024-03-01"
    for row in (measure, problem):
        book.signing_off.reopen(row, "反复")
    held = book._connection.execute("select status from measure where id = ?", (measure.row,))
    assert held.fetchone()[0] is None
    assert book._connection.execute("select solved_on from problem").fetchone()[0] == ""
    names = {one.row.name for one in book.read(proof.sign_off_lines)}
    assert "用地手续未办" in names


def test_a_figure_is_never_closed(book):
    with pytest.raises(NotFound):
        book.signing_off.request(first_figure(book))


def test_every_step_is_undone_and_the_book_is_sound(book):
    task = first_task(book)
    prove(book, task)
    for step in (SignOffStep.REQUEST, SignOffStep.VERIFY, SignOffStep.AGREE, SignOffStep.REOPEN):
        book.signing_off.take(step, task, "原因")
    for expected in (
        SignOffState.CLOSED,
        SignOffState.VERIFIED,
        SignOffState.REQUESTED,
        SignOffState.OPEN,
    ):
        book.undo()
        assert state(book, task) is expected
    assert task_line(book).status is TaskStatus.NOT_STARTED
    assert book.housekeeping.damages() == ()


@pytest.fixture
def of_two(book):
    """A book of two people, 陈静 at work, and a task that she asks to close."""
    book.people.add("陈静", UserRole.ADMIN, "1357")
    book.people.add("王强", UserRole.REVIEW, "9753")
    prove(book, first_task(book))
    book.signing_off.request(first_task(book))
    return book


def test_who_asked_to_close_a_task_neither_verifies_nor_agrees(of_two):
    task = first_task(of_two)
    words = refused(of_two.signing_off.verify, task)
    assert "销号是本人申请的，没有核实。请别人核实，或在设置里放开。" in words
    of_two.people.sign_in("王强", "9753")
    of_two.signing_off.verify(task)
    of_two.people.sign_in("陈静", "1357")
    assert "请别人同意" in refused(of_two.signing_off.agree, task)
    of_two.people.change(replace(of_two.read(user_named, "陈静"), name="陈静怡"))
    assert "请别人同意" in refused(of_two.signing_off.agree, task)
    of_two.people.sign_in("王强", "9753")
    of_two.signing_off.agree(task)
    assert state(of_two, task) is SignOffState.CLOSED


def test_the_bureau_may_let_one_person_ask_and_agree(of_two):
    task = first_task(of_two)
    of_two.housekeeping.change_setting(OWN_ENTRIES, "1")
    of_two.signing_off.verify(task)
    of_two.signing_off.agree(task)
    assert state(of_two, task) is SignOffState.CLOSED


def test_who_asked_may_take_the_request_back(of_two):
    task = first_task(of_two)
    of_two.signing_off.withdraw(task)
    assert state(of_two, task) is SignOffState.OPEN
