"""Which figures may be computed from which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.rules.formulas import feeds_itself, may_be_ratio, may_be_sum


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator"),
    [("%", "人", "人"), ("%", "所", "个"), ("%", "万人", "万人"), ("", "人", "人"),
     ("元/人", "元", "人"), ("倍", "元", "元"), ("1:15", "人", "人"), ("元/人", "万元", "万人"),
     ("万元/人", "万元", "人"), ("㎡/人", "万㎡", "万人")],
)  # fmt: skip
def test_units_that_make_a_ratio(unit, numerator, denominator):
    assert may_be_ratio(unit, numerator, denominator)


@pytest.mark.parametrize(
    ("unit", "numerator", "denominator"),
    [("%", "万人", "人"), ("人", "人", "所"), ("%", "%", "人"), ("%", "%", "%"),
     ("万人", "人", "人"), ("年", "年", "人"), ("元/人", "万元", "人"), ("1:15", "万人", "人"),
     ("㎡/人", "万㎡", "人")],
)  # fmt: skip
def test_units_that_do_not(unit, numerator, denominator):
    assert not may_be_ratio(unit, numerator, denominator)


@pytest.mark.parametrize(
    ("unit", "may"), [("人", True), ("所", True), ("万人", True), ("", True), ("%", False),
                      ("‰", False), ("元/人", False), ("倍", False)]
)  # fmt: skip
def test_rates_are_never_added_up(unit, may):
    assert may_be_sum(unit) is may


def test_a_ratio_of_a_ratio_of_itself_is_seen():
    known = {"b": ("c", "d"), "c": ("e", "a")}
    assert feeds_itself("a", ("b", "f"), known)
    assert feeds_itself("a", ("a", "f"), {})
    assert not feeds_itself("f", ("b", "d"), known)


NAMES = st.sampled_from("abcdefg")


@given(st.dictionaries(NAMES, st.tuples(NAMES, NAMES)), NAMES, st.tuples(NAMES, NAMES))
def test_what_is_let_in_one_by_one_never_makes_a_circle(wanted, series, parts):
    known = {}
    for name, said in {**wanted, series: parts}.items():
        if not feeds_itself(name, said, known):
            known[name] = said
    while known:
        leaves = [name for name in known if not set(known[name]) & set(known)]
        assert leaves, known
        for name in leaves:
            del known[name]
