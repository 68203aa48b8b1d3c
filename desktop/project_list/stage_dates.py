"""Dates of stages as they are typed in the pane: understood, written, a reason asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from db.errors import ValueRefused
from db.faults import ValueFault
from db.rules.stage_dates import last_day, read_stage_date

if TYPE_CHECKING:
    from datetime import date

    from db.model.project_lines import MilestoneLine
    from desktop.session import BookSession


_ASKS = {
    ValueFault.OUT_OF_ORDER: "{stage} {kept} 与“{other}”的先后不符，写明原因再保存：",
    ValueFault.NEEDS_REASON: "{stage}已审核，写明改动的理由再保存，改后须重新审核：",
}
"""What is asked where a date needs a reason."""


class StageDates(QObject):
    """Writes the dates of the project in hand.

    One that is out of order, or takes the place of an approved one, waits for its reason.
    """

    reason_wanted = Signal(object)
    """The sentence that asks for it."""

    def __init__(self, session: BookSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.milestones: tuple[MilestoneLine, ...] = ()
        self._waiting: tuple[str, str, str] | None = None

    @property
    def waits(self) -> bool:
        """Tell whether a date waits for its reason."""
        return self._waiting is not None

    def write_planned(self, project: str, stage: str, words: str) -> None:
        """Write when a stage is planned; ValueRefused for words that are no date."""
        session = self._session
        kept = self._read(stage, words, actual=False)
        session.carry_out(lambda: session.book.milestones.set_planned(project, stage, kept))

    def write_actual(self, project: str, stage: str, words: str) -> None:
        """Write when a stage was passed; ValueRefused for words that are no date that has been.

        A date out of order, or one that was approved, is not refused: the reason is asked for, and
        it is written then.
        """
        kept = self._read(stage, words, actual=True)
        try:
            self._keep(project, stage, kept)
        except ValueRefused as error:
            asks = _ASKS.get(error.fault)
            if asks is None:
                raise
            self._waiting = (project, stage, kept)
            self.reason_wanted.emit(asks.format(stage=stage, kept=kept, other=error.text))

    def give_reason(self, reason: str) -> None:
        """Write the date that waits with its reason; without one it is given up."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None and reason:
            self._keep(*waiting, reason=reason)

    def _keep(self, project: str, stage: str, kept: str, *, reason: str = "") -> None:
        session = self._session
        session.carry_out(
            lambda: session.book.milestones.set_actual(project, stage, kept, reason=reason)
        )

    def _read(self, stage: str, words: str, *, actual: bool) -> str:
        today = self._session.today
        near = today
        if not actual:
            held = next((one.planned for one in self.milestones if one.stage == stage), "")
            near = last_day(held) if held else self._latest_plan() or today
        try:
            return read_stage_date(words, near=near, not_after=today if actual else None)
        except ValueError as error:
            raise ValueRefused(ValueFault.NOT_A_DATE, words) from error

    def _latest_plan(self) -> date | None:
        planned = [last_day(one.planned) for one in self.milestones if one.planned]
        return max(planned, default=None)
