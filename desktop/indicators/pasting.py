"""Beginning to paste: what is on the clipboard, where it goes, whether it needs a decision."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from db.errors import ValueRefused
from db.model.lines import IndicatorLine
from desktop.indicators.block import read_clipboard
from desktop.indicators.entry import PASTING
from desktop.indicators.filters import Wanted
from desktop.indicators.named import destinations, periods_for, read_named
from desktop.indicators.own_block import periods_of_own, without_standing
from desktop.indicators.paste import PasteDecision, spots_from
from desktop.indicators.paste_verdicts import WRITTEN, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.rules.finding import Finding
    from desktop.indicators.block import Block
    from desktop.indicators.named import Destinations
    from desktop.indicators.page import IndicatorsPage
    from desktop.indicators.paste_verdicts import PastedCell

_MOST_CELLS = 200_000
_MOST_JUDGED = 1_000
_MOST_NAMED = 5


def begin_paste(page: IndicatorsPage, paste: PasteDecision | None) -> PasteDecision | None:
    """Hold the clipboard's block over the table; return who holds it, made when first needed."""
    block = read_clipboard(QGuiApplication.clipboard().mimeData())
    if paste is not None and paste.new_rows:
        # The cursor may stand on a row that is not made yet.
        paste.give_up()
    start = _start_of(page)
    if not block.rows:
        page.notices.tell("剪贴板里没有可粘贴的内容。")
    elif block.cells > _MOST_CELLS:
        page.notices.warn(f"复制的有 {block.cells} 格，太多了，没有写入。分几次复制。")
    elif _goes_beside(page, block):
        _paste_beside(page, block)
    elif start is None and not page.content.lines:
        paste = _into_nothing(page, paste, block)
    elif start is None:
        page.notices.tell("先把光标放到要填的格，再粘贴。")
    elif (named := _named(page, block, *start)) is not None:
        paste = paste or made_for(page)
        hold_over(page, paste, named[0], start, named[1])
    else:
        block = without_standing(page.table, block, start[0], _first_column(page))
        block = _over_selection(page, block)
        if block.cells == 1 and not _is_period(page, _first_column(page)):
            _paste_one_beside(page, block)
        elif block.cells == 1:
            write_one(page, block, *start)
        else:
            paste = paste or made_for(page)
            hold_over(page, paste, block, start)
    return paste


def _into_nothing(
    page: IndicatorsPage, paste: PasteDecision | None, block: Block
) -> PasteDecision | None:
    """Hold a block of named rows over a plan that has none yet: all of them would be made."""
    named = read_named(block)
    if page.session.plan is None:
        page.notices.tell("还没有规划，不能粘贴。先导入一览表，或新建一份规划。")
        return paste
    if named is None:
        page.notices.tell("还没有指标，不知道填哪一行。连同名称一列一起复制，再粘贴。")
        return paste
    known = [column.name for column in page.table.lines.columns if column.name]
    first = page.session.period if page.session.period in known else known[0]
    inside, left = named.within(known), named.beside(known)
    periods = periods_for(inside, known, first)
    found = replace(destinations(named, (), None), periods=periods, left=left)
    paste = paste or made_for(page)
    hold_over(page, paste, inside.figures, ("", first), found)
    return paste


def _named(
    page: IndicatorsPage, block: Block, row: str, period: str
) -> tuple[Block, Destinations] | None:
    """Return the figures of a block of named rows with where they go, None for any other block.

    The names count where the block begins on a name, has heads or names of rows that are here, or
    reaches below the last row.
    """
    lines = page.table.lines
    named = read_named(block)
    below = len(spots_from(page.table, row, period)) < len(block.rows)
    on_a_name = _first_column(page) < _first_period(page)
    start = next((line for line in page.content.lines if line.id == row), None)
    if named is None or start is None:
        return None
    found = destinations(named, page.content.lines, start)
    known_rows = block.across > 1 and (below or found.knows_rows)
    if not (on_a_name or named.heads or known_rows):
        return None
    known = [column.name for column in lines.columns if column.name]
    first = page.session.period if on_a_name and page.session.period in known else period
    inside, left = named.within(known), named.beside(known)
    _bring_in_sight(page, [one for one in found.rows if one])
    own = (
        None if named.years else periods_of_own(page.table, named.figures, found.rows, named.first)
    )
    figures, periods = own or (inside.figures, periods_for(inside, known, first))
    return figures, replace(found, periods=periods, left=left)


def _bring_in_sight(page: IndicatorsPage, rows: Sequence[str]) -> None:
    """Unfold and show the rows that a block goes to, where they are hidden."""
    held = {line.id: line for line in page.content.lines}
    hidden = [held[row] for row in rows if row in held and page.table.lines.row_of(row) is None]
    for line in hidden:
        page.content.unfold(line)
    if hidden:
        page.tools.choose(Wanted())
        page.content.show_rows()


def made_for(page: IndicatorsPage) -> PasteDecision:
    """Return what holds blocks over the page's table."""
    paste = PasteDecision(page.table, page.look, partial(_doubts, page), page)
    page.area.add_bar(paste.bar)
    paste.accepted.connect(page.entry.write_pasted)
    paste.ended.connect(page.show_pasting)
    paste.moved.connect(page.show_pasted)
    return paste


def _doubts(page: IndicatorsPage, cells: Sequence[PastedCell]) -> Sequence[Finding]:
    """Return what would be doubted; of a very large block only after it was written."""
    if len(cells) > _MOST_JUDGED or page.session.checks is None:
        return ()
    entries = [
        page.entry.entry(cell.spot.line, cell.spot.period, cell.word)
        for cell in cells
        # What does not stand in the book yet is judged once it does.
        if cell.spot is not None and cell.spot.line.series
    ]
    return page.session.checks.of_entries(entries, page.content.unit)


def hold_over(
    page: IndicatorsPage,
    paste: PasteDecision,
    block: Block,
    start: tuple[str, str],
    named: Destinations | None = None,
    *,
    verb: str = PASTING,
) -> None:
    """Hold a block over the table from a row and period on; `verb` says what is being done."""
    page.notices.quiet()
    page.take_paste(paste)
    paste.hold(block, *start, named, verb=verb)
    page.show_pasting()
    paste.refresh()
    paste.bring_in_sight()
    if named is not None and named.left:
        heads = "、".join(named.left[:_MOST_NAMED]) + "等" * (len(named.left) > _MOST_NAMED)
        page.notices.tell(f"只收各报告期的实际值，没有收的列：{heads}。")


def _paste_beside(page: IndicatorsPage, block: Block) -> None:
    """Write a column of days or notes from the cursor down, or a single one into the selection."""
    if block.across > 1:
        page.notices.tell("说明和截至日期一次粘贴一列。")
    elif page.entry.beside.column is None:
        _paste_one_beside(page, block)
    elif block.cells > 1 or len(page.table.chosen_places()) > 1:
        page.entry.beside.paste([block.word(at, 0) for at in range(len(block.rows))])
    else:
        _paste_one_beside(page, block)


def _paste_one_beside(page: IndicatorsPage, block: Block) -> None:
    """Write a single value into the day or the note under the cursor; no figure beside it moves."""
    row, column = page.table.current_row, page.table.current_column
    if not isinstance(row, IndicatorLine) or column is None:
        page.notices.tell("先把光标放到要填的格，再粘贴。")
    elif column.write is None or column.edit is None or column.edit(row) is None:
        page.entry.say_why_not(row, page.session.period, column)
    else:
        try:
            column.write(row, block.word(0, 0).strip())
        except ValueRefused as error:
            page.notices.report(error)


def _start_of(page: IndicatorsPage) -> tuple[str, str] | None:
    """Return the row and period of the upper left corner: the first actual cell selected."""
    lines = page.table.lines
    chosen = [
        (row, column)
        for row, column in page.table.chosen_places()
        if isinstance(lines.rows[row], IndicatorLine)
    ]
    row = chosen[0][0] if chosen else page.table.currentIndex().row()
    if not 0 <= row < len(lines.rows) or not isinstance(lines.rows[row], IndicatorLine):
        return None
    first = _first_column(page)
    period = next((column.name for column in lines.columns[first:] if column.name), "")
    return (lines.rows[row].id, period) if period else None


def _first_column(page: IndicatorsPage) -> int:
    """Return the first column that is selected, else that of the cursor."""
    columns = [column for _, column in page.table.chosen_places()]
    return min(columns, default=page.table.currentIndex().column())


def _first_period(page: IndicatorsPage) -> int:
    """Return the first column of actual values: those before it say which row it is."""
    columns = page.table.lines.columns
    return next((at for at, column in enumerate(columns) if column.name), len(columns))


def _goes_beside(page: IndicatorsPage, block: Block) -> bool:
    """Tell whether the cursor stands beside the figures: on a day, a note, a target, a change.

    A block that begins on a target or a change goes to the figures after it.
    """
    if page.entry.beside.column is not None:
        return True
    at = page.table.currentIndex().column()
    alone = block.cells == 1 and len(page.table.chosen_places()) <= 1
    return alone and at > _first_period(page) and not _is_period(page, at)


def _is_period(page: IndicatorsPage, column: int) -> bool:
    return bool(page.table.lines.columns[column].name)


def _over_selection(page: IndicatorsPage, block: Block) -> Block:
    """Return the block as often as it fits into the selected actual cells."""
    lines = page.table.lines
    places = [
        (row, column) for row, column in page.table.chosen_places() if lines.columns[column].name
    ]
    down, along = len({row for row, _ in places}), len({column for _, column in places})
    return block.over(down, along) if down and along else block


def write_one(
    page: IndicatorsPage, block: Block, row: str, period: str, *, verb: str = PASTING
) -> None:
    """Write a single value at once, as typing would, or say why not."""
    (cell,) = judge(block, [line[:1] for line in spots_from(page.table, row, period)[:1]])
    if cell.verdict in WRITTEN:
        page.entry.write_pasted([cell], verb=verb)
    elif cell.verdict is Verdict.SAME:
        page.notices.tell("和原来一样，没有改动。")
    elif cell.reason:
        page.notices.warn(cell.reason)
