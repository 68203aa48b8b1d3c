"""A 迎检材料包 on the disk: a folder, or a zip of the same, written whole or not at all."""

from __future__ import annotations

import os
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.connection.whole_file import folder_written_whole, written_whole
from db.errors import TargetRefused
from db.faults import TargetFault
from db.reports.inspection_contents import contents_of, index_of
from db.reports.workbook import report_bytes
from db.rules.file_names import LONGEST_PATH, length, safe_name
from db.ticket import Ticket, Unhurried

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from db.reports.inspection import Pack, PackFolder, PackItem

CONTENTS = "00 目录.xlsx"
INDEX = "00 本项目录.txt"
_MOST_FOLDER, _LEAST_ROOM = 44, 80
_LEAST_FILE = 24
# Where a zip is unpacked nobody knows: a desk and a folder on it are this long or so.
_ROOM_IN_ZIP = LONGEST_PATH - 80
_DAYS_OF_ZIP = range(1980, 2108)
# As long as the name of a folder that is still being written.
_BESIDE = 22


@dataclass(frozen=True, slots=True)
class Laid:
    """One file of a pack: where it lies (parts of the path), and what its bytes come from."""

    place: tuple[str, ...]
    content: Callable[[], bytes]


def write_folder(
    target: Path,
    pack: Pack,
    content: Callable[[str], bytes],
    *,
    today: date,
    ticket: Ticket | None = None,
) -> None:
    """Lay a pack down as a folder that is not there yet; `content` gives a file by evidence.

    Raises:
        TargetRefused: something stands there already, the path would be too long for Windows, the
            disk is full or fails; nothing is left behind.
        EvidenceRefused: what the book holds of a file is damaged.
        Cancelled: the ticket says so.
    """
    room = LONGEST_PATH - length(str(target.parent)) - 2 - max(length(target.name), _BESIDE)
    if room < _LEAST_ROOM:
        raise TargetRefused(target, TargetFault.TOO_DEEP)
    ticket = ticket or Unhurried()
    with folder_written_whole(target) as beside:
        for laid in _told(_files(pack, content, room, today), pack, ticket):
            path = beside.joinpath(*laid.place)
            path.parent.mkdir(exist_ok=True)
            with path.open("xb") as file:
                file.write(laid.content())
                file.flush()
                os.fsync(file.fileno())


def write_zip(
    target: Path,
    pack: Pack,
    content: Callable[[str], bytes],
    *,
    today: date,
    replace: bool = False,
    ticket: Ticket | None = None,
) -> None:
    """Write a pack as a zip with one folder in it; raises as `write_folder` does.

    Names are in UTF-8 and marked so; the same pack of the same day gives the same bytes.
    """
    top = safe_name(f"{pack.title}迎检材料", _MOST_FOLDER)
    year = min(max(today.year, _DAYS_OF_ZIP.start), _DAYS_OF_ZIP.stop - 1)
    day = (year, today.month, today.day, 0, 0, 0)
    room = _ROOM_IN_ZIP - length(top) - 1
    with (
        written_whole(target, replace=replace) as beside,
        zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for laid in _told(_files(pack, content, room, today), pack, ticket or Unhurried()):
            entry = zipfile.ZipInfo("/".join((top, *laid.place)), day)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, laid.content())


def _told(files: Iterator[Laid], pack: Pack, ticket: Ticket) -> Iterator[Laid]:
    """Yield the files, telling the ticket of each."""
    total = 1 + pack.files + sum(not one.is_empty for one in pack.folders)
    for done, laid in enumerate(files):
        ticket.report(done, total, laid.place[-1])
        yield laid
    ticket.report(total, total, "")


def _files(pack: Pack, content: Callable[[str], bytes], room: int, today: date) -> Iterator[Laid]:
    """Yield every file; with the room its relative path may take."""
    names = {one.number: _folder_name(one, room) for one in pack.folders if not one.is_empty}
    laid: dict[str, str] = {}
    for folder in pack.folders:
        for item in folder.items:
            if item.evidence:
                laid[item.number] = _file_name(item, room - length(names[folder.number]) - 1)
    whole = report_bytes(contents_of(pack, laid, today), today)
    yield Laid((CONTENTS,), lambda: bytes(whole))
    for folder in pack.folders:
        if folder.is_empty:
            continue
        yield Laid((names[folder.number], INDEX), _index(folder, laid))
        for item in folder.items:
            if item.evidence:
                place = (names[folder.number], laid[item.number])
                yield Laid(place, _content(content, item.evidence))


def _index(folder: PackFolder, laid: Mapping[str, str]) -> Callable[[], bytes]:
    # Notepad and WPS take it for what it is by the mark at its beginning.
    return lambda: index_of(folder, laid).encode("utf-8-sig")


def _content(content: Callable[[str], bytes], evidence: str) -> Callable[[], bytes]:
    return lambda: content(evidence)


def _folder_name(folder: PackFolder, room: int) -> str:
    return safe_name(f"{folder.number} {folder.name}", min(_MOST_FOLDER, room // 2))


def _file_name(item: PackItem, room: int) -> str:
    return safe_name(f"{item.number} {item.title}", max(min(room, 100), _LEAST_FILE), item.ending)
