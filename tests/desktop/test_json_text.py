"""Figures leave the program as exactly as they stand in the book."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.json_text import json_text

FIGURES = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)
PLAIN = st.none() | st.booleans() | st.integers() | st.text() | FIGURES
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(value=VALUES, indent=st.none() | st.integers(1, 4))
def test_what_is_written_reads_back_the_same(value, indent):
    text = json_text(value, indent=indent)
    assert json.loads(text, parse_float=Decimal, parse_int=Decimal) == value


@given(figure=FIGURES)
def test_a_figure_keeps_every_digit(figure):
    assert Decimal(json_text(figure)) == figure


def test_a_figure_is_a_number_and_chinese_stays_chinese():
    assert json_text({"名": [Decimal("94.20"), None, True]}) == '{"名": [94.20, null, true]}'


def test_a_person_gets_one_member_a_line():
    assert json_text({"a": [1, 2], "b": {}}, indent=2) == (
        '{\n  "a": [\n    1,\n    2\n  ],\n  "b": {}\n}'
    )


@pytest.mark.parametrize("figure", [Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_number_is_not_written(figure):
    with pytest.raises(TypeError):
        json_text(figure)
