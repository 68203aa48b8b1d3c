"""The county's figure from its units: sums that say how many are missing, ratios of two sums."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from db.model.amount import Amount
from db.model.words import Aggregation, EntryState
from db.rules.aggregating import (
    Computed,
    CountyFigures,
    Formula,
    UnitFigure,
    adds_up,
    says_the_same,
    sum_of,
)


def typed(value, state=EntryState.APPROVED):
    return Computed(
        Amount(value, Decimal(value)), 0, 0, state, provisional=False, as_of="2023-12-31"
    )


def a_ratio(above, below, **said):
    formulas = {"rate": Formula(Aggregation.RATIO, "%", None, "top", "bottom")} | said
    known = {("top", "2023"): above, ("bottom", "2023"): below}
    return CountyFigures(formulas, {}, lambda series, period: known.get((series, period)))


def test_counts_add_up_and_rates_never_do():
    assert adds_up("在校生数", "人")
    assert adds_up("校舍建筑面积", "㎡")
    assert adds_up("班数", "")
    assert not adds_up("毛入园率", "%")
    assert not adds_up("巩固率", "")
    assert not adds_up("师生比", "")
    assert not adds_up("生均公用经费", "元")
    assert not adds_up("生均公用经费", "元/人")


def test_a_sum_says_how_many_units_have_given_a_figure():
    found = sum_of([UnitFigure("一小", Decimal(812)), UnitFigure("二小", None)], 3)
    assert (found.amount.text, found.known, found.units) == ("812", 2, 3)
    assert found.words == "2 个单位合计，还差 1 个单位"


def test_without_a_number_there_is_no_sum():
    assert sum_of([UnitFigure("一小", None)], 1) is None
    assert sum_of([], 0) is None


def test_a_sum_stands_as_its_weakest_figure():
    figures = [
        UnitFigure("一小", Decimal(1), EntryState.APPROVED),
        UnitFigure("二小", Decimal(2), EntryState.DRAFT, provisional=True),
    ]
    found = sum_of(figures, 2)
    assert (found.state, found.provisional) == (EntryState.DRAFT, True)


@given(st.lists(st.decimals(0, 10**6, places=2), min_size=1))
def test_a_sum_loses_nothing(values):
    found = sum_of([UnitFigure(str(at), value) for at, value in enumerate(values)], len(values))
    assert found.amount.value == sum(values)
    assert Decimal(found.amount.text) == sum(values)


def test_a_rate_is_worked_out_unrounded_and_written_rounded():
    found = a_ratio(typed("8912"), typed("9975")).of("rate", "2023")
    assert found.amount.text == "89.34"
    assert found.amount.value == Decimal(8912) / Decimal(9975) * 100
    assert says_the_same(found, Amount("89.3", Decimal("89.3")))
    assert not says_the_same(found, Amount("89.4", Decimal("89.4")))


def test_nothing_is_divided_by_zero_or_by_what_is_missing():
    assert a_ratio(typed("1"), typed("0")).of("rate", "2023") is None
    assert a_ratio(typed("1"), None).of("rate", "2023") is None
    assert a_ratio(typed("1"), typed("2")).of("rate", "2024") is None


def test_a_ratio_that_would_need_itself_finds_nothing():
    loop = {"top": Formula(Aggregation.RATIO, "%", None, "rate", "bottom")}
    assert a_ratio(None, typed("2"), **loop).of("rate", "2023") is None


def test_a_ratio_of_sums_is_no_mean_of_ratios():
    formulas = {
        "rate": Formula(Aggregation.RATIO, "%", 1, "top", "bottom"),
        "top": Formula(Aggregation.SUM),
        "bottom": Formula(Aggregation.SUM),
    }
    by_unit = {
        "top": {"2023": [UnitFigure("一小", Decimal(90)), UnitFigure("二小", Decimal(10))]},
        "bottom": {"2023": [UnitFigure("一小", Decimal(100)), UnitFigure("二小", Decimal(100))]},
    }
    found = CountyFigures(formulas, by_unit, lambda *_: None).of("rate", "2023")
    assert (found.amount.text, found.words) == ("50.0", "2 个单位合计")
