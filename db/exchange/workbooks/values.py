"""What the value of a cell means: a number, a shared text, yes or no, a date, an error."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from db.exchange.workbooks.numberformats import NumberFormat, Shown
from db.exchange.workbooks.richtext import unescaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?)?.*", re.ASCII)
# The attributes of a cell behind its address, as usually written.
_ATTRIBUTES = re.compile(r'(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?')
_new_tuple = tuple.__new__
_WORDS = (None, False, False, False, False, False)
# What a cell shows that holds a text without a letter in it.
NOTHING = Shown("")
_KINDS_OF_WORDS = frozenset({"s", "str", "inlineStr"})
# Texts of lists are often the same; a million different ones must not be kept twice.
_MOST_REMEMBERED = 10_000


class Meanings(dict[str, Shown]):
    """Maps the text of a value to what it shows, for cells of one kind and style.

    Asking raises ValueError or IndexError when the text is no value of that kind.
    """

    def __init__(self, meaning: Callable[[str], Shown]) -> None:
        super().__init__()
        self._meaning = meaning

    def __missing__(self, text: str) -> Shown:
        if not text or text.isspace():
            raise ValueError(text)
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        shown = self[text] = self._meaning(text)
        return shown


class SharedMeanings(dict[str, Shown]):
    """Maps the number of a shared text to that text; asking raises as `Meanings` does."""

    def __init__(self, texts: Sequence[str]) -> None:
        super().__init__()
        self._texts = texts

    def __missing__(self, text: str) -> Shown:
        index = int(text)
        if index < 0:
            raise IndexError(index)
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        words = self._texts[index]
        # Shown(words) would take twice as long, and there are very many.
        shown = _new_tuple(Shown, (words, *_WORDS)) if words else NOTHING
        self[text] = shown
        return shown


# Maps the text of a value to what it shows.
Meaning = NumberFormat | Meanings | SharedMeanings


class Values(dict[str, Meaning]):
    """Maps a cell's attributes, as in ` s="1" t="s"`, to the meanings of its values."""

    def __init__(self, strings: Sequence[str], formats: Mapping[str | None, NumberFormat]) -> None:
        super().__init__()
        self._shared = SharedMeanings(strings)
        self._formats = formats
        self._made: dict[tuple[str | None, str | None], Meaning] = {}
        self._kinds: dict[str, Callable[[str], Shown]] = {
            "s": self._shared.__getitem__,
            "b": _truth,
            "d": _date,
            "e": _error,
            "inlineStr": Shown,
        }

    def __missing__(self, attributes: str) -> Meaning:
        match = _ATTRIBUTES.fullmatch(attributes)
        if match is None:
            raise ValueError(attributes)
        found = self[attributes] = self.of(match[2], match[1])
        return found

    def of(self, kind: str | None, style: str | None) -> Meaning:
        """Return the meanings of values of a kind, in a style."""
        code = self._formats.get(style, self._formats[None])
        if kind is None or kind == "n":
            return code
        worded = code.changes_words and kind in _KINDS_OF_WORDS
        if kind == "s" and not worded:
            return self._shared
        key = (kind, style if worded else None)
        if key not in self._made:
            meaning = self._kinds.get(kind, _words)
            in_words = partial(_reworded, code, meaning)
            self._made[key] = Meanings(in_words if worded else meaning)
        return self._made[key]


def _reworded(code: NumberFormat, meaning: Callable[[str], Shown], text: str) -> Shown:
    """Return words as a format like @"所" shows them."""
    shown = code.show_words(meaning(text).text)
    return Shown(shown) if shown else NOTHING


def _words(text: str) -> Shown:
    """Return the text that a formula made."""
    words = unescaped(text)
    return NOTHING if words.isspace() else Shown(words)


def _truth(text: str) -> Shown:
    return Shown("FALSE" if text.strip() in {"0", "false"} else "TRUE")


def _error(text: str) -> Shown:
    return Shown(text, error=True)


def _date(text: str) -> Shown:
    """Return a date that is stored in ISO form, without a midnight that nobody wrote."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise ValueError(text[:20])
    day, clock, seconds = match.groups(default="")
    moment = clock + ("" if seconds == ":00" else seconds)
    return Shown(day if moment in {"", "00:00"} else f"{day} {moment}", is_date=True)
