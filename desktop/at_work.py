"""Who is at work in the open book: asked when it opens, and by the commands of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.actions import Act, ActName

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QDialog

    from desktop.notices import Notices
    from desktop.people.desk import PeopleDesk
    from desktop.preferences import Preferences
    from desktop.session import BookSession
    from desktop.window import MainWindow


class AtWork(QObject):
    """Opens the dialogs of people over the window."""

    def __init__(
        self,
        window: MainWindow,
        notices: Notices,
        preferences: Preferences,
        session: Callable[[], BookSession | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._notices = notices
        self._preferences = preferences
        self._session = session

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        """Return the commands that are carried out here."""
        return {Act.SIGN_IN: self.ask_sign_in, Act.USERS: self.ask_users}

    def ask_sign_in(self) -> QDialog | None:
        """Ask for a name and its PIN."""
        desk = self._at_desk()
        return desk.ask_sign_in() if desk is not None else None

    def ask_users(self) -> QDialog | None:
        """Show the users of the book."""
        desk = self._at_desk()
        return desk.ask_users() if desk is not None else None

    def _at_desk(self) -> PeopleDesk | None:
        """Return what serves the open book, loaded when it is needed; None while none is open."""
        from desktop.people.desk import PeopleDesk  # noqa: PLC0415 - as said

        session = self._session()
        if session is None:
            return None
        return PeopleDesk(session, self._notices, self._preferences, self._window)
