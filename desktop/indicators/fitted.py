"""The columns of the indicator table, made narrower until all periods fit beside the pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.indicators.grid import GridView, Writers, grid_columns, ways_to_show

if TYPE_CHECKING:
    from desktop.columns import Column
    from desktop.widgets.sheet import SheetTable

_Made = tuple[tuple["Column", ...], int]
"""Columns, and how many of them stay in place."""


class FittedColumns:
    """Shows a view of the plan in the table, in the widest way for which there is room."""

    def __init__(self, table: SheetTable, writers: Writers) -> None:
        self._table = table
        self._writers = writers
        # The same view in as many ways as it may be shown, from the widest to the narrowest.
        self._ways: tuple[GridView, ...] = ()
        self._widest: _Made = ((), 0)
        # What was fitted, into which width, and how many things made room for it.
        self._fitted: tuple[object, ...] = ()
        self._made_room = 0
        self._shown: tuple[object, ...] = ()

    def show(self, view: GridView, whose: tuple[str, str | None]) -> None:
        """Show the columns anew when something in their heads or their reach is another.

        `whose` are the plan, and the unit whose figures are shown. Where all periods do not fit,
        long words are written smaller, then the nature makes room, unless columns were chosen: the
        change stays beside its figure.
        """
        if not self._ways or self._ways[0] is not view:
            self._ways, self._widest = tuple(ways_to_show(view)), grid_columns(view, self._writers)
        asked = (_layout_of(self._widest, view), whose, self._table.viewport().width())
        if asked != self._fitted:
            self._fitted, self._made_room = asked, 0
        while True:
            way = self._ways[self._made_room]
            made = self._widest if way is view else grid_columns(way, self._writers)
            layout = (_layout_of(made, way), whose)
            if layout != self._shown:
                self._shown = layout
                self._table.freeze(made[1])
                self._table.show_columns(made[0])
            if self._made_room == len(self._ways) - 1 or not self._table.is_cramped:
                return
            self._made_room += 1


def _layout_of(made: _Made, view: GridView) -> tuple[object, ...]:
    heads = tuple((column.title, column.group, column.tinted, column.width) for column in made[0])
    return heads, made[1], view.doubtful, view.tight
