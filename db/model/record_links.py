"""Which columns of the record refer to rows of which table."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ANYWHERE: Mapping[str, str] = MappingProxyType(
    {
        "evidence": "evidence",
        "group_unit": "unit",
        "indicator": "indicator",
        "measure": "measure",
        "member": "unit",
        "other": "unit",
        "plan": "plan",
        "project": "project",
        "provider": "unit",
        "requirement": "requirement",
        "revision": "revision",
        "series": "series",
        "numerator": "series",
        "denominator": "series",
        "source": "source",
        "statement": "statement",
        "successor": "unit",
        "task": "task",
        "unit": "unit",
        "continues": "plan",
        "withdrawn_by": "revision",
    }
)
_WITHIN = frozenset({("indicator", "parent"), ("project", "parent"), ("unit", "parent")})
"""Rows that hang on others of their own table."""
_NO_LINKS = frozenset({("series", "unit")})
"""A column of that name that holds words: 万元."""
_BY_KIND = frozenset({"row", "replaced_by"})
"""Columns that refer to a row of the table that `row_kind` names."""


def linked_table(table: str, column: str, kind: str | int | None = None) -> str | None:
    """Return the table that a column refers to, None for one that holds a value.

    `kind` is what stands in the row's `row_kind`. An explanation speaks of a series.
    """
    if (table, column) in _NO_LINKS:
        return None
    if (table, column) in _WITHIN:
        return table
    if column in _BY_KIND:
        return "series" if table == "explanation" else str(kind) if kind else None
    return _ANYWHERE.get(column)
