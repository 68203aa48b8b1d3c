"""Recording figures: words are kept as given, and what is no figure is refused whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from db import queries
from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.words import Answer, EntryState, Op
from db.operations.recording import Entry
from tests.db.stories import a_book, figure, indicator_named, record

COVERAGE = "普惠性幼儿园覆盖率"
RETENTION = "九年义务教育巩固率"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as book:
        yield book


def actual(book, name, period):
    return indicator_named(book, name).actuals[period]


def test_what_was_typed_and_what_was_pasted_tell_each_where_they_come_from(book):
    coverage, retention = indicator_named(book, COVERAGE), indicator_named(book, RETENTION)
    typed = [Entry(row.id, "2022", "86.1") for row in (coverage, retention)]
    pasted = [Entry(row.id, "2023", "86.4", pasted=True) for row in (coverage, retention)]
    book.recording.record([*typed, *pasted])
    sources = [
        book.read(queries.figure_source, actual(book, name, period).id).name
        for period in ("2022", "2023")
        for name in (COVERAGE, RETENTION)
    ]
    assert sources == ["typed", "typed", "pasted", "pasted"]
    record(book, COVERAGE, "2023", "86.5")
    assert book.read(queries.figure_source, actual(book, COVERAGE, "2023").id).name == "typed"


def test_a_figure_keeps_its_number_and_its_words(book):
    record(book, COVERAGE, "2024", "95%以上")
    held = actual(book, COVERAGE, "2024")
    assert held.amount.value == Decimal(95)
    assert held.amount.op is Op.AT_LEAST
    assert held.amount.text == "95%以上"
    assert held.state is EntryState.DRAFT
    assert held.as_of == "2024-12-31"


@pytest.mark.parametrize(("typed", "kept"), [("９４.７１", "94.71"), ("95％以上", "95%以上")])
def test_full_width_signs_become_what_they_mean(book, typed, kept):
    record(book, COVERAGE, "2024", typed)
    assert figure(book, COVERAGE, "2024") == kept


def test_trailing_zeros_are_kept(book):
    record(book, COVERAGE, "2024", "95.10")
    assert str(actual(book, COVERAGE, "2024").amount.value) == "95.10"


@pytest.mark.parametrize(
    ("words", "answer"), [("无此项", Answer.NONE), ("不适用", Answer.NOT_APPLICABLE)]
)
def test_an_answer_is_not_a_zero_and_not_a_blank(book, words, answer):
    record(book, COVERAGE, "2024", words)
    held = actual(book, COVERAGE, "2024").amount
    assert held.answer is answer
    assert held.value is None


def test_zero_is_a_figure(book):
    record(book, COVERAGE, "2024", "0")
    assert actual(book, COVERAGE, "2024").amount.value == Decimal(0)


def test_empty_words_clear_the_cell(book):
    record(book, COVERAGE, "2024", "89.4")
    record(book, COVERAGE, "2024", "")
    assert figure(book, COVERAGE, "2024") is None


@pytest.mark.parametrize("words", ["见附件3", "——", "巩固提高", "abc"])
def test_what_is_no_figure_is_refused(book, words):
    with pytest.raises(ValueRefused) as caught:
        record(book, COVERAGE, "2024", words)
    assert (caught.value.fault, caught.value.text) == (ValueFault.NOT_A_VALUE, words)


@pytest.mark.parametrize("words", ["1100人", "12万元"])
def test_a_figure_in_another_unit_is_refused_as_that(book, words):
    with pytest.raises(ValueRefused) as caught:
        record(book, COVERAGE, "2024", words)
    assert (caught.value.fault, caught.value.text) == (ValueFault.OTHER_UNIT, words)


@pytest.mark.parametrize("period", ["24", "2024-13", "2024-Q5", "二〇二四", "1850"])
def test_what_is_no_period_is_refused(book, period):
    with pytest.raises(ValueRefused) as caught:
        record(book, COVERAGE, period, "89.4")
    assert caught.value.fault is ValueFault.NOT_A_PERIOD


@pytest.mark.parametrize(
    ("period", "day"),
    [("2024", "2024-12-31"), ("2024-S1", "2024-06-30"), ("2024-Q3", "2024-09-30"),
     ("2024-02", "2024-02-29")],
)  # fmt: skip
def test_a_figure_speaks_of_the_last_day_of_its_period(book, period, day):
    record(book, COVERAGE, period, "89.4")
    assert actual(book, COVERAGE, period).as_of == day


def test_a_block_goes_in_whole_or_not_at_all(book):
    good = Entry(indicator_named(book, COVERAGE).id, "2024", "89.4")
    bad = Entry(indicator_named(book, RETENTION).id, "2024", "见附件3")
    with pytest.raises(ValueRefused):
        book.recording.record([good, bad])
    assert figure(book, COVERAGE, "2024") is None


def test_a_day_that_is_none_is_refused(book):
    with pytest.raises(ValueRefused) as caught:
        record(book, COVERAGE, "2024", "89.4", as_of="2024-02-30")
    assert caught.value.fault is ValueFault.NOT_A_DATE


def test_an_unknown_row_or_unit_is_named(book):
    with pytest.raises(NotFound):
        book.recording.record([Entry("nobody", "2024", "1")])
    with pytest.raises(NotFound):
        record(book, COVERAGE, "2024", "1", unit="nobody")


def test_why_there_was_no_number_is_not_kept_beside_one(book):
    record(book, COVERAGE, "2024", "无此项", note="今年没有统计")
    record(book, COVERAGE, "2024", "不适用")
    assert actual(book, COVERAGE, "2024").note == "今年没有统计", "no number still"
    record(book, COVERAGE, "2024", "89.4")
    assert actual(book, COVERAGE, "2024").note == ""
    record(book, COVERAGE, "2024", "89.5", note="含在建园")
    record(book, COVERAGE, "2024", "89.6")
    assert actual(book, COVERAGE, "2024").note == "含在建园"
    for _ in range(3):
        book.undo()
    assert actual(book, COVERAGE, "2024").note == "今年没有统计"


def test_a_note_is_written_beside_the_figure(book):
    record(book, COVERAGE, "2024", "89.4", note="含在建园")
    held = actual(book, COVERAGE, "2024")
    book.recording.set_note(held.id, "不含在建园")
    assert actual(book, COVERAGE, "2024").note == "不含在建园"


def test_a_school_year_is_the_year_it_begins_in(book):
    record(book, COVERAGE, "2023/2024学年", "91")
    assert actual(book, COVERAGE, "2023").amount.text == "91"
    with pytest.raises(ValueRefused):
        record(book, COVERAGE, "2023/2025", "91")


def test_a_step_names_the_part_of_the_year_in_words(book):
    record(book, COVERAGE, "2023-S1", "91")
    assert book.undo_label == f"录入“{COVERAGE}”2023 年上半年"
