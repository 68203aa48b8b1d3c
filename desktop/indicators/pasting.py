"""Beginning to paste: what is on the clipboard, where it goes, whether it needs a decision."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from db.model.lines import IndicatorLine
from desktop.indicators.block import read_clipboard
from desktop.indicators.paste import PasteDecision, spots_from
from desktop.indicators.paste_verdicts import WRITTEN, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.rules.finding import Finding
    from desktop.indicators.block import Block
    from desktop.indicators.page import IndicatorsPage
    from desktop.indicators.paste_verdicts import PastedCell

_MOST_CELLS = 200_000
_MOST_JUDGED = 1_000


def begin_paste(page: IndicatorsPage, paste: PasteDecision | None) -> PasteDecision | None:
    """Hold the clipboard's block over the table; return who holds it, made when first needed."""
    block = read_clipboard(QGuiApplication.clipboard().mimeData())
    start = _start_of(page)
    if not block.rows:
        page.notices.tell("剪贴板里没有可粘贴的内容。")
    elif block.cells > _MOST_CELLS:
        page.notices.warn(f"复制的有 {block.cells} 格，太多了，没有写入。分几次复制。")
    elif start is None:
        page.notices.tell("先把光标放到要填的格，再粘贴。")
    else:
        block = _over_selection(page, block)
        if block.cells == 1:
            _write_one(page, block, *start)
        else:
            paste = paste or _made(page)
            _hold(page, paste, block, *start)
    return paste


def _made(page: IndicatorsPage) -> PasteDecision:
    paste = PasteDecision(page.table, page.look, partial(_doubts, page), page)
    page.add_bar(paste.bar)
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
        if cell.spot is not None
    ]
    return page.session.checks.of_entries(entries, page.content.unit)


def _hold(page: IndicatorsPage, paste: PasteDecision, block: Block, row: str, period: str) -> None:
    page.notices.quiet()
    page.take_paste(paste)
    paste.hold(block, row, period)
    page.show_pasting()
    paste.refresh()


def _start_of(page: IndicatorsPage) -> tuple[str, str] | None:
    """Return the row and period of the upper left corner: the first actual cell selected."""
    lines = page.table.lines
    chosen = [
        (row, column)
        for row, column in page.table.chosen_places()
        if isinstance(lines.rows[row], IndicatorLine)
    ]
    index = page.table.currentIndex()
    row, first = chosen[0] if chosen else (index.row(), index.column())
    if not 0 <= row < len(lines.rows) or not isinstance(lines.rows[row], IndicatorLine):
        return None
    first = min((column for _, column in chosen), default=first)
    period = next((column.name for column in lines.columns[first:] if column.name), "")
    return (lines.rows[row].id, period) if period else None


def _over_selection(page: IndicatorsPage, block: Block) -> Block:
    """Return the block as often as it fits into the selected actual cells."""
    lines = page.table.lines
    places = [
        (row, column) for row, column in page.table.chosen_places() if lines.columns[column].name
    ]
    down, along = len({row for row, _ in places}), len({column for _, column in places})
    return block.over(down, along) if down and along else block


def _write_one(page: IndicatorsPage, block: Block, row: str, period: str) -> None:
    """Write a single value at once, as typing would, or say why not."""
    (cell,) = judge(block, [line[:1] for line in spots_from(page.table, row, period)[:1]])
    if cell.verdict in WRITTEN:
        page.entry.write_pasted([cell])
    elif cell.verdict is Verdict.SAME:
        page.notices.tell("和原来一样，没有改动。")
    elif cell.reason:
        page.notices.warn(cell.reason)
