"""The composition root: the only place that makes the long-lived objects and wires them."""

from __future__ import annotations

import getpass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QObject, QSettings, Qt, QTranslator, Slot

from db.book import PlanBook
from db.errors import BookFault, BookRefused, UserError
from db.operations.samples import sample_lines
from desktop import theme
from desktop.actions import Act, page_act
from desktop.commands import THEMES, Commands
from desktop.exchange.page import ExchangePage
from desktop.indicators.page import IndicatorsPage
from desktop.keys import KeysDialog
from desktop.notices import Notices
from desktop.overview.page import OverviewPage
from desktop.page import Page, Place
from desktop.preferences import Preferences
from desktop.project_list.page import ProjectListPage
from desktop.session import BookSession
from desktop.settings.page import SettingsPage
from desktop.soundness import Rescue, warning_of
from desktop.state import show_state
from desktop.task_list.page import TaskListPage
from desktop.tasks import Task, TaskRunner
from desktop.theme import Look
from desktop.version import VERSION
from desktop.ways_in import WaysIn
from desktop.welcome.page import WelcomePage
from desktop.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent
    from PySide6.QtWidgets import QApplication

    from db.ticket import Ticket

PAGES: tuple[type[Page], ...] = (
    OverviewPage,
    IndicatorsPage,
    TaskListPage,
    ProjectListPage,
    ExchangePage,
    SettingsPage,
)
"""The pages of an open book, in the rail's order."""


class Application(QObject):
    """Makes preferences, runner, notices, window; opens and closes books."""

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
        self.commands = Commands(self)
        self.session: BookSession | None = None
        look = Look(self.preferences)
        theme.apply(qt, look.theme)
        self._speak_chinese()
        self.welcome = WelcomePage(look, sample_lines())
        self.window = MainWindow(self.commands, self.preferences, self.welcome, look)
        self.notices.speak_over(self.window)
        self.ways_in = WaysIn(self.window, self.preferences, self._today, self)
        self._serve()
        self._connect()
        self._show_nothing()

    def _speak_chinese(self) -> None:
        """Let Qt's own words be Chinese."""
        words = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if words.load("qtbase_zh_CN", folder):
            self._qt.installTranslator(words)

    def _serve(self) -> None:
        """Take over the commands that belong to no page."""
        handlers: dict[Act, Callable[[], object]] = {
            Act.NEW_FROM_LIST: self.ways_in.ask_for_list,
            Act.OPEN: self.ways_in.ask_for_book,
            Act.NEW_EMPTY: self.ways_in.ask_for_plan,
            Act.BACK_UP: self.back_up,
            Act.CLOSE_BOOK: self.close_book,
            Act.QUIT: self._quit,
            Act.UNDO: self._undo,
            Act.REDO: self._redo,
            Act.SHOW_PANE: self._toggle_pane,
            Act.NEXT_REGION: partial(self.window.go_round, 1),
            Act.PREVIOUS_REGION: partial(self.window.go_round, -1),
            Act.SHOW_KEYS: self.show_keys,
            Act.ABOUT: self.show_about,
        }
        for page in PAGES:
            handlers[page_act(page.name)] = partial(self.window.go_to, Place(page.name))
        for act, name in THEMES.items():
            handlers[act] = partial(self._choose_theme, name)
        self.commands.serve(handlers)

    def _connect(self) -> None:
        self.welcome.act_requested.connect(self.commands.run)
        self.welcome.book_chosen.connect(self.open_book)
        self.welcome.sample_chosen.connect(self.ways_in.ask_for_copy)
        self.ways_in.book_chosen.connect(self.open_book)
        self.ways_in.book_wanted.connect(self.make_book)
        self.rescue.restored.connect(self.open_book)
        self.window.file_dropped.connect(self.take_file)
        self.window.lists_dropped.connect(self.take_lists)
        self.window.recent_chosen.connect(self.open_book)
        self.window.page_shown.connect(self._show_state)
        self.window.closing.connect(self._on_closing)
        self.window.status.next_requested.connect(partial(self.commands.run, Act.NEXT_MISSING))
        self.notices.told.connect(self.window.status.say)
        self.notices.warned.connect(self.window.strip.say)
        self.notices.quieted.connect(self.window.strip.hide)
        self.preferences.changed.connect(self._on_preference)
        self._qt.applicationStateChanged.connect(self._on_application_state)
        self._qt.styleHints().colorSchemeChanged.connect(self._on_system_colours)

    # -- books -----------------------------------------------------------------------------------

    @Slot(object)
    def open_book(self, path: Path, place: Place | None = None) -> bool:
        """Open a book in place of the one that is open; what stands against it is said."""
        if self._is_at_work():
            return False
        try:
            book = PlanBook.open(path.resolve(), who=self._who())
        except UserError as error:
            if isinstance(error, BookRefused) and error.fault is BookFault.MISSING:
                self.preferences.forget_book(path)
                self._show_recent()
            if isinstance(error, BookRefused) and error.backup is not None:
                self.rescue.offer(error)
            else:
                self.notices.report(error)
            return False
        self._let_go()
        self.notices.quiet()
        self.session = BookSession(book, self.notices, self._today, self)
        self.session.changed.connect(self._show_state)
        self.session.view_changed.connect(self._show_state)
        self.session.busy_changed.connect(self._show_state)
        self.preferences.remember_book(book.path)
        pages = tuple(
            page(self.session, self.notices, self.runner, self.preferences) for page in PAGES
        )
        for made in pages:
            made.hint_changed.connect(self._show_state)
        self.commands.follow(self.session, pages, self.window.show_page)
        self.window.show_pages(pages)
        if self.window.rail is not None:
            self.window.rail.chooser.chosen.connect(self.session.choose_plan)
        self.window.setWindowTitle(f"{book.path.name} — 规划台账")
        if place is not None:
            self.window.go_to(place)
        self._show_state()
        self._look_after(book)
        return True

    def _look_after(self, book: PlanBook) -> None:
        """Say what stands against a book that was opened; check and copy it in the background."""
        warning = warning_of(book)
        if warning:
            self.notices.warn(warning)
        if not book.read_only:
            self._back_up_what_changed(book.path)
        if not book.doubts:
            self.rescue.check(book)

    def _back_up_what_changed(self, path: Path) -> None:
        """Make the copy of the day in the background, if the book changed since the last one."""

        def job(_ticket: Ticket) -> Path | None:
            with PlanBook.open(path) as book:
                return book.housekeeping.back_up("open")

        task = Task(job, self, quiet=True)
        task.succeeded.connect(self._show_state)
        task.failed.connect(self.notices.report)
        task.ended.connect(task.deleteLater)
        self.runner.start(task)

    @Slot(object, object, object)
    def make_book(
        self, path: Path, fill: Callable[[PlanBook], object] | None, place: Place | None
    ) -> None:
        """Make a book in the background, let `fill` put its plan in, and open it."""
        if self._is_at_work():
            return
        who = self._who()

        def job(_ticket: Ticket) -> Path:
            with PlanBook.create(path, who=who, replace=True) as book:
                if fill is not None:
                    fill(book)
            return path

        task = Task(job, self)
        task.succeeded.connect(partial(self.open_book, place=place))
        task.failed.connect(self.notices.report)
        self.runner.start(task)

    @Slot(object)
    def take_file(self, path: Path) -> None:
        """Open a dropped book, or take a dropped list to the import (of a new book if none is)."""
        if path.suffix.lower() == ".planbook":
            self.open_book(path)
        elif self.session is not None:
            self.take_lists((path,))
        else:
            self.ways_in.ask_for_book_of(path)

    @Slot(object)
    def take_lists(self, paths: tuple[Path, ...]) -> None:
        """Take dropped lists to the import one after another (of a new book if none is open)."""
        first, *more = paths
        if self.session is not None:
            self.window.go_to(Place("exchange", file=first, more=tuple(more)))
        else:
            self.ways_in.ask_for_book_of(first, tuple(more))

    def close_book(self) -> None:
        """Close the open book and show the welcome page."""
        if not self._is_at_work():
            self._let_go()
            self._show_nothing()

    def back_up(self) -> None:
        """Make a backup of the open book now."""
        if self.session is None:
            return
        try:
            made = self.session.book.housekeeping.back_up("asked")
        except UserError as error:
            self.notices.report(error)
            return
        self.notices.tell(f"已备份到“{made}”。" if made else "没有新的改动，上次备份就是最新的。")
        self._show_state()

    def show_keys(self) -> KeysDialog:
        """Show every command with its key."""
        dialog = KeysDialog(self.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def show_about(self) -> None:
        """Say what this program is."""
        self.notices.explain(
            "关于规划台账",
            f"规划台账 {VERSION}\n\n把教育规划的指标、任务、项目和每年的完成情况记在一个文件里。\n"
            "不联网，数据只在这台电脑上。",
        )

    def shut_down(self) -> None:
        """Stop what runs and close the book, before the program ends."""
        self.runner.stop_all()
        self._let_go()

    # -- inside ----------------------------------------------------------------------------------

    def _who(self) -> str:
        if self.preferences.who:
            return self.preferences.who
        try:
            return getpass.getuser()
        except (OSError, KeyError):
            return ""

    def _is_at_work(self) -> bool:
        """Tell, and say, that the book is being written by a job."""
        working = self.session is not None and self.session.busy
        if working:
            self.notices.warn("正在写入这份台账，完成后再换。")
        return working

    def _let_go(self) -> None:
        """Close the open book, if there is one."""
        session, self.session = self.session, None
        if session is not None:
            self.commands.follow(None)
            self.window.show_pages(())
            session.book.close()
            session.deleteLater()

    def _show_nothing(self) -> None:
        self.window.show_pages(())
        self.window.setWindowTitle("规划台账")
        self._show_recent()
        self._show_state()

    def _show_recent(self) -> None:
        self.welcome.show_recent([Path(name) for name in self.preferences.recent_books])

    @Slot()
    def _show_state(self, *_what: object) -> None:
        """Bring commands, rail, chooser and status row up to date."""
        show_state(self.window, self.commands, self.preferences, self.session, self._today())

    @Slot(str)
    def _on_preference(self, key: str) -> None:
        if key == "look/theme":
            theme.apply(self._qt, theme.theme_named(self.preferences.theme))
        elif key == "files/recent_books":
            self._show_recent()
        self._show_state()

    @Slot()
    def _on_system_colours(self, *_scheme: object) -> None:
        """Follow the system when it goes dark or light, where that is wished."""
        if self.preferences.theme == theme.AS_THE_SYSTEM:
            self._on_preference("look/theme")

    @Slot(Qt.ApplicationState)
    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        # Coming back from another window is when another program may have written to the book.
        if state == Qt.ApplicationState.ApplicationActive and self.session is not None:
            self.session.look_again()

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

    def _quit(self) -> None:
        self.window.close()

    def _undo(self) -> None:
        if self.session is not None:
            self.session.undo()

    def _redo(self) -> None:
        if self.session is not None:
            self.session.redo()

    def _toggle_pane(self) -> None:
        self.preferences.pane_shown = not self.preferences.pane_shown

    def _choose_theme(self, name: str) -> None:
        self.preferences.theme = name
