"""The texts of a workbook that cells name by number, each of them written only once."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from db.exchange.workbooks.markup import WORDS, XML_BLANKS, Markup, prefix_of
from db.exchange.workbooks.pieces import cut_at
from db.exchange.workbooks.refusal import Refusal
from db.exchange.workbooks.richtext import RichText, unescaped
from db.faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# All together, in characters: Excel itself writes each only once.
MOST_TEXT = 64 * 1024 * 1024
# As many texts as there may be cells, since each may have its own.
MOST_TEXTS = 2_000_000

_FIRST, _LAST = b"<si>", b"</si>"
# A text without runs: whether its blanks count, its words; what is not as usual, which swallows
# the rest.
_USUAL = re.compile(
    rf'<si><t( xml:space="preserve")?>({WORDS})</t>'
    r'(?:<phoneticPr fontId="[0-9]{1,5}"(?: type="[A-Za-z]{1,20}")? ?/>)?</si>'
    r"|(.+)",
    re.DOTALL,
)


def shared_texts(markup: Markup, pieces: Iterable[bytes]) -> list[str]:
    """Return the texts in their order; one of mere blanks is empty.

    Raises:
        Refusal: the part goes beyond a limit.
        xml.parsers.expat.ExpatError: the part is not well-formed.
    """
    reading = _SharedTexts(markup)
    markup.parse(cut_at(pieces, _FIRST, _LAST), reading.start, reading.glance)
    return reading.end()


class _SharedTexts:
    """Listens to the tags of the part, and takes in at a glance what has no runs."""

    def __init__(self, markup: Markup) -> None:
        self._texts: list[str] = []
        self._markup = markup
        self._length = 0
        self._rich: RichText | None = None
        self._may_glance = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the root, which tells how the other names are written."""
        del attributes
        self._rich = RichText(f"{prefix_of(name)}si", self._keep, self._markup.texts)
        self._may_glance = name == "sst"
        self._markup.handle(self._rich.start)

    def end(self) -> list[str]:
        """Return the texts, with the last one, which no other tag has ended."""
        if self._rich is not None:
            self._rich.finish()
        # It holds on to us: so both can go when they are no longer needed.
        self._rich = None
        return self._texts

    def glance(self, piece: bytes) -> Callable[[], None] | None:
        """Return what takes in the texts of a piece, None when it holds anything unusual."""
        if not self._may_glance or not piece.startswith(_FIRST) or not piece.endswith(_LAST):
            return None
        found = _USUAL.findall(piece.decode())
        if found[-1][-1]:
            return None
        return partial(self._take, found, escaped=b"_x" in piece)

    def _take(self, found: list[tuple[str, str, str]], *, escaped: bool) -> None:
        if self._rich is not None:
            self._rich.finish()
        texts = [words if kept else words.strip(XML_BLANKS) for kept, words, _ in found]
        if escaped:
            texts = list(map(unescaped, texts))
        self._length += sum(map(len, texts))
        self._texts += ["" if text.isspace() else text for text in texts]
        self._check()

    def _keep(self, text: str) -> None:
        self._length += len(text)
        self._texts.append("" if text.isspace() else text)
        self._check()

    def _check(self) -> None:
        if self._length > MOST_TEXT or len(self._texts) > MOST_TEXTS:
            raise Refusal(FileFault.TOO_LARGE)
