"""Where each book was left: page, row and period, to which one goes back at opening or by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.page import Place
from desktop.pages import PAGES
from desktop.preferences import Left
from desktop.wording import period_words

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.preferences import Preferences
    from desktop.session import BookSession
    from desktop.window import MainWindow

_NO_WORK = frozenset({"overview", "settings"})
"""Pages at which no work is left behind that one would go back to."""


class PlacesLeft:
    """Remembers the place in sight among the preferences of this machine.

    `stopped` is where the open book was left the time before, None where nobody was at work in it.
    """

    def __init__(self, window: MainWindow, preferences: Preferences) -> None:
        self._window = window
        self._preferences = preferences
        self._left: Left | None = None

    def opened(self, path: Path) -> Place | None:
        """Take in where a book was left; return it where that is to be shown first."""
        self._left = self._preferences.place_left(path)
        place = self._place()
        return None if self._preferences.opens_at_overview else place

    @property
    def stopped(self) -> Place | None:
        """Return the place to go back to."""
        place = self._place()
        return place if place is not None and place.page not in _NO_WORK else None

    @property
    def words(self) -> str:
        """Return that place in words: 指标 · 普惠性幼儿园覆盖率 2024 年; empty without one."""
        if self._left is None or self.stopped is None:
            return ""
        titles = {kind.name: kind.title for kind in PAGES}
        row = f"{self._left.name} {period_words(self._left.period)}" if self._left.name else ""
        return " · ".join(part for part in (titles[self._left.page], row) if part)

    def leave(self, session: BookSession | None) -> None:
        """Remember the page in sight of an open book, the row in hand, the period looked at."""
        page = self._window.page
        if session is None or page is None:
            return
        hand = page.in_hand()
        plan = session.plan.id if session.plan is not None else ""
        filling, period = session.period, page.period
        left = Left(page.name, period=period, filling=filling, plan=plan)
        if hand is not None:
            period = hand.period or period
            left = Left(page.name, hand.id, period, hand.unit, hand.name, filling, plan)
        # A book that is only looked at is none of the recent ones.
        if str(session.book.path) in self._preferences.recent_books:
            self._preferences.leave(session.book.path, left)

    def _place(self) -> Place | None:
        left = self._left
        if left is None or left.page not in {kind.name for kind in PAGES}:
            return None
        return Place(
            left.page, left.row, left.period, left.unit, filling=left.filling, plan=left.plan
        )


def look_again_at(session: BookSession, place: Place) -> None:
    """Look at the plan of a place and fill the period that was filled there, if it is there yet."""
    session.choose_plan(place.plan)
    period = place.filling or place.period
    if period and session.plan is not None and session.plan.id == place.plan:
        session.choose_period(period)
