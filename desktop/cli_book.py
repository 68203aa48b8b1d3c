"""The verbs for a book itself: make it, keep it safe, write a figure, say what is in it."""

from __future__ import annotations

import tempfile
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db import queries
from db.book import PlanBook
from db.connection.copying import copy_file
from db.errors import NotFound, TargetRefused, UserError, ValueRefused
from db.faults import TargetFault, ValueFault
from db.model.history_lines import DamageLine
from db.operations.recording import Entry
from db.queries.checks import data_findings
from db.queries.damages import damage_lines
from db.queries.dump import book_as_json, finding_as_json, plan_as_json
from desktop.cli_paths import book_target, opened, opened_to_write, warned
from desktop.cli_terminal import Exit, Misuse, Terminal
from desktop.errors import placed, quoted

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from db.model.lines import PlanLine
    from db.operations.housekeeping import Damage

_SEVERITIES = {"error": "错误", "query": "疑问", "note": "提示"}
_INDENT = 2


def new(words: Namespace, terminal: Terminal) -> int:
    """Make a book, empty or with a sample; it appears whole or not at all."""
    if words.demo and not words.sample:
        raise Misuse("--demo 只用在示例上。加上 --sample，如 --sample litong。")
    target = book_target(words.book)
    if target.exists() and not words.force:
        raise TargetRefused(target, TargetFault.EXISTS)
    with (
        tempfile.TemporaryDirectory() as folder,
        PlanBook.create(Path(folder, "new.planbook")) as book,
    ):
        if words.sample:
            book.planning.load_sample(words.sample, demonstration=words.demo)
        counts = [counts_of(line) for line in book.read(queries.plan_lines)]
        book.housekeeping.copy_to(target, replace=words.force)
    terminal.say(f"已新建{placed(target)}：{counts[0] if counts else '还没有规划'}。")
    return Exit.DONE


def counts_of(plan: PlanLine) -> str:
    """Return how much is in a plan, in words."""
    return (
        f"《{plan.title}》指标 {plan.indicators} 项、任务 {plan.tasks} 项、项目 {plan.projects} 个"
    )


def backup(words: Namespace, terminal: Terminal) -> int:
    """Write a verified copy: to a place of the user's, or into the folder beside the book."""
    with opened(words.book) as book:
        if words.out is not None:
            target = book_target(words.out, source=words.book)
            book.housekeeping.copy_to(target, replace=words.force)
            terminal.say(f"已备份到{placed(target)}，核对无误。")
            return Exit.DONE
        made = book.housekeeping.back_up("asked")
        if made is not None:
            terminal.say(f"已备份到{placed(made)}，核对无误。")
            return Exit.DONE
        newest = next(iter(book.housekeeping.backups()), None)
    if newest is None:
        terminal.say("台账还没有内容，不用备份。")
    else:
        terminal.say(f"最新的备份已有全部内容，没有再备份：{placed(newest.path)}。")
    return Exit.DONE


def restore(words: Namespace, terminal: Terminal) -> int:
    """Turn a backup into a book again, and hold what came out against its own history."""
    target = book_target(words.out, source=words.backup)
    copy_file(words.backup, target, replace=words.force)
    with opened(target) as book:
        damages = _told(book)
        counts = [counts_of(line) for line in book.read(queries.plan_lines)]
    terminal.say(f"已恢复到{placed(target)}：{'；'.join(counts) or '还没有规划'}。")
    for damage, line in damages:
        terminal.say(damage_words(damage, line))
    return Exit.ATTENTION if damages else Exit.DONE


def record(words: Namespace, terminal: Terminal) -> int:
    """Write one actual value; blank words clear it."""
    with opened_to_write(words.book, words.user, terminal) as book:
        entry = Entry(
            indicator=_indicator(book, words.indicator.strip()),
            period=words.period,
            words=words.value,
            unit=_unit(book, words.unit.strip()) if words.unit else None,
            as_of=_day(words.as_of),
            note=words.note,
            # Scripts write over an approved figure as ever; the review keeps why.
            reason=words.note or "命令行录入",
            provisional=words.provisional if words.provisional or words.final else None,
        )
        changes = book.recording.record([entry])
    value = words.value.strip()
    said = f"{changes.label}：{value}" if value else changes.label
    terminal.say(f"已{said}。" if changes else "与台账里的相同，没有改动。")
    return Exit.DONE


def _indicator(book: PlanBook, name: str) -> str:
    """Return the id of an indicator; NotFound says which names read alike."""
    try:
        return book.read(queries.find_indicator, name)
    except NotFound as missing:
        if missing.near:
            raise
        plans = book.read(queries.plan_lines)
        lines = [line for plan in plans for line in book.read(queries.all_rows, plan.id)]
        near = _near(name, (line.name for line in lines))
        raise NotFound("indicator", name, near) from missing


def _unit(book: PlanBook, name: str) -> str:
    """Return the id of a unit by its id, its name or another name it is written under."""
    units = book.read(queries.unit_lines)
    for unit in units:
        if name in {unit.id, unit.name, *unit.aliases}:
            return unit.id
    raise NotFound("unit", name, _near(name, (unit.name for unit in units)))


def _near(name: str, names: Iterable[str]) -> tuple[str, ...]:
    known = list(dict.fromkeys(names))
    holding = [one for one in known if name and name in one]
    alike = get_close_matches(name, known, n=5, cutoff=0.5)
    return tuple(dict.fromkeys((*holding, *alike)))[:5]


def _day(text: str) -> str:
    """Return an ISO date as it is stored, or nothing when none is given."""
    if not text.strip():
        return ""
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise ValueRefused(ValueFault.NOT_A_DATE, text) from error


def dump(words: Namespace, terminal: Terminal) -> int:
    """Write the whole book as JSON: one plan as itself, none or several under `plans`."""
    with opened(words.book) as book:
        if words.plan is None:
            shape = book.read(book_as_json)
        else:
            shape = book.read(plan_as_json, book.read(queries.find_plan, words.plan).id)
        doubtful = warned(book, terminal)
    terminal.answer(shape, indent=None if words.json else _INDENT)
    return Exit.ATTENTION if doubtful else Exit.DONE


def check(words: Namespace, terminal: Terminal) -> int:
    """Say what is doubted in plans and figures or, with `--file`, what the history did not write.

    What is explained is listed too, but needs nobody's attention any more.
    """
    with opened(words.book) as book:
        if words.file:
            found = [_damage_shape(damage, line) for damage, line in _told(book)]
        else:
            units = {unit.id: unit.name for unit in book.read(queries.unit_lines)}
            doubts = book.read(data_findings, today=date.today())
            found = [finding_as_json(finding, units) for finding in doubts]
    if words.json:
        terminal.answer({"findings": found})
    else:
        _say_findings(found, terminal, file=words.file)
    return Exit.ATTENTION if any(not one.get("explanation") for one in found) else Exit.DONE


def _say_findings(found: list[dict[str, Any]], terminal: Terminal, *, file: bool) -> None:
    for one in found:
        whose = f"{one['unit']}：" if one.get("unit") else ""
        where = _where(one) if one.get("period") else ""
        terminal.say(f"{_SEVERITIES[one['severity']]}：{whose}{where}{one['message']}")
        for anchor in one["anchors"]:
            terminal.say("    " + "：".join(filter(None, (anchor["place"], anchor["quote"]))))
        if one.get("explanation"):
            terminal.say(f"    已说明：{one['explanation']}")
    explained = sum(bool(one.get("explanation")) for one in found)
    if not found:
        terminal.say("文件完好，与历史一致。" if file else "没有发现矛盾。")
    elif explained:
        terminal.say(f"共 {len(found)} 处，已说明 {explained} 处，其余须逐一核对。")
    else:
        terminal.say(f"共 {len(found)} 处，须逐一核对。")


def _where(finding: dict[str, Any]) -> str:
    """Return the cell of a figure before its sentence; its name only where that lacks it."""
    period, _, name = finding["anchors"][0]["place"].partition(" ")
    return f"{period}：" if name in finding["message"] else f"{period} {name}："


def _told(book: PlanBook) -> list[tuple[Damage, DamageLine]]:
    """Return what is wrong in a file, each with its words in the bureau's language."""
    damages = book.housekeeping.damages()
    try:
        lines = book.read(damage_lines, damages)
    except UserError:
        # So damaged that not even names can be read: then by the names of the file itself.
        lines = tuple(map(_bare_line, damages))
    return list(zip(damages, lines, strict=True))


def _bare_line(damage: Damage) -> DamageLine:
    name = f"{damage.table} {damage.row}"
    return DamageLine(name, damage.column, str(damage.expected), str(damage.found))


def _damage_shape(damage: Damage, line: DamageLine) -> dict[str, Any]:
    return {
        "kind": "other",
        "severity": "error",
        "message": damage_words(damage, line),
        "row": damage.row if damage.kind == "row" else "",
        "anchors": [],
        "damage": {
            "kind": damage.kind,
            "table": damage.table,
            "column": damage.column,
            "expected": damage.expected,
            "found": damage.found,
            "detail": damage.detail,
        },
    }


def damage_words(damage: Damage, line: DamageLine) -> str:
    """Return what is wrong in a file, in one sentence, and what to do in another."""
    if damage.kind == "row":
        where = f"{line.name}的{line.word}"
        what = f"{where}应为{quoted(line.expected)}，现为{quoted(line.found)}"
        return f"{what}，不是在本程序里改的。从备份恢复，或重新录入。"
    if damage.kind == "history":
        return f"历史中的{quoted(damage.row)}一步被改过。从备份恢复一份。"
    if damage.kind == "content":
        what = "和存入时不一样了" if damage.found else "不在了"
        return f"留存的文件{quoted(damage.detail)}{what}，不是在本程序里改的。从备份恢复一份。"
    return f"文件内部有损坏（{damage.detail}）。从备份恢复一份。"
