"""The verb that gives lists out, or figures into workbooks made elsewhere."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from db import queries
from db.errors import FileRefused, NotFound
from db.faults import FileFault
from db.model.check_lines import CheckStanding
from desktop.cli_arguments import EXPORTS, NOT_YET
from desktop.cli_book import counts_of
from desktop.cli_import import proposal_lines
from desktop.cli_paths import file_target, opened, warned
from desktop.cli_terminal import Exit, Misuse, Terminal
from desktop.errors import placed, quoted, sentence
from desktop.import_words import column_words
from desktop.list_file import write_list_of
from desktop.offscreen import drawing_paper

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from db.exchange.filling.preview import FillCell, FillPreview
    from db.model.unit_lines import UnitAccount

_SHOWN_NEW = 30
"""How many written cells a person is shown; those passed over are shown all."""


def export(words: Namespace, terminal: Terminal) -> int:
    """Write a plan out: its official list, or its figures into a workbook made elsewhere."""
    if words.kind in NOT_YET:
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
    target = file_target(words.out, source=words.book)
    with opened(words.book) as book:
        today, ticket = datetime.now(UTC).astimezone().date(), terminal.ticket()
        plan = write_list_of(
            book, words.plan, target, today=today, replace=words.force, ticket=ticket
        )
        doubtful = warned(book, terminal)
    terminal.say(f"已导出到{placed(target)}：{counts_of(plan)}。")
    return Exit.ATTENTION if doubtful else Exit.DONE


def _export_checks(words: Namespace, terminal: Terminal) -> int:
    """Write what the checks say of a period, with what was said of it: a workbook or a PDF."""
    from desktop.check_report import PDF, write_check_report  # noqa: PLC0415 - no other verb
    from desktop.ledgers import ledger_period  # noqa: PLC0415 - as above

    target = file_target(words.out, source=words.book)
    today = datetime.now(UTC).astimezone().date()
    with opened(words.book) as book, drawing_paper(needed=target.suffix.casefold() == PDF):
        plan = book.read(queries.find_plan, words.plan)
        period = ledger_period(words.period, book.read(queries.reporting_period), plan, today)
        lines = write_check_report(
            book,
            target,
            plan.id,
            period,
            replace=words.force,
            today=today,
            ticket=terminal.ticket(),
        )
        doubtful = warned(book, terminal)
    told = Counter(line.standing for line in lines)
    counts = "、".join(f"{standing} {told[standing]} 处" for standing in CheckStanding)
    terminal.say(f"已导出到{placed(target)}：{counts}。")
    is_open = told[CheckStanding.ERROR] or told[CheckStanding.QUERY]
    return Exit.ATTENTION if doubtful or is_open else Exit.DONE


def _export_filled(words: Namespace, terminal: Terminal) -> int:
    """Write the figures that changed into a copy of the workbook they came from."""
    target = file_target(words.out, source=words.book)
    if words.source is not None and not words.source.exists():
        raise FileRefused(words.source, FileFault.MISSING)
    with opened(words.book) as book:
        try:
            preview = book.filling.preview(
                words.source, plan=words.plan, period=words.period or "", ticket=terminal.ticket()
            )
        except NotFound as missing:
            if missing.kind != "kept_file":
                raise
            raise Misuse(f"{sentence(missing)}要指明就加 --source FILE。") from missing
        book.filling.write(preview, target, replace=words.force)
        doubtful = warned(book, terminal)
    for line in _filling_lines(preview, target):
        terminal.say(line)
    asks = preview.proposals or preview.unplaced or preview.source.assumed
    needs_a_look = doubtful or preview.skipped or asks
    return Exit.ATTENTION if needs_a_look else Exit.DONE


def _export_ledger(words: Namespace, terminal: Terminal) -> int:
    """Write all that one unit answers for, as a workbook or a PDF."""
    from db.reports.ledger import ledger  # noqa: PLC0415 - no other verb needs it
    from desktop.ledgers import ledger_period  # noqa: PLC0415 - as above
    from desktop.report_file import PDF, write_report_file  # noqa: PLC0415 - as above

    target = file_target(words.out, source=words.book)
    if words.unit is None:
        raise Misuse("对账单一家单位一份。用 --unit 指明单位的名称。")
    today = datetime.now(UTC).astimezone().date()
    with opened(words.book) as book:
        plan = book.read(queries.find_plan, words.plan)
        unit = book.read(queries.find_unit, words.unit)
        period = ledger_period(words.period, book.read(queries.reporting_period), plan, today)
        account = book.read(queries.unit_account, plan.id, unit.id, period)
        made = ledger(plan, account, period, today)
        with drawing_paper(needed=target.suffix.casefold() == PDF):
            write_report_file(
                target, made, today, terminal.ticket(), author=plan.issuer, replace=words.force
            )
        doubtful = warned(book, terminal)
    terminal.say(f"已导出“{unit.name}”的对账单到{placed(target)}：{account_counts(account)}。")
    return Exit.ATTENTION if doubtful else Exit.DONE


def account_counts(account: UnitAccount) -> str:
    """Return how much a unit answers for, in words."""
    return (
        f"指标 {len(account.indicators)} 项、量化目标 {len(account.promises)} 项、"
        f"任务 {len(account.tasks)} 项、项目 {len(account.projects)} 个"
    )


def _filling_lines(preview: FillPreview, target: Path) -> Iterator[str]:
    """Yield the counts, the cells that were written, and all that a person has to look at."""
    written = preview.to_write
    yield (
        f"已把《{preview.title}》填入{quoted(preview.source.name)}，写到{placed(target)}："
        f"写入 {len(written)} 格、未变 {preview.unchanged} 格、跳过 {len(preview.skipped)} 格。"
    )
    for assumed in preview.source.assumed:
        yield f"{assumed}。要填别的年份就加 --period。"
    for cell in written[:_SHOWN_NEW]:
        yield "写入 " + _fill_line(cell)
    if len(written) > _SHOWN_NEW:
        yield f"……写入的另有 {len(written) - _SHOWN_NEW} 格。"
    for remark, cells in Counter(cell.remark for cell in written if cell.remark).items():
        yield f"其中 {cells} 格的{remark}。"
    for cell in preview.skipped:
        yield f"跳过 {_fill_line(cell)}：{cell.skipped}"
    yield from proposal_lines(preview.proposals, "在窗口里指明后再填这一行")
    for match in preview.unplaced:
        near = "、".join(f"“{item.name}”" for item in match.candidates)
        found = f"台账里有相近的{near}" if near else "台账里没有名称相近的指标"
        yield f"待定 {column_words(match)}：{found}。在窗口里指明后再填这一列。"


def _fill_line(cell: FillCell) -> str:
    values = f"{cell.old} → {cell.new}" if cell.old and cell.new else cell.old or cell.new
    return " ".join(f"{cell.sheet}!{cell.address} {cell.row_name} {cell.field} {values}".split())


_EXPORTS: Mapping[str, tuple[Callable[[Namespace, Terminal], int], frozenset[str]]] = {
    "list": (_export_list, frozenset()),
    "filled": (_export_filled, frozenset({"source", "period"})),
    "ledger": (_export_ledger, frozenset({"unit", "period"})),
    "checks": (_export_checks, frozenset({"period"})),
}
"""What carries out each kind of export, and which of the options it knows."""
