"""What the progress form shows of a row in a period, and what its answer tells the book."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from db.model.period import Period
from db.model.words import EntryState, RowKind, TaskStatus
from db.operations.recording import Entry
from db.operations.reporting import Report
from db.rules.periods import FREQUENCIES, frequency_of, like_in, periods_of, previous
from desktop.delegates.marks import Mark
from desktop.review_words import SHUT
from desktop.widgets.progress_form import FormContent, Part
from desktop.widgets.word_menu import Word
from desktop.wording import part_words, period_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.lines import ProgressLine
    from desktop.widgets.figure_grid import FormFigure
    from desktop.widgets.progress_form import FormAnswer

STATUS_MARKS = MappingProxyType(
    {
        TaskStatus.NOT_STARTED: Mark.NOT_STARTED,
        TaskStatus.ON_TRACK: Mark.ON_TRACK,
        TaskStatus.BEHIND: Mark.BEHIND,
        TaskStatus.DONE: Mark.DONE,
        TaskStatus.STANDING: Mark.STANDING,
        TaskStatus.STOPPED: Mark.STOPPED,
    }
)
STATUS_WORDS = tuple(Word(status.name, status, STATUS_MARKS[status]) for status in TaskStatus)
"""The statuses of tasks and measures, as a form offers them."""

FREQUENCY_WORDS = MappingProxyType(
    {"month": "按月", "quarter": "按季", "half": "按半年", "year": "按年"}
)
"""How progress may be told, the finest first."""

_NOW = {"year": "本年", "half": "本期", "quarter": "本季", "month": "本月"}
_LAST = {"year": "上年", "half": "上期", "quarter": "上季", "month": "上月"}


def now_words(period: str) -> str:
    """Return how the form calls the period being told: 本月, 本季, 本年."""
    return _NOW[frequency_of(Period.read(period))]


def column_words(period: str) -> str:
    """Return the head of the column that tells how far a period's entry has come: 10 月进展."""
    return f"{part_words(period)}{'' if '-' in period else ' 年'}进展"


def periods_to_tell(years: Sequence[int], frequency: str) -> tuple[tuple[str, str], ...]:
    """Return the periods of a plan cut that way, with their words."""
    found = (str(one) for year in years for one in periods_of(year, frequency))
    return tuple((period, period_words(period)) for period in found)


def cut_otherwise(period: str, frequency: str) -> str:
    """Return the period of another length that ends where this one ends, or before."""
    if frequency not in FREQUENCIES:
        return period
    read = Period.read(period)
    return str(like_in(read, read.year, frequency))


def last_told(told: Sequence[ProgressLine], period: str, unit: str | None) -> ProgressLine | None:
    """Return what the unit told last before a period, of lines that come newest first."""
    first = Period.read(period).first_day
    return next(
        (one for one in told if one.unit == unit and Period.read(one.period).last_day < first), None
    )


def form_content(
    row: str,
    period: str,
    told: Sequence[ProgressLine],
    *,
    choices: tuple[Word, ...] = STATUS_WORDS,
    choice: str = "",
    choice_title: str = "状态",
    figures: tuple[FormFigure, ...] = (),
    unit: str | None = None,
    why_not: str = "",
) -> FormContent:
    """Return what the form shows of a row: `told` are its lines, newest first, `unit` who tells.

    `choice` is the key of the row's own status or stage: what stands in the form unless the period
    told another one and a later one has told since. The key of a status is its name, of a stage
    the stage itself. `why_not` says why nothing can be written now, empty where it can.
    """
    held = next((one for one in told if one.period == period and one.unit == unit), None)
    before = last_told(told, period, unit)
    read = Period.read(period)
    return FormContent(
        key=f"{row} {period} {unit or ''}",
        now=now_words(period),
        last=_last_words(before, read),
        choices=choices,
        choice=(_choice_of(held) or choice) if _told_later(told, read) else choice,
        choice_title=choice_title,
        last_choice=_said_choice(before),
        figures=figures,
        figures_aside=f"{period_words(period)}末累计" if figures else "",
        held=told_parts(held),
        before=told_parts(before),
        reason=shut_words(held, why_not),
    )


def shut_words(held: ProgressLine | None, why_not: str) -> str:
    """Return why nothing can be told in place of what a period holds; empty where it can."""
    locked = held is not None and held.state is EntryState.LOCKED
    return why_not or (f"这一期进展{SHUT}" if locked else "")


def report_of(
    kind: RowKind,
    row: str,
    period: str,
    answer: FormAnswer,
    *,
    content: FormContent,
    unit: str | None = None,
) -> Report:
    """Return the answer of a form, over what it showed, as what the book is told."""
    status = TaskStatus[answer.choice] if answer.choice in TaskStatus.__members__ else None
    return Report(
        row_kind=kind,
        row=row,
        period=period,
        unit=unit,
        status=status if kind is not RowKind.PROJECT else None,
        stage=answer.choice if kind is RowKind.PROJECT else "",
        words=answer.words[Part.WORDS],
        problem=answer.words[Part.PROBLEM],
        next_step=answer.words[Part.NEXT_STEP],
        coordination=answer.words[Part.COORDINATION],
        figures=tuple(Entry(key, period, words) for key, words in answer.figures.items()),
        seen=seen_parts(content),
    )


def seen_parts(content: FormContent) -> dict[str, str]:
    """Return what a form showed before anything was typed, by the name of what the book is told."""
    held = {part: content.held.get(part, "") for part in Part}
    return {
        "status": content.choice,
        "words": held[Part.WORDS],
        "problem": held[Part.PROBLEM],
        "next_step": held[Part.NEXT_STEP],
        "coordination": held[Part.COORDINATION],
    }


def _choice_of(line: ProgressLine | None) -> str:
    if line is None:
        return ""
    return line.status.name if line.status is not None else line.stage


def _told_later(told: Sequence[ProgressLine], period: Period) -> bool:
    return any(
        Period.read(one.period).last_day > period.last_day and _choice_of(one) for one in told
    )


def _said_choice(line: ProgressLine | None) -> str:
    if line is None:
        return ""
    return line.status.value if line.status is not None else line.stage


def _last_words(line: ProgressLine | None, period: Period) -> str:
    """Return what the period told last is called: 上月, or 8 月 where others lie between."""
    if line is None:
        return ""
    if line.period == str(previous(period)):
        return _LAST[frequency_of(period)]
    return told_in(line, period.year)


def told_in(line: ProgressLine, year: int) -> str:
    """Return when something was told: 9 月, of another year 2025 年 11 月."""
    this_year = line.period.startswith(f"{year}-")
    return part_words(line.period) if this_year else period_words(line.period)


def told_parts(line: ProgressLine | None) -> dict[Part, str]:
    """Return the words of each part that was told; nothing was: none."""
    if line is None:
        return {}
    return {
        Part.WORDS: line.words,
        Part.PROBLEM: line.problem,
        Part.NEXT_STEP: line.next_step,
        Part.COORDINATION: line.coordination,
    }
