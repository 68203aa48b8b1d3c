"""When two names are the same, and when they are so near that a person should decide."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FALLS_AWAY = re.compile(r"[\s,，。.;；:：、·\"“”'‘’()（）\[\]【】《》〈〉—–―\-_/~]+")

_LONGEST_REMEMBERED = 100

_BREAK = re.compile(r"\s*[\t\n\v\f\r\u0085\u2028\u2029]\s*")

NEAR = 82.0
"""From this likeness (0-100) on, two different names are put before a person."""


def one_line(words: str) -> str:
    """Return words without blanks around them and without the line breaks of a pasted cell.

    Chinese runs on over a break; between two Latin words or numbers stands a blank.
    """
    first, *rest = _BREAK.split(words.strip())
    for part in rest:
        apart = first[-1:].isascii() and part[:1].isascii() and first and part
        first += f" {part}" if apart else part
    return first


def folded(name: str) -> str:
    """Return a name without width, white space and punctuation: what is left is compared."""
    # Names are compared again and again; a long one is none, and would fill the memory.
    return _folded(name) if len(name) <= _LONGEST_REMEMBERED else _folded.__wrapped__(name)


@lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    return _FALLS_AWAY.sub("", unicodedata.normalize("NFKC", name)).casefold()


def near_names(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that read nearly like `name` without being the same, nearest first."""
    # Imported here: comparing names is rare, and the first page must not wait for it.
    from rapidfuzz import fuzz  # noqa: PLC0415

    wanted = folded(name)
    scored = []
    for other in names:
        theirs = folded(other)
        if theirs != wanted and theirs and wanted:
            score = fuzz.ratio(wanted, theirs)
            # 普惠性幼儿园覆盖率 and 普惠幼儿园覆盖率 differ by one word inside a long name; one
            # name that only continues the other (在校生, 在校生规模) is just as suspicious.
            if score >= NEAR:
                scored.append((-score, other))
    return tuple(other for _, other in sorted(scored))
