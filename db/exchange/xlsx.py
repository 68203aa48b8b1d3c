"""Reading workbooks of any kind and origin, well-meant or hostile, into sheets of shown text."""

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
from db.exchange.workbooks.sniffing import FAULT_OF, HEAD_LENGTH, Kind, kind_of
from db.exchange.workbooks.source import Source
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
    """Read the sheets of a workbook, the tables of a document or of plain text.

    What the file is, its content tells and not its name. Numbers, texts, merges and visibility are
    as the file says; nothing is computed.

    Raises:
        FileRefused: the file is missing, of another kind, damaged, or more than a list can be;
            nothing else is raised whatever the file holds.
        Cancelled: the ticket says so.
    """
    place = ""
    try:
        with opened(path) as file, _collector_at_rest():
            source = Source(file, path.stem, ticket or Unhurried())
            try:
                sheets = _sheets_of(kind_of(_head_of(file), path), source)
            finally:
                place = source.place
            return Workbook(path.name, sheets, _hash_of(file))
    except Refusal as refusal:
        raise FileRefused(path, refusal.fault, place, refusal.address, refusal.detail) from refusal
    except DAMAGE as damage:
        raise FileRefused(path, FileFault.DAMAGED, place) from damage


def _sheets_of(kind: Kind, source: Source) -> tuple[Sheet, ...]:
    """Read a file of a kind; readers of other kinds than .xlsx are loaded when one comes in."""
    match kind:
        case Kind.XLSX:
            return _Reading(source).sheets(source.file)
        case Kind.XLS | Kind.XLSB | Kind.DOC:
            from db.exchange.workbooks import foreignsheets  # noqa: PLC0415

            if kind is Kind.DOC:
                return foreignsheets.doc_sheets(source)
            return foreignsheets.binary_sheets(kind, source)
        case Kind.ODS:
            from db.exchange.workbooks.opendocument import opendocument_sheets  # noqa: PLC0415

            return opendocument_sheets(source)
        case Kind.DOCX:
            from db.exchange.workbooks.wordtables import word_sheets  # noqa: PLC0415

            return word_sheets(source)
        case Kind.CSV:
            from db.exchange.workbooks.separated import separated_sheets  # noqa: PLC0415

            return separated_sheets(source)
        case _:
            raise Refusal(FAULT_OF[kind])


class _Reading:
    """One .xlsx while it is read."""

    def __init__(self, source: Source) -> None:
        self._source = source
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
            self._source.place = sheet.name
            worksheet = Worksheet(markup, values, allowance)
            pieces = cut_at_rows(self._pieces(archive, sheet.part))
            markup.parse(pieces, worksheet.start, worksheet.glance)
            sheets.append(worksheet.sheet(sheet.name, sheet.visibility))
        self._source.place = ""
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
            self._source.ticket.report(self._done, max(self._total, self._done), self._source.place)
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
