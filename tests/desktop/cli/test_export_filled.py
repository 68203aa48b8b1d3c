"""Figures go back into the user's own workbook from the command line, and it says which."""

import shutil
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from .conftest import sha256

ENROLMENT, COVERAGE = "学前教育毛入园率", "普惠性幼儿园覆盖率"
HEADER = ["类别", "指标名称", "单位", "2020年（基期）", "2023年实际", "2024年实际", "2025年目标"]


def a_list(path: Path, *names: str) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("汇总")
        sheet.write_row(0, 0, HEADER)
        for order, name in enumerate(names or (ENROLMENT, COVERAGE)):
            sheet.write_row(1 + order, 0, ["学前教育", name, "%", 90, 91.5, None, 95])
        sheet.write_formula("H2", "=F2-D2", value=-90)
    return path


@pytest.fixture
def book(planbook, tmp_path):
    made = tmp_path / "台账.planbook"
    planbook("new", made).done()
    planbook("import", made, a_list(tmp_path / "监测表.xlsx")).done()
    planbook("record", made, ENROLMENT, "2024", "93.2").done()
    return made


def test_the_imported_list_is_filled(planbook, book, tmp_path):
    (tmp_path / "监测表.xlsx").unlink()
    out = tmp_path / "回填.xlsx"
    said = planbook("export", book, out, "--as", "filled").done()
    assert "填入“监测表.xlsx”" in said
    assert "写入 1 格、未变 6 格、跳过 0 格" in said
    assert f"写入 汇总!F2 {ENROLMENT} 实际完成值 2024 年 93.2" in said
    sheet = load_workbook(out)["汇总"]
    assert (sheet["F2"].value, sheet["F3"].value, sheet["H2"].value) == (93.2, None, "=F2-D2")


def test_any_other_workbook_is_filled_when_it_is_named(planbook, book, tmp_path):
    form = a_list(tmp_path / "市里的表.xlsx", COVERAGE, ENROLMENT)
    before = sha256(form)
    out = tmp_path / "回填.xlsx"
    planbook("export", book, out, "--as", "filled", "--source", form).done()
    assert load_workbook(out)["汇总"]["F3"].value == 93.2
    assert sha256(form) == before


def test_the_workbook_itself_is_filled_only_when_forced(planbook, book, tmp_path):
    own = tmp_path / "监测表.xlsx"
    line = planbook("export", book, own, "--as", "filled", "--source", own).refused()
    assert "--force" in line
    planbook("export", book, own, "--as", "filled", "--source", own, "--force").done()
    assert load_workbook(own)["汇总"]["F2"].value == 93.2


def test_what_a_person_has_to_look_at_is_told(planbook, book, tmp_path):
    form = a_list(tmp_path / "市里的表.xlsx", "普惠幼儿园覆盖率", "人均体育场地面积")
    done = planbook("export", book, tmp_path / "回填.xlsx", "--as", "filled", "--source", form)
    assert (done.code, done.error) == (1, "")
    assert f"待定 汇总!第 2 行 “普惠幼儿园覆盖率”：台账里有相近的“学前教育·{COVERAGE}”" in done.out
    assert "跳过 汇总!B3 人均体育场地面积" in done.out
    assert "台账里没有这一项" in done.out


def test_a_rule_that_is_a_formula_is_said_not_to_be_judged(planbook, book, tmp_path):
    form = a_list(tmp_path / "市里的表.xlsx")
    workbook = load_workbook(form)
    rule = DataValidation("custom", formula1="=F2<G2", sqref="F2:F3", showErrorMessage=True)
    workbook["汇总"].add_data_validation(rule)
    workbook.save(form)
    out = tmp_path / "回填.xlsx"
    said = planbook("export", book, out, "--as", "filled", "--source", form).done()
    assert "其中 1 格的有效性条件由公式算出，没有核对。" in said


def test_a_form_with_its_indicators_across_is_filled_and_its_open_columns_told(
    planbook, book, tmp_path
):
    form, out = tmp_path / "逐年.xlsx", tmp_path / "回填.xlsx"
    with xlsxwriter.Workbook(form) as workbook:
        sheet = workbook.add_worksheet("附件")
        sheet.write_row(0, 0, ["年份", ENROLMENT, "人均体育场地面积"])
        sheet.write_column(1, 0, [2023, 2024])
    done = planbook("export", book, out, "--as", "filled", "--source", form)
    assert (done.code, done.error) == (1, "")
    assert f"写入 附件!B3 2024 {ENROLMENT} 实际完成值 2024 年 93.2" in done.out
    assert "待定 附件!C 列“人均体育场地面积”：台账里没有名称相近的指标" in done.out
    assert [cell.value for cell in load_workbook(out)["附件"]["B"]][1:] == [91.5, 93.2]


def test_without_a_kept_list_a_source_is_asked_for(planbook, litong, tmp_path):
    line = planbook("export", litong, tmp_path / "回填.xlsx", "--as", "filled").refused()
    assert "没有留存的原表" in line
    assert "--source" in line


@pytest.mark.parametrize(
    ("source", "told"),
    [("没有.xlsx", "没有找到"), ("表.csv", "不是 .xlsx、.xlsm"), ("台账.planbook", "不是 .xlsx")],
)
def test_what_cannot_be_filled_is_told(planbook, book, tmp_path, source, told):
    (tmp_path / "表.csv").write_text("指标名称,2024年实际\n毛入园率,\n", "utf-8")
    out = tmp_path / "回填.xlsx"
    line = planbook("export", book, out, "--as", "filled", "--source", tmp_path / source).refused()
    assert told in line
    assert not out.exists()


def test_the_ending_is_that_of_the_source(planbook, book, tmp_path):
    line = planbook("export", book, tmp_path / "回填.xlsm", "--as", "filled").refused()
    assert "结尾改为 .xlsx" in line


def test_options_of_other_exports_are_refused(planbook, book, tmp_path):
    out = tmp_path / "回填.xlsx"
    assert "--unit" in planbook("export", book, out, "--as", "filled", "--unit", "甲").refused()
    form = Path(shutil.copy(tmp_path / "监测表.xlsx", tmp_path / "表.xlsx"))
    line = planbook("export", book, out, "--as", "list", "--source", form).refused()
    assert "--as list 不分 --source" in line


def test_a_form_that_names_no_year_says_which_one_it_was_filled_with(planbook, book, tmp_path):
    form = tmp_path / "省里的自评表.xlsx"
    with xlsxwriter.Workbook(form) as workbook:
        sheet = workbook.add_worksheet("附件")
        sheet.write_row(0, 0, ["评价要点", "标准", "自评情况"])
        sheet.write_row(1, 0, [f"（一）{ENROLMENT}", "10分"])
    out = tmp_path / "填好.xlsx"
    told = planbook("export", book, out, "--as", "filled", "--source", form)
    assert told.code == 1
    assert "“自评情况”没有写明哪一年，按 2024 年填。要填别的年份就加 --period。" in told.out
    assert load_workbook(out)["附件"]["C2"].value == 93.2
    other = tmp_path / "填好 2023.xlsx"
    planbook("export", book, other, "--as", "filled", "--source", form, "--period", "2023").done()
    assert load_workbook(other)["附件"]["C2"].value == 91.5
