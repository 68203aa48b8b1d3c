"""Names of units that are written as one or in two ways: what a person may split or join."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from db.rules.names import NEAR, folded
from db.rules.unit_kinds import PLACES, SCHOOLS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_OFFICES = (
    "人民政府", "街道办事处", "委员会", "领导小组", "管委会", "集团", "公司", "中心", "局", "委",
    "部",
)  # fmt: skip
# What belongs to the unit before it (公安局交警大队), unless a person knows both by themselves.
_INSIDE = ("分局", "大队", "中队", "支队", "办公室", "科", "股", "室", "所", "站")
_ENDINGS = sorted((*SCHOOLS, *PLACES, *_OFFICES, *_INSIDE), key=len, reverse=True)
_WITHIN = {
    **dict.fromkeys(SCHOOLS, (*_INSIDE, "集团", "中心", "部", "委员会", "领导小组", "委", "公司")),
    **dict.fromkeys(PLACES, SCHOOLS + _INSIDE + _OFFICES),
    **dict.fromkeys(
        ("局", "委", "人民政府", "街道办事处", "委员会", "管委会"),
        (*_INSIDE, "中心", "领导小组", "委员会", "委", "部"),
    ),
    "部": (*_INSIDE, "中心", "领导小组", "委员会"),
    **dict.fromkeys(("中心", "领导小组"), ("办公室", "科", "股", "室")),
    **dict.fromkeys(("集团", "公司"), ("部", "中心", "公司", "科", "股", "室", "委员会")),
}  # fmt: skip
"""By the ending of a first part, those that a second one may have as a part of it."""
_NO_NAME = frozenset(
    {"附属", "附设", "分校", "中心", "教育", "第一", "第二", "第三", "实验", "工作", "直属", "下属"}
)
"""Words that are no name of a second unit by themselves (镇中心小学, 学校教育集团)."""
_NO_NAME_BEGINS = ("附属", "附设", "所属")
_NAMED_BY_ANY = ("局", "委", "委员会")
"""What makes a unit of such a word all the same: 教育局."""
_NO_UNIT = re.compile(r"(?<!第)[0-9]|[等或]")
_LEAST_STEM = 2
_LEAST_KNOWN = 3
_JOINTS = "和与及"
_MOST_PARTS = 6
_LONGEST = 60


class _Cut(NamedTuple):
    """A way to cut a name: how many signs of it are guessed, less how many parts, and these."""

    guessed: int
    fewer: int
    parts: tuple[str, ...]


def parts_of_run_together(name: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the units that a name holds without a sign between them; nothing where it is one.

    经济发展集团公安分局 is 经济发展集团 and 公安分局. `known` are the names of the book's other
    units. A part is one of them, or ends as names of units do; of several ways to cut, the one that
    guesses least is proposed. What is inside another unit (公安局交警大队, 城关镇中心小学) is only
    proposed where both are known.
    """
    return _parts(folded(name), {folded(one) for one in known})


def run_together(names: Collection[str], known: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return those of the names that hold several units, with these; see parts_of_run_together."""
    others = {folded(one) for one in known}
    found = {name: _parts(folded(name), others) for name in names}
    return {name: parts for name, parts in found.items() if parts}


def _parts(whole: str, known: Collection[str]) -> tuple[str, ...]:
    names = {one for one in _inner(whole) if one in known}
    if not _may_hold_two(whole, names):
        return ()
    cuts = [cut for cut in _cuts(whole, names, 0) if len(cut.parts) > 1]
    return min(cuts, default=_Cut(0, 0, ())).parts


def _inner(whole: str) -> Iterator[str]:
    """Yield every stretch of a name that could be one of the book's, but not the whole name."""
    size = len(whole)
    for start in range(size):
        for end in range(start + _LEAST_KNOWN, size + 1):
            if end - start < size:
                yield whole[start:end]


def _may_hold_two(whole: str, names: Collection[str]) -> bool:
    """Tell whether a name is long enough, and something in it ends before its end."""
    if not 2 * _LEAST_KNOWN <= len(whole) <= _LONGEST:
        return False
    if names:
        return True
    inner = whole[:-_LEAST_KNOWN]
    return any(ending in inner for ending in _ENDINGS)


def _cuts(text: str, names: Collection[str], depth: int) -> Iterator[_Cut]:
    """Yield every way to cut a text into units."""
    if text in names:
        yield _Cut(0, -1, (text,))
    elif _ending_of(text):
        yield _Cut(len(text), -1, (text,))
    if depth >= _MOST_PARTS:
        return
    for first, rest in _first_parts(text, names):
        for cut in _cuts(rest, names, depth + 1):
            if _may_follow(first, cut.parts[0], names):
                guessed = cut.guessed + (0 if first in names else len(first))
                yield _Cut(guessed, cut.fewer - 1, (first, *cut.parts))


def _first_parts(text: str, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield what a text may begin with as a unit, and what is left after it."""
    for end in range(_LEAST_KNOWN, len(text) - _LEAST_STEM):
        first, rest = text[:end], text[end:]
        if first in names or _ending_of(first):
            yield first, rest
            if rest[0] in _JOINTS and len(rest) > _LEAST_KNOWN:
                yield first, rest[1:]


def _ending_of(text: str) -> str:
    """Return what a text ends in as a unit's name does; empty where it does not, or is too bare."""
    for ending in _ENDINGS:
        if text.endswith(ending):
            bare = len(text) - len(ending) < _LEAST_STEM
            # 等5所幼儿园 counts units, it names none.
            return "" if bare or _NO_UNIT.search(text) else ending
    return ""


def _may_follow(first: str, second: str, names: Collection[str]) -> bool:
    """Tell whether two parts beside each other are two units."""
    if first in names and second in names:
        return True
    ending = _ending_of(second)
    if ending and ending in _WITHIN.get(_ending_of(first), ()):
        return False
    if second not in names:
        stem = second[: -len(ending)]
        if stem.startswith(_NO_NAME_BEGINS):
            return False
        if stem in _NO_NAME and ending not in _NAMED_BY_ANY:
            return False
    if first not in names and first[-1] in "镇乡":
        # 城关镇初级中学 is one; two townships beside each other are two.
        return second[-1] in "镇乡" and _ending_of(second) in PLACES
    return True


# -- written in two ways -------------------------------------------------------------------------

_SHORTENED = (
    ("市场监督管理", "市场监管"), ("发展和改革", "发改"), ("发展改革", "发改"),
    ("人力资源和社会保障", "人社"), ("住房和城乡建设", "住建"), ("城乡建设", "住建"),
    ("卫生健康", "卫健"), ("文化和旅游", "文旅"), ("文化广电和旅游", "文广旅"),
    ("自然资源和规划", "自规"), ("资源规划", "自规"), ("机构编制委员会办公室", "编办"),
    ("农业农村", "农业"), ("教育体育", "教体"), ("教育和体育", "教体"),
    ("应急管理", "应急"), ("生态环境", "环境"),
)  # fmt: skip
_GENERIC = re.compile(r"(?:委员会|部门|局|委|厅)$")
_PREFIX = re.compile(r"[一-鿿]{0,4}?[省市县区旗州]")
_TELLS_APART = frozenset(
    "0123456789一二三四五六七八九十百甲乙丙丁东西南北中上下前后内外大小老新男女初高"
)
_LEAST_SHARED = 3


def core_of(name: str) -> str:
    """Return what is left of a name without place, ending and usual abbreviations.

    区发改部门, 发展和改革局 and 利通区发改局 have one core.
    """
    text = folded(name)
    for long, short in _SHORTENED:
        text = text.replace(long, short)
    generic = _GENERIC.search(text)
    if generic is None:
        return text
    stem = text[: generic.start()]
    place = _PREFIX.match(stem)
    if place is not None and len(stem) - place.end() >= _LEAST_STEM:
        stem = stem[place.end() :]
    return f"{stem}局"


def may_be_one(one: str, other: str) -> bool:
    """Tell whether two names may be two ways to write one unit.

    They have one core; or one is the other with the place before it (县教育局); or they are nearly
    alike, and what tells them apart is no number, side or school stage (第一小学, 第二小学).
    """
    a, b = folded(one), folded(other)
    if not a or not b or a == b:
        return False
    if core_of(a) == core_of(b):
        return True
    short, long = sorted((a, b), key=len)
    if len(short) >= _LEAST_SHARED and long.endswith(short):
        return _PREFIX.fullmatch(long[: -len(short)]) is not None
    # Imported here: names are compared rarely, and the first page must not wait for it.
    from rapidfuzz import fuzz  # noqa: PLC0415

    return fuzz.ratio(a, b, score_cutoff=NEAR) > 0 and not _told_apart(a, b)


def _told_apart(one: str, other: str) -> bool:
    """Tell whether two names differ in a sign that tells units apart, or in what they end in."""
    if _ending_of(one) != _ending_of(other):
        return True
    changed = ""
    for tag, i, k, j, n in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            changed += one[i:k] + other[j:n]
    return bool(_TELLS_APART & set(changed))


def near_pairs(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of names that may be one unit, in the order given; 2,000 in a second.

    Only names that share two signs beside each other, or a core, are compared at all.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - as in may_be_one

    shown = list(dict.fromkeys(names))
    plain = [folded(name) for name in shown]
    found: set[tuple[int, int]] = set()
    for keys in (_places_by(map(core_of, plain)), _places_by(map(_without_place, plain))):
        for places in keys.values():
            found.update((a, b) for a in places for b in places if a < b)
    for place, name in enumerate(plain):
        near = process.extract(
            name, plain[place + 1 :], scorer=fuzz.ratio, score_cutoff=NEAR, limit=None
        )
        found.update((place, place + 1 + at) for _, _, at in near)
    return tuple((shown[a], shown[b]) for a, b in sorted(found) if may_be_one(shown[a], shown[b]))


def _without_place(name: str) -> str:
    place = _PREFIX.match(name)
    rest = name[place.end() :] if place is not None else name
    return rest if len(rest) >= _LEAST_SHARED else name


def _places_by(keys: Iterable[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, key in enumerate(keys):
        places.setdefault(key, []).append(place)
    return places
