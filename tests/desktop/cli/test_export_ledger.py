"""The 对账单 of a unit goes out as a workbook or a PDF; a unit is found by any of its names."""

import shutil
import subprocess

import pytest
from openpyxl import load_workbook

UNIT = "社会事业局"


@pytest.fixture
def rizhao(planbook, tmp_path):
    book = tmp_path / "日照 开发区.planbook"
    planbook("new", book, "--sample", "rizhao", "--demo").done()
    return book


def test_a_workbook_holds_all_that_the_unit_answers_for(planbook, rizhao):
    out = rizhao.with_name("对账单.xlsx")
    said = planbook("export", rizhao, out, "--as", "ledger", "--unit", UNIT, "--period", "2023")
    assert "指标 7 项、量化目标 50 项、任务 19 项、项目 35 个" in said.done()
    sheet = load_workbook(out).active
    assert sheet["A2"].value.startswith(f"单位：{UNIT}")
    assert sheet.print_title_rows == "$3:$3"


@pytest.mark.usefixtures("qapp")
def test_a_pdf_can_be_searched(planbook, rizhao):
    out = rizhao.with_name("对账单.pdf")
    planbook("export", rizhao, out, "--as", "ledger", "--unit", UNIT).done()
    assert out.read_bytes().startswith(b"%PDF")
    if (read := shutil.which("pdftotext")) is None:
        pytest.skip("no pdftotext here")
    text = subprocess.run(
        [read, "-layout", out, "-"], check=True, capture_output=True, text=True
    ).stdout
    # The head stands on every page.
    assert all("完成情况" in page for page in text.split("\f")[:-1])
    assert "公办园在园幼儿占比" in text


def test_a_unit_that_is_not_there_is_told_with_what_is_near(planbook, rizhao):
    out = rizhao.with_name("对账单.xlsx")
    line = planbook(
        "export", rizhao, out, "--as", "ledger", "--unit", "自然资源和规划分居"
    ).refused()
    assert "自然资源和规划分局" in line
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--unit"),
        (("--unit", UNIT, "--period", "去年"), "不是报告期"),
        (("--unit", UNIT, "--source", "a.xlsx"), "--source"),
    ],
)
def test_what_is_missing_or_wrong_is_told(planbook, rizhao, words, told):
    out = rizhao.with_name("对账单.xlsx")
    assert told in planbook("export", rizhao, out, "--as", "ledger", *words).refused()


def test_only_workbooks_and_pdfs_go_out(planbook, rizhao):
    out = rizhao.with_name("对账单.docx")
    line = planbook("export", rizhao, out, "--as", "ledger", "--unit", UNIT).refused()
    assert ".xlsx 或 .pdf" in line
