"""The words of a project's sizes: 学位, 班级, 万元 or 亿元."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.wording import size

if TYPE_CHECKING:
    from db.model.lines import ProjectLine
    from db.rules.totals import Sums

_HUNDRED_MILLION = Decimal(10000)
"""One 亿元 in 万元."""


def money(value: Decimal | None) -> str:
    """Return a sum given in 万元 as it is read: 6500 万元, from one 亿元 on 48.7 亿元."""
    if value is None:
        return ""
    if abs(value) >= _HUNDRED_MILLION:
        return f"{size(value / _HUNDRED_MILLION)} 亿元"
    return f"{size(value)} 万元"


def sizes(line: ProjectLine) -> tuple[tuple[str, str], ...]:
    """Return every size of a project that is known, as (what, words)."""
    pairs = (
        ("数量", f"{line.count} 个" if line.count is not None else ""),
        ("学位", _with("个", line.places)),
        ("班级", _with("个", line.classes)),
        ("总投资", money(line.investment)),
        ("用地", _with("亩", line.area)),
        ("建筑面积", _with("万㎡", line.floor_area)),
    )
    return tuple((what, words) for what, words in pairs if words)


def sum_words(sums: Sums, rows: int) -> str:
    """Return the sums of the rows in sight for the status bar; what is unknown is left out."""
    pairs = (
        ("学位", size(sums.places)),
        ("班级", size(sums.classes)),
        ("投资", money(sums.investment)),
    )
    known = [f"{what} {words}" for what, words in pairs if words]
    return " · ".join([f"{rows} 行合计", *known]) if known else f"{rows} 行"


def _with(unit: str, value: Decimal | None) -> str:
    return "" if value is None else f"{size(value)} {unit}"
