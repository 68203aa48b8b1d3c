"""The verbs that take a list in and give one out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from db import queries
from db.errors import FileFault, FileRefused, NotFound
from db.exchange.differences import CellDifference, ImportPreview, NameProposal, Verdict
from desktop.cli_arguments import EXPORTS
from desktop.cli_book import counts_of
from desktop.cli_paths import file_target, opened, warned
from desktop.cli_terminal import Exit, Misuse, Terminal
from desktop.errors import placed, quoted, sentence

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from db.exchange.filling.preview import FillCell, FillPreview

_SHOWN_NEW = 30
"""How many new cells a person is shown; changed and refused ones are shown all."""

_VERDICTS = {Verdict.NEW: "新增", Verdict.CHANGED: "改动", Verdict.REJECTED: "未收"}


def take_in(words: Namespace, terminal: Terminal) -> int:
    """Read a list, say what it changes cell by cell, and write that unless it is a dry run."""
    if not words.file.exists():
        raise FileRefused(words.file, FileFault.MISSING)
    with opened(words.book) as book:
        preview = book.planning.preview(
            words.file, plan=words.plan, sheet=words.sheet, ticket=terminal.ticket()
        )
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
            }
            for cell in preview.cells
            if cell.verdict is not Verdict.SAME
        ],
        "proposals": [
            {
                "sheet": proposal.sheet,
                "row": proposal.row,
                "name": proposal.name,
                "candidates": [{"id": row, "name": name} for row, name in proposal.candidates],
            }
            for proposal in preview.proposals
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
    where = f"《{preview.title}》" if preview.plan else f"新规划《{preview.title}》"
    yield f"{where}：{counts}{'（只看，没有写入）' if dry else ''}。"
    yield from preview.reading.understood
    new = [cell for cell in preview.cells if cell.verdict is Verdict.NEW]
    shown = set(map(id, new[:_SHOWN_NEW]))
    for cell in preview.cells:
        if cell.verdict in {Verdict.CHANGED, Verdict.REJECTED} or id(cell) in shown:
            yield _cell_line(cell)
    if len(new) > _SHOWN_NEW:
        yield f"……新增的另有 {len(new) - _SHOWN_NEW} 格，用 --json 看全部。"
    yield from _proposal_lines(preview.proposals, "在窗口里指明后再导入这一行")


def _proposal_lines(proposals: Iterable[NameProposal], advice: str) -> Iterator[str]:
    for proposal in proposals:
        names = "、".join(quoted(name) for _, name in proposal.candidates)
        yield (
            f"待定 {proposal.sheet}!第 {proposal.row} 行 {quoted(proposal.name)}："
            f"台账里有相近的{names}，{advice}。"
        )


def _cell_line(cell: CellDifference) -> str:
    field = " ".join(f"{cell.row} {cell.field}".split())
    reason = f"：{cell.reason}" if cell.reason else ""
    values = f"{cell.old} → {cell.new}" if cell.old else cell.new
    verdict = _VERDICTS[cell.verdict]
    return " ".join(f"{verdict} {cell.sheet}!{cell.address} {field} {values}{reason}".split())


def export(words: Namespace, terminal: Terminal) -> int:
    """Write a plan out: its official list, or its figures into a workbook made elsewhere."""
    if words.kind not in _EXPORTS:
        now = "、".join(f"{kind}（{EXPORTS[kind]}）" for kind in _EXPORTS)
        raise Misuse(
            f"这一版还不能导出 {words.kind}（{EXPORTS[words.kind]}）。现在能导出的是 {now}。"
        )
    carry_out, options = _EXPORTS[words.kind]
    for option in ("unit", "period", "evaluation", "source"):
        if getattr(words, option) is not None and option not in options:
            name = "kind" if option == "evaluation" else option
            raise Misuse(f"--as {words.kind} 不分 --{name}。去掉它再导出。")
    return carry_out(words, terminal)


def _export_list(words: Namespace, terminal: Terminal) -> int:
    # Imported here: no other verb needs the writer of workbooks.
    from db.exchange.list_writer import write_list  # noqa: PLC0415

    target = file_target(words.out, source=words.book)
    with opened(words.book) as book:
        plan = book.read(queries.find_plan, words.plan)
        write_list(
            target,
            plan,
            book.read(queries.indicator_lines, plan.id),
            book.read(queries.task_lines, plan.id),
            book.read(queries.project_lines, plan.id),
            replace=words.force,
            today=datetime.now(UTC).astimezone().date(),
            ticket=terminal.ticket(),
        )
        doubtful = warned(book, terminal)
    terminal.say(f"已导出到{placed(target)}：{counts_of(plan)}。")
    return Exit.ATTENTION if doubtful else Exit.DONE


def _export_filled(words: Namespace, terminal: Terminal) -> int:
    """Write the figures that changed into a copy of the workbook they came from."""
    target = file_target(words.out, source=words.book)
    if words.source is not None and not words.source.exists():
        raise FileRefused(words.source, FileFault.MISSING)
    with opened(words.book) as book:
        try:
            preview = book.filling.preview(words.source, plan=words.plan, ticket=terminal.ticket())
        except NotFound as missing:
            if missing.kind != "kept_file":
                raise
            raise Misuse(f"{sentence(missing)}要指明就加 --source FILE。") from missing
        book.filling.write(preview, target, replace=words.force)
        doubtful = warned(book, terminal)
    for line in _filling_lines(preview, target):
        terminal.say(line)
    needs_a_look = doubtful or preview.skipped or preview.proposals
    return Exit.ATTENTION if needs_a_look else Exit.DONE


def _filling_lines(preview: FillPreview, target: Path) -> Iterator[str]:
    """Yield the counts, the cells that were written, and all that a person has to look at."""
    written = preview.to_write
    yield (
        f"已把《{preview.title}》填入{quoted(preview.source.name)}，写到{placed(target)}："
        f"写入 {len(written)} 格、未变 {preview.unchanged} 格、跳过 {len(preview.skipped)} 格。"
    )
    for cell in written[:_SHOWN_NEW]:
        yield "写入 " + _fill_line(cell)
    if len(written) > _SHOWN_NEW:
        yield f"……写入的另有 {len(written) - _SHOWN_NEW} 格。"
    for cell in preview.skipped:
        yield f"跳过 {_fill_line(cell)}：{cell.skipped}"
    yield from _proposal_lines(preview.proposals, "在窗口里指明后再填这一行")


def _fill_line(cell: FillCell) -> str:
    values = f"{cell.old} → {cell.new}" if cell.old and cell.new else cell.old or cell.new
    return " ".join(f"{cell.sheet}!{cell.address} {cell.row_name} {cell.field} {values}".split())


_EXPORTS: Mapping[str, tuple[Callable[[Namespace, Terminal], int], frozenset[str]]] = {
    "list": (_export_list, frozenset()),
    "filled": (_export_filled, frozenset({"source"})),
}
"""What carries out each kind of export, and which of the options it knows."""
