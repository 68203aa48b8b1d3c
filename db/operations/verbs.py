"""What can be done to an open book: one attribute for each module of operations.

Each is loaded when it is first used: a book that is only shown opens faster.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from db.operations.assigning import Assigning
    from db.operations.carrying_on import CarryingOn
    from db.operations.commitments import Commitments
    from db.operations.computing import Computing
    from db.operations.evidence import Proving
    from db.operations.explaining import Explaining
    from db.operations.filling import Filling
    from db.operations.housekeeping import Housekeeping
    from db.operations.inspecting import Inspecting
    from db.operations.looking_back import LookingBack
    from db.operations.milestones import Milestones
    from db.operations.people import People
    from db.operations.planning import Planning
    from db.operations.projects import Projects
    from db.operations.recording import Recording
    from db.operations.reporting import Reporting
    from db.operations.reviewing import Reviewing
    from db.operations.revising import Revising
    from db.operations.rows import Rows
    from db.operations.sharing import Sharing
    from db.operations.signing_off import SigningOff
    from db.operations.tasks import Tasks
    from db.operations.unit_lives import UnitLives
    from db.operations.unit_names import UnitNames
    from db.operations.units import Units
    from db.operations.yearly_works import YearlyWorks
    from db.store.steps import Steps


class Verbs:
    """The operations of a book; whoever opens the file says on what they work."""

    _connection: sqlite3.Connection
    _steps: Steps
    _clock: Callable[[], datetime]
    path: Path

    @cached_property
    def housekeeping(self) -> Housekeeping:
        """Return what keeps the book safe."""
        from db.operations.housekeeping import Housekeeping  # noqa: PLC0415 - see the top

        return Housekeeping(self._connection, self.path, self._steps, self._clock)

    @cached_property
    def recording(self) -> Recording:
        """Return what records figures."""
        from db.operations.recording import Recording  # noqa: PLC0415 - see the top

        return Recording(self._steps)

    @cached_property
    def reporting(self) -> Reporting:
        """Return what records progress, and follows problems until they are solved."""
        from db.operations.reporting import Reporting  # noqa: PLC0415 - see the top

        return Reporting(self._steps)

    @cached_property
    def explaining(self) -> Explaining:
        """Return what keeps the explanations of doubted figures."""
        from db.operations.explaining import Explaining  # noqa: PLC0415 - see the top

        return Explaining(self._steps)

    @cached_property
    def filling(self) -> Filling:
        """Return what writes figures back into the user's own workbook."""
        from db.operations.filling import Filling  # noqa: PLC0415 - see the top

        return Filling(self._connection, self._steps)

    @cached_property
    def planning(self) -> Planning:
        """Return what brings a plan into the book."""
        from db.operations.planning import Planning  # noqa: PLC0415 - see the top

        return Planning(self._connection, self._steps, self.housekeeping.back_up)

    @cached_property
    def rows(self) -> Rows:
        """Return what adds rows to a plan by hand, and takes them out."""
        from db.operations.rows import Rows  # noqa: PLC0415 - see the top

        return Rows(self._steps)

    @cached_property
    def tasks(self) -> Tasks:
        """Return what a person does to tasks and measures by hand."""
        from db.operations.tasks import Tasks  # noqa: PLC0415 - see the top

        return Tasks(self._connection, self._steps)

    @cached_property
    def commitments(self) -> Commitments:
        """Return what adds 量化目标 to tasks by hand, and takes them out."""
        from db.operations.commitments import Commitments  # noqa: PLC0415 - see the top

        return Commitments(self._steps)

    @cached_property
    def yearly_works(self) -> YearlyWorks:
        """Return what keeps the 年度任务分解表."""
        from db.operations.yearly_works import YearlyWorks  # noqa: PLC0415 - see the top

        return YearlyWorks(self._connection, self._steps)

    @cached_property
    def carrying_on(self) -> CarryingOn:
        """Return what begins the next year, and the next plan."""
        from db.operations.carrying_on import CarryingOn  # noqa: PLC0415 - see the top

        return CarryingOn(self._connection, self._steps)

    @cached_property
    def revising(self) -> Revising:
        """Return what applies target revisions to a plan."""
        from db.operations.revising import Revising  # noqa: PLC0415 - see the top

        return Revising(self._steps)

    @cached_property
    def sharing(self) -> Sharing:
        """Return what puts rows of several plans on one series."""
        from db.operations.sharing import Sharing  # noqa: PLC0415 - see the top

        return Sharing(self._steps)

    @cached_property
    def reviewing(self) -> Reviewing:
        """Return what leads entries through the review."""
        from db.operations.reviewing import Reviewing  # noqa: PLC0415 - see the top

        return Reviewing(self._connection, self._steps)

    @cached_property
    def looking_back(self) -> LookingBack:
        """Return what writes the book as it was, and brings rows of its copies back."""
        from db.operations.looking_back import LookingBack  # noqa: PLC0415 - see the top

        return LookingBack(self._connection, self.path, self._steps)

    @cached_property
    def people(self) -> People:
        """Return what keeps the users of the book, and lets them sign in."""
        from db.operations.people import People  # noqa: PLC0415 - see the top

        return People(self._connection, self._steps)

    @cached_property
    def computing(self) -> Computing:
        """Return what says which figures are computed, and from what."""
        from db.operations.computing import Computing  # noqa: PLC0415 - see the top

        return Computing(self._steps)

    @cached_property
    def units(self) -> Units:
        """Return what keeps the units: names, kinds, people, members."""
        from db.operations.units import Units  # noqa: PLC0415 - see the top

        return Units(self._steps)

    @cached_property
    def unit_lives(self) -> UnitLives:
        """Return what renames, merges, divides and ends units."""
        from db.operations.unit_lives import UnitLives  # noqa: PLC0415 - see the top

        return UnitLives(self._steps)

    @cached_property
    def unit_names(self) -> UnitNames:
        """Return what joins units that are one, and splits names that are several."""
        from db.operations.unit_names import UnitNames  # noqa: PLC0415 - see the top

        return UnitNames(self._steps)

    @cached_property
    def assigning(self) -> Assigning:
        """Return what gives rows to units."""
        from db.operations.assigning import Assigning  # noqa: PLC0415 - see the top

        return Assigning(self._steps)

    @cached_property
    def proving(self) -> Proving:
        """Return what keeps evidence, and says what rows ask for."""
        from db.operations.evidence import Proving  # noqa: PLC0415 - see the top

        return Proving(self._connection, self._steps)

    @cached_property
    def signing_off(self) -> SigningOff:
        """Return what closes rows, step by step, and reopens them."""
        from db.operations.signing_off import SigningOff  # noqa: PLC0415 - see the top

        return SigningOff(self._connection, self._steps)

    @cached_property
    def inspecting(self) -> Inspecting:
        """Return what puts evidence in order for an inspection."""
        from db.operations.inspecting import Inspecting  # noqa: PLC0415 - see the top

        return Inspecting(self._connection, self._steps, self.proving.content)

    @cached_property
    def projects(self) -> Projects:
        """Return what adds, changes and removes projects, and opens lumps of them."""
        from db.operations.projects import Projects  # noqa: PLC0415 - see the top

        return Projects(self._steps)

    @cached_property
    def milestones(self) -> Milestones:
        """Return what writes when the stages of projects are planned and passed."""
        from db.operations.milestones import Milestones  # noqa: PLC0415 - see the top

        return Milestones(self._steps)
