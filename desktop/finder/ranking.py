"""Which of all that fits what was typed comes first: the last ones gone to, then the closest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.finder.targets import PAGE
from desktop.name_search import matcher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.finder.targets import Target

MOST_SHOWN = 60
MOST_REMEMBERED = 12


def found(
    targets: Sequence[Target], words: str, last: Sequence[str], most: int = MOST_SHOWN
) -> list[Target]:
    """Return what fits the words, best first; without words the last ones that were gone to.

    Where nothing was gone to yet, these are the pages.

    Every part of the words must stand in a target's name or behind it, or be initials of its
    pinyin. The last ones gone to come first, then names that begin with the words, then names
    that hold them, then names whose initials begin so, then the others; equals stay in the order
    they are in.
    """
    order = {key: place for place, key in enumerate(last)}
    asked = words.split()
    if not asked:
        known = [target for target in targets if target.key in order]
        last_ones = sorted(known, key=lambda target: order[target.key])
        return (last_ones or [target for target in targets if target.kind == PAGE])[:most]
    texts = [target.words for target in targets]
    wanted = [matcher(part, texts) for part in asked]
    fits = [target for target in targets if all(meant(target.words) for meant in wanted)]
    plain = words.strip().casefold()

    spelled = matcher(plain, texts)

    def rank(target: Target) -> tuple[int, int]:
        name = target.name.casefold()
        near = 0 if name.startswith(plain) else 1 if plain in name else 3
        met = spelled(target.name)
        if near > 1 and isinstance(met, re.Match) and not met.start():
            near = 2
        return order.get(target.key, len(order)), near

    return sorted(fits, key=rank)[:most]


def remembered(last: Sequence[str], key: str) -> tuple[str, ...]:
    """Return the keys of the last ones gone to, this one at their head."""
    return (key, *(one for one in last if one != key))[:MOST_REMEMBERED]
