"""The chapters of the help: their order, their text with today's commands and keys in it."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from desktop.actions import ActName, act_named, arrowed, bare_words, menu_path
from desktop.theme import carried

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

FIRST = "first_steps"
CHANGES = "changes"
GROUPS = MappingProxyType(
    {
        "入门": (FIRST, "year"),
        "各页": (
            "overview", "indicators", "task_list", "project_list", "findings", "revisions",
            "review", "exchange", "units", "evidence", "history", "backups", "settings",
        ),
        "专题": ("typing", "lists", "new_year", "people", "files", "words", "questions", CHANGES),
    }
)  # fmt: skip
"""The chapters in the order they are listed; that of a page has the page's name."""

_COMMAND = re.compile(r"\{(?P<act>\w+)(?P<part>\.\w+)?\}")
_PICTURE = re.compile(r"!\[[^\]]*\]\((?P<file>[^)]+)\)")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<name>\w+)\)")


class Chapter(NamedTuple):
    """A chapter: its name, its title, and its text in Markdown without the title.

    The text names commands in braces, filled by `shown`: {export_list} is the command with its
    key, {export_list.menu} also says in which menu, {export_list.key} is the key alone.
    """

    name: str
    title: str
    text: str

    @property
    def pictures(self) -> list[str]:
        """Return the files of its pictures."""
        return [found["file"] for found in _PICTURE.finditer(self.text)]

    @property
    def links(self) -> list[str]:
        """Return the names of the chapters it points to."""
        return [found["name"] for found in _LINK.finditer(self.text)]

    def shown(self, keys: Callable[[ActName], Sequence[str]]) -> str:
        """Return the text with commands as they are called, and the keys they have now.

        Raises ValueError for a command there is not.
        """
        return _COMMAND.sub(lambda found: _command(found, keys), self.text)


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return every chapter, in order."""
    return tuple(_read(name) for names in GROUPS.values() for name in names)


def chapter_named(name: str) -> Chapter:
    """Return the chapter of that name; the first one where there is none."""
    known = chapters()
    return next((chapter for chapter in known if chapter.name == name), known[0])


def picture_folder() -> Path:
    """Return where the pictures of the chapters lie."""
    return carried("help", "pictures")


def _read(name: str) -> Chapter:
    if name == CHANGES:
        return _changes()
    head, _, text = carried("help", f"{name}.md").read_text("utf-8").partition("\n")
    return Chapter(name, head.removeprefix("# ").strip(), text.strip())


def _changes() -> Chapter:
    """Return the record of changes as a chapter: there is one text of it."""
    packed = carried("CHANGELOG.md")
    path = packed if packed.is_file() else carried().parent / "CHANGELOG.md"
    _, _, text = path.read_text("utf-8").partition("\n")
    return Chapter(CHANGES, "有什么新变化", text.replace("{", "｛").replace("}", "｝").strip())


def _command(found: re.Match[str], keys: Callable[[ActName], Sequence[str]]) -> str:
    act = act_named(found["act"])
    pressed = "、".join(arrowed(key) for key in keys(act))
    if found["part"] == ".key":
        return pressed
    path = menu_path(act) if found["part"] == ".menu" else ()
    menu = "".join(f"{words} → " for words in path)
    return f"**{menu}{bare_words(act)}**" + (f"（{pressed}）" if pressed else "")
