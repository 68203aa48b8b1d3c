"""Units of measure: which of them are the same quantity, and by what factor they differ."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

WIDTHS: dict[int, str | None] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")),
    **dict.fromkeys(map(ord, "\u00a0\u3000\u2002\u2003\u2009\u202f"), " "),
    **dict.fromkeys(map(ord, "∶﹕︰"), ":"),
    **dict.fromkeys(map(ord, "−﹣"), "-"),
    **dict.fromkeys(map(ord, "〜∼"), "~"),
    ord("﹪"): "%",
    ord("﹐"): ",",
    ord("≧"): "≥",
    ord("⩾"): "≥",
    ord("≦"): "≤",
    ord("⩽"): "≤",
}
"""Full-width and look-alike characters in their plain form; invisible ones fall away.

Not Unicode's own compatibility form: that would make 95① read 951.
"""

_SCALES = {
    "万亿": Decimal(10) ** 12,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "亿": Decimal(10) ** 8,
    "万": Decimal(10) ** 4,
    "千": Decimal(10) ** 3,
}
"""What may stand before a unit, the longer ones first."""
# Words for one thing counted: people are 人, 名 or 位 without a change of quantity.
_SAME_BASE = {
    "名": "人",
    "位": "人",
    "平方米": "㎡",
    "平米": "㎡",
    "m2": "㎡",
    "m²": "㎡",
    "百分比": "%",
    "百分率": "%",
    "RMB": "元",
    "人民币": "元",
    "元人民币": "元",
}
WAN_PER_YI = 10_000
"""So many 万元 are one 亿元."""
# 1 亩 is 2000/3 ㎡ and 1 公顷 is 15 亩, so these are exact.
_IN_SQUARE_METRES = {"㎡": (1, 1), "亩": (2000, 3), "公顷": (10000, 1), "平方公里": (10**6, 1)}
_COUNTED_WORDS = """
    % ‰ 人 所 个 处 座 间 套 台 册 本 元 年 岁 分 班 学位 人次 亩 ㎡ 公顷 平方公里 公里 千米 米
    项 门 次 件 种 场 期 篇 家 户 校 园 村 支 辆 条 课时 小时 学时 学年 天 倍 百分点 批 组 块 幅
    棵 张 片 对 例 吨 间 枚 只 团 社 站 岗 班级 教学点 乡镇 分钟 轮 节 名次 位次 元/人 元/生 元/年
"""
_COUNTED = frozenset(_COUNTED_WORDS.split())
# Made into a pattern when a unit first needs it: so wide a range takes its time.
_COUNTED_THING = r"[个所座名][\u4e00-\u9fff]{1,6}"


class Measure(NamedTuple):
    """A unit taken apart: 万人 is 10,000 times 人. Without a unit the base is empty."""

    scale: Decimal
    base: str


@lru_cache(maxsize=1024)
def measure_of(unit: str) -> Measure:
    """Return the unit taken apart, whatever its width, brackets or blanks."""
    plain = "".join(unit.translate(WIDTHS).split()).strip("()[]:")
    if plain in _COUNTED:
        return Measure(Decimal(1), plain)
    before = next((words for words in _SCALES if plain.startswith(words)), "")
    base = plain.removeprefix(before)
    return Measure(_SCALES.get(before, Decimal(1)), _SAME_BASE.get(base, base))


@lru_cache(maxsize=1024)
def is_unit(word: str) -> bool:
    """Tell whether `word` is a unit that a figure of a plan may carry: %, 万人, 个学位."""
    base = measure_of(word).base
    counted, slash, _ = base.partition("/")
    if slash and counted in _COUNTED:
        return True
    return not base or base in _COUNTED or re.fullmatch(_COUNTED_THING, base) is not None


def convert(value: Decimal, *, written: str, wanted: str) -> Decimal | None:
    """Return `value`, given in `written`, in the unit `wanted`; None when they do not compare.

    A missing unit takes the other side's: 近1万 of 个 is 10,000, and 8.48万人 where no unit is
    known counts people.
    """
    given, asked = measure_of(written), measure_of(wanted)
    if not written or given == asked:
        return value
    if _is_part(given.base, asked.base):
        return _tidy(value * given.scale / asked.scale)
    if given.base in _IN_SQUARE_METRES and asked.base in _IN_SQUARE_METRES:
        up, down = _IN_SQUARE_METRES[given.base]
        asked_up, asked_down = _IN_SQUARE_METRES[asked.base]
        numerator = given.scale * up * asked_down
        return _tidy(value * numerator / (asked.scale * asked_up * down))
    return None


def _is_part(given: str, asked: str) -> bool:
    """Tell whether figures in `given` may stand in a row of `asked`."""
    if asked == "%" or given == "%":
        return given == asked or not asked
    if not given or not asked or given == asked:
        return True
    if given.startswith("个") and asked.startswith("个"):
        return "个" in {given, asked}
    return asked.startswith(given + "/")


def _tidy(value: Decimal) -> Decimal:
    """Return the number without the zeros and exponents that arithmetic leaves behind."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()
