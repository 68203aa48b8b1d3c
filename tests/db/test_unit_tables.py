"""A table with one school a row comes in: figures by unit, the county's sum, and back again."""

from datetime import date
from decimal import Decimal

import pytest

from db import queries
from db.errors import FileRefused, ValueRefused
from db.exchange.corrections import UNITS, ColumnCorrection, SheetCorrections
from db.exchange.differences import Verdict
from db.exchange.list_writer import write_list
from db.exchange.listing import NEW_ITEM, Meaning
from db.faults import ValueFault
from db.model.words import Aggregation
from db.operations.recording import Entry
from db.queries.dump import book_as_json, plan_as_json
from tests.db.stories import a_book, indicator_named, record, reopen
from tests.db.unit_stories import (
    CHILDREN,
    CLASSES,
    RATE,
    a_county,
    a_table,
    county,
    of_units,
    reasons,
    taken_in,
    verdicts,
    written,
)

FIRST, SECOND = "清河县第一幼儿园", "清河县第二幼儿园"


@pytest.fixture
def book(tmp_path):
    with a_county(tmp_path) as made:
        yield made


def test_the_countys_figure_is_the_sum_of_its_units(book, tmp_path):
    preview = taken_in(book, a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5)))
    assert preview.count(Verdict.NEW) == 6
    assert not preview.count(Verdict.REJECTED)
    assert of_units(book, CHILDREN) == {FIRST: "210", SECOND: "150"}
    assert county(book, CHILDREN) == ("360", True)
    assert county(book, CLASSES) == ("12", True)
    assert indicator_named(book, CHILDREN).actuals["2023"].made_of == "2 个单位合计"


def test_the_sum_says_how_many_units_are_still_missing(book, tmp_path):
    taken_in(book, a_table(tmp_path, (FIRST, 200, 7), (SECOND, 150, 5), title="2022年各园情况"))
    taken_in(book, a_table(tmp_path, (FIRST, 210, 7)))
    assert indicator_named(book, CHILDREN).actuals["2023"].made_of == "1 个单位合计，还差 1 个单位"


def test_every_figure_knows_its_file_sheet_and_cell(book, tmp_path):
    taken_in(book, a_table(tmp_path, (FIRST, 210, 7)))
    series = indicator_named(book, CHILDREN).series
    (held,) = book.read(queries.recorded_figures, [series], ["2023"]).values()
    assert held.as_of == "2023-12-31"
    assert book.read(queries.figure_source, held.id) == ("2023年各园情况.xlsx", "Sheet1!B3")


def test_the_same_table_again_changes_nothing_and_a_new_one_shows_the_difference(book, tmp_path):
    path = a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5))
    taken_in(book, path)
    again = book.planning.preview(path)
    assert set(verdicts(again).values()) == {Verdict.SAME}
    assert not book.planning.accept(again)
    changed = book.planning.preview(a_table(tmp_path, (FIRST, 215, 7), (SECOND, 150, 5)))
    (cell,) = [one for one in changed.cells if one.verdict is Verdict.CHANGED]
    assert (cell.address, cell.old, cell.new, cell.difference) == ("B3", "210", "215", Decimal(5))
    book.planning.accept(changed)
    assert county(book, CHILDREN) == ("365", True)


def test_the_import_is_one_step_that_is_undone_after_reopening(book, tmp_path):
    taken_in(book, a_table(tmp_path, (FIRST, 210, 7)))
    book = reopen(book)
    book.undo()
    assert county(book, CHILDREN) is None
    assert book.read(queries.unit_lines) == ()
    assert indicator_named(book, CHILDREN).aggregation is None
    book.redo()
    assert county(book, CHILDREN) == ("210", True)
    book.close()


def test_a_total_that_does_not_add_up_is_pointed_at(book, tmp_path):
    path = a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5), ("合计", 363, 12))
    preview = book.planning.preview(path)
    assert reasons(preview) == {
        "B5": "表里的合计是 363，2 个单位相加是 360，相差 3，请核对。合计行不导入。"
    }
    assert [line.off_stated for line in preview.sums] == [Decimal(3), Decimal(0)]
    book.planning.accept(preview)
    assert county(book, CHILDREN) == ("360", True)
    assert "合计" not in of_units(book, CHILDREN)


def test_a_typed_county_figure_stays_and_is_held_against_the_sum(book, tmp_path):
    record(book, CHILDREN, "2023", "365")
    preview = taken_in(book, a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5)))
    assert [line.off_held for line in preview.sums] == [Decimal(-5), None]
    assert county(book, CHILDREN) == ("365", False)
    assert of_units(book, CHILDREN) == {FIRST: "210", SECOND: "150"}
    assert county(book, CLASSES) == ("12", True)


def test_a_figure_typed_before_stays_beside_the_computed_one(book, tmp_path):
    record(book, CHILDREN, "2022", "330")
    taken_in(book, a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5)))
    taken_in(book, a_table(tmp_path, (FIRST, 200, 7), (SECOND, 140, 5), title="2022年各园情况"))
    held = indicator_named(book, CHILDREN).actuals["2022"]
    assert (held.amount.text, held.computed, held.printed.text) == ("340", True, "330")


def test_a_computed_cell_is_not_typed_into(book, tmp_path):
    taken_in(book, a_table(tmp_path, (FIRST, 210, 7)))
    row = indicator_named(book, CHILDREN).id
    with pytest.raises(ValueRefused) as refused:
        book.recording.record([Entry(row, "2023", "365")])
    assert refused.value.fault is ValueFault.COMPUTED
    book.recording.record([Entry(row, "2024", "365")])
    assert county(book, CHILDREN, "2024") == ("365", False)


def test_a_list_passes_over_a_computed_cell(book, tmp_path):
    taken_in(book, a_table(tmp_path, (FIRST, 210, 7)))
    rows = (("指标名称", "单位", "2023年实际"), (CHILDREN, "人", 365), (RATE, "%", 90))
    preview = taken_in(book, written(tmp_path, "完成情况", *rows))
    assert verdicts(preview)["C2"] is Verdict.COMPUTED
    assert county(book, CHILDREN) == ("210", True)
    assert county(book, RATE) == ("90", False)


def test_a_rate_by_school_is_kept_and_never_summed(book, tmp_path):
    rows = (("2023年",), ("幼儿园名称", RATE), (FIRST, "92%"), (SECOND, 88))
    preview = taken_in(book, written(tmp_path, "毛入园率", *rows))
    assert preview.sums == ()
    assert of_units(book, RATE) == {FIRST: "92%", SECOND: "88"}
    assert county(book, RATE) is None
    assert indicator_named(book, RATE).aggregation is None


def test_a_school_under_its_old_name_is_the_same_school(book, tmp_path):
    taken_in(book, a_table(tmp_path, (FIRST, 210, 7), title="2022年各园情况"))
    path = a_table(tmp_path, ("清河县第一示范幼儿园", 215, 7))
    preview = book.planning.preview(path)
    (proposal,) = preview.proposals
    assert [name for _, name in proposal.candidates] == [FIRST]
    assert set(verdicts(preview).values()) == {Verdict.REJECTED}
    unit = proposal.candidates[0][0]
    book.planning.accept(book.planning.reconsider(preview, {("Sheet1", 3): unit}))
    assert of_units(book, CHILDREN) == {FIRST: "215"}
    again = book.planning.preview(path)
    assert not again.proposals
    assert set(verdicts(again).values()) == {Verdict.SAME}


def test_a_school_with_the_place_before_its_name_may_be_the_one_without(book, tmp_path):
    taken_in(book, a_table(tmp_path, ("第一幼儿园", 210, 7), ("中心幼儿园", 90, 3)))
    preview = book.planning.preview(
        a_table(tmp_path, ("清河县第一幼儿园", 215, 7), ("城关镇第二中心幼儿园", 80, 3))
    )
    (proposal,) = preview.proposals
    assert proposal.name == "清河县第一幼儿园"
    assert [name for _, name in proposal.candidates] == ["第一幼儿园"]
    assert preview.count(Verdict.REJECTED) == 3


def test_a_school_that_the_same_table_names_is_nobodys_old_name(book, tmp_path):
    taken_in(book, a_table(tmp_path, ("第一幼儿园", 210, 7)))
    path = a_table(tmp_path, ("第一幼儿园", 210, 7), ("金积镇第一幼儿园", 90, 3))
    assert not book.planning.preview(path).proposals


def test_the_second_school_is_not_nearly_the_first(book, tmp_path):
    taken_in(book, a_table(tmp_path, (FIRST, 210, 7), title="2022年各园情况"))
    preview = book.planning.preview(a_table(tmp_path, (SECOND, 150, 5)))
    assert not preview.proposals
    assert preview.count(Verdict.NEW) == 3


def test_a_near_name_may_be_a_new_school_all_the_same(book, tmp_path):
    taken_in(book, a_table(tmp_path, (FIRST, 210, 7), title="2022年各园情况"))
    preview = book.planning.preview(a_table(tmp_path, ("清河县第一示范幼儿园", 90, 3)))
    book.planning.accept(book.planning.reconsider(preview, {("Sheet1", 3): None}))
    assert [unit.name for unit in book.read(queries.unit_lines)] == [FIRST, "清河县第一示范幼儿园"]


def test_a_school_that_stands_twice_is_taken_once_and_contradictions_are_pointed_at(book, tmp_path):
    path = a_table(tmp_path, (FIRST, 210, 7), (FIRST, 210, 8))
    preview = book.planning.preview(path)
    assert verdicts(preview)["B4"] is Verdict.SAME
    assert reasons(preview) == {"C4": "同一个单位在Sheet1!C3是 7，两处不一致，核对后留下一个。"}
    book.planning.accept(preview)
    assert [unit.name for unit in book.read(queries.unit_lines)] == [FIRST]


def test_a_new_school_whose_name_is_unticked_is_left_out(book, tmp_path):
    preview = book.planning.preview(a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5)))
    book.planning.accept(preview, without={("Sheet1", "A4")})
    assert [unit.name for unit in book.read(queries.unit_lines)] == [FIRST]
    assert county(book, CHILDREN) == ("210", True)


def test_a_column_of_a_near_name_is_proposed_and_not_guessed(book, tmp_path):
    rows = (("2023年",), ("幼儿园名称", "在园幼儿人数"), (FIRST, 210))
    preview = book.planning.preview(written(tmp_path, "人数", *rows))
    (match,) = preview.items
    assert [item.name for item in match.candidates] == [CHILDREN]
    assert list(reasons(preview)) == ["B2"]
    said = ColumnCorrection(Meaning.ACTUAL, item=match.candidates[0].id)
    corrected = book.planning.correct(preview, {"Sheet1": SheetCorrections(columns={2: said})})
    book.planning.accept(corrected)
    assert of_units(book, CHILDREN) == {FIRST: "210"}
    # The next file of this shape needs nobody.
    rows = (("2024年",), ("幼儿园名称", "在园幼儿人数"), (FIRST, 220))
    taken_in(book, written(tmp_path, "人数", *rows))
    assert of_units(book, CHILDREN, "2024") == {FIRST: "220"}


def test_a_column_that_is_no_row_of_the_plan_comes_in_only_when_asked_for(book, tmp_path):
    rows = (("2023年",), ("幼儿园名称", CHILDREN, "保健医生数"), (FIRST, 210, 2), (SECOND, 150, 1))
    path = written(tmp_path, "人数", *rows)
    preview = book.planning.preview(path)
    assert [one.column.heading for one in preview.items if one.item is None] == ["保健医生数"]
    assert "C3" not in verdicts(preview)
    said = ColumnCorrection(Meaning.ACTUAL, item=NEW_ITEM)
    book.planning.accept(
        book.planning.correct(preview, {"Sheet1": SheetCorrections(columns={3: said})})
    )
    (item,) = book.read(queries.data_items)
    assert (item.name, item.aggregation) == ("保健医生数", Aggregation.SUM)
    found = book.read(queries.recorded_figures, [item.id], ["2023"])
    assert sorted(one.amount.text for one in found.values()) == ["1", "2"]
    (told,) = book.read(book_as_json)["data_items"]
    assert [(one["unit"], one["text"]) for one in told["actuals"]] == [(FIRST, "2"), (SECOND, "1")]
    # Once it is in the book, the column is known by its name.
    again = book.planning.preview(written(tmp_path, "又", *rows))
    assert set(verdicts(again).values()) == {Verdict.SAME}


def test_a_heading_over_columns_belongs_to_their_names_only_where_it_must(book, tmp_path):
    heads = (
        ("2023年",),
        ("幼儿园", "基本情况", None),
        (None, CHILDREN, CLASSES),
        (FIRST, 210, 7),
    )
    preview = book.planning.preview(written(tmp_path, "情况", *heads, merges="A2:A3 B2:C2"))
    assert [one.item.name for one in preview.items] == [CHILDREN, CLASSES]
    heads = (
        ("2023年",),
        ("乡镇", "公办园", "民办园"),
        (None, CHILDREN, CHILDREN),
        ("金积镇", 210, 70),
    )
    preview = book.planning.preview(written(tmp_path, "公办民办", *heads, merges="A2:A3"))
    assert [one.column.heading for one in preview.items] == [
        f"公办园：{CHILDREN}",
        f"民办园：{CHILDREN}",
    ]
    assert [one.item for one in preview.items] == [None, None]


def test_figures_are_turned_into_the_unit_of_the_book(book, tmp_path):
    rows = (("2023年",), ("乡镇", "在园幼儿数（万人）", "班数（所）"), ("金积镇", 0.12, 3))
    preview = taken_in(book, written(tmp_path, "万人", *rows))
    assert of_units(book, CHILDREN) == {"金积镇": "1200"}
    assert [one.item for one in preview.items][1] is None


def test_a_table_without_a_year_waits_for_one(book, tmp_path):
    rows = (("各园情况",), ("幼儿园名称", CHILDREN), (FIRST, 210))
    path = written(tmp_path, "各园情况", *rows)
    preview = book.planning.preview(path)
    assert reasons(preview) == {"B2": "没有写明是哪一年的数。选一个时期再导入。"}
    told = {"Sheet1": SheetCorrections(period="2023")}
    book.planning.accept(book.planning.correct(preview, told))
    assert of_units(book, CHILDREN) == {FIRST: "210"}
    # The next file of the shape is of another year: this one is not remembered for it.
    assert list(reasons(book.planning.preview(path))) == ["B2"]


def test_a_table_of_units_needs_a_plan(tmp_path):
    with a_book(tmp_path, None) as empty, pytest.raises(ValueRefused) as refused:
        empty.planning.preview(a_table(tmp_path, (FIRST, 210, 7)))
    assert refused.value.fault is ValueFault.NEEDS_PLAN


def test_a_person_says_that_a_table_is_one_of_units(book, tmp_path):
    rows = (("2023年",), ("名目", CHILDREN), (FIRST, 210))
    path = written(tmp_path, "名目", *rows)
    with pytest.raises(FileRefused):
        book.planning.preview(path)
    book.planning.accept(book.planning.preview(path, kind=UNITS))
    assert of_units(book, CHILDREN) == {FIRST: "210"}
    # What was said is remembered for the next file of this shape.
    assert set(verdicts(book.planning.preview(path)).values()) == {Verdict.SAME}


def test_a_ratio_is_that_of_the_two_sums(book, tmp_path):
    taken_in(book, a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 6)))
    whole, part, rate = (indicator_named(book, name).id for name in (CHILDREN, CLASSES, RATE))
    book.computing.compute_from(rate, part, whole)
    held = indicator_named(book, RATE).actuals["2023"]
    assert (held.amount.text, held.computed) == ("3.61", True)
    assert held.amount.value == Decimal(13) / Decimal(360) * 100
    with pytest.raises(ValueRefused):
        book.recording.record([Entry(rate, "2023", "4")])


def test_the_dump_and_the_list_hold_the_computed_figure(book, tmp_path):
    taken_in(book, a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5)))
    plan = book.read(queries.find_plan)
    shown = book.read(plan_as_json, plan.id)["indicators"][0]["actuals"]
    assert [(one["unit"], one["text"]) for one in shown] == [
        (None, "360"),
        (FIRST, "210"),
        (SECOND, "150"),
    ]
    assert shown[0]["computed"] is True
    out = tmp_path / "一览表出.xlsx"
    lines = book.read(queries.indicator_lines, plan.id)
    write_list(out, plan, lines, (), (), today=date(2024, 3, 1))
    back = book.planning.preview(out)
    assert Verdict.COMPUTED in verdicts(back).values()
    assert not reasons(back)
