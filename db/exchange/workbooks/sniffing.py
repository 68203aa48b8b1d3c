"""What kind of file came in, told from its content: names lie, above all .xls that are HTML."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from db.exchange.workbooks.archive import PIECE, Archive
from db.exchange.workbooks.refusal import Refusal
from db.faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Enough for a file system's first block, and for the wordy beginning of an HTML page.
HEAD_LENGTH = 8192


class Kind(StrEnum):
    """What a file is, whatever it is called."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    FLAT_XML = "flat_xml"
    HTML = "html"
    CSV = "csv"
    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    ENCRYPTED = "encrypted"
    EMPTY = "empty"
    DAMAGED = "damaged"
    OTHER = "other"


# What to say of the kinds that are not read; a kind that is not here has a reader.
FAULT_OF = MappingProxyType(
    {
        Kind.FLAT_XML: FileFault.OLD_FORMAT,
        Kind.HTML: FileFault.HTML,
        Kind.PDF: FileFault.WRONG_TYPE,
        Kind.OTHER: FileFault.WRONG_TYPE,
        Kind.ENCRYPTED: FileFault.ENCRYPTED,
        Kind.EMPTY: FileFault.EMPTY,
        Kind.DAMAGED: FileFault.DAMAGED,
    }
)

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The record that opens an .xls from before Excel 5, which needs no container.
_BARE_XLS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_XLSX_ENDINGS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
# Pictures, archives and books, which keep their kind whatever they are called: JPEG, PNG, GIF,
# TIFF (twice), WebP and film, RAR, 7z, gzip, SQLite.
_OF_OTHERS = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"Rar!", b"7z\xbc\xaf",
    b"\x1f\x8b", b"SQLite format 3",
)  # fmt: skip
_HTML_SIGNS = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<body", b"<style")
_FLAT_XML_SIGN = b"urn:schemas-microsoft-com:office:spreadsheet"
_ODS_SIGN = b"application/vnd.oasis.opendocument.spreadsheet"
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# Control characters that no program writes into a table of text.
_UNWRITTEN = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
# Some characters may be cut in two at the end of the head.
_LONGEST_CHARACTER = 4


def kind_of(head: bytes, path: Path, opened: Callable[[], Archive] | None = None) -> Kind:
    """Tell what a file is from its first bytes; zips and OLE files are looked into.

    A zip that is `opened` by whoever reads it afterwards need not be opened twice.
    """
    if not head:
        return Kind.EMPTY
    if head.startswith(_ZIP):
        return _kind_of_zip(head, opened or partial(_opened, path))
    if head.startswith(_OLE):
        return _kind_of_ole(path)
    if head.startswith(_BARE_XLS):
        return Kind.XLS
    if head.startswith(b"%PDF"):
        return Kind.PDF
    if head.startswith(_OF_OTHERS):
        return Kind.OTHER
    kind = _kind_of_text(head)
    if kind is Kind.OTHER and path.suffix.lower() in _XLSX_ENDINGS:
        # Once a workbook, with its first bytes overwritten.
        return Kind.DAMAGED
    return kind


def _opened(path: Path) -> Archive:
    """Return the parts of a zip that was not opened yet."""
    return Archive(io.BytesIO(path.read_bytes()))


def _kind_of_zip(head: bytes, opened: Callable[[], Archive]) -> Kind:
    """Tell .xlsx from .xlsb, .ods, .docx and plain zips by the parts inside."""
    if _ODS_SIGN in head:
        return Kind.ODS
    try:
        archive = opened()
        names = archive.names
        if "mimetype" in names and _ODS_SIGN in b"".join(archive.pieces("mimetype")):
            return Kind.ODS
    except (zipfile.BadZipFile, Refusal, ValueError, NotImplementedError):
        # The reader will meet the same, and says where.
        return Kind.XLSX
    if any(name.endswith("workbook.bin") for name in names):
        return Kind.XLSB
    if any(name.startswith("word/") for name in names):
        return Kind.DOCX
    if "[content_types].xml" in names or any("workbook.xml" in name for name in names):
        return Kind.XLSX
    return Kind.OTHER


def _kind_of_ole(path: Path) -> Kind:
    """Tell what an OLE file holds by the names in its directory, which may stand anywhere."""
    streams = {
        "EncryptedPackage": Kind.ENCRYPTED,
        "Workbook": Kind.XLS,
        "Book": Kind.XLS,
        "WordDocument": Kind.DOC,
    }
    signs = {name.encode("utf-16-le") + b"\0\0": kind for name, kind in streams.items()}
    found: set[Kind] = set()
    before = b""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            found |= {kind for sign, kind in signs.items() if sign in before + piece}
            # A name may be cut in two by the end of a piece.
            before = piece[-max(map(len, signs)) :]
    for kind in (Kind.ENCRYPTED, Kind.DOC, Kind.XLS):
        if kind in found:
            return kind
    return Kind.OTHER


def _kind_of_text(head: bytes) -> Kind:
    """Tell HTML and XML from columns of text, and text from anything else."""
    text = _readable(head)
    if text is None or _UNWRITTEN.search(text):
        return Kind.OTHER
    start = text.lstrip("\ufeff \t\r\n").encode().lower()
    if start.startswith(b"<?xml") and _FLAT_XML_SIGN in start:
        return Kind.FLAT_XML
    if start.startswith(b"mime-version:"):
        return Kind.HTML
    if start.startswith(b"<"):
        return Kind.HTML if any(sign in start for sign in _HTML_SIGNS) else Kind.OTHER
    return Kind.CSV


def _readable(head: bytes) -> str | None:
    """Return the text that the bytes spell in an encoding of Chinese offices, if they do."""
    if head.startswith(_BYTE_ORDER_MARKS[1:]):
        return head.decode("utf-16", "replace")
    if b"\0" in head:
        return None
    for encoding in ("utf-8", "gb18030"):
        for cut in range(_LONGEST_CHARACTER):
            try:
                return head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None
