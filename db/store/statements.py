"""The SQL of the record's tables, made once from their declared columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from db.store.codec import RECORD_BY_TABLE, columns_of


@dataclass(frozen=True, slots=True)
class Statements:
    """The statements of one table; `columns` are its names in the order of the parameters."""

    columns: tuple[str, ...]
    newest: str
    select: str
    select_all: str
    in_order: str
    delete: str


@cache
def statements_of(table: str) -> Statements:
    """Return the statements of a declared table; KeyError for any other name."""
    columns = tuple(column.name for column in columns_of(RECORD_BY_TABLE[table]))
    names = ", ".join(columns)
    # Names come from the declared records only, never from outside.
    return Statements(
        columns=columns,
        newest=f"select max(rowid) from {table}",  # noqa: S608
        select=f"select {names} from {table} where id = ?",  # noqa: S608
        select_all=f"select {names} from {table}",  # noqa: S608
        in_order=f"select {names} from {table} order by id",  # noqa: S608
        delete=f"delete from {table} where id = ?",  # noqa: S608
    )


@cache
def update_of(table: str, columns: tuple[str, ...]) -> str:
    """Return the statement that sets these declared columns of one row (parameters, then id)."""
    known = statements_of(table).columns
    unknown = [column for column in columns if column not in known]
    if unknown:
        raise KeyError(unknown[0])
    assignments = ", ".join(f"{column} = ?" for column in columns)
    return f"update {table} set {assignments} where id = ?"  # noqa: S608


@cache
def search_of(table: str, columns: tuple[str, ...]) -> str:
    """Return the statement that finds rows by these declared columns (`is` matches null too)."""
    known = statements_of(table).columns
    unknown = [column for column in columns if column not in known]
    if unknown:
        raise KeyError(unknown[0])
    conditions = " and ".join(f"{column} is ?" for column in columns)
    return f"{statements_of(table).select_all} where {conditions}"


@cache
def insert_into(table: str, columns: tuple[str, ...]) -> str:
    """Return the statement that puts rows with these columns into a table."""
    names, marks = ", ".join(columns), ", ".join("?" for _ in columns)
    return f"insert into {table} ({names}) values ({marks})"  # noqa: S608


def rivals_in(table: str) -> str:
    """Return the statement that finds the rows where one with these named cells would stand.

    Only those are found whose rowid is not behind :newest.
    """
    place = _SAME_PLACE.get(table, "false")
    return f"select id from {table} where (id = :id or {place}) and rowid <= :newest"  # noqa: S608


_SAME_PLACE = {
    "actual": "series = :series and period = :period and unit is :unit",
    "baseline": "indicator = :indicator and year is :year",
    "evidence_link": "evidence = :evidence and row = :row and requirement is :requirement",
    "funding": "project = :project and year is :year and origin = :origin",
    "milestone": "project = :project and stage = :stage",
    "progress": "row = :row and period = :period and unit is :unit",
    "project_year": "project = :project and year = :year",
    "target": "indicator = :indicator and year is :year and (role = 'yearly') = (:role = 'yearly')",
    "user": "name = :name",
    "unit_member": "group_unit = :group_unit and member = :member",
}
"""Which row stands in the place of another, for the tables where only one can."""
