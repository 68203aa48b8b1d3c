"""Reading workbooks of any kind and origin, well-meant or hostile, into sheets of shown text."""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO
from xml.parsers.expat import ExpatError

from db.errors import FileRefused
from db.exchange.collector import collector_at_rest
from db.exchange.sheets import Sheet, Workbook
from db.exchange.workbooks.archive import PIECE, Archive
from db.exchange.workbooks.markup import Markup
from db.exchange.workbooks.opening import opened
from db.exchange.workbooks.package import contents_of, formats_of
from db.exchange.workbooks.refusal import Refusal
from db.exchange.workbooks.sharedtexts import shared_texts
from db.exchange.workbooks.sniffing import FAULT_OF, HEAD_LENGTH, Kind, kind_of
from db.exchange.workbooks.source import Source
from db.exchange.workbooks.values import Values
from db.exchange.workbooks.worksheet import CellAllowance, Worksheet
from db.faults import FileFault
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
        with opened(path) as file, collector_at_rest(kept=True):
            source = Source(file, path.stem, ticket or Unhurried())
            try:
                sheets = _sheets_of(kind_of(_head_of(file), path, source.archive), source)
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
            return _Reading(source).sheets()
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

    def sheets(self) -> tuple[Sheet, ...]:
        """Read all sheets in their order."""
        archive, markup = self._source.archive(), Markup()
        contents = contents_of(archive, markup)
        parts = [contents.strings, *(sheet.part for sheet in contents.sheets)]
        self._total = sum(map(archive.size, parts))
        formats = formats_of(archive, markup, contents)
        values = Values(self._strings(archive, markup, contents.strings), formats)
        allowance = CellAllowance()
        sheets = []
        for sheet in contents.sheets:
            self._source.place = sheet.name
            worksheet = Worksheet(markup, values, allowance)
            worksheet.read(self._pieces(archive, sheet.part))
            sheets.append(worksheet.sheet(sheet.name, sheet.visibility))
        self._source.place = ""
        return tuple(sheets)

    def _strings(self, archive: Archive, markup: Markup, part: str) -> list[str]:
        """Return the texts that cells name by number, none when there is no such part."""
        return shared_texts(markup, self._pieces(archive, part)) if part in archive else []

    def _pieces(self, archive: Archive, part: str) -> Iterator[bytes]:
        """Yield a part's bytes and report how far the reading has come."""
        for piece in archive.pieces(part):
            self._source.ticket.report(self._done, max(self._total, self._done), self._source.place)
            self._done += len(piece)
            yield piece


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
