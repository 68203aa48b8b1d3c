"""The contents list of a 迎检材料包: by indicator and task what proves it, and what is missing."""

from __future__ import annotations

from itertools import groupby
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

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from db.reports.inspection import Pack, PackFolder, PackItem

_COLUMNS = (
    ReportColumn("编号", 8, Align.CENTRE),
    ReportColumn("指标、任务、项目、调整和佐证", 44),
    ReportColumn("目标或时限", 16, Align.CENTRE),
    ReportColumn("实际或状态", 18, Align.CENTRE),
    ReportColumn("责任单位", 22),
    ReportColumn("证明什么", 26),
    ReportColumn("文号、页码", 18),
    ReportColumn("文件或存放处", 26),
)
_MISSING = (
    ReportColumn("编号", 8, Align.CENTRE),
    ReportColumn("指标、任务、项目", 44),
    ReportColumn("责任单位", 26),
    ReportColumn("缺少的佐证", 44),
)
NO_EVIDENCE = "没有佐证"


def contents_of(pack: Pack, laid: Mapping[str, str], today: date) -> Document:
    """Return the contents list of a pack; `laid` is where each file lies, by its item's number."""
    rows: list[ReportRow | ReportBand] = []
    for part, folders in groupby(pack.folders, lambda one: one.part):
        rows.append(ReportBand(part))
        for folder in folders:
            rows += _rows_of(folder, laid)
    sections = [Section("目录", table=ReportTable(_COLUMNS, tuple(rows), name=1))]
    lacking = tuple(_lacking(pack))
    if lacking:
        words = (f"共 {len(lacking)} 件，逐件补齐。",)
        sections.append(Section("缺件", "缺少的佐证", words, ReportTable(_MISSING, lacking)))
    return Document(
        f"{pack.title}迎检材料目录",
        tuple(sections),
        left=f"共 {len(pack.folders)} 项，有佐证 {sum(bool(one.items) for one in pack.folders)} 项",
        right=f"整理日期：{today.isoformat()}",
    )


def index_of(folder: PackFolder, laid: Mapping[str, str]) -> str:
    """Return the words of a folder's own list, a line a piece; papers are found by them only."""
    lines = [f"{folder.number} {folder.name}"]
    pairs = (
        ("目标或时限", folder.target),
        ("实际或状态", folder.reached),
        ("责任单位", folder.units),
    )
    lines += [f"{word}：{said}" for word, said in pairs if said]
    lines.append("")
    for item in folder.items:
        said = (item.proves, item.reference, _place(item, laid))
        lines.append(f"{item.number} {item.title}（{item.kind}）")
        lines += [f"    {words}" for words in said if words]
    lines += [f"缺：{words}" for words in folder.missing]
    return "\r\n".join(lines) + "\r\n"


def _rows_of(folder: PackFolder, laid: Mapping[str, str]) -> Iterator[ReportRow]:
    nothing = "" if folder.items or folder.missing else NO_EVIDENCE
    head = (
        folder.number,
        folder.name,
        folder.target,
        folder.reached,
        folder.units,
        "",
        "",
        nothing,
    )
    yield ReportRow(head, bold=True)
    for item in folder.items:
        place = _place(item, laid)
        cells = (item.number, item.title, "", "", "", item.proves, item.reference, place)
        yield ReportRow(cells, depth=1)
    for words in folder.missing:
        yield ReportRow(("", words, "", "", "", "", "", "缺"), depth=1)


def _place(item: PackItem, laid: Mapping[str, str]) -> str:
    """Return where a piece is found: its file in the folder, or where the paper lies."""
    return laid.get(item.number) or item.location or ("纸质" if not item.evidence else "")


def _lacking(pack: Pack) -> Iterator[ReportRow]:
    for folder in pack.folders:
        for words in folder.missing:
            yield ReportRow((folder.number, folder.name, folder.units, words))
