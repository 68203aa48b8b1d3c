"""What can be found: rows of the book, people, pages and commands, each with where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db import queries
from db.queries.people import users
from db.queries.statements import plan_statements
from desktop.actions import SPECS, Act, ActName, arrowed, bare_words, page_act
from desktop.page import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from db.model.lines import IndicatorLine, TaskLine
    from desktop.session import BookSession

PAGE = "页面"
"""The kind of a page."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something to go to: its kind in a word, its name, what stands behind it, where it leads.

    It leads to a `place` or to a command (`act`). `key` tells it from every other and is what is
    remembered of it.
    """

    key: str
    kind: str
    name: str
    behind: str = ""
    place: Place | None = None
    act: ActName | None = None

    @property
    def words(self) -> str:
        """Return all that is searched."""
        return f"{self.name} {self.behind}"


def targets_of(
    session: BookSession | None, pages: Iterable[tuple[str, str]], period: str
) -> tuple[Target, ...]:
    """Return everything there is to go to, rows of the plan in sight first, then the program's.

    `pages` are names and titles.
    """
    made: list[Target] = []
    if session is not None:
        made += _rows(session, period)
        made += _people(session)
        made += [Target(f"page {name}", PAGE, title, place=Place(name)) for name, title in pages]
    made += _commands({page_act(name) for name, _ in pages})
    return tuple(made)


def _rows(session: BookSession, period: str) -> Iterator[Target]:
    plan = session.plan
    if plan is None:
        return
    lines = session.rows()
    tasks = session.read(queries.task_lines, plan.id)
    titles = {task.id: task.title for task in tasks}
    for line in lines:
        yield _indicator(line, titles, period)
    yield from _works(tasks)
    for project in session.read(queries.project_lines, plan.id):
        place = Place("project_list", project.id)
        behind = " ".join(part for part in (project.kind, project.stage) if part)
        yield Target(project.id, "项目", project.name, behind, place)
    yield from _statements(session, lines, titles)
    for unit in session.read(queries.unit_lines):
        place = Place("units", unit.id)
        yield Target(unit.id, "单位", unit.name, "、".join(unit.aliases), place)


def _indicator(line: IndicatorLine, titles: dict[str, str], period: str) -> Target:
    if line.task is not None:
        place = Place("task_list", line.id, period)
        return Target(line.id, "量化目标", line.name, titles.get(line.task, ""), place)
    return Target(line.id, "指标", line.name, line.category, Place("indicators", line.id, period))


def _works(tasks: Iterable[TaskLine]) -> Iterator[Target]:
    for task in tasks:
        name = f"{task.number} {task.title}".strip()
        yield Target(task.id, "任务", name, task.section, Place("task_list", task.id))
        for measure in task.measures:
            place = Place("task_list", measure.id)
            yield Target(measure.id, "举措", measure.title, task.title, place)


def _statements(
    session: BookSession, lines: Iterable[IndicatorLine], titles: dict[str, str]
) -> Iterator[Target]:
    """Yield the printings of values whose own name is another than the row's."""
    plan = session.plan
    held = session.read(plan_statements, plan.id) if plan is not None else {}
    for line in lines:
        for one in held.get(line.id, ()):
            if one.name and one.name != line.name:
                place = _indicator(line, titles, "").place
                behind = f"{one.amount.text} {one.place}".strip()
                yield Target(one.id, "表述", one.name, behind, place)


def _people(session: BookSession) -> Iterator[Target]:
    for user in session.read(users):
        yield Target(user.id, "用户", user.name, f"{user.role} {user.office}", act=Act.USERS)


def _commands(pages: set[ActName]) -> Iterator[Target]:
    for act, spec in SPECS.items():
        if act not in pages and act != Act.FIND_ANYTHING:
            yield Target(f"act {act}", "命令", bare_words(act), arrowed(spec.shortcut), act=act)
