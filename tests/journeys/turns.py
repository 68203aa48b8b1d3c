"""How long the event loop is held up in a journey: each turn, and what the user did in it.

A turn is what happens between two moments in which the window could answer: a key or a click with
all it sets off, or what the loop does between waking up and waiting again. What is counted is the
time that the window's thread works, not what the clock says: so that another program on the machine
makes nobody's turn long.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from desktop.application import Application
from desktop.commands import Commands
from desktop.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pytest


_LOOP = "exec"
"""What runs a loop of Qt's: nothing here does."""


_USUAL = 0.0065
"""Seconds that the work of `pace` takes on the quiet machine the limit is meant for."""
_SLOWEST = 2.5
"""A machine that is slower by more is no measure of anything."""


def pace() -> float:
    """Return how much longer than usual this machine takes for the same work now, 1 at least.

    Others at work on it, or an older one, slow every turn: nobody is to blame.
    """
    taken = []
    for _ in range(8):
        begun = time.thread_time()
        held: dict[str, int] = {}
        for at in range(40_000):
            held[f"{at % 997}"] = held.get(f"{at % 991}", 0) + at
        taken.append(time.thread_time() - begun)
    return min(max(max(taken) / _USUAL, 1.0), _SLOWEST)


class Turn(NamedTuple):
    """What was done in a turn, and for how many seconds its thread worked."""

    what: str
    seconds: float


class Turns:
    """Takes the time of every turn, the outermost where one sets off another."""

    def __init__(self) -> None:
        self.taken: list[Turn] = []
        self._depth = 0
        self._loops = 0
        self._woke: float | None = None

    def longer_than(self, seconds: float) -> list[Turn]:
        """Return the turns that took longer."""
        return [turn for turn in self.taken if turn.seconds > seconds]

    @contextmanager
    def turn(self, what: str) -> Iterator[None]:
        """Take the time of what is done inside."""
        self._depth += 1
        begun = time.thread_time()
        try:
            yield
        finally:
            self._depth -= 1
            if not self._depth:
                self.taken.append(Turn(what, time.thread_time() - begun))
                # Whatever loop it is that this was done in: the rest of its turn is another one.
                self._woke = time.thread_time()

    def watched(self, what: str, done: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same, its time taken."""

        @wraps(done)
        def watched(*told: Any, **named: Any) -> Any:
            with self.turn(f"{what} {_words(told)}"):
                return done(*told, **named)

        return watched

    def watch(self, patch: pytest.MonkeyPatch) -> None:
        """Watch keys, clicks, commands, pages, books that are opened, and the loop itself."""
        for name in ("keyClick", "mouseClick", "mouseDClick"):
            patch.setattr(QTest, name, self.watched(name, getattr(QTest, name)))
        patch.setattr(QTest, "keyClicks", _one_by_one)
        patch.setattr(QAbstractButton, "click", self.watched("click", QAbstractButton.click))
        patch.setattr(Commands, "run", self.watched("command", Commands.run))
        patch.setattr(MainWindow, "go_to", self.watched("page", MainWindow.go_to))
        patch.setattr(Application, "open_book", self.watched("open", Application.open_book))
        # The tests' own waiting is a loop of Qt's; only its beginning and end are looked at.
        patch.setattr(QEventLoop, _LOOP, self._in_loop(getattr(QEventLoop, _LOOP)))
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._on_turned)
        dispatcher.aboutToBlock.connect(self._on_turned)

    def leave(self) -> None:
        """Watch the loop no longer."""
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.disconnect(self._on_turned)
        dispatcher.aboutToBlock.disconnect(self._on_turned)

    def _in_loop(self, run: Callable[..., Any]) -> Callable[..., Any]:
        """Return a loop that says when it is entered and left: outside of it the test works."""

        @wraps(run)
        def entered(*told: Any, **named: Any) -> Any:
            self._loops += 1
            self._woke = time.thread_time()
            try:
                return run(*told, **named)
            finally:
                self._loops -= 1
                self._woke = None

        return entered

    def _on_turned(self) -> None:
        # It waits between the two signals as well as it works there: waiting is no work.
        now = time.thread_time()
        if self._loops and not self._depth and self._woke is not None:
            self.taken.append(Turn("the loop", now - self._woke))
        self._woke = now if self._loops else None


_SILENT = ("Commands", "MainWindow", "Application")
"""Of them there is one only."""


def _one_by_one(widget: Any, words: str, *more: Any) -> None:
    for sign in words:
        QTest.keyClick(widget, sign, *more)


def _words(told: tuple[Any, ...]) -> str:
    """Return to whom it was done, and with what."""
    said = []
    for one in told[:2]:
        kind = isinstance(one, QObject)
        said.append(type(one).__name__ if kind else str(getattr(one, "name", one)))
    return " ".join(word for word in said if word not in _SILENT)
