"""What is being typed while a table is laid out anew under it: words, caret, and on which cell."""

# No `from __future__ import annotations`: a NamedTuple compiles each annotation that is a string.

from typing import TYPE_CHECKING, NamedTuple

from desktop.widgets.kept_cursor import Kept, kept_of, place_of

if TYPE_CHECKING:
    from desktop.delegates.editor import ValueEditor
    from desktop.widgets.sheet import SheetTable


class Typed(NamedTuple):
    """Words that stand in the open editor, over those that it began with (`held`)."""

    cell: Kept
    words: str
    held: str | None
    caret: int
    replacing: bool
    refused: bool


def typed_in(table: "SheetTable", editor: "ValueEditor") -> Typed:
    """Return what is being typed into a table."""
    place = table.values.open_index
    return Typed(
        kept_of(table.lines, table.lines.index(place.row(), place.column())),
        editor.text(),
        editor.held,
        editor.cursorPosition(),
        editor.replacing,
        editor.refused,
    )


def type_on(table: "SheetTable", typed: Typed) -> None:
    """Open the editor on the same cell again, where the table has let go of it and still has it."""
    editor = table.editor
    place = place_of(table.lines, typed.cell)
    if not editor.waiting or place is None or table.lines.row_of(typed.cell.row) is None:
        return
    index = table.lines.index(*place)
    if (table.lines.columns[place[1]].key or "") != typed.cell.column:
        return
    table.setCurrentIndex(index)
    table.edit(index)
    if editor.waiting:
        return
    editor.setText(typed.words)
    editor.setCursorPosition(typed.caret)
    editor.held, editor.replacing = typed.held, typed.replacing
    if typed.refused:
        editor.refuse()
