"""What the words of one cell tell of its row: that it is a total, a note, or for signatures."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from db.exchange.list_in.plain_words import squash
from db.exchange.list_in.table_finding import NOTE, SIGNATURE

_TOTAL = re.compile(r"(?:合计|小计|总计|共计|累计)(?:[:(].*)?|.{2,8}小计")
_GROUP_TOTAL = re.compile(r"(?P<group>.{2,8})(?:合计|总计)")
_STARS = tuple("*※★△")


class Told(NamedTuple):
    """What a cell tells of its row, if it is one of the cells that tell.

    A `starred` note may also be the name of a row with a star; `total_of` is the group of which
    the row is the total if it stands right below it.
    """

    signature: bool
    note: bool
    starred: bool
    total: bool
    total_of: str


@lru_cache(maxsize=8192)
def told_by(text: str) -> Told:
    """Return what the words of a cell tell: 合计, 小计：10 项, 学前教育合计, 注：…, 填报人：…."""
    words = squash(text)
    of_group = _GROUP_TOTAL.fullmatch(words)
    return Told(
        SIGNATURE.match(words) is not None,
        NOTE.match(words) is not None,
        words.startswith(_STARS),
        _TOTAL.fullmatch(words) is not None,
        of_group["group"] if of_group else "",
    )
