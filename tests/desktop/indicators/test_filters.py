"""Filtering, sorting and adding up: which rows are in sight, and what stands on their headings."""

import string

from hypothesis import given
from hypothesis import strategies as st

from db.model.lines import UnitLine, UnitShare
from db.model.words import Counting, EntryState
from desktop.columns import Heading
from desktop.indicators.filters import (
    Filter,
    Wanted,
    narrowed_words,
    rows_wanted,
    units_of,
    why_nothing,
)
from desktop.indicators.rows import Groups, Sorted, grouped_rows, sorted_rows, totals_of
from desktop.name_search import matcher
from tests.db.builders import an_indicator, units

NAMES = ("学前教育毛入园率", "普惠性幼儿园覆盖率", "九年义务教育巩固率", "重点高中数")


def named(names):
    return [an_indicator(name, targets={2025: "95"}) for name in names]


def found(words, names=NAMES):
    matches = matcher(words, names)
    return [name for name in names if matches(name)]


def test_words_are_found_anywhere_in_the_name():
    assert found("教育") == [NAMES[0], NAMES[2]]
    assert found(" 覆盖率 ") == [NAMES[1]]


def test_initials_are_found_in_a_row_and_every_reading_counts():
    assert found("xqjy") == [NAMES[0]]
    assert found("XQJY") == [NAMES[0]]
    assert found("jy") == [NAMES[0], NAMES[2]]
    # 重 is read zhong or chong, 数 shu, shuo or cu.
    assert found("zdgz") == found("cdgz") == [NAMES[3]]
    assert found("zz") == []


def test_latin_letters_in_a_name_are_found_as_they_stand():
    assert found("3a", ["3A级校园数", "校园数"]) == ["3A级校园数"]


@given(st.text(string.printable + "学前（）", max_size=8))
def test_no_words_break_the_search(words):
    assert set(found(words)) <= set(NAMES)


@given(st.sampled_from(NAMES), st.integers(0, 6), st.integers(1, 4))
def test_every_part_of_a_name_finds_it(name, start, length):
    part = name[start : start + length]
    assert name in found(part)


def test_rows_are_wanted_by_unit_state_and_gap():
    rows = [
        an_indicator("甲", targets={2025: "9"}, actuals={"2023": "1"}, units=units(["教育局"])),
        an_indicator("乙", targets={2025: "9"}, units=units(["财政局"])),
        an_indicator("丙", actuals={"2023": "1"}),
    ]
    budget = rows[1].units[0].unit

    def shown(wanted, doubtful=None):
        return [line.name for line in rows_wanted(rows, wanted, "2023", doubtful or {})]

    assert shown(Wanted()) == ["甲", "乙", "丙"]
    assert shown(Wanted(Filter.MISSING)) == ["乙"]
    assert shown(Wanted(Filter.FILLED)) == ["甲", "丙"]
    assert shown(Wanted(unit=budget)) == ["乙"]
    assert shown(Wanted(Filter.DOUBTFUL), {Filter.DOUBTFUL: {rows[2].id}}) == ["丙"]
    assert shown(Wanted(Filter.APPROVED)) == []
    assert shown(Wanted(Filter.DRAFT)) == ["甲", "丙"]
    assert rows[0].actuals["2023"].state is EntryState.DRAFT


def test_a_category_adds_up_counts_of_one_unit_and_never_rates():
    def group(unit, *figures, name="幼儿园在园幼儿", **said):
        return [
            an_indicator(f"{name}{at}", unit=unit, actuals={"2023": words} if words else {}, **said)
            for at, words in enumerate(figures)
        ]

    assert totals_of(group("人", "120", "30"), ["2023"]) == {"2023": "计 150"}
    assert totals_of(group("人", "120", "30.5"), ["2023"]) == {"2023": "计 150.5"}
    assert totals_of(group("%", "50", "60"), ["2023"]) == {}
    assert totals_of(group("人", "50", "60", name="平均班额"), ["2023"]) == {}
    assert totals_of(group("人", "120", ""), ["2023"]) == {}, "a sum that lacks a part says nothing"
    assert totals_of([*group("人", "1"), *group("所", "2")], ["2023"]) == {}
    whole, part = group("人", "120"), group("人", "30", parent="x")
    assert totals_of([*whole, *part], ["2023"]) == {}, "a 其中 is no second whole"


def test_nothing_adds_up_what_is_counted_otherwise():
    rows = [
        an_indicator(name, unit="所", counting=way, actuals={"2023": "5"})
        for name, way in (("新建学校", Counting.FLOW), ("幼儿园", Counting.POINT))
    ]
    assert totals_of(rows, ["2023"]) == {}
    assert totals_of([rows[0], rows[0]], ["2023"]) == {"2023": "计 10"}


def test_where_a_whole_is_filtered_out_its_heading_adds_nothing_up():
    rows = [
        an_indicator(name, category="学前", unit="所", actuals={"2023": "5"}, parent=parent)
        for name, parent in (("幼儿园", None), ("公办园", "x"), ("托育点", None))
    ]
    groups = Groups(rows, "2023", ["2023"])
    assert groups.heading("学前", rows, opened=True).totals == {"2023": "计 10"}
    assert groups.heading("学前", [rows[0], rows[2]], opened=True).totals == {"2023": "计 10"}
    assert groups.heading("学前", rows[:2], opened=True).totals == {}
    assert groups.heading("学前", rows[:2], opened=True).detail == "显示 2 项，共 3 项"


def test_the_rows_of_a_group_are_those_of_each_member():
    town, all_towns, office = "town", "towns", "office"
    known = [
        UnitLine(town, "金积镇", "", ()),
        UnitLine(all_towns, "各乡镇", "", (), is_group=True, members=(town,)),
        UnitLine(office, "教育局", "", ()),
    ]
    rows = [
        an_indicator("乡镇园", units=(UnitShare(all_towns, "各乡镇", lead=True, presumed=False),)),
        an_indicator("巩固率", units=(UnitShare(office, "教育局", lead=True, presumed=False),)),
    ]
    assert units_of(rows, known) == {all_towns: "各乡镇", office: "教育局", town: "金积镇"}
    for unit in (town, all_towns):
        wanted = rows_wanted(rows, Wanted(unit=unit), "2023", known=known)
        assert [line.name for line in wanted] == ["乡镇园"]


def test_a_printed_list_says_what_it_was_narrowed_to():
    wanted = Wanted(Filter.MISSING, "u", "yey")
    said = narrowed_words(wanted, "金积镇")
    assert said == "缺数、责任单位为金积镇、名称或首字母为“yey”"
    assert narrowed_words(Wanted(), "责任单位不限") == ""


def test_why_nothing_is_shown_names_all_that_was_asked_for():
    rows = named(NAMES)

    def said(wanted, unit=""):
        return why_nothing(wanted, "2023", rows, unit, has_plan=True)

    assert said(Wanted(words="没有")) == "没有符合“没有”的行。清除筛选 Esc。"
    assert said(Wanted(Filter.RETURNED)) == "没有符合“退回”的行。清除筛选 Esc。"
    everything = Wanted(Filter.MISSING, "u", "yey")
    assert said(everything, "金积镇") == "没有同时符合“缺数”、“金积镇”、“yey”的行。清除筛选 Esc。"


def test_headings_say_how_much_is_missing_whatever_is_filtered():
    rows = [an_indicator(name, category="学前", targets={2025: "9"}) for name in NAMES[:2]]
    groups = Groups(rows, "2023")
    made = grouped_rows(groups, rows[:1], set())
    assert isinstance(made[0], Heading)
    assert (made[0].detail, len(made)) == ("显示 1 项，共 2 项，还差 2 格", 2)
    assert len(grouped_rows(groups, rows, {"学前"})) == 1


def test_sorting_dissolves_the_groups_and_leaves_blanks_last():
    rows = [an_indicator(name, actuals={"2023": words} if words else {})
            for name, words in zip(NAMES, ("9", "", "10", "-1"), strict=True)]  # fmt: skip

    def by(line):
        return line.actuals["2023"].amount.value if "2023" in line.actuals else None

    def order(*, down):
        return [NAMES.index(line.name) for line in sorted_rows(rows, Sorted("x", by, down=down))]

    assert order(down=False) == [3, 0, 2, 1]
    assert order(down=True) == [2, 0, 3, 1]


def test_the_plan_order_comes_back_with_the_third_click(hands):
    table = hands.table
    before = table.lines.rows
    place = next(at for at, column in enumerate(table.lines.columns) if column.key == "name")
    for _ in range(2):
        table._on_head_clicked(place)
        names = [row.name for row in table.lines.rows]
        assert sorted(names) in (names, names[::-1])
    table._on_head_clicked(place)
    assert table.lines.rows == before


def test_typed_initials_narrow_the_table_and_escape_brings_all_back(hands):
    hands.page.tools.search.setText("gby")
    names = [row.name for row in hands.table.lines.rows if not isinstance(row, Heading)]
    assert "公办园在园幼儿占比" in names
    assert len(names) < len(hands.page.session.indicators)
    hands.page.tools.search.setText("没有这样的指标")
    assert hands.page.nothing.words == "没有符合“没有这样的指标”的行。清除筛选 Esc。"
    hands.page.tools.choose(Wanted())
    assert hands.table.isVisible()
