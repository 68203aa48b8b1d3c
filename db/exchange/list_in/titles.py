"""What stands over a table: the plan's title, its 文号 and issuer, the unit in the corner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.exchange.list_in.plain_words import squash, tidy, visible
from db.exchange.list_in.table_finding import CATEGORY
from db.exchange.listing import WordReading
from db.rules.measures import is_unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.exchange.list_in.grid import Grid
    from db.exchange.sheets import Cell

_CORNER = re.compile(r"(?:^|[\s(（])(?:计量)?单位\s*[:：]\s*(?P<unit>[^\s()（）:：]+)")
_SHORTEST_TITLE = 3
_NUMBER = re.compile(r"(?:文号|发文字号)\s*[:：]\s*(?P<words>\S+)")
_ISSUER = re.compile(r"(?:发文机关|印发机关|发文单位|制定机关|制定单位)\s*[:：]\s*(?P<words>\S+)")
_OWN = re.compile(r"单位[:：]见表\s+填表日期[:：]")
_NO_TITLE = re.compile(
    r"附件?\d*[:]?|附表\d*[:]?|表[\dⅠ-Ⅻ一二三四五六七八九十-]+|.{0,6}(?:单位|日期|文号|机关|时间|人):.*"
    r"|\(?续表?\d*\)?"
)
_ATTACHMENT = re.compile(
    r"^(?:(?:附[件表]?|表)\s*[\d一二三四五六七八九十]*\s*[:：.、]?|\d{1,2}[:：.、])\s*(?=\D\S{3})"
)
_OWN_ENDING = re.compile("主要指标一览表|主要任务一览表|重点项目一览表")
_PLAN = re.compile(
    r"(?P<title>.*(?:规划|计划|方案|纲要|意见|行动)(?:[（(][^）)]*[）)])?[”》]?)(?P<tail>.*)"
)
_TAIL = re.compile(
    r"(?:主要|重点|核心|预期|发展|目标|任务|指标|项目|完成|进展|实施|情况|分解|统计|汇总|监测|责任|"
    r"建设|工程|年度|清单|台账|一览|安排|表|及|和|与|[（(][^）)]*[）)]|[—\-·:：\s]|\d{4}年?)+"
)


@dataclass(frozen=True, slots=True)
class Captions:
    """The lines over a table and what they say; `own` marks a list this program wrote."""

    lines: tuple[str, ...] = ()
    title: str = ""
    document_number: str = ""
    issuer: str = ""
    corner: WordReading | None = None
    own: bool = False

    @classmethod
    def first(cls, several: Iterable[Captions]) -> Captions:
        """Return the first title, number and issuer that any of them gives."""
        given = tuple(several)
        return cls(
            title=next(
                (one.title for one in given if _PLAN.fullmatch(one.title)),
                next((one.title for one in given if one.title), ""),
            ),
            document_number=next((c.document_number for c in given if c.document_number), ""),
            issuer=next((one.issuer for one in given if one.issuer), ""),
        )


def read_captions(grid: Grid, rows: Iterable[int]) -> Captions:
    """Return what the lines over a table say; the corner's unit only if it is a single one."""
    cells = [cell for row in rows for cell in grid.rows[row].values()]
    texts = [visible(cell.text) for cell in cells]
    whole = "\n".join(texts)
    titles = [text for text in map(tidy, texts) if _is_title(text)]
    planned = [title for title in titles if _PLAN.fullmatch(title)]
    number, issuer = _NUMBER.search(whole), _ISSUER.search(whole)
    return Captions(
        tuple(texts),
        plan_title((planned or titles or [""])[0]),
        number["words"] if number else "",
        issuer["words"] if issuer else "",
        _corner_unit(cells),
        _OWN.search(whole) is not None,
    )


def plan_title(title: str) -> str:
    """Return a table's title without what makes it a table's: 主要指标一览表, 完成情况统计表."""
    words = _ATTACHMENT.sub("", title)
    own = _OWN_ENDING.search(words)
    if own and own.start() and own.end() == len(words):
        return words[: own.start()]
    found = _PLAN.fullmatch(words)
    if found and found["title"] and _TAIL.fullmatch(found["tail"]):
        return found["title"]
    return words


def _is_title(text: str) -> bool:
    """Tell whether a line is a title, not a unit line, a number of an attachment or a group."""
    words = squash(text)
    return (
        len(words) > _SHORTEST_TITLE
        and _NO_TITLE.fullmatch(words) is None
        and not CATEGORY.match(words)
    )


def _corner_unit(cells: Iterable[Cell]) -> WordReading | None:
    """Return the one unit printed over a table; None for 单位：见表, several, or a bureau."""
    for cell in cells:
        found = _CORNER.search(visible(cell.text))
        if found and is_unit(found["unit"]):
            return WordReading(squash(found["unit"]), cell.address)
    return None
