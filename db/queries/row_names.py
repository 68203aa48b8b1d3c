"""What rows of the record are called, those too that are gone: their history still knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.record_links import linked_table
from db.model.record_words import TABLE_WORDS, value_words
from db.rules.periods import named
from db.store.codec import RECORD_BY_TABLE
from db.store.lines import Layout
from db.store.statements import statements_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from db.changes import Cells, Stored

_LAST_LINE = """
    select table_name, row_id, before, after from change
    where row_id = :row and table_name = :table order by sequence desc limit 1
"""

_PARTS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "plan": (("", "title", ""),),
    "unit": (("", "name", ""),),
    "unit_alias": (("", "unit", ""), ("：", "alias", "")),
    "source": (("", "file", ""),),
    "series": (("", "name", ""),),
    "task": (("", "number", " "), ("", "title", "")),
    "measure": (("", "title", ""),),
    "indicator": (("", "name", ""),),
    "statement": (("", "indicator", ""), (" ", "year", " 年"), ("", "role", "")),
    "baseline": (("", "indicator", ""), (" ", "year", " 年")),
    "target": (("", "indicator", ""), (" ", "year", " 年"), ("（", "role", "）")),
    "actual": (("", "series", ""), (" ", "period", ""), ("（", "unit", "）")),
    "explanation": (("", "row", ""), (" ", "period", "")),
    "project": (("", "name", ""),),
    "responsibility": (("", "row", ""), ("：", "unit", "")),
    "setting": (("", "id", ""),),
    "unit_member": (("", "group_unit", ""), ("：", "member", "")),
    "unit_contact": (("", "unit", ""), ("：", "name", "")),
    "unit_event": (("", "unit", ""), ("：", "kind", "")),
    "milestone": (("", "project", ""), ("：", "stage", "")),
    "funding": (("", "project", ""), (" ", "year", " 年"), ("：", "origin", "")),
    "project_year": (("", "project", ""), (" ", "year", " 年")),
    "yearly_work": (("", "year", " 年"), ("：", "words", "")),
    "progress": (("", "row", ""), (" ", "period", ""), ("（", "unit", "）")),
    "problem": (("", "words", ""),),
    "evidence": (("", "title", ""),),
    "evidence_link": (("", "row", ""), ("：", "evidence", "")),
    "requirement": (("", "row", ""), ("：", "words", "")),
    "sign_off": (("", "row", ""),),
    "revision": (("", "title", ""),),
    "revision_line": (("", "row", ""), (" ", "year", " 年")),
    "user": (("", "name", ""),),
    "review_event": (("", "row", ""),),
}
"""Of each table what makes the name of a row: before the cell, the cell, behind it."""

_OTHERWISE: Mapping[str, str] = {"source": "kind"}
"""The cell that names a row of which the others say nothing."""

_LONGEST = 60
_DEEPEST = 4
"""Rows that are named by rows that are named by rows: more than these would be a circle."""


class RowNames:
    """Names rows of one book, each looked up once; those that are gone by their last line."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._layout = Layout(connection)
        self._known: dict[tuple[str, str], str] = {}

    def cells(self, table: str, row: str) -> Cells | None:
        """Return the cells of a row as it stands, or stood last; None for one that never was."""
        statements = statements_of(table)
        found = self._connection.execute(statements.select, (row,)).fetchone()
        if found is not None:
            return dict(zip(statements.columns, found, strict=True))
        line = self._connection.execute(_LAST_LINE, {"row": row, "table": table}).fetchone()
        return None if line is None else self._layout.change_of(line).before

    def name(self, table: str, row: str, cells: Cells | None = None, depth: int = 0) -> str:
        """Return what a row is called; `cells` are its own where they are known."""
        known = self._known.get((table, row))
        if known is None:
            known = self._made(table, row, cells, depth)
            self._known[table, row] = known
        return known

    def said(self, table: str, column: str, cells: Cells, depth: int = 0) -> str:
        """Return what stands in a cell in words; one that refers to a row says its name."""
        value: Stored = cells.get(column)
        linked = linked_table(table, column, cells.get("row_kind"))
        if value and linked is not None and linked in RECORD_BY_TABLE and depth < _DEEPEST:
            return self.name(linked, str(value), depth=depth + 1)
        if column == "period" and value:
            return named(str(value))
        return value_words(table, column, value)

    def _made(self, table: str, row: str, cells: Cells | None, depth: int) -> str:
        if table not in RECORD_BY_TABLE:
            return row
        whole = cells if cells is not None else self.cells(table, row)
        if whole is None:
            return f"{TABLE_WORDS[table]}（已不在）"
        words = ""
        for before, column, behind in _PARTS[table]:
            said = self.said(table, column, whole, depth)
            words += f"{before}{said}{behind}" if said else ""
        if not words and table in _OTHERWISE:
            words = self.said(table, _OTHERWISE[table], whole, depth)
        line = " ".join(words.split())
        return (line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…") or TABLE_WORDS[table]
