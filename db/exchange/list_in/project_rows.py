"""The rows of a project table: beside names, words and sizes their dates, money and years."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.exchange.list_in.figures import FiguresFound, size_of
from db.exchange.list_in.plain_words import is_placeholder, squash, visible
from db.exchange.list_in.rows import RowsReader
from db.exchange.list_in.years import find_period, read_project_due
from db.exchange.listing import FigureReading, Meaning
from db.exchange.project_facts import BEGINNING, FACTS
from db.model.amount import Amount
from db.model.words import YEAR_CLASSES
from db.rules.amounts import read_amount
from db.rules.stage_dates import read_stage_date
from db.rules.stages import STARTING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.exchange.list_in.columns import Column
    from db.exchange.sheets import Cell

_DATES = frozenset({Meaning.PLANNED, Meaning.PASSED})
_YEAR = re.compile(r"((?:19|20)\d\d)(?:年度?)?")


@dataclass(slots=True)
class ProjectRowsReader(RowsReader):
    """Reads a project table; what is no date, no money or no class is pointed at."""

    _fact_columns: dict[int, Column] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super(ProjectRowsReader, self).__post_init__()
        self._fact_columns = {c.index: c for c in self.layout.columns if c.meaning in FACTS}

    def _said(self, meaning: Meaning, cell: Cell) -> str:
        """Return the words of a cell as they are kept; a project keeps the month it is due."""
        said = super(ProjectRowsReader, self)._said(meaning, cell)
        if meaning is not Meaning.DEADLINE or not said:
            return said
        due = read_project_due(said)
        if not due:
            self.complain(cell, f"“{visible(cell.text)}”里没有年份")
        return due

    def _figures_of(self, cells: Mapping[int, Cell], unit: str) -> FiguresFound:
        """Return the sizes of a row, and behind them its dates, money and years."""
        found = super(ProjectRowsReader, self)._figures_of(cells, unit)
        facts = []
        for index, column in self._fact_columns.items():
            cell = cells.get(index)
            if cell is None or not visible(cell.text) or is_placeholder(cell.text):
                continue
            if year := self._year_to_begin_in(cell, column):
                begins = Amount(STARTING)
                facts.append(
                    FigureReading(Meaning.CLASS_OF_YEAR, year, begins, cell.address, STARTING)
                )
                continue
            try:
                amount = self._fact(cell, column)
            except ValueError as error:
                self.complain(cell, str(error))
                continue
            shown = visible(cell.text)
            facts.append(FigureReading(column.meaning, column.period, amount, cell.address, shown))
        return FiguresFound((*found.figures, *facts), found.doubts, found.understood)

    def _year_to_begin_in(self, cell: Cell, column: Column) -> str:
        """Return the year in which a work is to begin, where no month is said; else "".

        That makes it 新开工 in the year, unless a column of its own says what it is then.
        """
        if column.meaning is not Meaning.PLANNED or column.period != BEGINNING:
            return ""
        found = _YEAR.fullmatch(squash(cell.text))
        year = found[1] if found else ""
        told = (Meaning.CLASS_OF_YEAR, year)
        is_told = any((c.meaning, c.period) == told for c in self._fact_columns.values())
        return "" if is_told else year

    def _fact(self, cell: Cell, column: Column) -> Amount:
        """Return what a cell says; ValueError with a sentence where that is not its column's."""
        if column.meaning is not Meaning.FUNDING or cell.error:
            return _fact(cell, column.meaning)
        corner = self.around.corner.words if self.around.corner else ""
        amount = size_of(cell, column, corner)
        if amount.value is None:
            raise ValueError(f"“{visible(cell.text)}”不是数值")
        return Amount(format(amount.value, "f"), amount.value)


def _fact(cell: Cell, meaning: Meaning) -> Amount:
    """Return what a cell says; ValueError with a sentence when it is not what its column holds."""
    words = visible(cell.text)
    if cell.error:
        raise ValueError(f"公式出错（{cell.text}）")
    if meaning in _DATES:
        try:
            return Amount(_month_of_part(words, meaning) or read_stage_date(words, near=None))
        except ValueError as error:
            raise ValueError(f"“{words}”不是日期，写成 2024-09 或 2024-09-15 的样子") from error
    if meaning is Meaning.CLASS_OF_YEAR:
        if squash(words) not in YEAR_CLASSES:
            raise ValueError("年度类别只认：" + "、".join(YEAR_CLASSES))
        return Amount(squash(words))
    if cell.number is not None:
        return Amount(format(cell.number, "f"), cell.number)
    amount = read_amount(words)
    if amount.value is None:
        raise ValueError(f"“{words}”不是数值")
    return Amount(format(amount.value, "f"), amount.value)


def _month_of_part(words: str, meaning: Meaning) -> str:
    """Return the last month of the quarter or half that a stage is planned for; else ""."""
    found = find_period(squash(words)) if meaning is Meaning.PLANNED else None
    is_part = found is not None and not found.rest and found.period[5:6] in {"Q", "S"}
    return read_project_due(words) if is_part else ""
