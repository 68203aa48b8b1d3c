"""A copied block that brings the names of its rows: which row each line goes to, which are new."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.model.lines import IndicatorLine
from db.model.period import Period
from db.model.words import Counting, Direction, Nature
from db.rules.amounts import read_amount
from db.rules.names import folded
from desktop.indicators.block import Block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEADS = frozenset({"指标", "指标名称", "名称", "项目", "项目名称"})
"""What stands over names, folded."""


@dataclass(frozen=True, slots=True)
class NamedBlock:
    """A block taken apart: names and counting units of its lines, and their figures.

    `years` are the periods that its head names, empty where it has no head or names none.
    """

    names: tuple[str, ...]
    units: tuple[str, ...]
    figures: Block
    years: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that is to be made: as it would stand, and the id of the row it comes behind."""

    line: IndicatorLine
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Destinations:
    """Where the lines of a block go: ids of rows, empty where `reasons` says why to none."""

    rows: tuple[str, ...]
    new: tuple[NewRow, ...] = ()
    reasons: Mapping[int, str] = field(default_factory=dict)
    periods: tuple[str, ...] = ()


def read_named(block: Block) -> NamedBlock | None:
    """Return a block whose first column holds names, None for one of figures."""
    lines = [at for at, row in enumerate(block.rows) if any(word.strip() for word in row)]
    headed = bool(lines) and folded(block.word(lines[0], 0)) in _HEADS
    body = lines[headed:]
    names = tuple(" ".join(block.word(at, 0).split()) for at in body)
    if not any(names) or any(_is_figure(name) for name in names if name):
        return None
    second = [block.word(at, 1).strip() for at in body]
    with_units = any(second) and not any(_is_figure(word) for word in second if word)
    first = 2 if with_units else 1
    figures = tuple(
        tuple(block.word(at, along) for along in range(first, block.across)) for at in body
    )
    head = [block.word(lines[0], along) for along in range(first, block.across)] if headed else []
    units = tuple(second) if with_units else ("",) * len(body)
    return NamedBlock(names, units, Block(figures, block.origin), _years(head))


def periods_for(named: NamedBlock, known: Sequence[str], start: str) -> tuple[str, ...]:
    """Return the periods the figures go to: those of the head, else from `start` on.

    Where they would not fit behind it, they end with the last known period.
    """
    if named.years and set(named.years) <= {*known}:
        return named.years
    across = named.figures.across
    first = min(known.index(start), max(len(known) - across, 0))
    return tuple(known[first : first + across])


def destinations(
    named: NamedBlock, lines: Sequence[IndicatorLine], start: IndicatorLine | None
) -> Destinations:
    """Return where each line goes: to the row of its name, else to a new one behind the last.

    A new row comes into the category of the row before it in the block, the first into that of
    `start` (None: into none); of several rows of one name the one in that category is meant.
    """
    search = _Search(lines, start)
    pairs = zip(named.names, named.units, strict=True)
    rows = tuple(search.row_of(down, *pair) for down, pair in enumerate(pairs))
    return Destinations(rows, tuple(search.new), search.reasons)


class _Search:
    """Goes through the names of a block, remembering the row it has come to."""

    def __init__(self, lines: Sequence[IndicatorLine], start: IndicatorLine | None) -> None:
        self._known: dict[str, list[IndicatorLine]] = {}
        for line in lines:
            self._known.setdefault(folded(line.name), []).append(line)
        self._category = start.category if start is not None else ""
        self._after: str | None = None
        self._seen: set[str] = set()
        self.new: list[NewRow] = []
        self.reasons: dict[int, str] = {}

    def row_of(self, down: int, name: str, unit: str) -> str:
        alike = self._known.get(folded(name), []) if name else []
        here = [line for line in alike if line.category == self._category]
        if not name:
            self.reasons[down] = "这一行没有名称，不知道填哪一行。"
        elif len(alike) > 1 and len(here) != 1:
            self.reasons[down] = f"叫“{name}”的有 {len(alike)} 行，不知道填哪一行。"
        elif alike:
            return self._taken(down, here[0] if here else alike[0])
        else:
            return self._made(name, unit)
        return ""

    def _taken(self, down: int, line: IndicatorLine) -> str:
        if line.id in self._seen:
            self.reasons[down] = f"“{line.name}”复制了两行，只收前一行。"
            return ""
        self._seen.add(line.id)
        self._category = line.category
        if not any(new.line is line for new in self.new):
            self._after = line.id
        return line.id

    def _made(self, name: str, unit: str) -> str:
        line = _new_line(f"new {len(self.new)}", name, unit, self._category)
        self.new.append(NewRow(line, self._after))
        self._known[folded(name)] = [line]
        self._seen.add(line.id)
        return line.id


def _new_line(row: str, name: str, unit: str, category: str) -> IndicatorLine:
    """Return a row as it would stand if it was made."""
    return IndicatorLine(
        id=row,
        series="",
        number="",
        name=name,
        category=category,
        unit=unit,
        nature=Nature.UNSAID,
        direction=Direction.AT_LEAST,
        counting=Counting.POINT,
        parent=None,
        depth=0,
        task=None,
        measure=None,
        recurring="",
        deadline="",
        definition="",
        note="",
        place="",
        position=0,
    )


def _is_figure(word: str) -> bool:
    try:
        amount = read_amount(word)
    except ValueError:
        return False
    return amount.value is not None or amount.answer is not None


def _years(head: Sequence[str]) -> tuple[str, ...]:
    """Return the periods a head names, none unless each of its words is one."""
    try:
        return tuple(str(Period.read(word.strip().removesuffix("年").strip())) for word in head)
    except ValueError:
        return ()
