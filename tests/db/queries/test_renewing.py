"""After a step on figures the rows read before are brought up to date, as if all were read anew."""

from __future__ import annotations

import pytest

from db import queries
from db.operations.recording import Entry
from tests.db.stories import a_book, indicator_named, record
from tests.db.unit_stories import CHILDREN, RATE, a_county, a_table, taken_in


class Reader:
    """Keeps the rows of a plan, and brings them up to date after each step."""

    def __init__(self, book, unit=None):
        self.book, self.unit = book, unit
        self.plan = book.read(queries.find_plan).id
        self.rows = self.all()

    def all(self):
        return self.book.read(queries.all_rows, self.plan, self.unit)

    def follow(self, *steps):
        """Take steps in; return the names of the rows that became others."""
        before = self.rows
        self.rows = self.book.read(queries.rows_after, before, self.plan, self.unit, steps)
        assert self.rows == self.all()
        pairs = zip(before, self.rows, strict=True)
        return {new.name for old, new in pairs if old is not new}


@pytest.fixture
def book(tmp_path):
    with a_county(tmp_path) as book:
        yield book


def typed(book, name, words, period="2023", **said):
    entry = Entry(indicator_named(book, name).id, period, words, **said)
    return book.recording.record([entry])


def test_only_the_row_whose_figure_was_typed_becomes_another(book):
    reader = Reader(book)
    assert reader.follow(typed(book, CHILDREN, "9900")) == {CHILDREN}
    assert reader.follow(typed(book, CHILDREN, "9910")) == {CHILDREN}
    assert reader.follow(typed(book, RATE, "89", period="2022")) == {RATE}


def test_several_steps_are_followed_at_once(book):
    reader = Reader(book)
    steps = [typed(book, CHILDREN, "9900"), typed(book, RATE, "89", period="2022"), book.undo()]
    assert reader.follow(*steps) == {CHILDREN}


def test_a_row_alone_has_the_figures_it_has_now(book):
    before = {line.name: line for line in Reader(book).rows}
    typed(book, CHILDREN, "9900")
    typed(book, RATE, "89", period="2022")
    now = book.read(queries.line_after, before[RATE], None)
    assert now == {line.name: line for line in Reader(book).rows}[RATE]
    assert book.read(queries.line_after, now, None) is now


def test_a_figure_cleared_taken_back_and_done_again_is_followed(book):
    reader = Reader(book)
    reader.follow(typed(book, RATE, "89"))
    assert reader.follow(typed(book, RATE, "")) == {RATE}
    assert reader.follow(book.undo()) == {RATE}
    assert reader.follow(book.undo()) == {RATE}
    assert reader.follow(book.redo()) == {RATE}


def test_a_note_is_followed_though_the_step_names_no_series(book):
    record(book, RATE, "2023", "89")
    reader = Reader(book)
    held = indicator_named(book, RATE).actuals["2023"]
    assert reader.follow(book.recording.set_note(held.id, "学年初报表")) == {RATE}


def test_a_figure_of_a_unit_changes_the_units_row_and_no_row_of_the_county(book, tmp_path):
    taken_in(book, a_table(tmp_path, ("城东幼儿园", 300, 10), ("城西幼儿园", 200, 8)))
    first = book.read(queries.unit_lines)[0].id
    county, unit = Reader(book), Reader(book, first)
    changes = typed(book, RATE, "91", unit=first)
    assert unit.follow(changes) == {RATE}
    assert county.follow(changes) == set()


def test_a_figure_that_is_worked_out_follows_those_it_is_worked_out_from(book, tmp_path):
    taken_in(book, a_table(tmp_path, ("城东幼儿园", 300, 10), ("城西幼儿园", 200, 8)))
    first = book.read(queries.unit_lines)[0].id
    reader = Reader(book)
    changes = typed(book, CHILDREN, "320", unit=first)
    assert reader.follow(changes) == {CHILDREN}
    assert indicator_named(book, CHILDREN).actuals["2023"].computed


def test_a_ratio_follows_its_parts(tmp_path):
    rate, part, whole = "公办园在园幼儿占比", "公办幼儿园在园幼儿", "在园幼儿"
    with a_book(tmp_path, "rizhao") as book:
        ids = (indicator_named(book, name).id for name in (rate, part, whole))
        book.computing.compute_from(*ids)
        record(book, part, "2023", "30")
        reader = Reader(book)
        assert reader.follow(typed(book, whole, "60")) == {rate, whole}
        assert indicator_named(book, rate).actuals["2023"].computed


def test_after_a_step_on_very_many_figures_all_is_read_anew(tmp_path):
    with a_book(tmp_path) as book:
        reader = Reader(book)
        entries = [
            Entry(line.id, f"{year}-{month:02}", "1")
            for line in reader.rows
            for year in (2022, 2023)
            for month in range(1, 13)
        ]
        assert len(entries) > 200
        reader.follow(book.recording.record(entries))
