"""The history as a page reads it: steps in parts, each with its cells in words."""

from datetime import datetime

import pytest

from db import queries
from db.book import PlanBook
from db.errors import BookFault, BookRefused, NothingToUndo, SignInRefused, StepIsBuiltOn
from db.model.history_lines import Deed
from db.model.proof import RowRef
from db.model.words import TaskStatus, UserRole
from db.model.work_words import StepTopic
from db.operations.recording import Entry
from db.operations.rows import NewIndicator
from db.operations.units import UnitFields
from db.queries.step_changes import step_changes
from db.queries.steps import (
    history_part,
    history_step,
    last_number,
    last_step_of_day,
    people_at_work,
    row_title,
    steps_of_row,
)
from tests.db.proof_stories import a_file
from tests.db.stories import BEIJING, a_book, figure, indicator_named, record

RETENTION = "九年义务教育巩固率"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as made:
        yield made


def steps(book):
    return book.read(history_part, book.read(last_number) + 1)


def cells(book, at=0):
    step = steps(book)[at]
    return [
        (line.name, line.deed, line.cell.word, line.cell.before, line.cell.after)
        for line in book.read(step_changes, step.id)
    ]


def test_a_figure_typed_and_typed_again_is_told_in_words(book):
    record(book, RETENTION, "2023", "95")
    assert cells(book) == [(f"{RETENTION} 2023 年", Deed.CAME, "", "", "95")]
    record(book, RETENTION, "2023", "96.2")
    assert cells(book) == [(f"{RETENTION} 2023 年", Deed.CHANGED, "数值", "95", "96.2")]
    record(book, RETENTION, "2023", "")
    assert cells(book) == [(f"{RETENTION} 2023 年", Deed.WENT, "", "96.2", "")]


def test_a_state_is_told_by_its_word_and_a_reference_by_its_name(book):
    plan = book.read(queries.find_plan).id
    task = book.read(queries.task_lines, plan)[0]
    book.planning.set_task_status(task.id, TaskStatus.DONE)
    assert cells(book) == [
        (f"{task.number} {task.title}", Deed.CHANGED, "状态", task.status, "已完成")
    ]
    book.rows.add_indicators(plan, [NewIndicator(name="生均图书", unit="册", category="办学条件")])
    (line,) = [
        line for line in book.read(step_changes, steps(book)[0].id) if line.table == "indicator"
    ]
    told = {cell.word: cell.after for cell in line.cells}
    assert (told["规划"], told["数据项"]) == (book.read(queries.find_plan).title, "生均图书")


def test_a_row_that_is_gone_keeps_its_name(book):
    plan = book.read(queries.find_plan).id
    book.rows.add_indicators(plan, [NewIndicator(name="生均图书", unit="册", category="办学条件")])
    row = indicator_named(book, "生均图书").id
    book.rows.remove_indicator(row)
    assert book.read(row_title, row) == "生均图书"
    assert any(name == "生均图书" for name, *_ in cells(book, at=1))


def test_a_large_step_is_read_in_parts_that_come_to_the_whole(book):
    sample = steps(book)[-1]
    whole = book.read(step_changes, sample.id, 0, 10_000)
    parts = [
        line
        for offset in range(0, sample.rows, 100)
        for line in book.read(step_changes, sample.id, offset, 100)
    ]
    assert tuple(parts) == whole
    assert len({line.key for line in whole}) == len(whole)


def test_what_a_step_was_about(book):
    record(book, RETENTION, "2023", "95")
    plan = book.read(queries.find_plan).id
    book.planning.set_task_status(book.read(queries.task_lines, plan)[0].id, TaskStatus.DONE)
    book.planning.set_project_stage(book.read(queries.project_lines, plan)[0].id, "开工")
    book.units.add(UnitFields(name="新单位"))
    book.housekeeping.change_setting("阈值", "5")
    assert [step.topic for step in steps(book)] == [
        StepTopic.SETTING, StepTopic.UNIT, StepTopic.PROJECT, StepTopic.TASK, StepTopic.ENTRY,
        StepTopic.IMPORT,
    ]  # fmt: skip


def test_steps_come_in_parts_newest_first_and_only_those_that_are_asked_for(book):
    for year in range(2021, 2026):
        record(book, RETENTION, str(year), "95")
    assert [step.sequence for step in book.read(history_part, 7, 3)] == [6, 5, 4]
    assert [step.sequence for step in book.read(history_part, 4, 500)] == [3, 2, 1]
    assert [one.sequence for one in book.read(history_part, 7, 6, frozenset({2, 5}))] == [5, 2]


def test_the_steps_of_a_row_and_of_one_figure(book):
    record(book, RETENTION, "2022", "95")
    record(book, RETENTION, "2023", "96")
    record(book, RETENTION, "2023", "")
    record(book, RETENTION, "2023", "97")
    row = indicator_named(book, RETENTION).id
    assert book.read(steps_of_row, row) == {1, 2, 3, 4, 5}
    assert book.read(steps_of_row, row, "2023") == {3, 4, 5}
    assert book.read(steps_of_row, row, "2022") == {2}


def test_what_proves_a_figure_is_named_by_it_and_belongs_to_its_history(book, tmp_path):
    record(book, RETENTION, "2023", "95")
    line = indicator_named(book, RETENTION)
    book.proving.add_files([a_file(tmp_path)], [RowRef.of_figure(line.series, "2023")])
    links = [name for name, *_ in cells(book) if "：" in name]
    assert links == [f"{RETENTION} 2023 年：竣工验收报告"]
    assert book.read(steps_of_row, line.id) == {1, 2, 3}
    assert book.read(steps_of_row, line.id, "2023") == {2, 3}
    assert book.read(steps_of_row, line.id, "2022") == set()


def test_a_step_taken_back_says_when_and_by_whom(tmp_path):
    with a_book(tmp_path) as book:
        record(book, RETENTION, "2023", "95")
        path = book.path
    later = datetime(2024, 3, 9, 17, 5, tzinfo=BEIJING)
    with PlanBook.open(path, who="王强", clock=lambda: later) as book:
        book.undo()
        undone, typed, _sample = (*steps(book),)
        assert (typed.undone_by, typed.undone_at[:16]) == ("王强", "2024-03-09T17:05")
        assert (undone.kind, undone.reverts, undone.label) == ("undo", typed.id, typed.label)
        assert book.read(people_at_work) == ("王强", "马丽")
        assert book.read(last_step_of_day, "2024-03-05") == typed.id
        assert book.read(last_step_of_day, "2024-03-09") == undone.id
        assert book.read(last_step_of_day, "2024-02-01") is None
        book.redo()
        assert not book.read(history_step, typed.id).undone


def test_any_step_taken_back_is_done_again_and_says_why_not(book):
    record(book, RETENTION, "2022", "95")
    first = steps(book)[0].id
    book.undo(first)
    record(book, RETENTION, "2023", "96")
    assert book.reason_against(first) is None
    book.redo(first)
    assert (figure(book, RETENTION, "2022"), figure(book, RETENTION, "2023")) == ("95", "96")
    with pytest.raises(NothingToUndo):
        book.redo(first)
    book.undo(first)
    record(book, RETENTION, "2022", "90")
    assert isinstance(book.reason_against(first), StepIsBuiltOn)
    with pytest.raises(StepIsBuiltOn):
        book.redo(first)


def test_a_trial_tells_the_reason_and_changes_nothing(book):
    record(book, RETENTION, "2023", "95")
    first = steps(book)[0].id
    record(book, RETENTION, "2023", "96")
    reason = book.reason_against(first)
    assert isinstance(reason, StepIsBuiltOn)
    assert reason.later == (f"录入“{RETENTION}”2023 年",)
    assert book.reason_against(steps(book)[0].id) is None
    assert (figure(book, RETENTION, "2023"), book.read(last_number)) == ("96", 3)


def test_rows_hung_on_a_step_later_are_a_reason_against_it(book):
    plan = book.read(queries.find_plan).id
    book.rows.add_indicators(plan, [NewIndicator(name="生均图书", unit="册", category="办学条件")])
    added = steps(book)[0].id
    assert book.reason_against(added) is None
    record(book, "生均图书", "2023", "30")
    assert isinstance(book.reason_against(added), StepIsBuiltOn)


def test_who_may_not_take_a_step_back_is_told(book):
    book.people.add("陈静", UserRole.ADMIN, "1357")
    book.people.add("马丽", UserRole.ENTRY, "2468")
    added = steps(book)[0].id
    book.people.sign_in("马丽", "2468")
    assert isinstance(book.reason_against(added), SignInRefused)


def test_a_book_opened_to_be_looked_at_refuses_to_be_written(tmp_path):
    with a_book(tmp_path) as book:
        record(book, RETENTION, "2023", "95")
        path, row = book.path, indicator_named(book, RETENTION).id
    with PlanBook.open(path, read_only=True) as book:
        assert book.read_only
        assert book.reason_against(steps(book)[0].id).fault is BookFault.READ_ONLY
        with pytest.raises(BookRefused) as refused:
            book.recording.record([Entry(row, "2023", "96")])
        assert refused.value.fault is BookFault.READ_ONLY
        assert figure(book, RETENTION, "2023") == "95"
