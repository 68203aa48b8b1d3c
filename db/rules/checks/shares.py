"""Which rates are shares of a whole, by their names: never above 100, and which of two is more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.model.lines import IndicatorLine

_MAY_PASS_100 = ("毛入", "完成率", "增长", "增幅", "比例系数", "倍")
"""Words of rates that may pass 100 % by their definition: gross enrolment counts every age."""

_SHARES = ("占比", "覆盖", "合格率", "达标率", "毕业率", "普及率", "设置率", "持证")
"""Words of rates that are a part of a whole, so that more than 100 % is a mistake."""

_CHANGES = ("增长", "增幅", "增减", "变化", "降幅", "差额", "净增")
"""Words of quantities that may be negative."""

# 公办园在园幼儿占比, 公办学额覆盖率, 学前教育公办率; not 公办幼儿园托幼一体化设置率, nor the share
# of the kindergartens themselves, which counts something else.
_PUBLIC_SHARE = re.compile(
    r"公办(?:率|占比|(?:幼儿)?园?在园(?:幼儿|儿童)数?(?:占比|比例)|(?:学额|学位)(?:覆盖率|占比))"
)
# 普惠性幼儿园覆盖率, 普惠学额覆盖率; 普惠性民办幼儿园覆盖率 is only one part of them.
_SHELTERED_SHARE = re.compile(r"普惠.*覆盖率")


def may_pass_100(line: IndicatorLine) -> bool | None:
    """Tell whether a rate may pass 100 %: what a person said, else its name; None: ask."""
    if line.may_pass_100 is not None:
        return line.may_pass_100
    if any(word in line.name for word in _MAY_PASS_100):
        return True
    return False if any(word in line.name for word in _SHARES) else None


def may_be_negative(line: IndicatorLine) -> bool:
    """Tell whether a quantity measures a change, which may go either way."""
    return any(word in line.name for word in _CHANGES)


def is_public_share(line: IndicatorLine) -> bool:
    """Tell whether a row is the share of children in public kindergartens (公办占比)."""
    return line.unit == "%" and "普惠" not in line.name and bool(_PUBLIC_SHARE.search(line.name))


def is_sheltered_share(line: IndicatorLine) -> bool:
    """Tell whether a row is the share of children in affordable ones (普惠覆盖率)."""
    name = line.name
    return line.unit == "%" and "民办" not in name and bool(_SHELTERED_SHARE.search(name))
