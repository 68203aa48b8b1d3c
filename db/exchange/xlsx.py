"""Reading .xlsx files of any origin, well-meant or hostile, into sheets of shown text."""

from __future__ import annotations

import gc
import hashlib
import struct
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO
from xml.parsers.expat import ExpatError

from db.errors import FileFault, FileRefused
from db.exchange.sheets import Sheet, Workbook
from db.exchange.workbooks.archive import PIECE, Archive
from db.exchange.workbooks.markup import Markup, prefix_of
from db.exchange.workbooks.opening import opened
from db.exchange.workbooks.package import Contents, contents_of, formats_of
from db.exchange.workbooks.refusal import Refusal
from db.exchange.workbooks.richtext import RichText
from db.exchange.workbooks.sniffing import FAULT_OF, HEAD_LENGTH, kind_of
from db.exchange.workbooks.usualrows import cut_at_rows
from db.exchange.workbooks.values import Values
from db.exchange.workbooks.worksheet import CellAllowance, Worksheet
from db.ticket import Ticket, Unhurried

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What zipfile, zlib, expat and a missing or absurd attribute raise: the file is not as it was
# written. RuntimeError is zipfile's word for a password, NotImplementedError for a method.
DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    ExpatError,
    EOFError,
    OSError,
    LookupError,
    ValueError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
)
# Shared texts, all together, in characters: Excel itself writes each only once.
MOST_TEXT = 64 * 1024 * 1024
# As many texts as there may be cells, since each may have its own.
MOST_TEXTS = 2_000_000


def read_workbook(path: Path, ticket: Ticket | None = None) -> Workbook:
    """Read the sheets of a workbook.

    Numbers, texts, merges and visibility are as the file says; nothing is computed.

    Raises:
        FileRefused: the file is missing, of another kind, damaged, or more than a list can be;
            nothing else is raised whatever the file holds.
        Cancelled: the ticket says so.
    """
    reading = _Reading(ticket or Unhurried())
    try:
        with opened(path) as file, _collector_at_rest():
            fault = FAULT_OF.get(kind_of(_head_of(file), path))
            if fault is not None:
                raise Refusal(fault)  # noqa: TRY301 one place turns refusals into words
            return Workbook(path.name, reading.sheets(file), _hash_of(file))
    except Refusal as refusal:
        raise FileRefused(
            path, refusal.fault, reading.place, refusal.address, refusal.detail
        ) from refusal
    except DAMAGE as damage:
        raise FileRefused(path, FileFault.DAMAGED, reading.place) from damage


class _Reading:
    """One workbook while it is read; `place` is the sheet at hand."""

    def __init__(self, ticket: Ticket) -> None:
        self.place = ""
        self._ticket = ticket
        self._done = 0
        self._total = 0

    def sheets(self, file: BinaryIO) -> tuple[Sheet, ...]:
        """Read all sheets in their order."""
        archive, markup = Archive(file), Markup()
        contents = contents_of(archive, markup)
        parts = [contents.strings, *(sheet.part for sheet in contents.sheets)]
        self._total = sum(map(archive.size, parts))
        formats = formats_of(archive, markup, contents)
        values = Values(self._strings(archive, markup, contents), formats)
        allowance = CellAllowance()
        sheets = []
        for sheet in contents.sheets:
            self.place = sheet.name
            worksheet = Worksheet(markup, values, allowance)
            pieces = cut_at_rows(self._pieces(archive, sheet.part))
            markup.parse(pieces, worksheet.start, worksheet.glance)
            sheets.append(worksheet.sheet(sheet.name, sheet.visibility))
        self.place = ""
        return tuple(sheets)

    def _strings(self, archive: Archive, markup: Markup, contents: Contents) -> list[str]:
        """Return the texts that cells name by number; one of mere blanks is empty."""
        strings: list[str] = []
        length = 0

        def keep(text: str) -> None:
            nonlocal length
            length += len(text)
            if length > MOST_TEXT or len(strings) >= MOST_TEXTS:
                raise Refusal(FileFault.TOO_LARGE)
            strings.append("" if text.isspace() else text)

        def root(name: str, _: dict[str, str]) -> None:
            texts.append(RichText(f"{prefix_of(name)}si", keep, markup.texts))
            markup.handle(texts[0].start)

        texts: list[RichText] = []
        if contents.strings in archive:
            markup.parse(self._pieces(archive, contents.strings), root)
        for text in texts:
            text.finish()
        return strings

    def _pieces(self, archive: Archive, part: str) -> Iterator[bytes]:
        """Yield a part's bytes and report how far the reading has come."""
        for piece in archive.pieces(part):
            self._ticket.report(self._done, max(self._total, self._done), self.place)
            self._done += len(piece)
            yield piece


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from walking through the cells again and again meanwhile.

    A reading makes millions of values and no cycles; looking for some takes a fifth of its time.
    Freezing and thawing passes the new values off as old ones, which are looked at last.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _head_of(file: BinaryIO) -> bytes:
    """Return the first bytes of a file."""
    head = file.read(HEAD_LENGTH)
    file.seek(0)
    return head


def _hash_of(file: BinaryIO) -> str:
    """Return the SHA-256 of a whole file."""
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()
