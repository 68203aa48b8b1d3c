"""A list comes in: every cell has its verdict before anything is kept, and it is one step."""

from __future__ import annotations

from decimal import Decimal

import pytest
import xlsxwriter

from db import queries
from db.book import PlanBook
from db.errors import AmbiguousName, FileRefused, StaleRow
from db.exchange.differences import Verdict
from db.faults import FileFault
from db.model.words import Direction, EntryState, Nature, TargetRole
from tests.db.stories import (
    a_book,
    figure,
    indicator_named,
    record,
    sha256,
    standing_clock,
)

COVERAGE = "普惠性幼儿园覆盖率"
HEADER = [
    "类别",
    "指标名称",
    "单位",
    "属性",
    "2020年（基期）",
    "2024年实际",
    "2025年目标",
    "牵头单位",
    "配合单位",
]


def a_list(path, *rows, header=HEADER, title="利通区“十四五”教育规划主要指标完成情况统计表"):
    """Write an office's table: a title, a header, rows as given."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("汇总")
        sheet.write_string(0, 0, title)
        for order, row in enumerate((header, *rows)):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(1 + order, column, value)
    return path


@pytest.fixture
def empty(tmp_path):
    with PlanBook.create(tmp_path / "台账.planbook", clock=standing_clock()) as book:
        yield book


@pytest.fixture
def litong(tmp_path):
    with a_book(tmp_path) as book:
        yield book


def verdicts(preview):
    return {
        cell.address: (cell.verdict.value, cell.old, cell.new)
        for cell in preview.cells
        if cell.verdict is not Verdict.SAME
    }


def test_a_list_makes_the_plan_of_an_empty_book(empty, tmp_path):
    path = a_list(
        tmp_path / "目标 一览表.xlsx",
        ["学前教育", "毛入园率", "%", "约束性", 93.91, 94.7, 95, "学前室", "财政局、发改局"],
        [None, COVERAGE, "%", "预期性", 87, "89.4%", "92以上", "学前室", None],
    )
    preview = empty.planning.preview(path)
    assert preview.plan is None
    assert preview.count(Verdict.REJECTED) == 0
    assert empty.read(queries.plan_lines) == ()
    empty.planning.accept(preview)
    plan = empty.read(queries.find_plan)
    assert (plan.period_start, plan.period_end) == (2021, 2025)
    row = indicator_named(empty, COVERAGE)
    assert (row.category, row.unit, row.nature) == ("学前教育", "%", Nature.ANTICIPATORY)
    assert [(b.year, b.amount.value) for b in row.baselines] == [(2020, Decimal(87))]
    assert [(t.year, t.amount.text, t.role) for t in row.targets] == [
        (2025, "92以上", TargetRole.TARGET)
    ]
    actual = row.actuals["2024"]
    assert (actual.amount.value, actual.state) == (Decimal("89.4"), EntryState.DRAFT)
    source = empty.read(queries.figure_source, actual.id)
    assert (source.name, source.cell) == ("目标 一览表.xlsx", "汇总!F4")
    units = indicator_named(empty, "毛入园率").units
    assert [(unit.name, unit.lead) for unit in units] == [
        ("学前室", True), ("财政局", False), ("发改局", False),
    ]  # fmt: skip


def test_the_same_file_again_changes_nothing(empty, tmp_path):
    path = a_list(
        tmp_path / "表.xlsx",
        ["学前教育", "毛入园率", "%", "约束性", 93.91, 94.7, 95, "学前室", None],
    )
    empty.planning.accept(empty.planning.preview(path))
    again = empty.planning.preview(path)
    assert {cell.verdict for cell in again.cells} == {Verdict.SAME}
    assert not empty.planning.accept(again)
    assert len(empty.read(queries.step_lines)) == 1


def test_a_list_that_says_what_the_book_says_is_kept_to_be_filled(empty, tmp_path):
    row = ["学前教育", "毛入园率", "%", "约束性", 93.91, 94.7, 95, "学前室", None]
    empty.planning.accept(empty.planning.preview(a_list(tmp_path / "表.xlsx", row)))
    equal = a_list(tmp_path / "一样的.xlsx", row, title="指标")
    assert not empty.planning.accept(empty.planning.preview(equal))
    assert {kept.name for kept in empty.read(queries.kept_files)} == {"表.xlsx", "一样的.xlsx"}


def test_an_edited_file_updates_by_key_and_shows_old_and_new(litong, tmp_path):
    record(litong, COVERAGE, "2024", "89.4")
    path = a_list(
        tmp_path / "改2.xlsx",
        ["学前教育", COVERAGE, "%", "预期性", 87, 90.1, 92, None, None],
        [None, "新增加的指标", "个", None, 3, 4, 5, None, None],
    )
    preview = litong.planning.preview(path)
    told = verdicts(preview)
    assert told["F3"] == ("changed", "89.4", "90.1")
    assert told["B4"] == ("new", "", "新增加的指标")
    litong.planning.accept(preview)
    assert figure(litong, COVERAGE, "2024") == "90.1"
    assert figure(litong, "新增加的指标", "2024") == "4"


def test_an_import_is_one_step_that_can_be_taken_back_later(litong, tmp_path):
    path = a_list(
        tmp_path / "表.xlsx",
        ["学前教育", COVERAGE, "%", None, None, 90.1, None, None, None],
        ["义务教育", "九年义务教育巩固率", "%", None, None, 99.8, None, None, None],
    )
    changes = litong.planning.accept(litong.planning.preview(path))
    assert litong.undo_label == "导入“表.xlsx” 2 格"
    record(litong, COVERAGE, "2023", "88")
    litong.undo(changes.step)
    assert figure(litong, COVERAGE, "2024") is None
    assert figure(litong, "九年义务教育巩固率", "2024") is None
    assert figure(litong, COVERAGE, "2023") == "88"


def test_missing_rows_and_blank_cells_erase_nothing(litong, tmp_path):
    record(litong, COVERAGE, "2024", "89.4")
    path = a_list(
        tmp_path / "表.xlsx", ["学前教育", COVERAGE, "%", None, None, "——", 92, None, None]
    )
    litong.planning.accept(litong.planning.preview(path))
    assert figure(litong, COVERAGE, "2024") == "89.4"
    assert indicator_named(litong, "九年义务教育巩固率").baselines


def test_new_rows_stand_where_the_list_has_them(litong, tmp_path):
    def names():
        plan = litong.read(queries.find_plan)
        return [line.name for line in litong.read(queries.indicator_lines, plan.id)]

    before = names()
    first, second, third = before[:3]
    path = a_list(
        tmp_path / "汇总.xlsx",
        ["学前教育", "班额达标园数", "所", None, 3, None, 9],
        ["学前教育", first, "%", None, 93.91, None, 95],
        ["学前教育", "公办园在园人数", "人", None, 100, None, 200],
        ["学前教育", "民办园在园人数", "人", None, 300, None, 200],
        ["学前教育", second, "%", None, 87, None, 92],
    )
    litong.planning.accept(litong.planning.preview(path))
    wanted = ["班额达标园数", first, "公办园在园人数", "民办园在园人数", second, third]
    assert names() == [*wanted, *before[3:]]
    again = a_list(
        tmp_path / "再来.xlsx",
        ["学前教育", second, "%", None, 87, None, 92],
        ["学前教育", "普惠园在园人数", "人", None, 1, None, 2],
    )
    litong.planning.accept(litong.planning.preview(again))
    assert names() == [*wanted[:5], "普惠园在园人数", third, *before[3:]]
    litong.undo()
    litong.undo()
    assert names() == before


def test_a_cell_that_was_unticked_stays_out(litong, tmp_path):
    path = a_list(
        tmp_path / "表.xlsx",
        ["学前教育", COVERAGE, "%", None, None, 90.1, 93, None, None],
        [None, "整行不要", "%", None, None, 1, 2, None, None],
    )
    preview = litong.planning.preview(path)
    litong.planning.accept(preview, without={("汇总", "F3"), ("汇总", "B4")})
    row = indicator_named(litong, COVERAGE)
    assert "2024" not in row.actuals
    assert [str(t.amount.value) for t in row.targets if t.year == 2025] == ["93"]
    names = [one.name for one in litong.read(queries.all_rows, litong.read(queries.find_plan).id)]
    assert "整行不要" not in names


def test_a_nearly_equal_name_is_proposed_and_a_person_decides(litong, tmp_path):
    path = a_list(
        tmp_path / "表.xlsx",
        ["学前教育", "普惠幼儿园覆盖率", "%", None, None, 90.1, None, None, None],
    )
    preview = litong.planning.preview(path)
    (proposal,) = preview.proposals
    (candidate, shown), *_ = proposal.candidates
    assert shown == f"学前教育·{COVERAGE}"
    assert {cell.verdict for cell in preview.cells} == {Verdict.REJECTED}
    assert not litong.planning.accept(preview)

    decided = litong.planning.reconsider(preview, {("汇总", 3): candidate})
    litong.planning.accept(decided)
    assert figure(litong, COVERAGE, "2024") == "90.1"


def test_a_nearly_equal_name_may_be_a_row_of_its_own(litong, tmp_path):
    path = a_list(
        tmp_path / "表.xlsx",
        ["学前教育", "普惠幼儿园覆盖率", "%", None, None, 90.1, None, None, None],
    )
    preview = litong.planning.preview(path)
    litong.planning.accept(litong.planning.reconsider(preview, {("汇总", 3): None}))
    assert figure(litong, "普惠幼儿园覆盖率", "2024") == "90.1"
    assert figure(litong, COVERAGE, "2024") is None


def test_two_rows_of_one_name_are_told_apart_by_their_category(empty, tmp_path):
    path = a_list(
        tmp_path / "表.xlsx",
        ["义务教育", "在校生", "万人", None, 8.48, None, 8.5, None, None],
        ["高中阶段教育", "在校生", "万人", None, 2.54, None, 2.6, None, None],
    )
    empty.planning.accept(empty.planning.preview(path))
    rows = empty.read(queries.indicator_lines, empty.read(queries.find_plan).id)
    assert [(row.category, str(row.baselines[0].amount.value)) for row in rows] == [
        ("义务教育", "8.48"), ("高中阶段教育", "2.54"),
    ]  # fmt: skip
    assert {cell.verdict for cell in empty.planning.preview(path).cells} == {Verdict.SAME}


def test_one_figure_printed_twice_and_differently_is_not_chosen_by_us(empty, tmp_path):
    path = a_list(
        tmp_path / "表.xlsx",
        ["高中阶段教育", "在校生", "万人", None, 2.54, None, 2.6, None, None],
        ["高中阶段教育", "在校生", "万人", None, 2.14, None, None, None, None],
    )
    preview = empty.planning.preview(path)
    rejected = [cell for cell in preview.cells if cell.verdict is Verdict.REJECTED]
    assert [cell.address for cell in rejected] == ["E4"]
    assert "汇总!E3" in rejected[0].reason


def test_figures_in_another_unit_of_the_same_quantity_are_converted(litong, tmp_path):
    places = "新增城镇中小学学位"
    held = indicator_named(litong, places)
    assert held.unit == "个"
    path = a_list(
        tmp_path / "表.xlsx", [None, places, "万个", None, None, 0.513, None, None, None],
    )  # fmt: skip
    preview = litong.planning.preview(path)
    litong.planning.accept(preview)
    rows = litong.read(queries.all_rows, litong.read(queries.find_plan).id)
    values = {
        str(a.amount.value) for row in rows for a in row.actuals.values() if row.name == places
    }
    assert values == {"5130"}


def test_a_unit_that_does_not_compare_is_refused(litong, tmp_path):
    path = a_list(
        tmp_path / "表.xlsx", ["学前教育", COVERAGE, "人", None, None, 90, None, None, None]
    )
    preview = litong.planning.preview(path)
    reasons = {cell.address: cell.reason for cell in preview.cells if cell.reason}
    assert reasons["F3"] == "单位“人”与台账的“%”换算不了，请核对。"
    litong.planning.accept(preview)
    assert figure(litong, COVERAGE, "2024") is None


def test_words_are_no_actual_but_may_be_a_target(empty, tmp_path):
    path = a_list(
        tmp_path / "表.xlsx",
        ["学前教育", "办园水平", "%", None, 80, "稳步提高", "巩固提高", None, None],
    )
    preview = empty.planning.preview(path)
    assert [cell.address for cell in preview.cells if cell.verdict is Verdict.REJECTED] == ["F3"]
    empty.planning.accept(preview)
    row = indicator_named(empty, "办园水平")
    assert [(t.amount.text, t.amount.value) for t in row.targets] == [("巩固提高", None)]
    assert row.actuals == {}


def test_a_falling_target_is_judged_as_at_most_but_a_rate_above_100_is_not(empty, tmp_path):
    path = a_list(
        tmp_path / "表.xlsx",
        ["义务教育", "大班额比例", "%", None, 5, None, 2, None, None],
        ["义务教育", "巩固率", "%", None, 103.5, None, 97, None, None],
    )
    empty.planning.accept(empty.planning.preview(path))
    assert indicator_named(empty, "大班额比例").direction is Direction.AT_MOST
    assert indicator_named(empty, "巩固率").direction is Direction.AT_LEAST


def test_a_unit_is_known_by_its_other_name(litong, tmp_path):
    unit = next(line for line in litong.read(queries.unit_lines) if line.aliases)
    count = len(litong.read(queries.unit_lines))
    path = a_list(
        tmp_path / "表.xlsx",
        ["学前教育", COVERAGE, "%", None, None, None, 92, unit.aliases[0], None],
    )
    litong.planning.accept(litong.planning.preview(path))
    assert [share.name for share in indicator_named(litong, COVERAGE).units] == [unit.name]
    assert len(litong.read(queries.unit_lines)) == count


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            ["指标", "2025年目标", "责任单位", "配合部门"],
            ["巩固率", 99.8, "教育局、残联", "民政局"],
        ),
        (["指标", "2025年目标", "责任单位"], ["巩固率", 99.8, "牵头：教育局、残联；配合：民政局"]),
    ],
)
def test_several_leading_units_are_all_kept(empty, tmp_path, header, row):
    path = a_list(tmp_path / "表.xlsx", row, header=header)
    empty.planning.accept(empty.planning.preview(path))
    units = [(one.name, one.lead) for one in indicator_named(empty, "巩固率").units]
    assert units == [("教育局", True), ("残联", True), ("民政局", False)]


def test_a_preview_of_yesterday_s_book_is_not_accepted(litong, tmp_path):
    path = a_list(
        tmp_path / "表.xlsx", ["学前教育", COVERAGE, "%", None, None, 90.1, None, None, None]
    )
    preview = litong.planning.preview(path)
    record(litong, COVERAGE, "2024", "89.4")
    with pytest.raises(StaleRow):
        litong.planning.accept(preview)
    assert figure(litong, COVERAGE, "2024") == "89.4"


def test_a_verified_copy_is_made_before_an_import(litong, tmp_path):
    path = a_list(
        tmp_path / "表.xlsx", ["学前教育", COVERAGE, "%", None, None, 90.1, None, None, None]
    )
    litong.planning.accept(litong.planning.preview(path))
    (copy,) = litong.housekeeping.backups()
    assert copy.reason == "import"
    with PlanBook.open(copy.path) as before:
        assert figure(before, COVERAGE, "2024") is None


def test_the_file_itself_is_kept_in_the_book(litong, tmp_path):
    path = a_list(
        tmp_path / "表.xlsx", ["学前教育", COVERAGE, "%", None, None, 90.1, None, None, None]
    )
    litong.planning.accept(litong.planning.preview(path))
    kept = litong.read(queries.kept_files)
    assert [(one.name, one.sha256) for one in kept] == [("表.xlsx", sha256(path))]


def test_a_list_with_the_other_plan_s_title_finds_its_plan(tmp_path):
    with a_book(tmp_path) as book:
        book.planning.load_sample("nanan")
        title = book.read(queries.plan_lines)[1].title
        row = ["义务教育", "义务教育管理标准化学校占比", "%", None, None, 70, None, None, None]
        known = a_list(tmp_path / "南安.xlsx", row, title=f"{title}主要指标一览表")
        unknown = a_list(tmp_path / "不知.xlsx", row, title="汇总表")
        assert book.planning.preview(known).title == title
        with pytest.raises(AmbiguousName):
            book.planning.preview(unknown)


def test_one_sheet_can_be_asked_for_by_name(litong, tmp_path):
    path = a_list(
        tmp_path / "表.xlsx", ["学前教育", COVERAGE, "%", None, None, 90.1, None, None, None]
    )
    assert litong.planning.preview(path, sheet="汇总").cells
    with pytest.raises(FileRefused) as caught:
        litong.planning.preview(path, sheet="汇总表")
    assert (caught.value.fault, caught.value.detail) == (FileFault.NO_SHEET, "汇总")
