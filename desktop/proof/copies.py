"""Read-only copies of evidence for other programs, in a folder that goes when it is not needed."""

from __future__ import annotations

import atexit
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path, PurePath
from secrets import token_hex

from PySide6.QtCore import QLockFile

from db.connection.whole_file import fault_of
from db.errors import TargetRefused
from db.rules.file_names import safe_name

_FOLDER = "planbook-evidence"
_MOST = 80


class OpenedCopies:
    """Lays copies down under the system's folder for passing files; nobody writes into them.

    They go when the program ends; what another program still held then, or what a crash left, goes
    when copies are made the next time.
    """

    def __init__(self, parent: Path | None = None) -> None:
        self._parent = (parent or Path(tempfile.gettempdir())) / _FOLDER
        self._folder: Path | None = None
        self._lock: QLockFile | None = None

    def lay_down(self, name: str, content: bytes) -> Path:
        """Return the path of a new copy; TargetRefused when it cannot be written."""
        try:
            folder = self._own_folder() / token_hex(4)
            folder.mkdir()
            given = PurePath(name)
            path = folder / safe_name(given.stem, _MOST, given.suffix)
            path.write_bytes(content)
            path.chmod(stat.S_IREAD)
        except OSError as error:
            raise TargetRefused(self._parent / name, fault_of(error), str(error)) from error
        return path

    def clean(self) -> None:
        """Take away the copies of this program."""
        folder, lock = self._folder, self._lock
        self._folder = self._lock = None
        if folder is not None and lock is not None:
            _take_away(folder)
            lock.unlock()

    def clean_left(self) -> None:
        """Take away what programs that have ended left behind."""
        for path in self._parent.glob("*.lock"):
            lock = QLockFile(str(path))
            if lock.tryLock(0):
                _take_away(path.with_suffix(""))
                lock.unlock()
        with suppress(OSError):
            self._parent.rmdir()

    def _own_folder(self) -> Path:
        """Return the folder of this program, made and locked when it is first needed."""
        if self._folder is None:
            self.clean_left()
            self._parent.mkdir(parents=True, exist_ok=True)
            folder = self._parent / token_hex(8)
            lock = QLockFile(f"{folder}.lock")
            # It is held as long as the program runs, however long that is.
            lock.setStaleLockTime(0)
            lock.tryLock(0)
            folder.mkdir()
            self._folder, self._lock = folder, lock
            atexit.register(self.clean)
        return self._folder


def _take_away(folder: Path) -> None:
    """Remove a folder of copies; what is open elsewhere stays for the next time."""
    for path in folder.rglob("*"):
        # Windows removes nothing that is protected.
        with suppress(OSError):
            path.chmod(stat.S_IREAD | stat.S_IWRITE | (stat.S_IEXEC if path.is_dir() else 0))
    shutil.rmtree(folder, ignore_errors=True)
