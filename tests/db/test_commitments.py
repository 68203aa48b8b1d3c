"""量化目标 by hand: added to a task with target and deadline, taken out while they are empty."""

from decimal import Decimal

import pytest

from db import queries
from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.words import Counting, Direction
from db.operations.commitments import ChangedCommitment, NewCommitment
from db.operations.recording import Entry
from db.queries.dump import book_as_json
from tests.db.stories import a_book

KINDERGARTENS = "学前教育优质普惠发展"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path, "rizhao") as book:
        yield book


def task_of(book):
    tasks = book.read(queries.task_lines, book.read(queries.find_plan).id)
    return next(task for task in tasks if task.title == KINDERGARTENS)


def refused(deed):
    with pytest.raises(ValueRefused) as caught:
        deed()
    return caught.value.fault


def test_a_promise_stands_behind_those_of_its_task(book):
    before = book.read(book_as_json)
    task = task_of(book)
    new = NewCommitment(
        name="新建托育园", unit="所", target="3所以上", deadline="2023年6月", counting=Counting.FLOW
    )
    assert book.commitments.add(task.id, new).label == "新增量化目标“新建托育园”"
    *others, made = task_of(book).commitments
    assert [one.id for one in others] == [one.id for one in task.commitments]
    (target,) = made.targets
    assert (target.year, target.amount.value, target.amount.text) == (2023, Decimal(3), "3所以上")
    assert (made.unit, made.counting, made.deadline) == ("所", Counting.FLOW, "2023-06")
    assert made.direction is Direction.AT_LEAST
    book.undo()
    assert book.read(book_as_json) == before


def test_two_of_one_task_keep_the_order_they_came_in(book):
    task = task_of(book)
    for name in ("新建托育园", "改建托育园"):
        book.commitments.add(task.id, NewCommitment(name=name))
    assert [one.name for one in task_of(book).commitments[-2:]] == ["新建托育园", "改建托育园"]


def test_one_of_every_year_recurs(book):
    task = task_of(book)
    book.commitments.add(task.id, NewCommitment(name="培训园长", target="2", deadline="每年"))
    made = task_of(book).commitments[-1]
    assert (made.recurring, made.deadline, made.targets[0].year) == ("每年", "", None)


def test_one_may_belong_to_a_measure_of_its_task_and_to_no_other(book):
    task = task_of(book)
    measure = task.measures[0].id
    book.commitments.add(task.id, NewCommitment(name="开工", measure=measure))
    assert task_of(book).commitments[-1].measure == measure
    tasks = book.read(queries.task_lines, book.read(queries.find_plan).id)
    other = next(one for one in tasks if one.id != task.id)
    with pytest.raises(NotFound):
        book.commitments.add(other.id, NewCommitment(name="开工", measure=measure))


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        (NewCommitment(name=" "), ValueFault.EMPTY_NAME),
        (NewCommitment(name="新建园", unit="所", target="3亿元"), ValueFault.NOT_A_VALUE),
        (NewCommitment(name="新建园", deadline="尽快"), ValueFault.NOT_A_DEADLINE),
    ],
)
def test_what_cannot_be_kept_is_refused(book, new, fault):
    before = book.read(book_as_json)
    assert refused(lambda: book.commitments.add(task_of(book).id, new)) is fault
    assert book.read(book_as_json) == before


def test_a_name_is_taken_within_its_task_only(book):
    task = task_of(book)
    name = task.commitments[0].name
    adding = NewCommitment(name=name)
    assert refused(lambda: book.commitments.add(task.id, adding)) is ValueFault.NAME_TAKEN
    with pytest.raises(NotFound):
        book.commitments.add("gone", adding)


def test_one_that_was_added_goes_while_it_has_no_figure(book):
    before = book.read(book_as_json)
    task = task_of(book)
    book.commitments.add(task.id, NewCommitment(name="新建托育园", unit="所", target="3"))
    made = task_of(book).commitments[-1].id
    book.recording.record([Entry(made, "2022", "1")])
    assert refused(lambda: book.commitments.remove(made)) is ValueFault.ROW_IN_USE
    book.undo()
    book.commitments.remove(made)
    assert book.read(book_as_json) == before


def test_what_the_plan_promises_does_not_go_by_hand(book):
    promised = task_of(book).commitments[0].id
    assert refused(lambda: book.commitments.remove(promised)) is ValueFault.ROW_IN_USE


@pytest.fixture
def made(book):
    """A promise typed by hand: 3 nurseries or more by June 2023."""
    new = NewCommitment(name="新建托育园", unit="所", target="3所以上", deadline="2023-06")
    book.commitments.add(task_of(book).id, new)
    return task_of(book).commitments[-1]


def changed(book, row, **asked):
    return book.commitments.change(row.id, ChangedCommitment(**asked))


def test_what_a_promise_typed_by_hand_says_can_be_put_right(book, made):
    before = book.read(book_as_json)
    done = changed(
        book, made, name="新建普惠托育园", unit="个", target="5", deadline="2023",
        counting=Counting.FLOW,
    )  # fmt: skip
    assert done.label == "改量化目标“新建托育园”"
    row = task_of(book).commitments[-1]
    assert (row.id, row.name, row.unit, row.counting) == (
        made.id, "新建普惠托育园", "个", Counting.FLOW,
    )  # fmt: skip
    (target,) = row.targets
    assert (target.year, target.amount.text, row.deadline) == (2023, "5", "2023")
    book.undo()
    assert book.read(book_as_json) == before


def test_a_promise_may_lose_its_target_gain_it_again_and_recur(book, made):
    changed(book, made, target="")
    assert task_of(book).commitments[-1].targets == ()
    changed(book, made, target="不超过2所")
    (target,) = task_of(book).commitments[-1].targets
    assert (target.year, target.amount.text) == (2023, "不超过2所")
    changed(book, made, deadline="每年")
    row = task_of(book).commitments[-1]
    assert (row.recurring, row.deadline, row.targets[0].year) == ("每年", "", None)


def test_a_promise_with_figures_keeps_their_unit(book, made):
    book.recording.record([Entry(made.id, "2023", "4")])
    assert refused(lambda: changed(book, made, unit="个")) is ValueFault.UNIT_OF_FIGURES
    assert refused(lambda: changed(book, made, counting=Counting.POINT)) is (
        ValueFault.UNIT_OF_FIGURES
    )
    changed(book, made, target="6")
    assert task_of(book).commitments[-1].targets[0].amount.text == "6"


def test_what_the_plan_promises_changes_by_a_revision_only(book):
    printed = task_of(book).commitments[0]
    assert refused(lambda: changed(book, printed, target="99")) is ValueFault.TARGET_OF_PLAN
    assert refused(lambda: changed(book, printed, deadline="2024")) is ValueFault.TARGET_OF_PLAN
    changed(book, printed, name="新建公办幼儿园（含配套）")
    assert task_of(book).commitments[0].name == "新建公办幼儿园（含配套）"


def test_a_change_that_cannot_be_kept_changes_nothing(book, made):
    before = book.read(book_as_json)
    other = task_of(book).commitments[0].name
    assert refused(lambda: changed(book, made, name=" ")) is ValueFault.EMPTY_NAME
    assert refused(lambda: changed(book, made, name=other)) is ValueFault.NAME_TAKEN
    assert refused(lambda: changed(book, made, target="3亿元")) is ValueFault.NOT_A_VALUE
    assert refused(lambda: changed(book, made, name="另一项", deadline="以后")) is (
        ValueFault.NOT_A_DEADLINE
    )
    with pytest.raises(NotFound):
        book.commitments.change("gone", ChangedCommitment(name="无"))
    assert book.read(book_as_json) == before
