"""Journeys use the window's own fixtures, and are watched: nothing holds the window up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desktop.conftest import empty_path, sample_path, start
from tests.journeys.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["empty_path", "sample_path", "start"]

LONGEST = 0.1
"""Seconds of its own work in which the window answers nobody."""
TOLERANCE = 2.5
"""A machine that is busy with other things works that much more slowly, and nobody is to blame."""
KNOWN = {
    "command theme_": "every widget there is, in sight or not, is dressed anew by Qt's style sheet",
}
"""Turns that take longer, by how they begin, each with why it may."""


@pytest.fixture(autouse=True)
def turns(request: pytest.FixtureRequest) -> Iterator[Turns]:
    """Watch the event loop: a turn that is too long fails the journey."""
    request.getfixturevalue("qapp")
    watch = Turns()
    with pytest.MonkeyPatch.context() as patch:
        watch.watch(patch)
        yield watch
    watch.leave()
    long = [
        turn
        for turn in watch.longer_than(LONGEST * TOLERANCE)
        if not turn.what.startswith(tuple(KNOWN))
    ]
    assert not long, f"the window was held up: {long}"
