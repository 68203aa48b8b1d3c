"""How figures, years, deadlines and units are written in a list of ours."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from db.model.period import Period
from db.model.words import ANSWER_WORDS, Op
from db.rules.amounts import read_amount
from db.rules.periods import on_paper

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from db.model.amount import Amount
    from db.model.lines import UnitShare

NO_YEAR = "未注明年份"
PART_OF = "其中："

_SIGNS = {Op.AT_LEAST: "≥", Op.AT_MOST: "≤"}
_DEADLINE = re.compile(r"((?:19|20)[0-9]{2})(?:-(0[1-9]|1[0-2]))?")
_BLANKS_A_LEVEL = "　　"


class FigureWords(str):
    """Words of a figure that do not say its number (全覆盖 for 100): a cell holds both."""

    number: Decimal

    def __new__(cls, text: str, number: Decimal) -> Self:
        """Return the words with the number they stand for."""
        words = super().__new__(cls, text)
        words.number = number
        return words


def amount_words(amount: Amount, unit: str) -> str:
    """Return a figure in the words it was given in, else its number with what is said of it."""
    if amount.answer is not None:
        return ANSWER_WORDS[amount.answer]
    if amount.value is None:
        return amount.text
    if amount.text:
        if not any(sign.isalpha() for sign in amount.text) or _said_by(amount.text, unit) == amount:
            return amount.text
        return FigureWords(amount.text, amount.value)
    number = format(amount.value, "f")
    if amount.high is not None:
        return f"{number}—{amount.high:f}"
    return _SIGNS.get(amount.op, "") + number


@lru_cache(maxsize=8192)
def _said_by(text: str, unit: str) -> Amount | None:
    try:
        return read_amount(text, unit=unit)
    except ValueError:
        return None


def period_words(period: str) -> str:
    """Return a period as a heading: 2023年, 2023年上半年; unnamed, or as it is when not ours."""
    return on_paper(period) if period else NO_YEAR


def period_order(period: str) -> tuple[int, str, int, str]:
    """Return what sorts periods by their last day, the longer after the shorter, unnamed last."""
    if not period:
        return 2, "", 0, ""
    try:
        read = Period.read(period)
    except ValueError:
        return 1, "", 0, period
    length = {"": 3, "S": 2, "Q": 1}.get(read.part[:1], 0)
    return 0, read.last_day.isoformat(), length, period


def deadline_words(deadline: str) -> str:
    """Return 2025 as 2025年, 2025-06 as 2025年6月, and any other deadline as it is."""
    found = _DEADLINE.fullmatch(deadline)
    if found is None:
        return deadline
    return f"{found[1]}年" + (f"{int(found[2])}月" if found[2] else "")


def year_words(year: int | None) -> str:
    """Return a year as a cell says it, and nothing for none."""
    return "" if year is None else f"{year}年"


def unit_words(units: Iterable[UnitShare], *, lead: bool) -> str:
    """Return the names of the lead units, or of the others, in their order."""
    return "、".join([share.name for share in units if share.lead is lead])


def name_words(name: str, depth: int) -> str:
    """Return a name as its row shows it: 其中 for a part, set in further for a part of a part."""
    return f"{_BLANKS_A_LEVEL * (depth - 1)}{PART_OF}{name}" if depth else name
