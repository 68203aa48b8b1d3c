"""The verbs that take a list in and give one out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from db import queries
from db.errors import FileFault, FileRefused
from db.exchange.differences import CellDifference, ImportPreview, Verdict
from desktop.cli_arguments import EXPORTS
from desktop.cli_book import counts_of
from desktop.cli_paths import file_target, opened
from desktop.cli_terminal import Exit, Misuse, Terminal
from desktop.errors import placed, quoted

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

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
    for proposal in preview.proposals:
        names = "、".join(quoted(name) for _, name in proposal.candidates)
        yield (
            f"待定 {proposal.sheet}!第 {proposal.row} 行 {quoted(proposal.name)}："
            f"台账里有相近的{names}，在窗口里指明后再导入这一行。"
        )


def _cell_line(cell: CellDifference) -> str:
    field = " ".join(f"{cell.row} {cell.field}".split())
    reason = f"：{cell.reason}" if cell.reason else ""
    values = f"{cell.old} → {cell.new}" if cell.old else cell.new
    verdict = _VERDICTS[cell.verdict]
    return " ".join(f"{verdict} {cell.sheet}!{cell.address} {field} {values}{reason}".split())


def export(words: Namespace, terminal: Terminal) -> int:
    """Write the official list of a plan into a new workbook."""
    if words.kind != "list":
        raise Misuse(
            f"这一版还不能导出 {words.kind}（{EXPORTS[words.kind]}）。"
            f"现在能导出的是 list（{EXPORTS['list']}）。"
        )
    for option in ("unit", "period", "evaluation", "source"):
        if getattr(words, option) is not None:
            name = "kind" if option == "evaluation" else option
            raise Misuse(f"--as list 不分 --{name}。去掉它再导出。")
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
    terminal.say(f"已导出到{placed(target)}：{counts_of(plan)}。")
    return Exit.DONE
