"""Words of several fonts in one cell: the runs they stand in, and other words in those fonts."""

from __future__ import annotations

from functools import cached_property
from html import unescape
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.filling.tags import Markings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Run(NamedTuple):
    """Words of one font; `look` is its element as it stands, empty for the font of the cell."""

    words: str
    look: bytes = b""


class SharedRuns:
    """The texts that cells name by their number, asked for the runs of one of them."""

    def __init__(self, part: Callable[[], bytes]) -> None:
        """Take what gives the part; it is only looked into where a cell of words is changed."""
        self._part = part

    def of(self, number: int, prefix: bytes) -> tuple[Run, ...]:
        """Return the runs of a text in a part of that prefix; none where it has but one font."""
        marks = self._marks
        if marks is None or marks.prefix != prefix or not 0 <= number < len(self._starts):
            return ()
        tag = marks.tag_at(self._starts[number])
        return runs_of(marks, tag.end, len(marks.data))

    @cached_property
    def _marks(self) -> Markings | None:
        part = self._part()
        return Markings(part) if part else None

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        marks = self._marks
        if marks is None or next(marks.starts(b"r", 0, len(marks.data)), None) is None:
            return ()
        return tuple(marks.starts(b"si", 0, len(marks.data)))


def runs_of(marks: Markings, start: int, end: int) -> tuple[Run, ...]:
    """Return the runs between two places; none where the words have but the font of the cell."""
    run = marks.prefix + b"r"
    children = (one for one in marks.children(start, end) if one.tag.name == run)
    runs = tuple(_run(marks, one.tag.end, one.inner_end) for one in children)
    return runs if any(one.look for one in runs) else ()


def in_their_fonts(runs: tuple[Run, ...], words: str) -> tuple[Run, ...]:
    """Return other words in the fonts of those that stood there.

    What stays at both ends keeps its own. What is new has that of what it takes the place of, else
    of what stands before it, as when it is typed.
    """
    before = "".join(run.words for run in runs)
    looks = [run.look for run in runs for _ in run.words]
    if not words or not looks:
        return ()
    front = _alike(before, words)
    back = _alike(before[front:][::-1], words[front:][::-1])
    taken = front if front < len(before) - back else max(front - 1, 0)
    between = [looks[taken]] * (len(words) - front - back)
    given = [*looks[:front], *between, *looks[len(looks) - back :]]
    grouped = groupby(zip(given, words, strict=True), itemgetter(0))
    return tuple(Run("".join(sign for _, sign in signs), look) for look, signs in grouped)


def _alike(one: str, other: str) -> int:
    """Return how many signs two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _run(marks: Markings, start: int, end: int) -> Run:
    words, look = "", b""
    for child in marks.children(start, end):
        local = child.tag.name.removeprefix(marks.prefix)
        if local == b"t":
            words += unescape(marks.data[child.tag.end : child.inner_end].decode())
        elif local == b"rPr" and all(_is_own(marks, child.tag.start, child.end)):
            look = marks.data[child.tag.start : child.end]
    return Run(words, look)


def _is_own(marks: Markings, start: int, end: int) -> Iterator[bool]:
    """Tell of each tag whether another part understands it: names of later versions it may not."""
    for tag in marks.tags(start, end):
        yield tag.name.startswith(marks.prefix) and tag.name.count(b":") == marks.prefix.count(b":")
