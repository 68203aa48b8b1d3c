"""New ids: text, unique across copies of a book, ascending so that indexes grow at one end."""

from __future__ import annotations

import itertools
import secrets
import time

_counter = itertools.count()


def new_id() -> str:
    """Return a fresh id: milliseconds, a running number of this process, 64 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    return f"{milliseconds:011x}{next(_counter) & 0xFFFFF:05x}{secrets.token_hex(8)}"
