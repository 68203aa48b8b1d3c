"""The main window: a frame of menus, rail, pages and status row; it decides nothing."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from desktop.icons import program_icon
from desktop.menu_row import MenuRow, RecentMenu
from desktop.page import Page, Place
from desktop.widgets.middle import Middle
from desktop.widgets.rail import Rail

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent

    from desktop.commands import Commands
    from desktop.pages import Pages
    from desktop.preferences import Preferences
    from desktop.session import BookSession
    from desktop.theme import Look
    from desktop.welcome.page import WelcomePage
    from desktop.widgets.bars import StatusRow, Strip

_LEAST_WITH_RAIL = 1000


class MainWindow(QMainWindow):
    """Shows the welcome page, or the pages of the open book beside the rail."""

    file_dropped = Signal(object)
    """The path of a book or a list that was dropped."""
    lists_dropped = Signal(object)
    """The paths of several lists that were dropped together."""
    recent_chosen = Signal(object)
    """The path of a recent book chosen in the menu."""
    page_shown = Signal(object)
    """The Page that came in sight."""
    emptied = Signal()
    """No book is shown any more, or none yet in the window that comes in sight."""
    closing = Signal(object)
    """The QCloseEvent; whoever must not be interrupted ignores it."""

    def __init__(
        self,
        commands: Commands,
        preferences: Preferences,
        make_welcome: Callable[[], WelcomePage],
        look: Look,
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._look = look
        self._make_welcome = make_welcome
        self._pages: Pages | None = None
        self.rail: Rail | None = None
        # Each part is made where it stands: moved there, Qt would dress all that is in it twice.
        self.middle = Middle(look, self)
        self._frame = self.middle.shown
        self._book = QWidget(self._frame)
        self._beside = QHBoxLayout(self._book)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self.stack = QStackedWidget(self._book)
        """What the pages stand in."""
        self._beside.addWidget(self.stack, 1)
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(640, 340))
        self.setWindowIcon(program_icon())
        self._recent = RecentMenu(preferences, self)
        self._recent.chosen.connect(self.recent_chosen)
        self.middle.place_requested.connect(self.go_to)
        self._commands = commands
        self.setMenuWidget(MenuRow(commands, self._recent, self))
        self._frame.addWidget(self._book)
        self.setCentralWidget(self.middle)
        self.resize(1366, 768)
        self.restoreGeometry(QByteArray.fromBase64(preferences.window.encode()))

    @property
    def status(self) -> StatusRow:
        """Return what the foot says."""
        return self.middle.status

    @property
    def strip(self) -> Strip:
        """Return what holds a sentence that needs a hand."""
        return self.middle.strip

    # -- what is shown ---------------------------------------------------------------------------

    @cached_property
    def welcome(self) -> WelcomePage:
        """Return the page for when no book is open; made when it is first needed."""
        made = self._make_welcome()
        self._frame.addWidget(made)
        return made

    @property
    def pages(self) -> tuple[Page, ...]:
        """Return every page of the open book, those made that were not yet needed."""
        return self._pages.all() if self._pages is not None else ()

    def show_nothing(self) -> None:
        """Show the welcome page instead of a book's pages, once the window itself is shown."""
        self.put_away_pages()
        if self.isVisible():
            self._frame.setCurrentWidget(self.welcome)
            self.welcome.ways[0].setFocus()
            self.emptied.emit()

    def show_badges(self, session: BookSession) -> None:
        """Show the numbers beside the rail's entries."""
        if self._pages is not None and self.rail is not None:
            for name, badge in self._pages.badges(session).items():
                self.rail.show_badge(name, badge)

    def put_away_pages(self) -> None:
        """Let go of the pages of a book that is about to be closed."""
        for old in self._pages.let_go() if self._pages is not None else ():
            self.stack.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        if self.rail is not None:
            # One that was just made is still to be shown by its layout: then as a window.
            self.rail.hide()
            self.rail.setParent(None)
            self.rail.deleteLater()
            self.rail = None
        self._pages = None

    def show_pages(self, pages: Pages, place: Place | None = None) -> None:
        """Show these pages beside a rail, at first that place."""
        self.put_away_pages()
        self._pages = pages
        self.rail = Rail(self._look, pages.kinds, self._book)
        self._look.dress(self.rail)
        self.rail.page_chosen.connect(self._on_page_chosen)
        self._beside.insertWidget(0, self.rail)
        pages.made.connect(self._on_page_made)
        self._fold_rail()
        self._frame.setCurrentWidget(self._book)
        self.go_to(place or Place(pages.kinds[0].name))

    @property
    def page(self) -> Page | None:
        """Return the page in sight."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) and self._pages is not None else None

    def show_page(self, page: Page) -> None:
        """Bring a page in sight, the focus on its first part."""
        self.stack.setCurrentWidget(page)
        if self.rail is not None:
            self.rail.show_page(page.name)
        (*page.stops(), page)[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(page)

    @Slot(object)
    def go_to(self, place: Place) -> None:
        """Bring a place in sight; a page that is not there is not gone to."""
        page = self._pages.page(place.page) if self._pages is not None else None
        if page is not None:
            self.show_page(page)
            page.show_place(place)

    def go_round(self, step: int) -> None:
        """Put the focus into the next region: the rail, then the parts of the page."""
        if self.rail is None or self.page is None:
            return
        regions: tuple[QWidget, ...] = (self.rail, *self.page.stops())
        focus: QWidget | None = self.focusWidget()
        holding = [
            place
            for place, region in enumerate(regions)
            if focus is not None and (region is focus or region.isAncestorOf(focus))
        ]
        # A region may lie within another one: then it is the inner one that has the focus.
        at = max(holding, key=lambda place: regions[place] is focus, default=0)
        target = regions[(at + step) % len(regions)]
        if target is self.rail:
            self.rail.focus_chosen()
        else:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- events ----------------------------------------------------------------------------------

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 - Qt's signature
        # Every widget asks its window in the end, before Tab goes on.
        if self.page is not None:
            self.page.put_stops_in_order()
        return super().focusNextPrevChild(next)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _files_of(event)
        if files:
            event.acceptProposedAction()
        if len(files) > 1:
            self.lists_dropped.emit(files)
        elif files:
            self.file_dropped.emit(files[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.window = self.saveGeometry().toBase64().toStdString()
        self.closing.emit(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._pages is None:
            self.show_nothing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_rail()

    def _fold_rail(self) -> None:
        if self.rail is not None:
            self.rail.fold(folded=self.width() < _LEAST_WITH_RAIL)

    @Slot(object)
    def _on_page_made(self, page: Page) -> None:
        page.place_requested.connect(self.go_to)
        page.act_requested.connect(self._commands.run)
        page.menu_requested.connect(partial(self._commands.show_row_menu, page))
        self.stack.addWidget(page)

    @Slot(object)
    def _on_page_chosen(self, name: str) -> None:
        self.go_to(Place(name))


def _files_of(event: QDropEvent) -> tuple[Path, ...]:
    """Return the files somebody holds over the window, or lets go of."""
    from desktop.widgets.files import files_dropped  # noqa: PLC0415 - few are ever dropped

    return files_dropped(event.mimeData().urls())
