"""The ways to prove and close the row in hand: evidence, what it asks for, the steps of 销号."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.actions import Act, ActName
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QDialog

    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.page import InHand
    from desktop.proof.copies import OpenedCopies
    from desktop.proof.desk import ProofDesk
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner
    from desktop.theme import Look
    from desktop.window import MainWindow

SIGN_OFF_ACTS = (
    Act.REQUEST_SIGN_OFF,
    Act.VERIFY_SIGN_OFF,
    Act.AGREE_SIGN_OFF,
    Act.REFUSE_SIGN_OFF,
    Act.REOPEN_SIGN_OFF,
)
"""The commands that take a step of a closure: which one, `desktop.proof` knows."""


class WaysToProve(QObject):
    """Opens the dialogs of evidence and closures for the row in hand of the page in sight."""

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
        self._notices, self._runner = notices, runner
        self._look = look
        self._session = session

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        """Return the commands that are carried out here."""
        return {
            Act.ADD_EVIDENCE: self.ask_evidence,
            Act.SIGN_OFF_PIECES: self.ask_pieces,
            **{act: partial(self.ask_step, act) for act in SIGN_OFF_ACTS},
        }

    def clean(self) -> None:
        """Take away, in the background, copies that a program which was ended had laid down."""
        from desktop.proof.copies import OpenedCopies  # noqa: PLC0415 - not before a page is painted

        task = Task(_cleaning(OpenedCopies()), self, quiet=True)
        task.failed.connect(self._notices.report)
        task.ended.connect(task.deleteLater)
        self._runner.start(task)

    def ask_evidence(self) -> QDialog | None:
        """Ask what proves the row in hand."""
        desk = self._at_desk()
        return desk.ask_evidence(self._in_hand()) if desk is not None else None

    def ask_pieces(self) -> QDialog | None:
        """Ask what closing the row in hand needs."""
        desk = self._at_desk()
        return desk.ask_pieces(self._in_hand()) if desk is not None else None

    def ask_step(self, act: ActName) -> QDialog | None:
        """Ask for the words of a step of the row in hand."""
        from desktop.proof.words import STEPS  # noqa: PLC0415 - as said

        desk = self._at_desk()
        return desk.ask_step(STEPS[act], self._in_hand()) if desk is not None else None

    def _in_hand(self) -> InHand | None:
        page = self._window.page
        return page.in_hand() if page is not None else None

    def _at_desk(self) -> ProofDesk | None:
        """Return what serves the open book, loaded when it is needed; None while none is open."""
        from desktop.proof.desk import ProofDesk  # noqa: PLC0415 - as said

        session = self._session()
        if session is None:
            return None
        return ProofDesk(session, self._notices, self._runner, self._look, self._window)


def _cleaning(copies: OpenedCopies) -> Callable[[Ticket], None]:
    def job(_ticket: Ticket) -> None:
        copies.clean_left()

    return job
