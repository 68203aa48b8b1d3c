"""Evidence, the pieces that are asked for, and sign-offs, as lines with the rows they speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.model.proof import (
    EvidenceLine,
    LinkLine,
    NamedRow,
    Proof,
    RequirementLine,
    RowRef,
    SignOffLine,
)
from db.model.records import SignOff
from db.model.words import RowKind
from db.model.work_words import EvidenceKind
from db.queries.plans import setting
from db.queries.reading import Grouped, Words, rows
from db.rules.book_settings import OWN_ENTRIES, YES
from db.store.standing import names_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from db.rules.permissions import Actor

_KINDS, _EVIDENCE_KINDS = Words(RowKind), Words(EvidenceKind)

_EVIDENCE = "select * from evidence order by added_at desc, rowid desc"

_LINKS = """
    select link.id, link.evidence, link.row_kind, link.row, link.requirement,
        ifnull(requirement.words, '') as words
    from evidence_link link left join requirement on requirement.id = link.requirement
    order by link.rowid
"""

_EVIDENCE_OF = """
    select evidence.*, link.id as link, link.requirement, ifnull(requirement.words, '') as words
    from evidence_link link join evidence on evidence.id = link.evidence
        left join requirement on requirement.id = link.requirement
    where link.row = :row and link.row_kind = :kind
    order by link.position, link.rowid
"""

_TITLES = """
    select link.row, evidence.title from evidence_link link
        join evidence on evidence.id = link.evidence
    group by link.row, evidence.id order by min(link.position), min(link.rowid)
"""

_REQUIREMENTS = """
    select requirement.*, evidence.title from requirement
        left join evidence_link link on link.requirement = requirement.id
        left join evidence on evidence.id = link.evidence
    where :row is null or requirement.row = :row and requirement.row_kind = :kind
    order by requirement.row, requirement.position, requirement.rowid, link.rowid
"""

_NAMED = """
    with asked as (
        select row_kind as kind, row from evidence_link
        union select row_kind, row from sign_off union select row_kind, row from requirement
    ), told as (
        select asked.kind, asked.row, problem.row_kind as owner_kind, problem.row as owner,
                problem.words, problem.period
            from asked join problem on problem.id = asked.row where asked.kind = 'problem'
        union all select asked.kind, asked.row, progress.row_kind, progress.row, '', progress.period
            from asked join progress on progress.id = asked.row where asked.kind = 'progress'
    )
    select asked.kind, row, trim(number || ' ' || title) as name, plan, '' as detail, '' as period,
            row as owner, asked.kind as owner_kind
        from asked join task on task.id = asked.row where asked.kind = 'task'
    union all select asked.kind, row, project.name, project.plan, '', '', row, asked.kind
        from asked join project on project.id = asked.row where asked.kind = 'project'
    union all select asked.kind, row, measure.title, task.plan,
            trim(task.number || ' ' || task.title), '', measure.id, 'measure'
        from asked join measure on measure.id = asked.row join task on task.id = measure.task
            where asked.kind = 'measure'
    union all select asked.kind, row, indicator.name, indicator.plan, '', '', indicator.id,
            'indicator'
        from asked join indicator on indicator.id = asked.row where asked.kind = 'indicator'
    union all select asked.kind, row, revision.title, revision.plan, revision.document_number, '',
            row, asked.kind
        from asked join revision on revision.id = asked.row where asked.kind = 'revision'
    union all select told.kind, told.row, coalesce(nullif(told.words, ''), work.name), work.plan,
            iif(told.kind = 'problem', work.name, '进展'), told.period, told.owner, told.owner_kind
        from told join (
            select told.row as of, coalesce(task.plan, project.plan, its_task.plan) as plan,
                coalesce(trim(task.number || ' ' || task.title), project.name, measure.title)
                    as name
            from told
                left join task on told.owner_kind = 'task' and task.id = told.owner
                left join project on told.owner_kind = 'project' and project.id = told.owner
                left join measure on told.owner_kind = 'measure' and measure.id = told.owner
                left join task as its_task on its_task.id = measure.task
        ) as work on work.of = told.row where work.plan is not null
    union all select asked.kind, row, indicator.name, indicator.plan, ifnull(unit.name, ''),
            substr(row, instr(row, ' ') + 1), indicator.id, 'indicator'
        from asked join indicator on indicator.series = substr(row, 1, instr(row, ' ') - 1)
            left join unit on unit.id = substr(
                row, instr(row, ' ') + instr(substr(row, instr(row, ' ') + 1), ' ') + 1)
            where asked.kind = 'actual'
"""
"""What rows are called that are spoken of; a figure once for every plan that has its series."""

_OPEN_PROBLEMS = """
    select problem.id, problem.words, problem.period, problem.row, problem.row_kind,
        coalesce(trim(task.number || ' ' || task.title), project.name, measure.title) as owner
    from problem
        left join task on task.id = problem.row
        left join project on project.id = problem.row
        left join measure on measure.id = problem.row
        left join task as its_task on its_task.id = measure.task
    where problem.solved_on = ''
        and coalesce(task.plan, project.plan, its_task.plan) = :plan
    order by problem.period, problem.position, problem.rowid
"""

_WAITING = """
    select count(*) from sign_off
    where agreed_on = '' and refused_on = '' and :plan = case row_kind
        when 'task' then (select plan from task where id = sign_off.row)
        when 'project' then (select plan from project where id = sign_off.row)
        when 'measure' then (
            select task.plan from measure join task on task.id = measure.task
            where measure.id = sign_off.row)
        else (
            select coalesce(task.plan, project.plan, its_task.plan) from problem
                left join task on task.id = problem.row
                left join project on project.id = problem.row
                left join measure on measure.id = problem.row
                left join task as its_task on its_task.id = measure.task
            where problem.id = sign_off.row)
        end
"""

_SIGN_OFFS = "select * from sign_off order by row, position, rowid"

_SIGN_OFFS_OF = """
    select * from sign_off where row = :row and row_kind = :kind order by position, rowid
"""


def evidence_lines(connection: sqlite3.Connection) -> tuple[EvidenceLine, ...]:
    """Return all evidence of the book with the rows it proves, the newest first."""
    links = Grouped[LinkLine]()
    for row in rows(connection, _LINKS):
        ref = RowRef(_KINDS[row["row_kind"]], row["row"])
        links[row["evidence"]].append(LinkLine(row["id"], ref, row["words"], row["requirement"]))
    return tuple(_evidence(row, links.of(row["id"])) for row in rows(connection, _EVIDENCE))


def evidence_of(
    connection: sqlite3.Connection, kind: RowKind, row: str
) -> tuple[EvidenceLine, ...]:
    """Return what proves one row, in order; each line has only the links to that row."""
    found: dict[str, EvidenceLine] = {}
    ref = RowRef(kind, row)
    for held in rows(connection, _EVIDENCE_OF, row=row, kind=kind.value):
        link = LinkLine(held["link"], ref, held["words"], held["requirement"])
        known = found.get(held["id"])
        found[held["id"]] = _evidence(held, (*(known.links if known else ()), link))
    return tuple(found.values())


def evidence_titles(connection: sqlite3.Connection) -> Mapping[str, tuple[str, ...]]:
    """Return the titles of what proves each row, by the row's id (`RowRef.row`)."""
    titles = Grouped[str]()
    for row in rows(connection, _TITLES):
        titles[row["row"]].append(row["title"])
    return {row: tuple(found) for row, found in titles.items()}


def requirement_lines(
    connection: sqlite3.Connection, kind: RowKind | None = None, row: str | None = None
) -> tuple[RequirementLine, ...]:
    """Return the pieces that are asked for: of one row, or of all; with the evidence that is it."""
    found: dict[str, tuple[sqlite3.Row, list[str]]] = {}
    asked = {"kind": kind.value if kind else None, "row": row}
    for held in rows(connection, _REQUIREMENTS, **asked):
        titles = found.setdefault(held["id"], (held, []))[1]
        if held["title"] is not None:
            titles.append(held["title"])
    return tuple(
        RequirementLine(
            held["id"], RowRef(_KINDS[held["row_kind"]], held["row"]), held["words"], tuple(titles)
        )
        for held, titles in found.values()
    )


def named_rows(connection: sqlite3.Connection) -> Mapping[RowRef, tuple[NamedRow, ...]]:
    """Return what the rows are called that evidence, lists of it or sign-offs speak of.

    A row that is gone is not among them.
    """
    found: dict[RowRef, list[NamedRow]] = {}
    for row in rows(connection, _NAMED):
        ref = RowRef(_KINDS[row["kind"]], row["row"])
        named = NamedRow(
            ref,
            row["name"],
            row["plan"],
            row["period"].split(" ")[0],
            row["detail"],
            row["owner"],
            _KINDS[row["owner_kind"]],
        )
        found.setdefault(ref, []).append(named)
    return {ref: tuple(named) for ref, named in found.items()}


def sign_offs_of(connection: sqlite3.Connection, kind: RowKind, row: str) -> tuple[SignOff, ...]:
    """Return the closures of one row, the first one first."""
    return tuple(
        _record(held) for held in rows(connection, _SIGN_OFFS_OF, row=row, kind=kind.value)
    )


def is_own_request(connection: sqlite3.Connection, last: SignOff | None, actor: Actor) -> bool:
    """Tell whether the person at work made a request that a second person has to look at.

    In a book without users nobody is told apart, and the bureau may let one person do both.
    """
    if last is None or actor.role is None or setting(connection, OWN_ENTRIES) == YES:
        return False
    return last.requested_by in names_of(connection, actor)


def sign_off_lines(connection: sqlite3.Connection) -> tuple[SignOffLine, ...]:
    """Return the closures of all rows that still are, each with its row's name."""
    return _sign_off_lines(connection, named_rows(connection))


def all_proof(connection: sqlite3.Connection) -> Proof:
    """Return evidence, pieces and closures of the whole book at once."""
    names = named_rows(connection)
    return Proof(
        evidence_lines(connection),
        requirement_lines(connection),
        names,
        _sign_off_lines(connection, names),
    )


def _sign_off_lines(
    connection: sqlite3.Connection, names: Mapping[RowRef, tuple[NamedRow, ...]]
) -> tuple[SignOffLine, ...]:
    records = [_record(held) for held in rows(connection, _SIGN_OFFS)]
    newest = {(one.row_kind, one.row): one.id for one in records}
    return tuple(_closures(records, names, newest))


def open_problems(connection: sqlite3.Connection, plan: str) -> tuple[NamedRow, ...]:
    """Return the problems of a plan that are not solved, with the row that each is one of."""
    return tuple(
        NamedRow(
            RowRef(RowKind.PROBLEM, row["id"]),
            row["words"],
            plan,
            row["period"],
            row["owner"],
            row["row"],
            _KINDS[row["row_kind"]],
        )
        for row in rows(connection, _OPEN_PROBLEMS, plan=plan)
    )


def closures_waiting(connection: sqlite3.Connection, plan: str) -> int:
    """Return how many rows of a plan wait to be verified or agreed to."""
    found = connection.execute(_WAITING, {"plan": plan}).fetchone()
    return int(found[0])


def _closures(
    records: Iterable[SignOff],
    names: Mapping[RowRef, tuple[NamedRow, ...]],
    newest: Mapping[tuple[RowKind, str], str],
) -> Iterator[SignOffLine]:
    for one in records:
        last = newest[one.row_kind, one.row] == one.id
        for named in names.get(RowRef(one.row_kind, one.row), ()):
            yield SignOffLine(one, named, last)


def evidence_file(connection: sqlite3.Connection, evidence: str) -> tuple[str, str, str] | None:
    """Return title, file name and SHA-256 of evidence; None where it is gone or has no file."""
    found = connection.execute(
        "select title, file, sha256 from evidence where id = ? and sha256 <> ''", (evidence,)
    ).fetchone()
    return (found[0], found[1], found[2]) if found else None


def project_kind(connection: sqlite3.Connection, project: str) -> str:
    """Return the kind of a project, empty where it has none or is gone."""
    found = connection.execute("select kind from project where id = ?", (project,)).fetchone()
    return found[0] if found else ""


def _record(row: sqlite3.Row) -> SignOff:
    return SignOff(**{**dict(row), "row_kind": _KINDS[row["row_kind"]]})


def _evidence(row: Any, links: tuple[LinkLine, ...]) -> EvidenceLine:
    return EvidenceLine(
        id=row["id"],
        kind=_EVIDENCE_KINDS[row["kind"]],
        title=row["title"],
        file=row["file"],
        sha256=row["sha256"],
        size=row["size"],
        document_number=row["document_number"],
        page=row["page"],
        location=row["location"],
        issued_on=row["issued_on"],
        note=row["note"],
        added_at=row["added_at"],
        who=row["who"],
        links=links,
    )
