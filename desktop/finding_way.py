"""Finding anything from anywhere (Ctrl+K): opens the finder and goes where it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot

from desktop.actions import Act, ActName
from desktop.pages import PAGES
from desktop.theme import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.commands import Commands
    from desktop.finder.dialog import FinderDialog
    from desktop.finder.targets import Target
    from desktop.preferences import Preferences
    from desktop.session import BookSession
    from desktop.window import MainWindow

_TOP = 44
"""Pixels under the window's top edge, where the field of the picture stands."""


class FindingWay(QObject):
    """Opens the finder over the window."""

    def __init__(
        self,
        window: MainWindow,
        commands: Commands,
        preferences: Preferences,
        session: Callable[[], BookSession | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._commands = commands
        self._preferences = preferences
        self._session = session

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        """Return the commands that are carried out here."""
        return {Act.FIND_ANYTHING: self.ask}

    def ask(self) -> FinderDialog:
        """Ask what to go to."""
        # Loaded when it is asked for: what can be found is read then.
        from desktop.finder.dialog import FinderDialog  # noqa: PLC0415 - as said
        from desktop.finder.targets import targets_of  # noqa: PLC0415 - as said

        session = self._session()
        pages = tuple((kind.name, kind.title) for kind in PAGES)
        targets = targets_of(session, pages, session.period if session else "")
        dialog = FinderDialog(
            Look(self._preferences), targets, self._preferences.last_found, self._window
        )
        dialog.chosen.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        left = (self._window.width() - dialog.width()) // 2
        dialog.move(self._window.mapToGlobal(QPoint(max(left, 0), _TOP)))
        dialog.open()
        return dialog

    @Slot(object)
    def _on_chosen(self, target: Target) -> None:
        from desktop.finder.ranking import remembered  # noqa: PLC0415 - loaded with the dialog

        self._preferences.last_found = remembered(self._preferences.last_found, target.key)
        if target.act is not None:
            self._commands.run(target.act)
        elif target.place is not None:
            self._window.go_to(target.place)
