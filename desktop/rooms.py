"""The rooms beside the pages: each is loaded and made when one of its commands is first wanted."""

from __future__ import annotations

from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.actions import PROOF_ACTS, Act, ActName, page_act
from desktop.commands import THEMES
from desktop.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QMenu

    from desktop.at_work import AtWork
    from desktop.commands import Commands
    from desktop.copies import Copies
    from desktop.daily_copy import DailyCopy
    from desktop.finding_way import FindingWay
    from desktop.moving_about import MovingAbout
    from desktop.notices import Notices
    from desktop.other_books import OtherBooks
    from desktop.page import Opening
    from desktop.places_left import PlacesLeft
    from desktop.preferences import Preferences
    from desktop.saving import Saving
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner
    from desktop.theme import Look
    from desktop.ways_in import WaysIn
    from desktop.ways_on import WaysOn
    from desktop.ways_to_help import WaysToHelp
    from desktop.ways_to_prove import WaysToProve
    from desktop.window import MainWindow

COMMANDS: Mapping[str, tuple[ActName, ...]] = MappingProxyType(
    {
        "ways_in": (Act.NEW_FROM_LIST, Act.OPEN, Act.NEW_EMPTY),
        "moving_about": (
            *(Act.UNDO, Act.REDO, Act.RESUME, Act.SHOW_PANE, Act.ROW_HISTORY),
            *(Act.NEXT_REGION, Act.PREVIOUS_REGION, *THEMES),
            *(page_act(page.name) for page in PAGES),
        ),
        "copies": (Act.BACK_UP,),
        "saving": (Act.SAVE,),
        "ways_on": (
            *(Act.NEW_YEAR, Act.NEXT_PLAN, Act.FORMULA, Act.AVAILABILITY),
            Act.SHARE_SERIES,
            *(Act.ASSIGN, Act.CONFIRM_LEAD, Act.ADJUST),
        ),
        "ways_to_prove": PROOF_ACTS,
        "at_work": (Act.SIGN_IN, Act.USERS),
        "finding_way": (Act.FIND_ANYTHING,),
        "ways_to_help": (
            *(Act.SHOW_HELP, Act.FIRST_STEPS, Act.SHOW_KEYS),
            *(Act.WHATS_NEW, Act.SAVE_DIAGNOSIS, Act.ABOUT),
        ),
    }
)
"""The commands of each room that has some, known before it is made."""


class Rooms(QObject):
    """Makes each room with what it needs; the signals are those of the rooms."""

    book_wanted = Signal(object)
    """The path of a book to open."""
    new_book_wanted = Signal(object, object, object)
    """The path of a book to make, what fills it (or None), and the Place to show then (or None)."""
    other_wanted = Signal(object, object)
    """The path of a book to open in place of the one that is open, and the Place to show then."""
    closing_wanted = Signal()
    """The open book should be closed: its file is about to be replaced."""
    looked_after = Signal()
    """The open book has a fresh copy."""

    def __init__(
        self,
        window: MainWindow,
        commands: Commands,
        *,
        preferences: Preferences,
        notices: Notices,
        runner: TaskRunner,
        look: Look,
        places: PlacesLeft,
        session: Callable[[], BookSession | None],
        today: Callable[[], date],
    ) -> None:
        super().__init__(window)
        self._window, self._commands = window, commands
        self._preferences, self._look = preferences, look
        self._notices, self._runner = notices, runner
        self._places = places
        self._session, self._today = session, today
        self._others: OtherBooks | None = None

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        """Return the commands that are carried out in the rooms."""
        return {
            act: partial(self._carry_out, room, act)
            for room, acts in COMMANDS.items()
            for act in acts
        }

    def _carry_out(self, room: str, act: ActName) -> None:
        getattr(self, room).acts()[act]()

    # -- the rooms -------------------------------------------------------------------------------

    @cached_property
    def ways_in(self) -> WaysIn:
        """Return what asks for files and plans, and says which book is to be opened or made."""
        from desktop.ways_in import WaysIn  # noqa: PLC0415 - as said

        made = WaysIn(self._window, self._preferences, self._today, self)
        made.book_chosen.connect(self.book_wanted)
        made.book_wanted.connect(self.new_book_wanted)
        return made

    @cached_property
    def moving_about(self) -> MovingAbout:
        """Return what moves about in the window."""
        from desktop.moving_about import MovingAbout  # noqa: PLC0415 - as said

        known = self._window, self._preferences, self._places, self._notices
        return MovingAbout(*known, self._session)

    @cached_property
    def ways_on(self) -> WaysOn:
        """Return what carries the plan in sight on."""
        from desktop.ways_on import WaysOn  # noqa: PLC0415 - as said

        return WaysOn(self._window, self._notices, self._runner, self._look, self._session)

    @cached_property
    def ways_to_prove(self) -> WaysToProve:
        """Return what proves and closes the row in hand."""
        from desktop.ways_to_prove import WaysToProve  # noqa: PLC0415 - as said

        return WaysToProve(self._window, self._notices, self._runner, self._look, self._session)

    @cached_property
    def at_work(self) -> AtWork:
        """Return what asks who is at work."""
        from desktop.at_work import AtWork  # noqa: PLC0415 - as said

        return AtWork(self._window, self._notices, self._preferences, self._session, self)

    @cached_property
    def finding_way(self) -> FindingWay:
        """Return what finds anything."""
        from desktop.finding_way import FindingWay  # noqa: PLC0415 - as said

        return FindingWay(self._window, self._commands, self._preferences, self._session, self)

    @cached_property
    def ways_to_help(self) -> WaysToHelp:
        """Return what helps, also when something failed."""
        from desktop.ways_to_help import WaysToHelp  # noqa: PLC0415 - as said

        return WaysToHelp(self._window, self._notices, self._runner, self._diagnosed, self)

    @cached_property
    def copies(self) -> Copies:
        """Return what copies the open book."""
        from desktop.copies import Copies  # noqa: PLC0415 - as said

        return Copies(self._notices, self._runner, self._preferences, self._session, self)

    @cached_property
    def saving(self) -> Saving:
        """Return what answers who would save."""
        from desktop.saving import Saving  # noqa: PLC0415 - as said

        return Saving(self._notices, self._session)

    @cached_property
    def daily_copy(self) -> DailyCopy:
        """Return what makes the copy of the day."""
        from desktop.daily_copy import DailyCopy  # noqa: PLC0415 - as said

        made = DailyCopy(self._notices, self._runner, self)
        made.looked_after.connect(self.looked_after)
        return made

    @property
    def other_books(self) -> OtherBooks:
        """Return what shows the open book as it was, or puts a copy in its place."""
        from desktop.other_books import OtherBooks  # noqa: PLC0415 - as said

        if self._others is None:
            self._others = OtherBooks(
                self._window, self._notices, self._runner, self._session, self
            )
            self._others.wanted.connect(self.other_wanted)
            self._others.closing_wanted.connect(self.closing_wanted)
        return self._others

    # -- other books, where they were ever asked for ---------------------------------------------

    def is_past(self, path: Path) -> bool:
        """Tell whether a book is only looked at: it is opened read-only, and not remembered."""
        return self._others is not None and self._others.is_past(path)

    def shown(self, path: Path) -> None:
        """A book was opened."""
        if self._others is not None:
            self._others.shown(path)

    def closed(self, path: Path) -> None:
        """A book was closed."""
        if self._others is not None:
            self._others.closed(path)

    @Slot(object)
    def open_other(self, opening: Opening) -> None:
        """Show the book that a page asks for."""
        self.other_books.open(opening)

    def take_dropped(self, take: Callable[[Path], None], path: Path) -> QMenu | None:
        """Take a dropped file; what it is dropped for is asked where that is not plain."""
        from desktop.ways_in import take_dropped  # noqa: PLC0415 - as said

        return take_dropped(self._window, take, path)

    # -- while nobody waits ----------------------------------------------------------------------

    def look_ahead(self, session: BookSession) -> None:
        """Read what falls due in a book."""
        self.moving_about.look_ahead(session)

    def say_what_waits(self, session: BookSession) -> None:
        """Say how much waits in a book for the person at work."""
        self.moving_about.say_what_waits(session)

    def copy_daily(self, path: Path) -> None:
        """Begin the copy of the day of a book."""
        self.daily_copy.make(path)

    def say_what_is_new(self) -> None:
        """Say where the changes of a version are written that was not at work here before."""
        self.ways_to_help.say_what_is_new()

    def steps(self) -> tuple[Callable[[], object], ...]:
        """Return what is put in order and reminded of once a book is open."""
        return self._clean, self._remind, self.sweep

    def _clean(self) -> None:
        self.ways_to_prove.clean()

    def _remind(self) -> None:
        self.copies.remind()

    def sweep(self) -> None:
        """Take away, later, what other books left of themselves."""
        self.other_books.sweep_soon()

    def _diagnosed(self) -> tuple[Preferences, Path | None]:
        session = self._session()
        return self._preferences, session.book.path if session is not None else None
