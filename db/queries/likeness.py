"""Whether two plans say the same, whatever ids their rows have: every difference as a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

Shape = Mapping[str, Any]
"""A plan in the shape of `dump`, or a part of it."""

NOT_SAID = frozenset(
    {"id", "series", "findings", "row", "revised_by", "withdrawn_by", "replaced_by"}
)
"""Keys that tell rows apart, or follow from the rest; two copies of a plan may differ in them."""

NOT_IN_A_LIST = frozenset(
    {
        "actuals.as_of",
        "actuals.computed",
        "actuals.note",
        "actuals.printed",
        "actuals.state",
        "anchor",
        "breakdown",
        "counting",
        "county",
        "data_items",
        "definition",
        "direction",
        "disclosure",
        "evidence",
        "indicators.number",
        "issued_on",
        "place",
        "requirements",
        "responsible.presumed",
        "revisions",
        "problems",
        "progress",
        "sign_offs",
        "source",
        "statements",
        "superior_basis",
        "units",
        "withdrawn",
        "yearly_work",
    }
)
"""What a 目标任务一览表 has no column for: ignored when a plan came back from its list."""

_REFERENCES = ("parent", "task", "measure")
_NAMES = ("name", "title", "subject")
_OWNERS = ("indicators", "tasks", "measures", "commitments", "projects", "units")
_WORDS = {
    "plan": "规划",
    "indicators": "指标",
    "tasks": "任务",
    "measures": "具体举措",
    "commitments": "量化目标",
    "projects": "项目",
    "units": "单位",
    "baselines": "基期值",
    "targets": "目标值",
    "actuals": "实际完成值",
    "statements": "表述",
    "responsible_units": "责任单位",
    "responsible": "责任",
    "provider": "数据提供单位",
    "person": "责任人",
    "contact": "联络员",
    "category": "类别",
    "unit": "单位",
    "nature": "属性",
    "parent": "上级",
    "deadline": "完成时限",
    "status": "状态",
    "note": "备注",
    "text": "原文",
    "value": "数值",
    "quantity": "数量",
}


def same_plan(first: Shape, second: Shape, *, ignoring: Collection[str] = frozenset()) -> list[str]:
    """Return how two dumps of a plan differ in what they say, as Chinese sentences; [] when alike.

    Rows are matched by their names under their wholes, figures by year or period. Order counts,
    ids do not, nor do the keys in `ignoring`: `note` at any depth, `actuals.note` only there. 95
    and 95.0 are the same value, but not the same text.
    """
    unsaid = NOT_SAID | set(ignoring)
    names = _names_by_id(first) | _names_by_id(second)
    return list(_differences("", _said(first, names, unsaid), _said(second, names, unsaid)))


def _names_by_id(dump: Shape) -> dict[str, str]:
    """Return the name of every row that others may point at."""
    found: dict[str, str] = {}
    for owner in _OWNERS:
        for row in dump.get(owner) or ():
            if isinstance(row, Mapping):
                found[str(row.get("id"))] = _name_of(row)
                found |= _names_by_id(row)
    return found


def _name_of(row: Shape) -> str:
    return next((str(row[key]) for key in _NAMES if row.get(key)), "")


def _said(value: Any, names: Mapping[str, str], unsaid: Collection[str], owner: str = "") -> Any:
    """Return a value without what is not said, references replaced by the names they point at."""
    if isinstance(value, Mapping):
        return {
            key: names.get(held, held)
            if key in _REFERENCES and isinstance(held, str)
            else _said(held, names, unsaid, key)
            for key, held in value.items()
            if key not in unsaid and f"{owner}.{key}" not in unsaid
        }
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_said(held, names, unsaid, owner) for held in value]
    if isinstance(value, float):
        return Decimal(repr(value))
    return value


def _differences(place: str, first: Any, second: Any) -> Iterator[str]:
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        for key in [*first, *(key for key in second if key not in first)]:
            inner = _join(place, _WORDS.get(key, key))
            yield from _differences(inner, first.get(key), second.get(key))
    elif _holds_rows(first) or _holds_rows(second):
        yield from _row_differences(place, first or [], second or [])
    elif first != second:
        yield f"{place}：{_shown(first)} ≠ {_shown(second)}"


def _holds_rows(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(row, Mapping) for row in value)


def _row_differences(place: str, first: list[Shape], second: list[Shape]) -> Iterator[str]:
    before, after = _by_name(first), _by_name(second)
    for name in before:
        if name in after:
            yield from _differences(_join(place, name), before[name], after[name])
        else:
            yield f"{_join(place, name)}：只在前者"
    for name in after:
        if name not in before:
            yield f"{_join(place, name)}：只在后者"
    if before.keys() == after.keys() and list(before) != list(after):
        yield f"{place}：顺序不同"


def _by_name(rows: list[Shape]) -> dict[str, Shape]:
    """Return rows by what they are called; equal names are told apart by their order."""
    found: dict[str, Shape] = {}
    seen: Counter[str] = Counter()
    for row in rows:
        name = _label_of(row)
        seen[name] += 1
        found[name if seen[name] == 1 else f"{name}（第 {seen[name]} 个）"] = row
    return found


def _label_of(row: Shape) -> str:
    name = _name_of(row)
    if name:
        above = row.get("parent")
        return f"“{above}／{name}”" if above else f"“{name}”"
    if "period" in row:
        return " ".join(str(row[key]) for key in ("period", "unit") if row.get(key))
    year = row.get("year")
    words = "未注明年份" if year is None else f"{year}年"
    return f"{words}（{row['role']}）" if row.get("role") else words


def _join(place: str, name: str) -> str:
    return f"{place} {name}" if place else name


def _shown(value: Any) -> str:
    return "（空）" if value in (None, "", [], {}) else str(value)
