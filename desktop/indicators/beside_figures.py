"""What Del and Ctrl+D do in the columns of days and notes, beside the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.lines import IndicatorLine
from desktop.indicators.beside import Kind
from desktop.indicators.cells import seen_words

if TYPE_CHECKING:
    from desktop.columns import Column
    from desktop.indicators.entry import EntryWishes
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.widgets.sheet import SheetTable


class BesideWishes:
    """Clears and carries down the days and notes of the period being filled, as one step each.

    Each wish tells whether the cursor stands in a column of days or notes, so that it was meant.
    """

    def __init__(
        self, entry: EntryWishes, table: SheetTable, session: BookSession, notices: Notices
    ) -> None:
        self._entry = entry
        self._table = table
        self._session = session
        self._notices = notices

    @property
    def column(self) -> Column | None:
        """Return the column of days or notes that the cursor stands in, None in any other."""
        column = self._table.current_column
        return column if column is not None and column.key in {Kind.AS_OF, Kind.NOTE} else None

    def clear(self) -> bool:
        """Clear the selected notes; a day is never blank."""
        column = self.column
        if column is None:
            return False
        if column.key == Kind.AS_OF:
            self._notices.tell("截至日期不能空着。键入日期，或按 Ctrl+; 改为今天。")
            return True
        lines = [line for line in self._chosen(column) if _held(column, line)]
        self._put(column, lines, "", f"清除 {len(lines)} 格说明")
        return True

    def fill_down(self) -> bool:
        """Put what stands at the top of the selection, or over a single cell, into those below."""
        column = self.column
        if column is None:
            return False
        chosen = self._chosen(column)
        if len(chosen) == 1:
            chosen = [*self._above(chosen[0])[-1:], *chosen]
        source = column.edit(chosen[0]) if chosen and column.edit is not None else None
        if source:
            open_ones = [line for line in chosen[1:] if _held(column, line) not in {None, source}]
            self._put(column, open_ones, source, f"向下填充 {len(open_ones)} 格")
        return True

    # -- inside ----------------------------------------------------------------------------------

    def _chosen(self, column: Column) -> list[IndicatorLine]:
        lines = self._table.lines
        at = lines.columns.index(column)
        return [lines.rows[row] for row, place in self._table.chosen_places() if place == at]

    def _above(self, line: IndicatorLine) -> list[IndicatorLine]:
        rows = [row for row in self._table.lines.rows if isinstance(row, IndicatorLine)]
        return rows[: next(at for at, row in enumerate(rows) if row.id == line.id)]

    def _put(self, column: Column, lines: list[IndicatorLine], words: str, label: str) -> None:
        """Write the same day or note for rows of the period being filled."""
        period = self._session.period
        said = {"as_of": words} if column.key == Kind.AS_OF else {"note": words}
        entries = [
            self._entry.entry(line, period, seen_words(line, period), **said) for line in lines
        ]
        if entries:
            self._entry.keeping.record(entries, label=label)


def _held(column: Column, line: IndicatorLine) -> str | None:
    """Return what stands in a cell, None where nothing can be typed."""
    return None if column.edit is None else column.edit(line)
