"""Where each book was left: the page and the row, to which it opens again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.page import Place
from desktop.pages import PAGES

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.preferences import Preferences
    from desktop.session import BookSession
    from desktop.window import MainWindow


class PlacesLeft:
    """Remembers the place in sight among the preferences of this machine."""

    def __init__(self, window: MainWindow, preferences: Preferences) -> None:
        self._window = window
        self._preferences = preferences

    def left(self, path: Path) -> Place | None:
        """Return where a book was left, None where its page is none of today's."""
        page, row = self._preferences.place_left(path) or ("", "")
        return Place(page, row=row) if page in {kind.name for kind in PAGES} else None

    def leave(self, session: BookSession | None) -> None:
        """Remember the page in sight of an open book, and the row in hand."""
        page = self._window.page
        if session is None or page is None:
            return
        # A book that is only looked at is none of the recent ones.
        if str(session.book.path) in self._preferences.recent_books:
            self._preferences.leave(session.book.path, page.name, page.row_in_hand())
