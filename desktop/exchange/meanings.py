"""What a column may be corrected to, by the kind of its table, and how corrections are put down."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.corrections import ColumnCorrection, Corrections, SheetCorrections
from db.exchange.list_in.plain_words import squash
from db.exchange.list_in.years import find_period
from db.exchange.listing import ColumnReading, Meaning, TableKind
from db.exchange.project_facts import BEGINNING
from desktop.exchange.verdicts import meaning_words, spot_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from db.exchange.listing import Complaint
    from db.exchange.sheets import Sheet

PERIODIC = frozenset({Meaning.BASELINE, Meaning.ACTUAL, Meaning.TARGET, Meaning.YEARLY})
"""What goes with a year."""

_SHARED = (
    Meaning.LEAD, Meaning.CO, Meaning.RESPONSIBLE, Meaning.OFFICE, Meaning.PERSON, Meaning.LEADER,
    Meaning.CONTACT, Meaning.PROVIDER, Meaning.DEADLINE, Meaning.NOTE,
)  # fmt: skip
OFFERED = MappingProxyType(
    {
        TableKind.INDICATORS: (
            Meaning.NUMBER, Meaning.CATEGORY, Meaning.NAME, Meaning.UNIT, Meaning.NATURE,
            Meaning.BASELINE, Meaning.ACTUAL, Meaning.TARGET, *_SHARED, Meaning.IGNORED,
        ),
        TableKind.TASKS: (
            Meaning.NUMBER, Meaning.SECTION, Meaning.NAME, Meaning.KIND, Meaning.MEASURE,
            Meaning.COMMITMENT, Meaning.QUANTITY, Meaning.UNIT, Meaning.YEARLY,
            Meaning.RECURRING, Meaning.STATUS, *_SHARED, Meaning.IGNORED,
        ),
        TableKind.PROJECTS: (
            Meaning.NUMBER, Meaning.CATEGORY, Meaning.NAME, Meaning.KIND, Meaning.SCHOOL_STAGE,
            Meaning.YEAR_CLASS, Meaning.START, Meaning.DUE_YEAR, Meaning.COUNT, Meaning.PLACES,
            Meaning.CLASSES, Meaning.INVESTMENT, Meaning.AREA, Meaning.FLOOR_AREA,
            Meaning.STAGE, Meaning.TASK, Meaning.STREET, Meaning.SITE, Meaning.COUNT_UNIT,
            *_SHARED, Meaning.IGNORED,
        ),
        TableKind.UNITS: (
            Meaning.NAME, Meaning.ACTUAL, Meaning.NUMBER, Meaning.NOTE, Meaning.IGNORED,
        ),
    }
)  # fmt: skip
"""What a column of each kind of table may be, in the order in which it is offered."""

_YEARS_BEFORE = 2
"""A plan's baseline is the year before its first; some plans give the one before that too."""


class ShareChoice(NamedTuple):
    """How doubtful shares of a sheet are read: its columns, the number shown, what was chosen.

    `chosen` is "ask" while it is open, "shares" or "as_written".
    """

    columns: tuple[int, ...]
    example: str
    chosen: str

    def choices(self) -> list[tuple[str, str]]:
        """Return the choices as (key, words)."""
        number = self.example
        return [
            ("ask", f"{number} 还没有定"),
            ("shares", f"{number} 当作 {_hundredfold(number)}%"),
            ("as_written", f"{number} 就是 {number}%"),
        ]


def years_offered(
    meaning: Meaning, start: int | None, end: int | None, known: Collection[str]
) -> list[str]:
    """Return the periods to offer for a meaning: the plan's years, and those the sheet names."""
    years: set[str] = set()
    if start is not None and end is not None:
        early = meaning is Meaning.BASELINE
        first, last = (start - _YEARS_BEFORE, start - 1) if early else (start, end)
        years = {str(year) for year in range(first, last + 1)}
    return sorted(years | {period for period in known if period})


def period_typed(words: str) -> str:
    """Return the period that a person typed (2024年上半年 is 2024-S1); empty when it is none."""
    found = find_period(squash(words))
    return found.period if found is not None and not found.rest else ""


def meant(reading: ColumnReading | None) -> Meaning:
    """Return which of the meanings that are offered a column has."""
    if reading is None:
        return Meaning.IGNORED
    return Meaning.START if reading.period == BEGINNING else reading.meaning


def corrected(
    reading: ColumnReading | None, before: ColumnCorrection | None, meaning: Meaning, period: str
) -> ColumnCorrection:
    """Return the correction that gives a column a meaning and a period.

    A year that the heading names is not written down: next year's heading names another.
    """
    kept = before or ColumnCorrection(meaning)
    named = reading.period if reading is not None and not (before and before.period) else ""
    return replace(kept, meaning=meaning, period="" if period == named else period)


def as_read(reading: ColumnReading | None, before: ColumnCorrection | None) -> ColumnCorrection:
    """Return a correction that leaves a column's meaning as it is, to put something else right."""
    meaning = reading.meaning if reading is not None else Meaning.IGNORED
    return before or ColumnCorrection(meaning)


def with_unit(said: ColumnCorrection, unit: str) -> ColumnCorrection:
    """Return a correction with another unit for the column's figures."""
    return replace(said, unit=unit)


def with_column(
    told: Corrections, sheet: str, columns: Iterable[tuple[int, ColumnCorrection | None]]
) -> Corrections:
    """Return the corrections with these columns of a sheet corrected, or (None) left to be read."""
    here = told.get(sheet, SheetCorrections())
    kept = dict(here.columns)
    for column, correction in columns:
        if correction is None:
            kept.pop(column, None)
        else:
            kept[column] = correction
    return {**told, sheet: replace(here, columns=kept)}


def with_header(told: Corrections, sheet: str, header: tuple[int, int] | None) -> Corrections:
    """Return the corrections with a sheet's header rows (first, last), or (None) looked for."""
    return {**told, sheet: replace(told.get(sheet, SheetCorrections()), header=header)}


def with_kind(told: Corrections, sheet: str, kind: str) -> Corrections:
    """Return the corrections with a sheet read as a table of another kind, from its beginning."""
    return {**told, sheet: SheetCorrections(kind=kind)}


def with_period(told: Corrections, sheet: str, period: str) -> Corrections:
    """Return the corrections with the period of a sheet's tables of units."""
    return {**told, sheet: replace(told.get(sheet, SheetCorrections()), period=period)}


def with_item(said: ColumnCorrection, item: str) -> ColumnCorrection:
    """Return a correction that says which 数据项 a column of figures by unit counts."""
    return replace(said, meaning=Meaning.ACTUAL, item=item)


def about_correction(
    correction: ColumnCorrection,
    reading: ColumnReading | None,
    kind: TableKind,
    unused: str = "不导入",
) -> str:
    """Return what a column was corrected to, as the tip over it says it."""
    shown = reading or ColumnReading(0, correction.meaning, correction.period)
    parts = [meaning_words(shown, kind, unused)]
    if correction.unit:
        parts.append(f"单位 {correction.unit}")
    if correction.shares:
        parts.append("小数当作百分数")
    if correction.as_written:
        parts.append("小数就是百分数")
    return f"已改为{'，'.join(parts)}，下次同样的表照此读。"


def share_choice(
    sheet: Sheet, complaints: Sequence[Complaint], told: SheetCorrections
) -> ShareChoice | None:
    """Return what is to be chosen of doubtful shares on a sheet; None where nothing is doubtful."""
    doubtful = [one for one in complaints if one.sheet == sheet.name and one.is_share]
    settled = {c for c, said in told.columns.items() if said.shares or said.as_written}
    columns = settled | {spot_of(one.address).column for one in doubtful}
    if not columns:
        return None
    chosen = "ask"
    if not doubtful:
        every = all(told.columns[column].shares for column in columns)
        chosen = "shares" if every else "as_written"
    example = doubtful[0].raw if doubtful else _first_share(sheet, columns)
    return ShareChoice(tuple(sorted(columns)), example, chosen)


def share_correction(
    reading: ColumnReading | None, before: ColumnCorrection | None, chosen: str
) -> ColumnCorrection | None:
    """Return the correction of a column whose shares are to be read as chosen.

    None where nothing else is corrected and the choice was taken back.
    """
    said = replace(
        as_read(reading, before), shares=chosen == "shares", as_written=chosen == "as_written"
    )
    untouched = replace(as_read(reading, None), shares=said.shares, as_written=said.as_written)
    return None if chosen == "ask" and said == untouched else said


def _first_share(sheet: Sheet, columns: Collection[int]) -> str:
    """Return the first number of these columns that may be a share."""
    numbers = (
        cell.text
        for cell in sheet.cells()
        if cell.column in columns and cell.number is not None and 0 < cell.number <= 1
    )
    return next(numbers, "0.9")


def _hundredfold(number: str) -> str:
    """Return a share as the percentage, 0.903 as 90.3; the words themselves when they are none."""
    try:
        return f"{Decimal(number).scaleb(2).normalize():f}"
    except InvalidOperation:
        return number
