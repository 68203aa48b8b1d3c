"""What waits for the person at work: returned, to review, to explain, due soon, to confirm."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from db import queries
from db.errors import UserError
from db.model.words import RowKind, UserRole
from db.rules.book_settings import DUE
from db.rules.permissions import may
from db.rules.reminding import AHEAD, BACKUP_AFTER, days_from, iso_day
from desktop.actions import Act, ActName
from desktop.delegates.marks import Mark, MarkName
from desktop.entry_boxes import Box, box_counts, works_alone
from desktop.page import Place
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from db.model.todo_lines import DueLine, ReturnedLine
    from desktop.session import BookSession

PRESUMED = "presumed"
"""As the row of a place on the page of units: those whose role waits to be confirmed."""

_SOON = 7
"""Days before a deadline from which on it is loud."""
_PAGES = {RowKind.ACTUAL: "indicators", RowKind.TASK: "task_list", RowKind.PROJECT: "project_list"}


class Todo(NamedTuple):
    """One thing to do: its mark and words, a word at the right in an ink, and where it is done."""

    mark: MarkName
    words: str
    right: str = ""
    ink: str = "muted"
    place: Place | None = None
    act: ActName | None = None
    detail: str = ""


def things_to_do(session: BookSession) -> tuple[Todo, ...]:
    """Return what waits for the person at work in the plan looked at, the most pressing first.

    What is missing is not among it: it stands beside it, by category, everywhere.
    """
    if session.needs_sign_in:
        words = "登录以后看自己的待办"
        return (Todo(Mark.NOT_STARTED, words, "登录", "accent", act=Act.SIGN_IN),)
    plan = session.plan
    if plan is None:
        return tuple(_backup(session))
    until, due = foresee(session)
    return (
        *_of_the_review(session, plan.id),
        *_submission(session, until),
        *_doubts(session),
        *_presumed(session, plan.id),
        *_backup(session),
        *(_due(line, session.today) for line in due),
    )


def foresee(session: BookSession) -> tuple[date, tuple[DueLine, ...]]:
    """Return the day that is looked ahead to, and what falls due until then."""
    until = session.today + timedelta(days_from(session.setting(AHEAD), AHEAD))
    plan = session.plan
    return until, session.read(queries.due_lines, plan.id, until) if plan is not None else ()


def _of_the_review(session: BookSession, plan: str) -> Iterator[Todo]:
    """Yield what came back, what is to be handed in and what is to be decided, by the role."""
    role, alone, counts = session.book.actor.role, works_alone(session), box_counts(session)
    reviews = role is not None and may(role, UserRole.REVIEW)
    fills_in = role is UserRole.ENTRY
    if fills_in or alone:
        yield from map(_returned, session.read(queries.returned_lines, plan))
    review = Place("review")
    if alone and counts[Box.WAITING]:
        yield _leading(Mark.SUBMITTED, f"待审签 {counts[Box.WAITING]} 格", "审签", review)
    elif reviews and counts[Box.WAITING]:
        yield _leading(Mark.SUBMITTED, f"待审核 {counts[Box.WAITING]} 格", "审核", review)
    elif fills_in and counts[Box.DRAFTS]:
        yield _leading(Mark.DRAFT, f"填报中 {counts[Box.DRAFTS]} 格，未提交", "提交", review)
    if reviews and counts[Box.RETURNED]:
        yield _leading(Mark.RETURNED, f"退回待改 {counts[Box.RETURNED]} 格", "看看", review)


def _returned(line: ReturnedLine) -> Todo:
    page = _PAGES.get(line.kind, "task_list")
    place = Place(page, line.row, line.period, line.unit)
    day = line.returned_on[5:]
    words = f"{line.name} {period_words(line.period)}退回待改"
    return Todo(Mark.RETURNED, words, f"{day} 退回", "bad", place, detail=line.reason)


def _submission(session: BookSession, until: date) -> Iterator[Todo]:
    """Yield the day by which the period being filled is to be handed in, while it is not."""
    said = session.setting(f"{DUE}{session.period}")
    day = iso_day(said)
    counts = box_counts(session)
    if day is None or day > until or not (counts[Box.DRAFTS] or works_alone(session)):
        return
    words = f"{period_words(session.period)}的数提交截止"
    yield _dated(words, day, session.today, Place("indicators", period=session.period))


def _doubts(session: BookSession) -> Iterator[Todo]:
    count = session.doubt_count
    if not count or session.book.actor.role is UserRole.READ:
        return
    place = Place("findings", period=session.period)
    if count.errors:
        yield _leading(Mark.ERROR, f"错误 {count.errors} 格，须改", "去改", place)
    if count.queries:
        yield _leading(Mark.QUERY, f"疑问 {count.queries} 格，改或说明", "去说明", place)


def _presumed(session: BookSession, plan: str) -> Iterator[Todo]:
    units = {unit for _, _, unit in session.read(queries.presumed_rows, plan)}
    if units and session.can_write:
        place = Place("units", PRESUMED)
        words = f"推定的责任单位 {len(units)} 家待确认"
        yield _leading(Mark.QUERY, words, "确认", place)


def _backup(session: BookSession) -> Iterator[Todo]:
    """Yield the reminder of a copy that is older than the bureau wants."""
    if session.book.read_only:
        return
    try:
        last = session.book.housekeeping.last_backup()
    except UserError:
        return
    after = days_from(session.setting(BACKUP_AFTER), BACKUP_AFTER)
    if last is None:
        yield Todo(Mark.STOPPED, "还没有备份", "现在备份", "accent", act=Act.BACK_UP)
        return
    days = (session.today - last.astimezone().date()).days
    if after and days > after:
        yield Todo(Mark.STOPPED, f"{days} 天没有备份", "现在备份", "accent", act=Act.BACK_UP)


def _due(line: DueLine, today: date) -> Todo:
    made = _dated(line.what or line.name, line.due, today, Place(_PAGES[line.kind], line.row))
    return made._replace(detail=line.name) if line.what else made


def _dated(words: str, day: date, today: date, place: Place) -> Todo:
    left = (day - today).days
    if left < 0:
        return Todo(Mark.SEVERE, words, f"逾期 {-left} 天", "bad", place)
    said = f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"
    if left <= _SOON:
        return Todo(Mark.BEHIND, words, f"还有 {left} 天 · {said}", "warn", place)
    return Todo(Mark.NOT_STARTED, words, said, place=place)


def _leading(mark: MarkName, words: str, link: str, place: Place) -> Todo:
    return Todo(mark, words, link, "accent", place)
