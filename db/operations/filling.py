"""Filling a workbook: the book's figures into a user's own list, or into a form never seen."""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from db.connection.whole_file import written_whole
from db.errors import FileFault, FileRefused, NotFound, StaleRow, TargetFault, TargetRefused
from db.exchange.comparison import compare
from db.exchange.filling.figures import Figures
from db.exchange.filling.preview import FillPreview, FillSource
from db.exchange.filling.shape import remembered, setting_for, shape_of, with_decisions
from db.exchange.filling.user_workbook import UserWorkbook
from db.exchange.list_reader import read_list
from db.exchange.workbooks.opening import opened
from db.exchange.workbooks.refusal import Refusal
from db.exchange.workbooks.sniffing import HEAD_LENGTH, Kind, kind_of
from db.exchange.xlsx import DAMAGE, read_workbook
from db.model.records import Setting
from db.operations.held_plans import held_plan, plan_for
from db.operations.remembered_corrections import remembered_corrections
from db.queries import find_plan, kept_content, kept_files, setting
from db.store import history
from db.store.ids import new_id
from db.ticket import Ticket, Unhurried

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from db.changes import ChangeSet
    from db.exchange.matching import Decisions
    from db.exchange.sheets import Workbook
    from db.store.steps import Steps

_FAULTS = {
    Kind.ENCRYPTED: FileFault.ENCRYPTED,
    Kind.EMPTY: FileFault.EMPTY,
    Kind.DAMAGED: FileFault.DAMAGED,
}
"""What to say of files that cannot be filled for another reason than their kind."""

_NO_DECISIONS: Decisions = {}


class Filling:
    """Writing figures back into workbooks that were made elsewhere."""

    def __init__(self, connection: sqlite3.Connection, steps: Steps) -> None:
        self._connection = connection
        self._steps = steps

    def preview(
        self,
        path: Path | None = None,
        *,
        plan: str | None = None,
        decisions: Decisions = _NO_DECISIONS,
        ticket: Ticket | None = None,
    ) -> FillPreview:
        """Hold a workbook against the book and say what filling it would write; nothing is kept.

        Without a `path` it is the list that the plan was last imported from. `decisions` tell
        which row of the book a row of the form is, None for one that the book does not have;
        those made earlier for a form of the same shape are known already.

        Raises:
            FileRefused: the file is no workbook that can be filled, or no list of ours.
            NotFound: there is no such plan, no plan at all, or (kind "kept_file") no list kept.
            AmbiguousName: the book has several plans and none is named.
        """
        ticket = ticket or Unhurried()
        if path is not None:
            return self._compare(self._source(path, ticket), plan, decisions)
        with self._steps.reading():
            plan = find_plan(self._connection, plan).id
        with self._kept_list(plan) as kept:
            return self._compare(self._source(kept, ticket), plan, decisions)

    def reconsider(self, preview: FillPreview, decisions: Decisions) -> FillPreview:
        """Hold what was read before against the book again, with these decisions besides."""
        merged = {**preview.decisions, **decisions}
        return self._compare(preview.source, preview.plan, merged)

    def write(
        self, preview: FillPreview, out: Path, *, replace: bool = False, remember: bool = True
    ) -> ChangeSet | None:
        """Write the filled workbook, whole or not at all.

        Decisions about its rows are remembered for the next form of the same shape, unless
        `remember` is off; then, or when there is nothing new to remember, None is returned.

        Raises:
            StaleRow: the book has changed since it was compared.
            TargetRefused: `out` cannot be written, or has not the ending that the workbook needs.
        """
        package = preview.source.package
        if out.suffix.lower() != package.ending:
            raise TargetRefused(out, TargetFault.WRONG_ENDING, package.ending)
        with self._steps.reading():
            now = history.last_hash(self._connection)
        if now != preview.seen:
            raise StaleRow("filling", preview.source.name)
        with written_whole(out, replace=replace) as beside:
            with beside.open("wb") as file:
                file.writelines(package.filled(preview.writes()))
            # Before the file takes its place: a decision that cannot be kept stops the whole.
            return self._remember(preview) if remember else None

    @contextmanager
    def _kept_list(self, plan: str) -> Iterator[Path]:
        """Give the newest list that was imported into a plan as a file, for as long as needed."""
        with self._steps.reading():
            newest = next(iter(kept_files(self._connection, plan)), None)
            content = kept_content(self._connection, newest.sha256) if newest else None
        if newest is None or content is None:
            raise NotFound("kept_file", "")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, Path(newest.name).name)
            path.write_bytes(content)
            yield path

    def _compare(self, source: FillSource, plan: str | None, decisions: Decisions) -> FillPreview:
        with self._steps.reading():
            line = plan_for(self._connection, plan, source.reading)
            if line is None:
                raise NotFound("plan", "")
            held = held_plan(self._connection, line)
            shape = shape_of(source.reading)
            known = setting(self._connection, setting_for(shape)) or ""
            seen = history.last_hash(self._connection)
        decided = {**remembered(known, source.reading, line.id), **decisions}
        comparison = compare(source.reading, held, decisions=decided, fresh=new_id)
        figures = Figures(source, comparison, held, decided)
        try:
            cells = tuple(figures.cells())
        except Refusal as refusal:
            raise FileRefused(Path(source.name), refusal.fault) from refusal
        return FillPreview(
            source=source,
            plan=line.id,
            title=line.title,
            cells=cells,
            unchanged=figures.unchanged,
            proposals=comparison.proposals,
            decisions=decided,
            shape=shape,
            seen=seen,
        )

    def _remember(self, preview: FillPreview) -> ChangeSet | None:
        """Keep the decisions that were used, as one step; None when they are kept already."""
        if not preview.decisions:
            return None
        name = setting_for(preview.shape)
        held = setting(self._connection, name) or ""
        value = with_decisions(held, preview.source.reading, preview.plan, preview.decisions)
        if value == held:
            return None
        with self._steps.begin(f"记住“{preview.source.name}”各行对应的指标") as step:
            before = step.transaction.get(Setting, name)
            if before is None:
                step.transaction.put([Setting(id=name, value=value)])
            else:
                step.transaction.change(replace(before, value=value))
        return step.done()

    def _source(self, path: Path, ticket: Ticket) -> FillSource:
        """Read a workbook as a list and as bytes; FileRefused when it cannot be filled."""
        workbook, package = _read(path, ticket)
        with self._steps.reading():
            corrections = remembered_corrections(self._connection, workbook)
        reading = read_list(workbook, ticket, corrections)
        return FillSource(path.name, workbook, reading, package, corrections)


def _read(path: Path, ticket: Ticket) -> tuple[Workbook, UserWorkbook]:
    try:
        with opened(path) as file:
            content = file.read()
        kind = kind_of(content[:HEAD_LENGTH], path)
        if kind is not Kind.XLSX:
            raise Refusal(_FAULTS.get(kind, FileFault.NOT_FILLABLE))  # noqa: TRY301 see below
        workbook = read_workbook(path, ticket)
        if hashlib.sha256(content).hexdigest() != workbook.sha256:
            raise StaleRow("file", path.name)
        return workbook, UserWorkbook(content)
    except Refusal as refusal:
        raise FileRefused(path, refusal.fault, "", refusal.address, refusal.detail) from refusal
    except DAMAGE as damage:
        raise FileRefused(path, FileFault.DAMAGED) from damage
