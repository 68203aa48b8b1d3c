"""What a size, a year or a date of a project becomes in a cell, written as such cells are."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from db.exchange.filling.values import Seat, value_for
from db.exchange.filling.written import Written
from db.exchange.list_in.figures import SIZE_UNITS
from db.exchange.list_in.plain_words import squash, visible
from db.exchange.list_in.years import read_deadline, read_due_year
from db.exchange.list_out.words import deadline_words
from db.model.amount import Amount
from db.rules.measures import convert, is_unit, measure_of
from db.rules.stage_dates import first_day, is_stage_date, read_stage_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.exchange.listing import ColumnReading
    from db.exchange.sheets import Cell
    from db.exchange.workbooks.numberformats import NumberFormat

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_LENGTH, _DAY_LENGTH = 4, 10
_WITH_WORDS = re.compile(r"[-+]?[\d,]*\.?\d+\s*(?P<unit>\D+)")
_WRITTEN_DATE = re.compile(r"\d{4}\s*(?P<apart>[-./年])\s*(?P<month>\d{1,2})")
_FIRST_DAYS = (first_day("1899-12-30"), first_day("1904-01-01"))
"""What spreadsheets count days from; the format of a cell tells which of them it does."""


def size_for(
    held: Amount, column: ColumnReading, corner: str, like: Cell | None, form: NumberFormat
) -> Written | None:
    """Return a size or money in the unit that heading, corner or such cells name.

    None where nothing names one, or the figure cannot be said in it. A word that stands behind
    such numbers (36班) is kept.
    """
    if held.value is None:
        return None
    base = SIZE_UNITS.get(column.meaning, "") or measure_of(column.unit).base
    behind = _words_behind(like)
    unit = column.unit or _of_corner(corner, base)
    written = behind if is_unit(behind) and measure_of(behind).base else unit
    if not written and base:
        return None
    value = held.value if not written or not base else _in_unit(held.value, base, written)
    if value is None:
        return None
    if behind:
        return Written(words=f"{value:f}{behind}")
    seat = Seat(form, holds_number=True, unit_is_told=bool(written))
    return value_for(Amount(f"{value:f}", value), written, seat)


def year_for(year: str, like: Cell | None, *, own: bool) -> Written | None:
    """Return a year written as in `like`; None where its `own` cell says more than years.

    Of 2021—2023年 the last is the one that counts; a month there would no longer be true.
    """
    if like is None or (like.is_date and not own):
        return Written(words=f"{year}年")
    if like.number is not None and not like.is_date:
        return Written(Decimal(year))
    words = visible(like.text)
    if not own:
        return Written(words=year if _YEAR.fullmatch(squash(words)) else f"{year}年")
    if like.is_date or re.search(r"\d", _YEAR.sub("", words)):
        return None
    last = list(_YEAR.finditer(words))[-1:]
    new = next((words[: one.start()] + year + words[one.end() :] for one in last), "")
    return Written(words=new) if read_due_year(new) == year else None


def date_for(held: str, like: Cell | None, form: NumberFormat, *, deadline: bool) -> Written:
    """Return a day, a month or a deadline written as in `like`, as a date where cells hold dates.

    Only what will be read as the very same is written so; anything else as a list of ours does.
    """
    if deadline and held.isdigit() and like and like.number is not None and not like.is_date:
        return Written(Decimal(held))
    if is_stage_date(held):
        number = _serial(held, form, deadline=deadline)
        if number is not None:
            return Written(number)
        for words in _spellings(held, visible(like.text) if like else ""):
            if _read(words, deadline=deadline) == held:
                return Written(words=words)
    return Written(words=deadline_words(held) if deadline else held)


def _words_behind(like: Cell | None) -> str:
    """Return what stands behind the number of a cell of words: 班 of 36班."""
    if like is None or like.number is not None:
        return ""
    found = _WITH_WORDS.fullmatch(visible(like.text))
    return found["unit"] if found else ""


def _of_corner(corner: str, base: str) -> str:
    """Return the unit printed over the table where it measures the same."""
    if not corner or not base or convert(Decimal(1), written=corner, wanted=base) is None:
        return ""
    return corner


def _in_unit(value: Decimal, base: str, written: str) -> Decimal | None:
    """Return a value in another unit; None where coming back it would be another."""
    said = convert(value, written=base, wanted=written)
    if said is None or convert(said, written=written, wanted=base) != value:
        return None
    return said


def _serial(held: str, form: NumberFormat, *, deadline: bool) -> Decimal | None:
    """Return a date as the number that its cell shows it by; None where it would not."""
    if not form["1"].is_date:
        return None
    day = first_day(held)
    for start in _FIRST_DAYS:
        days = Decimal((day - start).days)
        shown = form[f"{days:f}"].text[:_DAY_LENGTH]
        if shown == day.isoformat() and _read(shown, deadline=deadline) == held:
            return days
    return None


def _spellings(held: str, like: str) -> Iterator[str]:
    """Yield a day or a month as the words of another cell are written."""
    found = _WRITTEN_DATE.match(like)
    if found is None:
        return
    year, *rest = held.split("-")
    if found["apart"] == "年":
        yield "".join(
            f"{int(part)}{sign}"
            for part, sign in zip((year, *rest), ("年", "月", "日"), strict=False)
        )
    else:
        short = len(found["month"]) == 1
        yield found["apart"].join((year, *(str(int(part)) if short else part for part in rest)))


def _read(words: str, *, deadline: bool) -> str:
    """Return what the reader of lists makes of a date."""
    return read_deadline(words, is_date=True) if deadline else read_stage_date(words, near=None)
