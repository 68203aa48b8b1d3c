"""Sums that are typed into a cell as into a spreadsheet's."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.typed import meant


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("=25+37", "62"),
        ("＝25＋37", "62"),
        ("= 1,100 - 12.5", "1087.5"),
        ("=(25+37)*2/4", "31"),
        ("=3393/9569*100", "35.4582506009"),
        ("=0.1+0.2", "0.3"),
        ("=-3+3", "0"),
        ("=2×（3＋4）", "14"),
        ("=100*10", "1000"),
        ("95.", "95"),
        ("９５。", "９５"),
    ],
)
def test_what_a_spreadsheet_would_reckon_is_reckoned(words, figure):
    assert meant(words) == figure


@pytest.mark.parametrize(
    "words", ["=B2", "=SUM(1)", "=?", "=1/0", "=2**9", "=7//2", "=(1", "=1 2", "=1)", "=95%"]
)
def test_what_is_no_sum_of_numbers_is_refused(words):
    with pytest.raises(ValueError, match=re.escape(words[1:])):
        meant(words)


@pytest.mark.parametrize("words", ["95", "95%以上", "1,100", "无此项", "见附件。", "1.2.", "", "."])
def test_other_words_stay_as_they_were_typed(words):
    assert meant(words) == words


@given(st.lists(st.decimals(0, 10**9, places=2), min_size=1, max_size=8))
def test_a_sum_is_exact(numbers):
    assert Decimal(meant("=" + "+".join(map(str, numbers)))) == sum(numbers)


@given(st.text("=()+-*/.,0123456789 ", max_size=40))
def test_reading_never_fails_otherwise(words):
    try:
        assert isinstance(meant(words), str)
    except ValueError:
        assert words.strip().startswith("=")
