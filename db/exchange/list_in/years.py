"""Years and reporting periods as headings, titles and deadlines write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from db.exchange.list_in.plain_words import squash, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

_DASH = r"[-–—―─~至到]{1,2}"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?:\.0)?"
_PERIODS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}[-–—/](?:20)?\d\d学年(?:度)?",
        rf"(?P<range>(?:19|20)\d\d年?{_DASH}(?:19|20)\d\d(?:年度?)?)",
        rf"{_YEAR}年?度?(?P<half>[上下])半年(?:[末底]|度)?",
        rf"{_YEAR}年?度?(?:第?(?P<quarter>[一二三四1-4])季度?末?|Q(?P<q>[1-4]))",
        rf"{_YEAR}[年.-](?P<from>\d{{1,2}}){_DASH}(?P<to>\d{{1,2}})月份?[末底]?",
        rf"{_YEAR}[年.-](?P<month>0?[1-9]|1[0-2])(?:月份?[末底]?|$)",
        rf"(?:截[至止]|[到至])?{_YEAR}(?:学年度?|年度|年[末底]|年|[末底])?",
        r"(?P<plan>十[一二三四五六])五(?:规划|计划)?(?:期?末|期末年?|末[期年])?(?P<during>期间|时期)?",
    )
)
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_PARTS = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "S1", (7, 12): "S2"}
_FIVE_YEARS = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
_PLAN_NAME = re.compile(r"(十[一二三四五六])五")
_PLAN_RANGE = re.compile(rf"((?:19|20)\d\d)年?{_DASH}((?:19|20)\d\d)年?")
_LONGEST_PLAN = 20

_DEADLINE_YEAR = re.compile(
    r"(?:[到至]|截[至止])?((?:19|20)\d\d)(?:\.0)?(?:年度?|年?[末底]|年[末底]前?完成)?"
)
_DEADLINE_MONTH = re.compile(
    r"(?:[到至]|截[至止])?((?:19|20)\d\d)(?:年|[-./])(0?[1-9]|1[0-2])(?:月份?[末底]?)?"
)
_JANUARY_OR_OCTOBER = re.compile(r"((?:19|20)\d\d)\.1")
_DATE = re.compile(r"((?:19|20)\d\d)[-./年](0?[1-9]|1[0-2])[-./月](0?[1-9]|[12]\d|3[01])日?")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_LAST_MONTHS = {"Q1": "03", "Q2": "06", "Q3": "09", "Q4": "12", "S1": "06", "S2": "12"}
_WORDED = {"长期": "长期坚持", "长期坚持": "长期坚持", "每年": "每年", "逐年": "每年"}
_LAST_YEAR = re.compile(r"(?:.*\D)?((?:19|20)\d\d)(?:\.0)?(?:年度?)?(?:[末底]|年[末底])?(?:前)?")
_DECEMBER = 12
_DAY_BEFORE_ALL = date(1899, 12, 30)
"""Excel counts days from here, from March 1900 on."""
_DIGITS_OF_A_DAY = 5
_YEARS_OF_PLANS = range(2000, 2060)


class PeriodFound(NamedTuple):
    """A period in a heading and what is left of the heading; `period` is empty when not ours."""

    period: str
    rest: str


def find_period(heading: str) -> PeriodFound | None:
    """Return the period a squashed heading names (2023, 2023-S1); None when it names none.

    2024年1—9月 is a time, but no reporting period: it is found with an empty `period`.
    """
    for pattern in _PERIODS:
        found = pattern.search(heading)
        if found:
            rest = heading[: found.start()] + heading[found.end() :]
            return PeriodFound(_period(found), rest)
    return None


def _period(found: re.Match[str]) -> str:
    """Write the matched time as a period; empty when it is none of ours."""
    said = {name: words for name, words in found.groupdict().items() if words}
    if "plan" in said:
        return str(_FIVE_YEARS[said["plan"]])
    if "range" in said:
        return ""
    year = said["year"]
    if "half" in said:
        return f"{year}-S{'上下'.index(said['half']) + 1}"
    quarter = said.get("quarter") or said.get("q")
    if quarter:
        return f"{year}-Q{_NUMERALS.get(quarter, quarter)}"
    if "from" in said:
        span = (int(said["from"]), int(said["to"]))
        part = _PARTS.get(span, "")
        return f"{year}-{part}" if part else (year if span == (1, _DECEMBER) else "")
    if "month" in said:
        return f"{year}-{int(said['month']):02}"
    return year


def plan_years(titles: Iterable[str]) -> tuple[int | None, int | None]:
    """Return the first and last year of the plan that the titles speak of, the latest if several.

    A history table is titled with the plan before, so the latest end is the plan's own.
    """
    spans: list[tuple[int, int]] = []
    for title in map(squash, titles):
        spans += [(_FIVE_YEARS[name] - 4, _FIVE_YEARS[name]) for name in _PLAN_NAME.findall(title)]
        spans += [
            (int(start), int(end))
            for start, end in _PLAN_RANGE.findall(title)
            if 0 < int(end) - int(start) <= _LONGEST_PLAN
        ]
    if not spans:
        return None, None
    return max(spans, key=lambda span: (span[1], span[0]))


def read_deadline(words: str, *, is_date: bool = False) -> str:
    """Return a deadline as it is kept: 2025, 2025-06, 每年, 长期坚持, else the words themselves.

    `is_date` tells that the cell is a date: a month typed as one is stored as its first day.
    """
    plain = squash(words)
    if plain in _WORDED:
        return _WORDED[plain]
    if year := _DEADLINE_YEAR.fullmatch(plain):
        return year[1]
    if month := _DEADLINE_MONTH.fullmatch(plain):
        return f"{month[1]}-{int(month[2]):02}"
    if day := _DATE.fullmatch(plain):
        last = monthrange(int(day[1]), int(day[2]))[1]
        if int(day[3]) == last or (is_date and int(day[3]) == 1):
            return f"{day[1]}-{int(day[2]):02}"
        return tidy(words)
    found = find_period(plain)
    if found and not found.rest and plain.startswith("十"):
        return found.period
    return tidy(words)


def day_counted(words: str) -> str:
    """Return the day of a date that lost its format (45657 is 2024-12-31); empty for others."""
    days = int(words) if words.isdecimal() and len(words) == _DIGITS_OF_A_DAY else 0
    day = _DAY_BEFORE_ALL + timedelta(days)
    return day.isoformat() if day.year in _YEARS_OF_PLANS else ""


def how_read(address: str, words: str) -> list[str]:
    """Say how a cell was read whose words a spreadsheet may have made of others; none of others.

    What was typed as 2023.10 is the number 2023.1.
    """
    if day := day_counted(words):
        return [f"{address} “{words}”当作日期 {day}"]
    found = _JANUARY_OR_OCTOBER.fullmatch(squash(words))
    year = found[1] if found else ""
    said = f"{address} “{words}”读作 {year} 年 1 月，是 10 月就写成 {year}-10"
    return [said] if found else []


def read_due_year(words: str) -> str:
    """Return the year a work is to be finished; of 2021—2023 the last. Empty when none is said."""
    found = _LAST_YEAR.fullmatch(squash(words)) or _DATE.fullmatch(squash(words))
    if found is None:
        month = _DEADLINE_MONTH.fullmatch(squash(words))
        return month[1] if month else ""
    return found[1]


def read_project_due(words: str) -> str:
    """Return when a project is due, a year or a month (2023, 2023-08): the last the words name.

    Of a day the month counts, of a quarter or half its last month: 2023年第三季度 is 2023-09. Empty
    when no year is named.
    """
    plain = squash(words)
    years = _A_YEAR.findall(plain)
    last = plain[plain.rindex(years[-1]) :] if years else plain
    if day := _DATE.fullmatch(last):
        return f"{day[1]}-{int(day[2]):02}"
    found = find_period(last)
    year, _, part = found.period.partition("-") if found else ("", "", "")
    if part:
        return f"{year}-{_LAST_MONTHS.get(part, part)}"
    return years[-1] if years else year
