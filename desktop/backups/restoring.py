"""The ways back from a copy: single rows as a step, the whole of it to a file or in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.errors import UserError
from desktop.backups.words import made_words
from desktop.page import Opening
from desktop.tasks import Task
from desktop.widgets.files import BOOKS, ask_for_target

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog, QWidget

    from db.connection.backups import Backup
    from db.model.history_lines import Wanted
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner


class Restoring(QObject):
    """Carries out what the page wishes."""

    book_wanted = Signal(object)
    """An Opening: the book that was put back, or a new one of a copy."""

    def __init__(
        self, page: QWidget, session: BookSession, notices: Notices, runner: TaskRunner
    ) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._notices = notices
        self._runner = runner

    def bring_back(self, copy: Backup, wanted: Sequence[Wanted]) -> None:
        """Bring rows or cells of a copy back as one step that can be undone."""
        book, when = self._session.book, made_words(copy.made_at)
        try:
            changes = self._session.carry_out(
                lambda: book.looking_back.bring_back(copy.path, wanted, when)
            )
        except UserError as error:
            self._notices.report(error)
            return
        if changes is not None and not changes:
            self._notices.tell("备份之后才有的行不动；别的与备份一样。")

    def ask_file(self, copy: Backup) -> QFileDialog:
        """Ask where a book of its own shall be made of a copy."""
        path = self._session.book.path
        proposed = path.with_name(f"{path.stem}-恢复{path.suffix}")
        chosen = partial(self.write, copy)
        return ask_for_target(self._page, "恢复到新文件", BOOKS, proposed, chosen)

    def write(self, copy: Backup, target: Path) -> None:
        """Make a book of its own of a copy; the file dialog has asked before one is replaced."""
        if target == self._session.book.path:
            self.ask_replace(copy)
            return
        task = Task(partial(_copied, copy.path, target), self)
        task.succeeded.connect(self._on_written)
        task.failed.connect(self._notices.report)
        task.ended.connect(task.deleteLater)
        self._runner.start(task)

    def _on_written(self, target: Path) -> None:
        self._notices.tell(f"已恢复到“{target}”。")
        self._notices.ask(
            f"已恢复到“{target.name}”。现在打开它？这一份还在原处。",
            "打开",
            "不打开",
            lambda: self.book_wanted.emit(Opening(path=target)),
        )

    def ask_replace(self, copy: Backup) -> None:
        """Ask before a copy takes the place of the open book."""
        try:
            self._session.book.looking_back.require_may_replace()
        except UserError as error:
            self._notices.report(error)
            return
        when = made_words(copy.made_at)
        self._notices.ask(
            f"用 {when} 的备份替换整份台账？先备份现在的样子，之后的改动不在替换后的台账里。",
            "替换",
            "不替换",
            lambda: self.book_wanted.emit(Opening(copy=copy.path)),
        )


def _copied(copy: Path, target: Path, _ticket: Ticket) -> Path:
    from db.connection.copying import copy_file  # noqa: PLC0415 - hardly ever

    copy_file(copy, target, replace=True)
    return target
