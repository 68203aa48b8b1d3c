"""What a screen of the open book is: its name, what it watches, when it draws itself anew."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from db.model.words import RowKind
from desktop.theme import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtGui import QContextMenuEvent, QShowEvent

    from db.changes import ChangeSet
    from db.model.lines import IndicatorLine
    from desktop.actions import ActName
    from desktop.doubts import DoubtCount
    from desktop.notices import Notices
    from desktop.paper_desk import PaperDesk
    from desktop.preferences import Preferences
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner

AT_THE_FOOT = "foot"
"""The section of a page whose entry stands at the foot of the rail."""


class Place(NamedTuple):
    """Somewhere in the window: a page; perhaps a row (its id), a period, a file to take in.

    With a row and a period, `unit` is the id of the one whose figure it is; empty: the county's.
    `filling` is the period being filled there, if it is another than that of the figure.
    `more` are files to take in after that one; one that `fills` is to be filled instead.
    `plan` is the id of the plan to look at first; empty: the one that is looked at.
    """

    page: str
    row: str = ""
    period: str = ""
    unit: str = ""
    file: Path | None = None
    more: tuple[Path, ...] = ()
    fills: bool = False
    filling: str = ""
    plan: str = ""


class Opening(NamedTuple):
    """Which book the window should show instead of the one that is open.

    With a `step` (its hash) the open one as it was after it: `words` say when that was. With a
    `copy` the open one again, once that copy has taken its place. Else the book at `path`.
    """

    path: Path | None = None
    step: str = ""
    words: str = ""
    copy: Path | None = None


class InHand(NamedTuple):
    """The row under a page's cursor: its kind, its id, what it is called.

    With a `period` it is the row's figure of that period, of a `unit` (its id) or of the county.
    """

    kind: RowKind
    id: str
    name: str
    period: str = ""
    unit: str = ""


def figure_in_hand(line: IndicatorLine | None, period: str, unit: str | None) -> InHand | None:
    """Return a row's figure of a period as what is in hand; of a unit (its id), or the county."""
    if line is None:
        return None
    return InHand(RowKind.INDICATOR, line.id, line.name, period, unit or "")


class Rows(NamedTuple):
    """Rows that a command may work on together: what they are in words, each with kind and id."""

    words: str
    keys: tuple[tuple[RowKind, str], ...]


class Standing(NamedTuple):
    """How what a page shows stands: what is missing in words, whether F8 leads there, doubts.

    `step` is what F8 goes to. `aside` says something else that waits, with a `link` to a place.
    """

    words: str
    can_go: bool
    doubts: DoubtCount
    step: str = "下一格"
    aside: str = ""
    link: str = ""
    place: Place | None = None


class Page(QWidget):
    """A screen of the open book.

    Subclasses name the tables they draw in `watches` and override `refresh`; a hidden page waits,
    and draws once when it is next shown. A page of another plan or period is also drawn anew.
    """

    place_requested = Signal(object)
    """A Place another page should show."""
    hint_changed = Signal()
    """What `hint` or `counted` returns is another now."""
    book_requested = Signal(object)
    """An Opening: another book should be shown."""
    act_requested = Signal(object)
    """An Act that somebody else carries out: a button of the page asks for it."""
    menu_requested = Signal(object)
    """The point of the screen where the menu of the row under the cursor is wanted."""

    title: ClassVar[str]
    name: ClassVar[str]
    icon: ClassVar[str]
    watches: ClassVar[frozenset[str]] = frozenset()
    section: ClassVar[str] = ""
    """The heading over its entry in the rail."""
    row_menu: ClassVar[tuple[ActName, ...]] = ()
    """The commands that the right button offers on a row in hand."""
    is_typed_on: bool = False
    """Whether a value was typed just now, and the cursor is about to step on."""

    def __init__(
        self,
        session: BookSession,
        notices: Notices,
        runner: TaskRunner,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.notices = notices
        self.runner = runner
        self.preferences = preferences
        self.look = Look(preferences)
        self.setObjectName(self.name)
        self.setAccessibleName(self.title)
        self._stale = True

    @cached_property
    def papers(self) -> PaperDesk:
        """Return what shows the page's tables as they will be printed."""
        from desktop.paper_desk import PaperDesk  # noqa: PLC0415 - loaded when something is printed

        return PaperDesk(self, self.session.book, self.notices, self.runner, "表")

    def refresh(self) -> None:
        """Draw everything anew from the session; called only while the page is seen."""
        raise NotImplementedError

    def read_ahead(self) -> None:
        """Read, at leisure, what takes long where there is much of it and is shown first."""

    def badge(self) -> int | None:
        """Return the number beside the page's entry in the rail, None for no number."""
        return None

    def hint(self) -> str:
        """Return the keys that help here, for the right of the status bar."""
        return ""

    def counted(self) -> str:
        """Return what is selected, counted up: it stands there instead, whatever else is said."""
        return ""

    def standing(self) -> Standing | None:
        """Return what the status bar says instead of how the county stands; None: nothing else."""
        return None

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        """Return the commands this page carries out."""
        return {}

    def dialogs(self) -> Mapping[str, Callable[[], QWidget]]:
        """Return what opens each dialog of the page, by an English name, for pictures."""
        return {}

    def regions(self) -> tuple[QWidget, ...]:
        """Return the parts F6 goes round, in order; the first gets the focus when shown."""
        return (self,)

    def stops(self) -> tuple[QWidget, ...]:
        """Return those of the regions that can take the focus now."""
        return tuple(
            part for part in self.regions() if part.isVisibleTo(self) and part.isEnabledTo(self)
        )

    def put_stops_in_order(self) -> None:
        """Let Tab go through the page as it is read, where it was not made in that order."""

    def row_in_hand(self) -> str:
        """Return the id of the indicator or commitment under the cursor, "" while there is none."""
        hand = self.in_hand()
        return hand.id if hand is not None and hand.kind is RowKind.INDICATOR else ""

    @property
    def period(self) -> str:
        """Return the period the page is at: the one being filled, unless it has one of its own."""
        return self.session.period

    def in_hand(self) -> InHand | None:
        """Return the row under the cursor that can be proved or closed, None where there is none.

        On a page of figures it is the figure.
        """
        return None

    def row_sets(self) -> tuple[Rows, ...]:
        """Return the rows a bulk command is offered here: those in hand, then those in sight."""
        row = self.row_in_hand()
        return (Rows("这一行", ((RowKind.INDICATOR, row),)),) if row else ()

    def show_place(self, place: Place) -> None:
        """Go to a row, a period or a file of this page."""

    def catch_up(self) -> None:
        """Draw anew if anything happened since the page was last drawn.

        The focus stays on the page when what had it goes: Qt would give it to what comes next in
        the window, be it the button that undoes.
        """
        if self._stale:
            self._stale = False
            held = self._has_focus
            self.refresh()
            if held and not self._has_focus:
                (*self.stops(), self)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _has_focus(self) -> bool:
        focus: QWidget | None = self.window().focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def showEvent(self, event: QShowEvent) -> None:
        self.look.dress(self)
        super().showEvent(event)
        self.catch_up()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.row_menu and self.in_hand() is not None:
            self.menu_requested.emit(event.globalPos())
        else:
            super().contextMenuEvent(event)

    def follow(self, changes: ChangeSet) -> None:
        """Show what a step changed; of what the page does not draw nothing is drawn."""
        if changes.tables & self.watches:
            self.look_anew()

    def look_anew(self) -> None:
        """Draw everything anew, at once where it is seen."""
        self._stale = True
        if self.isVisible():
            self.catch_up()
