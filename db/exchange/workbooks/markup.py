"""XML parts without document types, entities, endless names, endless tags or endless depth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from xml.parsers import expat

from db.exchange.workbooks.refusal import Refusal
from db.faults import FileFault

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], object]
# Given a piece, returns what takes it in as a whole, or None. It is never asked about what may
# stand in a comment or be written in another encoding than UTF-8.
Glance = Callable[[bytes], Callable[[], None] | None]

# 2,000,000 cells with values are 8,000,000 marks; more would take longer than a user waits.
MOST_MARKS = 9_000_000
# SpreadsheetML nests about ten deep; each level costs the parser 120 bytes.
DEEPEST = 500_000
# A part has some dozens of tag and attribute names; the parser keeps every one.
MOST_NAMES = 10_000
# One tag or comment is read again with each piece until it ends: a giant one takes for ever.
LONGEST_TAG = 1024 * 1024
# Words as a regular expression: characters that XML allows and that stand only for themselves.
WORDS = r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]*"
XML_BLANKS = " \t\r\n"
_STAND_IN = b"<x/>"
_OTHER_ENCODING = re.compile(rb"encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_LONGEST_DECLARATION = 200
# Excel's cells hold 32,767 characters.
LONGEST_TEXT = 1024 * 1024


def _no_glance(_: bytes) -> None:
    """Understand nothing at a glance."""


class Markup:
    """The XML of one workbook: the limits hold for all its parts together.

    `texts` receives the text that is met, in pieces, and `ended` the name of each end tag; both
    are plain lists, because appending to a list is the cheapest thing a parser can be told to do.
    """

    def __init__(self, most_marks: int | None = None) -> None:
        """Begin with no part read; `most_marks` is less than MOST_MARKS, or that."""
        self._most_marks = most_marks or MOST_MARKS
        self.texts: list[str] = []
        self.ended: list[str] = []
        self._marks = 0
        self._parser: XMLParserType | None = None

    def parse(self, pieces: Iterable[bytes], start: Start, glance: Glance = _no_glance) -> None:
        """Read one part, calling `start` with the name and attributes of every start tag.

        Names are as written, prefix included. A piece of which `glance` vouches that it consists
        of well-formed elements is not parsed: what `glance` returned is called instead.

        Raises:
            Refusal: the part goes beyond a limit.
            xml.parsers.expat.ExpatError: the part is not well-formed.
        """
        parser = self._parser = _sober_parser()
        self.texts.clear()
        self.handle(start)
        fed = opened = closed = 0
        plain, last = True, b""
        for piece in pieces:
            marks = piece.count(b"<")
            self._marks += marks
            if self._marks > self._most_marks:
                raise Refusal(FileFault.TOO_MANY_CELLS, detail=str(self._most_marks))
            take = glance(piece) if plain else None
            if take is not None:
                self._stand_in()
                fed += len(_STAND_IN)
                take()
                continue
            plain = plain and not _hides_tags(last + piece)
            last = piece[-1:]
            parser.Parse(piece, False)  # noqa: FBT003 expat takes it by position only
            fed += len(piece)
            # Comments count as opened and never close: an upper bound is what is wanted.
            opened += marks - piece.count(b"</")
            closed += len(self.ended)
            self.ended.clear()
            _check(parser, fed, opened - closed, self.texts)
        parser.Parse(b"", True)  # noqa: FBT003 expat takes it by position only
        self.ended.clear()
        self._parser = None

    def _stand_in(self) -> None:
        """Let the parser read one element in place of a piece: it must be where elements may be."""
        parser = self._parser
        if parser is None:
            raise ValueError
        listening = parser.StartElementHandler, parser.EndElementHandler
        parser.StartElementHandler = parser.EndElementHandler = None
        parser.Parse(_STAND_IN, False)  # noqa: FBT003 expat takes it by position only
        parser.StartElementHandler, parser.EndElementHandler = listening

    def handle(self, start: Start, end: End | None = None) -> None:
        """Send what follows in the part being read to other functions."""
        parser = self._parser
        if parser is None:
            raise ValueError
        parser.StartElementHandler = start
        parser.EndElementHandler = end or self.ended.append
        parser.CharacterDataHandler = self.texts.append


def prefix_of(name: str) -> str:
    """Return the prefix of a root's name with its colon: some programs write x:worksheet."""
    before, colon, _ = name.rpartition(":")
    return before + colon


def local(name: str) -> str:
    """Return a name without its prefix."""
    return name.rpartition(":")[2]


def is_true(attribute: str | None) -> bool:
    """Tell whether an attribute says yes."""
    return attribute in {"1", "true", "on", "True", "TRUE"}


def _sober_parser() -> XMLParserType:
    """Return a parser that takes no document types."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.EntityDeclHandler = _refuse_doctype
    return parser


def _check(parser: XMLParserType, fed: int, depth: int, texts: list[str]) -> None:
    """Refuse a part that makes the parser remember too much."""
    if (
        depth > DEEPEST
        or len(parser.intern) > MOST_NAMES
        or fed - parser.CurrentByteIndex > LONGEST_TAG
        or sum(map(len, texts)) > LONGEST_TEXT
    ):
        raise Refusal(FileFault.DAMAGED)


def _hides_tags(piece: bytes) -> bool:
    """Tell whether what looks like a tag further on may be a comment, or not be UTF-8."""
    declaration = piece.startswith((b"<?xml ", b"\xef\xbb\xbf<?xml "))
    if declaration and _OTHER_ENCODING.search(piece[:_LONGEST_DECLARATION]):
        return True
    return b"<!" in piece or piece.count(b"<?") > declaration


def _refuse_doctype(*_: object) -> None:
    """Refuse document types: no office program writes one, and entities hide in them."""
    raise Refusal(FileFault.ENTITIES)
