"""The steps of the history for a page: read in parts, and those that touched a row or a figure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from db.changes import StepKind
from db.model.history_lines import HistoryStep
from db.queries.reading import bare_rows
from db.queries.row_names import RowNames
from db.rules.step_topics import topic_of
from db.store import standing

if TYPE_CHECKING:
    import sqlite3

_PART = """
    select hash, sequence, label, kind, made_at, who, change_count, coalesce(reverts, ''),
        (select group_concat(distinct table_name) from change
         where sequence between step.first_change
            and step.first_change + min(step.change_count, 12) - 1)
        || ',' || coalesce((select table_name from change
            where sequence = step.first_change + step.change_count - 1), ''),
        (select json_array(later.kind, later.made_at, later.who) from step later
         where later.reverts = step.hash order by later.sequence desc limit 1)
    from step
    where sequence < :before and sequence > :before - 1 - :span
        and (:only is null or sequence in (select value from json_each(:only)))
    order by sequence desc
"""
"""The first lines of a step and its last say well enough what it touched."""

_SIZE = "select change_count from step where hash = :step"

_NUMBER = "select sequence from step where hash = :step"

_PEOPLE = "select who, max(sequence) from step where who != '' group by who order by 2 desc"

_LAST_OF_DAY = """
    select hash from step where substr(made_at, 1, 10) <= :day order by sequence desc limit 1
"""

_TABLE = "select table_name from change where row_id = :row order by sequence desc limit 1"

_OF_ROW = """
    with own (id) as (
        select :row
        union select id from statement where indicator = :row
        union select id from baseline where indicator = :row
        union select id from target where indicator = :row
        union select actual.id from actual join indicator on indicator.series = actual.series
            where indicator.id = :row
        union select change.row_id from change join indicator on indicator.id = :row
            where change.figure >= indicator.series || ' '
                and change.figure < indicator.series || '!'
        union select explanation.id from explanation
            join indicator on indicator.series = explanation.row where indicator.id = :row
        union select series from indicator where id = :row
        union select id from responsibility where row = :row
        union select id from evidence_link where row = :row
        union select evidence_link.id from evidence_link join indicator on indicator.id = :row
            where evidence_link.row > indicator.series || ' '
                and evidence_link.row < indicator.series || '!'
        union select id from requirement where row = :row
        union select id from sign_off where row = :row
        union select id from problem where row = :row
        union select id from progress where row = :row
        union select id from revision_line where row = :row
        union select id from measure where task = :row
        union select id from yearly_work where task = :row
        union select id from milestone where project = :row
        union select id from funding where project = :row
        union select id from project_year where project = :row
        union select id from unit_alias where unit = :row
        union select id from unit_contact where unit = :row
        union select id from unit_event where unit = :row
        union select id from unit_member where group_unit = :row
    )
    select distinct change.step from change where change.row_id in (select id from own)
"""
"""The steps that touched a row or what hangs on it."""

_OF_FIGURE = """
    with own (id) as (
        select change.row_id from change join indicator on indicator.id = :row
            where change.figure = indicator.series || ' ' || :period || ' ' || ifnull(:unit, '')
        union select actual.id from actual join indicator on indicator.series = actual.series
            where indicator.id = :row and period = :period and actual.unit is :unit
        union select explanation.id from explanation
            join indicator on indicator.series = explanation.row
            where indicator.id = :row and period = :period and explanation.unit is :unit
        union select evidence_link.id from indicator join evidence_link
            on evidence_link.row = indicator.series || ' ' || :period || ' ' || ifnull(:unit, '')
            where indicator.id = :row
    )
    select distinct change.step from change where change.row_id in (select id from own)
"""


class Replay(NamedTuple):
    """A step that can be taken back or done again: its words, and how many rows it altered."""

    id: str
    label: str
    rows: int


def next_to_replay(connection: sqlite3.Connection, *, again: bool) -> Replay | None:
    """Return the step that undo would take back, or redo do `again`; None where there is none."""
    found = standing.next_redo(connection) if again else standing.next_undo(connection)
    if found is None:
        return None
    step, label = found
    (rows,) = bare_rows(connection, _SIZE, step=step).fetchone()
    return Replay(step, label, rows)


def history_part(
    connection: sqlite3.Connection,
    before: int,
    span: int = 500,
    only: frozenset[int] | None = None,
) -> tuple[HistoryStep, ...]:
    """Return the steps of the `span` numbers before the number `before`, newest first.

    With `only`, those of these numbers. The first step of a book has the number 1.
    """
    told = None if only is None else json.dumps(sorted(only))
    return tuple(
        _step(row) for row in bare_rows(connection, _PART, before=before, span=span, only=told)
    )


def _step(row: tuple[Any, ...]) -> HistoryStep:
    *own, tables, later = row
    step, sequence, label, kind, made_at, who, rows, reverts = own
    how, when, by = json.loads(later) if later else ("", "", "")
    undone = how == StepKind.UNDO
    topic = topic_of(label, (tables or "").split(","))
    return HistoryStep(
        step, sequence, label, kind, topic, made_at, who, rows, reverts,
        when if undone else "", by if undone else "",
    )  # fmt: skip


def history_step(connection: sqlite3.Connection, step: str) -> HistoryStep | None:
    """Return one step by its hash, None where there is none."""
    found = bare_rows(connection, _NUMBER, step=step).fetchone()
    return history_part(connection, found[0] + 1, 1)[0] if found else None


def last_number(connection: sqlite3.Connection) -> int:
    """Return the number of the newest step, 0 in a book without any."""
    found = connection.execute("select max(sequence) from step").fetchone()[0]
    return int(found or 0)


def people_at_work(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return who made steps, those at work last first."""
    return tuple(who for who, _last in bare_rows(connection, _PEOPLE))


def last_step_of_day(connection: sqlite3.Connection, day: str) -> str | None:
    """Return the hash of the last step made until the end of an ISO day, None before the first."""
    found = bare_rows(connection, _LAST_OF_DAY, day=day).fetchone()
    return str(found[0]) if found else None


def steps_of_row(
    connection: sqlite3.Connection, row: str, period: str = "", unit: str = ""
) -> frozenset[int]:
    """Return the numbers of the steps that touched a row, or what hangs on it.

    With a `period` those that touched the figure of that indicator then, of a `unit` (its id) or
    of the whole county, or what explains and proves it.
    """
    statement = _OF_FIGURE if period else _OF_ROW
    asked = {"row": row, "period": period, "unit": unit or None} if period else {"row": row}
    return frozenset(number for (number,) in bare_rows(connection, statement, **asked))


def row_title(connection: sqlite3.Connection, row: str) -> str:
    """Return what a row of any table is called, one that is gone too; its id where none knows."""
    found = bare_rows(connection, _TABLE, row=row).fetchone()
    return RowNames(connection).name(found[0], row) if found else row
