"""The 调整对照表: what target revisions changed, before and after side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.reports.document import (
    Align,
    Document,
    ReportBand,
    ReportColumn,
    ReportRow,
    ReportTable,
    Section,
)
from db.rules.revision_words import (
    KIND_WORDS,
    after_words,
    before_words,
    counts_words,
    field_words,
    number_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from db.model.lines import PlanLine
    from db.model.revised import RevisedLine, RevisionEntry

_COLUMNS = (
    ReportColumn("序号", 6, Align.CENTRE, numbers=True),
    ReportColumn("指标、任务、项目", 34),
    ReportColumn("单位", 8, Align.CENTRE),
    ReportColumn("调整内容", 16, Align.CENTRE),
    ReportColumn("调整前", 14, Align.RIGHT, numbers=True),
    ReportColumn("调整后", 14, Align.RIGHT, numbers=True),
    ReportColumn("方式", 8, Align.CENTRE),
    ReportColumn("说明", 24),
)


def revision_table(plan: PlanLine, entries: Sequence[RevisionEntry], today: date) -> Document:
    """Return the table of these revisions of a plan, each under its document."""
    rows: list[ReportRow | ReportBand] = []
    for entry in entries:
        rows.append(ReportBand(_band(entry)))
        rows += _rows(entry.lines)
    said = (("文号：", plan.document_number), ("发文机关：", plan.issuer))
    return Document(
        title=f"{plan.title}目标调整对照表",
        sections=(Section("目标调整对照表", table=ReportTable(_COLUMNS, tuple(rows), name=1)),),
        left="　".join(label + words for label, words in said if words),
        right=f"填表日期：{today.isoformat()}",
        closing=("填表人：", "审核人：", "负责人："),
    )


def _band(entry: RevisionEntry) -> str:
    parts = (number_words(entry), entry.title, entry.decided_on, counts_words(entry.lines))
    words = "　".join(part for part in parts if part)
    return f"{words}　原因：{entry.reason}" if entry.reason else words


def _rows(lines: Sequence[RevisedLine]) -> Iterator[ReportRow]:
    """Yield the lines, each row's together in the order they first come in."""
    rows: dict[str, list[RevisedLine]] = {}
    for line in lines:
        rows.setdefault(line.row, []).append(line)
    for number, (_, told) in enumerate(rows.items(), start=1):
        for place, line in enumerate(told):
            first = place == 0
            yield ReportRow(
                (
                    str(number) if first else "",
                    _name(line) if first else "",
                    line.unit,
                    field_words(line.field, line.role, line.year),
                    before_words(line),
                    after_words(line),
                    line.action.value,
                    line.note,
                )
            )


def _name(line: RevisedLine) -> str:
    kind = "量化目标" if line.is_commitment else KIND_WORDS.get(line.kind, "")
    return f"{kind}：{line.number} {line.name}" if line.number else f"{kind}：{line.name}"
