"""The choices that belong to a book: their names, what may be said for each, the defaults."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType

from db.errors import ValueRefused
from db.faults import ValueFault
from db.rules.aggregating import DEFAULT_DECIMALS
from db.rules.checks.limits import PREFIX, Limits
from db.rules.days import read_day
from db.rules.reminding import AHEAD, BACKUP_AFTER, DEFAULTS, MOST

BUREAU = "bureau.name"
"""The name of the bureau that keeps the book."""
OWN_ENTRIES = "review.own_entries"
"""Whether people may approve what they entered themselves: 1."""
DUE = "review.due."
"""review.due.2024 holds the ISO day by which the entries of a period are to be handed in."""
RATIO_DECIMALS = "round.ratio_decimals"
"""Digits behind the point with which a computed ratio is written; it is compared unrounded."""
YES = "1"


class SettingKind(StrEnum):
    """What is said for a setting."""

    WORDS = "words"
    WHOLE = "whole"
    NUMBER = "number"
    PERCENT = "percent"
    YES_NO = "yes_no"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class BookSetting:
    """A setting: its lasting name, its words in the history, its kind, default and bounds.

    `default` is in the words a person reads (a share of 0.3 is 30); numbers lie within `least` and
    `most`.
    """

    name: str
    words: str
    kind: SettingKind
    default: str = ""
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(1_000_000)


def _limit(
    name: str, words: str, kind: SettingKind, least: int = 0, most: int = 1000
) -> BookSetting:
    held = getattr(Limits(), name)
    default = _in_percent(held) if kind is SettingKind.PERCENT else f"{held}"
    return BookSetting(PREFIX + name, words, kind, default, Decimal(least), Decimal(most))


def _in_percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}"


_ALL = (
    BookSetting(BUREAU, "本局名称", SettingKind.WORDS),
    BookSetting(OWN_ENTRIES, "允许审核自己填的格", SettingKind.YES_NO),
    BookSetting(AHEAD, "提前几天提醒", SettingKind.WHOLE, str(DEFAULTS[AHEAD]), most=Decimal(MOST)),
    BookSetting(
        BACKUP_AFTER, "几天没有备份就提醒", SettingKind.WHOLE, str(DEFAULTS[BACKUP_AFTER]),
        most=Decimal(MOST),
    ),
    BookSetting(
        RATIO_DECIMALS, "计算出的比率保留小数", SettingKind.WHOLE, str(DEFAULT_DECIMALS),
        most=Decimal(6),
    ),
    _limit("jump_points", "比率变动的界线", SettingKind.NUMBER, most=100),
    _limit("jump_share", "数量变动的界线", SettingKind.PERCENT),
    _limit("jump_count", "数量变动的最小差", SettingKind.NUMBER, most=1_000_000),
    _limit("jump_history", "看历年范围所需年数", SettingKind.WHOLE, 2, 20),
    _limit("decimals_history", "看小数写法所需年数", SettingKind.WHOLE, 1, 20),
    _limit("closes_in_month", "快报数应换成正式数的月份", SettingKind.WHOLE, 1, 12),
    BookSetting(f"{PREFIX}off", "不查的校验", SettingKind.WORDS),
)  # fmt: skip

BOOK_SETTINGS = MappingProxyType({one.name: one for one in _ALL})


def setting_named(name: str) -> BookSetting | None:
    """Return a setting by its name, None for one that is not a person's to make."""
    if name.startswith(DUE):
        return BookSetting(name, f"{name.removeprefix(DUE)} 的提交截止日", SettingKind.DAY)
    return BOOK_SETTINGS.get(name)


def setting_words(name: str) -> str:
    """Return how a setting is called in the history; its name where it has no other."""
    known = setting_named(name)
    return known.words if known is not None else name


def kept(setting: BookSetting, words: str) -> str:
    """Return what is kept of words a person typed for a setting; empty is its default.

    Raises ValueRefused: NOT_A_DATE, or NOT_IN_BOUNDS.
    """
    plain = unicodedata.normalize("NFKC", words).strip()
    if not plain or plain == setting.default:
        return ""
    if setting.kind is SettingKind.DAY:
        try:
            return read_day(plain).isoformat()
        except ValueError as error:
            raise ValueRefused(ValueFault.NOT_A_DATE, words.strip()) from error
    if setting.kind in {SettingKind.WORDS, SettingKind.YES_NO}:
        return words.strip()
    return _number(setting, plain)


def _number(setting: BookSetting, plain: str) -> str:
    whole = setting.kind is SettingKind.WHOLE
    try:
        number = Decimal(plain.rstrip("%"))
    except InvalidOperation as error:
        raise ValueRefused(ValueFault.NOT_IN_BOUNDS, plain) from error
    fits = number.is_finite() and setting.least <= number <= setting.most
    if not fits or (whole and number != int(number)):
        raise ValueRefused(ValueFault.NOT_IN_BOUNDS, plain)
    if setting.kind is SettingKind.PERCENT:
        return f"{(number / 100).normalize():f}"
    return f"{number.normalize():f}"


def shown(setting: BookSetting, value: str) -> str:
    """Return what a person reads of a kept value; of none, the default."""
    if not value:
        return setting.default
    if setting.kind is SettingKind.PERCENT:
        try:
            return _in_percent(Decimal(value))
        except InvalidOperation:
            return setting.default
    return value
