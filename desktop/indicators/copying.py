"""The selected cells of the indicator table, as other programs understand them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.delegates.marks import Mark
from desktop.indicators.block import put_on_clipboard, words_of

if TYPE_CHECKING:
    from desktop.columns import Cell
    from desktop.widgets.sheet import SheetTable


def copy_selected(table: SheetTable) -> None:
    """Copy the selected cells line by line; a place between them that is not selected is empty.

    Targets and names are marked, so that a block copied here is pasted here without them.
    """
    places = set(table.chosen_places())
    across = sorted({column for _, column in places})
    rows = [
        [_words(table.lines.cell(row, at)) if (row, at) in places else "" for at in across]
        for row in sorted({row for row, _ in places})
    ]
    aside = [not table.lines.columns[at].name for at in across]
    put_on_clipboard(*words_of(rows, aside))


def _words(cell: Cell) -> str:
    """Return a cell as other programs understand it: a blank is empty, a minus is theirs."""
    return "" if cell.mark is Mark.BLANK else cell.text.replace("−", "-")
