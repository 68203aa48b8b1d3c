"""What the headings of a table of units say: who stands in a row, what is counted in a column."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from db.exchange.list_in.headings import (
    Heading,
    is_weak_name,
    names_kind,
    read_heading,
    split_unit,
)
from db.exchange.list_in.plain_words import squash, tidy
from db.exchange.list_in.years import find_period
from db.exchange.listing import TableKind
from db.rules.measures import is_unit

_KINDS = "学校|幼儿园|园所|托育机构|机构|办学单位|填报单位|单位|校|园"
_SCHOOL = re.compile(
    rf"各?(?:中小)?(?:{_KINDS})(?:[(/、或及]?(?:{_KINDS}|乡镇|部门|校区|全称)\)?)*(?:名称|全称|名)?"
)
_TOWN = re.compile(
    r"各?(?:乡镇?|镇|街道|学区|片区|县区|区县|地区)"
    r"(?:[(/、]?(?:乡镇|镇|街道|街|办|农场|场)\)?)*(?:名称|名)?"
)
_SHORTEST = 2
_COUNTIES = re.compile(r"各?(?:县|市|区|旗|州|[(、/]|\))+(?:名称|名)?")
_PERIODS = re.compile(
    r"(?:统计|监测|报告|数据|填报|所属)?(?:年份|年度|学年度?|时间|时期|报告期|期别|年)(?:[/\\、]指标.*)?"
    r"|指标.{0,2}[/\\、](?:年份|年度|时间|时期)|指标|指标名称|项目"
)

_LAST_RANK = 3
_SILENT = Heading()

_NUMBERS = re.compile(r"序号?|编号|NO\.?|顺序号|行次", re.IGNORECASE)
_NOTES = re.compile(r"备注|备考|说明")
# Words about a unit, and numbers that count nothing.
_ABOUT_UNITS = re.compile(
    r"代码|标识码|编码|电话|手机|邮编|邮政|传真|邮箱|地址|所在|属地|驻地|隶属|举办者|举办单位|主管"
    r"|(?:办学|学校|单位|机构|建园|办园|园所)?(?:类型|类别|性质|体制|形式|级别|等级|层次)$"
    r"|学段$|学制$|校长|园长|负责人|联系人|法人|填表人|是否|城乡|日期|时间|^(?:乡镇|街道|学区|片区)(?!.*数(?:量|\(|$))"
)
_DERIVED = re.compile(r"增减|增长|增幅|增速|较上|比上|同比|环比|与上年|差额|差值|排名|位次|名次$")
# What makes a table a list of promises or works, though schools stand in its rows.
_OF_LISTS = re.compile(
    r"投资|建设性质|建设内容|建设年|建设规模|建设期|开工|竣工|完工|项目|工程|责任单位|责任部门|责任科室"
    r"|牵头|配合单位|完成时限|时限|目标|基期|计量单位|进度|任务|举措"
)
_RATE = re.compile(r"(?:率|比例|占比|比重)$")
_AMONG = re.compile(r"^其中:?")
_ALL = re.compile(r"(?:总合?计|合计|小计|共计|计|总数|总量|全部|总体)")
_TOO_GENERAL = re.compile(
    r"其中.*|[男女](?:性|生)?|少数民族|总?[人个]?数量?|本年|本期|实有|公办|民办|城区|镇区|乡村"
)
_PLAN_PERIOD = re.compile(r"十[一二三四五六]五(?:规划|计划)?(?:期间|时期)?")
_SCHOOL_YEAR = re.compile(r"(20\d\d)年?[-–—―─~/至到]{1,2}(?:20)?\d\d学年")
_SEPTEMBER = re.compile(r"(20\d\d)(?:年|[-./])0?9(?:月|[-./])0?1日?|(20\d\d)年?(?:秋|学年初)")
_FILLED_IN = re.compile(r"(?:填报|填表|制表|报送|打印|上报|统计)(?:日期|时间)[:：].*")


class Quantity(NamedTuple):
    """What a column counts: its heading in one line, names it may go by, unit, period if said."""

    heading: str
    names: tuple[str, ...]
    unit: str
    period: str


@lru_cache(maxsize=4096)
def rank_of_unit_heading(text: str) -> int | None:
    """Return how surely a heading heads the column of units, 0 the surest; None when it does not.

    Of 乡镇 beside 学校名称 the school is the unit; alone, the township is.
    """
    words = squash(text)
    if len(words) < _SHORTEST:
        return None
    if _SCHOOL.fullmatch(words):
        return 1 if words.startswith("单位") and "名" not in words else 0
    return 2 if _TOWN.fullmatch(words) else None


def rank_of_row_heading(text: str) -> int | None:
    """Return how surely a heading heads what the rows of a form are: units, counties, times."""
    rank = rank_of_unit_heading(text)
    others = heads_periods(text) or _COUNTIES.fullmatch(squash(text))
    return _LAST_RANK if rank is None and others else rank


def heads_periods(text: str) -> bool:
    """Tell whether a heading heads a column of years or other times: 年份."""
    return _PERIODS.fullmatch(squash(text)) is not None


def is_of_lists(text: str) -> bool:
    """Tell whether a heading belongs to a list of indicators, tasks or projects."""
    words = squash(text)
    return names_kind(text) is not None or _OF_LISTS.search(words) is not None


def heads_rows_of_lists(text: str) -> bool:
    """Tell whether a heading heads the names of indicators, tasks or projects."""
    return names_kind(text) is not None or (
        is_weak_name(text) and rank_of_unit_heading(text) is None
    )


def without_role(parts: tuple[str, ...]) -> tuple[tuple[str, ...], Heading]:
    """Return stacked headings without those that say only what figures are: 2025年目标值.

    The heading that is returned beside them is what those say together.
    """
    roles = [part for part in parts if says_role(part)]
    rest = tuple(part for part in parts if part not in roles)
    return (rest, read_heading("".join(roles), TableKind.INDICATORS)) if rest else (parts, _SILENT)


def says_role(text: str) -> bool:
    """Tell whether words only say of which time a figure is, or that it is a goal."""
    heading = read_heading(text, TableKind.INDICATORS)
    said = heading.role is not None or heading.period is not None
    return heading.meaning is None and heading.clear and said


def is_among(text: str) -> bool:
    """Tell whether a heading only says that parts of the column before stand below it: 其中."""
    return _AMONG.fullmatch(squash(text)) is not None


def is_number_heading(text: str) -> bool:
    """Tell whether the column only numbers the rows."""
    return _NUMBERS.fullmatch(squash(text)) is not None


def is_note_heading(text: str) -> bool:
    """Tell whether the column holds remarks."""
    return _NOTES.fullmatch(squash(text)) is not None


def is_about_units(text: str) -> bool:
    """Tell whether the column describes the unit (代码, 举办者, 办学类型) and counts nothing."""
    return _ABOUT_UNITS.search(squash(text)) is not None


def is_worked_out(text: str) -> bool:
    """Tell whether the column compares others (较上年增减, 排名): it is no figure itself."""
    return _DERIVED.search(squash(text)) is not None


def quantity_of(parts: tuple[str, ...]) -> Quantity:
    """Return what the stacked headings over a column count: 在校生数 over 其中：女 (人)."""
    unit = period = ""
    kept: list[str] = []
    for part in parts:
        words = squash(part)
        if kept and is_unit(words.strip("()")) and words == squash(parts[-1]):
            unit = words.strip("()")
            continue
        words, written = split_unit(words)
        unit = written or unit
        found = find_period(_PLAN_PERIOD.sub("", words))
        if found and found.period:
            period, words = found.period, found.rest.strip(":：-—")
        if words and words != "年":
            kept.append(words)
    shown = [words for words in kept if not _ALL.fullmatch(words)] or kept
    heading = "：".join(filter(None, (_AMONG.sub("", words) for words in shown)))
    if not unit and shown and _RATE.search(shown[-1]):
        unit = "%"
    return Quantity(tidy(heading), tuple(_names(shown)), unit, period)


def _names(parts: list[str]) -> list[str]:
    """Return the names that stacked headings may mean, all of them joined first."""
    plain = [said for words in parts if (said := _AMONG.sub("", words))]
    names = ["".join(plain)]
    if len(plain) > 1:
        names += ["".join(reversed(plain[-2:])), "".join(plain[-2:])]
        if not _TOO_GENERAL.fullmatch(plain[-1]):
            names.append(plain[-1])
    return list(dict.fromkeys(name for name in names if name))


def period_of(words: str) -> str:
    """Return the period that a title, a sheet or a file names; empty when none.

    The figures of 1 September, the beginning of a school year, stand under that calendar year.
    """
    plain = _PLAN_PERIOD.sub("", _FILLED_IN.sub("", squash(words)))
    if year := _SCHOOL_YEAR.search(plain):
        return year[1]
    if autumn := _SEPTEMBER.search(plain):
        return autumn[1] or autumn[2]
    found = find_period(plain)
    return found.period if found else ""
