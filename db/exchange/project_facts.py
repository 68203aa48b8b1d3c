"""The dates, money and years of projects in a list: their headings, and the keys they go by."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.listing import Meaning
from db.model.amount import Amount
from db.model.project_lines import FundingLine, MilestoneLine, ProjectYearLine
from db.model.words import PROJECT_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from db.model.project_lines import ProjectWork

FACTS = frozenset(
    {Meaning.PLANNED, Meaning.PASSED, Meaning.FUNDING, Meaning.CLASS_OF_YEAR, Meaning.PIECES}
)
"""What stands in a cell of a project list beside the project's own words and sizes."""

BEGINNING = "开工"
"""The stage in which work on the site begins."""
PLANNED_DATES, PASSED_DATES = "计划日期", "实际日期"
MONEY = {"planned": "计划投资", "arrived": "到位", "done": "完成投资", "paid": "支付"}
PIECES = {"planned": "计划件数", "delivered": "交付件数"}
YEAR_CLASS = "年度类别"
_FUND_PARTS = {words: part for part, words in MONEY.items()}
# What offices call the same parts; the short ones only where money is spoken of before them.
_MONEY_WORDS = {
    "计划投资": ("年度计划投资", "投资计划", "计划资金", "资金计划", "安排资金"),
    "到位": ("到位资金", "资金到位", "已到位资金", "实际到位"),
    "完成投资": ("投资完成", "实际完成投资", "已完成投资", "完成资金", "实际完成资金"),
    "支付": ("支付资金", "资金支付", "已支付资金", "实际支付", "拨付资金", "已拨付资金"),
}
_SHORT_WORDS = {
    "计划投资": ("计划", "安排"),
    "到位": ("已到位",),
    "完成投资": ("完成", "已完成", "实际完成"),
    "支付": ("已支付", "拨付", "已拨付"),
}
_LONG = {word: part for part, words in _MONEY_WORDS.items() for word in (part, *words)}
_SHORT = {word: part for part, words in _SHORT_WORDS.items() for word in words}
_MONEY_PARTS = _LONG | _SHORT
_PARTS = frozenset({*_LONG, *PIECES.values(), YEAR_CLASS, *PROJECT_STAGES})
_PIECE_PARTS = {words: part for part, words in PIECES.items()}
_STAGES = "|".join(re.escape(stage) for stage in PROJECT_STAGES)
_DATE = re.compile(rf"(?P<kind>{PLANNED_DATES}|{PASSED_DATES})(?P<stage>{_STAGES})")
# As offices head them; 计划竣工时间 is when the project is due, not a date of its stages.
_OFFICE_DATES = (
    (Meaning.PLANNED, BEGINNING, re.compile(r"(?:计划|拟|预计)开工(?:时间|日期|年[月份度])?")),
    (Meaning.PASSED, BEGINNING, re.compile(r"实际开工(?:时间|日期|年月)?")),
    (Meaning.PASSED, "竣工验收", re.compile(r"实际(?:竣工验收|竣工|完工)(?:时间|日期|年月)?")),
    (Meaning.PASSED, "投用", re.compile(r"实际(?:投用|投入使用)(?:时间|日期|年月)?")),
)
_UNIT = r"(?:\([^()]*元\))?"
_FUND = re.compile(
    rf"(?:(?P<year>\d{{4}})年度?)?(?P<origin>[^()]*?)资金{_UNIT}"
    rf"(?P<part>{'|'.join(_MONEY_PARTS)}){_UNIT}"
)
_OF_MONEY = re.compile(rf"^投资额?{_UNIT}")
_YEARS_FUND = re.compile(
    rf"(?P<year>\d{{4}})年度?(?P<origin>){_UNIT}"
    rf"(?P<part>{'|'.join(_LONG)}|投资额?{_UNIT}(?:{'|'.join(_MONEY_PARTS)})){_UNIT}"
)
_CLASS = re.compile(rf"(?P<year>\d{{4}})年{YEAR_CLASS}")
_PIECES = re.compile(rf"(?P<year>\d{{4}})年(?P<part>{'|'.join(_PIECE_PARTS)})")
_APART = "/"


class Fact(NamedTuple):
    """One fact of a project: what it is, and its key: a stage, or year, source and part.

    The key is what a column of a list goes by as its period: 开工, 2022//计划投资, 2023/计划件数.
    """

    meaning: Meaning
    key: str
    amount: Amount


def fact_heading(words: str) -> tuple[Meaning, str] | None:
    """Return what squashed words over a column say of projects: (meaning, key); None: nothing."""
    if found := _DATE.fullmatch(words):
        planned = found["kind"] == PLANNED_DATES
        return (Meaning.PLANNED if planned else Meaning.PASSED), found["stage"]
    for meaning, stage, pattern in _OFFICE_DATES:
        if pattern.fullmatch(words):
            return meaning, stage
    if found := _FUND.fullmatch(words) or _YEARS_FUND.fullmatch(words):
        part = _LONG.get(found["part"]) or _MONEY_PARTS[_OF_MONEY.sub("", found["part"])]
        return Meaning.FUNDING, fund_key(found["year"] or "", found["origin"], part)
    if found := _CLASS.fullmatch(words):
        return Meaning.CLASS_OF_YEAR, found["year"]
    if found := _PIECES.fullmatch(words):
        return Meaning.PIECES, f"{found['year']}{_APART}{found['part']}"
    return None


def money_unit(words: str) -> str:
    """Return the unit that squashed words give for money, wherever in them: 资金(万元)到位."""
    found = re.search(r"\(([^()]*元)\)", words)
    return found[1] if found else ""


def is_part(words: str) -> bool:
    """Tell whether squashed words stand under such headings where a header has two rows."""
    return re.sub(rf"{_UNIT}$", "", words) in _PARTS


def fund_key(year: str, origin: str, part: str) -> str:
    """Return the key of money: its year ("" for 总投资), its source, what of it."""
    return _APART.join((year, origin.replace(_APART, "／"), part))


def facts_of(work: ProjectWork) -> Iterator[Fact]:
    """Yield all facts of a project's work."""
    for one in work.milestones:
        for meaning, kept in ((Meaning.PLANNED, one.planned), (Meaning.PASSED, one.actual)):
            if kept:
                yield Fact(meaning, one.stage, Amount(kept))
    for line in work.funding:
        year = "" if line.year is None else str(line.year)
        yield from (
            Fact(Meaning.FUNDING, fund_key(year, line.origin, words), _amount(value))
            for part, words in MONEY.items()
            if (value := getattr(line, part)) is not None
        )
    for at in work.years:
        if at.year_class:
            yield Fact(Meaning.CLASS_OF_YEAR, str(at.year), Amount(at.year_class))
        yield from (
            Fact(Meaning.PIECES, f"{at.year}{_APART}{words}", _amount(value))
            for part, words in PIECES.items()
            if (value := getattr(at, part)) is not None
        )


def _amount(value: Decimal) -> Amount:
    return Amount(format(value, "f"), value)


def with_fact(work: ProjectWork, fact: Fact) -> ProjectWork:
    """Return a project's work with one fact put in; a key that is none of ours changes nothing."""
    if fact.meaning in {Meaning.PLANNED, Meaning.PASSED}:
        return replace(work, milestones=_with_date(work.milestones, fact))
    if fact.meaning is Meaning.FUNDING:
        return replace(work, funding=_with_money(work.funding, fact))
    return replace(work, years=_with_year(work.years, fact))


def _with_date(held: Sequence[MilestoneLine], fact: Fact) -> tuple[MilestoneLine, ...]:
    by_stage = {one.stage: one for one in held}
    if fact.key in PROJECT_STAGES:
        one = by_stage.get(fact.key, MilestoneLine(fact.key))
        field = "planned" if fact.meaning is Meaning.PLANNED else "actual"
        by_stage[fact.key] = one._replace(**{field: fact.amount.text})
    return tuple(by_stage.values())


def _with_money(held: Sequence[FundingLine], fact: Fact) -> tuple[FundingLine, ...]:
    by_key = {(one.year, one.origin): one for one in held}
    year, origin, words = fact.key.split(_APART)
    key = (int(year) if year else None, origin)
    line = by_key.get(key, FundingLine(*key))
    changed: dict[str, Decimal | None] = {_FUND_PARTS[words]: fact.amount.value}
    by_key[key] = _with_parts(line, changed)
    return tuple(by_key.values())


def _with_parts(line: FundingLine, changed: dict[str, Decimal | None]) -> FundingLine:
    held = {part: getattr(line, part) for part in MONEY}
    return FundingLine(line.year, line.origin, **(held | changed), note=line.note)


def _with_year(held: Sequence[ProjectYearLine], fact: Fact) -> tuple[ProjectYearLine, ...]:
    by_year = {one.year: one for one in held}
    year, _, words = fact.key.partition(_APART)
    line = by_year.get(int(year), ProjectYearLine(int(year)))
    if fact.meaning is Meaning.CLASS_OF_YEAR:
        line = replace(line, year_class=fact.amount.text)
    elif _PIECE_PARTS[words] == "planned":
        line = replace(line, planned=fact.amount.value)
    else:
        line = replace(line, delivered=fact.amount.value)
    by_year[int(year)] = line
    return tuple(by_year.values())
