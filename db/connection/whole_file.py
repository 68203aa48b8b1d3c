"""How a file goes out: written whole beside its place, or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from db.errors import TargetRefused
from db.faults import TargetFault

if TYPE_CHECKING:
    from collections.abc import Iterator

_FAULTS = {
    errno.ENOSPC: TargetFault.DISK_FULL,
    errno.EDQUOT: TargetFault.DISK_FULL,
    errno.EACCES: TargetFault.NO_PERMISSION,
    errno.EPERM: TargetFault.NO_PERMISSION,
    errno.EROFS: TargetFault.NO_PERMISSION,
    errno.ENOENT: TargetFault.NO_FOLDER,
    errno.ENOTDIR: TargetFault.NO_FOLDER,
}
# Windows: another program has the file open, or a part of it locked.
_SHARING_VIOLATIONS = frozenset({32, 33})
_ACCESS_DENIED = 5


@contextmanager
def written_whole(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give the body a path in the same folder to write to; what it wrote then takes its place.

    The path has the ending of `path`, and an empty file already stands there. Whatever fails, in
    here or in the body, the folder is left as it was: no new file, the old one untouched.

    Raises:
        TargetRefused: `path` cannot be written, or exists and `replace` is not given. An OSError
            that leaves the body is taken for the target's and becomes a TargetRefused too.
    """
    # A link stays a link: what it points to is replaced.
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{token_hex(8)}.part{target.suffix}")
    try:
        with _refusing(path):
            _refuse_what_stands_there(path, target, replace=replace)
            beside.touch(exist_ok=False)
            yield beside
            _flush(beside)
            # Somebody may have put a file there in the meantime.
            _refuse_what_stands_there(path, target, replace=replace)
            _take_place(beside, target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    _flush_folder(target.parent)


@contextmanager
def folder_written_whole(path: Path) -> Iterator[Path]:
    """Give the body a folder to fill beside `path`; it then takes that name.

    Whatever fails, nothing new stays. The body puts its files on the disk itself.

    Raises:
        TargetRefused: something stands at `path` already, or it cannot be written. An OSError
            that leaves the body is taken for the target's and becomes a TargetRefused too.
    """
    beside = path.with_name(f".{token_hex(8)}.part")
    try:
        with _refusing(path):
            if not path.parent.is_dir():
                raise TargetRefused(path, TargetFault.NO_FOLDER, str(path.parent))
            if os.path.lexists(path):
                raise TargetRefused(path, TargetFault.EXISTS)
            beside.mkdir()
            yield beside
            if os.path.lexists(path):
                raise TargetRefused(path, TargetFault.EXISTS)
            beside.replace(path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    _flush_folder(path.parent)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turn what the system says into a TargetRefused that names the file the user asked for."""
    try:
        yield
    except OSError as error:
        raise TargetRefused(path, fault_of(error), error.strerror or str(error)) from error


def fault_of(error: OSError) -> TargetFault:
    """Return why a file could not be written, by what the system says."""
    windows = getattr(error, "winerror", None)
    renaming = error.filename2 is not None
    if windows in _SHARING_VIOLATIONS or (windows == _ACCESS_DENIED and renaming):
        return TargetFault.OPEN_ELSEWHERE
    return _FAULTS.get(error.errno or 0, TargetFault.DISK_FAILED)


def _refuse_what_stands_there(path: Path, target: Path, *, replace: bool) -> None:
    """Raise TargetRefused when the target must not or cannot take the place of what is there."""
    if not target.parent.is_dir():
        raise TargetRefused(path, TargetFault.NO_FOLDER, str(target.parent))
    exists = target.exists()
    if exists and (not replace or not target.is_file()):
        raise TargetRefused(path, TargetFault.EXISTS)
    for lock in _locks(target):
        if lock.exists():
            raise TargetRefused(path, TargetFault.OPEN_ELSEWHERE, lock.name)
    # Renaming over a protected file would work, but the protection was meant.
    if exists and not os.access(target, os.W_OK):
        raise TargetRefused(path, TargetFault.NO_PERMISSION)


def _locks(target: Path) -> Iterator[Path]:
    """Yield the files that Excel, Word, WPS and LibreOffice lay beside what they have open."""
    yield target.with_name(f"~${target.name}")
    yield target.with_name(f".~{target.name}")
    yield target.with_name(f".~lock.{target.name}#")
    if target.suffix.casefold() == ".docx":
        # Word writes its two signs over the first two letters of the name.
        yield target.with_name(f"~${target.name[2:]}")


def _flush(beside: Path) -> None:
    """Put what was written on the disk; OSError when there is nothing."""
    with beside.open("rb+") as file:
        # Some writers only return False when they fail.
        if file.seek(0, os.SEEK_END) == 0:
            raise OSError(errno.EIO, "nothing was written")
        os.fsync(file.fileno())


def _take_place(beside: Path, target: Path) -> None:
    if target.exists():
        # Who may read and write it is not for a new edition to change; some disks know no rights.
        with suppress(OSError):
            shutil.copymode(target, beside)
    beside.replace(target)


def _flush_folder(folder: Path) -> None:
    """Put the new name on the disk. By now the file is there, and not every system allows this."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
