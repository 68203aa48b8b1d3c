"""A zip that may be hostile: its parts by name, inflated piece by piece within limits."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO

from db.exchange.workbooks.opening import megabytes
from db.exchange.workbooks.refusal import Refusal
from db.faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Iterator

# What one call inflates: small enough to stop a bomb early, large enough to cost few calls.
PIECE = 256 * 1024
# All the parts that are read, together: a sheet of 2,000,000 cells unpacks to about 100 MB.
LARGEST_UNPACKED = 500 * 1024 * 1024
# Sheets shrink 5 to 40 times; deflate itself can do 1,032. Counted from the first 8 MB on,
# because a small sheet of nothing but equal rows may honestly shrink more.
HIGHEST_RATIO = 200
RATIO_COUNTS_FROM = 8 * 1024 * 1024
# A workbook of hundreds of sheets and pictures has a few thousand parts.
MOST_PARTS = 10_000
# The list of parts takes about 100 bytes a part; zipfile would read any length it is told.
LONGEST_DIRECTORY = 4 * 1024 * 1024
# In front of a part's bytes stand at least 30 bytes and its name.
_LOCAL_HEADER = 30
_ENCRYPTED_FLAG = 0x1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class _SoberFile(io.BufferedIOBase):
    """A file that refuses the giant reads which a lying directory would ask for."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > LONGEST_DIRECTORY:
            raise zipfile.BadZipFile
        return self._file.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


class Archive:
    """The parts of a zip, found whatever the case of their names."""

    def __init__(self, file: BinaryIO) -> None:
        """Read the list of parts.

        Raises:
            Refusal: the list is damaged, contradicts itself, or is encrypted.
            zipfile.BadZipFile: this is no zip, or not all of one.
        """
        self.unpacked = 0
        # A context manager would close it too early: the caller closes the file beneath.
        self._zip = zipfile.ZipFile(_SoberFile(file))
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS:
            raise Refusal(FileFault.DAMAGED, detail=str(len(entries)))
        _check_overlaps(entries)
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            if entry.is_dir():
                continue
            key = part_key(entry.filename)
            if key in self._parts:
                raise Refusal(FileFault.DAMAGED, detail=_short(entry.filename))
            self._parts[key] = entry

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the parts, in lower case."""
        return tuple(self._parts)

    def __contains__(self, name: str) -> bool:
        return part_key(name) in self._parts

    def size(self, name: str) -> int:
        """Return the size a part claims to have, in bytes: for progress, never for safety."""
        entry = self._parts.get(part_key(name))
        return entry.file_size if entry else 0

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part, inflated.

        Raises:
            Refusal: the part is missing, encrypted, or larger than anything an office makes.
        """
        entry = self._parts.get(part_key(name))
        if entry is None:
            raise Refusal(FileFault.DAMAGED, detail=_short(name))
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise Refusal(FileFault.ENCRYPTED)
        if entry.compress_type not in _METHODS:
            raise Refusal(FileFault.DAMAGED, detail=_short(name))
        # zipfile never hands out more than a part claims to hold, so the claim is safe to judge:
        # a part that claims too little is only cut short, and then fails its checksum.
        if (
            entry.file_size > RATIO_COUNTS_FROM
            and entry.file_size > HIGHEST_RATIO * entry.compress_size
        ):
            raise Refusal(FileFault.TOO_LARGE, detail=megabytes(entry.file_size))
        with self._zip.open(entry) as part:
            while piece := part.read(PIECE):
                self.unpacked += len(piece)
                if self.unpacked > LARGEST_UNPACKED:
                    raise Refusal(FileFault.TOO_LARGE, detail=megabytes(self.unpacked))
                yield piece


def part_key(name: str) -> str:
    """Return the name parts are compared by: some writers use other cases and backslashes."""
    return name.replace("\\", "/").lstrip("/").lower()


def _short(name: str) -> str:
    """Return a part's name, cut to what a message can hold."""
    return name[:80]


def _check_overlaps(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse parts that share bytes: the trick of bombs that inflate the same data many times."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    for entry, following in pairwise(ordered):
        end = entry.header_offset + _LOCAL_HEADER + entry.compress_size
        if end > following.header_offset:
            raise Refusal(FileFault.DAMAGED, detail=_short(following.filename))
