"""What the columns of a table of units add up to, held against its 合计 and the book."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from db.exchange.differences import SumLine
from db.exchange.unit_table.matching import FigureKey, figure_columns, written_unit
from db.rules.aggregating import adds_up
from db.rules.amounts import in_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from db.exchange.differences import ItemMatch
    from db.exchange.listing import ColumnReading, RowReading, Subtotal, TableReading
    from db.model.lines import ActualValue


def sums_of(
    table: TableReading,
    counted: Mapping[int, ItemMatch],
    held: Mapping[FigureKey, ActualValue],
) -> list[SumLine]:
    """Return the sums of the columns that may be summed, in the units of the book.

    `counted` are the columns that are taken in, `held` what the book holds of their 数据项.
    """
    return [
        line
        for column in figure_columns(table)
        if (match := counted.get(column.column)) is not None
        for line in _sum(table, column, match, held)
    ]


@dataclass(frozen=True, slots=True)
class PartSum:
    """A 小计 that is not what its rows add up to, in the units of the book.

    `known` of its units have a figure.
    """

    subtotal: Subtotal
    column: ColumnReading
    address: str
    stated: Decimal
    total: Decimal
    known: int


def parts_that_are_off(table: TableReading, counted: Mapping[int, ItemMatch]) -> Iterator[PartSum]:
    """Yield every 小计 of a column that may be summed which is not the sum of its rows."""
    rows = {row.row: row for row in table.rows}
    for subtotal in table.subtotals:
        for column in figure_columns(table):
            match = counted.get(column.column)
            item = match.item if match is not None else None
            if item is None or not adds_up(item.name, item.unit or column.unit):
                continue
            written = written_unit(table, column, item.unit)
            stated = _value(subtotal.row, column, written, item.unit)
            given = (_value(rows[one], column, written, item.unit) for one in subtotal.parts)
            values = [value for value in given if value is not None]
            total = sum(values, Decimal(0))
            if stated is not None and stated != total:
                where = _address(subtotal.row, column)
                yield PartSum(subtotal, column, where, stated, total, len(values))


def _sum(
    table: TableReading,
    column: ColumnReading,
    match: ItemMatch,
    held: Mapping[FigureKey, ActualValue],
) -> Iterator[SumLine]:
    item = match.item
    if item is None or not adds_up(item.name, item.unit or column.unit):
        return
    written = written_unit(table, column, item.unit)
    values = [v for row in table.rows if (v := _value(row, column, written, item.unit)) is not None]
    if not values:
        return
    stated = _value(table.total, column, written, item.unit) if table.total else None
    county = held.get((item.id, column.period, None))
    yield SumLine(
        table.sheet, column.column, column.heading, item.unit, column.period,
        sum(values, Decimal(0)), len(values), stated,
        _address(table.total, column) if table.total else "",
        county.amount.value if county is not None and not county.computed else None,
    )  # fmt: skip


def _value(row: RowReading, column: ColumnReading, written: str, wanted: str) -> Decimal | None:
    for figure in row.figures:
        if figure.column == column.column:
            amount = in_unit(figure.amount, written=written, wanted=wanted)
            return amount.value if amount is not None else None
    return None


def _address(row: RowReading, column: ColumnReading) -> str:
    return next((one.address for one in row.figures if one.column == column.column), "")
