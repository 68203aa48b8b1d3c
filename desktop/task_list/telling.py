"""Which row the form of the task page tells of, and keeping what was typed into it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from db.errors import ValueRefused
from desktop.progress_telling import report_of

if TYPE_CHECKING:
    from db.model.words import RowKind
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


class Telling:
    """Takes what stands in the form to the book; words that are refused stay in it."""

    def __init__(self, session: BookSession, notices: Notices, form: ProgressForm) -> None:
        self._session = session
        self._notices = notices
        self._form = form
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
        """Keep what stands in the form; False where it was refused and still stands there."""
        about = self.about
        if about is None or not self._form.is_changed:
            return True
        answer = self._form.answer
        report = report_of(about.kind, about.row, about.period, answer, unit=about.unit)
        telling = partial(self._session.book.reporting.report, [report])
        try:
            return self._session.carry_out(telling) is not None
        except ValueRefused as error:
            self._notices.report(error)
            typed = answer.figures.items()
            self._form.refuse(next((key for key, words in typed if words == error.text), ""))
            return False
