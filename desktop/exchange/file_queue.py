"""Files that are taken in one after another: which comes next, how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class FileQueue:
    """The files still to come of a `total` that began with the one in sight."""

    def __init__(self) -> None:
        self._files: list[Path] = []
        self.total = 0

    @property
    def left(self) -> int:
        """Return how many files are still to come."""
        return len(self._files)

    def start(self, files: Sequence[Path]) -> Path | None:
        """Forget the others, begin with these; return the first, None when there is none."""
        self._files, self.total = list(files), len(files)
        return self.next()

    def add(self, files: Sequence[Path]) -> None:
        """Let these come after the others."""
        self._files.extend(files)
        self.total = max(self.total, 1) + len(files)

    def next(self) -> Path | None:
        """Return the next file, None behind the last one."""
        return self._files.pop(0) if self._files else None
