"""What names of units are suspected of: looked for once a set of names, long ones in background."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.rules.unit_names import near_pairs, run_together
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.model.lines import UnitLine
    from db.rules.name_decisions import NameDecisions
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.tasks import TaskRunner

_AT_ONCE = 150
"""As many names are compared while the page is drawn."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """Names that hold several units, with these; pairs of names that may be one unit."""

    splits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: tuple[tuple[str, str], ...] = ()


_NONE = Doubts()


class NameDoubts(QObject):
    """The doubts about the names of a book; `found` when they are there after a while."""

    found = Signal()

    def __init__(self, runner: TaskRunner, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._notices = notices
        self._names: tuple[str, ...] = ()
        self._doubts = _NONE

    def of(self, units: Sequence[UnitLine], decisions: NameDecisions) -> Doubts:
        """Return what is still open: doubts that nobody has decided on."""
        names = tuple(unit.name for unit in units)
        if names != self._names:
            self._names, self._doubts = names, _NONE
            if len(names) <= _AT_ONCE:
                self._doubts = _looked_for(names)
            else:
                self._look_later(names)
        return Doubts(
            {
                name: parts
                for name, parts in self._doubts.splits.items()
                if not decisions.is_whole(name)
            },
            tuple(pair for pair in self._doubts.pairs if not decisions.are_apart(*pair)),
        )

    def _look_later(self, names: tuple[str, ...]) -> None:
        task = Task(partial(_job, names), self, quiet=True)
        task.succeeded.connect(self._on_found)
        task.failed.connect(self._notices.report)
        task.ended.connect(task.deleteLater)
        # The page is drawn first: the worker would take its time.
        QTimer.singleShot(0, task, partial(self._runner.start, task))

    @Slot(object)
    def _on_found(self, result: tuple[tuple[str, ...], Doubts]) -> None:
        names, doubts = result
        if names == self._names and (doubts.splits or doubts.pairs):
            self._doubts = doubts
            self.found.emit()


def _job(names: tuple[str, ...], _ticket: Ticket) -> tuple[tuple[str, ...], Doubts]:
    return names, _looked_for(names)


def _looked_for(names: tuple[str, ...]) -> Doubts:
    splits = run_together(names, names)
    # What holds another name is nearly equal to it, but it is not that one.
    pairs = tuple(
        pair for pair in near_pairs(names) if pair[0] not in splits and pair[1] not in splits
    )
    return Doubts(splits, pairs)


def doubt_words(doubts: Doubts) -> dict[str, str]:
    """Return what each name is suspected of, in words."""
    words = {name: f"疑为连写：{'、'.join(parts)}" for name, parts in doubts.splits.items()}
    for one, other in doubts.pairs:
        words.setdefault(one, f"疑与“{other}”是一家")
        words.setdefault(other, f"疑与“{one}”是一家")
    return words
