"""A superior's form with its indicators across the columns is matched, filled and known again."""

from __future__ import annotations

from collections import Counter

import pytest
import xlsxwriter

from db.exchange.corrections import ColumnCorrection, SheetCorrections
from db.exchange.filling import figures as reasons
from db.exchange.filling.across import COUNTY
from db.exchange.filling.preview import Fate
from db.exchange.listing import Meaning
from db.exchange.xlsx import read_workbook
from tests.db.stories import a_book, indicator_named, record
from tests.db.unit_stories import CHILDREN, CLASSES, a_county, a_table, taken_in

ENROLMENT, COVERAGE, KEPT = "学前教育毛入园率", "普惠性幼儿园覆盖率", "九年义务教育巩固率"
FIRST, SECOND = "清河县第一幼儿园", "清河县第二幼儿园"


@pytest.fixture
def litong(tmp_path):
    with a_book(tmp_path) as book:
        record(book, ENROLMENT, "2023", "94.2")
        record(book, ENROLMENT, "2024", "94.75")
        record(book, COVERAGE, "2024", "90.1")
        yield book


@pytest.fixture
def county(tmp_path):
    with a_county(tmp_path) as book:
        taken_in(book, a_table(tmp_path, (FIRST, 210, 7), (SECOND, 150, 5)))
        yield book


def a_form(path, *rows, merges=(), title="教育事业发展主要指标监测表"):
    """Write a form: its title merged over all, then rows of cells with borders, blank or not."""
    with xlsxwriter.Workbook(path) as workbook:
        border = workbook.add_format({"border": 1})
        sheet = workbook.add_worksheet("附件1")
        sheet.merge_range(0, 0, 0, max(map(len, rows)) - 1, title)
        for order, cells in enumerate(rows, start=1):
            sheet.write_row(order, 0, cells, border)
        for top, left, bottom, right in merges:
            sheet.merge_range(top, left, bottom, right, rows[top - 1][left], border)
    return path


def filled(book, form, out, decisions=None, corrections=None):
    """Fill a form; return what was seen and what stands in the file then."""
    preview = book.filling.preview(form, decisions=decisions or {}, required=False)
    if corrections:
        preview = book.filling.correct(preview, {"附件1": corrections}, decisions or {})
    book.filling.write(preview, out, replace=True)
    (sheet,) = read_workbook(out).sheets
    return preview, {cell.address: cell.text for cell in sheet.cells()}


def test_a_year_in_every_row(litong, tmp_path):
    form = a_form(
        tmp_path / "逐年.xlsx",
        ["年份", "学前教育", None, "义务教育", "备注"],
        [None, "毛入园率（%）", "普惠性幼儿园覆盖率（%）", "九年义务教育巩固率（%）", None],
        ["2020年基期"],
        [2023],
        ["2024年"],
        ["2025年目标"],
        ["填表人：　　　　联系电话："],
        merges=((1, 0, 2, 0), (1, 1, 1, 2), (1, 4, 2, 4)),
    )
    preview, cells = filled(litong, form, tmp_path / "填好.xlsx")
    assert {address: cells.get(address) for address in ("B4", "B5", "B6", "B7")} == {
        "B4": "93.91",
        "B5": "94.2",
        "B6": "94.75",
        "B7": "95",
    }
    assert (cells["C4"], cells["C6"], cells["C7"]) == ("87", "90.1", "92")
    assert (cells["D4"], cells["D7"]) == ("103.5", "97")
    assert "C5" not in cells
    assert preview.skipped == preview.proposals == ()


def test_the_corner_may_speak_of_the_indicators_beside_it(litong, tmp_path):
    form = a_form(tmp_path / "逐年.xlsx", ["指标", ENROLMENT, COVERAGE], [2023], ["2024年"])
    _, cells = filled(litong, form, tmp_path / "填好.xlsx")
    assert [cells.get(one) for one in ("B3", "C3", "B4", "C4")] == ["94.2", None, "94.75", "90.1"]


def test_one_unit_a_row_and_the_countys_sum(county, tmp_path):
    form = a_form(
        tmp_path / "各园.xlsx",
        ["序号", "幼儿园名称", CHILDREN, CLASSES, "生均用地（㎡）"],
        [1, FIRST],
        [2, "第二幼儿园"],
        [3, "阳光幼儿园"],
        ["……", "……"],
        ["合计"],
        merges=((6, 0, 6, 1),),
        title="2023年幼儿园基本情况表",
    )
    preview, cells = filled(county, form, tmp_path / "填好.xlsx")
    assert (cells["C3"], cells["D3"]) == ("210", "7")
    assert (cells["C7"], cells["D7"]) == ("360", "12")
    (question,) = preview.proposals
    assert (question.row, question.name) == (4, "第二幼儿园")
    assert "C4" not in cells
    assert [(c.address, c.skipped) for c in preview.skipped] == [("B5", reasons.NO_UNIT)]
    (unknown,) = (one for one in preview.items if one.item is None)
    assert (unknown.column.heading, unknown.candidates) == ("生均用地", ())


def test_what_a_person_says_of_rows_and_columns_is_remembered(county, tmp_path):
    def a_year(year):
        return a_form(
            tmp_path / f"{year}.xlsx",
            ["单位名称", "在园幼儿", "开设班数"],
            ["第二幼儿园"],
            ["本县"],
            title=f"{year}年情况",
        )

    first = county.filling.preview(a_year(2023))
    second = first.proposals[0].candidates[0][0]
    classes = indicator_named(county, CLASSES).series
    children = indicator_named(county, CHILDREN).series
    said = SheetCorrections(
        columns={
            2: ColumnCorrection(Meaning.ACTUAL, item=children),
            3: ColumnCorrection(Meaning.ACTUAL, item=classes),
        }
    )
    decided = {("附件1", 3): second, ("附件1", 4): COUNTY}
    form = tmp_path / "2023.xlsx"
    preview, cells = filled(county, form, tmp_path / "填好.xlsx", decided, said)
    assert (cells["B3"], cells["C3"], cells["B4"], cells["C4"]) == ("150", "5", "360", "12")
    assert preview.matched["附件1", 4] == COUNTY
    taken_in(county, a_table(tmp_path, (SECOND, 160, 6), title="2024年各园情况"))
    again, cells = filled(county, a_year(2024), tmp_path / "明年.xlsx")
    assert (cells["B3"], cells["C3"]) == ("160", "6")
    assert again.proposals == again.skipped == ()


def test_one_county_a_row_its_goals_and_figures_side_by_side(litong, tmp_path):
    form = a_form(
        tmp_path / "各县.xlsx",
        ["县（市、区）", ENROLMENT, None, None, COVERAGE, None],
        [None, "2020年基期", "2024年完成", "2025年目标", "2024年完成", "2025年目标"],
        ["利通区"],
        ["红寺堡区"],
        merges=((1, 0, 2, 0), (1, 1, 1, 3), (1, 4, 1, 5)),
    )
    preview, cells = filled(litong, form, tmp_path / "填好.xlsx")
    assert [cells.get(f"{c}4") for c in "BCDEF"] == ["93.91", "94.75", "95", "90.1", "92"]
    assert [(c.address, c.skipped) for c in preview.skipped] == [("A5", reasons.NO_UNIT)]
    assert [(c.row_name, c.field) for c in preview.to_write[:3]] == [
        ("利通区", f"{ENROLMENT} 基期值 2020 年"),
        ("利通区", f"{ENROLMENT} 实际完成值 2024 年"),
        ("利通区", f"{ENROLMENT} 目标值 2025 年"),
    ]


def test_formulas_and_figures_that_stand_are_left(county, tmp_path):
    path = tmp_path / "各园.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("附件1")
        sheet.write_row(0, 0, ["幼儿园名称", f"2023年{CHILDREN}", f"2023年{CLASSES}"])
        sheet.write_row(1, 0, [FIRST, 210, 8])
        sheet.write_row(2, 0, [SECOND, None, None])
        sheet.write_row(3, 0, ["合计"])
        sheet.write_formula(3, 1, "=SUM(B2:B3)", None, 210)
    preview = county.filling.preview(path)
    fates = Counter(cell.fate for cell in (*preview.cells, *preview.standing))
    assert fates == {Fate.SAME: 1, Fate.WRITTEN: 4, Fate.COMPUTED: 1}
    assert {cell.address: cell.new for cell in preview.to_write} == {
        "C2": "7",
        "B3": "150",
        "C3": "5",
        "C4": "12",
    }


def test_a_form_that_names_no_year_gets_the_last_one_or_a_person_s(county, tmp_path):
    form = a_form(tmp_path / "各园.xlsx", ["单位名称", CHILDREN], [FIRST], title="幼儿园情况")
    record(county, ENROLMENT, "2023", "94.2")
    preview = county.filling.preview(form)
    assert [(c.address, c.new) for c in preview.to_write] == [("B3", "210")]
    assert preview.source.assumed == ("“附件1”没有写明哪一年，按 2023 年填",)
    other = county.filling.preview(form, period="2022")
    assert other.to_write == other.source.assumed == ()
    told = {"附件1": SheetCorrections(period="2023")}
    again = county.filling.correct(preview, told)
    assert [(c.address, c.new) for c in again.to_write] == [("B3", "210")]
    assert again.source.assumed == ()


def test_a_column_without_a_year_beside_others_that_have_one_asks_for_it(county, tmp_path):
    head = ["单位名称", CHILDREN, f"2023年{CLASSES}"]
    form = a_form(tmp_path / "各园.xlsx", head, [FIRST], title="幼儿园情况")
    preview = county.filling.preview(form)
    assert [(c.address, c.skipped) for c in preview.skipped] == [("B2", reasons.NO_TIME)]


DECLARED = {
    "人口总数": ("万人", 31.2, "A9"),
    "乡镇数": ("个", 12, "C9"),
    "行政村数": ("个", 118, "D9"),
    "普通中小学校数（小学）": ("所", 28, "I9"),
    "小学教学点数": ("个", 8, "O9"),
    "小学在校学生数": ("人", 19800, "S9"),
    "在校学生数（初中）": ("人", 9100, "T9"),
    "小学教职工数": ("人", 1310, "U9"),
    "小学专任教师": ("人", 1210, "V9"),
}


def test_a_real_form_in_an_order_of_its_own_is_filled_by_the_names_of_the_book(shared, tmp_path):
    path = tmp_path / "清河县“十四五”教育规划指标.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("指标")
        sheet.write_row(0, 0, ["指标名称", "单位", "2020年基期值", "2023年实际", "2025年目标"])
        for row, (name, (unit, value, _)) in enumerate(DECLARED.items(), 1):
            sheet.write_row(row, 0, [name, unit, value, value, value])
    with a_book(tmp_path, None) as book:
        book.planning.accept(book.planning.preview(path))
        form = shared / "workbooks" / "yyjh_county_declaration_wps.xlsx"
        preview = book.filling.preview(form)
        written = {cell.address: cell.new for cell in preview.to_write}
        assert written == {place: str(value) for _, value, place in DECLARED.values()}
        assert preview.source.assumed == ("“表1”没有写明哪一年，按 2023 年填",)
        book.filling.write(preview, tmp_path / "填好.xlsx")
        assert book.filling.preview(tmp_path / "填好.xlsx").to_write == ()


def test_a_single_row_below_column_codes_is_the_county_s(county, tmp_path):
    form = a_form(
        tmp_path / "基本情况.xlsx",
        ["学前教育", None, "其他"],
        [CHILDREN, CLASSES, "乡镇数(个)"],
        ["L1", "L2", "L3"],
        [None],
        ["注：按年报填写。"],
        merges=((1, 0, 1, 1),),
        title="2023年基本情况",
    )
    preview, cells = filled(county, form, tmp_path / "填好.xlsx")
    assert (cells["A5"], cells["B5"], cells.get("C5")) == ("360", "12", None)
    assert [one.column.heading for one in preview.items if not one.item] == ["其他：乡镇数"]
    assert [(cell.row_name, cell.address) for cell in preview.to_write] == [
        ("全县", "A5"),
        ("全县", "B5"),
    ]
