"""Any revisions, one after another: each state before them is read back, each is taken back."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from db import queries
from db.errors import ValueRefused
from db.model.words import RowKind
from db.model.work_words import RevisedField
from db.operations.adjustment import NewRow, NewValue, TakenOut
from db.queries.dump import book_as_json
from db.queries.revisions import plan_before, plan_on, revision_entries
from tests.db.revised import MIDTERM
from tests.db.stories import a_book

PLACES = st.integers(0, 4)
YEARS = st.sampled_from([None, 2023, 2024, 2025, 2026])
WORDS = st.sampled_from(["", "90", "88以上", "10—15", "巩固提高", "92"])
DUE = st.sampled_from(["", "2024", "2026-06", "2027"])
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("target"), PLACES, YEARS, WORDS, YEARS),
        st.tuples(st.just("task"), PLACES, DUE),
        st.tuples(st.just("project"), PLACES, DUE),
        st.tuples(st.just("places"), PLACES, st.sampled_from(["", "360", "720"])),
        st.tuples(st.just("out"), st.sampled_from(["indicator", "task", "project"]), PLACES),
        st.tuples(st.just("new"), PLACES, WORDS),
    ),
    min_size=1,
    max_size=6,
)


def rows_of(book, kind, plan):
    readers = {
        RowKind.INDICATOR: queries.all_rows,
        RowKind.TASK: queries.task_lines,
        RowKind.PROJECT: queries.project_lines,
    }
    return book.read(readers[kind], plan)


def picked(book, kind, plan, place):
    rows = rows_of(book, kind, plan)
    return rows[place % len(rows)].id


def wish(book, plan, said):
    match said:
        case ("target", place, year, words, to_year):
            row = picked(book, RowKind.INDICATOR, plan, place)
            return NewValue(
                kind=RowKind.INDICATOR, row=row, year=year, words=words, to_year=to_year
            )
        case ("task" | "project" as kind, place, words):
            row = picked(book, RowKind(kind), plan, place)
            return NewValue(kind=RowKind(kind), row=row, field=RevisedField.DEADLINE, words=words)
        case ("places", place, words):
            row = picked(book, RowKind.PROJECT, plan, place)
            return NewValue(kind=RowKind.PROJECT, row=row, field=RevisedField.PLACES, words=words)
        case ("out", kind, place):
            return TakenOut(kind=RowKind(kind), row=picked(book, RowKind(kind), plan, place))
    _, place, words = said
    return NewRow(kind=RowKind.INDICATOR, name=f"新指标{place}", unit="%", targets=((2025, words),))


def state(book, plan):
    """Return what stands in the plan, whatever the ids of its targets."""
    lines = [rows_of(book, kind, plan) for kind in (RowKind.INDICATOR, RowKind.TASK)]
    return told(lines[0], lines[1], rows_of(book, RowKind.PROJECT, plan))


def told(indicators, tasks, projects):
    """Return rows in comparable form; where they stand is settled anew when rows come in."""
    works = [replace(line, commitments=(), position=0) for line in tasks]
    return (
        [
            (line.id, [(t.year, t.role, t.amount, t.revised_by) for t in line.targets])
            for line in indicators
        ],
        works,
        [[one.id for one in line.commitments] for line in tasks],
        [replace(line, position=0, depth=0, task_title="") for line in projects],
    )


@settings(max_examples=25)
@given(st.lists(CHANGES, min_size=1, max_size=3))
def test_every_earlier_state_is_read_back_and_every_step_taken_back(revisions):
    with tempfile.TemporaryDirectory() as folder, a_book(Path(folder), "litong") as book:
        plan = book.read(queries.find_plan).id
        dumps, states = [], {}
        for month, changes in enumerate(revisions, start=1):
            before, dump = state(book, plan), book.read(book_as_json)
            known = {one.id for one in book.read(revision_entries, plan)}
            said = replace(MIDTERM, decided_on=f"2024-{month:02}-01")
            wishes = [wish(book, plan, one) for one in changes]
            try:
                book.revising.apply(plan, said, wishes)
            except ValueRefused:
                assert book.read(book_as_json) == dump
                continue
            (new,) = {one.id for one in book.read(revision_entries, plan)} - known
            states[new] = (before, f"2024-{month:02}-01")
            dumps.append(dump)
        for revision, (before, day) in states.items():
            then = book.read(plan_before, plan, revision)
            assert told(then.indicators, then.tasks, then.projects) == before
            eve = day[:-2] + "00"
            on_eve = book.read(plan_on, plan, eve)
            assert on_eve == then
        today = book.read(plan_on, plan, "2030-01-01")
        assert told(today.indicators, today.tasks, today.projects) == state(book, plan)
        # Taken out of the list the last first, nothing is left of them but their history.
        for revision in reversed(states):
            book.revising.remove(revision)
            assert state(book, plan) == states[revision][0]
        for _ in states:
            book.undo()
        for dump in reversed(dumps):
            book.undo()
            assert book.read(book_as_json) == dump
