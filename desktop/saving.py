"""What answers Ctrl+S: that everything is on disk already, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop.actions import Act, ActName
from desktop.delegates.editor import ValueEditor
from desktop.state import saved_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop.notices import Notices
    from desktop.session import BookSession


class Saving:
    """Takes in what is being typed, and says that it is saved."""

    def __init__(self, notices: Notices, session: Callable[[], BookSession | None]) -> None:
        self._notices = notices
        self._session = session

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        """Return the commands that are carried out here."""
        return {Act.SAVE: self.save}

    def save(self) -> None:
        """Say when the open book was last written; what is typed in a cell is written first."""
        session, focus = self._session(), QApplication.focusWidget()
        if session is None:
            return
        if isinstance(focus, ValueEditor) and not focus.waiting:
            # Losing the focus takes in what is typed, as everywhere.
            focus.clearFocus()
            focus.setFocus()
            if focus.refused:
                return
        words = saved_words(session, session.today)
        if session.book.read_only:
            self._notices.tell("这份台账只能看，没有要保存的改动。")
        else:
            self._notices.tell(f"{words}。每改一处就写到磁盘，不用再存。")
