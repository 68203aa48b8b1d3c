"""A list comes in: every cell is accounted for, and a file that is none changes nothing."""

import json

import pytest
from openpyxl import Workbook

from db.exchange.office_list import write_office_list
from desktop.self_check_story import OFFICE_LIST, REFUSED_ADDRESS, UNDERSTOOD

from .conftest import indicator, sha256

ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage\0".encode("utf-16-le")
)


@pytest.fixture
def office(tmp_path):
    """A list as an office hands it in, with one cell that is no figure."""
    path = tmp_path / "办公室来表.xlsx"
    write_office_list(path, OFFICE_LIST)
    return path


@pytest.fixture
def clean(tmp_path):
    """A small list without a fault."""
    book = Workbook()
    sheet = book.active
    sheet.title = "指标"
    for row in (
        ["利通区教育“十四五”规划主要指标一览表"],
        ["指标名称", "单位", "2020年基期值", "2023年实际", "2025年目标值", "牵头单位"],
        ["学前教育毛入园率", "%", 93.91, 94.2, 95, "教育局"],
        ["小学数", "所", 48, None, 50, "教育局"],
    ):
        sheet.append(row)
    path = tmp_path / "一览表.xlsx"
    book.save(path)
    return path


def test_a_list_makes_the_plan_of_an_empty_book(planbook, tmp_path, clean):
    book = tmp_path / "新.planbook"
    planbook("new", book).done()
    assert "新规划《利通区教育“十四五”规划》：新增" in planbook("import", book, clean).done()
    dump = planbook("dump", book, "--json").answer
    assert dump["plan"]["title"] == "利通区教育“十四五”规划"
    assert (dump["plan"]["period_start"], dump["plan"]["period_end"]) == (2021, 2025)
    row = indicator(dump, "学前教育毛入园率")
    assert [one["value"] for one in row["baselines"]] == [93.91]
    assert [one["value"] for one in row["targets"]] == [95]
    assert [(one["period"], one["value"]) for one in row["actuals"]] == [("2023", 94.2)]
    assert row["responsible_units"] == ["教育局"]


@pytest.mark.parametrize(
    ("name", "heads", "years"),
    [
        ("方案.xlsx", ("2022年基础值", "2023年目标", "2024年目标", "2025年目标"), (2023, 2025)),
        (
            "方案（2024—2026年）.xlsx",
            ("2022年基础值", "2024年目标", "2025年目标", "2026年目标"),
            (2024, 2026),
        ),
        ("方案.xlsx", ("2021年实际", "2022年实际", "2023年实际", "2024年实际"), (None, None)),
    ],
)
def test_a_title_without_years_leaves_them_to_the_columns(planbook, tmp_path, name, heads, years):
    lists = Workbook()
    sheet = lists.active
    sheet.append(["南安市基础教育质量提升行动方案主要指标"])
    sheet.append(["指标名称", "单位", *heads])
    sheet.append(["学前教育毛入园率", "%", 98.2, 98.4, 98.6, 98.8])
    lists.save(tmp_path / name)
    book = tmp_path / "新.planbook"
    planbook("new", book).done()
    planbook("import", book, tmp_path / name).done()
    plan = planbook("dump", book, "--json").answer["plan"]
    assert (plan["period_start"], plan["period_end"]) == years


def test_the_same_list_again_changes_nothing(planbook, tmp_path, clean):
    book = tmp_path / "新.planbook"
    planbook("new", book).done()
    planbook("import", book, clean).done()
    before = sha256(book)
    answer = planbook("import", book, clean, "--json").answer
    assert (answer["new"], answer["changed"], answer["rejected"]) == (0, 0, 0)
    assert answer["same"] > 0
    assert answer["cells"] == []
    assert sha256(book) == before


def test_an_office_s_list_is_understood_but_for_one_cell(planbook, litong, office):
    done = planbook("import", litong, office, "--json")
    assert (done.code, done.error) == (1, "")
    assert done.out.count("\n") == 1
    answer = done.answer
    (refused,) = (cell for cell in answer["cells"] if cell["verdict"] == "rejected")
    assert (refused["sheet"], refused["address"]) == ("附件2", REFUSED_ADDRESS)
    assert "见附件3" in refused["reason"]
    assert answer["rejected"] == 1
    assert all(cell["verdict"] != "same" for cell in answer["cells"])
    assert answer["new"] + answer["changed"] + 1 == len(answer["cells"])
    dump = planbook("dump", litong, "--json").answer
    for name, words in UNDERSTOOD.items():
        (actual,) = indicator(dump, name)["actuals"]
        assert (actual["period"], actual["value"]) == ("2024", float(words))


def test_a_list_of_plain_text_from_an_old_office_is_imported(planbook, tmp_path):
    book, file = tmp_path / "新.planbook", tmp_path / "清河县“十四五”教育规划.csv"
    planbook("new", book).done()
    text = "指标,单位,2020年,2023年实际,2025年目标\n毛入园率,%,93.91,94.2%,95%以上\n"
    file.write_bytes(text.encode("gb18030"))
    assert planbook("import", book, file, "--json").answer["new"] > 0
    dump = planbook("dump", book, "--json").answer
    row = indicator(dump, "毛入园率")
    assert [target["value"] for target in row["targets"]] == [95]
    assert [actual["value"] for actual in row["actuals"]] == [94.2]


def test_a_person_reads_each_cell_with_address_old_and_new(planbook, litong, office):
    planbook("record", litong, "普惠性幼儿园覆盖率", "2024", "88").done()
    done = planbook("import", litong, office)
    assert done.code == 1
    lines = done.out.splitlines()
    assert lines[0].startswith("《吴忠市利通区教育事业发展“十四五”规划》：新增 ")
    assert "未收 1 格" in lines[0]
    assert any("附件2!E7" in line and "88 → 89.4%" in line for line in lines), lines
    assert any(f"附件2!{REFUSED_ADDRESS}" in line and "见附件3" in line for line in lines)


def test_a_dry_run_tells_the_same_and_writes_nothing(planbook, litong, office):
    before = sha256(litong)
    dry = planbook("import", litong, office, "--dry-run", "--json")
    assert sha256(litong) == before
    wet = planbook("import", litong, office, "--json")
    assert (dry.code, dry.answer) == (wet.code, wet.answer)
    assert sha256(litong) != before


def test_an_import_is_backed_up_and_taken_back_by_restoring(planbook, litong, office):
    before = planbook("dump", litong, "--json").answer
    assert planbook("import", litong, office).code == 1
    (copy,) = litong.with_name("利通-备份").iterdir()
    planbook("restore", copy, litong, "--force").done()
    assert planbook("dump", litong, "--json").answer == before


def test_only_the_named_sheet_is_read(planbook, tmp_path, clean):
    book = tmp_path / "新.planbook"
    planbook("new", book).done()
    assert "（指标）" in planbook("import", book, clean, "--sheet", "附件9").refused()
    planbook("import", book, clean, "--sheet", "指标").done()


def test_a_plan_that_is_not_there_is_told(planbook, litong, office):
    assert "没有规划“日照”" in planbook("import", litong, office, "--plan", "日照").refused()


WRONG = {
    "text.xlsx": ("一览表，不是工作簿".encode(), "没有表格"),
    "page.xlsx": (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "网页"),
    "locked.xlsx": (ENCRYPTED, "有密码"),
    "empty.xlsx": (b"", "空文件"),
    "cut.xlsx": (b"PK\x03\x04\x14\x00", "损坏"),
    "plan.pdf": (b"%PDF-1.7\n", "不是读得了的表格"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_is_no_workbook_is_told_in_one_line(planbook, litong, tmp_path, name):
    content, told = WRONG[name]
    file = tmp_path / name
    file.write_bytes(content)
    before = sha256(litong)
    line = planbook("import", litong, file, "--json").refused()
    assert told in line
    assert name in line
    assert sha256(litong) == before
    assert list(litong.parent.iterdir()) == [litong]


def test_a_file_that_is_missing_or_a_folder_is_told(planbook, litong, tmp_path):
    before = sha256(litong)
    assert "没有找到" in planbook("import", litong, tmp_path / "没有.xlsx").refused()
    assert "是文件夹" in planbook("import", litong, tmp_path).refused()
    assert sha256(litong) == before


def test_a_workbook_without_a_list_is_told(planbook, litong, tmp_path):
    empty, other = tmp_path / "空表.xlsx", tmp_path / "菜单.xlsx"
    book = Workbook()
    book.save(empty)
    for row in (["周一", "米饭"], ["周二", "面条"]):
        book.active.append(row)
    book.save(other)
    before = sha256(litong)
    assert "没有表格" in planbook("import", litong, empty).refused()
    assert "目标任务一览表" in planbook("import", litong, other).refused()
    assert sha256(litong) == before


def test_a_book_that_is_not_there_is_told_before_anything_is_read(planbook, tmp_path, clean):
    assert "没有找到台账" in planbook("import", tmp_path / "没有.planbook", clean).refused()


def test_the_answer_is_one_object_with_the_keys_scripts_rely_on(planbook, litong, office):
    answer = json.loads(planbook("import", litong, office, "--dry-run", "--json").out)
    assert {"new", "changed", "same", "rejected", "cells"} <= answer.keys()
    keys = {"sheet", "address", "verdict", "old", "new", "reason"}
    assert all(keys <= cell.keys() for cell in answer["cells"])
