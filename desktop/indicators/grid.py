"""The columns of the indicator table: names frozen, then each period with what stands beside it."""

# No `from __future__ import annotations`: a NamedTuple compiles each annotation that is a string.

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from db.model.lines import IndicatorLine
from db.model.period import Period
from db.model.words import Counting
from db.rules.periods import frequency_of, periods_of
from desktop.columns import Align, Cell, Column, breadth
from desktop.indicators.beside import (
    USUAL,
    Kind,
    as_of_cell,
    as_of_to_edit,
    change_cell,
    expected_cell,
    note_cell,
    note_to_edit,
    percent_cell,
    previous_cell,
    promised_cell,
    running_cell,
    year_to_date_cell,
)
from desktop.indicators.cells import (
    actual_cell,
    baseline_cell,
    baseline_of,
    name_cell,
    nature_cell,
    share_cell,
    target_cell,
    target_of,
    unit_cell,
    words_to_edit,
)
from desktop.wording import part_words, target_words

if TYPE_CHECKING:
    from desktop.doubts import CellDoubt

Write = Callable[["IndicatorLine", str, str], None]
"""Records words for a row and a period."""


class Writers(NamedTuple):
    """Who records what is typed: a figure, its day, its note."""

    figure: Write
    day: Write
    note: Write


class Reach(NamedTuple):
    """Which years the rows of a plan speak of; None among those promised for one without a year.

    `across` are the plan's years, and those beyond it that have a target or an actual. `natures`:
    some row is said to be binding, or not to be.
    """

    across: tuple[int, ...]
    promised: frozenset[int | None]
    baselines: frozenset[int | None]
    natures: bool


class _Asked(NamedTuple):
    """What of a plan the table is asked to show.

    `years` are the plan's own, `period` the one being filled. `doubtful` holds the ids of the rows
    the plan itself contradicts, `doubts` what a check stumbled over, by row and period; it may
    change while the columns stay; so may `gaps`, the words of what a unit owes in the period being
    filled, by row, None where the figures are the county's. While something is `pasted` into
    periods, nothing stands between them. `tight`: long words are written smaller.
    """

    lines: Sequence[IndicatorLine]
    years: Sequence[int]
    period: str
    kinds: frozenset[Kind]
    today: date | None = None
    doubtful: Collection[str] = ()
    doubts: "Mapping[tuple[str, str], CellDoubt]" = MappingProxyType({})
    gaps: Mapping[str, str] | None = None
    pasted: Collection[str] = ()
    tight: bool = False


class GridView(_Asked):
    """What of a plan the table shows, with what its rows reach over."""

    @property
    def last_year(self) -> int:
        """Return the year that targets without one are meant for."""
        return self.years[-1]

    @cached_property
    def reach(self) -> Reach:
        """Return which years the rows speak of."""
        lines = self.lines
        promised = frozenset([value.year for line in lines for value in line.targets])
        held = map(baseline_of, [line for line in lines if line.baselines])
        reached = set(chain.from_iterable([line.actuals for line in lines]))
        across = {*self.years, *(int(period) for period in reached if period.isdigit())}
        across.update(year for year in promised if year is not None)
        return Reach(
            tuple(sorted(across)),
            promised,
            frozenset([value.year for value in held if value is not None]),
            any(line.nature for line in lines),
        )

    def squeezed(self, kinds: frozenset[Kind]) -> "GridView":
        """Return the same rows in less room: long words smaller, these kinds of columns."""
        made = self._replace(kinds=kinds, tight=True)
        made.reach = self.reach
        return made


def grid_columns(view: GridView, writers: Writers) -> tuple[tuple[Column, ...], int]:
    """Return the columns, and how many of them are frozen."""
    frozen = [
        Column(
            "指标", partial(name_cell, doubtful=view.doubtful, tight=view.tight), 170, 320,
            stretches=True, gauge=_name_breadth, key="name", sort=_by_name,
        ),
        Column(
            "单位", unit_cell, 30 if view.tight else 32, 76, align=Align.CENTRE,
            gauge=_unit_breadth, key="unit", sort=_by_unit,
        ),
    ]  # fmt: skip
    if Kind.NATURE in view.kinds and view.reach.natures:
        frozen.append(
            Column("属性", nature_cell, 46, align=Align.CENTRE, key="nature", sort=_by_nature)
        )
    if Kind.BASELINE in view.kinds:
        frozen.append(_baseline_column(view))
    columns = list(frozen)
    for period in periods_shown(view):
        columns.extend(_period_columns(view, period, writers))
    if Kind.UNITS in view.kinds:
        columns.append(Column("责任单位", share_cell, 90, 160, divider=True, key="units"))
    return tuple(columns), len(frozen)


def periods_shown(view: GridView) -> tuple[str, ...]:
    """Return the periods across: the plan's years, or the parts of the year being filled."""
    period = Period.read(view.period)
    frequency = frequency_of(period)
    if frequency == "year":
        return tuple(str(year) for year in view.reach.across)
    return tuple(str(one) for one in periods_of(period.year, frequency))


def _period_columns(view: GridView, period: str, writers: Writers) -> list[Column]:
    asked = period == view.period
    heading = part_words(period) + " 报告期" * asked
    year = Period.read(period).year
    made: list[Column] = []
    if not view.pasted and _has_target(view, period, year, asked=asked):
        made.append(_target_column(view, year, heading, asked=asked))
    made.append(
        Column(
            "实际",
            partial(
                _actual,
                period=period,
                asked=asked,
                today=view.today,
                doubts=view.doubts,
                gaps=view.gaps,
            ),
            _width_of_actual(view, period, asked=asked, alone=not made),
            140 if period in view.pasted else 110,
            align=Align.RIGHT,
            group=heading,
            tinted=asked,
            divider=not made,
            edit=partial(words_to_edit, period=period),
            write=partial(_write, write=writers.figure, period=period),
            name=period,
            key=f"actual {period}",
            sort=partial(_by_actual, period=period),
        )
    )
    if asked and not view.pasted:
        made.extend(_columns_beside(view, period, heading, writers))
    return made


def _width_of_actual(view: GridView, period: str, *, asked: bool, alone: bool) -> int:
    """Return the room for five digits with a mark; a head that stands alone needs its own.

    Where something is pasted, the old figure and the new one stand beside each other.
    """
    if period in view.pasted:
        return 94 if view.tight else 104
    beside = {*Kind} - {Kind.NATURE, Kind.BASELINE, Kind.TARGET, Kind.UNITS}
    if asked and alone and (view.pasted or not beside & view.kinds):
        return 72 if period.isdigit() else 92
    return 64 if asked else 60


def _has_target(view: GridView, period: str, year: int, *, asked: bool) -> bool:
    if Kind.TARGET not in view.kinds or (not period.isdigit() and not asked):
        return False
    promised = view.reach.promised
    return year in promised or (year == view.last_year and None in promised)


def _target_column(view: GridView, year: int, heading: str, *, asked: bool) -> Column:
    last = view.last_year
    return Column(
        "目标",
        partial(target_cell, year=year, last=last, tight=view.tight),
        40 if view.tight else 46,
        120,
        align=Align.RIGHT,
        group=heading,
        tinted=asked,
        divider=True,
        gauge=partial(_target_breadth, year=year, last=last),
        key=f"target {year}",
        sort=partial(_by_target, year=year, last=last),
    )


def _columns_beside(view: GridView, period: str, heading: str, writers: Writers) -> list[Column]:
    """Return what stands beside the actual value of the period being filled."""
    first, last = view.years[0], view.last_year
    before = "上年" if period.isdigit() else "上期"
    narrow = 40 if view.tight else 45
    # Kind, title, cell, narrowest and widest.
    known: tuple[tuple[Kind, str, Callable[[IndicatorLine], Cell], int, int], ...] = (
        (Kind.PREVIOUS, before, partial(previous_cell, period=period), 52, 96),
        (Kind.CHANGE, f"Δ{before}", partial(change_cell, period=period), narrow, 80),
        (Kind.PERCENT, "Δ%", partial(percent_cell, period=period), 48, 80),
        (Kind.EXPECTED, "期望", partial(expected_cell, period=period, last=last), 52, 96),
        (
            Kind.YEAR_TO_DATE, "本年累计",
            partial(year_to_date_cell, period=period, first=first), 58, 96,
        ),
        (Kind.RUNNING, "累计", partial(running_cell, period=period, first=first), 52, 96),
        (Kind.PROMISED, "与目标", partial(promised_cell, period=period, first=first), 60, 110),
    )  # fmt: skip
    made = [
        Column(title, cell, width, widest, align=Align.RIGHT, group=heading, tinted=True, key=kind)
        for kind, title, cell, width, widest in known
        if kind in view.kinds
    ]
    if Kind.AS_OF in view.kinds:
        made.append(
            Column(
                "截至日期", partial(as_of_cell, period=period), 84, group=heading, tinted=True,
                edit=partial(as_of_to_edit, period=period), key=Kind.AS_OF,
                write=partial(_write, write=writers.day, period=period),
            )
        )  # fmt: skip
    if Kind.NOTE in view.kinds:
        made.append(
            Column(
                "说明", partial(note_cell, period=period), 120, 240, group=heading, tinted=True,
                edit=partial(note_to_edit, period=period), key=Kind.NOTE,
                write=partial(_write, write=writers.note, period=period),
            )
        )  # fmt: skip
    return made


def _baseline_column(view: GridView) -> Column:
    known = view.reach.baselines
    year = next(iter(known)) if len(known) == 1 else None
    return Column(
        f"{year}\n基期" if year else "基期",
        partial(baseline_cell, year=year),
        56,
        96,
        align=Align.RIGHT,
        # Where there are none, one row needs as much room as any other.
        gauge=_baseline_breadth if known else None,
        key="baseline",
        sort=_by_baseline,
    )


def _actual(
    line: IndicatorLine,
    period: str,
    *,
    asked: bool,
    today: date | None,
    doubts: "Mapping[tuple[str, str], CellDoubt]",
    gaps: Mapping[str, str] | None,
) -> Cell:
    doubt = doubts.get((line.id, period))
    gap = None if gaps is None else gaps.get(line.id, "")
    return actual_cell(line, period, asked=asked, today=today, doubt=doubt, gap=gap)


def _write(line: IndicatorLine, words: str, write: Write, period: str) -> None:
    write(line, period, words)


# -- how much room a row needs -------------------------------------------------------------------


def _name_breadth(line: IndicatorLine) -> int:
    return breadth(line.number + line.name) + 4 * line.depth


def _unit_breadth(line: IndicatorLine) -> int:
    return breadth(line.unit)


def _baseline_breadth(line: IndicatorLine) -> int:
    value = baseline_of(line)
    return 0 if value is None else breadth(value.amount.text)


def _target_breadth(line: IndicatorLine, year: int, last: int) -> int:
    value = target_of(line, year, last)
    if value is None:
        return 0
    plain = line.counting is Counting.POINT
    return breadth(value.amount.text if plain else target_words(line, value))


# -- what rows are sorted by: None stands last, whichever way ------------------------------------


def _by_name(line: IndicatorLine) -> Any:
    return line.name


def _by_unit(line: IndicatorLine) -> Any:
    return line.unit or None


def _by_nature(line: IndicatorLine) -> Any:
    return line.nature or None


def _by_baseline(line: IndicatorLine) -> Any:
    value = baseline_of(line)
    return None if value is None else value.amount.value


def _by_target(line: IndicatorLine, year: int, last: int) -> Any:
    value = target_of(line, year, last)
    return None if value is None else value.amount.value


def _by_actual(line: IndicatorLine, period: str) -> Any:
    actual = line.actuals.get(period)
    return None if actual is None else actual.amount.value


def ways_to_show(view: GridView) -> Iterator[GridView]:
    """Yield a view, and what it may be shown as where it does not fit: columns chosen stay."""
    yield view
    if view.kinds == USUAL:
        yield view.squeezed(USUAL)
        yield view.squeezed(USUAL - {Kind.NATURE})
