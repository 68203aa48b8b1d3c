"""Money, pieces, lumps and lists of names: what must add up, and what is said where it does not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from db.model.project_lines import FundingLine, ProjectYearLine
from db.rules.lump_sums import Lumps
from db.rules.lumps import piece_findings
from db.rules.named_parts import NamedPart, read_named_parts
from db.rules.pieces import pieces_of, pieces_words
from db.rules.project_bulk import BulkField, bulk_lines, value_of
from db.rules.project_money import Money, differences, in_yi, money_of, years_of
from tests.db.builders import a_project
from tests.db.projects import a_row

AMOUNTS = some.decimals(0, 99999, places=2, allow_nan=False)


def test_money_of_all_sources_goes_before_the_sum_of_them():
    lines = (
        FundingLine(None, "", Decimal(8600), arrived=Decimal(5000)),
        FundingLine(None, "省级", Decimal(3000), paid=Decimal(1000)),
        FundingLine(None, "区县", Decimal(5600), paid=Decimal(2120)),
        FundingLine(2022, "", Decimal(4200), done=Decimal(2650)),
    )
    assert money_of(lines, None) == Money(Decimal(8600), Decimal(5000), None, Decimal(3120))
    assert money_of(lines, 2022).done == Decimal(2650)
    assert money_of(lines, 2023) == Money()
    assert years_of(lines) == (2022,)
    assert differences(lines, None) == ()


def test_sources_that_miss_and_payments_too_early_are_said():
    lines = (
        FundingLine(None, "省级", Decimal(3000)),
        FundingLine(2022, "", Decimal(500), arrived=Decimal(100), paid=Decimal(200)),
    )
    assert differences(lines, Decimal(8600)) == (
        "总投资各来源合计 3000，与 8600 比差 5600",
        "2022 年支付 200 大于到位 100",
    )
    assert differences(lines, Decimal(2100)) == (
        "总投资各来源合计 3000，与 2100 比多 900",
        "2022 年支付 200 大于到位 100",
    )


@given(some.lists(AMOUNTS, min_size=1, max_size=5))
def test_sources_that_add_up_are_no_difference(amounts):
    lines = [FundingLine(None, f"来源{at}", amount) for at, amount in enumerate(amounts)]
    assert money_of(lines, None).planned == sum(amounts)
    assert differences(lines, sum(amounts)) == ()


@given(AMOUNTS)
def test_yi_are_wan_exactly(amount):
    assert in_yi(amount) * 10000 == amount


def test_equipment_by_the_piece_must_reach_the_promise():
    years = [ProjectYearLine(2022 + at, "", Decimal(n)) for at, n in ((1, 900), (2, 800), (3, 600))]
    assert pieces_words(pieces_of(years, 2300), "台") == ""
    assert pieces_of(years, 2300).left == 2300
    short = pieces_of(years[:2], 2300)
    assert pieces_words(short, "台") == "各年合计 1700 台，原文 2300 台，少 600 台"
    machines = a_project("一体机更新", count=2300, count_unit="台")
    (finding,) = piece_findings([machines], {machines.id: years[:2]})
    assert "少 600 台" in finding.message
    assert piece_findings([machines], {machines.id: years}) == ()


@given(some.lists(some.integers(0, 2000), max_size=4), some.integers(0, 5000))
def test_pieces_missing_and_planned_make_the_promise(planned, promised):
    years = [ProjectYearLine(2021 + at, "", Decimal(n)) for at, n in enumerate(planned)]
    found = pieces_of(years, promised)
    assert not years or found.planned + found.missing == promised


@pytest.fixture
def kindergartens():
    whole = a_row("18所幼儿园", number=18, places="4860", school_stage="学前")
    seven = a_row("7所配套园", parent=whole.id, number=7, places="1980", school_stage="学前")
    parts = [a_row(f"配套{n}园", parent=seven.id) for n in range(7)]
    five = a_row("启用5所", parent=whole.id, number=5, places="1350")
    alone = a_row("新时代广场幼儿园", parent=whole.id)
    machines = a_row("一体机", number=2300, count_unit="台")
    return [whole, seven, *parts, five, alone, machines]


def test_a_lump_says_what_is_named_in_it_and_what_is_missing(kindergartens):
    lumps = Lumps(kindergartens)
    whole = kindergartens[0]
    sums = lumps.sums(whole)
    assert (sums.works.named, sums.unnamed) == (13, 5)
    assert (sums.places.named, sums.places.missing) == (3330, 1530)
    assert sums.classes.missing is None
    (told,) = lumps.place_sums()
    assert (told.school_stage, told.sums.printed, told.sums.named) == ("学前", 4860, 3330)
    assert not lumps.is_lump(kindergartens[-1]), "pieces are no works"
    assert lumps.works(kindergartens[-1]) == 1


def test_a_list_of_names_is_read_as_it_is_pasted():
    text = (
        "1. 长春路小学\t1260\t28\t8600\n"
        "内江路小学，1080个学位，24班，0.86亿元\n\n"
        "汉中路小学、桂林路小学\n（3）实验学校  甲"
    )
    assert read_named_parts(text) == (
        NamedPart("长春路小学", Decimal(1260), Decimal(28), Decimal(8600)),
        NamedPart("内江路小学", Decimal(1080), Decimal(24), Decimal(8600)),
        NamedPart("汉中路小学"),
        NamedPart("桂林路小学"),
        NamedPart("实验学校", refused="甲"),
    )
    assert read_named_parts("  \n") == ()


@given(some.lists(some.sampled_from("春夏秋冬甲乙丙丁").map(lambda sign: f"{sign}校"), max_size=9))
def test_names_come_out_as_many_as_went_in(names):
    assert [part.name for part in read_named_parts("\n".join(names))] == names


def test_a_bulk_change_shows_only_what_would_be_another():
    rows = [a_row("甲", year_class="续建"), a_row("乙"), a_row("丙", year_class="新开工")]
    found = bulk_lines(rows, BulkField.YEAR_CLASS, "续建")
    assert [(line.name, line.old, line.new) for line in found] == [
        ("乙", "", "续建"),
        ("丙", "新开工", "续建"),
    ]
    assert value_of(BulkField.DUE_YEAR, "2024年") == 2024
    assert value_of(BulkField.DUE_YEAR, "") is None
    for words, field in (("去年", BulkField.DUE_YEAR), ("在建", BulkField.YEAR_CLASS)):
        with pytest.raises(ValueError, match=words):
            value_of(field, words)
