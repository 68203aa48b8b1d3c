"""The columns of a table of units: what each counts, from its headings and a person's word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.exchange.list_in.columns import Column
from db.exchange.list_in.heading_stacks import Stack, stacks_of
from db.exchange.list_in.plain_words import is_placeholder, squash, tidy
from db.exchange.listing import ColumnReading, Meaning
from db.exchange.unit_table.finding import NO_NAMES, UnitBlock, twin_of
from db.exchange.unit_table.headings import (
    Quantity,
    is_about_units,
    is_among,
    is_note_heading,
    is_number_heading,
    is_worked_out,
    quantity_of,
    rank_of_unit_heading,
    without_role,
)
from db.rules.amounts import read_amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from db.exchange.corrections import ColumnCorrection
    from db.exchange.list_in.grid import Grid
    from db.exchange.sheets import Cell

_LOOKED_AT = 80


@dataclass(frozen=True, slots=True)
class UnitColumn:
    """A column with what it counts; only those of figures (ACTUAL) have a quantity.

    In a form that is to be filled `role` tells what its heading calls the figures, if it does.
    """

    column: Column
    quantity: Quantity | None = None
    item: str = ""
    role: Meaning | None = None

    def reading(self, period: str) -> ColumnReading:
        """Return the column as it is handed on; `period` is the table's own."""
        column, quantity = self.column, self.quantity
        if quantity is None:
            return ColumnReading(
                column.index, column.meaning, heading=column.heading, address=column.address
            )
        return ColumnReading(
            column.index, column.meaning, column.period or period, quantity.heading,
            quantity.names, column.unit, column.address, self.item, self.role,
        )  # fmt: skip


def unit_columns(
    grid: Grid,
    found: UnitBlock,
    corrected: Mapping[int, ColumnCorrection],
    *,
    to_fill: bool = False,
) -> tuple[UnitColumn, ...]:
    """Return the columns of a table of units; what a person `corrected` stands.

    In a form `to_fill` columns without any figure are columns of figures too.
    """
    stacks = {stack.column: stack for stack in _with_wholes(stacks_of(grid, found.block))}
    indexes = sorted({*stacks, *corrected, found.name} - {NO_NAMES})
    name = _name_column(found, corrected)
    twin = twin_of(grid, found)
    if twin is not None:
        indexes = [index for index in indexes if index < twin.column]
    read = _Columns(grid, found, to_fill=to_fill)
    columns = [
        read.column(index, stacks.get(index), corrected.get(index), is_name=index == name)
        for index in indexes
    ]
    return tuple(_with_own_names(columns))


def _with_wholes(stacks: Iterable[Stack]) -> Iterator[Stack]:
    """Yield the headings; what stands below a bare 其中 is a part of the column before."""
    whole: tuple[str, ...] = ()
    for stack in stacks:
        if is_among(stack.parts[0]) and len(stack.parts) > 1:
            yield stack._replace(parts=(*whole, *stack.parts[1:]))
        else:
            whole = stack.parts
            yield stack


def _name_column(found: UnitBlock, corrected: Mapping[int, ColumnCorrection]) -> int:
    said = (index for index, one in corrected.items() if one.meaning is Meaning.NAME)
    return next(said, found.name)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Reads the columns of one table."""

    grid: Grid
    found: UnitBlock
    to_fill: bool

    def column(
        self, index: int, stack: Stack | None, said: ColumnCorrection | None, *, is_name: bool
    ) -> UnitColumn:
        """Return what a column is: what a person `said`, else its headings."""
        parts = stack.parts if stack else ()
        heading = " ".join(map(tidy, parts))
        column = Column(index, Meaning.IGNORED, heading=heading)
        if stack is not None:
            column = replace(column, address=stack.address)
        if is_name:
            return UnitColumn(replace(column, meaning=Meaning.NAME))
        meaning = said.meaning if said is not None else self._meaning(index, parts)
        if meaning is not Meaning.ACTUAL:
            return UnitColumn(replace(column, meaning=meaning))
        counted, role = without_role(parts) if self.to_fill else (parts, None)
        quantity = quantity_of(counted)
        period = (role.period if role else "") or quantity.period
        column = replace(column, meaning=meaning, period=period, unit=quantity.unit)
        called = role.role if role else None
        if said is None:
            return UnitColumn(column, quantity, role=called)
        column = replace(
            column,
            period=said.period or period,
            unit=said.unit or quantity.unit,
            shares=said.shares,
            as_written=said.as_written,
        )
        return UnitColumn(column, quantity, said.item, called)

    def _meaning(self, index: int, parts: tuple[str, ...]) -> Meaning:
        """Return what a column is by its headings and its cells."""
        if not parts or index < 1:
            return Meaning.IGNORED
        last = parts[-1]
        if is_number_heading(last):
            return Meaning.NUMBER
        if is_note_heading(last):
            return Meaning.NOTE
        whole = "".join(map(squash, parts))
        rank = rank_of_unit_heading(last)
        if rank is not None or is_about_units(last) or is_worked_out(whole):
            return Meaning.IGNORED
        return Meaning.ACTUAL if self._counts(index) else Meaning.IGNORED

    def _counts(self, index: int) -> bool:
        """Tell whether figures stand in the column, not words."""
        cells = [self.grid.at(row, index) for row in self.found.block.body[:_LOOKED_AT]]
        given = [cell for cell in cells if cell is not None and not is_placeholder(cell.text)]
        if not given:
            return self.to_fill
        return 2 * sum(map(_is_figure, given)) >= len(given)


def _is_figure(cell: Cell) -> bool:
    if cell.number is not None or cell.formula:
        return not cell.is_date
    try:
        amount = read_amount(cell.text)
    except ValueError:
        return False
    return amount.value is not None or amount.answer is not None


def _with_own_names(columns: Sequence[UnitColumn]) -> list[UnitColumn]:
    """Return the columns without the shorter names that several of them could go by."""
    names = Counter(
        (column.column.period, name)
        for column in columns
        if column.quantity is not None
        for name in column.quantity.names
    )
    return [_named(column, names) for column in columns]


def _named(column: UnitColumn, names: Counter[tuple[str, str]]) -> UnitColumn:
    quantity = column.quantity
    if quantity is None:
        return column
    first, *others = quantity.names or (quantity.heading,)
    own = (name for name in others if names[column.column.period, name] == 1)
    return replace(column, quantity=quantity._replace(names=(first, *own)))
