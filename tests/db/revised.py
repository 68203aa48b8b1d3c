"""Target revisions for stories: a document, and what it does to the rows of a sample."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from db import queries
from db.model.words import RowKind
from db.model.work_words import RevisedField
from db.operations.adjustment import Document, NewValue, TakenOut
from db.queries.revisions import revision_entries
from tests.db.stories import indicator_named

if TYPE_CHECKING:
    from db.book import PlanBook
    from db.model.lines import ProjectLine, TaskLine
    from db.model.revised import RevisionEntry

COVERAGE = "普惠性幼儿园覆盖率"
ENTRANCE = "学前教育毛入园率"
MIDTERM = Document(
    title="关于调整“十四五”教育规划部分指标的通知",
    document_number="利教发〔2024〕5号",
    decided_on="2024-02-01",
    reason="学龄人口变化",
)
LATER = replace(MIDTERM, title="再次调整", decided_on="2024-11-01", document_number="")


def the_plan(book: PlanBook) -> str:
    """Return the id of the only plan of a book."""
    return book.read(queries.find_plan).id


def the_task(book: PlanBook, at: int = 0) -> TaskLine:
    """Return a task of the plan by its place."""
    return book.read(queries.task_lines, the_plan(book))[at]


def a_lump(book: PlanBook) -> ProjectLine:
    """Return a project that opens into named ones."""
    projects = book.read(queries.project_lines, the_plan(book))
    parents = {project.parent for project in projects}
    return next(project for project in projects if project.id in parents)


def a_target(book: PlanBook, name: str, year: int, words: str, **said: object) -> NewValue:
    """Return the wish for another target of a row in a year."""
    row = indicator_named(book, name).id
    return NewValue(kind=RowKind.INDICATOR, row=row, year=year, words=words, **said)


def a_deadline(kind: RowKind, row: str, words: str) -> NewValue:
    """Return the wish for another deadline of a task or project."""
    return NewValue(kind=kind, row=row, field=RevisedField.DEADLINE, words=words)


def out(book: PlanBook, name: str, **said: str) -> TakenOut:
    """Return the wish to take an indicator out."""
    return TakenOut(kind=RowKind.INDICATOR, row=indicator_named(book, name).id, **said)


def revise(book: PlanBook, *changes: object, said: Document = MIDTERM) -> RevisionEntry:
    """Apply a revision to the only plan of a book and return it."""
    plan = book.read(queries.find_plan).id
    known = {one.id for one in book.read(revision_entries, plan)}
    book.revising.apply(plan, said, changes)
    return next(one for one in book.read(revision_entries, plan) if one.id not in known)


def entries(book: PlanBook) -> tuple[RevisionEntry, ...]:
    """Return the revisions of the only plan of a book."""
    return book.read(revision_entries, book.read(queries.find_plan).id)


def told(entry: RevisionEntry) -> list[tuple[str, ...]]:
    """Return what a revision did, in words."""
    return [
        (line.action.value, line.name, str(line.year or ""), line.before.text, line.after.text)
        for line in entry.lines
    ]
