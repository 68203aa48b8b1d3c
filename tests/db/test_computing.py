"""Saying where figures come from: typed, added up over the units, or a ratio of two others."""

import pytest

from db import queries
from db.errors import NotFound, ValueRefused
from db.faults import ValueFault
from db.model.words import Aggregation, Counting
from tests.db.stories import a_book, figure, indicator_named, record

RATE = "公办园在园幼儿占比"
PART = "公办幼儿园在园幼儿"
WHOLE = "在园幼儿"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path, "rizhao") as book:
        yield book


def row(book, name):
    return indicator_named(book, name)


def refused(operation, *given):
    with pytest.raises(ValueRefused) as caught:
        operation(*given)
    return caught.value.fault


def test_a_rate_is_computed_from_its_parts_and_typed_again(book):
    changes = book.computing.compute_from(*(row(book, name).id for name in (RATE, PART, WHOLE)))
    assert changes.label == f"“{RATE}”改为由“{PART}”除以“{WHOLE}”计算"
    line = row(book, RATE)
    assert line.aggregation is Aggregation.RATIO
    assert (line.numerator, line.denominator) == (row(book, PART).series, row(book, WHOLE).series)
    book.computing.type_again(line.id)
    assert (row(book, RATE).aggregation, row(book, RATE).numerator) == (None, None)
    book.undo()
    assert row(book, RATE).numerator == row(book, PART).series


def test_a_count_is_the_sum_of_its_units_a_rate_never(book):
    book.computing.sum_units(row(book, WHOLE).id)
    assert row(book, WHOLE).aggregation is Aggregation.SUM
    assert refused(book.computing.sum_units, row(book, RATE).id) is ValueFault.RATE_NO_SUM
    book.undo()
    assert row(book, WHOLE).aggregation is None


def test_what_cannot_be_computed_is_refused_and_nothing_changes(book):
    rate, part, whole = (row(book, name).id for name in (RATE, PART, WHOLE))
    label = book.undo_label
    compute = book.computing.compute_from
    assert refused(compute, rate, rate, whole) is ValueFault.NEEDS_ITSELF
    assert refused(compute, rate, part, part) is ValueFault.SAME_PARTS
    assert refused(compute, whole, part, rate) is ValueFault.UNITS_DO_NOT_FIT
    with pytest.raises(NotFound):
        compute(rate, part, "无此行")
    assert book.undo_label == label


def test_a_circle_over_two_steps_is_refused(book):
    rate, coverage = row(book, RATE).id, row(book, "普惠性幼儿园覆盖率").id
    part, whole = row(book, PART).id, row(book, WHOLE).id
    book.computing.compute_from(rate, part, whole)
    # The part cannot be computed from the rate that is computed from it.
    assert refused(book.computing.compute_from, part, rate, coverage) is ValueFault.NEEDS_ITSELF


def test_a_rate_whose_denominator_is_0_may_be_typed(book):
    """Nothing comes of it: the cell is blank, and somebody has to say what is so."""
    book.computing.compute_from(*(row(book, name).id for name in (RATE, PART, WHOLE)))
    for name, words in ((PART, "0"), (WHOLE, "0")):
        record(book, name, "2022", words)
    assert "2022" not in row(book, RATE).actuals
    record(book, RATE, "2022", "不适用")
    assert figure(book, RATE, "2022") == "不适用"
    record(book, WHOLE, "2022", "9600")
    assert row(book, RATE).actuals["2022"].computed
    assert refused(record, book, RATE, "2022", "38") is ValueFault.COMPUTED
    # The sum of the units is a denominator as well as a typed one.
    record(book, WHOLE, "2022", "")
    book.computing.sum_units(row(book, WHOLE).id)
    for unit, words in zip(book.read(queries.unit_lines)[:2], ("5", "-5"), strict=True):
        record(book, WHOLE, "2022", words, unit=unit.id)
    record(book, RATE, "2022", "38")


def test_whether_a_rate_may_pass_100_is_a_person_s_word(book):
    rate, part, whole = (row(book, name).id for name in (RATE, PART, WHOLE))
    for said in (True, False, None):
        book.computing.type_again(rate, may_pass_100=said)
        assert row(book, RATE).may_pass_100 is said
    assert book.read(queries.step_lines)[0].label == f"“{RATE}”未说明能否超过 100"
    book.computing.compute_from(rate, part, whole, may_pass_100=True)
    book.computing.type_again(rate)
    assert row(book, RATE).may_pass_100 is True, "nobody spoke of it"


def test_a_row_is_counted_by_the_year_and_back(book):
    places = row(book, "省级示范幼儿园")
    assert places.counting is Counting.POINT
    changes = book.computing.type_again(places.id, counting=Counting.FLOW)
    assert changes.label == "“省级示范幼儿园”改按当年数计"
    assert row(book, "省级示范幼儿园").counting is Counting.FLOW
    changes = book.computing.sum_units(places.id)
    assert changes.label == "“省级示范幼儿园”改为各单位合计"
    changes = book.computing.sum_units(places.id, counting=Counting.CUMULATIVE)
    assert changes.label == "“省级示范幼儿园”改按累计数计"
    assert row(book, "省级示范幼儿园").aggregation is Aggregation.SUM
    for _ in range(3):
        book.undo()
    assert row(book, "省级示范幼儿园").counting is Counting.POINT
