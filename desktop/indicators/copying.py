"""The selected cells of the indicator table, as other programs understand them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.delegates.marks import Mark
from desktop.indicators.block import put_on_clipboard, words_of
from desktop.wording import period_words

if TYPE_CHECKING:
    from desktop.columns import Cell, Column
    from desktop.widgets.sheet import SheetTable


def copy_selected(table: SheetTable, *, heads: bool = False) -> None:
    """Copy the selected cells line by line; a place between them that is not selected is empty.

    Targets and names are marked, so that a block copied here is pasted here without them; what is
    copied with the `heads` of its columns is for other programs.
    """
    places = set(table.chosen_places())
    if not places:
        return  # On a heading: what was copied before stays.
    across = sorted({column for _, column in places})
    rows = [
        [_words(table.lines.cell(row, at)) if (row, at) in places else "" for at in across]
        for row in sorted({row for row, _ in places})
    ]
    if heads:
        rows.insert(0, [_head_of(table.lines.columns[at]) for at in across])
    aside = [not heads and not table.lines.columns[at].name for at in across]
    put_on_clipboard(*words_of(rows, aside))


def _head_of(column: Column) -> str:
    """Return the words over a column in one line; those of an actual value are its period's."""
    if column.name:
        return column.name if column.name.isdigit() else period_words(column.name)
    words = column.title.replace("\n", " ")
    return f"{column.group} {words}".strip()


def _words(cell: Cell) -> str:
    """Return a cell as other programs understand it: a blank is empty, a minus is theirs."""
    return "" if cell.mark == Mark.BLANK else cell.text.replace("−", "-")
