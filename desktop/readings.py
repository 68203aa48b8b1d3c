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
        # They grow with steps: what was read of a younger book, or plan, is not of this one.
        self._age = self._plan_age = 0

    def read(self, query: Callable[Concatenate[Any, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what a query of the book finds."""
        asked = (query, args, tuple(sorted(kwargs.items())))
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
        many = {
            asked: found
            for asked, found in self._known.items()
            if asked[0] is queries.all_rows and len(found) > LARGE
        }
        self._before = {**self._before, **many} if step else {}
        self._known.clear()

    def follow(self, changes: ChangeSet) -> None:
        """Keep what a step on figures or work left as it was; rows get the figures it touched.

        Where another program has written too, its figures are read with ours.
        """
        of_figures = changes.tables <= queries.FIGURES
        self._grow_old(of_figures=of_figures)
        whole = self._book.is_changed_elsewhere
        kept = _of_the_plan() if of_figures else _beside_work()
        self._known = {
            asked: self._after(changes, asked, found)
            for asked, found in self._known.items()
            if asked[0] in kept or (asked[0] is queries.all_rows and not (whole or asked[2]))
        }

    def _grow_old(self, *, of_figures: bool = False) -> None:
        self._age += 1
        self._plan_age += not of_figures

    def _after(self, changes: ChangeSet, asked: tuple[Any, ...], found: Any) -> Any:
        query, words, _ = asked
        if query is not queries.all_rows:
            return found
        # Asked without a unit it is the whole county.
        plan, unit = (*words, None)[:2]
        return self._book.read(queries.rows_after, found, plan, unit, changes)


def _of_the_plan() -> tuple[Callable[..., object], ...]:
    """Return the queries whose answer does not depend on the figures recorded."""
    return (*_beside_work(), queries.plan_lines, queries.plan_findings, queries.project_lines)


def _beside_work() -> tuple[Callable[..., object], ...]:
    """Return those whose answer does not depend on tasks and what is told of them either."""
    return queries.statement_lines, queries.unit_lines, queries.reporting_period
