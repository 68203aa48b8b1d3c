"""Which state of the plan is looked at: the list of revisions, before one of them, on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from db.queries.revisions import plan_rows, withdrawn_count
from db.rules.days import read_day
from db.rules.plan_then import before_revision, on_day, only_withdrawn
from desktop.revisions.then import ThenRow, grouped, then_columns, then_rows
from desktop.widgets.choice import Choice

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtWidgets import QWidget

    from db.model.revised import PlanRows, RevisionEntry
    from desktop.columns import Column, Heading
    from desktop.session import BookSession
    from desktop.theme import Look

LIST, ON_DAY, WITHDRAWN = "list", "day", "withdrawn"
"""The keys of the states that are not before a revision."""


class PlanStates(QObject):
    """A choice of states with a field for the day; `chosen` tells that another is looked at."""

    chosen = Signal()

    def __init__(self, session: BookSession, look: Look) -> None:
        super().__init__()
        self._session = session
        self.choice = Choice(look, "看哪一个状态")
        self.day = QLineEdit()
        self.day.setAccessibleName("截至日期")
        self.day.setPlaceholderText("2024-06-18")
        self.day.setFixedWidth(110)
        self.choice.chosen.connect(self._on_chosen)
        self.day.editingFinished.connect(self._on_day)
        self.day.setText(session.today.isoformat())

    @property
    def parts(self) -> tuple[QWidget, QWidget]:
        """Return the widgets in their order."""
        return self.choice, self.day

    @property
    def state(self) -> str:
        """Return the key of the state: LIST, ON_DAY, WITHDRAWN, or the id of a revision."""
        return str(self.choice.currentData() or LIST)

    def offer(self, entries: Sequence[RevisionEntry]) -> None:
        """Offer the states there are; the chosen one stays where it is still there."""
        states = [(LIST, "调整清单")]
        gone = self._withdrawn()
        if entries:
            states += [
                (entry.id, f"{entry.decided_on} 调整前的规划") for entry in reversed(entries)
            ]
            states.append((ON_DAY, "某一天的规划"))
        if gone:
            states.append((WITHDRAWN, f"已调出 {gone} 行"))
        held = self.state
        self.choice.show_choices(states, held if held in dict(states) else LIST)

    def choose(self, state: str) -> None:
        """Look at another state."""
        self.choice.setCurrentIndex(max(self.choice.findData(state), 0))

    def show_day(self, *, visible: bool) -> None:
        """Show the field for the day where it is asked for."""
        self.day.setVisible(visible and self.state == ON_DAY)

    def rows(
        self, entries: Sequence[RevisionEntry], folded: Collection[str]
    ) -> tuple[tuple[Column, ...], list[Heading | ThenRow]]:
        """Return the columns and rows of the state that is looked at."""
        plan = self._session.plan
        if plan is None:
            return then_columns(()), []
        now = self._session.read(plan_rows, plan.id)
        made = then_rows(self._then(now, entries), now, entries)
        return then_columns(made), grouped(made, folded)

    def why_nothing(self) -> str:
        """Return why no row is shown."""
        return "日期写成 2024-06-18 的样子。" if self._wrong_day() else "那时规划里还没有行。"

    def _then(self, now: PlanRows, entries: Sequence[RevisionEntry]) -> PlanRows:
        """Return the rows of the state that is looked at, out of all of today's."""
        if self.state == WITHDRAWN:
            return only_withdrawn(now)
        if self.state != ON_DAY:
            return before_revision(now, entries, self.state)
        if self._wrong_day():
            return type(now)((), (), ())
        return on_day(now, entries, self._day())

    def _withdrawn(self) -> int:
        plan = self._session.plan
        if plan is None:
            return 0
        return self._session.read(withdrawn_count, plan.id)

    def _wrong_day(self) -> bool:
        return self.state == ON_DAY and not self._day()

    def _day(self) -> str:
        """Return the day that is asked for, empty where the words are none."""
        try:
            return read_day(self.day.text()).isoformat()
        except ValueError:
            return ""

    @Slot(object)
    def _on_chosen(self, _key: Any) -> None:
        self.chosen.emit()

    @Slot()
    def _on_day(self) -> None:
        self.chosen.emit()
