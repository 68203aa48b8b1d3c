"""Reading a 目标任务一览表: all tables of a workbook, understood by their meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from db.errors import FileRefused
from db.exchange.collector import collector_at_rest
from db.exchange.corrections import NONE, Corrections, SheetCorrections, is_read
from db.exchange.list_in.columns import Layout, lay_out
from db.exchange.list_in.grid import Grid
from db.exchange.list_in.plain_words import squash, tidy, visible
from db.exchange.list_in.project_rows import ProjectRowsReader
from db.exchange.list_in.rows import RowsReader, Surroundings
from db.exchange.list_in.table_finding import (
    CATEGORY,
    Block,
    are_codes,
    below_header,
    find_blocks,
    has_table,
)
from db.exchange.list_in.task_rows import TaskRowsReader
from db.exchange.list_in.titles import Captions, read_captions
from db.exchange.list_in.year_columns import Context
from db.exchange.list_in.years import plan_years
from db.exchange.listing import Complaint, ListReading, TableKind, TableReading
from db.faults import FileFault
from db.ticket import Ticket, Unhurried

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from db.exchange.sheets import Cell, Sheet, Workbook

_CONTINUED = re.compile(r"续|^\(?续表?\)?")
_STEP = 1000
_LONGEST_SHOWN = 10
_SHOWN_HEADINGS = 4


@collector_at_rest(kept=True)
def read_list(
    workbook: Workbook,
    ticket: Ticket | None = None,
    corrections: Corrections = NONE,
    *,
    required: bool = True,
    elsewhere: Collection[str] = (),
) -> ListReading:
    """Return everything a workbook says as a list, and every cell that was not understood.

    `corrections` are what a person decided about sheets of it; the sheets named in `elsewhere` are
    read by another reader, so that a list is not missed. Where a list is not `required`, a
    table that lists nothing of ours gives a reading without tables: a person may say what it is.

    Raises:
        FileRefused: it has no table at all, or none that lists indicators, tasks or projects.
        Cancelled: the user changed their mind.
    """
    sheets = [
        _sheet(sheet, corrections.get(sheet.name, SheetCorrections()))
        for sheet in workbook.sheets
        if is_read(sheet) and sheet.name not in elsewhere
    ]
    captions = [_captions(one) for one in sheets]
    reader = _ListReader(sheets, captions, ticket or Unhurried())
    tables = tuple(reader.tables())
    if not tables and not elsewhere:
        refusal = _refusal(workbook, sheets)
        if required or refusal.fault is not FileFault.NOT_OUR_LIST:
            raise refusal
    unread = tuple(_unread(workbook, {*elsewhere, *(table.sheet for table in tables)}))
    first = Captions.first(captions)
    return ListReading(
        first.title, reader.start, reader.end, tables, tuple(reader.complaints),
        (*unread, *reader.understood), first.document_number, first.issuer,
        tuple(line for one in captions for line in one.lines),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A visible sheet with the tables found on it."""

    grid: Grid
    blocks: tuple[Block, ...]
    corrections: SheetCorrections


def _sheet(sheet: Sheet, corrections: SheetCorrections) -> _Sheet:
    """Find the tables of a sheet; where a person showed the header, that is the first one's."""
    grid = Grid(sheet)
    found = find_blocks(grid)
    if corrections.header is None:
        return _Sheet(grid, found, corrections)
    top, bottom = corrections.header
    further = below_header(found, corrections.header)
    end = min((row for block in further[:1] for row in (*block.captions, block.top)), default=None)
    above = tuple(row for row in grid.rows if row < top)
    body = tuple(row for row in grid.rows if row > bottom and (end is None or row < end))
    codes = body[0] if body and are_codes(grid, body[0]) else None
    own = Block(above, top, bottom, body[1:] if codes else body, codes)
    return _Sheet(grid, (own, *further), corrections)


@dataclass(slots=True)
class _Table:
    """A table under way: pages with the same header are read on into the same rows."""

    layout: Layout
    reader: RowsReader
    header: tuple[int, int]
    captions: frozenset[str]

    def reading(self, sheet: str) -> TableReading:
        """Return what was read, and finish."""
        self.reader.close()
        reader = self.reader
        return TableReading(
            sheet, self.layout.kind, self.header, self.layout.readings(), tuple(reader.rows),
            dict(sorted(reader.passed_over.items())),
            corner=reader.around.corner.words if reader.around.corner else "",
        )  # fmt: skip


class _ListReader:
    """Goes through the sheets from the first to the last."""

    def __init__(
        self, sheets: Sequence[_Sheet], captions: Sequence[Captions], ticket: Ticket
    ) -> None:
        self._sheets = sheets
        self._captions = captions
        self._ticket = ticket
        self.complaints: list[Complaint] = []
        self.understood: list[str] = []
        titles = [line for one in captions for line in one.lines]
        self.start, self.end = plan_years(titles)
        self._total = sum(len(sheet.grid.rows) for sheet in sheets)

    def tables(self) -> Iterator[TableReading]:
        """Yield the tables of all sheets."""
        done = 0
        for sheet, over in zip(self._sheets, self._captions, strict=True):
            prefix = f"“{sheet.grid.sheet.name}”" if len(self._sheets) > 1 else ""
            for table in self._tables_of(sheet, over, done):
                reading = table.reading(sheet.grid.sheet.name)
                self.complaints.extend(table.layout.complaints)
                self.complaints.extend(table.reader.complaints)
                self.understood.extend(prefix + said for said in table.reader.understood)
                yield reading
            done += len(sheet.grid.rows)

    def _tables_of(self, sheet: _Sheet, over: Captions, done: int) -> Iterator[_Table]:
        """Yield the tables of a sheet, those that go on over several pages once.

        What stands `over` all of them stands over the only one.
        """
        under_way: _Table | None = None
        for block in sheet.blocks:
            alone = len(sheet.blocks) == 1
            captions = over if alone else read_captions(sheet.grid, block.captions)
            context = Context(
                squash("".join(captions.lines)), self.start, self.end, squash(sheet.grid.sheet.name)
            )
            layout = lay_out(sheet.grid, block, context, sheet.corrections.columns)
            if layout is None:
                continue
            if under_way and _goes_on(under_way, layout, captions):
                self._note_page(under_way, block)
            else:
                if under_way:
                    yield under_way
                under_way = _start(sheet.grid, block, layout, captions)
            self._read_body(sheet, under_way, block, done)
        if under_way:
            yield under_way

    def _read_body(self, sheet: _Sheet, table: _Table, block: Block, done: int) -> None:
        """Read the rows of one block, in steps between which the user may stop it."""
        for row in block.captions:
            cell = next(iter(sheet.grid.rows[row].values()))
            if CATEGORY.match(squash(cell.text)) and row > 1:
                table.reader.start_group(cell)
        if block.codes:
            table.reader.passed_over[block.codes] = "栏号行"
        for start in range(0, len(block.body), _STEP):
            self._ticket.report(done + start, self._total, f"读表“{sheet.grid.sheet.name}”")
            table.reader.read(block.body[start : start + _STEP])

    def _note_page(self, table: _Table, block: Block) -> None:
        """Pass over the header and titles that are printed again on the next page."""
        for row in block.captions:
            table.reader.passed_over[row] = "重复的标题"
        for row in range(block.top, block.bottom + 1):
            table.reader.passed_over[row] = "重复的表头"


def _start(grid: Grid, block: Block, layout: Layout, captions: Captions) -> _Table:
    """Return a new table with nothing read yet."""
    around = Surroundings(captions.corner, captions.own)
    kinds = {TableKind.TASKS: TaskRowsReader, TableKind.PROJECTS: ProjectRowsReader}
    kind = kinds.get(layout.kind, RowsReader)
    lines = frozenset(map(squash, captions.lines))
    return _Table(layout, kind(grid, layout, around), (block.top, block.bottom), lines)


def _goes_on(table: _Table, layout: Layout, captions: Captions) -> bool:
    """Tell whether a table is the next page of the one before: same header, no other title."""
    if table.layout.signature() != layout.signature():
        return False
    return all(
        squash(line) in table.captions
        or _CONTINUED.search(squash(line))
        or CATEGORY.match(squash(line))
        for line in captions.lines
    )


def _unread(workbook: Workbook, read: set[str]) -> Iterator[str]:
    """Say which sheets were left out, and why."""
    for position, sheet in enumerate(workbook.sheets, 1):
        if not is_read(sheet):
            yield f"第 {position} 张表“{sheet.name}”是隐藏的，没有读。"
        elif sheet.rows and sheet.name not in read:
            yield f"第 {position} 张表“{sheet.name}”里没有找到清单，没有读。"


def _captions(sheet: _Sheet) -> Captions:
    """Return what stands over all tables of a sheet."""
    rows = [row for block in sheet.blocks for row in block.captions]
    return read_captions(sheet.grid, rows)


def _refusal(workbook: Workbook, sheets: Sequence[_Sheet]) -> FileRefused:
    """Return why the workbook is no list of ours, in one sentence about what it holds."""
    path = Path(workbook.name)
    tabled = next((sheet for sheet in sheets if has_table(sheet.grid)), None)
    if tabled is None:
        only_hidden = not any(sheet.grid.rows for sheet in sheets) and len(sheets) < len(
            workbook.sheets
        )
        detail = "可见的表里没有内容，有内容的表是隐藏的" if only_hidden else ""
        return FileRefused(path, FileFault.NO_TABLE, detail=detail)
    row = max(list(tabled.grid.rows)[:_STEP], key=lambda row: len(tabled.grid.rows[row]))
    cells = list(tabled.grid.rows[row].values())
    shown = "、".join(_short(cell) for cell in cells[:_SHOWN_HEADINGS])
    more = "…" if len(cells) > _SHOWN_HEADINGS else ""
    name = tabled.grid.sheet.name
    detail = (
        f"表“{name}”第 {row} 行是“{shown}{more}”，没有找到指标、任务或项目名称与数值、单位、时限列"
    )
    return FileRefused(path, FileFault.NOT_OUR_LIST, sheet=name, detail=detail)


def _short(cell: Cell) -> str:
    """Return the beginning of a cell's words."""
    words = tidy(visible(cell.text))
    return words if len(words) <= _LONGEST_SHOWN else words[:_LONGEST_SHOWN] + "…"
