"""Opens the dialog that gives rows to units, and takes what it says to the book."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from db import queries
from db.errors import UserError
from db.rules.names import folded
from desktop.assigning.dialog import AssignDialog, scopes_of
from desktop.dialog_wishes import opened, settled
from desktop.long_steps import LARGE
from desktop.shelf import Shelf
from desktop.tasks import Task
from desktop.wording import done_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from db.changes import ChangeSet
    from db.operations.assigning import AssignLine, Assignment, RowKey
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.page import Rows
    from desktop.session import BookSession
    from desktop.tasks import Progress, TaskRunner
    from desktop.theme import Look


class AssigningDesk:
    """The assigning dialog of one open book."""

    def __init__(
        self,
        session: BookSession,
        notices: Notices,
        runner: TaskRunner,
        look: Look,
        window: QWidget,
    ) -> None:
        self._session = session
        self._notices = notices
        self._runner = runner
        self._look = look
        self._window = window

    def ask(self, offered: Sequence[Rows]) -> AssignDialog | None:
        """Ask which units shall answer for which rows; `offered` are those of the page in sight."""
        plan = self._session.plan
        rows = self._session.read(queries.assignable_rows, plan.id) if plan is not None else ()
        if not rows:
            self._notices.tell("还没有可派的指标、任务和项目。先导入一览表。")
            return None
        units = self._session.read(queries.unit_lines)
        ids = {
            folded(name): unit.id
            for unit in reversed(units)
            for name in (unit.short_name, *unit.aliases, unit.name)
            if name
        }
        dialog = AssignDialog(
            self._look,
            scopes_of(rows, offered),
            ids,
            self._session.book.assigning.preview,
            self._window,
        )
        dialog.offer([unit.name for unit in units if not unit.valid_to])
        many = ManyRows(dialog, self._session, self._notices, self._runner)
        dialog.preview_wanted.connect(many.look)
        dialog.given.connect(partial(self._assign, dialog, many))
        return opened(dialog)

    def _assign(
        self,
        dialog: AssignDialog,
        many: ManyRows,
        rows: Sequence[RowKey],
        assignment: Assignment,
    ) -> None:
        if len(rows) > LARGE:
            many.assign(rows, assignment)
            return
        assigning = partial(self._session.book.assigning.assign, rows, assignment)
        settled(dialog, lambda: self._session.carry_out(assigning))


class ManyRows(QObject):
    """Looks at very many rows, and gives them out, in the background; it goes with its dialog."""

    def __init__(
        self,
        dialog: AssignDialog,
        session: BookSession,
        notices: Notices,
        runner: TaskRunner,
    ) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._session = session
        self._notices = notices
        self._runner = runner
        self._looking: Task | None = None

    @Slot(object, object)
    def look(self, rows: Sequence[RowKey], assignment: Assignment) -> None:
        """Find what would become of the rows; what was asked before is of no use any more."""
        if self._looking is not None:
            self._looking.cancel()
        shelf = Shelf.of(self._session.book)
        task = Task(partial(_previewed, shelf, tuple(rows), assignment), self, quiet=True)
        task.succeeded.connect(partial(self._on_looked, task))
        task.failed.connect(partial(self._on_looked, task))
        task.ended.connect(task.deleteLater)
        self._looking = task
        self._runner.start(task)

    def assign(self, rows: Sequence[RowKey], assignment: Assignment) -> None:
        """Give the rows out; until that is done nothing else writes, and it can be stopped."""
        session = self._session
        if not session.can_write:
            self._dialog.refuse(session.why_not)
            return
        task = Task(partial(_assigned, Shelf.of(session.book), tuple(rows), assignment), session)
        task.progressed.connect(self._on_progress)
        task.succeeded.connect(self._on_assigned)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._on_stopped)
        task.ended.connect(task.deleteLater)
        self._dialog.stop_requested.connect(task.cancel)
        session.begin_work()
        self._dialog.begin_work()
        self._runner.start(task)

    def _on_looked(self, task: Task, found: tuple[AssignLine, ...] | Exception) -> None:
        if task is not self._looking:
            return
        self._looking = None
        if isinstance(found, Exception) and not isinstance(found, UserError):
            self._notices.report(found)
        else:
            self._dialog.show_preview(found)

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        self._dialog.show_progress(progress.done, progress.total)

    @Slot(object)
    def _on_assigned(self, changes: ChangeSet) -> None:
        self._dialog.end_work()
        self._dialog.accept()
        self._session.end_work()
        self._session.keep(changes)
        self._notices.tell(done_words(changes))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._session.end_work()
        self._dialog.end_work()
        self._notices.report(error)
        self._session.look_again()

    @Slot()
    def _on_stopped(self) -> None:
        self._session.end_work()
        self._dialog.end_work()
        self._dialog.say("停下了，没有派。")


def _previewed(
    shelf: Shelf, rows: Sequence[RowKey], assignment: Assignment, ticket: Ticket
) -> tuple[AssignLine, ...]:
    with shelf.open() as book:
        return book.assigning.preview(rows, assignment, ticket)


def _assigned(
    shelf: Shelf, rows: Sequence[RowKey], assignment: Assignment, ticket: Ticket
) -> ChangeSet:
    with shelf.open() as book:
        return book.assigning.assign(rows, assignment, ticket)
