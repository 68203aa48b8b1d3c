"""What is done to the days and notes beside the figures: Del, Ctrl+D, Ctrl+V, Ctrl+;."""

from __future__ import annotations

from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING

from db.errors import ValueRefused
from db.model.lines import IndicatorLine
from db.model.period import Period
from desktop.indicators.beside import Kind
from desktop.indicators.cells import STANDING_WORDS, seen_words
from desktop.indicators.entry import parted, skipped_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

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
        self._put(column, ((line, "") for line in lines), f"清除 {len(lines)} 格说明")
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
            self._put(
                column, ((line, source) for line in open_ones), f"向下填充 {len(open_ones)} 格"
            )
        return True

    def paste(self, words: Sequence[str]) -> None:
        """Put words into the cells from the first selected one down, as one step.

        They fill the selection where they go into it whole. Blank ones change nothing, and what has
        no figure is passed over. In the column of days all of them must be days.
        """
        column = self.column
        chosen = self._chosen(column) if column is not None else []
        if column is None or not chosen:
            return
        fits = len(chosen) % len(words) == 0
        lines = chosen if fits else [chosen[0], *self._below(chosen[0])][: len(words)]
        told = [(line, word.strip()) for line, word in zip(lines, cycle(words), strict=False)]
        open_ones = [pair for pair in told if pair[1] and _held(column, pair[0]) is not None]
        passed = sum(1 for pair in told if pair[1]) - len(open_ones)
        more = f"跳过 {passed} 格：还没有数。" * bool(passed)
        if not open_ones:
            self._notices.tell("先填数，再写说明和截至日期。")
            return
        label = f"粘贴 {len(open_ones)} 格"
        said = f"已改 {len(open_ones)} 格，Ctrl+Z 撤销。{more}"
        try:
            self._put(column, self._read(column, open_ones), label, said)
        except ValueRefused as error:
            self._notices.report(error)

    def set_day(self, cells: Sequence[tuple[IndicatorLine, str]], day: date) -> None:
        """Let figures speak of a day, as one step; what cannot be written is passed over."""
        open_ones, shut = parted(cells)
        entries = [
            self._entry.entry(line, period, seen_words(line, period), as_of=day.isoformat())
            for line, period in open_ones
            if period in line.actuals
        ]
        if entries:
            label = f"截至日期改为 {day.isoformat()}"
            words = f"{len(entries)} 格{label}，Ctrl+Z 撤销。{skipped_words(shut)}"
            said = partial(self._notices.tell, words)
            self._entry.keeping.record(entries, label=label, afterwards=said)
        elif shut and not open_ones:
            self._notices.tell(STANDING_WORDS[shut[0]])
        else:
            self._notices.tell("先填数，再写截至日期。")

    # -- inside ----------------------------------------------------------------------------------

    def _read(
        self, column: Column, told: Iterable[tuple[IndicatorLine, str]]
    ) -> list[tuple[IndicatorLine, str]]:
        """Return what is told of rows as it is kept: days as ISO dates. Raises ValueRefused."""
        if column.key != Kind.AS_OF:
            return list(told)
        # Loaded when a day is written: the page is shown before.
        from desktop.indicators.typed import day_of  # noqa: PLC0415 - as said

        year = Period.read(self._session.period).year
        return [(line, day_of(word, year).isoformat()) for line, word in told]

    def _chosen(self, column: Column) -> list[IndicatorLine]:
        lines = self._table.lines
        at = lines.columns.index(column)
        return [lines.rows[row] for row, place in self._table.chosen_places() if place == at]

    def _above(self, line: IndicatorLine) -> list[IndicatorLine]:
        rows = self._rows()
        return rows[: next(at for at, row in enumerate(rows) if row.id == line.id)]

    def _below(self, line: IndicatorLine) -> list[IndicatorLine]:
        return self._rows()[len(self._above(line)) + 1 :]

    def _rows(self) -> list[IndicatorLine]:
        return [row for row in self._table.lines.rows if isinstance(row, IndicatorLine)]

    def _put(
        self,
        column: Column,
        told: Iterable[tuple[IndicatorLine, str]],
        label: str,
        said: str = "",
    ) -> None:
        """Write days or notes for rows of the period being filled; say then what was done."""
        period = self._session.period
        kind = "as_of" if column.key == Kind.AS_OF else "note"
        entries = [
            self._entry.entry(line, period, seen_words(line, period), **{kind: words})
            for line, words in told
        ]
        if entries:
            afterwards = partial(self._notices.tell, said) if said else None
            self._entry.keeping.record(entries, label=label, afterwards=afterwards)


def _held(column: Column, line: IndicatorLine) -> str | None:
    """Return what stands in a cell, None where nothing can be typed."""
    return None if column.edit is None else column.edit(line)
