"""Journeys use the window's own fixtures, and are watched: nothing holds the window up."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from desktop.pages import PAGES
from tests.desktop.conftest import empty_path, sample_path, start
from tests.journeys.turns import Turns, pace

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["empty_path", "sample_path", "start"]

LONGEST = 0.1
"""Seconds of its own work in which the window answers nobody."""

NOISE = 1.7
"""How much longer one and the same turn was seen to take while others were busy."""
SLOWEST = 2.5
"""More than that is granted to no machine, however busy and however old."""


@pytest.fixture(scope="session", autouse=True)
def _compiled() -> None:
    """Load what pages are made of: in a checkout it is compiled first, in the program it is not."""
    for kind in PAGES:
        kind.load()


@pytest.fixture(autouse=True)
def turns(request: pytest.FixtureRequest) -> Iterator[Turns]:
    """Watch the event loop: a turn that is too long fails the journey."""
    request.getfixturevalue("qapp")
    # The window of the journey before goes first: this one does not take it away.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    watch, before = Turns(), pace()
    # What the tests before left behind is not looked through for garbage on this window's time.
    gc.freeze()
    with pytest.MonkeyPatch.context() as patch:
        watch.watch(patch)
        yield watch
    watch.leave()
    gc.unfreeze()
    long = watch.longer_than(LONGEST)
    if long:
        long = watch.longer_than(LONGEST * min(NOISE * max(before, pace()), SLOWEST))
    assert not long, f"the window was held up: {long}"
