"""A check after an edit finds what a check of everything finds, and looks at far less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.model.words import Counting, Direction
from db.rules.checks.judging import checks_of, recheck
from db.rules.checks.limits import Limits, limits_from
from tests.db.builders import an_indicator
from tests.db.rules.checks.case import a_row, with_parts

YEARS = ("2021", "2022", "2023")


def a_plan():
    """Rows that hang together in every way there is, and some that do not."""
    return (
        *with_parts(
            a_row("学校数", "所", baselines={2020: "10"}),
            a_row("小学", "所", baselines={2020: "6"}),
            a_row("初中", "所", baselines={2020: "4"}),
        ),
        a_row("公办在园幼儿占比", baselines={2020: "52.79"}, targets={2025: "55"}),
        a_row("普惠性幼儿园覆盖率", baselines={2020: "87"}, targets={2025: "92"}),
        a_row("大班额占比", direction=Direction.AT_MOST, targets={2025: "1"}),
        a_row("新建幼儿园", "所", counting=Counting.CUMULATIVE, targets={2025: "18"}),
    )


LINES = a_plan()

edits = st.lists(
    st.tuples(
        st.integers(0, len(LINES) - 1),
        st.sampled_from(YEARS),
        st.sampled_from(["", "3", "4", "6", "10", "88.1", "104", "5279", "-2", "0.87"]),
    ),
    max_size=12,
)


def edited(lines, row, period, words):
    line = lines[row]
    figures = dict(line.actuals)
    figures.pop(period, None)
    if words:
        figures |= an_indicator(actuals={period: words}).actuals
    return (*lines[:row], line._replace(actuals=figures), *lines[row + 1 :])


def told(findings):
    return [(one.row, one.rule, one.period, one.message) for one in findings]


@given(edits)
def test_after_each_edit_the_same_is_found_as_by_checking_everything(steps):
    lines, checks = LINES, checks_of(LINES)
    found = checks.findings()
    for step in steps:
        lines = edited(lines, *step)
        again = recheck(checks, lines)
        checks, found = again.checks, again.merged(found)
        assert sorted(told(found)) == sorted(told(checks_of(lines).findings()))


def test_an_edit_touches_its_row_and_what_is_compared_with_it():
    checks = checks_of(LINES)
    named = {line.id: line.name for line in LINES}

    def touched(row):
        return {named[one] for one in checks.touched_by([LINES[row].series])}

    assert touched(0) == {"学校数", "小学", "初中"}
    # A figure may have slipped into the next row of the same unit.
    assert touched(1) == {"学校数", "小学", "初中"}
    assert touched(3) == {"公办在园幼儿占比", "普惠性幼儿园覆盖率"}
    assert touched(4) == {"公办在园幼儿占比", "普惠性幼儿园覆盖率", "大班额占比"}
    assert touched(6) == {"新建幼儿园"}


def test_nothing_is_judged_when_nothing_changed():
    again = recheck(checks_of(LINES), LINES)
    assert (again.rows, again.findings) == (frozenset(), ())


def test_a_plan_that_changed_is_judged_whole():
    renamed = (LINES[3]._replace(name="公办园比例"), *LINES[:3], *LINES[4:])
    again = recheck(checks_of(LINES), renamed)
    assert len(again.rows) == len(LINES)
    assert recheck(checks_of(LINES), LINES[1:]).checks.lines == LINES[1:]


def test_units_are_judged_apart_from_the_county():
    lines = edited(LINES, 0, "2023", "-10")
    (found,) = checks_of(lines, unit="金积镇").findings(periods=("2023",))
    assert (found.unit, found.rule) == ("金积镇", "negative")


def test_a_book_says_its_own_limits():
    limits = limits_from(
        {"check.jump_points": "3", "check.jump_history": "5", "check.off": "decimals below-last",
         "check.adds_up.whole": "yes", "check.adds_up.other": "no", "check.jump_share": "viel",
         "check.jump_count": "-1", "check.new_in_a_later_version": "1"}
    )  # fmt: skip
    assert (str(limits.jump_points), limits.jump_history) == ("3", 5)
    assert limits.off == {"decimals", "below-last"}
    assert limits.adds_up == {"whole": True, "other": False}
    assert limits.jump_share == Limits().jump_share
    assert limits.jump_count == Limits().jump_count


def test_limits_decide_what_is_said():
    row = a_row("毛入园率", targets={2025: "95"}, actuals={"2022": "90", "2023": "86"})

    def rules(**said):
        return [one.rule for one in checks_of([row], limits=Limits(**said)).findings()]

    assert rules() == ["below-last"]
    assert rules(jump_points=3) == ["jump"]
    assert rules(off=frozenset({"below-last"})) == []


def test_no_limit_of_a_book_stops_the_checks():
    row = a_row("毛入园率", targets={2025: "95"}, actuals={"2022": "90", "2023": "0.9"})
    none = Limits(jump_points=0, jump_share=0, jump_count=0, slip_near=0, slip_near_ten=0)
    assert [one.rule for one in checks_of([row], limits=none).findings()] == ["unit-slip"]


def test_a_person_says_whether_parts_add_up():
    rows = with_parts(
        a_row("在岗教职工", "人", actuals={"2023": "1112"}),
        a_row("备案教师", "人", actuals={"2023": "105"}),
        a_row("购买服务教师", "人", actuals={"2023": "6"}),
    )
    assert checks_of(rows).findings() == ()
    (found,) = checks_of(rows, limits=Limits(adds_up={rows[0].id: True})).findings()
    assert (found.rule, found.severity) == ("parts-vs-whole", "error")
    assert found.message == "2 个其中项合计 111，比总数 1112 少 1001，须改到相符。"
    assert [anchor.quote for anchor in found.anchors] == ["1112", "105", "6"]
    assert {other.row for other in found.others} == {rows[1].id, rows[2].id}
