"""Which row the form of the task page tells of, and keeping what was typed into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from db.errors import ValueRefused
from db.faults import ValueFault
from desktop.asking_why import ask_why
from desktop.progress_telling import report_of

if TYPE_CHECKING:
    from db.changes import ChangeSet
    from db.model.words import RowKind
    from db.operations.reporting import Report
    from desktop.asking_why import ReasonDialog
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.widgets.progress_form import FormContent, ProgressForm


@dataclass(frozen=True, slots=True)
class About:
    """What the form tells of: the row, the period, who tells (None: the lead unit)."""

    kind: RowKind
    row: str
    period: str
    unit: str | None = None


class Telling(QObject):
    """Takes what stands in the form to the book; words that are refused stay in it."""

    def __init__(self, session: BookSession, notices: Notices, form: ProgressForm) -> None:
        super().__init__(form)
        self._session = session
        self._notices = notices
        self._form = form
        self._asks: ReasonDialog | None = None
        self.about: About | None = None

    def show(self, about: About, content: FormContent) -> None:
        """Let the form tell of another row or period."""
        self.about = about
        self._form.show_content(content)

    def forget(self) -> None:
        """Tell of nothing."""
        self.about = None

    def is_of(self, row: str) -> bool:
        """Tell whether the form tells of that row, or of none."""
        return self.about is None or self.about.row == row

    def keep(self) -> bool:
        """Keep what stands in the form; False where it was refused and still stands there.

        What was approved waits for its reason.
        """
        about = self.about
        # Without a key it was written just now, and is about to be shown as it stands.
        if about is None or not (self._form.content.key and self._form.is_changed):
            return True
        if self._asks is not None:
            return False
        answer = self._form.answer
        report = report_of(
            about.kind, about.row, about.period, answer,
            content=self._form.content, unit=about.unit,
        )  # fmt: skip
        try:
            return self._report(report) is not None
        except ValueRefused as error:
            if error.fault is ValueFault.NEEDS_REASON:
                self._ask_why(report, error.text)
                return False
            self._notices.report(error)
            typed = answer.figures.items()
            self._form.refuse(next((key for key, words in typed if words == error.text), ""))
            return False

    def _report(self, report: Report, reason: str = "") -> object:
        given = replace(report, reason=reason)

        def telling() -> ChangeSet:
            changes = self._session.book.reporting.report([given])
            if changes:
                self._form.let_go()
            return changes

        return self._session.carry_out(telling)

    def _ask_why(self, report: Report, what: str) -> None:
        """Ask why approved words are altered; without an answer they stand as they were."""
        self._asks = ask_why(what, partial(self._report, report), self._form, self._notices)
        self._asks.finished.connect(self._on_answered)

    @Slot()
    def _on_answered(self) -> None:
        self._asks = None
        if self._form.is_changed:
            self._form.give_up()
