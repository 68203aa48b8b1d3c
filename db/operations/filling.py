"""Filling a workbook: the book's figures into a user's own list, or into a form never seen."""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from db.connection.whole_file import written_whole
from db.errors import FileRefused, NotFound, StaleRow, TargetRefused
from db.exchange.comparison import compare
from db.exchange.filling.across import row_periods, timed_rows
from db.exchange.filling.figures import Figures
from db.exchange.filling.preview import FillPreview, FillSource
from db.exchange.filling.recognising import Hints, recognised
from db.exchange.filling.shape import remembered, setting_for, shape_of, with_decisions
from db.exchange.filling.user_workbook import UserWorkbook
from db.exchange.listing import TableKind
from db.exchange.table_reader import read_tables
from db.exchange.workbooks.opening import opened
from db.exchange.workbooks.refusal import Refusal
from db.exchange.workbooks.sniffing import HEAD_LENGTH, Kind, kind_of
from db.exchange.xlsx import DAMAGE, read_workbook
from db.faults import FileFault, TargetFault
from db.model.records import Setting
from db.operations.held_plans import held_plan, held_units, plan_for
from db.operations.remembered_corrections import remember_corrections, remembered_corrections
from db.queries import find_plan, setting
from db.queries.form_hints import last_recorded_year, names_of_rows
from db.queries.kept import kept_content, kept_files
from db.queries.once_held import units_once_held, words_once_held
from db.store import history
from db.store.ids import new_id
from db.ticket import Ticket, Unhurried

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Mapping

    from db.changes import ChangeSet
    from db.exchange.corrections import Corrections
    from db.exchange.listing import ListReading
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
        kept: str | None = None,
        decisions: Decisions = _NO_DECISIONS,
        required: bool = True,
        period: str = "",
        ticket: Ticket | None = None,
    ) -> FillPreview:
        """Hold a workbook against the book and say what filling it would write; nothing is kept.

        Without a `path` it is the list that was imported with the hash `kept`, else the one that
        the plan was last imported from. `decisions` tell which row of the book a row of the form
        is, None for one that the book does not have; those made earlier for a form of the same
        shape are known already. Where a list is not `required`, a workbook in which none is found
        gives a preview without cells, for a person to `correct`. A column of values that names no
        year is of `period`, else of the year in its titles, else of the last one recorded.

        Raises:
            FileRefused: the file is no workbook that can be filled, or no list of ours.
            NotFound: there is no such plan, no plan at all, or (kind "kept_file") no list kept.
            AmbiguousName: the book has several plans and none is named.
        """
        ticket = ticket or Unhurried()
        if path is not None:
            hints = self._hints(plan, period)
            source = self._source(path, ticket, hints, required)
            source = replace(source, is_ours=self._was_imported(source))
            return self._compare(source, plan, decisions)
        with self._steps.reading():
            plan = find_plan(self._connection, plan).id
        with self._kept_list(plan, kept) as found:
            hints = self._hints(plan, period)
            source = self._source(found, ticket, hints, required)
            return self._compare(replace(source, is_ours=True), plan, decisions)

    def reconsider(self, preview: FillPreview, decisions: Decisions) -> FillPreview:
        """Hold what was read before against the book again, with these decisions besides."""
        merged = {**preview.decisions, **decisions}
        return self._compare(preview.source, preview.plan, merged)

    def correct(
        self, preview: FillPreview, corrections: Corrections, decisions: Decisions = _NO_DECISIONS
    ) -> FillPreview:
        """Hold what was read before against the book again, read as a person corrected it.

        Only these `decisions` count, and those remembered for forms of the shape that it has now.
        """
        source = preview.source
        if corrections != source.corrections:
            reading, assumed = _recognised(source.workbook, corrections, source.hints)
            source = replace(source, reading=reading, corrections=corrections, assumed=assumed)
        return self._compare(source, preview.plan, decisions)

    def write(
        self,
        preview: FillPreview,
        out: Path,
        *,
        replace: bool = False,
        remember: bool = True,
        without: Collection[tuple[str, str]] = (),
        ticket: Ticket | None = None,
    ) -> ChangeSet | None:
        """Write the filled workbook, whole or not at all; cells (sheet, address) may be left out.

        What a person decided about its rows and columns is remembered for the next form of the
        same shape, unless `remember` is off; then, or when there is nothing new to remember, None
        is returned.

        Raises:
            Cancelled: the user changed their mind; there is no file.
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
                self._write_pieces(file, preview, without, ticket or Unhurried())
            # Before the file takes its place: a decision that cannot be kept stops the whole.
            return self._remember(preview) if remember else None

    @staticmethod
    def _write_pieces(
        file: BinaryIO, preview: FillPreview, without: Collection[tuple[str, str]], ticket: Ticket
    ) -> None:
        source = preview.source
        for piece in source.package.filled(preview.writes(without)):
            ticket.report(file.tell(), source.package.size, f"写“{source.name}”")
            file.write(piece)

    @contextmanager
    def _kept_list(self, plan: str, wanted: str | None) -> Iterator[Path]:
        """Give the newest list that was imported into a plan, or the wanted one, as a file."""
        with self._steps.reading():
            files = kept_files(self._connection, plan)
            found = next((one for one in files if wanted in {None, one.sha256}), None)
            content = kept_content(self._connection, found.sha256) if found else None
        if found is None or content is None:
            raise NotFound("kept_file", "")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, Path(found.name).name)
            path.write_bytes(content)
            yield path

    def _compare(self, source: FillSource, plan: str | None, decisions: Decisions) -> FillPreview:
        with self._steps.reading():
            line = plan_for(self._connection, plan, source.reading)
            if line is None:
                raise NotFound("plan", "")
            held = held_plan(self._connection, line)
            periods = row_periods(source.reading) | {source.hints.unsaid}
            units = held_units(self._connection, held, source.reading, periods)
            shape = shape_of(source.reading)
            known = setting(self._connection, setting_for(shape)) or ""
            seen = history.last_hash(self._connection)
        decided = {**remembered(known, source.reading, line.id), **decisions}
        comparison = compare(_lists(source.reading), held, decisions=decided, fresh=new_id)
        once = _OnceHeld(self._connection, self._steps)
        figures = Figures(source, comparison, held, units, decided, once=once)
        try:
            cells = tuple(figures.cells())
        except Refusal as refusal:
            raise FileRefused(Path(source.name), refusal.fault) from refusal
        said = dict.fromkeys((*source.assumed, *figures.across.assumed))
        return FillPreview(
            source=replace(source, assumed=tuple(said)),
            plan=line.id,
            title=line.title,
            period_start=line.period_start,
            period_end=line.period_end,
            cells=cells,
            standing=tuple(figures.standing),
            proposals=(*comparison.proposals, *figures.across.proposals),
            decisions=decided,
            shape=shape,
            seen=seen,
            matched=figures.matched,
            items=tuple(figures.across.items),
            offered=units.items,
            timed=timed_rows(source.reading),
        )

    def _remember(self, preview: FillPreview) -> ChangeSet | None:
        """Keep what was decided, as one step; None when it is kept already."""
        source = preview.source
        name = setting_for(preview.shape)
        with self._steps.reading():
            held = setting(self._connection, name) or ""
            known = remembered_corrections(self._connection, source.workbook)
        value = with_decisions(held, source.reading, preview.plan, preview.decisions)
        decided = bool(preview.decisions) and value != held
        corrected = source.corrections != known
        if not (decided or corrected):
            return None
        words = "怎样填" if corrected else "各行对应的指标"
        with self._steps.begin(f"记住“{source.name}”{words}") as step:
            remember_corrections(step.transaction, source.workbook, source.corrections)
            before = step.transaction.get(Setting, name)
            if decided and before is None:
                step.transaction.put([Setting(id=name, value=value)])
            elif decided and before is not None:
                step.transaction.change(replace(before, value=value))
        return step.done()

    def _was_imported(self, source: FillSource) -> bool:
        """Tell whether a workbook, or an earlier state of it by its name, is kept in the book."""
        with self._steps.reading():
            files = kept_files(self._connection)
        same = {source.name, source.workbook.sha256}
        return any({one.name, one.sha256} & same for one in files)

    def _hints(self, plan: str | None, period: str) -> Hints:
        """Return what the book knows that an unknown form may be recognised by."""
        with self._steps.reading():
            named = None if plan is None else find_plan(self._connection, plan).id
            names = names_of_rows(self._connection, named)
            return Hints(names, last_recorded_year(self._connection), period)

    def _source(self, path: Path, ticket: Ticket, hints: Hints, required: bool) -> FillSource:  # noqa: FBT001 - inside
        """Read a workbook as a list and as bytes; FileRefused when it cannot be filled."""
        workbook, package = _read(path, ticket)
        with self._steps.reading():
            corrections = remembered_corrections(self._connection, workbook)
        reading, assumed = _recognised(workbook, corrections, hints, ticket)
        if required and not reading.tables:
            read_tables(workbook, ticket, corrections, to_fill=True)
        return FillSource(path.name, workbook, reading, package, corrections, hints, assumed)


class _OnceHeld:
    """What the history tells of rows, each asked for once."""

    def __init__(self, connection: sqlite3.Connection, steps: Steps) -> None:
        self._connection = connection
        self._steps = steps
        self._words: dict[str, Mapping[str, frozenset[str]]] = {}

    def words(self, row: str) -> Mapping[str, frozenset[str]]:
        """Return all words that ever stood in the columns of a row, by the column."""
        if row not in self._words:
            with self._steps.reading():
                self._words[row] = words_once_held(self._connection, row)
        return self._words[row]

    def units(self, row: str) -> frozenset[str]:
        """Return the names of units that once answered for a row."""
        return self._gone.get(row, frozenset())

    @cached_property
    def _gone(self) -> Mapping[str, frozenset[str]]:
        with self._steps.reading():
            return units_once_held(self._connection)


def _recognised(
    workbook: Workbook, corrections: Corrections, hints: Hints, ticket: Ticket | None = None
) -> tuple[ListReading, tuple[str, ...]]:
    """Read a workbook that is to be filled, and say what was assumed of columns without a year."""
    reading = read_tables(workbook, ticket, corrections, required=False, to_fill=True)
    told, assumed = recognised(workbook, reading, corrections, hints)
    if told != corrections:
        reading = read_tables(workbook, ticket, told, required=False, to_fill=True)
    return reading, assumed


def _lists(reading: ListReading) -> ListReading:
    """Return a reading without the tables that are not compared row by row."""
    listed = tuple(table for table in reading.tables if table.kind is not TableKind.UNITS)
    return replace(reading, tables=listed)


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
