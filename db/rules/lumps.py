"""A lump ("18所幼儿园", "2300台") against what it opens into: named projects, pieces a year."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from db.rules.finding import Anchor, Finding, FindingKind, Severity
from db.rules.pieces import pieces_of, pieces_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from db.model.lines import ProjectLine
    from db.model.project_lines import ProjectYearLine

_SIZES: tuple[tuple[str, str, Callable[[ProjectLine], Decimal | None]], ...] = (
    ("班级", "个", lambda project: project.classes),
    ("学位", "个", lambda project: project.places),
    ("总投资", "万元", lambda project: project.investment),
    ("用地", "亩", lambda project: project.area),
    ("建筑面积", "万㎡", lambda project: project.floor_area),
)


def lump_findings(projects: Sequence[ProjectLine]) -> tuple[Finding, ...]:
    """Return every lump whose number or sizes are not those of the projects listed under it."""
    parts: dict[str, list[ProjectLine]] = defaultdict(list)
    for project in projects:
        if project.parent is not None:
            parts[project.parent].append(project)
    found: list[Finding] = []
    for lump in projects:
        if lump.id in parts:
            found += _compare(lump, parts[lump.id], parts)
    return tuple(found)


def piece_findings(
    projects: Sequence[ProjectLine], years: Mapping[str, Sequence[ProjectYearLine]]
) -> tuple[Finding, ...]:
    """Return every project whose pieces over the years are not as many as it promises.

    `years` are the years of each project, by its id.
    """
    found = []
    for project in projects:
        mine = years.get(project.id, ())
        words = pieces_words(pieces_of(mine, project.count), project.count_unit or "个")
        if words:
            planned = "、".join(f"{one.year} 年 {one.planned:f}" for one in mine if one.planned)
            place = project.place or project.name
            anchors = (Anchor(project.name, place), Anchor(planned, place))
            found.append(
                Finding(
                    FindingKind.SUM_MISMATCH,
                    Severity.QUERY,
                    f"“{project.name}”{words}。",
                    project.id,
                    anchors,
                )
            )
    return tuple(found)


def _counted(project: ProjectLine, parts: dict[str, list[ProjectLine]]) -> int:
    """Return how many works a row stands for: its printed count, its parts', or itself.

    Pieces (台) are no works: whatever their number, they are one.
    """
    if project.count is not None and not project.count_unit:
        return project.count
    below = parts.get(project.id, [])
    return sum(_counted(part, parts) for part in below) if below else 1


def _compare(
    lump: ProjectLine, named: list[ProjectLine], parts: dict[str, list[ProjectLine]]
) -> Iterator[Finding]:
    listed, missing, count = [], [], 0
    if lump.count is not None and not lump.count_unit:
        count = sum(_counted(part, parts) for part in named)
        listed.append(f"{count} 个")
        if count != lump.count:
            missing.append(_difference("数量", "个", Decimal(lump.count), Decimal(count)))
    for words, unit, size in _SIZES:
        total, values = size(lump), [size(part) for part in named]
        known = [value for value in values if value is not None]
        # Parts without any figure say nothing about the total.
        if total is None or not known:
            continue
        added = sum(known, Decimal(0))
        listed.append(f"{words} {added:f} {unit}")
        if added != total:
            missing.append(_difference(words, unit, total, added))
    if missing:
        # A list that ends in 等 names only some of its works; sizes that miss are another matter.
        only_names = len(listed) == 1 and lump.count is not None and count < lump.count
        yield Finding(
            FindingKind.SUM_MISMATCH,
            Severity.NOTE if only_names else Severity.QUERY,
            f"“{lump.name}”与列出名称的项目不符：{'；'.join(missing)}。",
            lump.id,
            (
                Anchor(lump.name, lump.place or lump.name),
                Anchor("、".join(listed), "、".join(_places(named))),
            ),
        )


def _difference(words: str, unit: str, total: Decimal, added: Decimal) -> str:
    gap = "少" if added < total else "多"
    return f"{words}原文 {total:f} {unit}，列出合计 {added:f} {unit}，{gap} {abs(total - added):f}"


def _places(named: list[ProjectLine]) -> list[str]:
    return list(dict.fromkeys(part.place or part.name for part in named))
