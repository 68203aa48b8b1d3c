"""The composition root: the only place that makes the long-lived objects and wires them."""

from __future__ import annotations

import gc
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtWidgets import QDialog

from desktop.actions import Act
from desktop.afterwards import Afterwards
from desktop.book_door import BookDoor
from desktop.commands import Commands
from desktop.dressing import Dressing
from desktop.notices import Notices
from desktop.page import Place
from desktop.pages import PAGES, Pages
from desktop.places_left import PlacesLeft, look_again_at
from desktop.preferences import Preferences
from desktop.rooms import Rooms
from desktop.session import BookSession
from desktop.shortcuts import Shortcuts
from desktop.soundness import Rescue, warning_of
from desktop.state import StateFollowing, safe_words, show_state
from desktop.tasks import TaskRunner
from desktop.theme import Look
from desktop.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QCloseEvent
    from PySide6.QtWidgets import QApplication

    from db.book import PlanBook
    from desktop.book_door import RowsOfPlans
    from desktop.page import Page
    from desktop.welcome.page import WelcomePage


class Application(QObject):
    """Makes preferences, runner, notices, window; opens and closes books."""

    begins_again: tuple[str, ...] | None = None
    """What the program is to begin again with once it has ended, None when it just ends."""

    def __init__(
        self,
        qt: QApplication,
        settings: QSettings,
        today: Callable[[], date] = date.today,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._qt = qt
        self._today = today
        self.preferences = Preferences(settings, self)
        self.runner = TaskRunner(self)
        self.notices = Notices(self)
        self.rescue = Rescue(self.notices, self.runner, self)
        self.afterwards = Afterwards(self)
        self.door = BookDoor(self.notices, self.runner, self.preferences, self.rescue, self)
        # What the frame says is brought up to date once, when a book is open with its page.
        self._opening = False
        self.commands = Commands(self, Shortcuts(self.preferences, self))
        self.session: BookSession | None = None
        self._pages: Pages | None = None
        self._look = Look(self.preferences)
        dressing = Dressing(qt, self.preferences, self._look, self)
        self.window = MainWindow(self.commands, self.preferences, self._made_welcome, self._look)
        self._following = StateFollowing(self.window, self.commands, self._show_state)
        dressing.follow(self.window)
        self.notices.speak_over(self.window)
        self.places = PlacesLeft(self.window, self.preferences)
        self.rooms = Rooms(
            self.window, self.commands,
            preferences=self.preferences, notices=self.notices, runner=self.runner,
            look=self._look, places=self.places, session=lambda: self.session, today=today,
        )  # fmt: skip
        self.notices.know_what_is_saved(lambda: safe_words(self.session))
        own = {Act.CLOSE_BOOK: self.close_book, Act.QUIT: self.window.close}
        self.commands.serve({**own, **self.rooms.acts()})
        self._connect()

    @property
    def welcome(self) -> WelcomePage:
        """Return the page for when no book is open."""
        return self.window.welcome

    def _made_welcome(self) -> WelcomePage:
        """Return the welcome page, loaded when it is first shown."""
        from db.operations.samples import sample_lines  # noqa: PLC0415 - as said
        from desktop.welcome.page import WelcomePage  # noqa: PLC0415 - as said

        made = WelcomePage(self._look, sample_lines())
        self._look.dress(made)
        made.act_requested.connect(self.commands.run)
        made.book_chosen.connect(self.open_book)
        made.sample_chosen.connect(self.rooms.ways_in.ask_for_copy)
        made.show_recent([Path(name) for name in self.preferences.recent_books])
        # What a book's pages are made of is loaded while nobody waits for them.
        self.afterwards.begin([], [*(kind.load for kind in PAGES), self.rooms.sweep])
        return made

    def _connect(self) -> None:
        self.rooms.book_wanted.connect(self.open_book)
        self.rooms.new_book_wanted.connect(self.make_book)
        self.rooms.other_wanted.connect(self.open_book)
        self.rooms.closing_wanted.connect(self.close_book)
        self.rooms.looked_after.connect(self._on_looked_after)
        self.rescue.restored.connect(self.open_book)
        self.window.file_dropped.connect(partial(self.rooms.take_dropped, self.take_file))
        self.window.lists_dropped.connect(self.take_lists)
        self.window.recent_chosen.connect(self.open_book)
        self.window.page_shown.connect(self._on_page_shown)
        self.window.emptied.connect(self._on_emptied)
        self.window.closing.connect(self._on_closing)
        self.window.middle.next_requested.connect(partial(self.commands.run, Act.NEXT_MISSING))
        self.window.middle.doubts_requested.connect(partial(self.commands.run, Act.CHECK_YEAR))
        self.notices.told.connect(self._on_told)
        self.notices.warned.connect(self._on_warned)
        self.notices.quieted.connect(self.window.middle.quiet)
        self.notices.restart_requested.connect(self.start_again)
        self.preferences.changed.connect(self._on_preference)
        self._qt.applicationStateChanged.connect(self._on_application_state)

    # -- books -----------------------------------------------------------------------------------

    @Slot(object)
    def open_book(self, path: Path, place: Place | None = None) -> bool:
        """Open a book in place of the one that is open; what stands against it is said."""
        if self._is_at_work():
            return False
        past = self.rooms.is_past(path)
        book = self.door.open(path, read_only=past)
        if book is None:
            return False
        show = partial(self._show_opened, book, place)
        return self.door.let_in(book, show, self.close_book, at_once=not self.window.isVisible())

    def _show_opened(self, book: PlanBook, place: Place | None, rows: RowsOfPlans) -> None:
        """Show a book that was opened; of a large one the rows were read already."""
        self._opening = True
        try:
            place = self.places.opened(book.path) if place is None else place
            self._show_book(book, place, rows)
        finally:
            self._opening = False
        self._show_state()
        self.rooms.shown(book.path)
        self._warn_of(book)
        self._afterwards_of(book)
        if self.session is not None and self.session.needs_sign_in:
            self.rooms.at_work.ask_sign_in()

    def _show_book(self, book: PlanBook, place: Place | None, rows: RowsOfPlans) -> None:
        """Show the pages of a book in place of those of the one that was open."""
        self._let_go()
        self.notices.quiet()
        self.session = BookSession(
            book, self.notices, self._today, self, runner=self.runner, rows=rows,
            at_leisure=self.window.isVisible() and not (rows or self.door.is_long(book)),
        )  # fmt: skip
        if place is not None and place.plan:
            look_again_at(self.session, place)
        self.session.changed.connect(self._following.follow)
        self.session.changed.connect(self.notices.note_step)
        self.session.busy_changed.connect(self._show_state)
        self._pages = Pages(PAGES, self._made_page, self.session)
        self._pages.made.connect(self._on_page_made)
        # The pages look first: the rail says what they count.
        self.session.view_changed.connect(self._show_state)
        self.commands.follow(self.session, self._pages, self.window.show_page)
        self.window.show_pages(self._pages, place)
        if self.window.rail is not None:
            self.window.rail.chooser.chosen.connect(self.session.choose_plan)
        self.window.setWindowTitle(f"{book.path.name} — 规划台账")

    def _afterwards_of(self, book: PlanBook) -> None:
        """Do what a book that was opened can wait for: its copy, its check, its other pages."""
        due: list[Callable[[], object]] = []
        if not book.read_only:
            due.append(partial(self.rooms.copy_daily, book.path))
        things: list[Callable[[], object]] = [partial(self.rescue.check, book)]
        if self.session is not None:
            due = [*self._leisurely(self.session), *due]
            things.insert(0, self.session.begin_checks)
        if self._pages is not None:
            things.extend(self._pages.steps())
        things += [self._show_state, *self.rooms.steps()]
        self.afterwards.begin([self._remember_book, *due], things)

    def _leisurely(self, session: BookSession) -> Iterator[Callable[[], object]]:
        """Yield what shows what the first page was painted without, and what the book says."""
        yield from (kind.load for kind in PAGES if kind.badge is not None)
        yield session.take_leisure
        yield partial(self._warn_of, session.book)
        yield self._show_state
        yield partial(self.rooms.look_ahead, session)
        yield partial(self.rooms.say_what_waits, session)

    def _warn_of(self, book: PlanBook) -> None:
        """Say what stands against a book; its last steps are looked at where there is leisure."""
        leisure = self.session is not None and self.session.at_leisure
        past = self.rooms.is_past(book.path)
        warning = warning_of(book, book.doubts if leisure else (), past=past)
        if warning:
            self.notices.warn(warning)

    def _made_page(self, kind: type[Page]) -> Page:
        if self.session is None:
            raise RuntimeError("no book is open")
        # Made where it stands: moved there, Qt would dress the whole page twice.
        stack = self.window.stack
        return kind(self.session, self.notices, self.runner, self.preferences, stack)

    @Slot(object)
    def _on_page_made(self, page: Page) -> None:
        page.hint_changed.connect(self._show_state)
        page.book_requested.connect(self.rooms.open_other)

    @Slot(object, object, object)
    def make_book(
        self, path: Path, fill: Callable[[PlanBook], object] | None, place: Place | None
    ) -> None:
        """Make a book in the background, let `fill` put its plan in, and open it."""
        if self._is_at_work():
            return
        self.door.make(path, fill, partial(self.open_book, place=place))

    @Slot(object)
    def take_file(self, path: Path) -> None:
        """Open a dropped book, or take a dropped list to the import (of a new book if none is)."""
        if path.suffix.lower() == ".planbook":
            self.open_book(path)
        elif self.session is not None:
            self.take_lists((path,))
        else:
            self.rooms.ways_in.ask_for_book_of(path)

    @Slot(object)
    def take_lists(self, paths: tuple[Path, ...]) -> None:
        """Take dropped lists to the import one after another (of a new book if none is open)."""
        first, *more = paths
        if self.session is not None:
            self.window.go_to(Place("exchange", file=first, more=tuple(more)))
        else:
            self.rooms.ways_in.ask_for_book_of(first, tuple(more))

    def close_book(self) -> None:
        """Close the open book and show the welcome page."""
        if not self._is_at_work():
            self._let_go()
            self.window.show_nothing()

    def start_again(self) -> None:
        """End, so that `desktop.__main__` begins again with the book that is open."""
        self.begins_again = (str(self.session.book.path),) if self.session is not None else ()
        self.runner.stop_all()
        self.window.close()

    def shut_down(self) -> None:
        """Stop what runs and close the book, before the program ends."""
        self.afterwards.forget()
        self.runner.stop_all()
        self._let_go()
        self.afterwards.forget()

    # -- inside ----------------------------------------------------------------------------------

    def _is_at_work(self) -> bool:
        """Tell, and say, that the book is being written by a job."""
        working = self.session is not None and self.session.busy
        if working:
            self.notices.warn("正在写入这份台账，完成后再换。")
        return working

    def _let_go(self) -> None:
        """Close the open book, if there is one, and one that was to be shown."""
        self._put_away_dialogs()
        self.door.forget()
        self._leave_place()
        session, self.session = self.session, None
        if session is not None:
            self.afterwards.forget()
            self.rescue.leave()
            self._pages = None
            self.commands.follow(None)
            self.window.put_away_pages()
            session.book.close()
            self.rooms.closed(session.book.path)
            session.deleteLater()
            # Its pages hold one another: without a look for garbage they would stay for long.
            self.afterwards.begin([], [gc.collect])

    def _put_away_dialogs(self) -> None:
        """Leave what asks about the book: another one takes its place once it is read."""
        for dialog in self.window.findChildren(QDialog):
            if dialog.isModal() and dialog.isVisible() and dialog.objectName() != "notice":
                dialog.reject()

    @Slot()
    def _on_looked_after(self) -> None:
        """The book has a fresh copy: what reminded of it is drawn anew."""
        if self.session is not None:
            self.session.look_anew()

    @Slot(str)
    def _on_told(self, sentence: str) -> None:
        self.window.status.say(sentence)

    @Slot(str)
    def _on_warned(self, sentence: str) -> None:
        self.window.strip.say(sentence)

    @Slot(object)
    def _on_page_shown(self, _page: Page) -> None:
        self._show_state()
        if not self._opening:
            self._leave_place()

    def _leave_place(self) -> None:
        """Remember where the open book is left: a program that is killed opens there next time."""
        self._remember_book()
        self.places.leave(self.session)

    def _remember_book(self) -> None:
        """Remember which book was opened last; the disk is waited for twice where it is another."""
        if self.session is not None and not self.rooms.is_past(self.session.book.path):
            self.preferences.remember_book(self.session.book.path)

    @Slot()
    def _on_emptied(self) -> None:
        self.window.setWindowTitle("规划台账")
        self._show_recent()
        self._show_state()

    def _show_recent(self) -> None:
        if self.session is None and self.window.isVisible():
            self.welcome.show_recent([Path(name) for name in self.preferences.recent_books])

    @Slot()
    def _show_state(self, *_what: object) -> None:
        """Bring commands, rail, chooser and status row up to date."""
        if not self._opening:
            show_state(self.window, self.commands, self.preferences, self.session, self.places)

    @Slot(str)
    def _on_preference(self, key: str) -> None:
        if key == "files/recent_books":
            self._show_recent()
        # How a page was left is kept while it is left, what was opened when: nothing round it
        # says so.
        if not key.startswith(("view/", "files/")):
            self._show_state()

    @Slot(Qt.ApplicationState)
    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        # Coming back from another window is when another program may have written to the book.
        if state == Qt.ApplicationState.ApplicationActive and self.session is not None:
            self.session.look_again()
            if self.session.book.is_lost:
                from db.errors import BookFault, BookRefused  # noqa: PLC0415 - few are

                self.notices.report(BookRefused(self.session.book.path, BookFault.LOST))

    @Slot(object)
    def _on_closing(self, event: QCloseEvent) -> None:
        if self.runner.is_working:
            event.ignore()
            self.notices.ask(
                "还有工作没有做完。停下并关闭？停下的工作不写入。",
                "停下并关闭",
                "不关闭",
                self._stop_and_close,
            )
        else:
            self.shut_down()

    def _stop_and_close(self) -> None:
        self.runner.stop_all()
        self.window.close()
