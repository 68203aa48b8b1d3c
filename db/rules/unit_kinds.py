"""What the name of a unit tells: the kind of unit it is, or the several units it stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.rules.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

SCHOOLS = ("幼儿园", "小学", "中学", "学校", "学院", "职专", "职中")
"""How the names of schools end."""
PLACES = ("街道", "镇", "乡")
"""How the names of townships end."""

_KIND_ENDINGS = (
    ("学校", SCHOOLS),
    ("乡镇", ("镇", "乡", "街道", "街道办事处", "镇人民政府", "乡人民政府", "乡镇人民政府")),
    ("股室", ("股", "室", "科")),
    ("上级", ("领导小组", "工委", "管委会", "区委", "县委", "市委")),
    ("平级", ("局", "部", "委", "部门", "集团", "公司", "大队", "中心", "委员会", "编办", "人社")),
)


def proposed_kind(name: str) -> str:
    """Return the kind of unit that a name speaks of, empty where it does not tell."""
    plain = folded(name)
    return next((kind for kind, endings in _KIND_ENDINGS if plain.endswith(endings)), "")


_GROUPS = (
    (re.compile(r"各?(?:镇街|乡镇街道|镇、?街道|乡镇（街道）|街镇)"), (*PLACES, "街道办事处")),
    (re.compile(r"各乡镇|各镇乡|各乡（镇）|乡（镇）人民政府|乡镇人民政府"), ("镇", "乡")),
    (re.compile(r"各街道"), ("街道", "街道办事处")),
    (re.compile(r"各镇"), ("镇",)),
    (re.compile(r"各中小学"), ("小学", "中学", "学校")),
    (re.compile(r"各幼儿园"), ("幼儿园",)),
    (re.compile(r"各(?:级各类)?学校"), SCHOOLS),
)
_ALL_OF = re.compile(r"^(?:全[省市县区]|[^各]{0,6})?各")


def names_a_group(name: str) -> bool:
    """Tell whether a name stands for several units: 各街道, 全区各中小学, 乡镇人民政府."""
    plain = name.strip()
    return _ALL_OF.match(plain) is not None or any(pattern.search(plain) for pattern, _ in _GROUPS)


def proposed_members(group: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return those of the names that a group's own name speaks of: 街道 for 各街道."""
    endings = next((ends for pattern, ends in _GROUPS if pattern.search(group)), ())
    return tuple(
        name
        for name in names
        if name != group
        and not names_a_group(name)
        and name.removesuffix("人民政府").endswith(endings)
    )
