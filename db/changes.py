"""What one operation altered, in words and in rows: the one mechanism of undo, audit and review."""

# No `from __future__ import annotations`: a NamedTuple compiles each annotation that is a string.

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

Stored = str | int | None
"""A value as SQLite holds it: figures are text, truth values 0 and 1."""

Cells = Mapping[str, Stored]
"""Columns of one row, by name."""


class StepKind(StrEnum):
    """Whether a step is new work, or takes back or repeats an earlier one."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class RowChange(NamedTuple):
    """One row before and after.

    A new row has no `before`, a removed one no `after`; a changed row names only the cells that
    differ, so that two steps on different cells of one row do not stand in each other's way.
    """

    table: str
    row: str
    before: Cells | None
    after: Cells | None


class ChangeSet(NamedTuple):
    """One step: its words (the undo menu's and the history's), and the rows it altered in order.

    `tables` are the names of the tables that were touched. The rows of a large step are read from
    their lines as they are asked for.
    """

    label: str
    tables: frozenset[str]
    rows: Sequence[RowChange]
    kind: StepKind = StepKind.DO
    step: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything changed at all."""
        return len(self.rows) > 0
