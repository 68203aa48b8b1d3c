"""The steps that a page has read so far, newest first: read in parts, narrowed by what is asked."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.queries.step_changes import step_changes
from db.queries.steps import history_part, last_number, steps_of_row
from desktop.history.rows import Opened
from desktop.name_search import matcher

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.book import PlanBook
    from db.model.history_lines import HistoryStep
    from db.model.work_words import StepTopic
    from desktop.page import Place

_PART = 500
"""Step numbers that are looked through at once: a few milliseconds."""
_AT_ONCE = 200
"""Steps that are added to the page at once."""
_LONGEST = 0.03
"""Seconds that the page may look for them before it draws what was found."""
CELLS = 200
"""Rows of a step whose cells are read at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which steps are asked for: of a person, about a topic, with these words, on one row."""

    who: str = ""
    topic: StepTopic | None = None
    words: str = ""
    row: str = ""
    period: str = ""
    unit: str = ""

    @property
    def narrows(self) -> bool:
        """Tell whether anything is asked for at all."""
        return self != Asked()

    def on(self, place: Place) -> Asked:
        """Return the same on the row or the figure of a place."""
        return Asked(self.who, self.topic, self.words, place.row, place.period, place.unit)

    def passing(self, steps: Sequence[HistoryStep]) -> list[HistoryStep]:
        """Return those of some steps that are asked for; the row is not looked at."""
        found = [
            step
            for step in steps
            if (not self.who or step.who == self.who)
            and (self.topic is None or step.topic is self.topic)
        ]
        if self.words.strip():
            meant = matcher(self.words, [step.label for step in found])
            found = [step for step in found if meant(step.label)]
        return found


class Reader:
    """Reads steps from the newest on; `steps` are those found so far, `opened` those with cells."""

    def __init__(self, book: PlanBook) -> None:
        self._book = book
        self.asked = Asked()
        self.steps: list[HistoryStep] = []
        self.opened: dict[str, Opened] = {}
        self._before = 1
        # The numbers of the steps on the row that is asked for, the newest last.
        self._only: list[int] | None = None

    @property
    def done(self) -> bool:
        """Tell whether no earlier step is left."""
        return not self._only if self._only is not None else self._before <= 1

    def begin(self, asked: Asked) -> None:
        """Read anew what is asked for; what was opened stays open, as far as it was read."""
        read = self._book.read
        self._only = None
        if asked.row:
            self._only = sorted(read(steps_of_row, asked.row, asked.period, asked.unit))
        again = len(self.steps) if asked == self.asked else 0
        self.asked = asked
        self.steps = []
        self._before = read(last_number) + 1
        self.more(max(again, _AT_ONCE))

    def more(self, count: int = _AT_ONCE) -> None:
        """Add so many steps, or those that are found in a blink."""
        began, least = time.perf_counter(), len(self.steps) + count
        while not self.done and len(self.steps) < least:
            self.steps += self.asked.passing(self._next_part())
            if time.perf_counter() - began > _LONGEST:
                break

    def _next_part(self) -> tuple[HistoryStep, ...]:
        if self._only is None:
            self._before -= _PART
            return self._book.read(history_part, self._before + _PART, _PART)
        part, self._only = self._only[-_AT_ONCE:], self._only[:-_AT_ONCE]
        span = part[-1] - part[0] + 1
        return self._book.read(history_part, part[-1] + 1, span, frozenset(part))

    def toggle(self, step: HistoryStep) -> None:
        """Open a step into its cells, or close it."""
        if step.id in self.opened:
            del self.opened[step.id]
        else:
            self.opened[step.id] = Opened([], 0)
            self.more_cells(step.id)

    def more_cells(self, step: str) -> None:
        """Read more cells of an opened step."""
        held = self.opened.get(step)
        if held is not None:
            held.lines += self._book.read(step_changes, step, held.rows_read, CELLS)
            held.rows_read += CELLS
