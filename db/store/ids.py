"""New ids: text, unique across copies of a book, ascending so that indexes grow at one end."""

from __future__ import annotations

import itertools
import os
import time

_PROCESS = os.urandom(8).hex()
_counter = itertools.count()


def new_id() -> str:
    """Return a fresh id: milliseconds, a running number, 64 random bits of this process."""
    return new_ids(1)[0]


def new_ids(count: int) -> list[str]:
    """Return so many fresh ids, ascending."""
    moment = f"{time.time_ns() // 1_000_000:011x}"
    numbers = itertools.islice(_counter, count)
    return [f"{moment}{number & 0xFFFFF:05x}{_PROCESS}" for number in numbers]
