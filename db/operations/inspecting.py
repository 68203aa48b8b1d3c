"""Giving out the 迎检材料包: what proves a plan, as numbered folders with a contents list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.queries import all_rows, find_plan, project_lines, task_lines
from db.queries.proof import all_proof
from db.queries.revisions import revision_entries
from db.reports.inspection import PlanRows, pack_of
from db.reports.inspection_files import write_folder, write_zip

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from db.reports.inspection import Pack
    from db.store.steps import Steps
    from db.ticket import Ticket

ZIP = ".zip"


class Inspecting:
    """Putting a plan's evidence in order for whoever comes to look at it; nothing is changed."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        steps: Steps,
        content: Callable[[str], tuple[str, bytes]],
    ) -> None:
        self._connection = connection
        self._steps = steps
        self._content = content

    def pack(self, plan: str, period: str) -> Pack:
        """Return what would be given out of a plan, with the figures of a period."""
        connection = self._connection
        with self._steps.reading():
            told = PlanRows(
                find_plan(connection, plan),
                all_rows(connection, plan),
                task_lines(connection, plan),
                project_lines(connection, plan),
                revision_entries(connection, plan),
            )
            return pack_of(told, all_proof(connection), period)

    def give_out(
        self,
        plan: str,
        period: str,
        target: Path,
        *,
        today: date,
        replace: bool = False,
        ticket: Ticket | None = None,
    ) -> Pack:
        """Write the pack: a zip where the name ends so, else a folder that is not there yet.

        Raises:
            TargetRefused: it cannot be written; a folder is never replaced, a zip only when asked.
            EvidenceRefused: what the book holds of a file is damaged.
            Cancelled: the ticket says so.
        """
        pack = self.pack(plan, period)
        if target.suffix.casefold() == ZIP:
            write_zip(target, pack, self._bytes, today=today, replace=replace, ticket=ticket)
        else:
            write_folder(target, pack, self._bytes, today=today, ticket=ticket)
        return pack

    def _bytes(self, evidence: str) -> bytes:
        return self._content(evidence)[1]
