"""The main window: a frame of menus, rail, pages and status row; it decides nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QMenuBar,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import SPECS, Act, Menu
from desktop.icons import program_icon
from desktop.page import AT_THE_FOOT, Page, Place
from desktop.widgets.bars import StatusRow, Strip
from desktop.widgets.files import files_dropped
from desktop.widgets.rail import Entry, Rail
from desktop.widgets.words import upright

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent

    from desktop.commands import Commands
    from desktop.preferences import Preferences
    from desktop.theme import Look
    from desktop.welcome.page import WelcomePage

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
    closing = Signal(object)
    """The QCloseEvent; whoever must not be interrupted ignores it."""

    def __init__(
        self, commands: Commands, preferences: Preferences, welcome: WelcomePage, look: Look
    ) -> None:
        super().__init__()
        self._commands = commands
        self._preferences = preferences
        self._look = look
        self.welcome = welcome
        self.pages: tuple[Page, ...] = ()
        self.rail: Rail | None = None
        self.strip = Strip()
        self.status = StatusRow(look)
        self._book = QWidget()
        self._book.setObjectName("page_area")
        self._beside = QHBoxLayout(self._book)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self._stack = QStackedWidget()
        self._frame = QStackedWidget()
        self._beside.addWidget(self._stack, 1)
        self.setAcceptDrops(True)
        self.setMinimumSize(QSize(640, 420))
        self.setWindowIcon(program_icon())
        self._recent = QMenu("最近打开", self)
        self.setMenuWidget(self._made_menu_row())
        self._lay_out()
        self._frame.addWidget(welcome)
        self._frame.addWidget(self._book)
        self.resize(1366, 768)
        self.restoreGeometry(QByteArray.fromBase64(preferences.window.encode()))
        self._recent.aboutToShow.connect(self._fill_recent)

    def _lay_out(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._frame, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)

    def _made_menu_row(self) -> QWidget:
        """Return the bar with the menus, and undo and redo with their words."""
        row = QFrame()
        row.setObjectName("menu_row")
        row.setFixedHeight(36)
        bar = QMenuBar()
        menus = self._commands.fill(bar)
        before = self._commands.actions[Act.IMPORT_LIST]
        menus[Menu.FILE].insertMenu(before, self._recent)
        line = QHBoxLayout(row)
        line.setContentsMargins(4, 0, 8, 0)
        line.setSpacing(6)
        line.addWidget(bar)
        line.addWidget(upright())
        for act in (Act.UNDO, Act.REDO):
            line.addWidget(self._made_step_button(act))
        line.addStretch(1)
        bar.setSizePolicy(bar.sizePolicy().Policy.Maximum, bar.sizePolicy().verticalPolicy())
        return row

    def _made_step_button(self, act: Act) -> QToolButton:
        press = QToolButton()
        press.setDefaultAction(self._commands.actions[act])
        press.setIconSize(QSize(16, 16))
        press.setAccessibleName(SPECS[act].words)
        words = act is Act.UNDO
        style = Qt.ToolButtonStyle
        press.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly
        )
        press.setMaximumWidth(420)
        return press

    # -- what is shown ---------------------------------------------------------------------------

    def show_pages(self, pages: Sequence[Page]) -> None:
        """Show these pages beside a rail; none: the welcome page."""
        for old in self.pages:
            self._stack.removeWidget(old)
            old.setParent(None)
            old.deleteLater()
        if self.rail is not None:
            self.rail.setParent(None)
            self.rail.deleteLater()
            self.rail = None
        self.pages = tuple(pages)
        if not pages:
            self._frame.setCurrentWidget(self.welcome)
            self.welcome.ways[0].setFocus()
            return
        self.rail = Rail(self._look, [_entry(page) for page in pages])
        self.rail.page_chosen.connect(self._on_page_chosen)
        self._beside.insertWidget(0, self.rail)
        for page in pages:
            page.place_requested.connect(self.go_to)
            self._stack.addWidget(page)
        self._fold_rail()
        self._frame.setCurrentWidget(self._book)
        self.show_page(pages[0])

    @property
    def page(self) -> Page | None:
        """Return the page in sight."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) and self.pages else None

    def show_page(self, page: Page) -> None:
        """Bring a page in sight, the focus on its first part."""
        self._stack.setCurrentWidget(page)
        if self.rail is not None:
            self.rail.show_page(page.name)
        (*page.stops(), page)[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.page_shown.emit(page)

    @Slot(object)
    def go_to(self, place: Place) -> None:
        """Bring a place in sight; a page that is not there is not gone to."""
        page = next((page for page in self.pages if page.name == place.page), None)
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

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_dropped(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = files_dropped(event.mimeData().urls())
        if files:
            event.acceptProposedAction()
        if len(files) > 1:
            self.lists_dropped.emit(files)
        elif files:
            self.file_dropped.emit(files[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        self._preferences.window = self.saveGeometry().toBase64().toStdString()
        self.closing.emit(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_rail()

    def _fold_rail(self) -> None:
        if self.rail is not None:
            self.rail.fold(folded=self.width() < _LEAST_WITH_RAIL)

    @Slot(object)
    def _on_page_chosen(self, name: str) -> None:
        self.go_to(Place(name))

    @Slot()
    def _fill_recent(self) -> None:
        self._recent.clear()
        for name in self._preferences.recent_books:
            entry = self._recent.addAction(Path(name).name)
            entry.setToolTip(name)
            entry.triggered.connect(partial(self._on_recent, Path(name)))
        if not self._preferences.recent_books:
            self._recent.addAction("还没有打开过台账").setEnabled(False)

    def _on_recent(self, path: Path, *_checked: object) -> None:
        self.recent_chosen.emit(path)


def _entry(page: Page) -> Entry:
    foot = page.section == AT_THE_FOOT
    return Entry(page.name, page.title, page.icon, "" if foot else page.section, at_foot=foot)
