"""Keeping the figures of the table: one step, its reason asked for where some were approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import ValueRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from db.operations.recording import Entry
    from desktop.asking_why import ReasonDialog
    from desktop.notices import Notices
    from desktop.session import BookSession


class Keeping:
    """Carries out what writes figures; an approved one is altered only once a reason is given."""

    def __init__(self, page: QWidget, session: BookSession, notices: Notices) -> None:
        self._page = page
        self._session = session
        self._notices = notices

    def record(
        self,
        entries: Sequence[Entry],
        *,
        label: str = "",
        afterwards: Callable[[], object] | None = None,
    ) -> ReasonDialog | None:
        """Record figures as one step, then do what comes `afterwards`: it says what was done.

        Returns what asks for the reason, None where none was needed. Raises ValueRefused as
        `BookSession.record` does for anything but a missing reason.
        """

        def step(reason: str) -> object:
            given = [one._replace(reason=reason) for one in entries] if reason else entries
            changes = self._session.record(given, label=label, tells=afterwards is None)
            if changes and afterwards is not None:
                afterwards()
            return changes

        return self.carry_out(step)

    def carry_out(self, step: Callable[[str], object]) -> ReasonDialog | None:
        """Carry out what writes figures, asking for a reason where the book wants one.

        `step` is given the reason, at first an empty one.
        """
        try:
            step("")
        except ValueRefused as error:
            from db.faults import ValueFault  # noqa: PLC0415 - few are refused

            if error.fault is not ValueFault.NEEDS_REASON:
                raise
            return self.ask(error.text, step)
        return None

    def ask(self, cell: str, step: Callable[[str], object]) -> ReasonDialog:
        """Ask why a cell that was approved is altered, and carry the step out for that reason."""
        from desktop.asking_why import ask_why  # noqa: PLC0415 - loaded when a reason is wanted

        return ask_why(cell, step, self._page, self._notices)
