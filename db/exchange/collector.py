"""When the garbage collector rests: while very many values are made, and no cycles of them."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_at_rest(*, kept: bool) -> Iterator[None]:
    """Keep the collector from walking through the values again and again meanwhile.

    Looking for cycles takes a fifth of the time of a reading. If the values are `kept`, they pass
    off as old ones afterwards, which are looked at last.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            if kept:
                gc.freeze()
                gc.unfreeze()
            gc.enable()
