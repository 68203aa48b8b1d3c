"""Keeps columns whole beside the frozen ones: a number without its first digit is another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QAbstractItemView

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QTableView

_AT_REST = 200
"""Milliseconds without scrolling after which the columns are put right."""


class WholeColumns:
    """Says where a table that is scrolled across may stop, and puts it there.

    `is_held` tells whether the mouse drags something there. Where nothing is frozen, a first
    column of names is read on under the edge; in a table without names none is.
    """

    def __init__(
        self, table: QTableView, frozen: int, is_held: Callable[[], bool], *, names: bool = True
    ) -> None:
        self.frozen = frozen
        """How many first columns stay in place; those behind them move."""
        self._rest: QTimer | None = None
        self._rested_at = 0
        self._table = table
        self._is_held = is_held
        self._names = names
        self._bar = table.horizontalScrollBar()
        self._bar.valueChanged.connect(self._on_scrolled)
        self._bar.sliderReleased.connect(self._on_scrolled)

    def reach(self) -> None:
        """Let the table be scrolled on to a whole column at its end, at the cost of some room."""
        self._reach_to(self._around(self._bar.maximum())[1])

    def show_whole(self) -> None:
        """Scroll on until no column is cut where the frozen ones end; at once or when let go."""
        value = self._bar.value()
        if value == 0:
            return
        if self._is_held() or self._bar.isSliderDown():
            self._on_scrolled()
            return
        _, behind = self._around(value)
        self._reach_to(behind)
        self._bar.setValue(behind)

    def _reach_to(self, value: int) -> None:
        self._bar.setMaximum(max(value, self._bar.maximum()))

    def _around(self, value: int) -> tuple[int, int]:
        """Return how far the table is scrolled with the column whole that is cut, and without it.

        That is the place itself where none is cut, or one that is wider than the room it has, or
        the names, which are read on where nothing is frozen.
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
        names = self._names and at == self.frozen == 0
        if start == value or names or width > self._table.viewport().width() - first:
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
        typing = self._table.state() is QAbstractItemView.State.EditingState
        if typing or self._is_held() or self._bar.isSliderDown():
            self._on_scrolled()
            return
        value, rested_at = self._bar.value(), self._rested_at
        start, behind = self._around(value)
        stop = start if value - start < behind - value else behind
        if stop == rested_at and abs(value - stop) >= self._bar.singleStep():
            # Who goes on by steps that are shorter than half a column would never get past it.
            stop = behind if value > rested_at else start
        self._bar.setValue(stop)
        self._rested_at = self._bar.value()
