"""What the pane says of an entry in the review: the difference first, then why, then its life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.words import STATE_WORDS, RowKind
from db.model.work_words import ReviewAction
from desktop.delegates.marks import Mark
from desktop.doubt_sections import doubt_sections
from desktop.review.columns import change_words
from desktop.widgets.pane import PaneRow, PaneSection
from desktop.wording import (
    decimals_of,
    period_words,
    reached,
    source_words,
    stamp,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.lines import IndicatorLine
    from db.model.review_lines import ReviewEventLine
    from desktop.review.rows import ReviewRow

ADD_SCAN = "add scan to"
"""How the key of the link begins that asks for the scan of a signed sheet."""

_LAST_YEARS = 5


def sections(
    row: ReviewRow, indicator: IndicatorLine | None, events: Iterable[ReviewEventLine]
) -> tuple[PaneSection, ...]:
    """Return the pane's sections of an entry; `indicator` is its row where it is a figure."""
    made = (
        _difference(row),
        *doubt_sections(row.findings),
        _said(row),
        _years(indicator, row.line.period),
        _life(events, f"{ADD_SCAN} {row.line.kind} {row.line.id}"),
        _source(row),
    )
    return tuple(section for section in made if section.rows)


def _difference(row: ReviewRow) -> PaneSection:
    line = row.line
    change = change_words(row)
    before = "原审定" if line.was_approved else "计划" if line.kind is RowKind.MILESTONE else "上期"
    if change:
        unit = line.measure_unit if line.measure_unit == "%" else ""
        moved = f"{line.before} → {line.words}{unit}"
        told = [PaneRow(moved, right=change, bold=True, size="heading")]
    else:
        told = [PaneRow(line.before, left=before, ink="muted")] if line.before else []
        told.append(PaneRow(line.words, left="本次", bold=True))
    told.append(PaneRow(STATE_WORDS[line.state], left="状态"))
    if line.late:
        told.append(PaneRow(f"晚 {line.late} 天提交", mark=Mark.BEHIND, ink="warn"))
    if change and line.was_approved:
        told.append(PaneRow(f"原审定 {line.before}", ink="muted"))
    return PaneSection("数值", tuple(told), aside=line.measure_unit)


def _said(row: ReviewRow) -> PaneSection:
    words = row.explanation
    who = " ".join(part for part in (row.line.submitted_by, stamp(row.line.submitted_at)) if part)
    return PaneSection("填报人说明", (PaneRow(words),) if words else (), aside=who)


def _years(indicator: IndicatorLine | None, period: str) -> PaneSection:
    if indicator is None:
        return PaneSection("近五期", ())
    decimals = decimals_of((one.amount for one in indicator.actuals.values()), indicator.unit)
    rows = tuple(
        PaneRow(
            reached(indicator.actuals[one].amount, indicator.unit, decimals),
            left=period_words(one),
            bold=one == period,
        )
        for one in sorted(indicator.actuals, reverse=True)[:_LAST_YEARS]
    )
    return PaneSection("近五期", rows, aside=indicator.unit)


def _life(events: Iterable[ReviewEventLine], add: str) -> PaneSection:
    """Return what was decided; the scan of the last sheet is opened here, or `add`ed."""
    held = tuple(events)
    rows = tuple(
        PaneRow(_event_words(event), left=stamp(event.made_at), right=event.who)
        for event in reversed(held)
    )
    signed = [event for event in held if event.action is ReviewAction.SIGN]
    if not signed:
        return PaneSection("审核经过", rows)
    scan = signed[-1].evidence
    link, key = ("打开扫描件", scan) if scan else ("附扫描件…", add)
    return PaneSection("审核经过", rows, link=link, key=key)


def _event_words(event: ReviewEventLine) -> str:
    if event.action is ReviewAction.SIGN:
        scan = f"，扫描件“{event.scan}”" if event.scan else ""
        return f"审签 {event.words}：{event.reviewer} {event.reviewed_on}{scan}"
    return f"{event.action} {event.words}" + (f"：{event.reason}" if event.reason else "")


def _source(row: ReviewRow) -> PaneSection:
    source = source_words(row.line.source) if row.line.source else ""
    return PaneSection("来源", (PaneRow(source),) if source else ())
