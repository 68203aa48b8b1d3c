"""Dates and years as people type them, read into what the book keeps."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from db.errors import ValueRefused
from db.faults import ValueFault

_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_YEAR = re.compile(r"(\d{4})\s*年?")
FIRST_YEAR, LAST_YEAR = 1949, 2100


class YearRefused(ValueError):
    """A year or a pair of years that is none; its words are a sentence for the user."""


def read_day(words: str) -> str:
    """Return a date in ISO form, empty for nothing: 2022年5月5日 is 2022-05-05.

    Raises ValueRefused(NOT_A_DATE).
    """
    plain = unicodedata.normalize("NFKC", words).strip()
    if not plain:
        return ""
    found = _DAY.fullmatch(plain)
    if found is None:
        raise ValueRefused(ValueFault.NOT_A_DATE, words.strip())
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError as error:
        raise ValueRefused(ValueFault.NOT_A_DATE, words.strip()) from error


def read_year(words: str) -> int | None:
    """Return a year, None for nothing: 2021年 is 2021; YearRefused when it is none."""
    plain = unicodedata.normalize("NFKC", words).strip()
    if not plain:
        return None
    found = _YEAR.fullmatch(plain)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise YearRefused(f"“{words.strip()}”不是年份。写成 2021 的样子。")
    return int(found[1])


def read_period(first: str, last: str) -> tuple[int | None, int | None]:
    """Return the first and the last year of a plan; YearRefused when they are no pair."""
    start, end = read_year(first), read_year(last)
    if start is not None and end is not None and start > end:
        raise YearRefused(f"首年 {start} 晚于末年 {end}，没有保存。改好其中一个。")
    if (start is None) is not (end is None):
        raise YearRefused("首年和末年要一起写，没有保存。")
    return start, end
