"""Reading .ods: the cells as they are shown, with repeats, merges and what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.exchange.sheets import Cell, Merge, Sheet, Visibility
from db.exchange.workbooks.figures import NotFiniteError
from db.exchange.workbooks.layout import Layout
from db.exchange.workbooks.markup import Markup
from db.exchange.workbooks.opendocumentcells import Paragraphs, shown_value
from db.exchange.workbooks.refusal import Refusal
from db.exchange.workbooks.source import MOST_CELLS, MOST_MARKS
from db.exchange.workbooks.worksheet import FARTHEST_COLUMN, FARTHEST_ROW, CellAllowance
from db.faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.exchange.workbooks.numberformats import Shown
    from db.exchange.workbooks.source import Source

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_ENCRYPTED_SIGN = b"encryption-data"
_HIDDEN = frozenset({"collapse", "filter"})
# What may hold tables or paragraphs that are not the sheet's own.
_UNSEEN = frozenset(
    {"table:tracked-changes", "table:dde-links", "table:shapes", "office:annotation"}
    | {"text:note", "text:ruby-text", "office:forms"}
)


def opendocument_sheets(source: Source) -> tuple[Sheet, ...]:
    """Read the sheets of an .ods.

    Raises:
        Refusal: the file is damaged, or more than a list can be.
        xml.parsers.expat.ExpatError, zipfile.BadZipFile, ValueError: it is not as it was written.
    """
    archive, markup = source.archive(), Markup(MOST_MARKS)
    if _MANIFEST in archive and _ENCRYPTED_SIGN in b"".join(archive.pieces(_MANIFEST)):
        raise Refusal(FileFault.ENCRYPTED)
    document = _Document(markup, source)
    pieces = source.told(archive.pieces(_CONTENT), archive.size(_CONTENT))
    markup.parse(pieces, document.open)
    if not document.is_spreadsheet:
        raise Refusal(FileFault.WRONG_TYPE)
    return tuple(document.sheets)


class _Table:
    """One sheet while its cells come in; blank cells are only counted."""

    def __init__(self, name: str, *, hidden: bool, allowance: CellAllowance) -> None:
        self.name = name
        self.is_copy = False
        self._hidden = hidden
        self._allowance = allowance
        self._layout = Layout()
        self._rows: dict[int, tuple[Cell, ...]] = {}
        self._hidden_spans: list[tuple[int, int]] = []
        self._cells: list[tuple[int, Shown]] = []
        self._row = self._next_row = 1
        self._column = self._next_column = 1

    def add_columns(self, repeated: int, *, hidden: bool) -> None:
        """Take in so many columns."""
        if hidden:
            self._layout.hide_columns(self._next_column, self._next_column + repeated - 1)
        self._next_column += repeated

    def start_row(self, repeated: int, *, hidden: bool) -> None:
        """Begin a row that stands so many times."""
        self._row = self._next_row
        self._next_row += repeated
        self._column = 1
        if hidden:
            self._hidden_spans.append((self._row, self._next_row))

    def address(self) -> str:
        """Return the address of the cell at hand."""
        return Cell(self._row, self._column, "").address

    def add(self, shown: Shown | None, repeated: int, *, columns: int, rows: int) -> None:
        """Add a cell that stands so many times, and the block it is merged over.

        Raises:
            Refusal: it holds something and stands too far away to belong to a list.
        """
        if columns > 1 or rows > 1:
            self._layout.add(
                Merge(self._row, self._column, self._row + rows - 1, self._column + columns - 1)
            )
        if shown is not None:
            if self._column + repeated - 1 > FARTHEST_COLUMN or self._next_row - 1 > FARTHEST_ROW:
                raise Refusal(FileFault.TOO_FAR, address=self.address())
            self._cells += [(self._column + more, shown) for more in range(repeated)]
        self._column += repeated

    def end_row(self) -> None:
        """Put the row away, as often as it stands."""
        if not self._cells:
            return
        self._allowance.take(len(self._cells) * (self._next_row - self._row))
        for row in range(self._row, self._next_row):
            self._rows[row] = tuple(Cell(row, column, *shown) for column, shown in self._cells)
        self._cells = []

    def sheet(self) -> Sheet:
        """Return what was read."""
        bottom = max(self._rows, default=0)
        right = max((cells[-1].column for cells in self._rows.values()), default=0)
        return Sheet(
            self.name,
            self._rows,
            self._layout.merges(bottom, right),
            Visibility.HIDDEN if self._hidden else Visibility.VISIBLE,
            frozenset(
                row
                for first, end in self._hidden_spans
                for row in range(first, min(end, bottom + 1))
            ),
            self._layout.hidden_columns(),
        )


class _Document:
    """Listens to the tags of content.xml."""

    def __init__(self, markup: Markup, source: Source) -> None:
        self.is_spreadsheet = False
        self.sheets: list[Sheet] = []
        self._markup = markup
        self._ended = markup.ended
        self._source = source
        self._allowance = CellAllowance(MOST_CELLS)
        self._paragraphs = Paragraphs(markup.texts)
        self._unseen = 0
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._table: _Table | None = None
        self._inner = 0
        self._cell: dict[str, str] | None = None
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "office:spreadsheet": self._start_spreadsheet,
            "style:style": self._start_style,
            "style:table-properties": self._take_table_style,
            "style:text-properties": self._take_text_style,
            "table:table": self._start_table,
            "table:table-source": self._note_copy,
            "table:table-column": self._take_column,
            "table:table-row": self._start_row,
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._take_covered,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "table:table": self._end_table,
            "table:table-row": self._end_row,
            "table:table-cell": self._end_cell,
        }

    def open(self, _: str, __: dict[str, str]) -> None:
        """Take the start of the root."""
        self._markup.handle(self._start, self._end)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._unseen or name in _UNSEEN or (self._inner and name != "table:table"):
            self._unseen += 1
            if self._unseen == 1:
                self._paragraphs.pause()
            return
        if self._cell is not None and self._paragraphs.start(name, attributes):
            return
        start = self._starts.get(name)
        if start is not None:
            start(attributes)

    def _end(self, name: str) -> None:
        self._ended.append(name)
        if self._unseen:
            self._unseen -= 1
            if self._unseen == 0:
                self._paragraphs.resume()
            return
        if self._cell is not None and self._paragraphs.end(name):
            return
        end = self._ends.get(name)
        if end is not None:
            end()

    def _start_spreadsheet(self, _: dict[str, str]) -> None:
        self.is_spreadsheet = True

    def _start_style(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get("style:name", "")

    def _take_table_style(self, attributes: dict[str, str]) -> None:
        if attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def _take_text_style(self, attributes: dict[str, str]) -> None:
        self._paragraphs.know(self._style, attributes)

    def _start_table(self, attributes: dict[str, str]) -> None:
        if self._table is not None:
            # A table inside of a cell: no program for sheets shows one.
            self._inner += 1
            return
        name = attributes.get("table:name", "")
        self._source.place = name
        hidden = attributes.get("table:style-name") in self._hidden_styles
        self._table = _Table(name, hidden=hidden, allowance=self._allowance)

    def _end_table(self) -> None:
        if self._inner:
            self._inner -= 1
        elif self._table is not None:
            if not self._table.is_copy:
                self.sheets.append(self._table.sheet())
            self._source.place = ""
            self._table = None

    def _note_copy(self, _: dict[str, str]) -> None:
        """Note that the table is what LibreOffice remembers of another file."""
        if self._table is not None:
            self._table.is_copy = True

    def _take_column(self, attributes: dict[str, str]) -> None:
        if self._table is not None:
            hidden = attributes.get("table:visibility") in _HIDDEN
            self._table.add_columns(_times(attributes, "columns-repeated"), hidden=hidden)

    def _start_row(self, attributes: dict[str, str]) -> None:
        if self._table is not None:
            hidden = attributes.get("table:visibility") in _HIDDEN
            self._table.start_row(_times(attributes, "rows-repeated"), hidden=hidden)

    def _end_row(self) -> None:
        if self._table is not None:
            self._table.end_row()

    def _take_covered(self, attributes: dict[str, str]) -> None:
        """Pass over a place under a merged block, whatever the program kept there."""
        if self._table is not None:
            self._table.add(None, _times(attributes, "columns-repeated"), columns=1, rows=1)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cell = attributes
        self._paragraphs.clear()

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell, None
        if self._table is None or attributes is None:
            return
        try:
            shown = shown_value(attributes, self._paragraphs.words())
        except NotFiniteError as fault:
            address, value = self._table.address(), attributes.get("office:value", "")
            raise Refusal(FileFault.NOT_FINITE, address, value) from fault
        except ValueError as fault:
            raise Refusal(FileFault.DAMAGED, self._table.address()) from fault
        self._table.add(
            shown,
            _times(attributes, "columns-repeated"),
            columns=_times(attributes, "columns-spanned"),
            rows=_times(attributes, "rows-spanned"),
        )


def _times(attributes: dict[str, str], what: str) -> int:
    """Return how many times a thing stands or how many places it covers, at least one."""
    written = attributes.get(f"table:number-{what}")
    return max(1, int(written)) if written else 1
