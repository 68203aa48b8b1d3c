"""The bytes of a part cut anew, so that pieces begin and end with elements of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def cut_at(pieces: Iterable[bytes], first: bytes, last: bytes) -> Iterator[bytes]:
    """Yield the same bytes, most pieces beginning with `first` and ending with `last`."""
    rest = b""
    for piece in pieces:
        whole = rest + piece
        end = whole.rfind(last) + len(last)
        if end < len(last):
            yield whole
            rest = b""
            continue
        begin = whole.find(first, 0, end)
        if begin > 0:
            yield whole[:begin]
        yield whole[max(begin, 0) : end]
        rest = whole[end:]
    if rest:
        yield rest
