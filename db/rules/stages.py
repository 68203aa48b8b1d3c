"""The stages of a project: which its kind goes through, how far it is, its year class."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from db.model.words import PROJECT_STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.lines import ProjectLine

STARTING = "新开工"
CONTINUED = "续建"
COMPLETED = "竣工"

TEMPLATES = MappingProxyType(
    {
        "新建": (
            "立项", "用地", "初设", "招标", "开工", "主体封顶", "竣工验收", "移交", "投用",
        ),
        "改扩建": ("立项", "初设", "招标", "开工", "主体封顶", "竣工验收", "投用"),
        "收购装修": ("立项", "概算/财评", "招标", "开工", "竣工验收", "移交", "投用"),
        "设备采购": ("立项", "概算/财评", "招标", "竣工验收", "投用"),
    }
)  # fmt: skip
"""The stages that projects of these kinds go through, as a bureau reports them."""

OTHER_TEMPLATE = ("立项", "招标", "开工", "竣工验收", "结算审计")
"""The stages of every other kind: repairs, roads, networks."""

PLACES = MappingProxyType({stage: place for place, stage in enumerate(PROJECT_STAGES)})
"""Where each stage stands among all of them."""
STAGE_LETTERS = MappingProxyType({stage: chr(ord("a") + at) for stage, at in PLACES.items()})
"""A letter for each stage; they sort as the stages do."""
_BEGUN = PLACES["开工"]
BUILT = PLACES["竣工验收"]
HANDED_OVER = PLACES["移交"]


class Phase(StrEnum):
    """The three parts of a project's life that every project is in one of."""

    PREPARING = "前期"
    BUILDING = "在建"
    FINISHED = "已竣工"


def template_of(kind: str) -> tuple[str, ...]:
    """Return the stages that a project of that kind goes through, in order."""
    return TEMPLATES.get(kind, OTHER_TEMPLATE)


def stages_of(kind: str, own: Iterable[str]) -> tuple[str, ...]:
    """Return the stages of a kind with those that a project has beside them, in order."""
    return tuple(sorted({*template_of(kind), *own}, key=place_of))


def place_of(stage: str) -> int:
    """Return where a stage stands among all of them; -1 for one that is none of ours."""
    return PLACES.get(stage, -1)


def phase_of(stage: str, year_class: str) -> Phase:
    """Return the part of its life that a project is in: by its stage, else by its year class."""
    place = PLACES.get(stage)
    if place is None:
        place = {STARTING: _BEGUN, CONTINUED: _BEGUN, COMPLETED: BUILT}.get(year_class, -1)
    if place >= BUILT:
        return Phase.FINISHED
    return Phase.BUILDING if place >= _BEGUN else Phase.PREPARING


def is_handed_over(stage: str) -> bool:
    """Tell whether a project is done with: handed over, in use or settled."""
    return place_of(stage) >= HANDED_OVER


def is_built(stage: str) -> bool:
    """Tell whether what was to be built stands: 竣工验收 or a later stage."""
    return place_of(stage) >= BUILT


def is_begun(project: ProjectLine) -> bool:
    """Tell whether work on the site has begun: by its stage, else by its year class."""
    return phase_of(project.stage, project.year_class) is not Phase.PREPARING


def is_finished(project: ProjectLine) -> bool:
    """Tell whether a project is completed: 竣工验收 or a later stage, else the class 竣工."""
    return phase_of(project.stage, project.year_class) is Phase.FINISHED


def year_class_in(project: ProjectLine, year: int) -> str:
    """Return the year class that an unfinished project has in a year, "" when it keeps its own.

    What was begun, or should have been finished in an earlier year, is 续建; what falls due in the
    year and was not begun has to be begun in it: 新开工.
    """
    overdue = project.due_year is not None and project.due_year < year
    if is_finished(project):
        return ""
    if is_begun(project) or overdue:
        return CONTINUED
    return STARTING if project.due_year == year else ""
