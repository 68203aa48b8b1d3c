"""Timing in pairs: ours and the floor in turn, so that a machine's mood falls on both."""

from __future__ import annotations

import gc
import math
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PAIRS = 5


@dataclass(frozen=True)
class Result:
    """One line of the benchmark: a ratio to a floor, or a value against an absolute goal.

    Where there is a `most`, ours must not take longer than that, whatever the floor takes.
    """

    name: str
    goal: float
    ours: float
    floor: float | None = None
    unit: str = "s"
    most: float = math.inf

    @property
    def line(self) -> str:
        """Write the line as scripts expect it."""
        if self.floor is None:
            told = f"value={self.ours:.3g}{self.unit} goal={self.goal:g}{self.unit}"
            good = self.ours <= self.goal
        else:
            ratio = self.ours / self.floor
            shown = ".0f" if self.unit == "MB" else ".3f"
            told = (
                f"ratio={ratio:.2f} goal={self.goal:.2f} "
                f"ours={self.ours:{shown}}{self.unit} floor={self.floor:{shown}}{self.unit}"
            )
            good = ratio <= self.goal and self.ours <= self.most
        return f"{self.name} {told} {'ok' if good else 'short'}"


def timed(work: Callable[[], object]) -> float:
    """Return how long one run takes in seconds, without what the collector does in between."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def paired(
    name: str,
    goal: float,
    ours: Callable[[], float],
    floor: Callable[[], float],
    *,
    pairs: int = PAIRS,
    unit: str = "s",
) -> Result:
    """Run ours and the floor in turn, each once unseen; the pair with the median ratio counts."""
    ours()
    floor()
    measured = [(ours(), floor()) for _ in range(pairs)]
    middle = statistics.median_low([mine / theirs for mine, theirs in measured])
    mine, theirs = next(pair for pair in measured if pair[0] / pair[1] == middle)
    return Result(name, goal, mine, theirs, unit)
