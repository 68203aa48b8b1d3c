"""A figure from the words or the number of a cell (95%以上, 近1万, 10—15), never guessed."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from db.model.amount import Amount
from db.model.words import SUM_WORDS, Answer, Op
from db.rules.measures import WIDTHS, convert, is_unit, measure_of

_MOST_WORDS = 12
_MOST_DIGITS = 18
_YEARS = range(1900, 2101)

_ANSWERS = {"无此项": Answer.NONE, "不适用": Answer.NOT_APPLICABLE}
_PLACEHOLDER = re.compile(r"(?:[-–—―─_/\\…·~]|\.{2,})+|无")
# Words that point elsewhere or put the figure off: the cell holds no value and no goal.
_REFERENCE = re.compile(
    r"#|见附|见表|见备注|^详?见|^参见|^同[上左前下]|^待|^未定|百分之"
    r"|^[年月].?[底末初内中前]|[一二两三四五六七八九十][至到—－-][一二两三四五六七八九十]"
)
_CHINESE_DIGITS = {sign: digit for digit, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_DIGIT = re.compile(r"[0-9]")
# 94。71: what an input method left in Chinese makes of a point.
_CHINESE_POINT = re.compile(r"(?<=[0-9])。(?=[0-9])")
_MONTH = re.compile(r"[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}[日号])?")
# A blank between two digits could be a lost point or two numbers, so it stays and is refused.
_LOOSE_BLANK = re.compile(r"(?<![0-9.,])\s+|\s+(?![0-9.,])")

_BEFORE = {
    "大于等于": Op.AT_LEAST, "小于等于": Op.AT_MOST, "不低于": Op.AT_LEAST,
    "不少于": Op.AT_LEAST, "不小于": Op.AT_LEAST, "不高于": Op.AT_MOST,
    "不超过": Op.AT_MOST, "不多于": Op.AT_MOST, "不大于": Op.AT_MOST,
    "控制在": Op.EQUAL, "保持在": Op.EQUAL, "稳定在": Op.EQUAL, "提高到": Op.EQUAL,
    "提升到": Op.EQUAL, "提高至": Op.EQUAL, "提升至": Op.EQUAL, "下降到": Op.EQUAL,
    "下降至": Op.EQUAL, "降低到": Op.EQUAL, "至少": Op.AT_LEAST, "超过": Op.AT_LEAST,
    "高于": Op.AT_LEAST, "多于": Op.AT_LEAST, "大于": Op.AT_LEAST, "低于": Op.AT_MOST,
    "少于": Op.AT_MOST, "小于": Op.AT_MOST, "至多": Op.AT_MOST, "最多": Op.AT_MOST,
    "达到": Op.EQUAL, "保持": Op.EQUAL, "力争": Op.EQUAL, "累计": Op.EQUAL,
    "大约": Op.EQUAL, "将近": Op.EQUAL, "接近": Op.EQUAL, "降至": Op.EQUAL,
    "平均": Op.EQUAL, "每年": Op.EQUAL, "每学年": Op.EQUAL, "每学期": Op.EQUAL,
    "每月": Op.EQUAL, "每周": Op.EQUAL,
    ">=": Op.AT_LEAST, "<=": Op.AT_MOST, "≥": Op.AT_LEAST, "≤": Op.AT_MOST,
    ">": Op.AT_LEAST, "<": Op.AT_MOST, "达": Op.EQUAL, "超": Op.AT_LEAST,
    "为": Op.EQUAL, "约": Op.EQUAL, "近": Op.EQUAL, "共": Op.EQUAL, "=": Op.EQUAL,
}  # fmt: skip
_SIGNS = {Op.AT_LEAST: "≥", Op.AT_MOST: "≤"}
_AFTER = {
    "(含)以上": Op.AT_LEAST, "(含)以下": Op.AT_MOST, "(含)以内": Op.AT_MOST,
    "及以上": Op.AT_LEAST, "及以下": Op.AT_MOST, "及以内": Op.AT_MOST,
    "以上": Op.AT_LEAST, "以内": Op.AT_MOST, "以下": Op.AT_MOST, "之内": Op.AT_MOST,
    "左右": Op.EQUAL, "上下": Op.EQUAL,
}  # fmt: skip
_BEFORE_PATTERN = re.compile("|".join(map(re.escape, _BEFORE)))
# 至少组织2次: what is done at least so often.
_DONE = re.compile(r"至少(?:有|召开|组织|安排|上好|听取|开展|举办|建成|新建|培养|完成)")
# 5所(按列名计): a remark without figures of its own.
_REMARK = re.compile(r"(?<=[^(])\([^()0-9]*[\u4e00-\u9fff][^()0-9]*\)$")
_REMARKS_THAT_COUNT = frozenset({"(含)"})
_AFTER_PATTERN = re.compile("(?:" + "|".join(map(re.escape, _AFTER)) + ")$")
# 两所以上: small counts in words, of things that are counted; 一流 and 一期 are no counts.
_IN_CHINESE = re.compile(
    rf"(?P<before>(?:{_DONE.pattern}|{_BEFORE_PATTERN.pattern})*)"
    r"(?P<number>[一二两三四五六七八九]?十?[一二三四五六七八九]?)"
    r"(?P<rest>[所个项次名人座处间套台节倍场门家本册].{0,6})"
)
_DATE_IN_CHINESE = re.compile(r"[一二三四五六七八九十]{1,3}[月日]")

_NUMBER = r"(?:(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+)"
_SCALE = r"万亿|千万|百万|万|亿|千(?![米克])"
_UNIT = r"[%‰㎡A-Za-z²/\u4e00-\u9fff]{1,8}"


def _quantity(name: str) -> str:
    """Return the pattern of one number with what is written to it, its groups ending in `name`."""
    return (
        rf"(?:1:(?P<to{name}>{_NUMBER})|(?P<from{name}>{_NUMBER}):1"
        rf"|(?P<number{name}>{_NUMBER})(?P<scale{name}>{_SCALE})?[余多]?(?P<unit{name}>{_UNIT})?)"
    )


_SINGLE = re.compile(r"(?P<sign>[-+])?" + _quantity(""))
_RANGE = re.compile(_quantity("_low") + r"(?:[-–—―─~]{1,2}|至|到)" + _quantity("_high"))
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,10})?", re.ASCII)
_NEGATIVE = re.compile(rf"\((?P<number>{_NUMBER})(?P<unit>%)?\)(?P<after>%)?")


class UnitDiffers(ValueError):
    """A figure carries another unit than the one asked for; the message says so in Chinese."""


def read_amount(words: str, *, unit: str = "") -> Amount:
    """Return the figure that `words` say, in `unit` (its words kept, outer blanks aside).

    Raises:
        ValueError: when the words are no value, or carry another unit (UnitDiffers); the message
            is a Chinese sentence that says which.
    """
    if _PLAIN.fullmatch(words) and words[:2] != "-0":
        return Amount(words, Decimal(words))
    text = words.translate({0xFEFF: None, 0x200B: None}).strip()
    plain = _CHINESE_POINT.sub(".", _LOOSE_BLANK.sub("", text.translate(WIDTHS).strip()))
    if not plain:
        raise ValueError("空白不是数值")
    if plain in _ANSWERS:
        return Amount(text, answer=_ANSWERS[plain])
    plain = _in_digits(plain)
    if _PLACEHOLDER.fullmatch(plain) or _is_goal_in_words(plain):
        return Amount(text)
    if not _DIGIT.search(plain):
        raise ValueError(f"“{text}”不是数值")
    if _MONTH.fullmatch(plain):
        raise ValueError(f"“{text}”是日期，不是数值")
    return _figure(text, plain, unit)


def amount_of_number(number: Decimal, *, text: str, percent: bool, unit: str) -> Amount:
    """Return the figure of a number cell that shows `text`; 0.95 shown as 95% is 95.

    The shown text is kept when it says the same number, or words instead of one; else the number
    in full stands for it.

    Raises:
        ValueError: when the number is not finite, or is a percentage where `unit` is another.
    """
    if not number.is_finite():
        raise ValueError(f"“{text}”不是数值")
    if number and not percent and text == str(number) and (plain := plain_amount(text)):
        return plain
    # Written out, so that what is stored never reads 1E+2.
    value = Decimal(format(number.scaleb(2) if percent else number, "f")) or Decimal(0)
    if percent and convert(value, written="%", wanted=unit) is None:
        raise ValueError(f"“{text}”是百分数，与单位“{unit}”不一致")
    if text == str(value):
        return Amount(text, value)
    try:
        shown = read_amount(text, unit=unit)
    except ValueError:
        shown = None
    if shown is not None and shown.value == value and shown.high is None:
        return Amount(shown.text, value, op=shown.op)
    if (shown is None or shown.value is None) and _CHINESE.search(text):
        # A format may show words for a number: 100 as 全覆盖, 2 as 各1所.
        return Amount(text.strip(), value, op=_op_within(text))
    return Amount(f"{value}%" if percent else str(value), value)


@lru_cache(maxsize=16384)
def plain_amount(words: str) -> Amount | None:
    """Return the figure of words that are nothing but a number, None where they are more."""
    plain = _PLAIN.fullmatch(words) and words[:2] != "-0"
    return Amount(words, Decimal(words)) if plain else None


def in_plain_width(amount: Amount) -> Amount:
    """Return a figure whose words are written in half width: ９４.７１ as 94.71, 95％ as 95%.

    For what an office records; what a plan prints is kept as it is printed.
    """
    if amount.text.isascii():
        return amount
    plain = _CHINESE_POINT.sub(".", amount.text.translate(WIDTHS).strip())
    return amount._replace(text=plain)


def in_unit(amount: Amount, *, written: str, wanted: str) -> Amount | None:
    """Return a figure in another unit of the same quantity (0.513 万个 as 5130 个), or None.

    Its words spoke of the unit it is `written` in; what they said is said again.
    """
    value = _converted(amount.value, written, wanted)
    high = _converted(amount.high, written, wanted)
    if (value, high) == (amount.value, amount.high):
        return amount
    if value is None:
        return None
    return amount._replace(text=number_words(value, high, amount.op), value=value, high=high)


def number_words(value: Decimal, high: Decimal | None, op: Op) -> str:
    """Return a number with what is said of it: 5130, ≥5130, 3—5."""
    number = f"{value:f}"
    return _SIGNS.get(op, "") + number if high is None else f"{number}—{high:f}"


def note_beside(note: str, before: Amount, now: Amount) -> str:
    """Return what of a note still stands when a figure is another.

    Why there was none does not, nor that it is a sum (各季合计).
    """
    if before.answer is not None and now.answer is None:
        return ""
    return "" if note in SUM_WORDS.values() and now.value != before.value else note


def _converted(value: Decimal | None, written: str, wanted: str) -> Decimal | None:
    return None if value is None else convert(value, written=written, wanted=wanted)


def _op_within(text: str) -> Op:
    """Return what words that are no figure of themselves say of one: 不低于中学的9倍."""
    after = _AFTER_PATTERN.search(text)
    if after is not None:
        return _AFTER[after[0]]
    said = (op for word, op in _BEFORE.items() if op is not Op.EQUAL and word in text)
    return next(said, Op.EQUAL)


def _is_goal_in_words(plain: str) -> bool:
    """Tell whether the words are a goal that no figure measures: 巩固提高, 全覆盖."""
    if len(plain) > _MOST_WORDS or _DIGIT.search(plain) or not _CHINESE.search(plain):
        return False
    if _DATE_IN_CHINESE.fullmatch(plain):
        return False
    return not _REFERENCE.search(plain)


def _in_digits(plain: str) -> str:
    """Return a small count in words with its digits (两所以上 as 2所以上), else the words."""
    found = _IN_CHINESE.fullmatch(plain)
    if found is None or not found["number"]:
        return plain
    tens, ten, ones = found["number"].rpartition("十")
    if not ten and len(ones) > 1:
        return plain
    number = 10 * _CHINESE_DIGITS.get(tens, 1) if ten else 0
    number += _CHINESE_DIGITS.get(ones, 0)
    return f"{found['before']}{number}{found['rest']}"


def _figure(text: str, plain: str, unit: str) -> Amount:
    """Return the figure of words that hold digits; ValueError when they are not one value."""
    negative = _NEGATIVE.fullmatch(plain)
    if negative:
        written = negative["unit"] or negative["after"] or ""
        value = _number_in_unit(text, negative["number"], written, unit)
        return Amount(text, -value if value else value)
    op, body = _operator(text, plain)
    single = _SINGLE.fullmatch(body)
    if single:
        value = _value(text, single.groupdict(), "", unit)
        return Amount(text, -value if single["sign"] == "-" and value else value, op=op)
    found = _RANGE.fullmatch(body)
    if found is None or op is not Op.EQUAL:
        raise ValueError(f"“{text}”不是数值")
    return _range(text, found.groupdict(), unit)


def _operator(text: str, plain: str) -> tuple[Op, str]:
    """Take the words about the value off, and return what they say with what is left."""
    said: set[Op] = set()
    remark = _REMARK.search(plain)
    body = plain if remark is None or remark[0] in _REMARKS_THAT_COUNT else plain[: remark.start()]
    if done := _DONE.match(body):
        said.add(Op.AT_LEAST)
        body = body[done.end() :]
    while found := _BEFORE_PATTERN.match(body):
        body = body[found.end() :]
        said.add(_BEFORE[found[0]])
    while found := _AFTER_PATTERN.search(body):
        body = body[: found.start()]
        said.add(_AFTER[found[0]])
    said.discard(Op.EQUAL)
    if len(said) > 1:
        raise ValueError(f"“{text}”前后说法不一致")
    return (said.pop() if said else Op.EQUAL), body


def _range(text: str, parts: dict[str, str | None], unit: str) -> Amount:
    """Return a range; what only its end carries (1—2万, 10—15%) belongs to both."""
    shared = dict(parts)
    for part in ("scale", "unit"):
        shared[f"{part}_low"] = parts[f"{part}_low"] or parts[f"{part}_high"]
    low = _value(text, shared, "_low", unit)
    high = _value(text, shared, "_high", unit)
    bare = not (parts["unit_high"] or parts["scale_high"])
    if low >= high or (bare and low in _YEARS and high in _YEARS):
        raise ValueError(f"“{text}”不是数值")
    return Amount(text, low, high, Op.BETWEEN)


def _value(text: str, parts: dict[str, str | None], name: str, unit: str) -> Decimal:
    """Return one number in `unit`; the second term of a ratio of one (1:15) is its value."""
    ratio = parts[f"to{name}"] or parts[f"from{name}"]
    if ratio:
        return _number_in_unit(text, ratio, "" if unit != "%" else "比", unit)
    written = (parts[f"scale{name}"] or "") + (parts[f"unit{name}"] or "")
    return _number_in_unit(text, parts[f"number{name}"] or "", written, unit)


def _number_in_unit(text: str, number: str, written: str, unit: str) -> Decimal:
    """Return the number that stands with the unit `written`, in `unit`, exactly."""
    value = Decimal(number.replace(",", ""))
    known = is_unit(written) or measure_of(written) == measure_of(unit)
    if len(value.as_tuple().digits) > _MOST_DIGITS or not known:
        raise ValueError(f"“{text}”不是数值")
    if (written == "年" and value in _YEARS) or (written in {"月", "日", "号"} and written != unit):
        raise ValueError(f"“{text}”是日期，不是数值")
    converted = convert(value, written=written, wanted=unit)
    if converted is None:
        raise UnitDiffers(f"“{text}”与单位“{unit}”不一致")
    return converted
