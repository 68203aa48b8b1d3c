"""What records the sums of months, quarters or halves in blank cells, when a person wishes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.period import Period
from db.model.words import Counting
from db.rules.flows import parts_of, sum_of_parts
from db.rules.periods import named
from desktop.indicators.cells import Standing, standing_of
from desktop.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.model.lines import IndicatorLine
    from db.operations.recording import Entry
    from desktop.indicators.answers import FigureCell
    from desktop.indicators.entry import EntryWishes

_SEVERAL = "选中的格里，没有各期已齐、全期未填的当年数。"
_MOST_NAMED = 3
"""Periods that lack and are named one by one."""


def fill_cells(entry: EntryWishes, cells: Sequence[FigureCell]) -> None:
    """Record in each of the cells that is blank what its parts come to, as one step."""
    entries = _entries(entry, cells)
    if not entries:
        entry.say(_SEVERAL if len(cells) > 1 else _why_none(*cells[0]))
    elif len(entries) > 1:
        label = f"填入 {len(entries)} 格的各期合计"
        entry.keep(entries, label, f"已{label}，Ctrl+Z 撤销。")
    else:
        (one,) = entries
        name = next(line.name for line, _ in cells if line.id == one.indicator)
        label = f"填入“{name}”{named(one.period)}的{one.note}"
        entry.keep(entries, label, f"已填入 {one.words}（{one.note}），Ctrl+Z 撤销。")


def fill_year(entry: EntryWishes, lines: Iterable[IndicatorLine], year: str) -> None:
    """Record the sums of all rows whose year is blank and whose parts are there, as one step."""
    cells = [(line, year) for line in lines]
    entries = _entries(entry, cells)
    if not entries:
        entry.say(f"{period_words(year)}没有各期已齐、全年未填的当年数。")
        return
    label = f"填入 {period_words(year)} {len(entries)} 项的各期合计"
    partly = sum(any(_parts(*cell)[1]) and any(_parts(*cell)[0]) for cell in cells)
    besides = f"，另有 {partly} 项各期不齐" if partly else ""
    entry.keep(entries, label, f"已{label}{besides}，Ctrl+Z 撤销。")


def _entries(entry: EntryWishes, cells: Iterable[FigureCell]) -> list[Entry]:
    made = []
    for line, period in cells:
        found = sum_of_parts(line, period)
        if found is not None and standing_of(line, period) is Standing.ENTERED:
            given = entry.entry(line, period, found.words, note=found.note)
            # A sum of early figures is an early one.
            made.append(given._replace(provisional=found.provisional or None))
    return made


def _parts(line: IndicatorLine, period: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the periods that a blank one of a 当年数 is made of, and those that lack."""
    if line.counting is not Counting.FLOW or period in line.actuals:
        return (), ()
    return parts_of(line.actuals, Period.read(period))


def _why_none(line: IndicatorLine, period: str) -> str:
    """Return why a cell has no sum of its parts to be filled with."""
    if line.counting is not Counting.FLOW:
        return "这一项不是当年数，各期不能相加。"
    if period in line.actuals:
        return "这一格已有数。要换成各期合计，先按 Delete 清除。"
    held, lacking = _parts(line, period)
    if not held:
        return f"{period_words(period)}没有更短的各期数可以合计。"
    if not lacking:
        return "各期里有的不是确数，合计请直接键入。"
    named_ones = lacking if len(lacking) <= _MOST_NAMED else lacking[:1]
    words = "、".join(map(period_words, named_ones))
    more = f"等 {len(lacking)} 期" if named_ones is not lacking else ""
    return f"各期还不齐，还缺 {words}{more}。"
