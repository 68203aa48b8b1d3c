"""The rows of the history page: days, steps, the cells of opened steps, and where more waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from desktop.columns import Heading

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from db.model.history_lines import ChangeLine, DamageLine, HistoryStep

_WEEKDAYS = "一二三四五六日"
DOUBTS = "doubts"
"""The key of the heading over what was altered behind the program's back."""


class StepRow(NamedTuple):
    """A step; `opened` when its cells are listed below it."""

    step: HistoryStep
    opened: bool

    @property
    def key(self) -> str:
        """Return what tells the row from every other."""
        return self.step.id


class CellRow(NamedTuple):
    """A cell that an opened step changed."""

    line: ChangeLine
    step: str

    @property
    def key(self) -> str:
        """Return what tells the row from every other."""
        return f"{self.step} {self.line.key}"


class DoubtRow(NamedTuple):
    """Something in the file that its history did not put there."""

    line: DamageLine
    place: int

    @property
    def key(self) -> str:
        """Return what tells the row from every other."""
        return f"doubt {self.place}"


class MoreRow(NamedTuple):
    """Where more waits to be read: earlier steps, or (of a `step`) more of its cells."""

    step: str
    words: str

    @property
    def key(self) -> str:
        """Return what tells the row from every other."""
        return f"more {self.step}"


Row = StepRow | CellRow | DoubtRow | MoreRow


@dataclass(slots=True)
class Opened:
    """What was read so far of an opened step: its cells, and how many of its rows they are of."""

    lines: list[ChangeLine]
    rows_read: int


def listed(
    steps: Sequence[HistoryStep],
    opened: Mapping[str, Opened],
    folded: Collection[str],
    doubts: Sequence[DoubtRow],
    *,
    more: bool,
) -> list[Heading | Row]:
    """Return the rows of these steps under their days; `more` when earlier ones are not read."""
    made: list[Heading | Row] = []
    if doubts:
        words = f"{len(doubts)} 处与历史不符"
        made.append(Heading(DOUBTS, "不是在本程序里改的", words, DOUBTS not in folded))
        made += doubts if DOUBTS not in folded else []
    day = ""
    for step in steps:
        if step.day != day:
            day = step.day
            made.append(Heading(day, day_words(day), "", day not in folded))
        if day in folded:
            continue
        held = opened.get(step.id)
        made.append(StepRow(step, held is not None))
        if held is not None:
            made += [CellRow(line, step.id) for line in held.lines]
            left = step.rows - held.rows_read
            if left > 0:
                made.append(MoreRow(step.id, f"还有 {left} 行"))
    if more:
        made.append(MoreRow("", "更早的步骤"))
    return made


def day_words(day: str) -> str:
    """Return an ISO day with its weekday: 2024-03-01 星期五; other words as they are."""
    try:
        return f"{day} 星期{_WEEKDAYS[date.fromisoformat(day).weekday()]}"
    except ValueError:
        return day
