"""A value on its way into a cell, and the XML it becomes: a number, or words that stay words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from db.exchange.filling.runs import Run

# What XML cannot hold at all.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# Words that look like the escape of a character would be read as that character.
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Written:
    """What a cell is to hold: a number as it is stored (0.95 where 95% is shown), or words.

    With neither the cell is blank.
    """

    number: Decimal | None = None
    words: str = ""


def written_xml(
    name: bytes, attributes: bytes, written: Written, kept: bytes, runs: Iterable[Run] = ()
) -> bytes:
    """Return a cell's element; `name` has its prefix, `attributes` no type, `kept` follows.

    Where its words are of several fonts they stand in `runs`.
    """
    before, colon, _ = name.rpartition(b":")
    prefix = before + colon
    if written.number is not None:
        number = format(written.number, "f").encode()
        value = b"<%sv>%s</%sv>" % (prefix, number, prefix)
    elif not written.words:
        value = b""
    else:
        attributes += b' t="inlineStr"'
        inside = b"".join(_run(prefix, run) for run in runs) or _text(prefix, written.words)
        value = b"<%sis>%s</%sis>" % (prefix, inside, prefix)
    if not value and not kept:
        return b"<%s%s/>" % (name, attributes)
    return b"<%s%s>%s%s</%s>" % (name, attributes, value, kept, name)


def _run(prefix: bytes, run: Run) -> bytes:
    return b"<%sr>%s%s</%sr>" % (prefix, run.look, _text(prefix, run.words), prefix)


def _text(prefix: bytes, words: str) -> bytes:
    """Return words as a text element, which never is a formula whatever it begins with."""
    sound = _LIKE_AN_ESCAPE.sub("_x005F_", _UNWRITABLE.sub("", words))
    keeps = b' xml:space="preserve"' if sound != sound.strip() or "\n" in sound else b""
    # A bare carriage return would be read as a line feed.
    content = escape(sound, quote=False).replace("\r", "&#13;").encode()
    return b"<%st%s>%s</%st>" % (prefix, keeps, content, prefix)
