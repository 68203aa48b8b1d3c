"""A table as a list of declared columns over immutable rows: the one model of every screen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.delegates.marks import MARK_WORDS, Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

AnyIndex = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the model can be asked beside Qt's own roles."""

    CELL = Qt.ItemDataRole.UserRole + 1
    ROW = Qt.ItemDataRole.UserRole + 2
    COLUMN = Qt.ItemDataRole.UserRole + 3


class Align(StrEnum):
    """Where a column's words stand."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Cell:
    """All that a cell shows; colours are meanings of the theme.

    `struck` is an old value crossed out before the text; `tag` a framed word after it (推定);
    `noted` the corner triangle; `spaced` leaves room for a mark where there is none; `small` is
    the secondary size; `hint` the words of its tip.
    """

    text: str = ""
    ink: str = "text"
    ground: str = "surface"
    mark: Mark | None = None
    bold: bool = False
    small: bool = False
    noted: bool = False
    indent: int = 0
    spaced: bool = False
    struck: str = ""
    tag: str = ""
    label: str = ""
    fold: bool | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that groups those below it: 学前教育  5 项，还差 1 格. `key` is unique in the table."""

    key: str
    title: str
    detail: str = ""
    open: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column.

    `cell` makes what a row shows here. `edit` gives the words an editor starts with, None where
    the row cannot be typed into; `write` asks the session to record what was typed, and raises
    db.errors.ValueRefused when it is not understood. `group` is the heading over neighbouring
    columns of the same group. A column is `width` wide; with `widest` it grows with its content up
    to that; one that stretches takes what is left over.
    """

    title: str
    cell: Callable[[Any], Cell]
    width: int
    widest: int = 0
    align: Align = Align.LEFT
    group: str = ""
    tinted: bool = False
    divider: bool = False
    stretches: bool = False
    edit: Callable[[Any], str | None] | None = None
    write: Callable[[Any, str], None] | None = None
    name: str = ""
    """What `write` fills, when several columns have one title (a year)."""


class LineModel(QAbstractTableModel):
    """Rows of any frozen kind, and Headings between them, shown through declared columns.

    It never edits itself: setData hands what was typed to the column's `write`, and the new row
    comes back through `show_rows`.
    """

    def __init__(self, key: Callable[[Any], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.columns: tuple[Column, ...] = ()
        self.rows: tuple[Any, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._cells: dict[tuple[int, int], Cell] = {}

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns over the same rows."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._cells.clear()
        self.endResetModel()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; where they are the same ones as before, nothing moves on the screen."""
        keys = tuple(self.key_of(row) for row in rows)
        if keys == self._keys:
            self._exchange_rows(tuple(rows))
            return
        self.beginResetModel()
        self.rows, self._keys = tuple(rows), keys
        self._cells.clear()
        self.endResetModel()

    def _exchange_rows(self, rows: tuple[Any, ...]) -> None:
        """Put the same rows' new state in place; only those that differ are drawn anew."""
        pairs = zip(self.rows, rows, strict=True)
        differ = {place for place, (old, new) in enumerate(pairs) if old != new}
        self.rows = rows
        self._cells = {at: cell for at, cell in self._cells.items() if at[0] not in differ}
        for place in sorted(differ) if self.columns else ():
            last = self.index(place, len(self.columns) - 1)
            self.dataChanged.emit(self.index(place, 0), last)

    def key_of(self, row: Any) -> str:
        """Return what tells a row from every other."""
        return f"heading {row.key}" if isinstance(row, Heading) else self._key(row)

    def row_of(self, key: str) -> int | None:
        """Return where the row of that key stands, None when it is not shown."""
        return self._keys.index(key) if key in self._keys else None

    def cell(self, row: int, column: int) -> Cell:
        """Return what a cell shows, made once until the rows change."""
        made = self._cells.get((row, column))
        if made is None:
            line = self.rows[row]
            if isinstance(line, Heading):
                first = column == 0
                made = Cell(line.title if first else "", ground="header", bold=True)
            else:
                made = self.columns[column].cell(line)
            self._cells[row, column] = made
        return made

    def is_editable(self, row: int, column: int) -> bool:
        """Tell whether a value can be typed into a cell."""
        line = self.rows[row]
        edit = self.columns[column].edit
        return edit is not None and not isinstance(line, Heading) and edit(line) is not None

    # -- Qt's questions --------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == Role.CELL:
            return self.cell(row, column)
        if role == Role.ROW:
            return self.rows[row]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(row, column).text
        if role == Qt.ItemDataRole.EditRole:
            return self._words_to_edit(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.cell(row, column).hint or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Role.COLUMN:
            return column
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.group} {column.title}".strip()
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.is_editable(index.row(), index.column()):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        write = self.columns[index.column()].write if index.isValid() else None
        if role != Qt.ItemDataRole.EditRole or write is None:
            return False
        if not self.is_editable(index.row(), index.column()):
            return False
        write(self.rows[index.row()], str(value))
        return True

    def _words_to_edit(self, row: int, column: int) -> str | None:
        edit = self.columns[column].edit
        line = self.rows[row]
        return None if edit is None or isinstance(line, Heading) else edit(line)

    def _spoken(self, row: int, column: int) -> str:
        """Return a cell in words for a screen reader: its mark has a word too."""
        line, cell = self.rows[row], self.cell(row, column)
        if isinstance(line, Heading):
            return f"{line.title} {line.detail}".strip()
        heading = self.columns[column]
        mark = MARK_WORDS[cell.mark] if cell.mark else ""
        note = "有说明" if cell.noted else ""
        parts = (heading.group, heading.title, cell.label, cell.text, mark, cell.tag, note)
        return " ".join(part for part in parts if part)
