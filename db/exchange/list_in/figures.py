"""The figures of a row: read in the row's unit, doubtful ones pointed at by their address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.list_in.columns import SIZES, Column
from db.exchange.list_in.plain_words import squash, visible
from db.exchange.listing import FigureReading, Meaning
from db.exchange.sheets import column_letters
from db.model.amount import Amount
from db.rules.amounts import amount_of_number, in_unit, number_words, plain_amount, read_amount
from db.rules.measures import convert, measure_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from db.exchange.sheets import Cell

SIZE_UNITS = {
    Meaning.INVESTMENT: "万元",
    Meaning.FUNDING: "万元",
    Meaning.AREA: "亩",
    Meaning.FLOOR_AREA: "万㎡",
}
"""The units in which a project's sizes are handed on; the others are counts."""

_new_tuple = tuple.__new__
_MEASURED = re.compile("[元亩㎡米顷]|m2|m²")
_FULL_WIDTH = re.compile("[０-９．％]")
# A rate of those admitted may be 1.05, which is 105 %.
_HIGHEST_SHARE = 2
_LOGICAL = frozenset({"TRUE", "FALSE"})


class Given(NamedTuple):
    """A cell of figures, and what its column is."""

    cell: Cell
    column: Column


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that is no figure, or could be two; `reason` is a Chinese sentence."""

    given: Given
    reason: str
    is_share: bool = False

    def reading(self) -> FigureReading:
        """Return the cell's words, without a value."""
        column, shown = self.given.column, visible(self.given.cell.text)
        address = self.given.cell.address
        return FigureReading(column.meaning, column.period, Amount(shown), address, shown)


class FiguresFound(NamedTuple):
    """The figures of a row, its doubtful cells, and the notations that were translated."""

    figures: tuple[FigureReading, ...]
    doubts: tuple[Doubt, ...]
    understood: tuple[str, ...]

    @property
    def doubtful(self) -> tuple[FigureReading, ...]:
        """Return the doubtful cells with their words and no value."""
        return tuple([doubt.reading() for doubt in self.doubts]) if self.doubts else ()


class _Place(NamedTuple):
    """A column of figures as every row asks for it: its number, its letters, what it holds."""

    at: int
    letters: str
    meaning: Meaning
    period: str
    # A number in the column may be taken as it stands: it is no size with a unit of its own.
    bare: bool
    column: Column


class FigureColumns:
    """The columns of figures of one table, which are read row by row.

    `corner` is the unit printed over the table; `own` tells that the list was written by this
    program, so that 0.05 in a row of % is what it says.
    """

    def __init__(self, columns: Iterable[Column], *, corner: str, own: bool) -> None:
        self._corner = corner
        self._own = own
        self._places = tuple(
            _Place(
                one.index,
                column_letters(one.index),
                one.meaning,
                one.period,
                one.meaning not in SIZES,
                one,
            )
            for one in columns
        )

    def read(self, cells: Mapping[int, Cell], unit: str) -> FiguresFound:
        """Read the figures of one row, given by its cells; `unit` is the row's own."""
        own, spelled = self._own, ""
        kept: list[FigureReading] = []
        doubts, understood = list[Doubt](), list[str]()
        for at, letters, meaning, period, bare, column in self._places:
            cell = cells.get(at)
            if cell is None:
                continue
            row, _, text, number, percent, _, is_date, error, guess = cell
            if (
                number
                and bare
                and not (percent or is_date or error or guess)
                and text == str(number)
                and (own or not 0 < number <= _HIGHEST_SHARE)
                and (plain := plain_amount(text)) is not None
            ):
                # Most cells show just their number; only a share needs a second look.
                spelled = spelled or str(row)
                found = (meaning, period, plain, letters + spelled, text, 0)
                kept.append(_new_tuple(FigureReading, found))
                continue
            figure = self._closely(Given(cell, column), unit, understood)
            if isinstance(figure, Doubt):
                doubts.append(figure)
            else:
                kept.append(figure)
        whole = (tuple(kept), tuple(doubts), tuple(understood))
        return _new_tuple(FiguresFound, whole)

    def _closely(self, one: Given, unit: str, understood: list[str]) -> FigureReading | Doubt:
        """Return the figure of a cell, or the doubt about it; say what was translated."""
        cell, column = one
        try:
            amount = _amount(one, unit, self._corner)
        except ValueError as error:
            return Doubt(one, str(error))
        doubt = _doubt_of(one, amount, unit or column.unit or self._corner, own=self._own)
        shown, said = visible(cell.text), ""
        if doubt is None or column.as_written:
            said = _translated(one, amount) if cell.number is None else ""
        elif column.shares and doubt.is_share:
            amount = _from_share(amount)
            shown, said = amount.text, f"{cell.address} “{shown}”当作 {amount.text}%"
        else:
            return doubt
        if said:
            understood.append(said)
        return FigureReading(column.meaning, column.period, amount, cell.address, shown)


def _from_share(amount: Amount) -> Amount:
    """Return a share as the percentage that a person said it is: 0.903 is 90.3."""
    value = (amount.value or Decimal(0)).scaleb(2).normalize()
    high = amount.high and amount.high.scaleb(2).normalize()
    return amount._replace(text=number_words(value, high, amount.op), value=value, high=high)


def _amount(given: Given, unit: str, corner: str) -> Amount:
    """Return the figure of a cell; ValueError when it holds none."""
    cell, column = given
    if cell.error:
        raise ValueError(f"公式出错（{cell.text}），不是数值")
    if cell.formula and not visible(cell.text):
        raise ValueError("公式没有结果，请打开文件重新计算、保存后再导入")
    if cell.is_date:
        raise ValueError(f"“{visible(cell.text)}”是日期，不是数值")
    if _is_logical(cell.text):
        raise ValueError(f"“{visible(cell.text)}”是逻辑值，不是数值")
    if column.meaning in SIZES:
        return size_of(cell, column, corner)
    return _plain_amount(cell, unit or column.unit or corner)


@lru_cache(maxsize=8192)
def _is_logical(text: str) -> bool:
    """Tell whether a cell says yes or no."""
    return squash(text).upper() in _LOGICAL


def _plain_amount(cell: Cell, unit: str) -> Amount:
    """Return the figure of a number cell or of words, in `unit`."""
    if cell.number is not None:
        return amount_of_number(cell.number, text=cell.text, percent=cell.percent, unit=unit)
    return read_amount(cell.text, unit=unit)


def size_of(cell: Cell, column: Column, corner: str) -> Amount:
    """Return a project's size, or its money, in the unit it is handed on in.

    The unit is that of the heading, else the `corner`'s where it measures the same, else the
    cell's own; ValueError where a number has none, or half a school is counted.
    """
    wanted = SIZE_UNITS.get(column.meaning, "")
    if not wanted:
        amount = _count(cell, column.unit)
        if column.meaning is Meaning.COUNT and (amount.value or 0) % 1:
            raise ValueError(f"“{visible(cell.text)}”不是整数")
        return amount
    written = column.unit
    if not written and corner and convert(Decimal(1), written=corner, wanted=wanted) is not None:
        written = corner
    if not written:
        if not _MEASURED.search(cell.text):
            return _without_unit(cell)
        written = wanted
    return _converted(_plain_amount(cell, written), written, wanted)


def _count(cell: Cell, unit: str) -> Amount:
    """Return a count of places, classes or schools, whatever it is counted in (36班, 1800座)."""
    try:
        return _converted(_plain_amount(cell, unit), unit, measure_of(unit).base)
    except ValueError:
        return _plain_amount(cell, "")


def _converted(amount: Amount, written: str, wanted: str) -> Amount:
    """Return the figure in another unit of the same quantity, exactly."""
    converted = in_unit(amount, written=written, wanted=wanted)
    if converted is None:
        raise ValueError(f"表头的单位“{written}”换算不成“{wanted}”")
    return converted


def _without_unit(cell: Cell) -> Amount:
    """Return words that hold no number; a number without any unit is refused."""
    amount = _plain_amount(cell, "")
    if amount.value is not None:
        raise ValueError(f"“{visible(cell.text)}”没有写明单位")
    return amount


def _doubt_of(given: Given, amount: Amount, unit: str, *, own: bool) -> Doubt | None:
    """Return the doubt whether a number is a share or the percentage itself; None without."""
    if _may_be_shown_as_percent(given, amount, unit):
        return Doubt(given, _format_unknown(amount), is_share=True)
    if not own and _may_be_a_share(given, amount, unit):
        # Among shares 1.05 may be 105 %, but that was not asked: it stays doubtful.
        return Doubt(given, _share_or_percent(amount), is_share=(amount.value or 0) <= 1)
    return None


def _may_be_a_share(given: Given, amount: Amount, unit: str) -> bool:
    """Tell whether 0.95 in a row of % could mean 0.95 % or 95 %."""
    value = amount.value
    highest = _HIGHEST_SHARE if given.column.shares else 1
    if value is None or measure_of(unit).base != "%" or not 0 < value <= highest:
        return False
    return not given.cell.percent and "%" not in squash(given.cell.text)


def _may_be_shown_as_percent(given: Given, amount: Amount, unit: str) -> bool:
    """Tell whether a number may be shown as a percentage by a format that could not be read."""
    value = amount.value
    if not given.cell.guess or value is None:
        return False
    return measure_of(unit).base in {"%", ""} and 0 < value <= _HIGHEST_SHARE


def _share_or_percent(amount: Amount) -> str:
    """Ask which of the two a doubtful share is."""
    value = amount.value or Decimal(0)
    hundredfold = format(value.scaleb(2).normalize(), "f")
    return f"{amount.text} 是 {value}% 还是 {hundredfold}%，请写明"


def _format_unknown(amount: Amount) -> str:
    """Say what is not known of a number, and how it becomes known."""
    value = amount.value or Decimal(0)
    hundredfold = format(value.scaleb(2).normalize(), "f")
    return (
        f"这种文件看不出数字格式，{amount.text} 也可能是 {hundredfold}%，请在 WPS 里另存为 .xlsx "
        "再导入"
    )


def _translated(given: Given, amount: Amount) -> str:
    """Say how words were read whose digits are not those of the figure; empty when they are."""
    if amount.value is None:
        return ""
    shown = visible(given.cell.text)
    value = format(amount.value, "f")
    if not _FULL_WIDTH.search(shown) and value in squash(shown).replace(",", ""):
        return ""
    return f"{given.cell.address} “{shown}”读作 {value}"
