"""The list goes out whole or not at all; what this version cannot write it says."""

import pytest
from openpyxl import load_workbook

from db.operations.samples import NAMES
from db.queries.likeness import NOT_IN_A_LIST, same_plan
from desktop.cli_arguments import EXPORTS

from .conftest import sha256


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
    assert "正被 WPS 或 Excel 打开" in line
    assert out.read_text("utf-8") == "开着的"


def test_the_book_is_never_the_export(planbook, litong):
    before = sha256(litong)
    planbook("export", litong, litong, "--as", "list", "--force").refused()
    assert sha256(litong) == before


@pytest.mark.parametrize("kind", sorted(set(EXPORTS) - {"list", "filled", "ledger"}))
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
