"""The list goes out whole or not at all; what this version cannot write it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db.operations.samples import NAMES
from db.queries.likeness import NOT_IN_A_LIST, same_plan
from desktop.cli_arguments import EXPORTS

from .conftest import sha256

ROOT = Path(__file__).parents[3]


def test_the_list_is_a_workbook_with_the_plan_s_rows(planbook, litong):
    out = litong.with_name("一览表.xlsx")
    said = planbook("export", litong, out, "--as", "list").done()
    assert "指标 49 项、任务 31 项、项目 14 个" in said
    book = load_workbook(out)
    assert book.sheetnames == ["指标", "任务", "项目"]
    words = {cell.value for row in book["指标"] for cell in row}
    assert {"学前教育毛入园率", 93.91} <= words


def test_the_list_reads_back_into_the_book_it_came_from_unchanged(planbook, litong):
    out = litong.with_name("一览表.xlsx")
    planbook("export", litong, out, "--as", "list").done()
    answer = planbook("import", litong, out, "--dry-run", "--json").answer
    assert (answer["new"], answer["changed"]) == (0, 0)
    assert answer["same"] > 500


@pytest.mark.parametrize("sample", NAMES)
def test_the_list_of_every_sample_makes_the_same_plan_in_a_new_book(planbook, tmp_path, sample):
    book, again, out = (tmp_path / name for name in ("一.planbook", "二.planbook", "表.xlsx"))
    planbook("new", book, "--sample", sample, "--demo").done()
    planbook("export", book, out, "--as", "list").done()
    planbook("new", again).done()
    planbook("import", again, out).done()
    first, second = (planbook("dump", one, "--json").answer for one in (book, again))
    assert same_plan(first, second, ignoring=NOT_IN_A_LIST) == []


def test_an_existing_file_is_replaced_only_when_forced(planbook, litong):
    out = litong.with_name("一览表.xlsx")
    out.write_text("去年的", "utf-8")
    assert "--force" in planbook("export", litong, out, "--as", "list").refused()
    assert out.read_text("utf-8") == "去年的"
    planbook("export", litong, out, "--as", "list", "--force").done()
    assert load_workbook(out).sheetnames


@pytest.mark.parametrize(
    ("name", "told"),
    [("一览表.xls", ".xlsx"), ("没有/一览表.xlsx", "没有文件夹"), (".", "是文件夹")],
)
def test_a_place_that_cannot_be_written_is_told(planbook, litong, name, told):
    before = sorted(litong.parent.iterdir())
    assert told in planbook("export", litong, litong.parent / name, "--as", "list").refused()
    assert sorted(litong.parent.iterdir()) == before


def test_a_file_that_wps_has_open_is_left_alone(planbook, litong):
    out = litong.with_name("一览表.xlsx")
    out.write_text("开着的", "utf-8")
    out.with_name("~$一览表.xlsx").touch()
    line = planbook("export", litong, out, "--as", "list", "--force").refused()
    assert "正被 WPS、Excel 或 LibreOffice 打开" in line
    assert out.read_text("utf-8") == "开着的"


def test_the_book_is_never_the_export(planbook, litong):
    before = sha256(litong)
    planbook("export", litong, litong, "--as", "list", "--force").refused()
    assert sha256(litong) == before


@pytest.mark.parametrize("kind", sorted(set(EXPORTS) - {"list", "filled", "ledger", "checks"}))
def test_what_comes_later_is_told_as_such(planbook, litong, kind):
    line = planbook("export", litong, litong.with_name("out.xlsx"), "--as", kind).refused()
    assert line.startswith("这一版还不能导出")
    assert EXPORTS[kind] in line


def test_an_empty_book_has_nothing_to_export(planbook, tmp_path):
    book = tmp_path / "空.planbook"
    planbook("new", book).done()
    out = tmp_path / "a.xlsx"
    assert "还没有规划" in planbook("export", book, out, "--as", "list").refused()
    assert not out.exists()


@pytest.fixture
def doubted(planbook, litong):
    """A book with a figure above 100."""
    planbook("record", litong, "九年义务教育巩固率", "2021", "101.2").done()
    return litong


def test_what_the_checks_say_is_a_workbook(planbook, doubted):
    out = doubted.with_name("校验情况表.xlsx")
    done = planbook("export", doubted, out, "--as", "checks", "--period", "2021")
    assert (done.code, done.error) == (1, ""), "something is still to be explained"
    assert "疑问（未说明） 1 处" in done.out
    words = {cell.value for row in load_workbook(out)["校验情况"] for cell in row}
    assert {"4 九年义务教育巩固率", "疑问（未说明）", "规划原文"} <= words
    planbook("export", doubted, out, "--as", "checks", "--period", "2022", "--force").done()


def test_what_the_checks_say_is_a_pdf_where_there_is_no_screen(doubted):
    out = doubted.with_name("校验情况表.pdf")
    words = ("export", doubted, out, "--as", "checks", "--period", "2021")
    known = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    known.pop("QT_QPA_PLATFORM", None)
    run = subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, words)],
        env=known, cwd=ROOT, capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (1, "")
    assert out.read_bytes().startswith(b"%PDF")


def test_a_period_that_is_none_and_another_ending_are_refused(planbook, litong):
    asked = ("--as", "checks", "--period", "前年")
    assert "不是报告期" in planbook("export", litong, litong.with_name("a.xlsx"), *asked).refused()
    told = planbook("export", litong, litong.with_name("a.txt"), "--as", "checks").refused()
    assert ".xlsx" in told
