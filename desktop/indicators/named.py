"""A copied block that brings the names of its rows: which row each line goes to, which are new."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from db.model.lines import IndicatorLine
from db.model.words import Counting, Direction, Nature
from db.rules.amounts import read_amount
from db.rules.names import folded
from desktop.indicators.block import Block
from desktop.indicators.block_heads import heads_over, is_over_others, is_year, periods_under

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEADS = frozenset({"指标", "指标名称", "名称", "项目", "项目名称"})
"""What stands over names, folded."""
_COUNTS = frozenset({"序号", "编号"})


@dataclass(frozen=True, slots=True)
class NamedBlock:
    """A block taken apart: names and counting units of its lines, and their figures.

    `years` are the periods that its heads name, "" for a column that holds something else; empty
    where it has no head or names none. `heads` are their words, `left` those over goals and the
    like in a block whose heads name no period: these columns are no longer in it.
    """

    names: tuple[str, ...]
    units: tuple[str, ...]
    figures: Block
    years: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """Return how many columns stand before the figures: names, and units if there are any."""
        return 2 if any(self.units) else 1

    def beside(self, known: Sequence[str]) -> tuple[str, ...]:
        """Return the heads of the columns that `within` leaves out."""
        pairs = zip(self.heads, self.years, strict=False)
        return (*self.left, *(head for head, year in pairs if year not in known))

    def within(self, known: Sequence[str]) -> NamedBlock:
        """Return the block with the columns of known periods only, where its heads name periods."""
        if not self.years:
            return self
        kept = [at for at, year in enumerate(self.years) if year in known]
        return replace(
            self,
            figures=self.figures.columns(kept),
            years=tuple(self.years[at] for at in kept),
            heads=tuple(self.heads[at] for at in kept),
        )


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that is to be made: as it would stand, and the id of the row it comes behind."""

    line: IndicatorLine
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Destinations:
    """Where the lines of a block go: ids of rows, empty where `reasons` says why to none.

    `left` are the heads of its columns that hold no actual value of a period here.
    """

    rows: tuple[str, ...]
    new: tuple[NewRow, ...] = ()
    reasons: Mapping[int, str] = field(default_factory=dict)
    periods: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def knows_rows(self) -> bool:
        """Tell whether a line goes to a row that is there already."""
        made = {one.line.id for one in self.new}
        return any(row and row not in made for row in self.rows)


def read_named(block: Block) -> NamedBlock | None:
    """Return a block whose first column holds names, None for one of figures."""
    lines = [at for at, row in enumerate(block.rows) if any(word.strip() for word in row)]
    if lines and _counts_rows(block, lines):
        block = block.columns(range(1, block.across))
    headed = bool(lines) and folded(block.word(lines[0], 0)) in _HEADS
    below = headed and len(lines) > 1 and _is_head(block, lines[1])
    body = lines[headed + below :]
    names = tuple(" ".join(block.word(at, 0).split()) for at in body)
    if not any(names) or any(_is_figure(name) for name in names if name):
        return None
    second = [block.word(at, 1).strip() for at in body]
    with_units = any(second) and not any(_is_figure(word) for word in second if word)
    first = 2 if with_units else 1
    figures = tuple(
        tuple(block.word(at, along) for along in range(first, block.across)) for at in body
    )
    units = tuple(second) if with_units else ("",) * len(body)
    if not headed:
        return NamedBlock(names, units, Block(figures, block.origin))
    over = [
        [block.word(at, along) for along in range(first, block.across)] for at in lines[: 1 + below]
    ]
    heads = heads_over(*over)
    whole = NamedBlock(names, units, Block(figures, block.origin), periods_under(heads), heads)
    return whole if whole.years else _without_others(whole)


def _without_others(named: NamedBlock) -> NamedBlock:
    """Return a block whose heads name no period without what they say are no actual values."""
    others = [at for at, head in enumerate(named.heads) if is_over_others(head)]
    kept = [at for at in range(len(named.heads)) if at not in others]
    return replace(
        named,
        figures=named.figures.columns(kept),
        heads=tuple(named.heads[at] for at in kept),
        left=tuple(named.heads[at] for at in others),
    )


def periods_for(named: NamedBlock, known: Sequence[str], start: str) -> tuple[str, ...]:
    """Return the periods the figures go to: those of the heads, else from `start` on.

    Where they would not fit behind it, they end with the last known period.
    """
    if named.years:
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
            # The number stands before the name where it was copied from this table.
            for name in {folded(line.name), folded(f"{line.number} {line.name}")}:
                self._known.setdefault(name, []).append(line)
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


def _counts_rows(block: Block, lines: Sequence[int]) -> bool:
    """Tell whether the first column is no more than a 序号, under that head or beside names."""
    first = [block.word(at, 0).strip() for at in lines]
    if folded(first[0]) in _COUNTS:
        return True
    names = [block.word(at, 1).strip() for at in lines]
    in_order = first == [str(at) for at in range(1, len(lines) + 1)]
    return in_order and all(name and not _is_figure(name) for name in names)


def _is_head(block: Block, down: int) -> bool:
    """Tell whether a line is a second one of heads: it has no name, and no figure."""
    words = [block.word(down, along).strip() for along in range(block.across)]
    return not words[0] and not any(_is_figure(word) and not is_year(word) for word in words)
