"""The projects of a plan as a table: what each is, how large, how far; dates and money behind."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from db.exchange.list_out.people import with_people
from db.exchange.list_out.table import (
    CO_UNITS,
    LEADS,
    NOTE,
    NUMBER,
    Column,
    ListTable,
    Look,
)
from db.exchange.list_out.words import name_words, unit_words, year_words
from db.exchange.listing import Meaning
from db.exchange.project_facts import (
    MONEY,
    PASSED_DATES,
    PIECES,
    PLANNED_DATES,
    YEAR_CLASS,
    facts_of,
    fund_key,
)
from db.model.project_lines import ProjectWork
from db.model.words import PROJECT_STAGES
from db.rules.project_money import in_yi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from db.model.lines import ProjectLine

_COLUMNS = (
    NUMBER,
    Column("项目名称", Look.NAME, 20, 40),
    Column("建设性质", Look.CENTRED, 10, 12),
    Column("学段", Look.CENTRED, 6, 12),
    Column("年度类别", Look.CENTRED, 10, 12),
    Column("完成年份", Look.CENTRED, 10, 10),
    Column("数量", Look.FIGURE, 6, 10),
    Column("学位（个）", Look.FIGURE, 8, 12),
    Column("班级（个）", Look.FIGURE, 8, 12),
    Column("总投资（亿元）", Look.FIGURE, 10, 14),
    Column("用地（亩）", Look.FIGURE, 8, 12),
    Column("建筑面积（万㎡）", Look.FIGURE, 10, 14),
    Column("项目阶段", Look.CENTRED, 10, 14),
    LEADS,
    CO_UNITS,
    Column("所属任务", Look.WORDS, 12, 26),
    NOTE,
)


@dataclass(frozen=True, slots=True)
class _Extra:
    """A column that is there only where a project has something in it."""

    column: Column
    words: Callable[[ProjectLine, Mapping[tuple[Meaning, str], str]], str]


def project_table(
    lines: Sequence[ProjectLine], work: Mapping[str, ProjectWork] = MappingProxyType({})
) -> ListTable:
    """Return the sheet of the projects, numbered in order; a lump's parts have no number.

    Streets, sites, due months, dates, money and years stand behind, each only if there is any.
    """
    facts = {
        line.id: {
            (fact.meaning, fact.key): fact.amount.text
            for fact in facts_of(work.get(line.id, ProjectWork()))
        }
        for line in lines
    }
    extras = [
        extra
        for extra in _extras({key for held in facts.values() for key in held})
        if any(extra.words(line, facts[line.id]) for line in lines)
    ]
    rows = []
    number = 0
    for line in lines:
        number += not line.depth
        own = _project_row(line, "" if line.depth else str(number))
        rows.append((*own, *(extra.words(line, facts[line.id]) for extra in extras)))
    columns = (*_COLUMNS, *(extra.column for extra in extras))
    depths = [line.depth for line in lines]
    table = ListTable("项目", "重点项目一览表", columns, rows, depths, (), 1)
    return with_people(table, [line.units for line in lines])


def _extras(keys: set[tuple[Meaning, str]]) -> Iterator[_Extra]:
    """Yield the columns that the projects' own words, and these facts, would stand in."""
    yield _Extra(Column("数量单位", Look.CENTRED, 8, 10), lambda line, _: line.count_unit)
    yield _Extra(Column("街道（乡镇）", Look.WORDS, 10, 16), lambda line, _: line.street)
    yield _Extra(Column("建设地点", Look.WORDS, 12, 24), lambda line, _: line.site)
    yield _Extra(Column("完成时限", Look.CENTRED, 10, 12), lambda line, _: line.deadline)
    for meaning, key, column in (*_date_columns(), *_money_columns(keys), *_year_columns(keys)):
        if (meaning, key) in keys:
            yield _Extra(column, _said(meaning, key))


def _date_columns() -> Iterator[tuple[Meaning, str, Column]]:
    for meaning, group in ((Meaning.PLANNED, PLANNED_DATES), (Meaning.PASSED, PASSED_DATES)):
        for stage in PROJECT_STAGES:
            yield meaning, stage, Column(stage, Look.CENTRED, 12, 12, group)


def _money_columns(keys: set[tuple[Meaning, str]]) -> Iterator[tuple[Meaning, str, Column]]:
    funds = {tuple(key.split("/")[:2]) for meaning, key in keys if meaning is Meaning.FUNDING}
    for year, origin in sorted(funds):
        group = f"{f'{year}年' if year else ''}{origin}资金（万元）"
        for words in MONEY.values():
            column = Column(words, Look.FIGURE, 10, 12, group)
            yield Meaning.FUNDING, fund_key(year, origin, words), column


def _year_columns(keys: set[tuple[Meaning, str]]) -> Iterator[tuple[Meaning, str, Column]]:
    yearly = {Meaning.CLASS_OF_YEAR, Meaning.PIECES}
    for year in sorted({key.partition("/")[0] for meaning, key in keys if meaning in yearly}):
        group = f"{year}年"
        yield Meaning.CLASS_OF_YEAR, year, Column(YEAR_CLASS, Look.CENTRED, 8, 10, group)
        for words in PIECES.values():
            yield Meaning.PIECES, f"{year}/{words}", Column(words, Look.FIGURE, 8, 10, group)


def _said(
    meaning: Meaning, key: str
) -> Callable[[ProjectLine, Mapping[tuple[Meaning, str], str]], str]:
    return lambda _line, facts: facts.get((meaning, key), "")


def _project_row(line: ProjectLine, number: str) -> tuple[str, ...]:
    investment = line.investment
    return (
        number,
        name_words(line.name, line.depth),
        line.kind,
        line.school_stage,
        line.year_class,
        year_words(line.due_year),
        "" if line.count is None else str(line.count),
        _size(line.places),
        _size(line.classes),
        _size(None if investment is None else in_yi(investment)),
        _size(line.area),
        _size(line.floor_area),
        line.stage,
        unit_words(line.units, lead=True),
        unit_words(line.units, lead=False),
        line.task_title,
        line.note,
    )


def _size(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")
