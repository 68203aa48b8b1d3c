"""XML parts without document types, entities, endless names, endless tags or endless depth."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from xml.parsers import expat

from db.errors import FileFault
from db.exchange.workbooks.refusal import Refusal

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], object]
# Given a piece, returns what takes it in as a whole, or None.
Glance = Callable[[bytes], Callable[[], None] | None]

# 2,000,000 cells with values are 8,000,000 marks; more would take longer than a user waits.
MOST_MARKS = 9_000_000
# SpreadsheetML nests about ten deep; each level costs the parser 120 bytes.
DEEPEST = 500_000
# A part has some dozens of tag and attribute names; the parser keeps every one.
MOST_NAMES = 10_000
# One tag or comment is read again with each piece until it ends: a giant one takes for ever.
LONGEST_TAG = 1024 * 1024
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

        Names are as written, prefix included. A piece that `glance` understands is only checked
        for being well-formed; then what `glance` returned is called.

        Raises:
            Refusal: the part goes beyond a limit.
            xml.parsers.expat.ExpatError: the part is not well-formed.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.EntityDeclHandler = _refuse_doctype
        self.texts.clear()
        self._parser = parser
        self.handle(start)
        fed = opened = closed = 0
        for piece in pieces:
            fed += len(piece)
            marks = piece.count(b"<")
            self._marks += marks
            if self._marks > self._most_marks:
                raise Refusal(FileFault.TOO_MANY_CELLS, detail=str(self._most_marks))
            take = glance(piece)
            if take is not None:
                self._check_quietly(piece)
                take()
                continue
            parser.Parse(piece, False)  # noqa: FBT003 expat takes it by position only
            # Comments count as opened and never close: an upper bound is what is wanted.
            opened += marks - piece.count(b"</")
            closed += len(self.ended)
            self.ended.clear()
            _check(parser, fed, opened - closed, self.texts)
        parser.Parse(b"", True)  # noqa: FBT003 expat takes it by position only
        self.ended.clear()
        self._parser = None

    def _check_quietly(self, piece: bytes) -> None:
        """Let the parser read a piece without reporting what is in it."""
        parser = self._parser
        if parser is None:
            raise ValueError
        listening = parser.StartElementHandler, parser.EndElementHandler
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
        parser.Parse(piece, False)  # noqa: FBT003 expat takes it by position only
        parser.StartElementHandler, parser.EndElementHandler = listening
        parser.CharacterDataHandler = self.texts.append

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


def _check(parser: XMLParserType, fed: int, depth: int, texts: list[str]) -> None:
    """Refuse a part that makes the parser remember too much."""
    if (
        depth > DEEPEST
        or len(parser.intern) > MOST_NAMES
        or fed - parser.CurrentByteIndex > LONGEST_TAG
        or sum(map(len, texts)) > LONGEST_TEXT
    ):
        raise Refusal(FileFault.DAMAGED)


def _refuse_doctype(*_: object) -> None:
    """Refuse document types: no office program writes one, and entities hide in them."""
    raise Refusal(FileFault.ENTITIES)
