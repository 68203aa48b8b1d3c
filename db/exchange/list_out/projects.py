"""The projects of a plan as a table: what each is, how large, how far."""

from __future__ import annotations

from decimal import Decimal
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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import ProjectLine

_TEN_THOUSANDS = -4
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


def project_table(lines: Sequence[ProjectLine]) -> ListTable:
    """Return the sheet of the projects, numbered in order; a lump's parts have no number."""
    rows = []
    number = 0
    for line in lines:
        number += not line.depth
        rows.append(_project_row(line, "" if line.depth else str(number)))
    depths = [line.depth for line in lines]
    table = ListTable("项目", "重点项目一览表", _COLUMNS, rows, depths, (), 1)
    return with_people(table, [line.units for line in lines])


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
        _size(None if investment is None else _in_yi(investment)),
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


def _in_yi(investment: Decimal) -> Decimal:
    """Return 万元 as 亿元, exactly and without noughts at the end that nobody wrote."""
    moved = investment.scaleb(_TEN_THOUSANDS)
    return moved.quantize(Decimal(1)) if moved == moved.to_integral_value() else moved.normalize()
