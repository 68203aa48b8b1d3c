"""Other books in the window: the open one as it was then, or put back from a copy."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.book import PlanBook
from db.errors import TargetRefused
from desktop.page import Opening, Place
from desktop.past_folder import PastFolder
from desktop.shelf import Shelf
from desktop.tasks import Task
from desktop.widgets.banner import Banner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner
    from desktop.window import MainWindow

_SWEPT_AFTER = 5_000
"""Milliseconds: whoever waits for the window does not wait for this."""


class OtherBooks(QObject):
    """Makes or puts back the book that a page asks for, and has it opened."""

    wanted = Signal(object, object)
    """The path of a book that should be opened, and the Place to show then."""
    closing_wanted = Signal()
    """The open book should be closed: its file is about to be replaced."""

    def __init__(
        self,
        window: MainWindow,
        notices: Notices,
        runner: TaskRunner,
        session: Callable[[], BookSession | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._notices = notices
        self._runner = runner
        self._session = session
        self._folder = PastFolder()
        self._now: Path | None = None
        self._words = ""
        self.banner = Banner()
        self.banner.left.connect(self.go_back)
        window.middle.add_banner(self.banner)

    def sweep_soon(self) -> None:
        """Take away what programs left that ended without doing so."""
        QTimer.singleShot(_SWEPT_AFTER, self, self._folder.sweep)

    def is_past(self, path: Path) -> bool:
        """Tell whether a book is only looked at: it is opened read-only, and not remembered."""
        return self._folder.holds(path)

    def shown(self, path: Path) -> None:
        """A book was opened: say of one that is only looked at what it is."""
        if self.is_past(path):
            self.banner.say(f"这是 {self._words} 的样子，只读。", "回到现在的台账")
            self._notices.tell(f"已翻到 {self._words} 的台账。")
        else:
            self._now = None
            self.banner.hide()

    def closed(self, path: Path) -> None:
        """A book was closed: one that was only looked at is taken away."""
        self._folder.clear(path)
        self.banner.hide()

    @Slot(object)
    def open(self, opening: Opening) -> None:
        """Show another book."""
        session = self._session()
        if session is None or session.busy:
            self._notices.warn("正在写入这份台账，完成后再换。")
        elif opening.step:
            self._look_back(session, opening)
        elif opening.copy is not None:
            self._put_back(session, opening.copy)
        elif opening.path is not None:
            self.wanted.emit(opening.path, None)

    @Slot()
    def go_back(self) -> None:
        """Show the book of today again."""
        if self._now is not None:
            self.wanted.emit(self._now, Place("history"))

    # -- the book as it was ----------------------------------------------------------------------

    def _look_back(self, session: BookSession, opening: Opening) -> None:
        path = session.book.path
        # From a book that is only looked at, an earlier state leads back to the same one of today.
        now = self._now if self.is_past(path) and self._now is not None else path
        name = f"{now.stem}（{opening.words.replace(':', '')} 的样子）.planbook"
        try:
            target = self._folder.place_for(name)
        except OSError as error:
            from db.connection.whole_file import fault_of  # noqa: PLC0415 - hardly ever

            self._notices.report(TargetRefused(path.with_name(name), fault_of(error), str(error)))
            return
        task = Task(partial(_made, path, opening.step, target), self)
        task.succeeded.connect(partial(self._on_made, now, opening.words))
        task.failed.connect(partial(self._on_not_made, target))
        task.stopped.connect(partial(self._folder.clear, target))
        task.ended.connect(task.deleteLater)
        self._notices.tell(f"正在翻回 {opening.words} 的台账…")
        self._runner.start(task)

    def _on_made(self, now: Path, words: str, target: Path) -> None:
        self._words = words
        self.wanted.emit(target, Place("overview"))
        self._now = now

    def _on_not_made(self, target: Path, error: Exception) -> None:
        self._folder.clear(target)
        self._notices.report(error)

    # -- a copy in place of the book -------------------------------------------------------------

    def _put_back(self, session: BookSession, copy: Path) -> None:
        """Keep what there is as one more copy, then let the chosen one take the book's place."""
        task = Task(partial(_kept, Shelf.of(session.book)), self)
        task.succeeded.connect(partial(self._on_kept, copy, session.book.path))
        task.failed.connect(self._on_not_kept)
        task.stopped.connect(session.end_work)
        task.ended.connect(task.deleteLater)
        session.begin_work()
        self._notices.tell("正在备份现在的台账…")
        self._runner.start(task)

    @Slot(object)
    def _on_not_kept(self, error: Exception) -> None:
        session = self._session()
        if session is not None:
            session.end_work()
        self._notices.report(error)

    def _on_kept(self, copy: Path, path: Path, _made: object) -> None:
        session = self._session()
        if session is None or session.book.path != path:
            return
        session.end_work()
        self.closing_wanted.emit()
        task = Task(partial(_replaced, copy, path), self)
        task.succeeded.connect(self._on_replaced)
        task.failed.connect(partial(self._on_not_replaced, path))
        task.stopped.connect(partial(self.wanted.emit, path, Place("backups")))
        task.ended.connect(task.deleteLater)
        self._runner.start(task)

    @Slot(object)
    def _on_replaced(self, path: Path) -> None:
        self.wanted.emit(path, Place("backups"))
        self._notices.tell("已恢复整份台账；恢复前的样子也备份了。")

    def _on_not_replaced(self, path: Path, error: Exception) -> None:
        self.wanted.emit(path, Place("backups"))
        self._notices.report(error)


def _made(path: Path, step: str, target: Path, _ticket: Ticket) -> Path:
    with PlanBook.open(path, read_only=True) as book:
        book.looking_back.write_as_it_was(step, target)
    return target


def _kept(shelf: Shelf, _ticket: Ticket) -> Path | None:
    with shelf.open() as book:
        book.looking_back.require_may_replace()
        return book.housekeeping.back_up("restore")


def _replaced(copy: Path, path: Path, _ticket: Ticket) -> Path:
    from db.connection.copying import copy_file  # noqa: PLC0415 - hardly ever

    copy_file(copy, path, replace=True)
    return path
