"""The verb that takes lists and tables of units in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.errors import FileRefused
from db.exchange.corrections import ColumnCorrection, Corrections, SheetCorrections
from db.exchange.differences import CellDifference, ImportPreview, NameProposal, Verdict
from db.exchange.listing import NEW_ITEM, Meaning
from db.exchange.options import FigureNature, ImportOptions
from db.exchange.sheets import column_letters, row_on_sheet
from db.faults import FileFault
from db.rules.names import folded
from desktop.cli_paths import opened_to_write
from desktop.cli_terminal import Exit, Misuse, Terminal
from desktop.errors import quoted
from desktop.import_words import (
    change_words,
    column_words,
    left_out,
    nature_words,
    sum_words,
)

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence

    from db.book import PlanBook

_SHOWN_NEW = 30
"""How many new cells a person is shown; changed and refused ones are shown all."""

_VERDICTS = {
    Verdict.NEW: "新增",
    Verdict.CHANGED: "改动",
    Verdict.REJECTED: "未收",
    Verdict.COMPUTED: "跳过",
}


def take_in(words: Namespace, terminal: Terminal) -> int:
    """Read a file, say what it changes cell by cell, and write that unless it is a dry run."""
    if not words.file.exists():
        raise FileRefused(words.file, FileFault.MISSING)
    if words.source_note and not words.approved:
        raise Misuse("--source-note 说明已审核数据的来源，和 --approved 一起用。")
    with opened_to_write(words.book, words.user, terminal) as book:
        preview = book.planning.preview(
            words.file,
            plan=words.plan,
            sheet=words.sheet,
            kind=words.table or "",
            period=words.period or "",
            ticket=terminal.ticket(),
        )
        preview = _as_told(book, preview, words)
        news = preview.count(Verdict.NEW) + preview.count(Verdict.CHANGED)
        if news and not words.dry_run:
            book.planning.accept(preview)
    if words.json:
        terminal.answer(_preview_shape(preview))
    else:
        for line in _preview_lines(preview, dry=words.dry_run):
            terminal.say(line)
    needs_a_look = preview.count(Verdict.REJECTED) or preview.proposals
    return Exit.ATTENTION if needs_a_look else Exit.DONE


def _as_told(book: PlanBook, preview: ImportPreview, words: Namespace) -> ImportPreview:
    """Return the preview with the columns and the standing that the command line names."""
    if words.new_item:
        preview = book.planning.correct(preview, _with_new_items(preview, words.new_item))
    nature = preview.options.nature
    if words.provisional or words.final:
        nature = FigureNature.PROVISIONAL if words.provisional else FigureNature.FINAL
    options = ImportOptions(nature, words.approved, words.source_note or "")
    return preview if options == preview.options else book.planning.reconsider(preview, {}, options)


def _with_new_items(preview: ImportPreview, names: Sequence[str]) -> Corrections:
    """Return corrections that make columns, named by their headings, 数据项 of their own."""
    told = dict(preview.corrections)
    open_ones = [one for one in preview.items if one.item is None]
    for name in names:
        found = [one for one in open_ones if folded(one.column.heading) == folded(name)]
        if not found:
            known = "、".join(quoted(one.column.heading) for one in open_ones) or "没有"
            raise Misuse(f"--new-item 没有这样的列{quoted(name)}，还没有对应的列：{known}。")
        for one in found:
            here = told.get(one.sheet, SheetCorrections())
            said = ColumnCorrection(Meaning.ACTUAL, item=NEW_ITEM)
            columns = {**here.columns, one.column.column: said}
            told[one.sheet] = SheetCorrections(here.header, columns, here.kind, here.period)
    return told


def _preview_shape(preview: ImportPreview) -> dict[str, Any]:
    counts: dict[str, Any] = {verdict.value: preview.count(verdict) for verdict in Verdict}
    return counts | {
        "cells": [
            {
                "sheet": cell.sheet,
                "address": cell.address,
                "verdict": cell.verdict.value,
                "old": cell.old,
                "new": cell.new,
                "reason": cell.reason,
                "row": cell.row,
                "field": cell.field,
                "difference": cell.difference,
            }
            for cell in preview.cells
            if cell.verdict is not Verdict.SAME
        ],
        "proposals": [
            {
                "sheet": proposal.sheet,
                "row": row_on_sheet(proposal.row),
                "name": proposal.name,
                "candidates": [{"id": row, "name": name} for row, name in proposal.candidates],
            }
            for proposal in preview.proposals
        ],
        "nature": preview.options.nature.value or None,
        **_units_shape(preview),
    }


def _units_shape(preview: ImportPreview) -> dict[str, Any]:
    """Return what is only said of tables of units: what columns count, what they add up to."""
    return {
        "items": [
            {
                "sheet": one.sheet,
                "column": column_letters(one.column.column),
                "heading": one.column.heading,
                "period": one.column.period or None,
                "series": None if one.item is None else one.item.id,
                "name": None if one.item is None else one.item.name,
                "new": one.is_new,
                "candidates": [{"id": item.id, "name": item.name} for item in one.candidates],
            }
            for one in preview.items
        ],
        "sums": [
            {
                "sheet": line.sheet,
                "column": column_letters(line.column),
                "heading": line.heading,
                "period": line.period,
                "units": line.known,
                "total": line.total,
                "stated": line.stated,
                "held": line.held,
            }
            for line in preview.sums
        ],
    }


def _preview_lines(preview: ImportPreview, *, dry: bool) -> Iterator[str]:
    """Yield the summary, then the cells that are not as the book has them.

    A first import has hundreds of new cells: some of them show what is read, `--json` has all.
    """
    counts = (
        f"新增 {preview.count(Verdict.NEW)} 格、改动 {preview.count(Verdict.CHANGED)} 格、"
        f"相同 {preview.count(Verdict.SAME)} 格、未收 {preview.count(Verdict.REJECTED)} 格"
    )
    if preview.count(Verdict.COMPUTED):
        counts += f"、计算格跳过 {preview.count(Verdict.COMPUTED)} 格"
    where = f"《{preview.title}》" if preview.plan else f"新规划《{preview.title}》"
    yield f"{where}：{counts}{'（只看，没有写入）' if dry else ''}。"
    for said in nature_words(preview):
        yield f"{said}。"
    yield from preview.reading.understood
    for line in preview.sums:
        yield f"{sum_words(line)}。"
    yield from _left_out_lines(preview)
    new = [cell for cell in preview.cells if cell.verdict is Verdict.NEW]
    shown = set(map(id, new[:_SHOWN_NEW]))
    for cell in preview.cells:
        if cell.verdict not in {Verdict.NEW, Verdict.SAME} or id(cell) in shown:
            yield _cell_line(cell)
    if len(new) > _SHOWN_NEW:
        yield f"……新增的另有 {len(new) - _SHOWN_NEW} 格，用 --json 看全部。"
    yield from proposal_lines(preview.proposals, "在窗口里指明后再导入这一行")


def _left_out_lines(preview: ImportPreview) -> Iterator[str]:
    """Yield the columns that are no 数据项 of the book."""
    columns = left_out(preview)
    if columns:
        named = "、".join(map(column_words, columns))
        yield f"没有导入 {named}：台账里没有这样的数据项，要收就加 --new-item 列名。"


def proposal_lines(proposals: Iterable[NameProposal], advice: str) -> Iterator[str]:
    """Yield the rows that wait for a person's decision, and what may be done about them."""
    for proposal in proposals:
        names = "、".join(quoted(name) for _, name in proposal.candidates)
        yield (
            f"待定 {proposal.sheet}!第 {row_on_sheet(proposal.row)} 行 {quoted(proposal.name)}："
            f"台账里有相近的{names}，{advice}。"
        )


def _cell_line(cell: CellDifference) -> str:
    field = " ".join(f"{cell.row} {cell.field}".split())
    reason = f"：{cell.reason}" if cell.reason else ""
    values = change_words(cell)
    verdict = _VERDICTS[cell.verdict]
    return " ".join(f"{verdict} {cell.sheet}!{cell.address} {field} {values}{reason}".split())
