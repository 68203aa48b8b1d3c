"""Undo and redo: they survive closing, and are compared cell by cell."""

from __future__ import annotations

import pytest

from db import queries
from db.errors import NothingToUndo, StepIsBuiltOn
from db.queries.dump import book_as_json
from tests.db.stories import a_book, figure, indicator_named, record, reopen

COVERAGE = "普惠性幼儿园覆盖率"
RETENTION = "九年义务教育巩固率"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as book:
        yield book


def test_a_typed_figure_is_taken_back_and_done_again(book):
    record(book, COVERAGE, "2024", "89.4")
    assert book.undo_label == "录入“普惠性幼儿园覆盖率”2024"
    book.undo()
    assert figure(book, COVERAGE, "2024") is None
    assert book.redo_label == "录入“普惠性幼儿园覆盖率”2024"
    book.redo()
    assert figure(book, COVERAGE, "2024") == "89.4"
    assert book.redo_label is None


def test_undo_survives_closing_the_program(book):
    record(book, COVERAGE, "2024", "89.4")
    with reopen(book) as next_day:
        next_day.undo()
        assert figure(next_day, COVERAGE, "2024") is None
        with reopen(next_day) as third_day:
            third_day.redo()
            assert figure(third_day, COVERAGE, "2024") == "89.4"


def test_everything_can_be_taken_back_down_to_the_empty_book_and_up_again(book):
    record(book, COVERAGE, "2024", "89.4")
    record(book, COVERAGE, "2024", "90.1")
    whole = book.read(book_as_json)
    for _ in range(3):
        book.undo()
    assert book.read(queries.plan_lines) == ()
    with pytest.raises(NothingToUndo):
        book.undo()
    for _ in range(3):
        book.redo()
    assert book.read(book_as_json) == whole
    with pytest.raises(NothingToUndo) as caught:
        book.redo()
    assert caught.value.redo


def test_new_work_after_an_undo_leaves_nothing_to_redo(book):
    record(book, COVERAGE, "2024", "89.4")
    book.undo()
    record(book, COVERAGE, "2024", "90.1")
    assert book.redo_label is None
    with pytest.raises(NothingToUndo):
        book.redo()


def test_an_old_step_is_taken_back_when_later_ones_touched_other_cells(book):
    record(book, COVERAGE, "2024", "89.4")
    record(book, RETENTION, "2024", "99.8")
    first = book.read(queries.step_lines)[1]
    book.undo(first.id)
    assert figure(book, COVERAGE, "2024") is None
    assert figure(book, RETENTION, "2024") == "99.8"


def test_two_cells_of_one_row_do_not_stand_in_each_other_s_way(book):
    plan = book.read(queries.find_plan)
    book.planning.change_plan(plan.id, county="利通")
    book.planning.change_plan(plan.id, issuer="利通区政府")
    county = book.read(queries.step_lines)[1]
    book.undo(county.id)
    held = book.read(queries.find_plan)
    assert (held.county, held.issuer) == ("吴忠市利通区", "利通区政府")


def test_an_old_step_names_the_later_one_that_changed_the_same_cell(book):
    record(book, COVERAGE, "2024", "89.4")
    record(book, COVERAGE, "2024", "90.1", note="更正")
    first = book.read(queries.step_lines)[1]
    with pytest.raises(StepIsBuiltOn) as caught:
        book.undo(first.id)
    assert caught.value.later == ("录入“普惠性幼儿园覆盖率”2024",)
    assert figure(book, COVERAGE, "2024") == "90.1"


def test_a_plan_is_not_taken_away_from_under_its_figures(book):
    record(book, COVERAGE, "2024", "89.4")
    sample = book.read(queries.step_lines)[-1]
    before = book.read(book_as_json)
    with pytest.raises(StepIsBuiltOn) as caught:
        book.undo(sample.id)
    assert caught.value.later == ("录入“普惠性幼儿园覆盖率”2024",)
    assert book.read(book_as_json) == before


def test_a_step_is_not_taken_back_twice(book):
    record(book, COVERAGE, "2024", "89.4")
    step = book.read(queries.step_lines)[0]
    book.undo(step.id)
    with pytest.raises(NothingToUndo):
        book.undo(step.id)


def test_typing_the_same_figure_again_leaves_no_step(book):
    record(book, COVERAGE, "2024", "89.4")
    steps = len(book.read(queries.step_lines))
    record(book, COVERAGE, "2024", "89.4")
    assert len(book.read(queries.step_lines)) == steps


def test_the_life_of_a_cell_is_told_through_clearing_and_undo(book):
    record(book, COVERAGE, "2024", "89.4")
    record(book, COVERAGE, "2024", "")
    record(book, COVERAGE, "2024", "90.1")
    book.undo()
    series = indicator_named(book, COVERAGE).series
    told = [(line.before, line.after) for line in book.read(queries.cell_history, series, "2024")]
    assert told == [("90.1", ""), ("", "90.1"), ("89.4", ""), ("", "89.4")]
