"""The commands by which one moves about in the window: pages, regions, themes, steps back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.model.words import RowKind
from desktop.actions import SPECS, Act, ActName, page_act
from desktop.commands import THEMES
from desktop.page import Place
from desktop.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.notices import Notices
    from desktop.places_left import PlacesLeft
    from desktop.preferences import Preferences
    from desktop.session import BookSession
    from desktop.window import MainWindow


class MovingAbout:
    """Carries out what belongs to the frame itself, whichever page is in sight."""

    def __init__(
        self,
        window: MainWindow,
        preferences: Preferences,
        places: PlacesLeft,
        notices: Notices,
        session: Callable[[], BookSession | None],
    ) -> None:
        self._window = window
        self._preferences = preferences
        self._places = places
        self._notices = notices
        self._session = session

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        """Return the commands that are carried out here."""
        going = {page_act(page.name): Place(page.name) for page in PAGES}
        return {
            Act.UNDO: self.undo,
            Act.REDO: self.redo,
            Act.RESUME: self.resume,
            Act.SHOW_PANE: self.toggle_pane,
            Act.ROW_HISTORY: self.show_history,
            Act.NEXT_REGION: partial(self._window.go_round, 1),
            Act.PREVIOUS_REGION: partial(self._window.go_round, -1),
            **{act: partial(self._window.go_to, place) for act, place in going.items()},
            **{act: partial(self.choose_theme, name) for act, name in THEMES.items()},
        }

    def undo(self) -> None:
        """Take the last step of the open book back."""
        session = self._session()
        if session is not None:
            session.undo()

    def redo(self) -> None:
        """Do the step again that was last taken back."""
        session = self._session()
        if session is not None:
            session.redo()

    def resume(self) -> None:
        """Go back to where the book was left the time before."""
        place = self._places.stopped
        if place is None:
            self._notices.tell("没有记下上次停在哪里。关闭台账时记下，下次打开可以回去。")
        else:
            session = self._session()
            if session is not None and place.plan:
                session.choose_plan(place.plan)
            self._window.go_to(place)

    @staticmethod
    def look_ahead(session: BookSession) -> None:
        """Read what falls due: of ten thousand projects that is a turn of its own."""
        from desktop.todo import foresee  # noqa: PLC0415 - loaded where there is leisure

        foresee(session)

    def say_what_waits(self, session: BookSession) -> None:
        """Say how much waits for the person at work where the overview is not in sight.

        What was said since, of something that person did, is not talked over.
        """
        from desktop.todo import things_to_do  # noqa: PLC0415 - loaded where there is leisure

        page = self._window.page
        todos = things_to_do(session) if page is not None and page.name != "overview" else ()
        if todos and not self._window.status.message:
            key = SPECS[Act.GO_OVERVIEW].shortcut
            self._notices.tell(f"近期要办 {len(todos)} 件，按 {key} 在总览看。")

    def show_history(self) -> None:
        """Show what happened to the row in hand; on a page of figures, to the figure."""
        page = self._window.page
        hand = page.in_hand() if page is not None else None
        if hand is not None:
            period = hand.period if hand.kind is RowKind.INDICATOR else ""
            self._window.go_to(Place("history", hand.id, period, hand.unit if period else ""))
        elif page is not None:
            page.notices.tell("先把光标放到一行指标、任务或项目上。")

    def toggle_pane(self) -> None:
        """Show the pane at the right, or put it away."""
        self._preferences.pane_shown = not self._preferences.pane_shown

    def choose_theme(self, name: str) -> None:
        """Dress the window in another theme."""
        self._preferences.theme = name
