"""The 校验情况表: every finding with its figures and explanation, as an office would print it."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from db import queries
from db.book import PlanBook
from db.errors import TargetRefused
from db.exchange.check_writer import write_checks
from db.exchange.list_out.checks import check_table
from db.faults import TargetFault
from db.model.check_lines import CheckStanding
from db.operations.recording import Entry
from db.queries.check_report import check_lines
from db.queries.checks import data_findings

COVERAGE, PUBLIC, MODEL = "普惠性幼儿园覆盖率", "公办园在园幼儿占比", "省级示范幼儿园"
BECAUSE = "=两所民办园停办"
DAY = date(2023, 1, 15)


@pytest.fixture
def book(tmp_path):
    """Two rates below last year's, one of them explained, half a kindergarten, a unit's slip."""
    path = tmp_path / "日照.planbook"
    with PlanBook.create(path, who="马丽") as made:
        made.planning.load_sample("rizhao")
        plan = made.read(queries.find_plan).id
        rows = {line.name: line.id for line in made.read(queries.indicator_lines, plan)}
        unit = next(line for line in made.read(queries.unit_lines) if line.name == "财政局")
        figures = [
            (COVERAGE, "2021", "83.1"), (COVERAGE, "2022", "82.2"),
            (PUBLIC, "2021", "48"), (PUBLIC, "2022", "47"), (MODEL, "2022", "9.5"),
        ]  # fmt: skip
        entries = [Entry(rows[name], period, words) for name, period, words in figures]
        entries += [
            Entry(rows[COVERAGE], period, words, unit=unit.id)
            for period, words in (("2021", "80"), ("2022", "60"))
        ]
        made.recording.record(entries)
        found = made.read(data_findings, plan, "2022")
        made.explaining.explain([one for one in found if one.row == rows[PUBLIC]], BECAUSE)
        yield made


def lines_of(book, period="2022"):
    return book.read(check_lines, book.read(queries.find_plan).id, period)


def test_errors_come_first_then_open_queries_then_explained_ones(book):
    told = [(line.standing, line.name, line.unit) for line in lines_of(book)]
    own = [one for one in told if one[0] is not CheckStanding.PLAN]
    assert own == [
        (CheckStanding.ERROR, MODEL, ""),
        (CheckStanding.QUERY, COVERAGE, ""),
        (CheckStanding.QUERY, COVERAGE, "财政局"),
        (CheckStanding.EXPLAINED, PUBLIC, ""),
    ]


def test_a_finding_has_its_figures_and_whoever_explained_it(book):
    (explained,) = [line for line in lines_of(book) if line.standing is CheckStanding.EXPLAINED]
    assert (explained.before, explained.figure, explained.measure_unit) == ("48", "47", "%")
    assert (explained.explanation, explained.who) == (BECAUSE, "马丽")
    assert explained.made_at
    assert explained.others == f"2021 年 {PUBLIC}：48"
    (of_unit,) = [line for line in lines_of(book) if line.unit]
    assert (of_unit.before, of_unit.figure) == ("80", "60")


def test_another_period_has_only_what_the_plan_itself_contradicts(book):
    assert {line.standing for line in lines_of(book, "2023")} <= {CheckStanding.PLAN}


def test_what_the_plan_contradicts_stands_at_the_end_with_both_places(tmp_path):
    with PlanBook.create(tmp_path / "利通.planbook") as book:
        book.planning.load_sample("litong")
        found = lines_of(book, "2024")
    assert found
    assert {line.standing for line in found} == {CheckStanding.PLAN}
    assert any(line.others.count("：") == 2 for line in found), "two passages that disagree"
    assert all(not line.figure and not line.period for line in found)


def written(book, path, lines=None):
    plan = book.read(queries.find_plan)
    found = lines_of(book) if lines is None else lines
    write_checks(path, plan, found, period="2022 年", today=DAY)
    return load_workbook(path)["校验情况"]


def test_the_workbook_prints_on_its_side_with_its_heads_on_every_page(book, tmp_path):
    sheet = written(book, tmp_path / "校验情况表.xlsx")
    assert sheet["A1"].value.endswith("2022年校验情况表")
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.print_title_rows == "$3:$4"
    (right,) = [cell.value for cell in sheet[2] if cell.value and "报告期" in cell.value]
    assert right == "报告期：2022 年　填表日期：2023-01-15"


def test_the_workbook_says_what_was_said_and_is_signed_below(book, tmp_path):
    found = lines_of(book)
    sheet = written(book, tmp_path / "校验情况表.xlsx")
    heads = [sheet.cell(4, place).value or sheet.cell(3, place).value for place in range(1, 13)]
    assert heads[:2] == ["序号", "校验结果"]
    at = heads.index("说明") + 1
    rows = {sheet.cell(row, 3).value: row for row in range(5, 5 + len(found))}
    said = sheet.cell(rows[PUBLIC], at)
    assert (said.value, said.data_type) == (BECAUSE, "s"), "words, not a formula"
    assert sheet.cell(rows[PUBLIC], at + 1).value == "马丽"
    assert sheet.cell(rows[MODEL], heads.index("本期") + 1).value == 9.5
    signed = [cell.value for cell in sheet[5 + len(found)] if cell.value]
    assert signed == ["单位负责人：", "审核人：", "填表人：", "填表日期："]


def test_a_period_without_doubts_gives_a_sheet_without_rows(book, tmp_path):
    sheet = written(book, tmp_path / "空.xlsx", lines=())
    assert sheet.cell(5, 1).value == "单位负责人："


def test_only_a_workbook_is_written(book, tmp_path):
    plan = book.read(queries.find_plan)
    with pytest.raises(TargetRefused) as refused:
        write_checks(tmp_path / "表.xls", plan, (), period="2022 年", today=DAY)
    assert refused.value.fault is TargetFault.WRONG_ENDING
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".xls"] == []


def test_an_explanation_has_the_day_of_the_clock_that_it_was_given_by(book):
    (explained,) = [one for one in lines_of(book) if one.standing is CheckStanding.EXPLAINED]
    early = replace(explained, made_at="2023-01-16T00:30:00+08:00")
    assert [row[-1] for row in check_table([early], "日照").rows] == ["2023-01-16"]
