"""What the pane says of a revision, of one line of it, and of a row of the plan as it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.work_words import RevisionAction
from db.rules.revision_words import after_words, before_words, counts_words, field_words
from desktop.revisions.columns import kind_words
from desktop.revisions.rows import ACTION_MARKS
from desktop.widgets.pane import PaneRow, PaneSection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.revised import RevisedLine, RevisionEntry
    from desktop.revisions.draft import Draft, DraftValue
    from desktop.revisions.then import ThenRow

CORRECT, EXTEND, SEE_BEFORE, REMOVE = "correct", "extend", "before", "remove"
GO, DROP = "go", "drop"
"""The keys of the links."""

_MOST_EARLIER = 6

Pane = tuple[str, str, tuple[PaneSection, ...]]
"""A title, a word beside it, and sections."""


def entry_pane(entry: RevisionEntry) -> Pane:
    """Return what is said of a revision: its document, what it did, what can be done with it."""
    document = [
        PaneRow(entry.document_number or "待补", left="文号", bold=bool(entry.document_number)),
        PaneRow(entry.decided_on, left="日期"),
        PaneRow(entry.reason or "没有写", left="原因", ink="" if entry.reason else "muted"),
    ]
    sections = [
        PaneSection("文件", tuple(document), link="改…", key=CORRECT),
        PaneSection(
            "调整", (PaneRow(counts_words(entry.lines) or "没有行"),), link="补充几行…", key=EXTEND
        ),
        PaneSection(
            "调整前",
            (PaneRow("整份规划在这次调整之前的目标，只看不改。", ink="muted"),),
            link="看",
            key=SEE_BEFORE,
        ),
        PaneSection(
            "删去这次调整",
            (PaneRow("各行恢复到调整前；Ctrl+Z 可以撤销。", ink="muted"),),
            link="删去",
            key=REMOVE,
        ),
    ]
    if not entry.document_number:
        card = PaneRow("待补文号。文件印发后在这里补上。")
        sections.insert(0, PaneSection("待补文号", (card,), card="warn"))
    return entry.title, entry.decided_on, tuple(sections)


def line_pane(line: RevisedLine, entry: RevisionEntry, entries: Sequence[RevisionEntry]) -> Pane:
    """Return what is said of one line: before and after, the document, the row's other changes."""
    change = (
        PaneRow(before_words(line), left="调整前", ink="muted"),
        PaneRow(after_words(line), left="调整后", bold=True, mark=ACTION_MARKS[line.action]),
        *((PaneRow(line.note, left="说明"),) if line.note else ()),
        *((PaneRow(entry.reason, left="原因"),) if entry.reason else ()),
    )
    others = [
        PaneRow(
            f"{before_words(one)} → {after_words(one)}",
            left=other.decided_on,
            right=other.document_number or "待补文号",
        )
        for other in entries
        for one in other.lines
        if one.row == line.row and one.id != line.id
    ]
    document = (
        PaneRow(entry.document_number or "待补", left="文号"),
        PaneRow(entry.decided_on, left="日期"),
        PaneRow(entry.title),
    )
    what = field_words(line.field, line.role, line.year)
    sections = [
        PaneSection(what, change, link="从这次调整撤出", key=DROP),
        PaneSection("文件", document, link="改…", key=CORRECT),
        PaneSection("这一行的其他调整", tuple(others[:_MOST_EARLIER])),
    ]
    stands = line.action not in {RevisionAction.TAKEN_OUT, RevisionAction.REPLACED}
    if stands or line.successor:
        words = "看现行的目标和完成情况。" if stands else f"现由“{line.successor}”代替。"
        sections.append(PaneSection("这一行", (PaneRow(words),), link="到这一行", key=GO))
    title = f"{line.number} {line.name}".strip()
    return title, kind_words(line), tuple(one for one in sections if one.rows)


def then_pane(row: ThenRow) -> Pane:
    """Return what is said of a row as it stood."""
    keys = {**row.values, **(row.now or {})}
    rows = tuple(
        PaneRow(
            row.values.get(key) or "——",
            left="时限" if key == "deadline" else f"{key} 年" if key else "目标",
            right="" if row.now is None else f"现行 {row.now.get(key) or '——'}",
        )
        for key in sorted(keys)
    )
    sections = [PaneSection("当时的目标", rows or (PaneRow("没有目标。", ink="muted"),))]
    if row.now is None:
        said = PaneRow(f"后来由“{row.gone}”调出，已录入的数仍在。")
        sections.insert(0, PaneSection("已调出", (said,), card="warn"))
    return row.name, row.kind, tuple(sections)


def draft_pane(draft: Draft, value: DraftValue | None) -> Pane:
    """Return what is said while a revision is written: how it is done, the row in hand."""
    how = PaneSection(
        "怎么写",
        (
            PaneRow("“调整后”写新的目标，照文件写：92、95以上、2026-06。"),
            PaneRow("只推迟，在“移到”写年份；删空“调整后”，那一年的目标取消。"),
            PaneRow("整行不要了按“调出”，换成别的按“替换”；已录入的数都留着。"),
        ),
    )
    if value is None:
        return "新的调整", f"{len(draft.rows)} 行", (how,)
    row = value.row
    targets = tuple(
        PaneRow(
            one.before.text or "——",
            left=one.title,
            right=f"→ {one.after.text or '取消'}" if one.action is not None else "",
        )
        for one in draft.of_row(row.id)
    )
    return row.name, row.unit, (PaneSection("现行", targets, aside=row.group), how)
