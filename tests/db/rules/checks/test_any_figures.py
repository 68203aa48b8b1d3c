"""Whatever stands in a plan and in its cells, the checks say whole sentences and never fail."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from db.model.amount import Amount
from db.model.words import Aggregation, Counting, Direction
from db.rules.checks.judging import CHECKS, checks_of
from db.rules.finding import Severity
from tests.db.builders import an_indicator
from tests.db.rules.checks.case import NONE

numbers = st.one_of(
    st.sampled_from(["0", "-1", "0.00", "100", "100.01", "99999999999999", "0.0001"]),
    st.decimals(-200, 20_000, places=2).map(str),
    st.sampled_from(
        [
            NONE,
            Amount("1000", Decimal("1E+3")),
            Amount("10—15", Decimal(10), Decimal(15)),
            Amount(str(1 / 3), Decimal(1) / 3),
        ]
    ),
)
periods = st.sampled_from(["2020", "2021", "2022", "2023", "2022-Q1", "2023-Q1", "2023-S1"])
figures = st.dictionaries(periods, numbers, max_size=6)
by_year = st.dictionaries(st.sampled_from([None, 2019, 2020, 2023, 2025]), numbers, max_size=2)


@st.composite
def rows(draw):
    row = an_indicator(
        draw(st.sampled_from(["公办在园幼儿占比", "普惠性幼儿园覆盖率", "在校生", "巩固率"])),
        unit=draw(st.sampled_from(["%", "人", "万人", "", "元/生"])),
        baselines=draw(by_year),
        targets=draw(by_year),
        actuals=draw(figures),
    )
    return row._replace(
        counting=draw(st.sampled_from(Counting)),
        direction=draw(st.sampled_from(Direction)),
        aggregation=draw(st.sampled_from([None, *Aggregation])),
        decimals=draw(st.sampled_from([None, 0, 2])),
    )


@given(st.lists(rows(), min_size=1, max_size=4), st.booleans())
def test_any_figures_are_judged(lines, nested):
    if nested:
        lines = [lines[0], *(line._replace(parent=lines[0].id) for line in lines[1:])]
    known = {check.id for check in CHECKS}
    for finding in checks_of(lines).findings():
        assert finding.rule in known
        assert finding.severity in {Severity.ERROR, Severity.QUERY}
        assert re.fullmatch(r"[^。\n]+。", finding.message), finding.message
        assert not re.search(r"None|Decimal|E\+|NaN", finding.message), finding.message
        assert finding.figures
        assert finding.period in next(line for line in lines if line.id == finding.row).actuals


@given(st.lists(rows(), min_size=1, max_size=3))
def test_a_cell_is_doubted_once_by_a_check(lines):
    told = [(one.row, one.rule, one.period) for one in checks_of(lines).findings()]
    assert len(told) == len(set(told))
