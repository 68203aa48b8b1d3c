"""Two series' figures held against each other, spot by spot."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from db.model.records import Actual
from db.rules.sharing import joined, spot_of, units_agree
from tests.db.builders import fresh


def a_figure(period, text, unit=None, **said):
    return Actual(
        id=fresh("actual"), series="s", period=period, unit=unit, text=text,
        value=Decimal(text.rstrip("%")), **said,
    )  # fmt: skip


def test_figures_move_agree_or_clash():
    moving, same, ours = a_figure("2023", "1"), a_figure("2024", "95%"), a_figure("2025", "3")
    theirs = a_figure("2025", "4")
    found = joined((ours, same, moving), (theirs, a_figure("2024", "95.0"), a_figure("2026", "9")))
    assert (found.moving, found.same) == ((moving,), (same,))
    (clash,) = found.clashes
    assert (clash.ours, clash.theirs, clash.spot) == (ours, theirs, ("2025", None))


def test_a_unit_s_figure_never_clashes_with_the_county_s():
    found = joined((a_figure("2024", "5", unit="u"),), (a_figure("2024", "90"),))
    assert (len(found.moving), found.clashes) == (1, ())


def test_units_of_measure_must_count_alike():
    assert units_agree("名", "人")
    assert units_agree("％", "%")
    assert not units_agree("万人", "人")


FIGURES = st.dictionaries(
    st.tuples(st.sampled_from(["2022", "2023", "2024"]), st.none() | st.sampled_from("uv")),
    st.integers(0, 3),
)


@given(FIGURES, FIGURES)
def test_every_figure_of_ours_is_said_once(ours, theirs):
    one, other = (
        [a_figure(period, str(value), unit) for (period, unit), value in figures.items()]
        for figures in (ours, theirs)
    )
    found = joined(one, other)
    said = [*found.moving, *found.same, *(clash.ours for clash in found.clashes)]
    assert sorted(actual.id for actual in said) == sorted(actual.id for actual in one)
    assert {spot_of(actual) for actual in found.moving} == ours.keys() - theirs.keys()
    assert all(clash.ours.value != clash.theirs.value for clash in found.clashes)
