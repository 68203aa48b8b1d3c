"""The timeline as a paper: names and standing at the left, the bars drawn into one wide column."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from db.model.project_lines import ProjectRow
from db.rules.timeline import Bars
from desktop.columns import Align, Heading
from desktop.paper import POINT, Paper, PaperBand, PaperColumn, PaperRow, PaperSize
from desktop.paper_pages import paper_font, paper_theme
from desktop.project_list.drawing import Canvas, draw_bars, draw_days
from desktop.project_list.rows import Unnamed
from desktop.project_list.scale import STEPS, TimeScale, Zoom, scale_over
from desktop.project_list.words import late_words
from desktop.wording import DASH, size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from typing import Any

    from db.model.lines import PlanLine
    from desktop.project_list.content import ProjectContent

_UNIT = 0.75 * POINT
"""Tenths of a point that a pixel of the screen is on paper."""
_NUMBER, _NAME, _STAGE, _STANDING, _PLACES = 5, 29, 11, 21, 10
_TIMELINE = 96
_WIDE_TIMELINE = 165
_ROW = 6.2
_AFTER = 7
"""Pixels behind the last day."""
_CLOSE = frozenset({Zoom.WEEK, Zoom.MONTH})
"""Zooms in which only the days in sight are printed: all of them would not fit a page."""
_A4_YEARS = 4
"""A plan over more years is printed on A3."""
_HEAD_SIZE, _SMALL_SIZE = 8.5, 7.5


def timeline_paper(
    plan: PlanLine,
    rows: Sequence[Any],
    content: ProjectContent,
    scale: TimeScale | None,
    size_of_paper: PaperSize | None = None,
) -> Paper:
    """Return the rows in sight as a paper; its head with the days is repeated on every page.

    By weeks and months the days of `scale` are printed, those in sight on the screen; by quarters
    and years all there are. Four years fit A4, more are printed on A3, unless a size is asked for.
    """
    days = _days_of(rows, content, scale)
    years = days.end.year - days.start.year
    wanted = size_of_paper or (PaperSize.A4 if years <= _A4_YEARS else PaperSize.A3)
    width = _TIMELINE if wanted is PaperSize.A4 else _WIDE_TIMELINE
    columns = (
        PaperColumn("序号", _NUMBER, Align.CENTRE),
        PaperColumn("项目", _NAME),
        PaperColumn("阶段", _STAGE, Align.CENTRE),
        PaperColumn("判定", _STANDING, Align.CENTRE),
        PaperColumn("学位\n（个）", _PLACES, Align.RIGHT),
        PaperColumn(partial(_draw_head, days, content.today), width),
    )
    return Paper(
        f"{plan.title}项目时间表",
        columns,
        tuple(_paper_rows(rows, content, days)),
        left=f"{_told(days, content)}　上：计划　下：实际　◆ 已过节点　◇ 未过节点",
        right="虚线：按现速预计完成",
        size=wanted,
    )


def _days_of(rows: Iterable[Any], content: ProjectContent, scale: TimeScale | None) -> TimeScale:
    """Return the days to print: of weeks and months those in sight, else the years of all bars.

    Their pixels tell what the head counts in.
    """
    content.expect(row for row in rows if isinstance(row, ProjectRow))
    if scale is not None and scale.zoom in _CLOSE:
        return scale
    found = [content.today]
    for row in rows:
        if isinstance(row, (Heading, Unnamed)):
            continue
        bars = content.bars(row)
        for pair in (bars.planned, bars.done, bars.outlook):
            found += pair or ()
        found += [tick.day for tick in bars.ticks]
    zoom = Zoom.YEAR if scale is not None and scale.zoom is Zoom.YEAR else Zoom.QUARTER
    if scale is not None and len(found) == 1:
        return replace(scale_over(scale.start, scale.end - timedelta(1)), pixels=STEPS[zoom])
    return scale_over(min(found), max(found), STEPS[zoom])


def _told(days: TimeScale, content: ProjectContent) -> str:
    """Return which day the paper tells of, and which days where they are not all."""
    told = f"截至 {content.today.isoformat()}"
    if days.zoom not in _CLOSE:
        return told
    last = days.end - timedelta(1)
    return f"{told}　时段 {days.start.isoformat()[:7]} 至 {last.isoformat()[:7]}"


def _paper_rows(
    rows: Iterable[Any], content: ProjectContent, days: TimeScale
) -> Iterator[PaperRow | PaperBand]:
    number = 0
    for row in rows:
        if isinstance(row, Heading):
            parts = (row.title, row.detail, row.totals.get("timeline", ""))
            yield PaperBand("　".join(part for part in parts if part))
        elif isinstance(row, Unnamed):
            draw = partial(_draw_row, days, Bars(), content.today)
            words = ("", f"待列名 {row.count} 个", row.stage, "待核", row.places or DASH)
            yield PaperRow((*words, draw), _ROW)
        else:
            number += 1
            draw = partial(_draw_row, days, content.bars(row), content.today)
            yield PaperRow((str(number), *_words_of(row, content), draw), _ROW)


def _words_of(row: ProjectRow, content: ProjectContent) -> tuple[str, str, str, str]:
    judged = content.judged(row)
    late = late_words(judged)
    standing = f"{judged.standing} {judged.days} 天" if late else str(judged.standing)
    places = size(None) if row.places is None else row.places
    return row.name, row.stage, standing, places or DASH


def _canvas(days: TimeScale, box: QRectF) -> Canvas:
    """Return where bars are drawn in a cell: all days across, with room for a mark behind."""
    width = box.width() / _UNIT - _AFTER
    total = (days.end - days.start).days
    return Canvas(replace(days, pixels=width / total), paper_theme(), box.left(), _UNIT)


def _draw_row(days: TimeScale, bars: Bars, today: date, painter: QPainter, box: QRectF) -> None:
    canvas = _canvas(days, box)
    painter.save()
    # Bars may begin before the days that are printed, and end behind them.
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    draw_days(painter, canvas, box, days)
    draw_bars(painter, canvas, bars, box.top(), box.height())
    _draw_today(painter, canvas, today, box)
    painter.restore()


def _draw_today(painter: QPainter, canvas: Canvas, today: date, box: QRectF) -> None:
    if not canvas.scale.start <= today < canvas.scale.end:
        return
    line = QRectF(canvas.x(today), box.top(), 1.5 * _UNIT, box.height())
    painter.fillRect(line, canvas.theme.colour("accent"))


def _draw_head(days: TimeScale, today: date, painter: QPainter, box: QRectF) -> None:
    """Draw years over quarters (of weeks, months over them), as wide as they are below."""
    canvas = _canvas(days, box)
    theme = canvas.theme
    half = box.height() / 2
    for mark in days.lowers():
        left, right = canvas.x(mark.start), canvas.x(mark.end)
        painter.fillRect(
            QRectF(left, box.top() + half, _UNIT / 2, half), theme.colour("line_strong")
        )
        _write(painter, QRectF(left, box.top() + half, right - left, half), mark.words, _SMALL_SIZE)
    for mark in days.uppers():
        left, right = canvas.x(mark.start), canvas.x(mark.end)
        painter.fillRect(QRectF(left, box.top(), _UNIT, box.height()), theme.colour("line_strong"))
        _write(painter, QRectF(left, box.top(), right - left, half), mark.words, _HEAD_SIZE)
    _draw_today(painter, canvas, today, box)


def _write(painter: QPainter, box: QRectF, words: str, points: float) -> None:
    """Write words in the middle of a box, where they fit."""
    font = paper_font(points)
    if QFontMetricsF(font).horizontalAdvance(words) > box.width():
        return
    painter.setFont(font)
    painter.setPen(paper_theme().colour("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
