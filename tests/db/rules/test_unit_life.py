"""What a unit was on a day: standing, called so, or become another."""

from hypothesis import given
from hypothesis import strategies as st

from db.model.records import Unit, UnitEvent
from db.model.words import UnitEventKind
from db.rules.unit_life import expanded, name_on, standing_on, stood_on


def a_unit(unit: str, name: str = "", **said: str) -> Unit:
    return Unit(id=unit, name=name or unit, **said)


def test_a_unit_stands_between_its_days_both_included():
    unit = a_unit("城东小学", valid_from="2021-09-01", valid_to="2024-08-31")
    days = ("2021-08-31", "2021-09-01", "2024-08-31", "2024-09-01")
    assert [stood_on(unit, day) for day in days] == [False, True, True, False]
    assert stood_on(a_unit("教育局"), "1949-10-01")


def test_a_renamed_unit_is_called_as_it_was_on_that_day():
    unit = a_unit("u", "教育体育局")
    events = [
        UnitEvent(id="2", unit="u", kind=UnitEventKind.RENAMED, happened_on="2023-03-01",
                  former_name="教育局"),
        UnitEvent(id="1", unit="u", kind=UnitEventKind.RENAMED, happened_on="2019-02-01",
                  former_name="文教局"),
        UnitEvent(id="3", unit="另一个", kind=UnitEventKind.RENAMED, happened_on="2024-01-01",
                  former_name="别的"),
    ]  # fmt: skip
    assert name_on(unit, events, "2018-12-31") == "文教局"
    assert name_on(unit, events, "2022-12-31") == "教育局"
    assert name_on(unit, events, "2023-03-01") == "教育体育局"


def test_after_a_merger_the_successor_stands_for_it():
    units = {
        "a": a_unit("a", valid_to="2022-12-31", successor="b"),
        "b": a_unit("b", valid_to="2023-12-31", successor="c"),
        "c": a_unit("c"),
    }
    assert standing_on("a", units, "2022-06-30") == "a"
    assert standing_on("a", units, "2023-06-30") == "b"
    assert standing_on("a", units, "2025-06-30") == "c"


def test_a_group_is_its_members_each_once():
    members = {"各街道": ("奎山", "北京路"), "各镇街": ("各街道", "河山镇"), "空": ()}
    assert expanded(["教育局", "各镇街", "奎山"], members) == (
        "教育局", "奎山", "北京路", "河山镇"
    )  # fmt: skip
    assert expanded(["空"], members) == ("空",)


UNITS = st.sampled_from("abcdef")


@given(st.lists(UNITS), st.dictionaries(UNITS, st.lists(UNITS)))
def test_groups_end_even_where_they_hold_each_other(
    units: list[str], members: dict[str, list[str]]
):
    found = expanded(units, members)
    assert len(set(found)) == len(found)


@given(st.dictionaries(UNITS, st.tuples(UNITS, st.sampled_from(["", "2022", "2023"]))))
def test_successors_end_even_in_a_circle(lives: dict[str, tuple[str, str]]):
    units = {
        unit: a_unit(unit, valid_to=end, successor=heir) for unit, (heir, end) in lives.items()
    }
    for unit in units:
        assert standing_on(unit, units, "2024-01-01") in units
