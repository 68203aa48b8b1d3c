"""Undo and redo: they survive closing, and are compared cell by cell."""

from __future__ import annotations

import sqlite3

import pytest

from db import queries
from db.errors import NothingToUndo, StepIsBuiltOn
from db.operations.recording import Entry
from db.queries.dump import book_as_json
from tests.benchmarks.figures import write_office_table
from tests.db.stories import a_book, figure, indicator_named, record, reopen

COVERAGE = "普惠性幼儿园覆盖率"
RETENTION = "九年义务教育巩固率"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as book:
        yield book


def test_a_typed_figure_is_taken_back_and_done_again(book):
    record(book, COVERAGE, "2024", "89.4")
    assert book.undo_label == "录入“普惠性幼儿园覆盖率”2024 年"
    book.undo()
    assert figure(book, COVERAGE, "2024") is None
    assert book.redo_label == "录入“普惠性幼儿园覆盖率”2024 年"
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
    assert caught.value.later == ("录入“普惠性幼儿园覆盖率”2024 年",)
    assert figure(book, COVERAGE, "2024") == "90.1"


def test_a_plan_is_not_taken_away_from_under_its_figures(book):
    record(book, COVERAGE, "2024", "89.4")
    sample = book.read(queries.step_lines)[-1]
    before = book.read(book_as_json)
    with pytest.raises(StepIsBuiltOn) as caught:
        book.undo(sample.id)
    assert caught.value.later == ("录入“普惠性幼儿园覆盖率”2024 年",)
    assert book.read(book_as_json) == before


def test_a_step_is_not_taken_back_twice(book):
    record(book, COVERAGE, "2024", "89.4")
    step = book.read(queries.step_lines)[0]
    book.undo(step.id)
    with pytest.raises(NothingToUndo):
        book.undo(step.id)


def altered_outside(book, statement):
    """Alter the open book's file as another program would."""
    connection = sqlite3.connect(book.path)
    assert connection.execute(statement).rowcount == 1
    connection.commit()
    connection.close()


def test_a_figure_altered_by_another_program_is_not_taken_back(book):
    record(book, COVERAGE, "2024", "89.4")
    altered_outside(book, "update actual set text = '99' where text = '89.4'")
    with pytest.raises(StepIsBuiltOn):
        book.undo()
    assert figure(book, COVERAGE, "2024") == "99"


def test_a_figure_does_not_come_back_where_another_stands(book):
    record(book, COVERAGE, "2024", "89.4")
    book.undo()
    altered_outside(
        book,
        "insert into actual select 'other', series, '2024', null, '1', null, '=', '1', null,"
        " '2024-12-31', 0, 'draft', '', null, '' from indicator where name = '普惠性幼儿园覆盖率'",
    )
    with pytest.raises(StepIsBuiltOn):
        book.redo()
    assert figure(book, COVERAGE, "2024") == "1"


@pytest.fixture
def statistics(tmp_path):
    """Return a book into which a table of 2,400 figures came, and what it holds."""
    write_office_table(tmp_path / "汇总.xlsx", 120, tuple(str(year) for year in range(2001, 2021)))
    with a_book(tmp_path, sample=None, name="统计.planbook") as book:
        book.planning.make_plan("某县规划", 2021, 2025)
        book.planning.accept(book.planning.preview(tmp_path / "汇总.xlsx"))
        yield book


def test_a_large_import_is_taken_back_and_done_again_as_a_whole(statistics):
    whole = statistics.read(book_as_json)
    assert sum(len(row["actuals"]) for row in whole["indicators"]) == 2400
    changes = statistics.undo()
    assert changes.tables >= {"actual", "indicator", "series", "source"}
    figures = [change for change in changes.rows if change.table == "actual"]
    assert len(figures) == 2400
    assert all(change.after is None for change in figures)
    assert statistics.read(book_as_json)["indicators"] == []
    with reopen(statistics) as next_day:
        next_day.redo()
        assert next_day.read(book_as_json) == whole
        assert next_day.housekeeping.damages() == ()


def test_a_large_import_stays_when_one_of_its_figures_was_changed_since(statistics):
    record(statistics, "第119项指标普及水平", "2020", "1")
    whole = statistics.read(book_as_json)
    imported = statistics.read(queries.step_lines)[1]
    with pytest.raises(StepIsBuiltOn) as caught:
        statistics.undo(imported.id)
    assert caught.value.later == ("录入“第119项指标普及水平”2020 年",)
    assert statistics.read(book_as_json) == whole


def test_a_step_tells_its_rows_after_the_book_was_closed(book):
    indicator = indicator_named(book, COVERAGE)
    changes = book.recording.record([Entry(indicator.id, "2024", "89.4")])
    book.close()
    (figures,) = [change for change in changes.rows if change.table == "actual"]
    assert figures.before is None
    assert (figures.after["series"], figures.after["text"]) == (indicator.series, "89.4")


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


def test_a_unit_s_cell_has_a_life_of_its_own(book):
    indicator = indicator_named(book, COVERAGE)
    unit = book.read(queries.unit_lines)[0].id
    record(book, COVERAGE, "2024", "89.4")
    record(book, COVERAGE, "2024", "70", unit=unit)
    record(book, COVERAGE, "2024", "", unit=unit)
    record(book, COVERAGE, "2024", "71", unit=unit)
    series = indicator.series
    told = book.read(queries.cell_history, series, "2024", unit)
    assert [(one.before, one.after) for one in told] == [("", "71"), ("70", ""), ("", "70")]
    county = book.read(queries.cell_history, series, "2024")
    assert [(one.before, one.after) for one in county] == [("", "89.4")]
