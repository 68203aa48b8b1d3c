"""In which plan a shared figure is entered."""

from hypothesis import given
from hypothesis import strategies as st

from db.rules.ownership import Claim, owner_of, plan_of_year, referenced_years
from tests.db.builders import a_plan

FOURTEENTH = Claim("a", "“十四五”规划", 2021, 2025, 0)
ACTION_PLAN = Claim("b", "三年行动计划", 2023, 2025, 1)
FIFTEENTH = Claim("c", "“十五五”规划", 2026, 2030, 2)
ALL = (FIFTEENTH, ACTION_PLAN, FOURTEENTH)


def test_the_first_plan_whose_period_covers_the_year_owns_it():
    assert [owner_of(ALL, year) for year in (2021, 2024, 2026)] == [
        FOURTEENTH, FOURTEENTH, FIFTEENTH,
    ]  # fmt: skip


def test_where_no_period_covers_the_year_it_is_the_first_plan():
    assert owner_of(ALL, 2019) == FOURTEENTH
    assert owner_of((), 2019) is None


def test_a_plan_without_years_covers_none_and_an_open_end_every_year_on():
    undated = Claim("u", "督导评估", None, None, 0)
    standing = Claim("s", "长期方案", 2022, None, 1)
    assert owner_of((undated, standing), 2040) == standing
    assert owner_of((undated, standing), 2020) == undated


def test_a_plan_refers_to_the_years_of_others_by_their_title():
    assert referenced_years(ALL, "c", (2025, 2026)) == {2025: "“十四五”规划"}
    assert referenced_years(ALL, "a", (2025, 2026)) == {2026: "“十五五”规划"}


def test_a_book_opens_on_the_plan_of_the_year():
    old, new = a_plan("十四五"), a_plan("十五五", period_start=2026, period_end=2030)
    assert [plan_of_year((old, new), year) for year in (2023, 2027, 2040)] == [
        old.id, new.id, old.id,
    ]  # fmt: skip
    assert plan_of_year((), 2023) == ""


ENDS = st.none() | st.integers(2000, 2040)
CLAIMS = st.lists(
    st.builds(Claim, st.sampled_from("abcdef"), st.just("t"), ENDS, ENDS, st.integers(0, 3)),
    min_size=1,
    unique_by=lambda claim: claim.plan,
)


@given(CLAIMS, st.integers(2000, 2040), st.randoms())
def test_every_year_has_one_owner_whatever_the_order(claims, year, chance):
    owner = owner_of(claims, year)
    shuffled = list(claims)
    chance.shuffle(shuffled)
    assert owner_of(shuffled, year) == owner
    own = [claim for claim in claims if not referenced_years(claims, claim.plan, [year])]
    assert own == [owner]
    assert owner.covers(year) or not any(claim.covers(year) for claim in claims)
