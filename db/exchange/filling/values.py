"""What a figure of the book becomes in a cell: a number in its format, else the words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from db.exchange.filling.written import Written
from db.exchange.list_in.plain_words import squash
from db.exchange.list_out.words import amount_words
from db.model.words import Op
from db.rules.amounts import read_amount
from db.rules.measures import convert, measure_of

if TYPE_CHECKING:
    from db.exchange.workbooks.numberformats import NumberFormat
    from db.model.amount import Amount

# A spreadsheet's number holds no more; the rest would be lost.
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Seat:
    """A cell that waits for a figure: its format, and how the list writes figures there.

    `holds_number` tells that a number stands there now, `unit_is_told` that the row names its
    unit. `with_sign` tells whether figures in words carry their per cent sign (95%) around there,
    None when there are none to go by. `shares` tells that plain numbers are shares of one there
    (0.903 for 90.3 %).
    """

    form: NumberFormat
    holds_number: bool = False
    unit_is_told: bool = False
    with_sign: bool | None = None
    shares: bool = False


def value_for(amount: Amount, unit: str, seat: Seat) -> Written | None:
    """Return what to write for a figure in `unit`; None when the cell would show it falsely."""
    number = _plain_number(amount, unit, unit_is_told=seat.unit_is_told or seat.holds_number)
    if number is None:
        return Written(words=str(amount_words(amount, unit)))
    shown = seat.form[f"{number:f}"]
    if seat.shares and not shown.percent:
        number = number.scaleb(-2)
        return Written(words=f"{number:f}") if seat.form.is_text else Written(number)
    digits = f"{number:f}"
    signed = measure_of(unit).base == "%" or (not unit and seat.with_sign is True)
    if seat.form.is_text:
        return Written(words=f"{digits}%" if signed and seat.with_sign is not False else digits)
    if len(number.as_tuple().digits) > _MOST_DIGITS:
        return Written(words=digits)
    if shown.percent:
        fits = convert(number, written="%", wanted=unit) is not None
        return Written(number.scaleb(-2)) if fits else None
    if signed and seat.with_sign and not seat.holds_number:
        return Written(words=f"{digits}%")
    return Written(words=digits) if shown.is_date else Written(number)


def _plain_number(amount: Amount, unit: str, *, unit_is_told: bool) -> Decimal | None:
    """Return the number of a figure that is nothing else; None when its words say more."""
    value = amount.value
    if value is None or amount.high is not None or amount.op is not Op.EQUAL:
        return None
    words = squash(amount.text).replace(",", "")
    if not words or _is_number(words, value):
        return value
    if unit_is_told and unit and _is_number(words.removesuffix(squash(unit)), value):
        return value
    try:
        said = read_amount(amount.text, unit=unit)
    except ValueError:
        return value
    # Words that do not say the number (全覆盖 for 100) would lose it.
    return None if said.value == value else value


def _is_number(words: str, value: Decimal) -> bool:
    try:
        return Decimal(words) == value
    except InvalidOperation:
        return False
