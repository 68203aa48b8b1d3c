"""Which projects are in sight, and the words of their sizes."""

from decimal import Decimal

import pytest

from db.rules.totals import Sums
from desktop.project_list.rows import NO_YEAR, Wanted, in_sight, lumps_of
from desktop.project_list.words import money, sum_words
from tests.db.rules.test_totals import KINDERGARTENS, a_project


def names(shown):
    return [line.name for line in shown.rows]


def test_a_folded_lump_hides_all_below_it():
    assert lumps_of(KINDERGARTENS) == {"十八所", "七所"}
    assert names(in_sight(KINDERGARTENS, Wanted(), {"十八所"})) == ["十八所", "操场"]
    assert names(in_sight(KINDERGARTENS, Wanted(), {"七所"})) == ["十八所", "七所", "五所", "操场"]


def test_the_lumps_round_a_chosen_part_are_shown_but_not_chosen():
    wanted = Wanted(kind="新建", school_stage="学前", year="2023")
    other = a_project("教室", "七所", depth=2)
    projects = (*KINDERGARTENS, other.__class__(**{
        **{name: getattr(other, name) for name in other.__slots__}, "due_year": None,
    }))  # fmt: skip
    assert names(in_sight(projects, wanted, ())) == [line.name for line in KINDERGARTENS]
    shown = in_sight(projects, Wanted(year=NO_YEAR), ())
    assert names(shown) == ["十八所", "七所", "教室"]
    assert shown.chosen == {"教室"}


def test_a_row_that_stays_is_shown_though_it_does_not_pass():
    shown = in_sight(KINDERGARTENS, Wanted(kind="收购"), (), staying={"操场"})
    assert (names(shown), shown.chosen) == (["操场"], frozenset())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("0", "0 万元"),
        ("6500", "6500 万元"),
        ("9999.50", "9999.5 万元"),
        ("10000", "1 亿元"),
        ("487000", "48.7 亿元"),
        ("-12000", "-1.2 亿元"),
    ],
)
def test_money_is_read_in_yi_from_one_yi_on(value, words):
    assert money(None if value is None else Decimal(value)) == words


def test_sums_say_what_is_known_and_nothing_else():
    assert sum_words(Sums(None, None, None), 3) == "3 行"
    sums = Sums(Decimal(4860), None, Decimal(20000))
    assert sum_words(sums, 12) == "12 行合计 · 学位 4860 · 投资 2 亿元"
