"""What can wait until a page is painted: done one thing after another, the window free between."""

from __future__ import annotations

import gc
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_GARBAGE = (10_000, 20, 20)
"""How often Python looks for garbage once the window stands; at the start it hardly does."""

_WAIT = 100
"""Milliseconds until the first of them, counted once the window answers: its page is painted."""


class Afterwards(QObject):
    """Things to do that nobody waits for, in order; none of them takes long.

    Those that are `due` must be done in any case, the others only make later work faster.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._due: deque[Callable[[], object]] = deque()
        self._waiting: deque[Callable[[], object]] = deque()
        self._rested = False
        self._frozen = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._do_next)

    def begin(
        self, due: Iterable[Callable[[], object]], others: Iterable[Callable[[], object]] = ()
    ) -> None:
        """Do these things soon."""
        self._due.extend(due)
        self._waiting.extend(others)
        self._rested = False
        self._timer.start(0)

    def forget(self) -> None:
        """Do at once what is due, and none of the rest."""
        self._waiting.clear()
        self.finish()

    def finish(self) -> None:
        """Do all of it now."""
        while self._due or self._waiting:
            self._do_first()

    @Slot()
    def _do_next(self) -> None:
        if not self._rested:
            self._rested = True
            self._timer.start(_WAIT)
        elif self._due or self._waiting:
            self._do_first()
            self._timer.start(0)
        elif not self._frozen:
            # Once: what is frozen is never looked through again, a book that was closed neither.
            self._frozen = True
            look_for_garbage_as_usual()

    def _do_first(self) -> None:
        (self._due or self._waiting).popleft()()


def look_for_garbage_as_usual() -> None:
    """Look for garbage often again, but never through what was made at the start and stays."""
    gc.freeze()
    gc.set_threshold(*_GARBAGE)
