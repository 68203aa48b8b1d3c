"""Editing many tasks at once: every change is a line to be looked at before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from db.model.words import TaskStatus
from db.rules.deadlines import read_deadline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from db.model.lines import TaskLine


class TaskField(StrEnum):
    """What of many tasks may be set at once."""

    STATUS = "status"
    DEADLINE = "deadline"
    SECTION = "section"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class TaskEdit:
    """One change of one task: what the cell says now, and what it would say."""

    task: str
    number: str
    title: str
    field: TaskField
    old: str
    new: str


def read_value(field: TaskField, words: str) -> str:
    """Return typed words as the field is stored; ValueError for a status or deadline that is none.

    A section or kind is taken as it is.
    """
    if field is TaskField.STATUS:
        return TaskStatus(words.strip()).value
    if field is TaskField.DEADLINE:
        return read_deadline(words)
    return words.strip()


def edits_of(
    tasks: Iterable[TaskLine], chosen: Collection[str], field: TaskField, words: str
) -> tuple[TaskEdit, ...]:
    """Return what setting a field of the chosen tasks would change; those equal are left out.

    Raises ValueError as `read_value` does.
    """
    new = read_value(field, words)
    return tuple(
        TaskEdit(task.id, task.number, task.title, field, held, new)
        for task in tasks
        if task.id in chosen
        for held in (str(getattr(task, field.value)),)
        if held != new
    )
