"""Which project the pane shows, and all that is read for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import queries
from db.model.words import EntryState, RowKind
from db.queries.review import reasons_of_returns
from desktop.progress_telling import column_words, shut_words, told_in, told_parts
from desktop.project_list.detail import (
    doubt_section,
    part_section,
    problem_section,
    size_section,
    word_section,
)
from desktop.project_list.pane import PaneHead
from desktop.project_list.stage_table import stage_lines
from desktop.project_list.words import (
    STANDING_INKS,
    STANDING_MARKS,
    late_words,
    lump_detail,
    outlook_words,
)
from desktop.review_words import review_section
from desktop.widgets.progress_form import FormContent
from desktop.withdrawn import gone_sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from db.model.lines import ProblemLine, ProgressLine
    from db.model.project_lines import MilestoneLine, ProjectDetail, ProjectRow
    from db.rules.finding import Finding
    from desktop.project_list.content import ProjectContent
    from desktop.project_list.pane import ProjectPane
    from desktop.session import BookSession
    from desktop.widgets.pane import PaneSection
    from desktop.withdrawn import GoneRow

_MONTH_LENGTH = len("2022-10")


def show_in_pane(
    pane: ProjectPane,
    row: ProjectRow | None,
    content: ProjectContent,
    session: BookSession,
    findings: Sequence[Finding],
) -> None:
    """Show a project in the pane; None: that there is none in hand."""
    detail = session.read(queries.project_detail, row.id) if row is not None else None
    if row is None or detail is None:
        pane.show_head(PaneHead("没有选中项目"))
        pane.show_stages("", "", ())
        pane.show_before(())
        pane.show_progress(None)
        pane.show_after(())
        return
    if content.lumps.is_lump(row):
        tags = tuple(tag for tag in (row.kind, row.stage) if tag)
        head = PaneHead(row.name, tags, outlook=lump_detail(row))
    else:
        head = _head(row, content)
    pane.show_head(head, doubt_section(findings))
    if content.lumps.is_lump(row):
        _show_lump(pane, row, detail, content, session)
    else:
        _show_work(pane, row, detail, content, session)
    pane.show_after((problem_section(_problems(row, session)), word_section(detail)))


def show_gone(pane: ProjectPane, row: GoneRow) -> None:
    """Show a project that a revision took out: nothing of it can be changed."""
    card, *sections = gone_sections(row)
    pane.show_head(PaneHead(row.name, (row.group,) if row.group else ()), card)
    pane.show_stages("", "", ())
    pane.show_before(sections)
    pane.show_progress(None)
    pane.show_after(())


def _show_lump(
    pane: ProjectPane,
    row: ProjectRow,
    detail: ProjectDetail,
    content: ProjectContent,
    session: BookSession,
) -> None:
    pane.show_stages("", "", ())
    parts = content.lumps.parts(row.id)
    pane.show_before(
        (
            size_section(row, detail, content.today.year, can_write=session.can_write),
            part_section(parts, can_write=session.can_write),
        )
    )
    pane.show_progress(None)


def _head(row: ProjectRow, content: ProjectContent) -> PaneHead:
    judged = content.judged(row)
    return PaneHead(
        row.name,
        tuple(tag for tag in (row.kind, row.year_class) if tag),
        STANDING_MARKS[judged.standing],
        STANDING_INKS[judged.standing],
        judged.standing,
        late_words(judged),
        outlook_words(judged),
    )


def _show_work(
    pane: ProjectPane,
    row: ProjectRow,
    detail: ProjectDetail,
    content: ProjectContent,
    session: BookSession,
) -> None:
    milestones = content.milestones(row)
    pane.stages.allow_typing(allowed=session.can_write)
    pane.show_stages(row.id, row.kind, stage_lines(row.kind, row.stage, milestones, content.today))
    told = _own(row, session)
    period = content.today.isoformat()[:_MONTH_LENGTH]
    pane.show_before(
        (
            _review(row, milestones, [one for one in told if one.period == period], session),
            size_section(row, detail, content.today.year, can_write=session.can_write),
        )
    )
    pane.show_progress(_form(row, told, content.today, session.why_not))


def _own(row: ProjectRow, session: BookSession) -> list[ProgressLine]:
    """Return what was told of the project itself, the newest period first."""
    told = session.read(queries.row_progress, row.id)
    return [one for one in told if one.unit is None and one.row_kind is RowKind.PROJECT]


def _review(
    row: ProjectRow,
    milestones: Iterable[MilestoneLine],
    told: Iterable[ProgressLine],
    session: BookSession,
) -> PaneSection:
    """Return which stages came back and why, and how the month's words stand in the review."""
    why = session.read(reasons_of_returns, row.id)
    back = [
        (one.stage, EntryState.RETURNED, why.get(one.stage, ""))
        for one in milestones
        if one.state == EntryState.RETURNED
    ]
    words = [(column_words(one.period), one.state, why.get(one.id, "")) for one in told]
    return review_section([*back, *words])


def _form(row: ProjectRow, lines: Sequence[ProgressLine], today: date, why_not: str) -> FormContent:
    """Return what is told of this month, with what the last month that told anything said."""
    period = today.isoformat()[:_MONTH_LENGTH]
    held = next((one for one in lines if one.period == period), None)
    before = next((one for one in lines if one.period < period), None)
    return FormContent(
        key=f"{row.id} {period}",
        now=f"{today.month} 月",
        last="" if before is None else told_in(before, today.year),
        held=told_parts(held),
        before=told_parts(before),
        reason=shut_words(held, why_not),
    )


def _problems(row: ProjectRow, session: BookSession) -> tuple[ProblemLine, ...]:
    return session.read(queries.row_problems, row.id)
