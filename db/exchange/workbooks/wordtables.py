"""The tables of a Word document as sheets, each with the lines that stand above it."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from db.exchange.sheets import Cell, Merge, Sheet
from db.exchange.workbooks.layout import Layout
from db.exchange.workbooks.markup import Markup, local, prefix_of
from db.exchange.workbooks.package import main_part
from db.exchange.workbooks.refusal import Refusal
from db.exchange.workbooks.richtext import shown_words
from db.exchange.workbooks.source import MOST_CELLS, MOST_MARKS
from db.exchange.workbooks.worksheet import FARTHEST_COLUMN, FARTHEST_ROW, CellAllowance
from db.faults import FileFault
from db.rules.fonts import set_beside

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.exchange.workbooks.source import Source

_USUAL_DOCUMENT = "word/document.xml"
# A plan has some dozens of tables.
MOST_TABLES = 1_000
# Title, document number, unit: what belongs to a table is short and stands right above it.
_MOST_CAPTIONS = 4
_LONGEST_CAPTION = 80
# What Word does not show: the other version of a drawing, what was deleted or moved away.
_UNSEEN = frozenset({"Fallback", "del", "moveFrom", "instrText", "delText"})
# Wide blanks in front set a row in under the one above.
_BLANKS = " \t\n\xa0"
_OFF = frozenset({"0", "false", "off"})
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def word_sheets(source: Source) -> tuple[Sheet, ...]:
    """Read the tables of a .docx as sheets called 表1, 表2 and so on.

    Raises:
        Refusal: the file is damaged, or its tables are larger than any list.
        xml.parsers.expat.ExpatError, zipfile.BadZipFile: it is not as it was written.
    """
    archive, markup = source.archive(), Markup(MOST_MARKS)
    part = main_part(archive, markup, _USUAL_DOCUMENT)
    document = _Document(markup, source)
    markup.parse(source.told(archive.pieces(part), archive.size(part)), document.open)
    if not document.is_document:
        raise Refusal(FileFault.WRONG_TYPE)
    return tuple(document.sheets)


class _Table:
    """A table while its rows come in; the captions are its first rows."""

    def __init__(self, captions: list[str], allowance: CellAllowance) -> None:
        self._allowance = allowance
        self._captions = captions
        self._rows: dict[int, tuple[Cell, ...]] = {
            row: (Cell(row, 1, words),) for row, words in enumerate(captions, start=1)
        }
        self._row = len(captions)
        self._cells: list[Cell] = []
        self._column = 1
        self._right = 1
        self._blocks: list[Merge] = []
        # The blocks that may go on in the next row, by their first column.
        self._open: dict[int, Merge] = {}
        self._begun: dict[int, Merge] = {}

    def start_row(self) -> None:
        """Begin a row."""
        self._row += 1
        self._column = 1
        self._begun = {}
        if self._row > FARTHEST_ROW:
            raise Refusal(FileFault.TOO_FAR, address=f"A{self._row}")

    def skip(self, columns: int) -> None:
        """Leave places free, as before an indented row."""
        self._column += max(0, columns)

    def add(self, words: str, span: int, *, goes_on: bool, joined_left: bool) -> None:
        """Add a cell; one that goes on with the cell above or to the left shows nothing itself."""
        left = self._column
        right = left + max(1, span) - 1
        if right > FARTHEST_COLUMN:
            raise Refusal(FileFault.TOO_FAR, address=Cell(self._row, right, "").address)
        self._column = right + 1
        self._right = max(self._right, right)
        last = next(reversed(self._begun), None)
        if joined_left and last is not None:
            self._begun[last] = self._begun[last]._replace(right=right)
            return
        above = self._open.pop(left, None)
        if goes_on and above is not None:
            self._begun[left] = above._replace(bottom=self._row)
            return
        if above is not None:
            self._blocks.append(above)
        self._begun[left] = Merge(self._row, left, self._row, right)
        if words:
            self._cells.append(Cell(self._row, left, words))

    def end_row(self) -> None:
        """Put the row away."""
        self._blocks += self._open.values()
        self._open = self._begun
        self._allowance.take(len(self._cells))
        if self._cells:
            self._rows[self._row] = tuple(self._cells)
        self._cells = []

    def sheet(self, name: str) -> Sheet:
        """Return the table, its captions as wide as itself."""
        layout = Layout()
        for row in range(1, len(self._captions) + 1):
            layout.add(Merge(row, 1, row, self._right))
        for block in (*self._blocks, *self._open.values()):
            layout.add(block)
        return Sheet(name, self._rows, layout.merges(self._row, self._right))


class _Document:
    """Listens to the tags of a document; tables inside of cells are words of these cells."""

    def __init__(self, markup: Markup, source: Source) -> None:
        self.is_document = False
        self.sheets: list[Sheet] = []
        self._markup = markup
        self._texts = markup.texts
        self._ended = markup.ended
        self._source = source
        self._allowance = CellAllowance(MOST_CELLS)
        self._prefix = ""
        self._above: deque[str] = deque(maxlen=_MOST_CAPTIONS)
        self._unseen = 0
        self._depth = self._in_run = 0
        self._raised = self._struck = self._was_struck = False
        self._table: _Table | None = None
        self._cell: list[str] = []
        self._paragraphs: list[list[str]] = []
        self._span = 1
        self._goes_on = self._joined_left = False
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "tbl": self._start_table,
            "tr": self._start_row,
            "tc": self._start_cell,
            "gridBefore": self._skip,
            "gridSpan": self._take_span,
            "vMerge": self._take_vertical,
            "hMerge": self._take_horizontal,
            "p": self._start_paragraph,
            "r": self._start_run,
            "vertAlign": self._take_height,
            **dict.fromkeys(("strike", "dstrike"), self._take_stroke),
            "t": self._start_words,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "tbl": self._end_table,
            "tr": self._end_row,
            "tc": self._end_cell,
            "p": self._end_paragraph,
            "r": self._end_run,
            "t": self._end_words,
        }

    def open(self, name: str, _: dict[str, str]) -> None:
        """Take the start of the root."""
        self.is_document = local(name) == "document"
        self._prefix = prefix_of(name)
        self._markup.handle(self._start, self._end)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._unseen or local(name) in _UNSEEN:
            self._unseen += 1
            return
        if not name.startswith(self._prefix):
            return
        tag = name[len(self._prefix) :]
        if tag in self._starts:
            self._starts[tag](attributes)
        elif tag in _SIGNS and self._in_run and self._paragraphs:
            self._paragraphs[-1].append(_SIGNS[tag])

    def _end(self, name: str) -> None:
        self._ended.append(name)
        if self._unseen:
            self._unseen -= 1
            return
        if name.startswith(self._prefix):
            end = self._ends.get(name[len(self._prefix) :])
            if end is not None:
                end()

    def _value(self, attributes: dict[str, str]) -> str:
        return attributes.get(f"{self._prefix}val", "")

    # -- tables ----------------------------------------------------------------------------------

    def _start_table(self, _: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            if len(self.sheets) >= MOST_TABLES:
                raise Refusal(FileFault.TOO_LARGE)
            self._source.place = f"表{len(self.sheets) + 1}"
            self._table = _Table(_captions(self._above), self._allowance)
            self._above.clear()

    def _end_table(self) -> None:
        self._depth -= 1
        if self._depth == 0 and self._table is not None:
            self.sheets.append(self._table.sheet(self._source.place))
            self._source.place = ""
            self._table = None

    def _outermost(self) -> _Table | None:
        """Return the table at hand, None inside of a table within it."""
        return self._table if self._depth == 1 else None

    def _start_row(self, _: dict[str, str]) -> None:
        if table := self._outermost():
            table.start_row()

    def _end_row(self) -> None:
        if table := self._outermost():
            table.end_row()

    def _start_cell(self, _: dict[str, str]) -> None:
        if self._outermost():
            self._cell.clear()
            self._span = 1
            self._goes_on = self._joined_left = False

    def _end_cell(self) -> None:
        if table := self._outermost():
            words = "\n".join(line for line in self._cell if line.strip())
            table.add(words, self._span, goes_on=self._goes_on, joined_left=self._joined_left)

    def _skip(self, attributes: dict[str, str]) -> None:
        if table := self._outermost():
            table.skip(int(self._value(attributes) or 0))

    def _take_span(self, attributes: dict[str, str]) -> None:
        if self._outermost():
            self._span = int(self._value(attributes) or 1)

    def _take_vertical(self, attributes: dict[str, str]) -> None:
        if self._outermost():
            # No value means that it goes on.
            self._goes_on = self._value(attributes) != "restart"

    def _take_horizontal(self, attributes: dict[str, str]) -> None:
        if self._outermost():
            self._joined_left = self._value(attributes) != "restart"

    # -- words -----------------------------------------------------------------------------------

    def _start_paragraph(self, _: dict[str, str]) -> None:
        # A text box stands inside of a paragraph and has paragraphs of its own.
        self._paragraphs.append([])
        self._was_struck = False

    def _end_paragraph(self) -> None:
        words = shown_words("".join(self._paragraphs.pop())).strip(_BLANKS)
        if self._depth:
            self._cell.append(words)
        elif words.strip():
            self._above.append(words)

    def _start_run(self, _: dict[str, str]) -> None:
        self._in_run += 1
        self._raised = self._struck = False

    def _take_height(self, attributes: dict[str, str]) -> None:
        self._raised = self._value(attributes) == "superscript"

    def _take_stroke(self, attributes: dict[str, str]) -> None:
        self._struck = self._value(attributes) not in _OFF

    def _end_run(self) -> None:
        self._in_run -= 1

    def _start_words(self, _: dict[str, str]) -> None:
        self._texts.clear()

    def _end_words(self) -> None:
        if self._paragraphs:
            paragraph, words = self._paragraphs[-1], "".join(self._texts)
            before = paragraph[-1] if paragraph else ""
            other = self._struck is not self._was_struck
            self._was_struck = self._struck
            paragraph.append(set_beside(before, words, raised=self._raised, other=other))
        self._texts.clear()


def _captions(above: deque[str]) -> list[str]:
    """Return the lines right above a table that may belong to it, line by line."""
    lines: list[str] = []
    for words in reversed(above):
        if len(words) > _LONGEST_CAPTION or words.endswith(("。", "；", "：")):
            break
        lines[:0] = words.split("\n")
    return [line.strip() for line in lines if line.strip()][-_MOST_CAPTIONS:]
