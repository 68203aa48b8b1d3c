"""The words of a project: its sizes, its money, its dates, how it stands."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from db.rules.project_money import in_yi
from db.rules.schedule import Judgement, Standing
from desktop.delegates.marks import Mark
from desktop.wording import size

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from db.model.project_lines import ProjectRow
    from db.rules.lump_sums import LumpSums, PlaceSum

_HUNDRED_MILLION = Decimal(10000)
"""One 亿元 in 万元."""
_MONTH = 30.4
_MONTH_LENGTH = len("2022-09")

STANDING_MARKS = MappingProxyType(
    {
        Standing.DONE: Mark.GOOD,
        Standing.FINE: Mark.GOOD,
        Standing.BEHIND: Mark.BEHIND,
        Standing.SEVERE: Mark.SEVERE,
        Standing.NOT_DUE: Mark.NO_DATA,
        Standing.OPEN: Mark.NO_DATA,
    }
)
STANDING_INKS = MappingProxyType(
    {
        Standing.DONE: "ok",
        Standing.FINE: "ok",
        Standing.BEHIND: "warn",
        Standing.SEVERE: "bad",
        Standing.NOT_DUE: "muted",
        Standing.OPEN: "muted",
    }
)


def money(value: Decimal | None) -> str:
    """Return a sum given in 万元 as it is read: 6500 万元, from one 亿元 on 48.7 亿元."""
    if value is None:
        return ""
    if abs(value) >= _HUNDRED_MILLION:
        return f"{size(in_yi(value))} 亿元"
    return f"{size(value)} 万元"


def short_date(kept: str) -> str:
    """Return the month of a stage's date as the table shows it: 22-09; empty for none."""
    return kept[2:_MONTH_LENGTH]


def month_of(day: date) -> str:
    """Return the month of a day: 2023-11."""
    return day.isoformat()[:_MONTH_LENGTH]


def apart(days: int) -> str:
    """Return a stretch of days in words: 20 天, from two months on 3 个月."""
    return f"{days} 天" if days < 2 * _MONTH else f"{round(days / _MONTH)} 个月"


def late_words(judged: Judgement) -> str:
    """Return what is overdue, empty where nothing is: 主体封顶过期 20 天."""
    if not judged.is_late:
        return ""
    return f"{judged.stage}过期 {judged.days} 天" if judged.stage else f"过期 {judged.days} 天"


def outlook_words(judged: Judgement) -> str:
    """Return what the present pace leads to: 按现速预计 2023-11 投用，比计划晚 3 个月."""
    end = judged.expected_end
    if end is None:
        return ""
    days = judged.days_after_plan
    told = f"按现速预计 {month_of(end)} {judged.end_stage}"
    if days > 0:
        return f"{told}，比计划晚 {apart(days)}"
    return f"{told}，比计划早 {apart(-days)}" if days < 0 else f"{told}，与计划一致"


def counted(row: ProjectRow) -> str:
    """Return how many a project counts: 18 个, 2300 台."""
    return "" if row.number is None else f"{row.number} {row.count_unit or '个'}"


def scale_words(row: ProjectRow, without: Collection[str] = ()) -> str:
    """Return the sizes of a project that are known: 28 班 · 1260 个学位; `without` some fields."""
    parts = (
        counted(row) if row.count_unit or (row.number or 0) > 1 else "",
        f"{_plain(row.classes)} 班" if row.classes is not None and "classes" not in without else "",
        f"{_plain(row.places)} 个学位" if row.places is not None else "",
    )
    return " · ".join(part for part in parts if part)


def lump_detail(lump: ProjectRow, without: Collection[str] = ()) -> str:
    """Return what stands behind a lump's name: 27500 个学位 · 48.7 亿元 · 517 亩 · 43.04 万㎡.

    Fields that have a column of their own are left out: `without`.
    """
    parts = (
        scale_words(lump, without),
        money(_size(lump, "investment", without)),
        _with_unit(_size(lump, "area", without), "亩"),
        _with_unit(_size(lump, "floor_area", without), "万㎡"),
    )
    return " · ".join(part for part in parts if part)


def _size(row: ProjectRow, field: str, without: Collection[str]) -> Decimal | None:
    text = None if field in without else getattr(row, field)
    return None if text is None else Decimal(text)


def _with_unit(value: Decimal | None, unit: str) -> str:
    return "" if value is None else f"{size(value)} {unit}"


def missing_words(sums: LumpSums) -> str:
    """Return in words where a lump and what is named in it differ; empty where they agree."""
    found = []
    for what, unit, one in (
        ("项目", "个", sums.works),
        ("学位", "个", sums.places),
        ("班级", "个", sums.classes),
        ("投资", "万元", sums.investment),
        ("用地", "亩", sums.area),
        ("建筑", "万㎡", sums.floor_area),
    ):
        if one.missing and one.named:
            gap = "差" if one.missing > 0 else "多"
            found.append(f"{what}列出 {size(one.named)} {unit}，{gap} {size(abs(one.missing))}")
    return "；".join(found)


def place_words(sums: Iterable[PlaceSum]) -> str:
    """Return the 学位合计 against the plan, empty where no lump prints one."""
    told = []
    for one in sums:
        printed, named = one.sums.printed, one.sums.named
        if printed is None:
            continue
        if named is None:
            told.append(f"{one.school_stage} {size(printed)}（分项未列）")
        elif named == printed:
            told.append(f"{one.school_stage} {size(named)}（与原文一致）")
        else:
            gap = "差" if named < printed else "多"
            told.append(
                f"{one.school_stage}列出 {size(named)}，原文 {size(printed)}，"
                f"{gap} {size(abs(printed - named))}"
            )
    return f"学位合计：{' · '.join(told)}" if told else ""


def _plain(text: str) -> str:
    return size(Decimal(text))
