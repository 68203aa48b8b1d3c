"""How wide the columns of a table need to be, found without measuring a long table at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QTimer, Signal, Slot

from desktop.columns import Heading
from desktop.delegates.kit import most_width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from desktop.columns import Column, LineModel
    from desktop.delegates.cells import CellDelegate

_AT_ONCE = 200
"""Rows that are measured at once: a table of no more is measured whole."""

_SEEN_FIRST = 24
"""Rows of a longer table that are measured at first, in a column that knows no longest."""

_LONGEST = 8
"""Rows that are measured at first in a column that does."""

_GAUGED = 2_000
"""Rows among which those are looked for: of a very long table the rest takes its turn."""

_SLICE = 20
"""Rows of the rest that are measured in one go."""

_SLACK = 2
"""Pixels more than a column's widest cell needs, so that words do not touch the next column."""

_REST_AFTER = 400
"""Milliseconds until the rest of a long table is measured: by then it is painted."""


class ColumnWidths(QObject):
    """What each column needs to show its widest cell, until rows or columns are others.

    Of a long table the rows that seem longest are measured first, and all of them a slice at a
    time once the table is painted.
    """

    grown = Signal()
    """A row of the rest needs more than was known."""

    def __init__(self, lines: LineModel, delegate: CellDelegate, parent: QObject) -> None:
        super().__init__(parent)
        self._lines = lines
        self._delegate = delegate
        self._known: list[int] | None = None
        self._columns: tuple[Column, ...] = ()
        # How many rows the known widths were measured over.
        self._most = 0
        self._measured = 0
        # Where the longest of the rows stand by what gauged them: columns come and go over them.
        self._longest: dict[Callable[[Any], int], list[int]] = {}
        self._gauged: tuple[Any, ...] = ()
        self._among: list[int] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._measure_on)
        lines.modelReset.connect(self._forget)
        lines.dataChanged.connect(self._on_changed)

    def needed(self) -> list[int]:
        """Return the pixels each column needs, as far as is known."""
        if self._known is None:
            self._known = [
                self._width_of(place, self._likely(column))
                for place, column in enumerate(self._lines.columns)
            ]
            self._columns, self._most = self._lines.columns, len(self._lines.rows)
            self._measured = 0
            if len(self._lines.rows) > _AT_ONCE:
                self._rest.start(_REST_AFTER)
        return self._known

    def within(self, room: int, chosen: Mapping[str, int]) -> list[int]:
        """Return the pixels of each column: those a person has chosen, by their keys, or needed.

        What is left over of the room goes to the columns that stretch.
        """
        columns = self._lines.columns
        widths = [
            chosen.get(column.key, needed)
            for column, needed in zip(columns, self.needed(), strict=True)
        ]
        spare = room - sum(widths)
        stretching = [
            at for at, column in enumerate(columns) if column.stretches and column.key not in chosen
        ]
        if spare > 0:
            for place in stretching:
                widths[place] += spare // len(stretching)
        return widths

    def fitting(self, place: int) -> int:
        """Return the pixels in which all the words of a column are seen, however long they are."""
        column = self._lines.columns[place]
        cells = (
            self._lines.cell(row, place)
            for row in self._likely(column)
            if not isinstance(self._lines.rows[row], Heading)
        )
        return max((self._delegate.width_of(cell) + _SLACK for cell in cells), default=0)

    @Slot()
    def _forget(self) -> None:
        """Measure anew, unless a long table only shows fewer of its rows, or in another order."""
        same = self._columns is self._lines.columns
        if same and _AT_ONCE < len(self._lines.rows) <= self._most:
            return
        self._known = None
        self._rest.stop()

    @Slot(QModelIndex, QModelIndex)
    def _on_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """Make room for a row's new state."""
        if self._known is None or len(self._known) != len(self._lines.columns):
            return
        rows = range(first.row(), last.row() + 1)
        if len(rows) > _AT_ONCE:
            # The rest of them is looked at once what is in sight is painted.
            rows = rows[:_SEEN_FIRST]
            self._measured = 0
            self._rest.start(_REST_AFTER)
        found = list(self._known)
        for place in range(first.column(), last.column() + 1):
            found[place] = max(found[place], self._width_of(place, rows))
        if found != self._known:
            self._known = found
            self.grown.emit()

    @Slot()
    def _measure_on(self) -> None:
        """Measure the next slice of a long table, and come back for the one after it."""
        if self._known is None:
            return
        start, self._measured = self._measured, self._measured + _SLICE
        rows = range(start, min(self._measured, len(self._lines.rows)))
        found = [max(known, self._width_of(place, rows)) for place, known in enumerate(self._known)]
        if self._measured < len(self._lines.rows):
            self._rest.start(0)
        if found != self._known:
            self._known = found
            self.grown.emit()

    def _likely(self, column: Column) -> Iterable[int]:
        """Return the rows that are measured at first."""
        rows, gauge = self._lines.rows, column.gauge
        if len(rows) <= _AT_ONCE:
            return range(len(rows))
        if gauge is None or not column.widest:
            return range(_SEEN_FIRST)
        if rows is not self._gauged:
            self._gauged = rows
            self._longest.clear()
            first = enumerate(rows[:_GAUGED])
            self._among = [place for place, line in first if not isinstance(line, Heading)]
        if gauge not in self._longest:
            lengths = {place: gauge(rows[place]) for place in self._among}
            self._longest[gauge] = sorted(lengths, key=lengths.__getitem__)[-_LONGEST:]
        return self._longest[gauge]

    def _width_of(self, place: int, rows: Iterable[int]) -> int:
        """Return a column's width; one that may grow is measured over these rows."""
        column = self._lines.columns[place]
        widest = column.width
        if not column.widest:
            return widest
        measure = self._delegate.measure()
        for row in rows:
            if isinstance(self._lines.rows[row], Heading):
                continue
            cell = self._lines.cell(row, place)
            if most_width_of(cell) + _SLACK > widest:
                widest = max(widest, measure(cell) + _SLACK)
            if widest >= column.widest:
                return column.widest
        return widest
