"""Entries in the review, and what was decided about them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from db.model.period import Period
from db.model.review_lines import ReviewEventLine, ReviewLine
from db.model.words import ANSWER_WORDS, Answer, EntryState, RowKind
from db.model.work_words import ReviewAction
from db.queries.reading import Words, figure, rows
from db.rules.book_settings import DUE
from db.rules.periods import named, previous

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

_FIGURES = """
    select actual.id, min(indicator.position), indicator.id as row, indicator.name,
        indicator.category, series.unit as measure_unit, actual.unit,
        ifnull(unit.name, '') as unit_name, actual.series, actual.period, actual.text,
        actual.value, actual.answer, actual.state, actual.note,
        ifnull(source.file, '') as source
    from actual join series on series.id = actual.series
        join indicator on indicator.series = actual.series and indicator.plan = :plan
            and indicator.withdrawn_by is null
        left join unit on unit.id = actual.unit
        left join source on source.id = actual.source
    where :period is null or actual.period >= :period and actual.period < :period || '.'
        or actual.state not in ('approved', 'locked') and actual.id in (
            select row from review_event where action in (:approve, :sign))
    group by actual.id
    order by min(indicator.position), indicator.id, actual.unit, actual.period
"""

_REPORTS = """
    select progress.id, progress.row, progress.row_kind, progress.period, progress.unit,
        ifnull(unit.name, '') as unit_name, progress.words, progress.state, progress.note,
        coalesce(task.title, measure.title, project.name) as name,
        coalesce(task.section, owner.section, '项目') as category,
        coalesce(task.id, owner.id, project.id) as answers
    from progress left join unit on unit.id = progress.unit
        left join task on task.id = progress.row
        left join measure on measure.id = progress.row
        left join task owner on owner.id = measure.task
        left join project on project.id = progress.row
    where (:period is null or progress.period >= :period and progress.period < :period || '.'
        or progress.state not in ('approved', 'locked') and progress.id in (
            select row from review_event where action in (:approve, :sign)))
      and coalesce(task.plan, owner.plan, project.plan) = :plan
      and coalesce(task.withdrawn_by, owner.withdrawn_by, project.withdrawn_by) is null
    order by coalesce(task.position, owner.position, 1000000 + project.position), progress.id
"""

_STAGES = """
    select milestone.id, project.id as row, project.name, milestone.stage, milestone.actual,
        milestone.planned, milestone.note, ifnull(milestone.state, 'draft') as state
    from milestone join project on project.id = milestone.project
    where project.plan = :plan and project.withdrawn_by is null and milestone.actual <> ''
      and (:period is null or substr(milestone.actual, 1, length(:period)) = :period
        or ifnull(milestone.state, 'draft') not in ('approved', 'locked') and milestone.id in (
            select row from review_event where action in (:approve, :sign)))
    order by project.position, milestone.position
"""

_OFFICES = """
    select responsibility.row, unit.id, unit.name
    from responsibility join unit on unit.id = responsibility.unit
    where responsibility.role = 'lead' order by responsibility.position desc
"""

_EARLIER = """
    select series, unit, period, text, value, answer from actual
    where series in (select series from indicator where plan = :plan)
        and (:since = '' or period >= :since)
"""

_EVENTS = """
    select review_event.*, ifnull(evidence.title, '') as scan
    from review_event left join evidence on evidence.id = review_event.evidence
    where review_event.row = :row or :row is null
    order by review_event.made_at, review_event.rowid
"""

_WHY_BACK = """
    select milestone.stage as entry, review_event.reason, review_event.made_at
    from milestone join review_event on review_event.row = milestone.id
    where milestone.project = :row and milestone.state = 'returned'
      and review_event.action = :returned
    union all
    select progress.id, review_event.reason, review_event.made_at
    from progress join review_event on review_event.row = progress.id
    where progress.row = :row and progress.state = 'returned' and review_event.action = :returned
    order by made_at
"""

_DUE_DAYS = "select id, value from setting where id like 'review.due.%'"

_NAMES: Mapping[str, str] = {
    "actual": """
        select actual.id, min(indicator.name) as name, actual.period as what
        from actual join indicator on indicator.series = actual.series
        where actual.id = :id group by actual.id
    """,
    "progress": """
        select progress.id, coalesce(task.title, measure.title, project.name) as name,
            progress.period as what
        from progress left join task on task.id = progress.row
            left join measure on measure.id = progress.row
            left join project on project.id = progress.row
        where progress.id = :id
    """,
    "milestone": """
        select milestone.id, project.name as name, milestone.stage as what
        from milestone join project on project.id = milestone.project where milestone.id = :id
    """,
}

_APPROVALS = {"approve": ReviewAction.APPROVE.value, "sign": ReviewAction.SIGN.value}

_STATES, _ACTIONS = Words(EntryState), Words(ReviewAction)


def entry_names(
    connection: sqlite3.Connection, entries: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Return how entries (table, id) are called in a sentence: 普惠性幼儿园覆盖率 2024 年."""
    return {
        row["id"]: f"{row['name']} {named(row['what'])}"
        for table, entry in entries
        for row in rows(connection, _NAMES[table], id=entry)
    }


def events_of(connection: sqlite3.Connection, entry: str) -> tuple[ReviewEventLine, ...]:
    """Return what was decided about an entry, the oldest first."""
    return tuple(_event(row) for row in rows(connection, _EVENTS, row=entry))


def reasons_of_returns(connection: sqlite3.Connection, row: str) -> dict[str, str]:
    """Return why the reports and stages of a task, measure or project came back.

    A report goes by its id, a stage by its name.
    """
    found = rows(connection, _WHY_BACK, row=row, returned=ReviewAction.RETURN.value)
    return {one["entry"]: one["reason"] for one in found}


def review_lines(
    connection: sqlite3.Connection, plan: str, period: str | None = None
) -> tuple[ReviewLine, ...]:
    """Return every entry of a plan in a period and its parts (None: in all), in plan order.

    Entries of other periods that were altered since they were approved are among them. Figures
    come first, then progress reports, then stages of projects that were passed.
    """
    reading = _Reading(connection, plan, period)
    asked = {"plan": plan, "period": period, **_APPROVALS}
    return (
        *(reading.of_figure(row) for row in rows(connection, _FIGURES, **asked)),
        *(reading.of_report(row) for row in rows(connection, _REPORTS, **asked)),
        *(reading.of_stage(row) for row in rows(connection, _STAGES, **asked)),
    )


class _Told(NamedTuple):
    """What an entry says, by its kind; the words of a `ReviewLine`."""

    kind: RowKind
    name: str
    category: str
    words: str
    before: str
    measure_unit: str = ""
    value: Decimal | None = None
    before_value: Decimal | None = None


class _Reading:
    """What lines of the review need beside their own row, read once for all of them."""

    def __init__(self, connection: sqlite3.Connection, plan: str, period: str | None) -> None:
        # One of another period was approved: it stands beside what was approved then.
        since = "" if period is None else str(int(period[:4]) - 1)
        self._offices = {row["row"]: (row["id"], row["name"]) for row in rows(connection, _OFFICES)}
        self._earlier = {
            (row["series"], row["unit"], row["period"]): (_said(row), figure(row["value"]))
            for row in rows(connection, _EARLIER, plan=plan, since=since)
        }
        self._due = {
            row["id"].removeprefix(DUE): row["value"] for row in rows(connection, _DUE_DAYS)
        }
        self._events: dict[str, list[ReviewEventLine]] = defaultdict(list)
        for row in rows(connection, _EVENTS, row=None):
            self._events[row["row"]].append(_event(row))

    def of_figure(self, row: sqlite3.Row) -> ReviewLine:
        approved = _approved(self._events.get(row["id"], []))
        before: tuple[str, Decimal | None] = ("", None)
        if approved is not None:
            before = approved.words, approved.value
        else:
            last = previous(Period.read(row["period"]))
            before = self._earlier.get((row["series"], row["unit"], str(last)), before)
        told = _Told(
            RowKind.ACTUAL,
            row["name"],
            row["category"],
            words=_said(row),
            before=before[0],
            measure_unit=row["measure_unit"],
            value=figure(row["value"]),
            before_value=before[1],
        )
        return self._line(row, told, row["row"])

    def of_report(self, row: sqlite3.Row) -> ReviewLine:
        approved = _approved(self._events.get(row["id"], []))
        before = approved.words if approved else ""
        told = _Told(RowKind.PROGRESS, row["name"], row["category"], row["words"], before)
        return self._line(row, told, row["answers"])

    def of_stage(self, row: sqlite3.Row) -> ReviewLine:
        told = _Told(RowKind.MILESTONE, row["stage"], row["name"], row["actual"], row["planned"])
        return self._line(row, told, row["row"])

    def _line(self, row: sqlite3.Row, told: _Told, answers: str) -> ReviewLine:
        """Return an entry; `answers` is the row whose lead office answers for it."""
        held, events = dict(row), self._events.get(row["id"], [])
        submitted = _last(events, ReviewAction.SUBMIT)
        office, office_name = self._offices.get(answers, ("", ""))
        period = held.get("period") or row["actual"][:4]
        return ReviewLine(
            **told._asdict(),
            id=row["id"],
            row=row["row"],
            unit=held.get("unit"),
            unit_name=held.get("unit_name", ""),
            office=office,
            office_name=office_name,
            period=period,
            was_approved=_approved(events) is not None,
            state=_STATES[row["state"]],
            submitted_at=submitted.made_at if submitted else "",
            submitted_by=submitted.who if submitted else "",
            reason=next((event.reason for event in reversed(events) if event.reason), ""),
            note=row["note"],
            source=held.get("source", ""),
            late=_late(submitted, self._due.get(period, "")),
        )


def _last(events: Iterable[ReviewEventLine], *actions: ReviewAction) -> ReviewEventLine | None:
    found = [event for event in events if event.action in actions]
    return found[-1] if found else None


def _approved(events: Iterable[ReviewEventLine]) -> ReviewEventLine | None:
    """Return the last approval of an entry, whether in the window or on paper."""
    return _last(events, ReviewAction.APPROVE, ReviewAction.SIGN)


def _said(row: sqlite3.Row) -> str:
    answer = row["answer"]
    return ANSWER_WORDS[Answer(answer)] if answer else str(row["text"])


def _event(row: sqlite3.Row) -> ReviewEventLine:
    return ReviewEventLine(
        made_at=row["made_at"],
        who=row["who"],
        action=_ACTIONS[row["action"]],
        reason=row["reason"],
        state=_STATES[row["state_after"]],
        words=row["words"],
        value=figure(row["value"]),
        reviewer=row["reviewer"],
        reviewed_on=row["reviewed_on"],
        evidence=row["evidence"],
        scan=row["scan"],
    )


def _late(submitted: ReviewEventLine | None, due: str) -> int:
    """Return how many days after the day that was set an entry was handed in."""
    if submitted is None or not due:
        return 0
    return max(0, (date.fromisoformat(submitted.made_at[:10]) - date.fromisoformat(due)).days)
