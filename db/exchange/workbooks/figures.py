"""Numbers as a spreadsheet stores them, as exact decimals of at most 15 digits."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

# Wide enough for every double written out in full, with the places of any format.
_WIDE = Context(prec=1000, rounding=ROUND_HALF_UP)
# Infinity and "not a number", as the old Microsoft library spells them; others write NaN and INF.
_OLD_NOT_FINITE = re.compile(r"-?1\.#(?:INF|IND|[QS]?NAN)0*", re.IGNORECASE)
# A double written out in full takes no more than about 330 characters.
_LONGEST = 400
# General shows this many characters.
_GLANCE = 11
# That leaves nine places: 0.333333333 and 123456.789.
_GENERAL_PLACES = 9
_GENERAL_LOWEST_POWER = -4
# Beyond 15 digits the rest would be invented, so General turns to 1.23457E+15.
_GENERAL_HIGHEST_POWER = 14
_GENERAL_MANTISSA = Decimal("0.00001")
_ONE = Decimal(1)
_ZERO = Decimal(0)


class NotFiniteError(ValueError):
    """A cell holds infinity or "not a number"."""


def exact(text: str) -> Decimal:
    """Return the number that a cell's XML spells, rounded to 15 digits, without idle zeros.

    Raises:
        NotFiniteError: it is infinite or not a number.
        ValueError: it is no number at all.
    """
    # float would also take 1_000 and digits of other scripts.
    if len(text) > _LONGEST or not text.isascii() or "_" in text:
        raise ValueError(text[:_GLANCE])
    try:
        # What stands in the file is a binary number; Excel shows it in no other way.
        spelled = "%.15g" % float(text)  # noqa: UP031 half as long as format()
    except ValueError:
        if _OLD_NOT_FINITE.fullmatch(text.strip()):
            raise NotFiniteError(text.strip()) from None
        raise
    number = Decimal(spelled)
    if not number.is_finite():
        raise NotFiniteError(text.strip())
    return number or _ZERO


def general(number: Decimal) -> str:
    """Return a number as the format General shows it.

    As in Excel, but whole numbers of 12 to 15 digits are written out, as WPS does: they are
    codes more often than amounts, and 2.10102E+11 would lose them.
    """
    text = str(number)
    if len(text) <= _GLANCE and "E" not in text:
        return text
    power = number.adjusted()
    if power > _GENERAL_HIGHEST_POWER:
        return _scientific(number)
    if power >= _GENERAL_LOWEST_POWER:
        places = min(_GENERAL_PLACES, max(0, _GENERAL_PLACES - power))
        return f"{_without_idle_zeros(rounded(number, places)):f}"
    written = f"{number:f}"
    return written if len(written.lstrip("-")) <= _GLANCE else _scientific(number)


def rounded(number: Decimal, places: int) -> Decimal:
    """Return a number rounded half up, away from zero, to so many places, as Excel shows it."""
    return number.quantize(_place(places), ROUND_HALF_UP, _WIDE)


@cache
def _place(places: int) -> Decimal:
    """Return one in the last of so many places; formats have few different numbers of them."""
    return _ONE.scaleb(-places)


def _scientific(number: Decimal) -> str:
    """Return a number as 1.23457E+15: six digits and a power of at least two digits."""
    power = number.adjusted()
    mantissa = number.scaleb(-power).quantize(_GENERAL_MANTISSA, ROUND_HALF_UP)
    if mantissa.adjusted():
        # 9.999999 was rounded up to ten.
        power += 1
        mantissa = mantissa.scaleb(-1)
    return f"{_without_idle_zeros(mantissa):f}E{power:+03d}"


def _without_idle_zeros(number: Decimal) -> Decimal:
    """Return the number without zeros at its end, but 100 as 100 and not as 1E+2."""
    short = number.normalize(_WIDE)
    if short == short.to_integral_value() and 0 <= short.adjusted() <= _GENERAL_HIGHEST_POWER:
        return short.quantize(_ONE)
    return short
