"""Finding words in the chapters: in which section they stand, with what is around them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desktop.help.chapters import Chapter

_BEFORE, _AROUND = 8, 36
"""Signs of an excerpt in front of what was found, and in all."""

_MARKS = re.compile(r"\*\*|`|^\s*(?:#+|[-*]|\d+\.)\s+", re.MULTILINE)


class Hit(NamedTuple):
    """A section that holds every word: its chapter, its heading (or the chapter's), an excerpt."""

    chapter: str
    title: str
    heading: str
    excerpt: str


def wanted(words: str) -> tuple[str, ...]:
    """Return the words that are looked for, as they are compared: widths and capitals alike."""
    return tuple(_plain(words).split())


def found(texts: Sequence[tuple[Chapter, str]], words: str) -> list[Hit]:
    """Return the sections that hold all words, those with one in their heading first.

    `texts` are chapters with their text as it is shown, in Markdown.
    """
    sought = wanted(words)
    if not sought:
        return []
    hits: list[tuple[int, Hit]] = []
    for chapter, text in texts:
        for heading, body in _sections(text):
            head, full = _plain(f"{chapter.title} {heading}"), _plain(body)
            if all(word in head or word in full for word in sought):
                rank = 0 if any(word in head for word in sought) else 1
                named = heading or chapter.title
                hits.append((rank, Hit(chapter.name, chapter.title, named, _around(body, sought))))
    return [hit for _, hit in sorted(hits, key=lambda ranked: ranked[0])]


def bare(text: str) -> str:
    """Return the words of Markdown without its signs."""
    without_pictures = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    without_links = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", without_pictures)
    without_marks = re.sub(
        r"\*\*|`|^\s*(?:#+|[-*]|\d+\.)\s+", "", without_links, flags=re.MULTILINE
    )
    return " ".join(re.sub(r"\|[-:| ]+\||\|", " ", without_marks).split())


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Yield the heading and the bare words of each section; the first has no heading."""
    parts = re.split(r"^##+ +(.+)$", text, flags=re.MULTILINE)
    yield "", bare(parts[0])
    for heading, body in zip(parts[1::2], parts[2::2], strict=True):
        yield heading.strip(), bare(body)


def _around(body: str, sought: Sequence[str]) -> str:
    """Return what stands around the first word that is found, the beginning where none is."""
    plain = _plain(body)
    places = [plain.find(word) for word in sought if word in plain]
    # Widths do not change how many signs there are in the texts of the help.
    start = max(0, min(places, default=0) - _BEFORE)
    cut = body[start : start + _AROUND]
    return ("…" if start else "") + cut + ("…" if start + _AROUND < len(body) else "")


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()
