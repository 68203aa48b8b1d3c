"""The help speaks of the program as it is: its pages, commands and keys."""

import re

import pytest

from desktop.actions import SPECS, Act, act_named
from desktop.help.chapters import CHANGES, GROUPS, Chapter, chapter_named, chapters, picture_folder
from desktop.pages import PAGES


def declared(act):
    return [SPECS[act].shortcut] if SPECS[act].shortcut else []


def test_every_page_has_its_chapter_named_as_the_page_is():
    of_pages = {kind.name: kind.title for kind in PAGES}
    told = {name: chapter_named(name).title for name in GROUPS["各页"]}
    assert told == of_pages


def test_every_chapter_of_a_page_shows_that_page():
    assert [
        name for name in GROUPS["各页"] if f"{name}.png" not in chapter_named(name).pictures
    ] == []


@pytest.mark.parametrize("chapter", chapters(), ids=lambda chapter: chapter.name)
def test_commands_links_and_pictures_of_a_chapter_exist(chapter):
    shown = chapter.shown(declared)
    assert not re.search(r"[{}]", shown), "a command left in braces"
    known = {one.name for one in chapters()}
    assert set(chapter.links) <= known
    assert all((picture_folder() / name).is_file() for name in chapter.pictures)
    assert len(shown) > 200


def test_no_picture_lies_there_unused():
    named = {name for chapter in chapters() for name in chapter.pictures}
    assert {path.name for path in picture_folder().iterdir()} == named


def test_a_command_is_told_with_its_menu_and_the_keys_it_has_now():
    chapter = Chapter("x", "X", "{export_list.menu} {go_revisions} {undo.key}")
    told = chapter.shown(lambda act: ["Ctrl+Shift+K", *declared(act)])
    assert told == (
        "**输出 → 导出目标任务一览表**（Ctrl+Shift+K、Ctrl+E） **目标调整**（Ctrl+Shift+K）"
        " Ctrl+Shift+K、Ctrl+Z"
    )


def test_a_command_in_a_menu_within_a_menu_is_told_with_both():
    told = Chapter("x", "X", "{split_task.menu}").shown(lambda _act: ())
    assert told == "**录入 → 任务 → 拆分任务**"


def test_a_command_there_is_not_is_a_fault_of_the_chapter():
    with pytest.raises(ValueError, match="no_such"):
        Chapter("x", "X", "{no_such}").shown(declared)


def test_the_record_of_changes_is_a_chapter():
    assert "0.1.0" in chapter_named(CHANGES).text


def test_the_whole_years_work_is_told():
    told = set()
    for chapter in chapters():
        told |= {act_named(found) for found in re.findall(r"\{(\w+)", chapter.text)}
    needed = {
        Act.NEW_FROM_LIST, Act.IMPORT_LIST, Act.NEXT_MISSING, Act.EXPORT_CHECKS, Act.SIGN_SHEET,
        Act.YEARLY_TABLE, Act.REQUEST_SIGN_OFF, Act.NEW_REVISION, Act.FILL_FORM,
        Act.EXPORT_LEDGER, Act.BACK_UP, Act.NEW_YEAR, Act.NEXT_PLAN,
    }  # fmt: skip
    assert needed <= told
