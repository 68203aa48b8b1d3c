"""Rows of two plans joined, taken apart and typed into in any order: every step can be undone."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from db import queries
from db.book import PlanBook
from db.errors import ValueRefused
from db.model.records import Indicator, Plan, Series
from db.model.words import Counting
from db.operations.recording import Entry
from db.operations.sharing import Stays
from db.queries.dump import book_as_json
from tests.db.stories import standing_clock

ROWS = ("a0", "a1", "b0", "b1")
"""Two rows of plan a and two of plan b, one of each in 人, the other in %."""

WISHES = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(ROWS), st.sampled_from("123"), st.integers(0, 2)),
    st.tuples(
        st.just("share"), st.sampled_from(ROWS), st.sampled_from(ROWS), st.sampled_from(Stays)
    ),
    st.tuples(st.just("separate"), st.sampled_from(ROWS)),
    st.tuples(st.just("divide"), st.sampled_from(ROWS), st.sampled_from(ROWS)),
)


def a_small_book(folder: Path) -> PlanBook:
    book = PlanBook.create(folder / "两份规划.planbook", clock=standing_clock())
    with book._steps.begin("两份规划") as step:
        for position, plan in enumerate("ab"):
            step.transaction.put([Plan(id=plan, title=f"规划{plan}", position=position)])
            for place, unit in enumerate(("人", "%")):
                row = f"{plan}{place}"
                series = Series(id=f"series-{row}", name=row, unit=unit, counting=Counting.POINT)
                step.transaction.put([series])
                step.transaction.put(
                    [Indicator(id=row, plan=plan, series=series.id, name=row, position=place)]
                )
    return book


def rows_of(book):
    return {line.id: line for plan in "ab" for line in book.read(queries.all_rows, plan)}


def carry_out(book, wish):
    """Carry out a wish as a person would; what the book refuses is left."""
    kind, row, *said = wish
    if kind == "type":
        book.recording.record([Entry(row, f"202{said[0]}", str(said[1]))])
    elif kind == "separate":
        book.sharing.separate(row)
    elif kind == "divide":
        book.computing.compute_from(row, said[0], "a0")
    else:
        series = rows_of(book)[said[0]].series
        clashes = book.sharing.preview(row, series).figures.clashes
        decided = {clash.spot: said[1] for clash in clashes}
        book.sharing.share_series(row, series, decided)


@settings(max_examples=40, deadline=None)
@given(st.lists(WISHES, max_size=8))
def test_every_step_is_undone_to_what_was_and_rows_on_one_series_agree(wishes):
    with tempfile.TemporaryDirectory() as folder, a_small_book(Path(folder)) as book:
        standing = []
        for wish in wishes:
            before, label = book.read(book_as_json), book.undo_label
            newest = book.read(queries.step_lines)[0].id
            try:
                carry_out(book, wish)
            except ValueRefused:
                assert book.read(book_as_json) == before
            if book.read(queries.step_lines)[0].id != newest:
                standing.append(before)
            else:
                assert book.undo_label == label
            rows = rows_of(book).values()
            for line in rows:
                for other in rows:
                    assert line.series != other.series or line.actuals == other.actuals
        for before in reversed(standing):
            book.undo()
            assert book.read(book_as_json) == before
