"""What an import says of its figures: changes with their difference, sums, columns left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.exchange.options import NATURE_WORDS, FigureNature
from db.exchange.sheets import column_letters
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from db.exchange.differences import CellDifference, ImportPreview, ItemMatch, SumLine


def change_words(cell: CellDifference) -> str:
    """Return what a cell changes: 210 → 215（+5）, 快报 89.2 → 正式 89.4（+0.2）."""
    if not cell.old or cell.old == cell.new:
        words = cell.new
    elif cell.becomes_final:
        words = f"快报 {cell.old} → 正式 {cell.new}"
    else:
        words = f"{cell.old} → {cell.new}"
    return f"{words}（{difference_words(cell.difference)}）" if cell.difference else words


def difference_words(difference: Decimal) -> str:
    """Return a difference with its sign, a real minus before what fell."""
    sign = "+" if difference > 0 else "−"
    return f"{sign}{abs(difference):,f}"


def sum_words(line: SumLine) -> str:
    """Return what a column adds up to, held against the table's own sum and the book."""
    said = [f"{line.heading} {period_words(line.period)}：{line.known} 个单位合计 {line.total:,f}"]
    if line.off_stated is not None:
        off = abs(line.off_stated)
        said.append(f"与表中合计差 {off:,f}" if off else "与表中合计一致")
    if line.off_held is not None:
        off = abs(line.off_held)
        said.append(f"与台账合计差 {off:,f}" if off else "与台账合计一致")
    return "，".join(said)


def left_out(preview: ImportPreview) -> list[ItemMatch]:
    """Return the columns of tables of units that are not taken in, though nothing reads alike."""
    return [one for one in preview.items if one.item is None and not one.candidates]


def column_words(match: ItemMatch) -> str:
    """Return where a column stands and what it is headed."""
    return f"{match.sheet}!{column_letters(match.column.column)} 列“{match.column.heading}”"


def nature_words(preview: ImportPreview) -> Iterator[str]:
    """Yield what holds for all figures of the file, and whether its own words said so."""
    options = preview.options
    if options.nature is not FigureNature.UNSAID:
        told = "（文件里这样写）" if options.nature is preview.proposed else ""
        yield f"性质：{NATURE_WORDS[options.nature]}{told}"
    if options.approved:
        source = f"，来源：{options.source_note}" if options.source_note else ""
        yield f"作为已审核的历史数据{source}"
