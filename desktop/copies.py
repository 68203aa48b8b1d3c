"""Copies of the open book: made beside it and at a second place, which is asked for when old."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Slot

from db.errors import UserError
from desktop.actions import Act, ActName
from desktop.shelf import Shelf
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.preferences import Preferences
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner


class Made(NamedTuple):
    """What became of a wish for copies: the new ones, None where there was nothing new to copy.

    `reached` tells whether the second place was there, `refused` why nothing was written to it.
    """

    beside: Path | None
    second: Path | None = None
    reached: bool = True
    refused: UserError | None = None


class Copies(QObject):
    """Makes copies in the background and says what came of it."""

    def __init__(
        self,
        notices: Notices,
        runner: TaskRunner,
        preferences: Preferences,
        session: Callable[[], BookSession | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._notices = notices
        self._runner = runner
        self._preferences = preferences
        self._session = session

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        """Return the commands that are carried out here."""
        return {Act.BACK_UP: self.back_up}

    @Slot()
    def back_up(self) -> Task | None:
        """Copy the open book now, to the second place too where there is one."""
        session = self._session()
        if session is None:
            return None
        shelf, place = Shelf.of(session.book), self._preferences.second_place
        task = Task(partial(_copied, shelf, Path(place) if place else None), self)
        task.succeeded.connect(partial(self._on_made, shelf.path))
        task.failed.connect(self._notices.report)
        task.ended.connect(task.deleteLater)
        self._runner.start(task)
        return task

    def remind(self) -> None:
        """Say in the status bar that the copy at the second place is old."""
        session = self._session()
        if session is None or session.book.read_only or not self._preferences.second_place:
            return
        last = self._preferences.second_copy_of(session.book.path)
        told = old_words(last, self._preferences.remind_after, datetime.now().astimezone())
        if told:
            self._notices.tell(told)

    def _on_made(self, path: Path, made: Made) -> None:
        beside = f"已备份到“{made.beside}”" if made.beside else "没有新的改动，上次备份就是最新的"
        place = self._preferences.second_place
        if not place:
            self._notices.tell(f"{beside}。")
        elif made.refused is not None:
            self._notices.report(made.refused)
        elif not made.reached:
            self._notices.warn(f"{beside}。第二处“{place}”不在，插上后再备份一次。")
        else:
            now = datetime.now().astimezone().isoformat(timespec="seconds")
            self._preferences.remember_second(path, now)
            self._notices.tell(f"{beside}，第二处“{place}”也有了。")
        session = self._session()
        if session is not None:
            # The frame says when the last copy was made, and pages list them.
            session.look_anew()


def old_words(last: str, days: int, now: datetime) -> str:
    """Return what is said of a copy at the second place made at an ISO time; empty: new enough."""
    if not last:
        return "还没有拷到第二处。插上 U 盘，在备份页按“立即备份到两处”。"
    age = (now - datetime.fromisoformat(last)).days
    if age < days:
        return ""
    return f"第二处的备份是 {age} 天前的。插上 U 盘，在备份页按“立即备份到两处”。"


def _copied(shelf: Shelf, place: Path | None, _ticket: Ticket) -> Made:
    with shelf.open() as book:
        beside = book.housekeeping.back_up("asked")
        if place is None or not place.is_dir():
            return Made(beside, reached=place is None)
        try:
            return Made(beside, book.housekeeping.back_up("asked", place))
        except UserError as error:
            return Made(beside, refused=error)
