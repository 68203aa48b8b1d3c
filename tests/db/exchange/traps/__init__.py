"""Workbooks that each set one trap, with the reading they must get, by family."""

from tests.db.exchange.traps import (
    arranged,
    groups,
    headers,
    projects,
    responsible,
    skipped,
    tasks,
    values,
    years_in_headings,
)

ALL = (
    *headers.TRAPS,
    *years_in_headings.TRAPS,
    *groups.TRAPS,
    *values.TRAPS,
    *skipped.TRAPS,
    *responsible.TRAPS,
    *tasks.TRAPS,
    *projects.TRAPS,
    *arranged.TRAPS,
)
