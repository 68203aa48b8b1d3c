"""What was read of the open book: remembered, and after an edit brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from db import queries

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.book import PlanBook
    from db.changes import ChangeSet

P = ParamSpec("P")
T = TypeVar("T")

LARGE = 1_500
"""Rows or entries from which on they are read in the background: fewer are read at once."""


class Readings:
    """Asks the book once for what is asked again without a change."""

    def __init__(self, book: PlanBook) -> None:
        self._book = book
        self._known: dict[tuple[Any, ...], Any] = {}
        # The rows of a large book as they were before a large step, until they are read anew.
        self._before: dict[tuple[Any, ...], Any] = {}
        # The steps that rows were not asked for after: of each reading that is behind, in order.
        self._behind: dict[tuple[Any, ...], list[ChangeSet]] = {}
        # They grow with steps: what was read of a younger book, or plan, is not of this one.
        self._age = self._plan_age = 0

    def read(self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a query of the book finds."""
        asked = (query, args, tuple(sorted(kwargs.items())))
        if asked in self._behind:
            self._bring_up(asked)
        if asked not in self._known:
            self._known[asked] = self._book.read(query, *args, **kwargs)
            self._before.pop(asked, None)
        found: T = self._known[asked]
        return found

    def holds(self, query: Callable[..., object], *args: object) -> bool:
        """Tell whether that was read already."""
        return (query, args, ()) in self._known

    def take(self, found: object, query: Callable[..., object], *args: object) -> None:
        """Remember what somebody else read."""
        self._known[query, args, ()] = found
        self._behind.pop((query, args, ()), None)
        self._before.pop((query, args, ()), None)

    def before(self, query: Callable[..., T], *args: object) -> T | None:
        """Return what was found before the last large step, None where it is not needed."""
        return self._before.get((query, args, ()))

    def age_of(self, query: Callable[..., object]) -> int:
        """Return what grows with every step that may make another answer to a query."""
        return self._plan_age if query in _of_the_plan() else self._age

    def forget(self, *, step: bool = False) -> None:
        """Read everything anew when it is next asked for.

        After a large `step` of one's own, very many rows are held as they were until they are read.
        """
        self._grow_old()
        if step:
            for asked in tuple(self._behind):
                self._bring_up(asked)
        many = {
            asked: found
            for asked, found in self._known.items()
            if asked[0] is queries.all_rows and len(found) > LARGE
        }
        self._before = {**self._before, **many} if step else {}
        self._known.clear()
        self._behind.clear()

    def follow(self, changes: ChangeSet) -> None:
        """Keep what a step on figures or work left as it was; rows fall behind by the step.

        When they are next asked for, they get the figures it touched, and where another program has
        written too, its figures with ours.
        """
        of_figures = changes.tables <= queries.FIGURES
        self._grow_old(of_figures=of_figures)
        kept = _of_the_plan() if of_figures else _beside_work()
        for asked in list(self._known):
            query, _, named = asked
            if query is queries.all_rows and not named:
                self._behind.setdefault(asked, []).append(changes)
            elif query not in kept:
                del self._known[asked]

    def _grow_old(self, *, of_figures: bool = False) -> None:
        self._age += 1
        self._plan_age += not of_figures

    def _bring_up(self, asked: tuple[Any, ...]) -> None:
        """Read what the steps since altered; where another program has written too, all of it."""
        found, steps = self._known.pop(asked), self._behind.pop(asked)
        if not self._book.is_changed_elsewhere:
            # Asked without a unit it is the whole county.
            plan, unit = (*asked[1], None)[:2]
            self._known[asked] = self._book.read(queries.rows_after, found, plan, unit, steps)


def _of_the_plan() -> tuple[Callable[..., object], ...]:
    """Return the queries whose answer does not depend on the figures recorded."""
    return (*_beside_work(), queries.plan_lines, queries.plan_findings, queries.project_lines)


def _beside_work() -> tuple[Callable[..., object], ...]:
    """Return those whose answer does not depend on tasks and what is told of them either."""
    return queries.statement_lines, queries.unit_lines, queries.reporting_period
