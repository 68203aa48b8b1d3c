"""Rows as nearly every program writes them, taken in at a glance instead of tag by tag.

The parser still reads every byte and vouches that it is well-formed; but it need not report each
tag, which is what takes the time. Whatever is written in any other way is left to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_START = r'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,5}")?(?: t="[a-z]{1,3}")?'
_FORMULA = r'<f(?: (?:t|ref|si|ca)="[^"<>&]*")*(?:/>|>[^<>&]*</f>)'
_VALUE = r"<v>[^<>&\r]*</v></c>"
# Address, other attributes and value of a cell; a whole cell with a formula; what is not as usual,
# which swallows the rest.
_CELL = re.compile(
    r'<c r="([A-Z]{1,3}[0-9]{1,7})"((?: s="[0-9]{1,5}")?(?: t="[a-z]{1,3}")?)'
    r"(?:/>|><v>([^<>&\r]*)</v></c>)"
    rf"|({_START}>{_FORMULA}{_VALUE})"
    r"|(.+)",
    re.DOTALL,
)
_FORMULA_CELL = re.compile(r"<c ([^>]*)>.*<v>(.*)</v></c>", re.DOTALL)
_ROW = re.compile(r'<row((?: [A-Za-z0-9:]{1,20}="[^"<>&]*")*)(/?)>')
_ATTRIBUTE = re.compile(r'([^= ]+)="([^"]*)"')
# The parser remembers every name it meets: new ones are not to slip in here.
_ROW_NAMES = frozenset(
    {"r", "spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel"}
    | {"collapsed", "thickTop", "thickBot", "x14ac:dyDescent"}
)
_OTHER_ENCODING = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_DECLARATION = 200
_END = b"</row>"
_BEGIN = b"<row "


# Address, attributes, value; or the whole of a cell with a formula.
UsualCell = tuple[str, str, str, str, str]


class UsualRow(NamedTuple):
    """A row's attributes and its cells."""

    attributes: dict[str, str]
    cells: list[UsualCell]


class CloseLook(NamedTuple):
    """A cell's attributes, its value, and whether it has a formula."""

    attributes: dict[str, str]
    text: str
    formula: bool


def look_closely(cell: UsualCell) -> CloseLook:
    """Return what a cell consists of."""
    reference, attributes, text, formula, _ = cell
    match = _FORMULA_CELL.fullmatch(formula)
    if match is not None:
        return CloseLook(dict(_ATTRIBUTE.findall(match[1])), match[2], formula=True)
    return CloseLook({"r": reference, **dict(_ATTRIBUTE.findall(attributes))}, text, formula=False)


def cut_at_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes, cut so that most pieces begin with a row and end with one."""
    rest = b""
    for piece in pieces:
        whole = rest + piece
        end = whole.rfind(_END) + len(_END)
        if end < len(_END):
            yield whole
            rest = b""
            continue
        begin = whole.find(_BEGIN, 0, end)
        if begin > 0:
            yield whole[:begin]
        yield whole[max(begin, 0) : end]
        rest = whole[end:]
    if rest:
        yield rest


def hides_tags(piece: bytes) -> bool:
    """Tell whether what looks like a row further on may be a comment, or not be UTF-8."""
    declaration = piece.startswith((b"<?xml ", b"\xef\xbb\xbf<?xml "))
    if declaration and _OTHER_ENCODING.search(piece[:_DECLARATION]):
        return True
    return b"<!" in piece or piece.count(b"<?") > declaration


def usual_rows(piece: bytes) -> list[UsualRow] | None:
    """Return the rows in a piece that consists of nothing else, None when it does not."""
    if not (piece.startswith(_BEGIN) and piece.endswith(_END)):
        return None
    rows = []
    for text in piece.decode().split("</row>")[:-1]:
        start = 0
        while True:
            match = _ROW.match(text, start)
            if match is None:
                return None
            attributes = dict(_ATTRIBUTE.findall(match[1]))
            if not _ROW_NAMES.issuperset(attributes):
                return None
            start = match.end()
            if not match[2]:
                break
            rows.append(UsualRow(attributes, []))
        cells = _CELL.findall(text, start)
        if cells and cells[-1][-1]:
            return None
        rows.append(UsualRow(attributes, cells))
    return rows
