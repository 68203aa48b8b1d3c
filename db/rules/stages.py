"""How far a project is: begun, finished, and the year class it has in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.model.words import PROJECT_STAGES

if TYPE_CHECKING:
    from db.model.lines import ProjectLine

STARTING = "新开工"
CONTINUED = "续建"
COMPLETED = "竣工"

_BEGUN = PROJECT_STAGES.index("开工")
_FINISHED = PROJECT_STAGES.index("竣工验收")


def is_begun(project: ProjectLine) -> bool:
    """Tell whether work on the site has begun: by its stage, else by its year class."""
    if project.stage in PROJECT_STAGES:
        return PROJECT_STAGES.index(project.stage) >= _BEGUN
    return project.year_class in {STARTING, CONTINUED, COMPLETED}


def is_finished(project: ProjectLine) -> bool:
    """Tell whether a project is completed: 竣工验收 or a later stage, else the class 竣工."""
    if project.stage in PROJECT_STAGES:
        return PROJECT_STAGES.index(project.stage) >= _FINISHED
    return project.year_class == COMPLETED


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
