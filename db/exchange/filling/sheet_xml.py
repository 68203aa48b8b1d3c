"""One worksheet part as it stands in the file: where its rows and cells are, and its patching."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.filling.runs import in_their_fonts, runs_of
from db.exchange.filling.sheet_rules import SheetRules, read_rules
from db.exchange.filling.tags import Markings, Tag, attributes_of, with_value, without
from db.exchange.filling.written import Written, written_xml
from db.exchange.sheets import Merge, column_letters
from db.exchange.workbooks.layout import position
from db.exchange.workbooks.markup import is_true
from db.exchange.workbooks.refusal import Refusal
from db.faults import FileFault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from db.exchange.filling.runs import Run, SharedRuns

Place = tuple[int, int]
"""Row and column of a cell, counted from 1."""

# Formulas whose results stand in other cells too.
_SPREADING = frozenset({"array", "dataTable"})
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})[0-9]+["']""")
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["']([0-9]+)["']""")
_SPANS = re.compile(r"([0-9]+):([0-9]+)")


class _Row(NamedTuple):
    """A row: its number and where its start tag begins."""

    number: int
    start: int


@dataclass(frozen=True, slots=True)
class _StoredCell:
    """A cell as it stands in a row; its content ends where its end tag begins."""

    column: int
    tag: Tag
    end: int
    inner_end: int


@dataclass(frozen=True, slots=True)
class _Edit:
    """Bytes that take the place of those from `start` to `end`."""

    start: int
    end: int
    content: bytes


class SheetXml:
    """A worksheet part that is asked for styles and formulas, and patched."""

    def __init__(self, part: bytes, strings: SharedRuns | None = None) -> None:
        """Look over a part that was read before, and so is known to be sound."""
        self._marks = Markings(part)
        self._strings = strings
        data = self._marks.first(b"sheetData")
        if data is None:
            raise Refusal(FileFault.DAMAGED)
        self._data = data
        self._data_end, self._after_data = self._marks.end_of(data)
        self._rows = sorted(self._read_rows())
        self._columns = tuple(self._read_columns())

    @property
    def has_formulas(self) -> bool:
        """Tell whether any cell is computed."""
        return next(self._formulas(), None) is not None

    def spread_results(self) -> tuple[Merge, ...]:
        """Return the blocks that one formula fills together: nothing may be written into them."""
        if b"array" not in self._marks.data and b"dataTable" not in self._marks.data:
            return ()
        blocks = []
        for start in self._formulas():
            attributes = attributes_of(self._marks.tag_at(start))
            if attributes.get("t") in _SPREADING and "ref" in attributes:
                first, _, last = attributes["ref"].partition(":")
                blocks.append(Merge(*position(first), *position(last or first)))
        return tuple(blocks)

    @cached_property
    def rules(self) -> SheetRules:
        """Return what the sheet says of values that may be typed."""
        return read_rules(self._marks, self._after_data)

    def names_style(self, styles: Collection[str]) -> bool:
        """Tell whether anything on the sheet has one of these styles."""
        signs = [(b' s="%s"' % one.encode(), b" s='%s'" % one.encode()) for one in styles]
        named = any(sign in self._marks.data for pair in signs for sign in pair)
        return named or any(style in styles for _, _, style in self._columns)

    def style_of(self, place: Place) -> str | None:
        """Return the number of a cell's style, of its row's or column's where it is missing."""
        row, column = place
        for found in self._rows_numbered(row):
            cell = next((one for one in self._cells(found) if one.column == column), None)
            if cell is not None:
                return attributes_of(cell.tag).get("s")
        return self._style_around(row, column)

    def patched(self, writes: Mapping[Place, Written]) -> bytes:
        """Return the part with these cells written, every other byte of it as it was."""
        # What goes in before a cell comes before what takes the place of that cell.
        edits = sorted(self._edits(writes), key=attrgetter("start", "end"))
        pieces = []
        reached = 0
        for edit in edits:
            pieces += [self._marks.data[reached : edit.start], edit.content]
            reached = edit.end
        return b"".join([*pieces, self._marks.data[reached:]])

    def _formulas(self) -> Iterator[int]:
        return self._marks.starts(b"f", self._data.end, self._data_end)

    def _read_rows(self) -> Iterator[_Row]:
        number = 0
        # Nearly always the number is the first attribute, and looking for it there is quick.
        written_first, behind_name = _ROW_NUMBER.match, len(self._marks.prefix) + len(b"<row")
        for start in self._marks.starts(b"row", self._data.end, self._data_end):
            found = written_first(self._marks.data, start + behind_name)
            if found is not None:
                number = int(found[1])
            else:
                written = attributes_of(self._marks.tag_at(start)).get("r")
                number = int(written) if written else number + 1
            yield _Row(number, start)

    def _read_columns(self) -> Iterator[tuple[int, int, str]]:
        """Yield first and last number and style of the columns that have one."""
        for start in self._marks.starts(b"col", 0, self._data.start):
            attributes = attributes_of(self._marks.tag_at(start))
            if "style" in attributes:
                yield int(attributes["min"]), int(attributes["max"]), attributes["style"]

    def _rows_numbered(self, number: int) -> Iterator[_Row]:
        """Yield the rows of that number: some programs write one in pieces."""
        place = bisect_left(self._rows, (number, 0))
        while place < len(self._rows) and self._rows[place].number == number:
            yield self._rows[place]
            place += 1

    def _cells(self, row: _Row) -> Iterator[_StoredCell]:
        tag = self._marks.tag_at(row.start)
        if tag.is_empty:
            return
        column = 0
        name = self._marks.prefix + b"c"
        for child in self._marks.children(tag.end, self._data_end):
            if child.tag.name != name:
                continue
            column = _column_of(child.tag, column)
            yield _StoredCell(column, child.tag, child.end, child.inner_end)

    def _kept(self, cell: _StoredCell) -> bytes:
        """Return what stands in a cell besides its value: what later versions put there."""
        values = {self._marks.prefix + name for name in (b"f", b"v", b"is")}
        return b"".join(
            self._marks.data[child.tag.start : child.end]
            for child in self._marks.children(cell.tag.end, cell.inner_end)
            if child.tag.name not in values
        )

    def _runs(self, cell: _StoredCell) -> tuple[Run, ...]:
        """Return the fonts that the words of a cell have; none where they have but its own."""
        kind = attributes_of(cell.tag).get("t")
        for child in self._marks.children(cell.tag.end, cell.inner_end):
            local = child.tag.name.removeprefix(self._marks.prefix)
            if kind == "inlineStr" and local == b"is":
                return runs_of(self._marks, child.tag.end, child.inner_end)
            number = self._marks.data[child.tag.end : child.inner_end].strip()
            if kind == "s" and local == b"v" and number.isdigit() and self._strings is not None:
                return self._strings.of(int(number), self._marks.prefix)
        return ()

    def _style_around(self, row: int, column: int) -> str | None:
        for found in self._rows_numbered(row):
            attributes = attributes_of(self._marks.tag_at(found.start))
            if "s" in attributes and is_true(attributes.get("customFormat")):
                return attributes["s"]
        return next(
            (style for first, last, style in self._columns if first <= column <= last), None
        )

    def _edits(self, writes: Mapping[Place, Written]) -> Iterator[_Edit]:
        by_row: dict[int, dict[int, Written]] = {}
        for (number, column), written in sorted(writes.items()):
            by_row.setdefault(number, {})[column] = written
        missing = {}
        for number, written_cells in by_row.items():
            rows = list(self._rows_numbered(number))
            left = dict(written_cells)
            for row in rows:
                yield from self._replacements(row, left)
            if not left:
                continue
            if rows:
                yield from self._insertions(rows[0], left)
            else:
                missing[number] = left
        yield from self._new_rows(missing)

    def _replacements(self, row: _Row, left: dict[int, Written]) -> Iterator[_Edit]:
        """Write the cells that stand in a row, and take them off what is left to write."""
        for cell in self._cells(row):
            written = left.pop(cell.column, None)
            if written is not None:
                # What an attribute said of the old value's inside does not hold for the new one.
                attributes = without(cell.tag.attributes, b"t", b"vm")
                runs = in_their_fonts(self._runs(cell), written.words) if written.words else ()
                content = written_xml(cell.tag.name, attributes, written, self._kept(cell), runs)
                yield _Edit(cell.tag.start, cell.end, content)
            if not left:
                return

    def _insertions(self, row: _Row, left: Mapping[int, Written]) -> Iterator[_Edit]:
        """Put new cells between those that stand in a row."""
        tag = self._marks.tag_at(row.start)
        attributes = _wider(tag, left)
        if tag.is_empty:
            inside = b"".join(self._new_cells(row.number, left))
            yield _Edit(tag.start, tag.end, _element(tag.name, attributes, inside))
            return
        if attributes != tag.attributes:
            yield _Edit(tag.start, tag.end, b"<%s%s>" % (tag.name, attributes))
        cells = list(self._cells(row))
        last = cells[-1].end if cells else tag.end
        for column in left:
            place = next((one.tag.start for one in cells if one.column > column), last)
            content = self._new_cell(row.number, column, left[column])
            yield _Edit(place, place, content)

    def _new_rows(self, missing: Mapping[int, Mapping[int, Written]]) -> Iterator[_Edit]:
        name = self._marks.prefix + b"row"
        edits: list[_Edit] = []
        for number in sorted(missing):
            inside = b"".join(self._new_cells(number, missing[number]))
            content = _element(name, b' r="%d"' % number, inside)
            above = bisect_left(self._rows, (number, 0))
            place = self._rows[above].start if above < len(self._rows) else self._data_end
            edits.append(_Edit(place, place, content))
        if not self._data.is_empty:
            yield from edits
        elif edits:
            inside = b"".join(edit.content for edit in edits)
            whole = _element(self._data.name, self._data.attributes, inside)
            yield _Edit(self._data.start, self._data.end, whole)

    def _new_cells(self, row: int, cells: Mapping[int, Written]) -> Iterator[bytes]:
        for column, written in cells.items():
            yield self._new_cell(row, column, written)

    def _new_cell(self, row: int, column: int, written: Written) -> bytes:
        attributes = b' r="%s%d"' % (column_letters(column).encode(), row)
        style = self._style_around(row, column)
        if style is not None:
            attributes += b' s="%s"' % style.encode()
        return written_xml(self._marks.prefix + b"c", attributes, written, b"")


def _column_of(tag: Tag, before: int) -> int:
    """Return the column of a cell; one without an address follows the one before it."""
    found = _ADDRESS.match(tag.attributes)
    if found is None:
        reference = attributes_of(tag).get("r")
        return position(reference)[1] if reference else before + 1
    return _column_lettered(found[1])


@lru_cache(maxsize=1024)
def _column_lettered(letters: bytes) -> int:
    return position(f"{letters.decode()}1")[1]


def _wider(tag: Tag, columns: Iterable[int]) -> bytes:
    """Return a row's attributes with its spans made to hold new columns."""
    found = _SPANS.fullmatch(attributes_of(tag).get("spans", ""))
    if found is None:
        return tag.attributes
    first, last = int(found[1]), int(found[2])
    wider = f"{min(first, *columns)}:{max(last, *columns)}"
    if wider == found[0]:
        return tag.attributes
    return with_value(tag.attributes, b"spans", wider.encode())


def _element(name: bytes, attributes: bytes, inside: bytes) -> bytes:
    return b"<%s%s>%s</%s>" % (name, attributes, inside, name)
