"""Names found by what a person types: a part of them, or the initials of their pinyin."""

from __future__ import annotations

import os
import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def matcher(words: str, names: Iterable[str]) -> Callable[[str], object]:
    """Return what tells whether a name is meant by the words: part of it, or its initials.

    xqjy finds 学前教育; of a sign with several readings each one counts. `names` are those that
    will be asked about.
    """
    plain = words.strip().casefold()
    if not plain:
        return lambda _name: True
    if plain == plain.upper():
        return partial(_holds, plain)
    pattern = re.escape(plain)
    letters = plain.replace(" ", "")
    if letters.isascii() and letters.isalpha():
        signs = set().union(*names)
        by_letter = {letter: _class_of(letter, signs) for letter in set(letters)}
        pattern += "|" + "".join(by_letter[letter] for letter in letters)
    return re.compile(pattern, re.IGNORECASE).search


def _holds(words: str, name: str) -> bool:
    return words in name


def _class_of(letter: str, signs: Iterable[str]) -> str:
    """Return the pattern of the signs that are read with this initial, and of the letter."""
    read = "".join(sorted(sign for sign in signs if letter in _initials(sign)))
    return f"[{letter}{read}]"


@lru_cache(maxsize=8192)
def _initials(sign: str) -> frozenset[str]:
    """Return the first letters of a Chinese sign's readings, none for other signs."""
    if not "\u4e00" <= sign <= "\u9fff":
        return frozenset()
    # Loaded when somebody first types Latin letters: its dictionary is large. That of phrases is
    # larger still, and signs are asked about one by one.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415

    read = pinyin(sign, style=Style.FIRST_LETTER, heteronym=True)
    return frozenset(letter for letters in read for letter in letters)
