"""The words of a cell without the accidents of typing: blanks, widths, line breaks, quotes."""

from __future__ import annotations

import re
from functools import lru_cache

from db.rules.measures import WIDTHS

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_QUOTES = dict.fromkeys(map(ord, "“”‘’\"'《》「」"))
_LINE_BREAK = re.compile(r"[^\S\n]*\n\s*")
_BLANKS = re.compile(r"\s+")
_PLACEHOLDER = re.compile(r"(?:[-–—―─_/\\…·~]|\.{2,})+|无")
LONGEST_REMEMBERED = 100
_BLANK_WIDTHS = {"\u3000": 2, "\t": 4}


@lru_cache(maxsize=8192)
def squash(text: str) -> str:
    """Return the words for comparing: half width, without any blank, quote or invisible sign."""
    return "".join(text.translate(WIDTHS).translate(_QUOTES).split())


def tidy(text: str) -> str:
    """Return the words for keeping: outer blanks off, line breaks joined, runs of blanks single."""
    if text.isalnum():
        return text
    # Long texts are seldom equal, and would fill the memory.
    return _tidied(text) if len(text) <= LONGEST_REMEMBERED else _tidied.__wrapped__(text)


@lru_cache(maxsize=8192)
def _tidied(text: str) -> str:
    joined = _LINE_BREAK.sub("", text.translate(_INVISIBLE).strip())
    return _BLANKS.sub(" ", joined)


def visible(text: str) -> str:
    """Return the words without their invisible signs and outer blanks, line breaks kept."""
    if text.isalnum():
        return text
    # Invisible signs are none of ASCII: numbers, which are most of what is asked for, have none.
    return (text if text.isascii() else text.translate(_INVISIBLE)).strip()


@lru_cache(maxsize=8192)
def is_placeholder(text: str) -> bool:
    """Tell whether the cell only says that nothing stands there: ——, /, 无."""
    return _PLACEHOLDER.fullmatch(squash(text)) is not None


def indent_of(text: str) -> int:
    """Return how far the words are set in, in half-width blanks; a lone blank is a slip."""
    line = text.translate(_INVISIBLE).lstrip("\n\r")
    width = 0
    for sign in line:
        if not sign.isspace():
            break
        width += _BLANK_WIDTHS.get(sign, 1)
    return width if width > 1 else 0
