"""Parts that many workbooks have in common, byte for byte, and what was read of them before."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from db.exchange.workbooks.archive import Archive
    from db.exchange.workbooks.markup import Markup

Told = TypeVar("Told")
Around = TypeVar("Around", bound=Hashable)

# Two hundred forms of one round come from one program with one set of styles; what is larger than
# this is read anew, so that nothing large is ever kept.
_LARGEST_KNOWN = 64 * 1024
_MOST_KNOWN = 8


class KnownParts(Generic[Around, Told]):
    """Reads small parts of workbooks, equal ones once.

    What is `Around` a part counts too: its folder, the day its dates begin. What was read is handed
    out again, so nobody may alter it.
    """

    def __init__(self, read: Callable[[Markup, Iterable[bytes], Around], Told]) -> None:
        self._read = read
        self._known: dict[tuple[bytes, Around], Told] = {}

    def of(self, archive: Archive, markup: Markup, part: str, around: Around) -> Told:
        """Return what a part tells.

        Raises:
            Refusal: the part is missing, or goes beyond a limit.
            xml.parsers.expat.ExpatError: the part is not well-formed.
        """
        if archive.size(part) > _LARGEST_KNOWN:
            return self._read(markup, archive.pieces(part), around)
        whole = b"".join(archive.pieces(part))
        key = (whole, around)
        told = self._known.get(key)
        if told is None:
            told = self._read(markup, (whole,), around)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = told
        return told
