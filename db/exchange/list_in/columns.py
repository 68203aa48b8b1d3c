"""The columns of a table: its header, whatever its depth, read by meaning and not by position."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from db.exchange.list_in.heading_stacks import (
    Stack,
    complaint_of,
    kind_told,
    stacks_of,
    table_beside,
)
from db.exchange.list_in.headings import (
    LEVELS,
    Heading,
    is_derived,
    is_weak_name,
    read_heading,
)
from db.exchange.list_in.neighbours import UNITS, offices_told, starts_told
from db.exchange.list_in.plain_words import squash, tidy
from db.exchange.list_in.year_columns import Context, Decided, Undecided, decide
from db.exchange.listing import LIST_KINDS, ColumnReading, Complaint, Meaning, TableKind
from db.exchange.project_facts import fact_heading, money_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.exchange.corrections import ColumnCorrection
    from db.exchange.list_in.grid import Grid
    from db.exchange.list_in.table_finding import Block

FIGURES = frozenset(
    {Meaning.BASELINE, Meaning.ACTUAL, Meaning.TARGET, Meaning.YEARLY, Meaning.QUANTITY}
)
SIZES = frozenset(
    {
        Meaning.COUNT,
        Meaning.PLACES,
        Meaning.CLASSES,
        Meaning.INVESTMENT,
        Meaning.AREA,
        Meaning.FLOOR_AREA,
    }
)
VALUES = FIGURES | SIZES
"""The columns that hold figures, of indicators or of projects."""

_PROJECT_ONLY = SIZES - {Meaning.COUNT, Meaning.PLACES, Meaning.CLASSES} | {
    Meaning.KIND,
    Meaning.STAGE,
    Meaning.DUE_YEAR,
    Meaning.PLANNED,
    Meaning.PASSED,
}
_PROOFS = {
    TableKind.INDICATORS: FIGURES | {Meaning.UNIT, Meaning.DEADLINE},
    TableKind.TASKS: FIGURES
    | UNITS
    | {Meaning.UNIT, Meaning.DEADLINE, Meaning.COMMITMENT, Meaning.STATUS},
    TableKind.PROJECTS: _PROJECT_ONLY | SIZES | UNITS | {Meaning.DEADLINE, Meaning.SCHOOL_STAGE},
}
_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column under way to its reading, with the address of its heading and the unit in it."""

    index: int
    meaning: Meaning
    period: str = ""
    heading: str = ""
    unit: str = ""
    address: str = ""
    shares: bool = False
    as_written: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a table mean.

    `names` are the columns a name may stand in: the name column, then those for 其中 rows.
    """

    kind: TableKind
    columns: tuple[Column, ...]
    names: tuple[int, ...]
    complaints: tuple[Complaint, ...] = ()

    def readings(self) -> tuple[ColumnReading, ...]:
        """Return the columns as the list's reader hands them on."""
        return tuple(
            ColumnReading(c.index, c.meaning, c.period, c.heading, (), c.unit) for c in self.columns
        )

    def signature(self) -> tuple[tuple[int, Meaning, str, str], ...]:
        """Return what makes two headers the same one, printed again on the next page."""
        return tuple((c.index, c.meaning, c.period, squash(c.heading)) for c in self.columns)


def lay_out(
    grid: Grid, block: Block, context: Context, corrected: Mapping[int, ColumnCorrection]
) -> Layout | None:
    """Return the meaning of the table's columns; None when it is no list of ours.

    What a person `corrected` stands, by the number of the column, whatever its heading says.
    """
    stacks = tuple(stacks_of(grid, block))
    beside = table_beside(grid, block, stacks)
    if beside:
        stacks = stacks[: stacks.index(beside)]
    told = kind_told(tuple([stack.parts[-1] for stack in stacks]))
    kinds = (told,) if told else LIST_KINDS
    reading = _Reading(grid, block, context, stacks, corrected)
    layouts = [_lay_out_as(reading, kind) for kind in kinds]
    ours = [layout for layout in layouts if layout and _is_proved(layout, stacks)]
    best = max(ours, key=_known_columns, default=None)
    if best and beside:
        return replace(best, complaints=(*best.complaints, complaint_of(grid, beside)))
    return best


def _known_columns(layout: Layout) -> int:
    """Return how many columns have a meaning."""
    return sum(column.meaning is not Meaning.IGNORED for column in layout.columns)


def _is_proved(layout: Layout, stacks: Sequence[Stack]) -> bool:
    """Tell whether the columns make it a list: a name, and values or terms to it."""
    meanings = {column.meaning for column in layout.columns}
    if layout.kind is TableKind.PROJECTS:
        name = next((s.parts[-1] for s in stacks if s.column == layout.names[0]), "")
        if is_weak_name(name):
            return len(meanings & _PROJECT_ONLY) > 1
    return bool(meanings & _PROOFS[layout.kind])


@dataclass(frozen=True, slots=True)
class _Reading:
    """All that the columns of one table are read from."""

    grid: Grid
    block: Block
    context: Context
    stacks: tuple[Stack, ...]
    corrected: Mapping[int, ColumnCorrection]


def _lay_out_as(reading: _Reading, kind: TableKind) -> Layout | None:
    """Read the columns as those of a list of that kind."""
    grid, block, stacks = reading.grid, reading.block, reading.stacks
    told = tuple(reading.corrected.items())
    understood, unclear = _understood(stacks, kind, reading.context, told)
    complaints = [
        _complaint(grid, column, reason)
        for column, reason in unclear
        if column.index not in reading.corrected
    ]
    columns = _with_unheaded(grid, block, list(understood))
    named = [column.index for column in columns if column.meaning is Meaning.NAME]
    if not named:
        return None
    names, columns = _name_columns(grid, block, named[0], columns)
    twins = [
        _complaint(grid, column, "和前面一列是同一年、同一含义，这一列没有读")
        for column in columns
        if column.meaning is Meaning.IGNORED and column.period
    ]
    return Layout(kind, tuple(columns), names, (*complaints, *twins))


@lru_cache(maxsize=64)
def _understood(
    stacks: tuple[Stack, ...],
    kind: TableKind,
    context: Context,
    corrected: tuple[tuple[int, ColumnCorrection], ...],
) -> tuple[tuple[Column, ...], tuple[tuple[Column, str], ...]]:
    """Return the columns as the header and a person say, and why some were not understood.

    The forms of one round have one header, which is understood once.
    """
    decided, unclear = _decided(stacks, kind, context)
    told = dict(corrected)
    said = starts_told(_as_corrected(offices_told(decided), told))
    return tuple(_name_levels(_without_twins(said, told), told)), unclear


def _as_corrected(
    columns: Sequence[Column], corrected: Mapping[int, ColumnCorrection]
) -> list[Column]:
    """Return the columns as a person says they are; a column without heading may be one too."""
    known = {column.index: column for column in columns}
    for index, said in corrected.items():
        here = known.get(index, Column(index, Meaning.IGNORED))
        known[index] = replace(
            here,
            meaning=said.meaning,
            period=said.period or here.period,
            unit=said.unit or here.unit,
            shares=said.shares,
            as_written=said.as_written,
        )
    return [known[index] for index in sorted(known)]


def _read_stack(stack: Stack, kind: TableKind) -> Heading:
    """Return what the headings over a column mean together."""
    if len(stack.parts) > 1:
        joined = read_heading("".join(stack.parts), kind)
        said = joined.role is not None or joined.period is not None
        if joined.meaning is None and joined.clear and said:
            # 完成情况 over 目标 over 2025年: the nearest word counts.
            roles = (read_heading(part, kind).role for part in reversed(stack.parts))
            return joined._replace(role=next(filter(None, roles), joined.role))
    bottom = read_heading(stack.parts[-1], kind)
    return bottom if bottom.meaning else read_heading("".join(stack.parts), kind)


def _decided(
    stacks: tuple[Stack, ...], kind: TableKind, context: Context
) -> tuple[tuple[Column, ...], tuple[tuple[Column, str], ...]]:
    """Return the columns with the roles of their years, and why some were not understood."""
    headings = [_read_stack(stack, kind) for stack in stacks]
    columns: list[Column] = []
    unclear: list[tuple[Column, str]] = []
    figures = [h for h in headings if _is_figure(h)]
    # A year over a task is one of its goals.
    bare = Meaning.TARGET if kind is TableKind.TASKS else None
    undecided = [Undecided(h.role or bare, h.period, h.unsaid_year) for h in figures]
    decisions = dict(zip(map(id, figures), decide(undecided, context), strict=True))
    projects = kind is TableKind.PROJECTS
    for stack, heading in zip(stacks, headings, strict=True):
        text = " ".join(map(tidy, stack.parts))
        told = decisions.get(id(heading)) or _said(heading, text)
        words = squash("".join(stack.parts))
        fact = fact_heading(words) if projects else None
        meaning, period, reason = Decided(*fact) if fact else told
        unit = heading.unit or (money_unit(words) if fact else "")
        column = Column(stack.column, meaning or Meaning.IGNORED, period, text, unit, stack.address)
        columns.append(column)
        if reason:
            unclear.append((column, reason))
    if kind is TableKind.TASKS:
        interim = {s.column for s, h in zip(stacks, headings, strict=True) if h.interim}
        columns = _as_tasks(columns, interim)
    return tuple(columns), tuple(unclear)


def _said(heading: Heading, text: str) -> Decided:
    """Return what a heading means that is none of figures, or that was not understood."""
    unclear = heading.role or heading.period is not None
    if heading.meaning or not unclear or is_derived(text):
        return Decided(heading.meaning)
    return Decided(None, reason="表头没有看懂，这一列没有读")


def _is_figure(heading: Heading) -> bool:
    """Tell whether the heading heads a column of figures."""
    return (
        heading.meaning is None
        and heading.clear
        and (heading.role is not None or heading.period is not None)
    )


def _as_tasks(columns: Sequence[Column], interim: set[int]) -> list[Column]:
    """Return the years of a task table as yearly targets, a single goal as its quantity."""
    goals = [
        column
        for column in columns
        if column.meaning in {Meaning.TARGET, Meaning.YEARLY} and column.index not in interim
    ]
    quantity = any(column.meaning is Meaning.QUANTITY for column in columns)
    alone = len(goals) == 1 and not quantity and goals[0].meaning is Meaning.TARGET
    meaning = Meaning.QUANTITY if alone else Meaning.YEARLY
    return [replace(c, meaning=meaning) if c in goals else c for c in columns]


def _complaint(grid: Grid, column: Column, reason: str) -> Complaint:
    """Return a complaint about the heading of a column."""
    return Complaint(grid.sheet.name, column.address, column.heading, reason)


def _without_twins(
    columns: Sequence[Column], corrected: Mapping[int, ColumnCorrection]
) -> list[Column]:
    """Return the columns with every meaning (of a year) once; what comes again is ignored.

    What a person said of a column goes before what was read of others.
    """
    told = {(c.meaning, c.period): c.index for c in reversed(columns) if c.index in corrected}
    seen: set[tuple[Meaning, str]] = set()
    result = []
    for column in columns:
        key = (column.meaning, column.period)
        if key in told and told[key] != column.index:
            seen.add(key)
        levelled = squash(column.heading) in LEVELS
        again = key in seen and column.meaning is not Meaning.IGNORED and not levelled
        seen.add(key)
        result.append(replace(column, meaning=Meaning.IGNORED) if again else column)
    return result


def _name_levels(
    columns: Sequence[Column], corrected: Mapping[int, ColumnCorrection]
) -> list[Column]:
    """Return 一级指标, 二级指标… as the category and the name they are beside each other."""
    levels = [c for c in columns if squash(c.heading) in LEVELS and c.index not in corrected]
    names = [c.index for c in columns if c.meaning is Meaning.NAME and c not in levels]
    has_category = any(c.meaning is Meaning.CATEGORY for c in columns)
    # Levels behind the name are parts of the row, not what the rows are grouped by.
    behind = bool(levels) and any(name < levels[0].index for name in names)
    leads = not has_category and not behind
    result = []
    for column in columns:
        meaning = column.meaning
        if column in levels:
            meaning = Meaning.IGNORED
            if column == levels[-1] and not names:
                meaning = Meaning.NAME
            elif column == levels[0] and leads:
                meaning = Meaning.CATEGORY
        result.append(column if meaning is column.meaning else replace(column, meaning=meaning))
    return result


def _with_unheaded(grid: Grid, block: Block, columns: list[Column]) -> list[Column]:
    """Return the columns with those that stand before the values without a heading."""
    has_name = any(column.meaning is Meaning.NAME for column in columns)
    has_category = any(column.meaning is Meaning.CATEGORY for column in columns)
    headed = {column.index for column in columns if column.meaning is not Meaning.IGNORED}
    before = [c.index for c in columns if c.meaning in FIGURES | {Meaning.NAME, Meaning.UNIT}]
    worded = [
        column
        for column in range(1, min(before, default=1))
        if column not in headed and _is_worded(grid, block, column)
    ]
    if worded and not has_name:
        columns = _put(columns, worded.pop(), Meaning.NAME)
    if worded and not has_category:
        columns = _put(columns, worded.pop(), Meaning.CATEGORY)
    return columns


def _put(columns: Sequence[Column], index: int, meaning: Meaning) -> list[Column]:
    """Return the columns with one more, or with the ignored one at its place given a meaning."""
    here = next((c for c in columns if c.index == index), Column(index, meaning))
    rest = [c for c in columns if c.index != index]
    return sorted([*rest, replace(here, meaning=meaning)], key=lambda column: column.index)


def _is_worded(grid: Grid, block: Block, column: int) -> bool:
    """Tell whether words, not numbers, stand in the column below the header."""
    cells = (grid.at(row, column) for row in block.body[:_LOOKED_AT])
    return any(cell is not None and cell.number is None for cell in cells)


def _name_columns(
    grid: Grid, block: Block, name: int, columns: list[Column]
) -> tuple[tuple[int, ...], list[Column]]:
    """Return where names stand: the name column, and to its right those without an own heading.

    A heading over two columns of which the left is never alone heads a category and a name.
    """
    headed = {column.index for column in columns if squash(column.heading) != "其中"}
    names = [name]
    while names[-1] + 1 not in headed and _is_worded(grid, block, names[-1] + 1):
        names.append(names[-1] + 1)
    others = [column for column in columns if column.index not in names[1:]]
    has_category = any(column.meaning is Meaning.CATEGORY for column in columns)
    if len(names) > 1 and not has_category and not _stands_alone(grid, block, names):
        others = _put(others, names[0], Meaning.CATEGORY)
        return tuple(names[1:]), _put(others, names[1], Meaning.NAME)
    return tuple(names), others


def _stands_alone(grid: Grid, block: Block, names: Sequence[int]) -> bool:
    """Tell whether the first of the name columns holds names of its own, or 其中."""
    for row in block.body:
        first, second = grid.at(row, names[0]), grid.at(row, names[1])
        if first is None:
            continue
        if squash(first.text).rstrip(":") == "其中" or second is None:
            return True
    return False
