"""The cells of one worksheet part, kept as they are met, so that only what is filled costs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.exchange.sheets import Cell, Sheet, Visibility, column_letters
from db.exchange.workbooks.figures import NotFiniteError
from db.exchange.workbooks.layout import LAST_COLUMN, LAST_ROW, Layout, position
from db.exchange.workbooks.markup import Markup, is_true, local, prefix_of
from db.exchange.workbooks.pieces import cut_at
from db.exchange.workbooks.refusal import Refusal
from db.exchange.workbooks.richtext import RichText, joined
from db.exchange.workbooks.usualrows import FIRST, LAST, Shape, UsualRow, UsualRows
from db.exchange.workbooks.values import NOTHING, Values
from db.faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# A filled cell beyond this stands in no list: something was dropped in a far corner by mistake,
# or the file wants everything between to be walked through.
FARTHEST_ROW = 200_000
FARTHEST_COLUMN = 1_000
# Cells that hold something, over all sheets: about 600 MB of memory.
MOST_CELLS = 2_000_000

_LETTERS = ["", *(column_letters(number) for number in range(1, FARTHEST_COLUMN + 2))]
_NEAR_COLUMNS = {letters: number for number, letters in enumerate(_LETTERS[:-1]) if number}
_NO_COLUMNS: dict[str, int] = {}
_new_tuple = tuple.__new__
# Four times as quick as Cell(...), and there are very many.
_new_cell = partial(_new_tuple, Cell)


class CellAllowance:
    """How many filled cells a workbook may still have."""

    def __init__(self, left: int = MOST_CELLS) -> None:
        self._left = self._most = left

    def take(self, count: int) -> None:
        """Use up some of the allowance.

        Raises:
            Refusal: there is not so much left.
        """
        self._left -= count
        if self._left < 0:
            raise Refusal(FileFault.TOO_MANY_CELLS, detail=str(self._most))


class Worksheet:
    """Reads one worksheet part: listens to its start tags and gathers its cells.

    A cell is complete when the next tag starts that cannot belong to it: that spares a call for
    each end tag, which would cost as much as all the rest. The text met since a <v> started is
    its value, and after it nothing but blanks.
    """

    def __init__(self, markup: Markup, values: Values, allowance: CellAllowance) -> None:
        self._markup = markup
        self._texts = markup.texts
        self._values = values
        self._allowance = allowance
        self._layout = Layout()
        self._cell = self._value = self._formula = self._inline = ""
        # Not bound to this worksheet, which would then hold on to itself and all of its cells.
        self._others: dict[str, Callable[[Worksheet, dict[str, str]], None]] = {}
        # The attributes of the cell that started last, and again once its value has started.
        self._opened: dict[str, str] | None = None
        self._valued: dict[str, str] | None = None
        self._has_formula = False
        self._row = 0
        self._row_text = "no row"
        self._last_column = 0
        self._columns = _NEAR_COLUMNS
        self._cells: list[Cell] = []
        self._rows: dict[int, tuple[Cell, ...]] = {}
        # Cells that do not follow the one before: put in order at the end.
        self._strays: list[Cell] = []
        self._hidden_rows: set[int] = set()
        self._usual = UsualRows(values, _NEAR_COLUMNS)

    def read(self, pieces: Iterable[bytes]) -> None:
        """Read the whole part.

        Raises:
            Refusal: the part goes beyond a limit, or holds what a list cannot hold.
            xml.parsers.expat.ExpatError: the part is not well-formed.
        """
        self._markup.parse(cut_at(pieces, FIRST, LAST), self._start_root, self._glance)

    def _start_root(self, name: str, attributes: dict[str, str]) -> None:
        """Take the root, which tells how the other names are written."""
        del attributes
        if local(name) != "worksheet":
            raise Refusal(FileFault.DAMAGED)
        prefix = prefix_of(name)
        self._cell, self._value, self._formula = prefix + "c", prefix + "v", prefix + "f"
        self._inline = prefix + "is"
        self._others = {
            prefix + "row": Worksheet._start_row,
            prefix + "col": Worksheet._take_columns,
            prefix + "mergeCell": Worksheet._take_merge,
        }
        self._markup.handle(self._start)

    def sheet(self, name: str, visibility: Visibility) -> Sheet:
        """Return what was read, once the part has ended."""
        self._settle()
        self._close_row()
        if self._strays:
            self._put_strays_in_order()
        bottom = max(self._rows, default=0)
        right = max((cells[-1].column for cells in self._rows.values()), default=0)
        return Sheet(
            name,
            self._rows,
            self._layout.merges(bottom, right),
            visibility,
            frozenset(self._hidden_rows),
            self._layout.hidden_columns(),
        )

    def _glance(self, piece: bytes) -> Callable[[], None] | None:
        """Return what takes in the rows of a piece, None when it holds anything unusual."""
        rows = self._usual.in_piece(piece) if self._cell == "c" else None
        return None if rows is None else partial(self._take_rows, rows)

    def _take_rows(self, rows: list[UsualRow]) -> None:
        self._settle()
        self._opened = None
        self._close_row()
        kept = self._rows
        count = 0
        for number, shape, values in rows:
            row = int(number)
            cells = None if row in kept else _cells_at_a_glance(row, shape, values)
            if cells is None:
                self._look_closely(number, shape, values)
            elif cells:
                kept[row] = cells
                count += len(cells)
        self._allowance.take(count)
        self._open_row(rows[-1][0], hidden=False)

    def _look_closely(self, number: str, shape: Shape, values: list[str]) -> None:
        """Keep the cells of a usual row one by one, as when they are met tag by tag."""
        self._open_row(number, hidden=shape.hidden)
        for cell, text in zip(shape.cells, values, strict=True):
            self._texts[:] = [text]
            self._has_formula = cell.formula
            self._keep(cell.attributes_in(number))
        self._close_row()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._value:
            self._texts.clear()
            self._valued = self._opened
        elif name == self._cell:
            if self._valued is not None:
                self._keep(self._valued)
            elif self._has_formula and self._opened is not None:
                self._keep_without_result(self._opened)
            before = self._opened
            self._opened = attributes
            if "r" not in attributes:
                attributes["r"] = self._address_after(before)
        elif name == self._formula:
            self._has_formula = self._opened is not None
        elif name == self._inline and self._opened is not None:
            self._start_inline(name)
        else:
            self._settle()
            self._opened = None
            self._texts.clear()
            if name in self._others:
                self._others[name](self, attributes)

    def _settle(self) -> None:
        """Keep the last cell: something else has started."""
        if self._valued is not None:
            self._keep(self._valued)
        elif self._has_formula and self._opened is not None:
            self._keep_without_result(self._opened)

    def _keep(self, attributes: dict[str, str]) -> None:
        """Keep a cell that has a value, unless that is blank."""
        self._valued = None
        formula = self._has_formula
        self._has_formula = False
        texts = self._texts
        text = texts[0] if len(texts) == 1 else joined(texts)
        try:
            shown = self._values.of(attributes.get("t"), attributes.get("s"))[text]
        except (ValueError, IndexError) as fault:
            self._keep_blank(attributes, text, fault, formula=formula)
            return
        if shown is NOTHING:
            self._keep_blank(attributes, "", None, formula=formula)
            return
        row = self._row
        column = self._columns.get(attributes["r"].removesuffix(self._row_text))
        if column is None:
            row, column = _near_position(attributes["r"])
        if formula:
            shown = shown._replace(formula=True)
        cell = _new_tuple(Cell, (row, column) + shown)  # noqa: RUF005 quicker
        if column > self._last_column and row == self._row:
            self._last_column = column
            self._cells.append(cell)
        else:
            self._stray(cell)

    def _keep_blank(
        self, attributes: dict[str, str], text: str, fault: Exception | None, *, formula: bool
    ) -> None:
        """Keep a formula whose result is missing; one whose result is no text is just blank.

        Raises:
            Refusal: the cell is not blank, but what it holds is not of its kind.
        """
        if isinstance(fault, NotFiniteError):
            raise Refusal(FileFault.NOT_FINITE, attributes["r"], text.strip()) from fault
        if text and not text.isspace():
            raise Refusal(FileFault.DAMAGED, attributes["r"]) from fault
        if formula and attributes.get("t") != "str":
            self._keep_without_result(attributes)

    def _keep_without_result(self, attributes: dict[str, str]) -> None:
        """Keep a formula that was never computed."""
        self._has_formula = False
        row, column = _near_position(attributes["r"])
        self._stray(Cell(row, column, "", formula=True))

    def _stray(self, cell: Cell) -> None:
        """Keep a cell that is not to the right of the one before."""
        self._allowance.take(1)
        self._strays.append(cell)

    def _start_inline(self, name: str) -> None:
        """Read words that stand in the cell itself, with their runs."""
        opened = self._opened

        def done(words: str) -> None:
            self._texts[:] = [words]
            self._valued = opened
            self._markup.handle(self._start)

        words = RichText(name, done, self._texts)
        self._markup.handle(words.start, words.ending_with(self._markup.ended.append))

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r") or str(self._row + 1)
        self._open_row(number, hidden=is_true(attributes.get("hidden")))

    def _open_row(self, number: str, *, hidden: bool) -> None:
        self._close_row()
        self._row_text = number
        self._row = int(number)
        if not 0 < self._row <= LAST_ROW:
            raise Refusal(FileFault.TOO_FAR, address=self._row_text[:20])
        # Beyond the farthest row every filled cell is to be looked at, and refused.
        self._columns = _NEAR_COLUMNS if self._row <= FARTHEST_ROW else _NO_COLUMNS
        if hidden:
            self._hidden_rows.add(self._row)

    def _close_row(self) -> None:
        """Put the cells of a row away; the next row may have any number."""
        cells = self._cells
        self._cells = []
        self._last_column = 0
        self._allowance.take(len(cells))
        if self._row in self._rows:
            self._strays += cells
        elif cells:
            self._rows[self._row] = tuple(cells)

    def _put_strays_in_order(self) -> None:
        """Sort the cells that came out of order into their rows.

        Raises:
            Refusal: a cell stands there twice, and nobody knows which is meant.
        """
        gathered: dict[int, dict[int, Cell]] = {}
        for cell in self._strays:
            there = gathered.get(cell.row)
            if there is None:
                there = {known.column: known for known in self._rows.get(cell.row, ())}
                gathered[cell.row] = there
            if cell.column in there:
                raise Refusal(FileFault.DAMAGED, address=cell.address)
            there[cell.column] = cell
        for row, cells in gathered.items():
            self._rows[row] = tuple(cells[column] for column in sorted(cells))

    def _take_columns(self, attributes: dict[str, str]) -> None:
        if is_true(attributes.get("hidden")):
            self._layout.hide_columns(int(attributes["min"]), int(attributes["max"]))

    def _take_merge(self, attributes: dict[str, str]) -> None:
        self._layout.add_merge(attributes["ref"])

    def _address_after(self, before: dict[str, str] | None) -> str:
        """Return the address of a cell that has none of its own: the next in the row."""
        if before is None:
            return f"A{self._row_text}"
        letters = before["r"].removesuffix(self._row_text)
        column = _NEAR_COLUMNS.get(letters) or position(before["r"])[1]
        if column <= FARTHEST_COLUMN:
            return _LETTERS[column + 1] + self._row_text
        if column >= LAST_COLUMN:
            raise Refusal(FileFault.TOO_FAR, address=before["r"])
        return column_letters(column + 1) + self._row_text


def _cells_at_a_glance(row: int, shape: Shape, values: list[str]) -> tuple[Cell, ...] | None:
    """Return the filled cells of a usual row, None when they are to be looked at more closely."""
    if shape.places is None or not 0 < row <= FARTHEST_ROW:
        return None
    try:
        cells = [
            (row, column) + shown  # noqa: RUF005 quicker
            for (column, meanings), text in zip(shape.places, values, strict=True)
            if (shown := meanings[text]) is not NOTHING
        ]
    except (ValueError, IndexError):
        # One of them is blank, or to be refused.
        return None
    return tuple(map(_new_cell, cells))


def _near_position(reference: str) -> tuple[int, int]:
    """Return the row and column of a filled cell.

    Raises:
        Refusal: it stands too far away to belong to a list.
    """
    row, column = position(reference)
    if row > FARTHEST_ROW or column > FARTHEST_COLUMN:
        raise Refusal(FileFault.TOO_FAR, address=reference)
    return row, column
