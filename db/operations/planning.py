"""Making and shaping plans: by hand, from a sample, from a list that an office sends."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import FileRefused, StaleRow, ValueRefused
from db.exchange.comparison import compare
from db.exchange.corrections import of_all_sheets
from db.exchange.differences import ImportPreview
from db.exchange.list_in.years_of_plan import years_of_plan
from db.exchange.options import FigureNature, ImportOptions, proposed_nature
from db.exchange.table_reader import read_tables
from db.exchange.unit_table.comparing import compare_units
from db.exchange.unit_table.matching import HeldUnits
from db.exchange.xlsx import read_workbook
from db.faults import FileFault, ValueFault
from db.model.records import Plan, Project, Task
from db.model.words import UserRole
from db.operations.accepting import Acceptance
from db.operations.demonstration import demonstration_records
from db.operations.demonstration_progress import make_up_progress
from db.operations.demonstration_proof import make_up_proof
from db.operations.demonstration_revision import demonstration_revision
from db.operations.demonstration_units import furnish_units
from db.operations.demonstration_works import make_up_work
from db.operations.held_plans import held_plan, held_units, plan_for
from db.operations.kept_words import kept_name
from db.operations.remembered_corrections import remember_corrections, remembered_corrections
from db.operations.revising import put_revision
from db.operations.sample_records import SamplePlan
from db.operations.samples import load_sample
from db.queries import all_rows, task_lines
from db.store import history
from db.store.ids import new_id
from db.ticket import Ticket, Unhurried

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from db.changes import ChangeSet
    from db.exchange.corrections import Corrections
    from db.exchange.listing import ListReading
    from db.exchange.matching import Decisions
    from db.exchange.sheets import Workbook
    from db.model.words import TaskStatus
    from db.operations.foreseen_sums import Place
    from db.rules.finding import Finding
    from db.store.steps import Steps

KEPT_FILE_BYTES = 20_000_000
"""An imported file up to this size is kept, so that values can be written back into it."""

_NO_DECISIONS: Mapping[tuple[str, int], str | None] = {}


class Planning:
    """What makes a plan: its title and years, its rows, their state."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        steps: Steps,
        back_up: Callable[[str], Path | None],
    ) -> None:
        self._connection = connection
        self._steps = steps
        self._back_up = back_up

    def make_plan(
        self, title: str, period_start: int | None, period_end: int | None, **fields: Any
    ) -> ChangeSet:
        """Make a plan without rows; `fields` are the others of a Plan record.

        Raises ValueRefused(EMPTY_NAME) for a blank title.
        """
        title = kept_name(title)
        with self._steps.begin(f"新建规划“{title}”") as step:
            step.transaction.put(
                [
                    Plan(
                        id=new_id(),
                        title=title,
                        period_start=period_start,
                        period_end=period_end,
                        position=len(step.transaction.find(Plan)),
                        **fields,
                    )
                ]
            )
        return step.done()

    def change_plan(self, plan: str, **fields: Any) -> ChangeSet:
        """Change fields of a plan; NotFound if it is gone, ValueRefused for a blank title."""
        if "title" in fields:
            fields["title"] = kept_name(fields["title"])
        with self._steps.begin("修改规划信息") as step:
            held = step.transaction.require(Plan, plan)
            step.transaction.change(replace(held, **fields))
        return step.done()

    def load_sample(self, name: str, *, demonstration: bool = False) -> ChangeSet:
        """Put in a sample plan, with made-up actuals if asked; ValueRefused if unknown."""
        sample = load_sample(name)
        with self._steps.begin(f"载入样例“{sample['plan']['title']}”") as step:
            transaction = step.transaction
            made = SamplePlan(sample, now=transaction.now, who=transaction.who)
            transaction.put(made.records())
            if demonstration:
                lines = all_rows(self._connection, made.plan)
                start, end = sample["plan"]["period_start"], sample["plan"]["period_end"]
                transaction.put(
                    demonstration_records(
                        lines,
                        period_start=start,
                        period_end=end,
                        now=transaction.now,
                        who=transaction.who,
                    )
                )
                furnish_units(transaction)
                make_up_progress(transaction, made.plan, start, end)
                tasks = task_lines(self._connection, made.plan)
                said, changes = demonstration_revision(lines, tasks, year=(start + end) // 2)
                if changes:
                    put_revision(transaction, made.plan, said, changes)
                make_up_work(
                    transaction,
                    made.plan,
                    (sample["plan"]["period_start"], sample["plan"]["period_end"]),
                )
                make_up_proof(self._connection, transaction, made.plan, max(end - 1, start))
        return step.done()

    def set_task_status(self, task: str, status: TaskStatus) -> ChangeSet:
        """Write how a task stands; NotFound if it is gone."""
        with self._steps.begin("改任务状态") as step:
            held = step.transaction.require(Task, task)
            step.transaction.label = f"改任务{held.number}状态：{status}"
            step.transaction.change(replace(held, status=status))
        return step.done()

    def set_project_stage(self, project: str, stage: str) -> ChangeSet:
        """Write which stage a project has reached; NotFound if it is gone."""
        with self._steps.begin("改项目阶段") as step:
            held = step.transaction.require(Project, project)
            step.transaction.label = f"改“{held.name}”阶段：{stage}"
            step.transaction.change(replace(held, stage=stage))
        return step.done()

    def preview(
        self,
        path: Path,
        *,
        plan: str | None = None,
        sheet: str | None = None,
        kind: str = "",
        period: str = "",
        decisions: Decisions = _NO_DECISIONS,
        options: ImportOptions | None = None,
        required: bool = True,
        ticket: Ticket | None = None,
    ) -> ImportPreview:
        """Read a list or a table of units and compare it with the book; nothing is kept.

        `kind` is UNITS or LIST (`db.exchange.corrections`) where a person says what it is, `period`
        that of tables of units which name none. Without `options` the figures are what the file's
        words call them: 快报数, 正式数 or neither. Where a list is not `required`, a workbook in
        which none is found gives a preview without cells, for a person to `correct`.

        Raises FileRefused for a file that is no readable list of ours, NotFound for a plan that is
        not there, AmbiguousName when the book has several plans and none is named,
        ValueRefused(NEEDS_PLAN) for a table of units where there is no plan yet.
        """
        ticket = ticket or Unhurried()
        workbook = read_workbook(path, ticket)
        if sheet is not None:
            workbook = _only(workbook, sheet, path)
        with self._steps.reading():
            corrections = remembered_corrections(self._connection, workbook)
        if kind or period:
            corrections = of_all_sheets(workbook, corrections, kind=kind, period=period)
        reading = read_tables(workbook, ticket, corrections, required=required)
        content = _bytes_of(path)
        if hashlib.sha256(content).hexdigest() != workbook.sha256:
            raise StaleRow("file", path.name)
        taken = _Taken(workbook, reading, content, corrections)
        if options is None:
            options = ImportOptions(nature=taken.nature)
        return self._compare(taken, plan, decisions, options)

    def correct(self, preview: ImportPreview, corrections: Corrections) -> ImportPreview:
        """Read and compare again with a person's corrections; FileRefused if no list is left.

        Accepting the preview remembers them for the next file of the same shape.
        """
        # Where there was none before, a person is still about to say what it is.
        required = bool(preview.reading.tables)
        reading = read_tables(preview.workbook, corrections=corrections, required=required)
        taken = _Taken(preview.workbook, reading, preview.content, corrections)
        return self._compare(taken, preview.plan, _NO_DECISIONS, preview.options)

    def reconsider(
        self, preview: ImportPreview, decisions: Decisions, options: ImportOptions | None = None
    ) -> ImportPreview:
        """Compare again what was read before, now with a person's decisions about near names.

        `options` are what holds for all actuals from now on, those of the preview by default.
        """
        taken = _Taken(preview.workbook, preview.reading, preview.content, preview.corrections)
        return self._compare(taken, preview.plan, decisions, options or preview.options)

    def _compare(
        self, taken: _Taken, plan: str | None, decisions: Decisions, options: ImportOptions
    ) -> ImportPreview:
        reading = taken.reading
        with self._steps.reading():
            line = plan_for(self._connection, plan, reading)
            held = held_plan(self._connection, line) if line else None
            units = held_units(self._connection, held, reading) if held else HeldUnits()
            seen = history.last_hash(self._connection)
        if held is None and reading.tables and not reading.has_lists:
            raise ValueRefused(ValueFault.NEEDS_PLAN, taken.workbook.name)
        compared = compare(reading, held, decisions=decisions, fresh=new_id, options=options)
        start, end = years_of_plan(reading, taken.workbook.name)
        by_unit = compare_units(reading, units, decisions=decisions, fresh=new_id, options=options)
        return ImportPreview(
            workbook=taken.workbook,
            reading=reading,
            plan=line.id if line else None,
            title=line.title if line else reading.title or Path(taken.workbook.name).stem,
            period_start=line.period_start if line else start,
            period_end=line.period_end if line else end,
            rows=(*by_unit.rows, *compared.rows),
            unread=(*compared.unread, *by_unit.unread),
            proposals=(*compared.proposals, *by_unit.proposals),
            content=taken.content,
            seen=seen,
            corrections=taken.corrections,
            options=options,
            proposed=taken.nature,
            items=by_unit.items,
            offered=units.items,
            sums=by_unit.sums,
        )

    def foresee(
        self, preview: ImportPreview, *, today: date | None = None, ticket: Ticket | None = None
    ) -> dict[Place, tuple[Finding, ...]]:
        """Return what the checks would doubt in the figures a preview would take in, by cell.

        They may be taken in all the same: errors are mended and queries explained afterwards.
        Raises Cancelled when the ticket says so, NotFound when the plan is gone.
        """
        # Loaded when a file is looked at: the checks are many.
        from db.operations.foreseeing import Foresight  # noqa: PLC0415

        with self._steps.reading():
            foresight = Foresight(self._connection, preview)
        return foresight.judge(today, ticket or Unhurried())

    def accept(
        self,
        preview: ImportPreview,
        *,
        without: Collection[tuple[str, str]] = (),
        by_hand: Collection[tuple[str, str]] = (),
    ) -> ChangeSet:
        """Write what a preview shows as one step, after a backup; `without` leaves cells out.

        `by_hand` names refused cells that a person takes in all the same, where they may be.

        Raises StaleRow when the book has changed since it was compared, SignInRefused for one who
        may not.
        """
        self._steps.require_writable()
        if preview.options.approved:
            # What comes in as 已审核 needs somebody who may approve it.
            self._steps.require_role(UserRole.REVIEW)
        self._require_seen(preview)
        self._back_up("import")
        with self._steps.begin(f"导入“{preview.workbook.name}”") as step:
            # While the copy was made, another program may have written.
            self._require_seen(preview)
            transaction = step.transaction
            plan = preview.plan
            if plan is None:
                plan = new_id()
                transaction.put([_new_plan(plan, preview)])
            written = Acceptance(
                transaction, preview, plan, without=without, by_hand=by_hand
            ).accept()
            transaction.label = f"导入“{preview.workbook.name}” {written} 格"
            if written:
                remember_corrections(transaction, preview.workbook, preview.corrections)
            # What is filled later is a list; a table of units is named by its figures' source.
            if preview.reading.has_lists and len(preview.content) <= KEPT_FILE_BYTES:
                transaction.keep_file(
                    preview.workbook.sha256, preview.workbook.name, preview.content
                )
        return step.done()

    def _require_seen(self, preview: ImportPreview) -> None:
        with self._steps.reading():
            now = history.last_hash(self._connection)
        if now != preview.seen:
            raise StaleRow("import", preview.workbook.name)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A file that was taken in: as it was read, understood and corrected."""

    workbook: Workbook
    reading: ListReading
    content: bytes
    corrections: Corrections

    @property
    def nature(self) -> FigureNature:
        """Return what the words of the file call its figures."""
        headings = (c.heading for table in self.reading.tables for c in table.columns)
        name = Path(self.workbook.name).stem
        return proposed_nature((name, *self.reading.titles, *headings))


def _new_plan(plan: str, preview: ImportPreview) -> Plan:
    return Plan(
        id=plan,
        title=preview.title,
        document_number=preview.reading.document_number,
        issuer=preview.reading.issuer,
        period_start=preview.period_start,
        period_end=preview.period_end,
    )


def _bytes_of(path: Path) -> bytes:
    """Return a file that was just read; FileRefused when it or its disk went away meanwhile."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileRefused(path, FileFault.MISSING, detail=str(error)) from error


def _only(workbook: Workbook, sheet: str, path: Path) -> Workbook:
    chosen = tuple(one for one in workbook.sheets if one.name == sheet)
    if not chosen:
        names = "、".join(one.name for one in workbook.sheets)
        raise FileRefused(path, FileFault.NO_SHEET, sheet=sheet, detail=names)
    return replace(workbook, sheets=chosen)
