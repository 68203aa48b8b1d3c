"""Books are made, copied and restored whole or not at all, and nothing is replaced unasked."""

import sqlite3
from pathlib import Path

import pytest

from db.operations.samples import NAMES

from .conftest import indicator, sha256


def test_an_empty_book_has_no_plan_yet(planbook, tmp_path):
    book = tmp_path / "空.planbook"
    assert "还没有规划" in planbook("new", book).done()
    assert planbook("dump", book, "--json").answer == {"plans": []}


@pytest.mark.parametrize("sample", NAMES)
def test_every_sample_makes_a_book(planbook, tmp_path, sample):
    book = tmp_path / f"{sample}.planbook"
    planbook("new", book, "--sample", sample).done()
    dump = planbook("dump", book, "--json").answer
    assert dump["indicators"]
    assert not any(row["actuals"] for row in dump["indicators"])


def test_a_demonstration_says_so_on_every_figure(planbook, tmp_path):
    book = tmp_path / "演示.planbook"
    planbook("new", book, "--sample", "litong", "--demo").done()
    dump = planbook("dump", book, "--json").answer
    actuals = [actual for row in dump["indicators"] for actual in row["actuals"]]
    assert actuals
    assert {actual["note"] for actual in actuals} == {"演示数据"}


def test_a_demonstration_needs_a_sample(planbook, tmp_path):
    assert "--sample" in planbook("new", tmp_path / "a.planbook", "--demo").refused()
    assert not list(tmp_path.iterdir())


def test_an_existing_book_is_replaced_only_when_forced(planbook, litong):
    before = sha256(litong)
    assert "--force" in planbook("new", litong).refused()
    assert sha256(litong) == before
    planbook("new", litong, "--force").done()
    assert planbook("dump", litong, "--json").answer == {"plans": []}


@pytest.mark.parametrize("verb", ["new", "backup", "restore"])
def test_a_workbook_is_never_overwritten_by_a_book(planbook, litong, verb):
    sheet = litong.with_name("一览表.xlsx")
    sheet.write_text("十年的数", "utf-8")
    words = {"new": [sheet], "backup": [litong, sheet], "restore": [litong, sheet]}[verb]
    assert ".planbook" in planbook(verb, *words, "--force").refused()
    assert sheet.read_text("utf-8") == "十年的数"


@pytest.mark.parametrize("verb", ["new", "backup", "restore"])
def test_a_book_needs_a_folder_that_is_there(planbook, litong, verb):
    target = litong.parent / "没有" / "a.planbook"
    words = {"new": [target], "backup": [litong, target], "restore": [litong, target]}[verb]
    assert "没有文件夹" in planbook(verb, *words).refused()
    assert not target.parent.exists()


@pytest.mark.parametrize("verb", ["new", "backup", "restore"])
def test_a_folder_is_no_place_for_a_book(planbook, litong, verb):
    words = {"new": [], "backup": [litong], "restore": [litong]}[verb]
    assert "是文件夹" in planbook(verb, *words, litong.parent, "--force").refused()


def test_a_backup_comes_back_as_the_same_book(planbook, litong):
    planbook("record", litong, "学前教育毛入园率", "2023", "94.2").done()
    copy, again = litong.with_name("U盘.planbook"), litong.with_name("恢复.planbook")
    assert "核对无误" in planbook("backup", litong, copy).done()
    assert "指标 49 项" in planbook("restore", copy, again).done()
    assert planbook("dump", again, "--json").answer == planbook("dump", litong, "--json").answer


@pytest.mark.parametrize("verb", ["backup", "restore"])
def test_a_copy_replaces_a_book_only_when_forced(planbook, litong, verb):
    other = litong.with_name("去年.planbook")
    planbook("new", other).done()
    before = sha256(other)
    assert "--force" in planbook(verb, litong, other).refused()
    assert sha256(other) == before
    planbook(verb, litong, other, "--force").done()
    assert planbook("dump", other, "--json").answer["plan"]["title"]


@pytest.mark.parametrize("verb", ["backup", "restore"])
def test_a_book_is_not_copied_onto_itself(planbook, litong, verb):
    before = sha256(litong)
    assert "来源文件" in planbook(verb, litong, litong, "--force").refused()
    assert sha256(litong) == before


def test_a_backup_without_a_place_lies_beside_the_book_and_is_made_once(planbook, litong):
    assert "已备份到" in planbook("backup", litong).done()
    (copy,) = litong.with_name("利通-备份").iterdir()
    assert copy.name in planbook("backup", litong).done()
    assert list(copy.parent.iterdir()) == [copy]


def test_a_book_without_content_needs_no_backup(planbook, tmp_path):
    book = tmp_path / "空.planbook"
    planbook("new", book).done()
    assert "不用备份" in planbook("backup", book).done()


def test_a_backup_that_was_altered_is_restored_with_a_warning(planbook, litong):
    copy = litong.with_name("动过.planbook")
    planbook("backup", litong, copy).done()
    alter(copy)
    done = planbook("restore", copy, litong.with_name("恢复.planbook"))
    assert done.code == 1
    assert "的数值应为“95”，现为“12”，不是在本程序里改的" in done.out


def alter(book: Path) -> None:
    """Change a figure behind the program's back."""
    with sqlite3.connect(book) as connection:
        connection.execute("update target set value = '12', text = '12' where value = '95'")
    connection.close()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a book", "不是台账".encode() * 999])
@pytest.mark.parametrize("verb", ["dump", "check", "backup", "record", "restore"])
def test_what_is_no_book_is_refused_and_left_alone(planbook, tmp_path, verb, content):
    book = tmp_path / "假.planbook"
    book.write_bytes(content)
    words = {"record": ["小学数", "2023", "48"], "restore": [tmp_path / "b.planbook"]}
    planbook(verb, book, *words.get(verb, [])).refused()
    assert book.read_bytes() == content
    assert list(tmp_path.iterdir()) == [book]


@pytest.mark.parametrize("verb", ["dump", "check", "backup"])
def test_a_book_that_is_not_there_is_looked_for_by_its_whole_path(planbook, tmp_path, verb):
    book = tmp_path / "没有.planbook"
    assert str(book.name) in planbook(verb, book).refused()
    assert not list(tmp_path.iterdir())


def test_a_folder_is_no_book(planbook, tmp_path):
    assert "是文件夹" in planbook("dump", tmp_path).refused()


def test_an_altered_figure_is_found_by_the_history(planbook, litong):
    assert "文件完好" in planbook("check", litong, "--file").done()
    assert planbook("check", litong, "--file", "--json").answer == {"findings": []}
    alter(litong)
    done = planbook("check", litong, "--file", "--json")
    assert done.code == 1
    assert {one["severity"] for one in done.answer["findings"]} == {"error"}
    assert {one["damage"]["found"] for one in done.answer["findings"]} >= {"12"}


def test_the_plan_s_own_contradictions_are_named_with_both_places(planbook, litong):
    done = planbook("check", litong, "--json")
    assert (done.code, done.error) == (1, "")
    dump = planbook("dump", litong, "--json").answer
    row = indicator(dump, "普惠性幼儿园覆盖率")["id"]
    (found,) = (one for one in done.answer["findings"] if one["row"] == row)
    assert found["kind"] == "interim-below-baseline"
    assert found["severity"] in {"error", "query", "note"}
    assert len(found["anchors"]) == 2
    assert done.answer["findings"] == dump["findings"]
    assert "请核对原文" in planbook("check", litong).out


def test_an_empty_book_contradicts_nothing(planbook, tmp_path):
    book = tmp_path / "空.planbook"
    planbook("new", book).done()
    assert "没有发现矛盾" in planbook("check", book).done()
