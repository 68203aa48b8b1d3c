"""Explaining doubts: kept for the very figures, one step, taken back like any other."""

from __future__ import annotations

import pytest

from db.changes import ChangeSet
from db.errors import NotFound, ValueRefused
from db.exchange.options import ImportOptions
from db.faults import ValueFault
from db.model.words import RowKind
from db.operations.reviewing import EntryRef
from db.queries.checks import data_findings, explanations
from tests.db.stories import a_book, indicator_named, record, reopen
from tests.db.unit_stories import CLASSES, a_county, taken_in, written

COVERAGE = "普惠性幼儿园覆盖率"
RETENTION = "九年义务教育巩固率"
BECAUSE = "两所民办园停办"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as book:
        record(book, COVERAGE, "2022", "88.10")
        record(book, COVERAGE, "2023", "87.20")
        yield book


def the_doubt(book, rule="below-last"):
    (found,) = [one for one in book.read(data_findings) if one.rule == rule]
    return found


def test_an_explained_query_is_listed_with_its_explanation(book):
    doubt = the_doubt(book)
    assert doubt.is_open
    book.explaining.explain([doubt], f" {BECAUSE}\n")
    found = the_doubt(book)
    assert found.explanation is not None
    assert (found.explanation.words, found.explanation.who) == (BECAUSE, "马丽")
    assert found.explanation.made_at.startswith("2024-03-01T08:30")
    assert not found.is_open


def test_several_are_explained_in_one_step_and_undone_after_reopening(book):
    record(book, RETENTION, "2023", "102.1")
    both = [the_doubt(book), the_doubt(book, "over-100")]
    changes = book.explaining.explain(both, BECAUSE)
    assert isinstance(changes, ChangeSet)
    assert len(book.read(explanations)) == 2
    with reopen(book) as again:
        assert again.undo_label == "说明 2 处疑问"
        again.undo()
        assert again.read(explanations) == ()
        assert the_doubt(again).is_open
        again.redo()
        assert not the_doubt(again).is_open


def test_an_explanation_lapses_when_a_figure_changes_and_stands_again_when_it_is_back(book):
    book.explaining.explain([the_doubt(book)], BECAUSE)
    record(book, COVERAGE, "2023", "87.00")
    found = the_doubt(book)
    assert (found.explanation, found.lapsed) == (None, BECAUSE)
    record(book, COVERAGE, "2023", "87.20")
    assert not the_doubt(book).is_open
    record(book, COVERAGE, "2022", "88.30")
    assert the_doubt(book).is_open


def test_the_same_figure_written_otherwise_keeps_its_explanation(book):
    book.explaining.explain([the_doubt(book)], BECAUSE)
    for words in ("87.2", "87.200", "87.20%", "８７．２"):
        record(book, COVERAGE, "2023", words)
        assert not the_doubt(book).is_open, words
    record(book, COVERAGE, "2022", "88.1")
    assert not the_doubt(book).is_open
    record(book, COVERAGE, "2023", "87.2以上")
    assert the_doubt(book).lapsed == BECAUSE


def test_the_words_of_the_year_before_are_at_hand_for_the_same_check_of_the_row(book):
    for year, words in (("2023", "102.1"), ("2024", "101.4"), ("2025", "100.8")):
        record(book, RETENTION, year, words)

    def doubts():
        return [one for one in book.read(data_findings) if one.rule == "over-100"]

    first, second, third = doubts()
    book.explaining.explain([first], "跨区转入")
    assert [one.earlier and one.earlier.words for one in doubts()] == [None, "跨区转入", "跨区转入"]
    book.explaining.explain([second], "跨区转入减少")
    assert [one.is_open for one in doubts()] == [False, False, True]
    assert doubts()[-1].earlier.period == "2024"
    assert the_doubt(book).earlier is None, "another row"
    book.explaining.explain([third], "跨区转入减少")
    assert doubts()[-1].earlier is None


def test_a_cell_keeps_one_explanation_of_a_check(book):
    book.explaining.explain([the_doubt(book)], BECAUSE)
    record(book, COVERAGE, "2023", "87.00")
    book.explaining.explain([the_doubt(book)], "又停办一所")
    (kept,) = book.read(explanations)
    assert kept.words == "又停办一所"
    assert the_doubt(book).explanation == kept


def test_the_same_words_again_leave_no_step(book):
    book.explaining.explain([the_doubt(book)], BECAUSE)
    assert not book.explaining.explain([the_doubt(book)], BECAUSE).rows
    assert book.undo_label == "说明 1 处疑问"


def test_an_explanation_is_withdrawn(book):
    book.explaining.explain([the_doubt(book)], BECAUSE)
    book.explaining.withdraw([the_doubt(book)])
    assert book.read(explanations) == ()
    assert the_doubt(book).is_open
    with pytest.raises(NotFound):
        book.explaining.withdraw([the_doubt(book)])


def test_a_plan_s_contradictions_are_explained_one_by_one(book):
    """巩固率 of 103.5 stands above 100 and above its target: two doubts of one row."""
    found = [one for one in book.read(data_findings) if "103.5" in one.message and not one.period]
    assert len(found) == 2
    book.explaining.explain(found[:1], "户籍口径")
    after = [one for one in book.read(data_findings) if "103.5" in one.message]
    assert [one.explanation is not None for one in after] == [True, False]


def test_the_reason_of_an_answer_becomes_its_note(book):
    record(book, RETENTION, "2023", "不适用")
    doubt = the_doubt(book, "answer-unexplained")
    book.explaining.explain([doubt, the_doubt(book)], "本区没有初中")
    assert indicator_named(book, RETENTION).actuals["2023"].note == "本区没有初中"
    assert "answer-unexplained" not in [one.rule for one in book.read(data_findings)]
    assert len(book.read(explanations)) == 1
    book.undo()
    assert the_doubt(book, "answer-unexplained") == doubt
    record(book, RETENTION, "2023", "")
    with pytest.raises(NotFound):
        book.explaining.explain([doubt], "本区没有初中")


def test_the_reason_of_an_answer_that_is_locked_is_not_written_any_more(tmp_path):
    with a_county(tmp_path) as book:
        rows = (("指标名称", "单位", "2023年实际"), (CLASSES, "个", "无此项"))
        taken_in(book, written(tmp_path, "年报", *rows), options=ImportOptions(approved=True))
        held = indicator_named(book, CLASSES).actuals["2023"]
        book.reviewing.lock([EntryRef(RowKind.ACTUAL, held.id)])
        with pytest.raises(ValueRefused) as caught:
            book.explaining.explain([the_doubt(book, "answer-unexplained")], "没有这类班")
        assert caught.value.fault is ValueFault.LOCKED


@pytest.mark.parametrize("words", ["", " \n"])
def test_blank_words_explain_nothing(book, words):
    with pytest.raises(ValueRefused) as caught:
        book.explaining.explain([the_doubt(book)], words)
    assert caught.value.fault is ValueFault.EMPTY_EXPLANATION


def test_an_error_is_mended_not_explained(book):
    record(book, RETENTION, "2023", "-3")
    with pytest.raises(ValueRefused) as caught:
        book.explaining.explain([the_doubt(book), the_doubt(book, "negative")], BECAUSE)
    assert caught.value.fault is ValueFault.MUST_BE_MENDED
    assert book.read(explanations) == ()
