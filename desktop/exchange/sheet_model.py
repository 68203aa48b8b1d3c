"""One sheet of a workbook as the office made it, each cell with its verdict."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from db.exchange.corrections import SheetCorrections
from db.exchange.differences import Verdict
from db.exchange.listing import ColumnReading, Meaning, TableKind
from db.exchange.sheets import Cell, Sheet, column_letters
from desktop.exchange.doubted import SpotDoubts, mark_of, words_of
from desktop.exchange.item_menu import match_of, match_words
from desktop.exchange.meanings import about_correction
from desktop.exchange.verdicts import (
    FIGURES,
    VERDICT_GROUNDS,
    VERDICT_MARKS,
    VERDICT_WORDS,
    Spot,
    Verdicts,
    loudest,
    meaning_ground,
    meaning_words,
    rows_taken,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from db.exchange.differences import ItemMatch
    from db.exchange.listing import TableReading
    from desktop.delegates.marks import MarkName

AnyIndex = QModelIndex | QPersistentModelIndex

_LEAST_COLUMNS = 6
_LEAST_ROWS = 1


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet to show: its tables as they were read, its differences, the cells left out.

    `corrections` are what a person said of its columns and header, `items` what the columns of its
    tables of units count, `doubts` what the checks would say of its figures.
    """

    sheet: Sheet
    tables: tuple[TableReading, ...] = ()
    verdicts: Verdicts = field(default_factory=dict)
    without: Collection[tuple[str, str]] = ()
    corrections: SheetCorrections = field(default_factory=SheetCorrections)
    items: Sequence[ItemMatch] = ()
    doubts: SpotDoubts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellLook:
    """How a cell with a verdict is drawn: the theme's ground and its mark.

    `loud` is what will be written. What becomes of the words that stand there: `new` take their
    place, or do not, where `kept` is set; without `new` they are drawn as they are. `doubt` is the
    mark of what the checks would say.
    """

    ground: str
    mark: MarkName
    loud: bool = False
    new: str = ""
    kept: bool = False
    doubt: MarkName | None = None


class SheetModel(QAbstractTableModel):
    """Rows and columns as the sheet has them; row 0 of the model is row 1 of the sheet."""

    unused = "不导入"
    """What a column that nothing is made of is called."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.shown = Shown(Sheet("", {}))
        self._rows = 0
        self._columns = 0
        self._cells: dict[int, dict[int, Cell]] = {}
        self._taken: frozenset[int] = frozenset()
        self._heads: dict[int, TableReading] = {}
        self._titles: frozenset[tuple[int, int]] = frozenset()
        self._meanings: dict[int, dict[int, ColumnReading]] = {}
        self.table: TableReading | None = None

    def show_sheet(self, shown: Shown) -> None:
        """Show another sheet; the same sheet read or judged anew does not move on the screen."""
        same = shown.sheet is self.shown.sheet
        if not same:
            self.beginResetModel()
        at = self.table.header[0] if same and self.table is not None else 1
        self.shown = shown
        self._take_tables(shown)
        if same:
            self.look_at(at)
            self._tell_all()
            return
        self._measure(shown.sheet)
        self._cells = {}
        self.endResetModel()

    def _measure(self, sheet: Sheet) -> None:
        """Note how many rows and columns the sheet has."""
        bottoms = [merge.bottom for merge in sheet.merges]
        rights = [merge.right for merge in sheet.merges]
        rights += [cells[-1].column for cells in sheet.rows.values() if cells]
        self._rows = max([*sheet.rows, *bottoms, _LEAST_ROWS])
        self._columns = max([*rights, _LEAST_COLUMNS])

    def _take_tables(self, shown: Shown) -> None:
        """Note what was read of each row and column."""
        self._taken = frozenset(row for table in shown.tables for row in rows_taken(table))
        self._heads = {
            row: table
            for table in shown.tables
            for row in range(table.header[0], table.header[1] + 1)
        }
        self._meanings = {
            id(table): {
                place: column
                for column in table.columns
                for place in (column.column, *column.again)
            }
            for table in shown.tables
        }
        self.table = shown.tables[0] if shown.tables else None
        first = self.table.header[0] if self.table is not None else 0
        last = max((max(columns, default=0) for columns in self._meanings.values()), default=0)
        self._titles = frozenset(
            (merge.top, merge.left)
            for merge in shown.sheet.merges
            if merge.bottom < first and merge.left == 1 and merge.right >= last > 1
        )

    def _tell_all(self) -> None:
        if self._rows and self._columns:
            last = self.index(self._rows - 1, self._columns - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._columns - 1)

    # -- what stands where -----------------------------------------------------------------------

    def cell(self, spot: Spot) -> Cell | None:
        """Return the cell of the sheet, None where it is empty."""
        row = self._cells.get(spot.row)
        if row is None:
            row = {cell.column: cell for cell in self.shown.sheet.rows.get(spot.row, ())}
            self._cells[spot.row] = row
        return row.get(spot.column)

    def verdict(self, spot: Spot) -> Verdict | None:
        """Return what would become of a cell, None where nothing is imported."""
        cells = self.shown.verdicts.get(spot)
        return loudest(cells) if cells else None

    def look(self, spot: Spot) -> CellLook | None:
        """Return how a cell with a verdict is drawn, None where it has none."""
        verdict = self.verdict(spot)
        if verdict is None:
            return None
        told = self.shown.doubts.get(spot)
        return CellLook(
            VERDICT_GROUNDS[verdict],
            VERDICT_MARKS[verdict],
            self.is_loud(spot),
            doubt=mark_of(told) if told else None,
        )

    def words_in(self, row: int) -> Iterator[tuple[int, str]]:
        """Yield column and words of each cell of a row (1-based) that says something."""
        return ((cell.column, cell.text) for cell in self.shown.sheet.rows.get(row, ()))

    def is_left_out(self, spot: Spot) -> bool:
        """Tell whether the cell was unticked."""
        address = f"{column_letters(spot.column)}{spot.row}"
        return (self.shown.sheet.name, address) in self.shown.without

    def is_loud(self, spot: Spot) -> bool:
        """Tell whether a cell would be written: it is new or changed, and not unticked."""
        written = self.verdict(spot) in {Verdict.NEW, Verdict.CHANGED}
        return written and not self.is_left_out(spot)

    def head_ground(self, spot: Spot) -> str:
        """Return the ground of a cell of a table's header, empty for any other cell."""
        table = self._heads.get(spot.row)
        if table is None:
            return ""
        column = self._meanings[id(table)].get(spot.column)
        return "header" if column is None else self._ground(table.kind, column)

    def is_title(self, spot: Spot) -> bool:
        """Tell whether a cell stands over a table and is merged over the whole of it."""
        return (spot.row, spot.column) in self._titles

    def is_figure(self, spot: Spot) -> bool:
        """Tell whether figures stand in this column of the table, so that they are lined up."""
        if not self.is_taken(spot.row):
            return False
        tables = [table for table in self.shown.tables if table.header[0] <= spot.row]
        reading = self._meanings[id(tables[-1])].get(spot.column) if tables else None
        return reading is not None and reading.meaning in FIGURES

    def is_taken(self, row: int) -> bool:
        """Tell whether a row (1-based) was read as a row of a table."""
        return row in self._taken

    def meaning(self, column: int) -> tuple[str, str]:
        """Return words and ground for a column (1-based) of the table the cursor is in."""
        kind = self.kind
        if kind is None:
            return "", "header"
        reading = self.reading(column)
        if reading is None:
            return self.unused, "header"
        if kind is TableKind.UNITS and reading.meaning is Meaning.ACTUAL:
            match = match_of(self.shown.items, self.shown.sheet.name, reading.column)
            return match_words(match, self.unused), self._ground(kind, reading)
        return meaning_words(reading, kind, self.unused), meaning_ground(reading.meaning)

    def _ground(self, kind: TableKind, column: ColumnReading) -> str:
        """Return the ground of a column's heading; one that counts nothing of ours has none."""
        if kind is TableKind.UNITS and column.meaning is Meaning.ACTUAL:
            match = match_of(self.shown.items, self.shown.sheet.name, column.column)
            if match is None or (match.item is None and not match.candidates):
                return "header"
        return meaning_ground(column.meaning)

    @property
    def kind(self) -> TableKind | None:
        """Return what the table is that the cursor is in; None where there is none.

        Where a person says that there is one which is not understood, it may be of any kind.
        """
        if self.table is not None:
            return self.table.kind
        if self.shown.corrections.kind == TableKind.UNITS:
            return TableKind.UNITS
        return TableKind.INDICATORS if self.shown.corrections else None

    def reading(self, column: int) -> ColumnReading | None:
        """Return how a column (1-based) was read, None where it has no heading."""
        if self.table is not None:
            return self._meanings[id(self.table)].get(column)
        said = self.shown.corrections.columns.get(column)
        return ColumnReading(column, said.meaning, said.period) if said is not None else None

    def correction_words(self, column: int) -> str:
        """Return what a person corrected of a column (1-based), empty where nothing."""
        said, kind = self.shown.corrections.columns.get(column), self.kind
        if said is None or kind is None:
            return ""
        return about_correction(said, self.reading(column), kind, self.unused)

    def look_at(self, row: int) -> None:
        """Let the heads over the columns speak of the table that a row (1-based) belongs to."""
        above = [table for table in self.shown.tables if table.header[0] <= row]
        found = above[-1] if above else next(iter(self.shown.tables), None)
        if found is not self.table:
            self.table = found
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(self._columns - 1, 0))

    def why_not(self, row: int) -> str:
        """Return why a row (1-based) is not imported, empty where it is."""
        if self.is_taken(row) or row in self._heads:
            return ""
        said = (table.passed_over.get(row, "") for table in self.shown.tables)
        return next((words for words in said if words), "不在表内")

    # -- Qt's questions --------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._columns

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        spot = Spot(index.row() + 1, index.column() + 1)
        if role == Qt.ItemDataRole.DisplayRole:
            cell = self.cell(spot)
            return cell.text if cell is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(spot)
        if role == Qt.ItemDataRole.ToolTipRole:
            cell = self.cell(spot)
            words = cell.text if cell is not None else ""
            return self._reasons(spot) or words or self.why_not(spot.row) or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return column_letters(section + 1)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            words = f"{column_letters(section + 1)} {self.meaning(section + 1)[0]}".strip()
            return "\n".join(filter(None, (words, self.correction_words(section + 1))))
        return None

    def spoken(self, spot: Spot) -> str:
        """Return a cell in one line: address, what it is, its raw words, what becomes of it."""
        cell = self.cell(spot)
        parts = [f"{column_letters(spot.column)}{spot.row}"]
        cells = self.shown.verdicts.get(spot, ())
        if cells and cells[0].row:
            parts.append(f"{cells[0].row} {cells[0].field}".strip())
        if cell is not None and cell.text:
            parts.append(f"原文“{' '.join(cell.text.split())}”")
        if cells:
            one = max(cells, key=lambda found: found.verdict is loudest(cells))
            parts.append(VERDICT_WORDS[one.verdict])
            held = f"台账现为 {one.old}" if one.old else "台账里没有"
            parts.append(one.reason or held)
        doubts = words_of(self.shown.doubts.get(spot, ()))
        if doubts:
            parts.append(doubts)
        elif not cells and self.why_not(spot.row):
            parts.append(f"{self.unused}：{self.why_not(spot.row)}")
        return " · ".join(part for part in parts if part)

    def _reasons(self, spot: Spot) -> str:
        cells: Sequence[Any] = self.shown.verdicts.get(spot, ())
        said = [cell.reason for cell in cells] + [words_of(self.shown.doubts.get(spot, ()))]
        return "\n".join(dict.fromkeys(words for words in said if words))
