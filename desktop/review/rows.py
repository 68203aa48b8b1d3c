"""The rows of the review page: entries in piles, under what waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from db.model.words import EntryState, RowKind
from db.rules.finding import Severity
from desktop.columns import Heading
from desktop.entry_boxes import BOX_OF, Box

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from db.model.review_lines import ReviewLine
    from db.rules.finding import Finding


class Pile(StrEnum):
    """How closely an entry must be looked at."""

    DOUBTED = "doubted"
    CHANGED = "changed"
    CLEAN = "clean"


PILE_WORDS = {
    Pile.DOUBTED: ("有疑问，逐格看", "{count} 格"),
    Pile.CHANGED: ("已审核后又改动", "{count} 格，“上期”一栏为原审定值"),
    Pile.CLEAN: ("无疑问，可一次{verb}", "{count} 格，已勾选 {ticked} 格"),
}

ALL_CLEAN = "无疑问"
"""What they are where nothing can be decided about them together."""


class GroupBy(StrEnum):
    """How what waits is parted at the left."""

    OFFICE = "office"
    CATEGORY = "category"
    FINDING = "finding"


GROUP_WORDS = {
    GroupBy.OFFICE: "按单位",
    GroupBy.CATEGORY: "按类别",
    GroupBy.FINDING: "按疑问",
}


@dataclass(frozen=True)
class ReviewRow:
    """An entry with what is doubted in it."""

    line: ReviewLine
    findings: tuple[Finding, ...] = ()

    @property
    def key(self) -> str:
        """Return what tells the entry from every other."""
        return self.line.id

    @cached_property
    def pile(self) -> Pile:
        """Return how closely it must be looked at."""
        settled = self.line.state in {EntryState.APPROVED, EntryState.LOCKED}
        if self.findings and not settled:
            return Pile.DOUBTED
        return Pile.CHANGED if self.line.was_approved and not settled else Pile.CLEAN

    @property
    def open(self) -> tuple[Finding, ...]:
        """Return what nobody has mended or explained yet."""
        return tuple(one for one in self.findings if one.is_open)

    @property
    def explanation(self) -> str:
        """Return what those who filled it in say of it."""
        given = [one.explanation.words for one in self.findings if one.explanation is not None]
        said = [*dict.fromkeys(given), self.line.note]
        settled = self.line.state in {EntryState.APPROVED, EntryState.LOCKED}
        if self.line.was_approved and self.line.reason and not settled:
            said.insert(0, self.line.reason)
        return "；".join(part for part in dict.fromkeys(said) if part)


@dataclass(frozen=True, slots=True)
class Group:
    """A line of the list at the left: a key, its words, a count, a second line in small."""

    key: str
    title: str
    count: int
    detail: str = ""


def rows_of(lines: Iterable[ReviewLine], findings: Iterable[Finding]) -> tuple[ReviewRow, ...]:
    """Return the entries with what is doubted in each of them."""
    doubts: dict[tuple[str, str, str | None], list[Finding]] = {}
    for finding in findings:
        if finding.severity is not Severity.NOTE and finding.period:
            cell = (finding.row, finding.period, finding.unit)
            doubts.setdefault(cell, []).append(finding)
    return tuple(
        ReviewRow(
            line,
            tuple(doubts.get((line.row, line.period, line.unit), ()))
            if line.kind is RowKind.ACTUAL
            else (),
        )
        for line in lines
    )


def in_period(rows: Iterable[ReviewRow], period: str) -> list[ReviewRow]:
    """Return the entries of a period and its parts, and those of others altered since approval."""
    return [
        row
        for row in rows
        if row.line.period == period
        or row.line.period.startswith(f"{period}-")
        or (row.line.was_approved and BOX_OF[row.line.state] not in {Box.APPROVED, Box.LOCKED})
    ]


_MOST_SAID = 2
"""Things that stand in the second line of a group: there is room for no more."""

_GROUP_KEYS: Mapping[GroupBy, Callable[[ReviewRow], str]] = {
    GroupBy.OFFICE: lambda row: row.line.unit_name or row.line.office_name or "没有责任单位",
    GroupBy.CATEGORY: lambda row: row.line.category or "未分类",
    GroupBy.FINDING: lambda row: row.findings[0].message if row.findings else "无疑问",
}


def group_key(row: ReviewRow, by: GroupBy) -> str:
    """Return the group of an entry."""
    return _GROUP_KEYS[by](row)


def groups_of(rows: Sequence[ReviewRow], by: GroupBy) -> list[Group]:
    """Return the groups of what waits, in the order of their first entries."""
    members: dict[str, list[ReviewRow]] = {}
    for row in rows:
        members.setdefault(group_key(row, by), []).append(row)
    return [Group(key, key, len(held), summary(held)) for key, held in members.items()]


def summary(rows: Sequence[ReviewRow]) -> str:
    """Return what is to be known of several entries: 01-15 提交 · 疑问 3, 疑问 3 · 晚 2 天.

    The day gives way to what needs a hand.
    """
    days = [row.line.submitted_at[5:10] for row in rows if row.line.submitted_at]
    doubted = sum(row.pile is Pile.DOUBTED for row in rows)
    changed = sum(row.pile is Pile.CHANGED for row in rows)
    late = max((row.line.late for row in rows), default=0)
    parts = [
        f"疑问 {doubted}" if doubted else "",
        f"已审后改动 {changed}" if changed else "",
        f"晚 {late} 天" if late else "",
    ]
    loud = [part for part in parts if part][:_MOST_SAID]
    day = [f"{max(days)} 提交"] if days and len(loud) < _MOST_SAID else []
    return " · ".join([*day, *loud])


def in_piles(
    rows: Sequence[ReviewRow], ticked: Iterable[str], folded: Iterable[str], verb: str
) -> list[Heading | ReviewRow]:
    """Return the entries under their piles; `verb` is what is done with the clean ones, if any."""
    shut, chosen = set(folded), set(ticked)
    made: list[Heading | ReviewRow] = []
    for pile, (title, detail) in PILE_WORDS.items():
        here = [row for row in rows if row.pile is pile]
        if here:
            count = sum(row.key in chosen for row in here)
            words = detail.format(count=len(here), ticked=count)
            told = title.format(verb=verb), words
            if pile is Pile.CLEAN and not verb:
                told = ALL_CLEAN, f"{len(here)} 格"
            made.append(Heading(pile, *told, pile not in shut))
            made += here if pile not in shut else []
    return made


def may_tick(row: ReviewRow) -> bool:
    """Tell whether an entry can be decided together with others: nothing in it is open."""
    return not row.open


def ticked_at_first(rows: Iterable[ReviewRow]) -> set[str]:
    """Return the entries that are ticked before anybody looks: all that is clean."""
    return {row.key for row in rows if row.pile is Pile.CLEAN}


def row_after(shown: Sequence[object], at: int, gone: Collection[str]) -> str:
    """Return the key of the entry that comes into the hand at a place once others have gone."""
    order = [*shown[at:], *reversed(shown[:at])]
    return next(
        (row.key for row in order if isinstance(row, ReviewRow) and row.key not in gone), ""
    )
