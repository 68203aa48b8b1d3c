"""A table as a list of declared columns over immutable rows: the one model of every screen."""

# No `from __future__ import annotations`: a NamedTuple compiles each annotation that is a string.

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.delegates.marks import MARK_WORDS, MarkName

AnyIndex = QModelIndex | QPersistentModelIndex

_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _SHOWN | Qt.ItemFlag.ItemIsEditable


class Role:
    """What the model can be asked beside Qt's own roles."""

    CELL = Qt.ItemDataRole.UserRole + 1
    ROW = Qt.ItemDataRole.UserRole + 2
    COLUMN = Qt.ItemDataRole.UserRole + 3


class Align(StrEnum):
    """Where a column's words stand."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


class Cell(NamedTuple):
    """All that a cell shows; colours are meanings of the theme.

    `struck` is an old value crossed out before the text; `tag` a framed word after it (推定);
    `noted` the corner triangle; `spaced` leaves room for a mark where there is none; `small` is
    the secondary size; `hint` the words of its tip; `after` quiet words behind the text (/ 18).
    """

    text: str = ""
    ink: str = "text"
    ground: str = "surface"
    mark: MarkName | None = None
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
    after: str = ""


class Heading(NamedTuple):
    """A row that groups those below it: 学前教育  5 项，还差 1 格. `key` is unique in the table.

    `totals` are words under columns, by the columns' names.
    """

    key: str
    title: str
    detail: str = ""
    open: bool = True
    totals: Mapping[str, str] = MappingProxyType({})
    depth: int = 0
    """How many headings it stands under itself."""


class Column(NamedTuple):
    """One declared column.

    `cell` makes what a row shows here. `edit` gives the words an editor starts with, None where
    the row cannot be typed into; `write` asks the session to record what was typed, and raises
    db.errors.ValueRefused when it is not understood. `group` is the heading over neighbouring
    columns of the same group. A column is `width` wide; with `widest` it grows with its content up
    to that; one that stretches takes what is left over. `gauge` tells about how much room a row
    needs here without making its cell: of a long table only the longest are measured at first.
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
    gauge: Callable[[Any], int] | None = None
    key: str = ""
    """What the column is known by wherever its width is remembered; empty: it is not."""
    sort: Callable[[Any], Any] | None = None
    """What rows are sorted by when the head is clicked; None: the column does not sort."""


def breadth(words: str) -> int:
    """Return about how much room words take, without measuring them: a digit 2, a sign of ours 4.

    Latin letters are one byte each, Chinese signs three, and about twice as wide.
    """
    return len(words) + len(words.encode())


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
        self._places: dict[str, int] | None = None
        self._cells: dict[tuple[int, int], Cell] = {}
        self._over: Mapping[tuple[int, int], Cell] = {}
        # Rows of which one cell is newer than the others.
        self._ahead: set[int] = set()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns over the same rows."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._cells.clear()
        self._over = {}
        self.endResetModel()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; where they are the same ones as before, nothing moves on the screen."""
        made, key_of = tuple(rows), self.key_of
        pairs = zip(self.rows, made, strict=False)
        if len(made) == len(self.rows) and all(
            old is new or key_of(old) == key_of(new) for old, new in pairs
        ):
            self._exchange_rows(made)
            return
        self.beginResetModel()
        self.rows, self._places = made, None
        self._cells.clear()
        self._over, self._ahead = {}, set()
        self.endResetModel()

    def show_over(self, cells: Mapping[tuple[int, int], Cell]) -> None:
        """Show these cells, by row and column, in place of the rows' own until others are shown."""
        touched = {*self._over, *cells}
        self._over = dict(cells)
        for row in sorted({row for row, _ in touched if row < len(self.rows)}):
            last = self.index(row, len(self.columns) - 1)
            self.dataChanged.emit(self.index(row, 0), last)

    def show_ahead(self, row: Any, name: str) -> None:
        """Show a row's new state in the column of that name, before what follows from it elsewhere.

        `show_rows` brings that: it makes the other cells of the row anew.
        """
        place = self.row_of(self._key(row))
        if place is None:
            return
        self.rows = (*self.rows[:place], row, *self.rows[place + 1 :])
        self._ahead.add(place)
        for column in (at for at, one in enumerate(self.columns) if one.name == name):
            self._cells.pop((place, column), None)
            self.dataChanged.emit(self.index(place, column), self.index(place, column))

    def draw_anew(self, keys: Iterable[str]) -> None:
        """Make the cells of these rows anew: something beside their lines has changed."""
        self._draw_places({place for key in keys if (place := self.row_of(key)) is not None})

    def forget_cells(self) -> None:
        """Make every cell anew when it is next drawn; whoever shows them draws."""
        self._cells.clear()

    def _exchange_rows(self, rows: tuple[Any, ...]) -> None:
        """Put the same rows' new state in place; only those that differ are drawn anew."""
        pairs = zip(self.rows, rows, strict=True)
        differ = {place for place, (old, new) in enumerate(pairs) if old is not new and old != new}
        differ, self._ahead = differ | self._ahead, set()
        self.rows = rows
        self._draw_changed(differ)

    def _draw_changed(self, places: Collection[int]) -> None:
        if len(places) == 1:
            self._draw_row(*places)
        else:
            self._draw_places(places)

    def _draw_row(self, place: int) -> None:
        """Draw the cells of one row anew that show something else now: a typed value's are few."""
        across = range(len(self.columns))
        was = [self._cells.pop((place, column), None) for column in across]
        differ = [column for column in across if was[column] != self.cell(place, column)]
        if differ:
            # The words of a heading run on across the columns.
            last = across[-1] if isinstance(self.rows[place], Heading) else differ[-1]
            self.dataChanged.emit(self.index(place, differ[0]), self.index(place, last))

    def _draw_places(self, places: Collection[int]) -> None:
        across = range(len(self.columns))
        if not across:
            return
        gone = set(places)
        # Of ten thousand rows only those that were in sight have cells.
        self._cells = {at: cell for at, cell in self._cells.items() if at[0] not in gone}
        # Rows that lie together are told at once: there may be ten thousand of them.
        order = sorted(places)
        begins = [at for at, place in enumerate(order) if not at or order[at - 1] != place - 1]
        for begin, end in pairwise((*begins, len(order))):
            first, last = order[begin], order[end - 1]
            self.dataChanged.emit(self.index(first, 0), self.index(last, across[-1]))

    def key_of(self, row: Any) -> str:
        """Return what tells a row from every other."""
        return f"heading {row.key}" if isinstance(row, Heading) else self._key(row)

    def row_of(self, key: str) -> int | None:
        """Return where the row of that key stands, None when it is not shown."""
        if self._places is None:
            key_of = self._key
            self._places = {
                self.key_of(row) if isinstance(row, Heading) else key_of(row): place
                for place, row in enumerate(self.rows)
            }
        return self._places.get(key)

    def beside(self, before: Sequence[Any], at: int, column: int) -> tuple[int, int] | None:
        """Return the cell that is nearest to a place among earlier rows, those below it first.

        None where there was no such place, or none of those rows is shown any more.
        """
        if at < 0 or not 0 <= column < len(self.columns):
            return None
        for row in (*before[at + 1 :], *reversed(before[:at])):
            if (
                not isinstance(row, Heading)
                and (place := self.row_of(self.key_of(row))) is not None
            ):
                return place, column
        return None

    def cell(self, row: int, column: int) -> Cell:
        """Return what a cell shows, made once until the rows change."""
        made = self._over.get((row, column)) or self._cells.get((row, column))
        if made is None:
            line = self.rows[row]
            if isinstance(line, Heading):
                words = line.totals.get(self.columns[column].name, "")
                made = Cell(words if column else line.title, ground="header", bold=not column)
            else:
                made = self.columns[column].cell(line)
            self._cells[row, column] = made
        return made

    def last_in_group(self, column: int) -> int:
        """Return the last column under the heading that a column stands under."""
        columns = self.columns
        group = columns[column].group if 0 <= column < len(columns) else ""
        while group and column + 1 < len(columns) and columns[column + 1].group == group:
            column += 1
        return column

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
        return _TYPED if self.is_editable(index.row(), index.column()) else _SHOWN

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
        words = f"{cell.text}{cell.after}"
        parts = (heading.group, heading.title, cell.label, words, mark, cell.tag, note)
        return " ".join(part for part in parts if part)
