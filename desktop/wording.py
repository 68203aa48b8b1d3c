"""The window's words for the book's values: figures, periods, times, vocabularies."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from db.model.words import ANSWER_WORDS, Counting, Op
from db.rules.periods import named, part_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from db.changes import ChangeSet
    from db.model.amount import Amount
    from db.model.lines import IndicatorLine, PlanLine, YearValue
    from db.operations.recording import Entry

DASH = "——"
"""What stands where the plan gives no value."""


def as_printed(amount: Amount, unit: str) -> str:
    """Return a figure as the plan prints it, its unit left out: 95%以上 is 95以上."""
    if amount.answer is not None:
        return ANSWER_WORDS[amount.answer]
    words = amount.text.strip()
    if unit and unit in words and words != unit:
        words = words.replace(unit, "", 1)
    return words or DASH


def target_words(line: IndicatorLine, value: YearValue) -> str:
    """Return a target as the plan prints it, and whether it is a year's where actuals run on.

    累计 stands before what is meant of all years in a row of 当年数, 当年 before a year's own
    number in one of 累计数.
    """
    words = as_printed(value.amount, line.unit)
    if line.counting is Counting.POINT or line.recurring:
        return words
    from db.rules.paths import is_running_total  # noqa: PLC0415 - few rows are counted so

    if is_running_total(line, value):
        return f"累计 {words}" if line.counting is Counting.FLOW else words
    return f"当年 {words}" if line.counting is Counting.CUMULATIVE else words


def is_plain(amount: Amount, unit: str) -> bool:
    """Tell whether the words are a bare number, perhaps with its unit: nothing else is said."""
    if amount.value is None or amount.high is not None or amount.op is not Op.EQUAL:
        return False
    words = _narrow(amount.text).replace(",", "").strip()
    whole, _, rest = words.rpartition(".")
    if rest.isdecimal() and (not whole or whole.isdecimal()):
        # Nearly all are: no pattern need be made for them.
        return True
    tail = rf"(?:[万亿千百]|%|{re.escape(unit)})*" if unit else r"(?:[万亿千百]|%)*"
    return re.fullmatch(rf"[-+−]?\d*\.?\d+\s*{tail}", words) is not None


def decimals_of(amounts: Iterable[Amount], unit: str) -> int:
    """Return the most decimals among the bare numbers, so that a row has one number of them.

    A figure that was worked out has many more than its words show: the words count.
    """
    found = [
        min(-exponent, _places(amount.text))
        for amount in amounts
        if amount.value is not None and is_plain(amount, unit)
        for exponent in (amount.value.as_tuple().exponent,)
        if isinstance(exponent, int) and exponent < 0
    ]
    return max(found, default=0)


def _places(words: str) -> int:
    """Return how many digits stand behind the point of a bare number."""
    behind = _narrow(words).partition(".")[2]
    return next((at for at, sign in enumerate(behind) if not sign.isdecimal()), len(behind))


def _narrow(words: str) -> str:
    """Return words with full-width digits and signs in their usual form."""
    if words.isascii():
        return words
    from unicodedata import normalize  # noqa: PLC0415 - loaded when there is one: few have any

    return normalize("NFKC", words)


def reached(amount: Amount, unit: str, decimals: int) -> str:
    """Return a recorded figure with its row's decimals; words that say more stay as given."""
    if amount.value is not None and is_plain(amount, unit):
        return f"{amount.value:.{decimals}f}".replace("-", "−")
    return as_printed(amount, unit)


def size(value: Decimal | None) -> str:
    """Return a project's size without needless zeros, empty when unknown."""
    if value is None:
        return ""
    words = f"{value:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def value_words(value: Decimal, decimals: int) -> str:
    """Return a number with so many decimals and a real minus."""
    return f"{value:.{decimals}f}".replace("-", "−")


def signed(value: Decimal, decimals: int | None = None) -> str:
    """Return a difference with its sign: +0.30, −0.90, 0.00; without decimals as it is."""
    words = f"{value:+f}" if decimals is None else f"{value:+.{decimals}f}"
    return words[1:] if not words.strip("+-0.") else words.replace("-", "−")


def source_words(source: str) -> str:
    """Return where a figure came from: a file's name, else how it came into the book."""
    from db.model.work_words import SOURCE_WORDS  # noqa: PLC0415 - the first page names no source

    kind, comma, rest = source.partition("，")
    known = {str(one): words for one, words in SOURCE_WORDS.items()}
    return known.get(kind, kind) + comma + rest


def part_words(period: str) -> str:
    """Return a period within its year: 上半年, 第二季度, 5 月; a whole year is its number."""
    year, _, part = period.partition("-")
    return part_in_words(part) or year


def period_words(period: str) -> str:
    """Return a period as it is said: 2024 年, 2024 年上半年, 2024 年第二季度, 2024 年 5 月."""
    return named(period)


def head_words(period: str) -> str:
    """Return a period as a column's head names it: 2024, 2024 年第二季度."""
    return named(period) if "-" in period else period


def period_choices(years: Iterable[int], period: str) -> list[tuple[str, str]]:
    """Return years to choose from, with their words, and the period in hand where it is none."""
    offered = sorted({*map(str, years), *([period] if period else [])})
    return [(one, period_words(one)) for one in offered]


def place_words(place: str) -> str:
    """Return where a figure stands as it is said: 2024-Q4 巩固率 in 2024 年第四季度 巩固率."""
    period, _, name = place.partition(" ")
    stored = re.fullmatch(r"\d{4}(?:-[SQ]?\d{1,2})?", period)
    return f"{period_words(period)} {name}" if stored and name else place


def span(plan: PlanLine) -> str:
    """Return the years of a plan: 2021—2025 年, empty when it names none."""
    if plan.period_start is None or plan.period_end is None:
        return ""
    return f"{plan.period_start}—{plan.period_end} 年"


def short_title(plan: PlanLine) -> str:
    """Return a plan's title without the county every plan of the book begins with."""
    rest = plan.title.removeprefix(plan.county).strip() if plan.county else plan.title
    return rest if len(rest) > 4 else plan.title  # noqa: PLR2004 - less says too little


def moment(when: datetime, today: date) -> str:
    """Return a time as it is said today: 今天 08:31, 11-02 17:40, 2025-03-01."""
    local = when.astimezone() if when.tzinfo else when
    clock = local.strftime("%H:%M")
    days = (today - local.date()).days
    if days == 0:
        return f"今天 {clock}"
    if days == 1:
        return f"昨天 {clock}"
    if local.year == today.year:
        return local.strftime("%m-%d ") + clock
    return local.strftime("%Y-%m-%d")


def stamp(iso: str) -> str:
    """Return a stored time for a history line: 01-14 16:20."""
    try:
        when = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    local = when.astimezone() if when.tzinfo else when
    return local.strftime("%m-%d %H:%M")


def minute(iso: str) -> str:
    """Return a stored time as it was told where it was written: 2024-03-01 16:20."""
    return iso[:16].replace("T", " ")


def clock(iso: str) -> str:
    """Return the time of day of a stored time as it was told where it was written: 16:20."""
    return iso[11:16]


def shortened(words: str, most: int) -> str:
    """Return words of at most so many characters, the middle left out where there are more."""
    if len(words) <= most:
        return words
    end = (most - 1) // 2
    return f"{words[: most - 1 - end]}…{words[-end:]}"


def recorded_words(entries: Sequence[Entry]) -> str:
    """Return what the status bar says of figures that were typed, or cleared."""
    done = "已录入" if any(entry.words for entry in entries) else "已清除"
    return f"{done} {len(entries)} 格，Ctrl+Z 撤销。"


def done_words(changes: ChangeSet) -> str:
    """Return what the status bar says of a step that was made, in the step's own words."""
    # What begins with a name is no verb's object: “甲局”并入“乙局”.
    done = "已记下：" if changes.label.startswith("“") else "已"
    return f"{done}{changes.label}，Ctrl+Z 撤销。"
