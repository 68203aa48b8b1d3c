"""A preview by cell: places, verdicts, meanings, the way from one problem to the next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange.differences import Verdict
from db.exchange.listing import ColumnReading, Meaning, TableKind
from db.exchange.sheets import column_letters
from desktop.delegates.marks import MARK_WORDS
from desktop.exchange.verdicts import (
    VERDICT_GROUNDS,
    VERDICT_MARKS,
    VERDICT_WORDS,
    Seen,
    Spot,
    loudest,
    meaning_ground,
    meaning_words,
    next_spot,
    rows_in_words,
    spot_of,
)
from desktop.theme import ThemeName, theme_named


@given(st.integers(1, 16384), st.integers(1, 1048576))
def test_an_address_is_a_place_and_back(column, row):
    assert spot_of(f"{column_letters(column)}{row}") == Spot(row, column)


@pytest.mark.parametrize("words", ["", "A", "1", "A1:B2", "a1", "汇总!A1"])
def test_other_words_are_no_place(words):
    with pytest.raises(ValueError, match=words or "^$"):
        spot_of(words)


@pytest.mark.parametrize("theme", list(ThemeName))
@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_word_a_mark_and_colours(verdict, theme):
    assert VERDICT_WORDS[verdict]
    assert VERDICT_MARKS[verdict] in MARK_WORDS
    for meaning in (VERDICT_GROUNDS[verdict], f"{VERDICT_GROUNDS[verdict]}_text"):
        assert theme_named(theme).colour(meaning).isValid()


@pytest.mark.parametrize("meaning", list(Meaning))
@pytest.mark.parametrize("theme", list(ThemeName))
def test_every_meaning_has_a_word_and_a_ground(meaning, theme):
    assert meaning_words(ColumnReading(1, meaning), TableKind.INDICATORS)
    assert theme_named(theme).colour(meaning_ground(meaning)).isValid()


def test_a_name_is_called_what_it_names_and_a_figure_with_its_year():
    assert meaning_words(ColumnReading(2, Meaning.NAME), TableKind.TASKS) == "任务"
    assert meaning_words(ColumnReading(2, Meaning.NAME), TableKind.PROJECTS) == "项目"
    assert (
        meaning_words(ColumnReading(3, Meaning.ACTUAL, "2022"), TableKind.INDICATORS) == "实际 2022"
    )
    planned = ColumnReading(4, Meaning.PLANNED, "开工")
    assert meaning_words(planned, TableKind.PROJECTS) == "计划开工"


def test_the_cells_of_a_preview_stand_in_the_order_of_reading(preview):
    verdicts = Seen.of(preview).verdicts("汇总表")
    assert list(verdicts) == sorted(verdicts)
    assert Seen.of(preview).verdicts("底稿") == {}
    # Name and unit stand in one cell; the category above is given to the row below as well.
    assert len(verdicts[spot_of("B6")]) == 2
    assert loudest(verdicts[spot_of("D6")]) is Verdict.CHANGED
    assert loudest(verdicts[spot_of("E9")]) is Verdict.REJECTED


def test_the_way_goes_from_problem_to_problem_and_ends(preview):
    verdicts = Seen.of(preview).verdicts("汇总表")
    found, spot = [], None
    while (spot := next_spot(verdicts, Verdict.CHANGED, spot)) is not None:
        found.append(spot)
    assert found == [spot_of("D6"), spot_of("D7")]


def test_a_cell_left_out_is_not_counted(preview):
    all_of_them = preview.count(Verdict.NEW) + preview.count(Verdict.CHANGED)
    assert Seen.of(preview).accepted(set()) == all_of_them
    assert Seen.of(preview).accepted({("汇总表", "D6")}) == all_of_them - 1
    assert Seen.of(preview).accepted({("汇总表", "C6")}) == all_of_them


@pytest.mark.parametrize(
    ("rows", "words"), [([], ""), ([3], "3"), ([1, 2, 3, 17, 18, 20], "1—3、17—18、20")]
)
def test_rows_are_said_in_spans(rows, words):
    assert rows_in_words(rows) == words
