"""What the review page knows: the entries of the plan in sight, and what may be done with them."""

from __future__ import annotations

from dataclasses import dataclass
from operator import is_
from typing import TYPE_CHECKING

from db import queries
from db.model.words import RowKind, UserRole
from db.model.work_words import ReviewAction
from db.operations.reviewing import EntryRef
from db.queries.review import review_lines
from db.rules.permissions import may
from desktop.entry_boxes import Box, box_counts, box_of, first_box, works_alone
from desktop.readings import LARGE
from desktop.review.rows import Group, groups_of, in_period, rows_of, summary
from desktop.review.words import nothing_words
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from desktop.review.rows import GroupBy, ReviewRow
    from desktop.session import BookSession

BOX_WORDS = {
    Box.WAITING: "全部待审核",
    Box.DRAFTS: "填报中，未提交",
    Box.RETURNED: "退回待改",
    Box.APPROVED: "已审核",
    Box.LOCKED: "锁定",
}
_FIRST_WORDS = {Box.WAITING: "等我审核", Box.DRAFTS: "等我提交"}
ALONE_WORDS = {Box.WAITING: "全部待审签", Box.APPROVED: "已审核", Box.LOCKED: "锁定"}


@dataclass(frozen=True, slots=True)
class Means:
    """What can be done with the entries of a box: with all that are ticked, with one, with why."""

    together: ReviewAction | None = None
    back: ReviewAction | None = None


class ReviewContent:
    """Reads the entries from the session, and says which decisions the person at work has."""

    def __init__(self, session: BookSession) -> None:
        self._session = session
        self._read: tuple[object, ...] = ()
        self._of: tuple[str, str] = ("", "")
        self.rows: tuple[ReviewRow, ...] = ()
        # The rows that were parted into boxes, and whether for somebody who works alone.
        self._parted_of: tuple[tuple[ReviewRow, ...] | None, bool] = None, False
        self._parted: dict[Box, list[ReviewRow]] = {}
        self.reading = 0
        """How many entries are being read in the background; what was read before stands."""

    @property
    def alone(self) -> bool:
        """Tell whether the bureau works without users: entries are signed on paper."""
        return works_alone(self._session)

    def read(self, period: str) -> None:
        """Read the entries of a period, the decisions about them, and what is doubted in them.

        What was read is kept until the book, or what is doubted, is another.
        """
        session = self._session
        if session.plan is None:
            self._read, self.rows, self.reading = (), (), 0
            return
        held = sum(session.read(queries.entry_counts, session.plan.id, period).values())
        read = session.read_later if held > LARGE else session.read
        lines = read(review_lines, session.plan.id, period)
        self.reading = 0 if lines is not None else held
        if lines is None:
            if self._of != (session.plan.id, period):
                self._read, self.rows = (), ()
            return
        self._of = (session.plan.id, period)
        doubts, checks = session.doubts(), session.checks
        of_units = (checks.of_units(period) or ()) if checks is not None else ()
        asked = (lines, doubts, of_units, period)
        if len(self._read) == len(asked) and all(map(is_, self._read, asked)):
            return
        self._read = asked
        self.rows = tuple(in_period(rows_of(lines, (*doubts, *of_units)), period))

    def leave_out(self, keys: Collection[str]) -> None:
        """Take entries out that were decided just now, while the others are read anew."""
        if self.reading:
            self.rows = tuple(row for row in self.rows if row.key not in keys)

    def boxes(self) -> dict[Box, str]:
        """Return the boxes that are offered, with their words."""
        return ALONE_WORDS if self.alone else BOX_WORDS

    def of_box(self, box: Box) -> list[ReviewRow]:
        """Return the entries that lie in a box."""
        asked = self.rows, self.alone
        if self._parted_of[0] is not asked[0] or self._parted_of[1] is not asked[1]:
            self._parted_of, self._parted = asked, {known: [] for known in Box}
            for row in self.rows:
                self._parted[box_of(row.line.state, alone=asked[1])].append(row)
        return self._parted[box]

    def groups(self, by: GroupBy) -> list[Group | str]:
        """Return the lines of the list at the left: what waits, in groups, then the other boxes."""
        offered, first = self.boxes(), self.first_box()
        waiting = self.of_box(first)
        lines: list[Group | str] = [
            _FIRST_WORDS[first] if not self.alone else "等我审签",
            Group(first, offered[first], len(waiting), summary(waiting)),
            *(
                Group(f"{first} {one.key}", one.title, one.count, one.detail)
                for one in groups_of(waiting, by)
            ),
            "其他",
        ]
        others = {box: self.of_box(box) for box in offered if box is not first}
        lines += [
            Group(box, offered[box], len(held), summary(held)) for box, held in others.items()
        ]
        return lines

    def why_nothing(self, box: Box) -> str:
        """Return what a box says where nothing is listed: in what years something waits, too."""
        period, years = self._session.period, self._session.years
        waits = []
        if box is self.first_box() and not self.reading:
            counted = {year: box_counts(self._session, str(year))[box] for year in years}
            waits = [(year, count) for year, count in counted.items() if count]
        return nothing_words(box, period_words(period), self.reading, waits, alone=self.alone)

    def first_box(self) -> Box:
        """Return what the person at work has to do with first."""
        return first_box(self._session)

    def means(self, box: Box) -> Means:
        """Return what the person at work can do with the entries of a box."""
        if self.alone:
            return {
                Box.WAITING: Means(together=ReviewAction.SIGN),
                Box.APPROVED: Means(ReviewAction.LOCK, ReviewAction.REOPEN),
                Box.LOCKED: Means(back=ReviewAction.REOPEN),
            }.get(box, Means())
        role = self._session.book.actor.role or UserRole.READ
        if box is Box.DRAFTS:
            return Means(ReviewAction.SUBMIT) if may(role, UserRole.ENTRY) else Means()
        if box is Box.WAITING and role is UserRole.ENTRY:
            return Means(ReviewAction.WITHDRAW)
        if not may(role, UserRole.REVIEW):
            return Means()
        if box is Box.LOCKED:
            return Means(back=ReviewAction.REOPEN) if role is UserRole.ADMIN else Means()
        return {
            Box.WAITING: Means(ReviewAction.APPROVE, ReviewAction.RETURN),
            Box.APPROVED: Means(ReviewAction.LOCK, ReviewAction.REOPEN),
        }.get(box, Means())


def refs(rows: Iterable[ReviewRow]) -> list[EntryRef]:
    """Return the entries as the review names them."""
    return [EntryRef(RowKind(row.line.kind), row.line.id) for row in rows]
