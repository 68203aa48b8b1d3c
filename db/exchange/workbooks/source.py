"""A file while it is being read: its bytes, its name, the sheet at hand, who waits for it."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from db.exchange.workbooks.archive import PIECE, Archive

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from db.ticket import Ticket

# A list of 5,000 rows has 75,000 cells; each costs five times what one of an .xlsx does.
MOST_CELLS = 400_000
# A form of a unit takes 10 KB.
_HELD_WHOLE = 1024 * 1024
# A cell with words is four marks, one without is one or two.
MOST_MARKS = 2_000_000


@dataclass(slots=True)
class Source:
    """What every reader is given; it sets `place` to the name of the sheet it is reading.

    `name` is the file's name without its ending: a file that has only one table calls it so.
    """

    file: BinaryIO
    name: str
    ticket: Ticket
    place: str = ""
    _archive: Archive | None = field(default=None, init=False)

    def archive(self) -> Archive:
        """Return the parts of a file that is a zip; its list of them is read only once.

        Raises:
            Refusal, zipfile.BadZipFile: as `Archive` does.
        """
        if self._archive is None:
            self._archive = Archive(_held(self.file))
        return self._archive

    def told(self, pieces: Iterable[bytes], total: int) -> Iterator[bytes]:
        """Yield the pieces of one part, reporting how many of `total` bytes are done."""
        done = 0
        for piece in pieces:
            self.ticket.report(done, max(total, done), self.place)
            done += len(piece)
            yield piece

    def whole(self) -> bytes:
        """Return all of the file."""
        self.file.seek(0)
        pieces = []
        while piece := self.file.read(PIECE):
            self.ticket.report(0, 0, self.place)
            pieces.append(piece)
        return b"".join(pieces)


def _held(file: BinaryIO) -> BinaryIO:
    """Return a file, a small one with all its bytes in hand.

    A zip is read by leaps, and each of them would ask the system.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    return io.BytesIO(file.read()) if size <= _HELD_WHOLE else file
