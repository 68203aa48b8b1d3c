"""Opens the dialog that gives rows to units, and takes what it says to the book."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db import queries
from db.errors import ValueRefused
from db.rules.names import folded
from desktop.assigning.dialog import AssignDialog, scopes_of
from desktop.errors import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from db.operations.assigning import Assignment, RowKey
    from desktop.notices import Notices
    from desktop.page import Rows
    from desktop.session import BookSession
    from desktop.theme import Look


class AssigningDesk:
    """The assigning dialog of one open book."""

    def __init__(self, session: BookSession, notices: Notices, look: Look, window: QWidget) -> None:
        self._session = session
        self._notices = notices
        self._look = look
        self._window = window

    def ask(self, offered: Sequence[Rows]) -> AssignDialog | None:
        """Ask which units shall answer for which rows; `offered` are those of the page in sight."""
        plan = self._session.plan
        rows = self._session.read(queries.assignable_rows, plan.id) if plan is not None else ()
        if not rows:
            self._notices.tell("还没有可派的指标、任务和项目。先导入一览表。")
            return None
        units = self._session.read(queries.unit_lines)
        ids = {
            folded(name): unit.id
            for unit in reversed(units)
            for name in (unit.short_name, *unit.aliases, unit.name)
            if name
        }
        dialog = AssignDialog(
            self._look,
            scopes_of(rows, offered),
            ids,
            self._session.book.assigning.preview,
            self._window,
        )
        dialog.offer([unit.name for unit in units if not unit.valid_to])
        dialog.given.connect(partial(self._assign, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _assign(self, dialog: AssignDialog, rows: Sequence[RowKey], assignment: Assignment) -> None:
        book = self._session.book
        try:
            done = self._session.carry_out(lambda: book.assigning.assign(rows, assignment))
        except ValueRefused as error:
            dialog.refuse(sentence(error))
            return
        if done is not None:
            dialog.accept()
