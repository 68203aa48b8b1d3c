"""The ways on from an open plan: new year, next plan, how figures come about, whose rows are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.actions import Act, ActName
from desktop.page import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QDialog

    from desktop.carrying_on.desk import CarryingOnDesk
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner
    from desktop.theme import Look
    from desktop.window import MainWindow


class WaysOn(QObject):
    """Opens the dialogs that carry the plan in sight on."""

    def __init__(
        self,
        window: MainWindow,
        notices: Notices,
        runner: TaskRunner,
        look: Look,
        session: Callable[[], BookSession | None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._notices = notices
        self._runner = runner
        self._look = look
        self._session = session

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        """Return the commands that are carried out here."""
        return {
            Act.NEW_YEAR: self.ask_new_year,
            Act.NEXT_PLAN: self.ask_next_plan,
            Act.FORMULA: self.ask_formula,
            Act.AVAILABILITY: self.ask_availability,
            Act.SHARE_SERIES: self.ask_share,
            Act.ASSIGN: self.ask_assign,
            Act.CONFIRM_LEAD: self.confirm_lead,
            Act.ADJUST: self.adjust,
        }

    def ask_new_year(self) -> QDialog | None:
        """Ask what to carry on into the next year."""
        desk = self._at_desk()
        return desk.ask_new_year() if desk is not None else None

    def ask_next_plan(self) -> QDialog | None:
        """Ask for the plan that follows this one."""
        desk = self._at_desk()
        return desk.ask_next_plan() if desk is not None else None

    def ask_formula(self) -> QDialog | None:
        """Ask how the figures of the row under the cursor come about."""
        desk = self._at_desk()
        return desk.ask_formula(self._row()) if desk is not None else None

    def ask_availability(self) -> QDialog | None:
        """Ask from when on the figures of the row under the cursor can exist."""
        desk = self._at_desk()
        return desk.ask_availability(self._row()) if desk is not None else None

    def ask_share(self) -> QDialog | None:
        """Ask which row of another plan the row under the cursor shares its figures with."""
        desk = self._at_desk()
        return desk.ask_share(self._row()) if desk is not None else None

    def ask_assign(self) -> QDialog | None:
        """Ask which units shall answer for rows: those in hand or in sight, a chapter, all."""
        from desktop.assigning.desk import AssigningDesk  # noqa: PLC0415 - loaded when needed

        session, page = self._session(), self._window.page
        if session is None:
            return None
        offered = page.row_sets() if page is not None else ()
        desk = AssigningDesk(session, self._notices, self._runner, self._look, self._window)
        return desk.ask(offered)

    def confirm_lead(self) -> None:
        """Say that the presumed units of the row in hand are right."""
        session, page = self._session(), self._window.page
        hand = page.row_sets()[:1] if page is not None else ()
        if session is not None and hand:
            book = session.book
            if not session.carry_out(lambda: book.assigning.confirm(hand[0].keys)):
                self._notices.tell(f"{hand[0].words}没有要确认的。")
        else:
            self._notices.tell("先选中一行。")

    def adjust(self) -> None:
        """Take the row under the cursor into a target revision."""
        page = self._window.page
        row = self._row()
        held = page.in_hand() if page is not None else None
        if not row and held is not None and not held.period:
            row = held.id
        if row:
            self._window.go_to(Place("revisions", row))
        else:
            self._notices.tell("先把光标放到一行指标、任务或项目上。")

    def _row(self) -> str:
        page = self._window.page
        return page.row_in_hand() if page is not None else ""

    def _at_desk(self) -> CarryingOnDesk | None:
        """Return what serves the open book, loaded when it is needed; None while none is open."""
        from desktop.carrying_on.desk import CarryingOnDesk  # noqa: PLC0415 - as said

        session = self._session()
        if session is None:
            return None
        return CarryingOnDesk(session, self._notices, self._look, self._window)
