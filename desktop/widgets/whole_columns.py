"""Keeps columns whole beside the frozen ones: a number without its first digit is another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

_AT_REST = 200
"""Milliseconds without scrolling after which the columns are put right."""


class WholeColumns:
    """Says where a table that is scrolled across may stop, and puts it there."""

    def __init__(self, table: QTableView, frozen: int) -> None:
        self.frozen = frozen
        """How many first columns stay in place; those behind them move."""
        self._rest: QTimer | None = None
        self._table = table
        self._bar = table.horizontalScrollBar()
        self._bar.valueChanged.connect(self._on_scrolled)
        self._bar.sliderReleased.connect(self._on_scrolled)

    def reach(self) -> None:
        """Let the table be scrolled on to a whole column at its end, at the cost of some room."""
        self._reach_to(self._around(self._bar.maximum())[1])

    def show_whole(self) -> None:
        """Scroll on until no column is cut where the frozen ones end."""
        _, behind = self._around(self._bar.value())
        self._reach_to(behind)
        self._bar.setValue(behind)

    def _reach_to(self, value: int) -> None:
        self._bar.setMaximum(max(value, self._bar.maximum()))

    def _around(self, value: int) -> tuple[int, int]:
        """Return how far the table is scrolled with the column whole that is cut, and without it.

        That is the place itself where none is cut, or one that is wider than the room it has.
        """
        if value == 0:
            return 0, 0
        header = self._table.horizontalHeader()
        count = header.count()
        first = header.sectionPosition(self.frozen) if self.frozen < count else 0
        at = header.visualIndexAt(first + value - header.offset())
        if at < 0:
            return value, value
        start, width = header.sectionPosition(at) - first, header.sectionSize(at)
        if start == value or width > self._table.viewport().width() - first:
            return value, value
        return start, start + width

    @Slot()
    def _on_scrolled(self) -> None:
        if self._rest is None:
            # A table that is never scrolled across needs none.
            self._rest = QTimer(self._table, singleShot=True, interval=_AT_REST)
            self._rest.timeout.connect(self._on_rest)
        self._rest.start()

    @Slot()
    def _on_rest(self) -> None:
        """Put the table at the stop nearest to where a person left it."""
        value = self._bar.value()
        start, behind = self._around(value)
        if not self._bar.isSliderDown():
            self._bar.setValue(start if value - start < behind - value else behind)
