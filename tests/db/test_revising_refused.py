"""A revision that cannot be is refused whole, with the reason; nothing of it is kept."""

from dataclasses import replace

import pytest

from db.errors import NotFound, StaleRow, ValueRefused
from db.faults import ValueFault
from db.model.proof import RowRef
from db.model.words import RowKind
from db.model.work_words import RevisedField
from db.operations.adjustment import NewRow, NewValue, TakenOut
from db.operations.rows import NewIndicator
from db.queries.dump import book_as_json
from db.queries.revisions import targets_on
from tests.db.revised import (
    COVERAGE,
    ENTRANCE,
    LATER,
    MIDTERM,
    a_deadline,
    a_lump,
    a_target,
    out,
    revise,
    the_plan,
    the_task,
)
from tests.db.stories import a_book, indicator_named


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as book:
        yield book


def refused(book, *changes, said=MIDTERM):
    """Try a revision that is refused whole, and return why."""
    before = book.read(book_as_json)
    with pytest.raises(ValueRefused) as caught:
        revise(book, *changes, said=said)
    assert book.read(book_as_json) == before
    return caught.value.fault


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (replace(MIDTERM, title=" "), ValueFault.EMPTY_NAME),
        (replace(MIDTERM, decided_on=""), ValueFault.NOT_A_DATE),
        (replace(MIDTERM, decided_on="2024-2"), ValueFault.NOT_A_DATE),
        (replace(MIDTERM, decided_on="2024-W05-4"), ValueFault.NOT_A_DATE),
        (replace(MIDTERM, decided_on="2019-12-31"), ValueFault.BEFORE_PLAN),
    ],
)
def test_a_document_that_cannot_be_is_refused(book, said, fault):
    assert refused(book, a_target(book, COVERAGE, 2025, "90"), said=said) is fault


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (lambda b: [a_target(b, COVERAGE, 2025, "见附件")], ValueFault.NOT_A_VALUE),
        (lambda b: [a_target(b, COVERAGE, 2025, "无此项")], ValueFault.NOT_A_VALUE),
        (lambda b: [a_target(b, COVERAGE, 2025, "3所")], ValueFault.NOT_A_VALUE),
        (lambda b: [a_target(b, COVERAGE, 2025, w) for w in ("9", "8")], ValueFault.ROW_TWICE),
        (lambda b: [out(b, COVERAGE), out(b, COVERAGE)], ValueFault.ROW_TWICE),
        (lambda b: [out(b, COVERAGE), a_target(b, COVERAGE, 2025, "9")], ValueFault.ROW_TWICE),
        (
            lambda b: [out(b, COVERAGE, replaced_by=indicator_named(b, COVERAGE).id)],
            ValueFault.REPLACED_BY_ITSELF,
        ),
        (
            lambda b: [
                out(b, COVERAGE, replaced_by=indicator_named(b, ENTRANCE).id),
                out(b, ENTRANCE, replaced_by=indicator_named(b, COVERAGE).id),
            ],
            ValueFault.ROW_WITHDRAWN,
        ),
        (lambda b: [a_target(b, COVERAGE, 2023, "85%", to_year=2025)], ValueFault.YEAR_HAS_TARGET),
        (lambda b: [a_deadline(RowKind.TASK, the_task(b).id, "尽快")], ValueFault.NOT_A_DEADLINE),
        (lambda b: [a_deadline(RowKind.PROJECT, a_lump(b).id, "每年")], ValueFault.NOT_A_DEADLINE),
        (
            lambda b: [
                NewValue(
                    kind=RowKind.PROJECT, row=a_lump(b).id, field=RevisedField.COUNT, words="2.5"
                )
            ],
            ValueFault.NOT_A_VALUE,
        ),
        (lambda _: [NewRow(kind=RowKind.TASK, name="  ")], ValueFault.EMPTY_NAME),
        (
            lambda b: [
                NewRow(
                    kind=RowKind.INDICATOR,
                    name=COVERAGE,
                    group=indicator_named(b, COVERAGE).category,
                )
            ],
            ValueFault.NAME_TAKEN,
        ),
    ],
)
def test_a_revision_that_says_nonsense_is_refused_whole(book, changes, fault):
    sound = a_deadline(RowKind.TASK, the_task(book, 1).id, "2026")
    assert refused(book, sound, *changes(book)) is fault


def test_a_revision_that_changes_nothing_is_refused(book):
    assert refused(book) is ValueFault.NOTHING_REVISED
    assert refused(book, a_target(book, COVERAGE, 2025, "92")) is ValueFault.NOTHING_REVISED


def test_a_value_changed_meanwhile_is_looked_at_again(book):
    wish = a_target(book, COVERAGE, 2025, "90", seen="92")
    revise(book, a_target(book, COVERAGE, 2025, "91"))
    with pytest.raises(StaleRow):
        revise(book, wish, said=LATER)


def test_a_row_that_others_are_computed_from_stays(book):
    whole = indicator_named(book, COVERAGE)
    parts = [
        NewIndicator(name="普惠园在园幼儿数", unit="人"),
        NewIndicator(name="在园幼儿数", unit="人"),
    ]
    book.rows.add_indicators(the_plan(book), parts)
    above, below = (indicator_named(book, part.name).id for part in parts)
    book.computing.compute_from(whole.id, above, below)
    assert refused(book, TakenOut(kind=RowKind.INDICATOR, row=below)) is ValueFault.COMPUTED_FROM
    revise(book, TakenOut(kind=RowKind.INDICATOR, row=below), out(book, COVERAGE))


def test_an_added_row_stays_while_others_are_computed_from_it(book):
    entry = revise(book, *(NewRow(kind=RowKind.INDICATOR, name=n, unit="人") for n in ("甲", "乙")))
    above, below = (indicator_named(book, name).id for name in ("甲", "乙"))
    book.computing.compute_from(indicator_named(book, COVERAGE).id, above, below)
    with pytest.raises(ValueRefused) as caught:
        book.revising.remove(entry.id)
    assert caught.value.fault is ValueFault.ADDED_ROW_IN_USE


def test_an_added_task_stays_while_pieces_are_asked_for_before_it_is_closed(book):
    entry = revise(book, NewRow(kind=RowKind.TASK, name="县域高中振兴"))
    book.proving.ask_for(RowRef(RowKind.TASK, entry.lines[0].row), [(None, "完成情况报告")])
    with pytest.raises(ValueRefused) as caught:
        book.revising.remove(entry.id)
    assert caught.value.fault is ValueFault.ADDED_ROW_IN_USE


def test_a_row_that_was_taken_out_is_neither_revised_nor_named_again(book):
    wish = a_target(book, ENTRANCE, 2025, "96")
    gone = indicator_named(book, ENTRANCE)
    revise(book, out(book, ENTRANCE))
    assert refused(book, wish, said=LATER) is ValueFault.ROW_WITHDRAWN
    again = NewRow(kind=RowKind.INDICATOR, name=ENTRANCE, unit="%", group=gone.category)
    revise(book, again, said=LATER)
    assert indicator_named(book, ENTRANCE).id != gone.id


def test_what_is_gone_is_not_found(book):
    with pytest.raises(NotFound):
        book.revising.apply("无此规划", MIDTERM, [])
    for attempt in (book.revising.remove, lambda gone: book.revising.extend(gone, [])):
        with pytest.raises(NotFound):
            attempt("无此调整")
    entry = revise(book, a_target(book, COVERAGE, 2025, "90"))
    with pytest.raises(NotFound):
        book.revising.drop(entry.id, ["无此行"])
    with pytest.raises(NotFound):
        revise(book, TakenOut(kind=RowKind.TASK, row="无此任务"), said=LATER)
    with pytest.raises(NotFound):
        book.read(targets_on, "无此指标", "2024-01-01")
