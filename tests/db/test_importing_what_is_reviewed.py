"""A list against what was reviewed: only the very dates that are locked stay out of it."""

import pytest

from db import queries
from db.exchange.differences import Verdict
from db.model.words import EntryState, RowKind
from db.operations.reviewing import EntryRef
from db.queries import find_plan
from db.queries.review import review_lines
from tests.db.stories import a_book
from tests.db.unit_stories import reasons, written


@pytest.fixture
def book(tmp_path):
    """A book whose first work passed 立项, which is locked, and 用地, which is approved."""
    with a_book(tmp_path) as book:
        project = work_of(book).id
        book.milestones.set_actual(project, "立项", "2023-03-15")
        book.milestones.set_actual(project, "用地", "2023-04")
        lines = book.read(review_lines, book.read(find_plan).id)
        passed = [one for one in lines if one.kind is RowKind.MILESTONE]
        stages = [EntryRef(RowKind.MILESTONE, one.id) for one in passed]
        book.reviewing.submit(stages)
        book.reviewing.approve(stages)
        book.reviewing.lock(stages[:1])
        yield book


def work_of(book):
    return book.read(queries.project_lines, book.read(find_plan).id)[0]


def dates(book):
    found = book.read(queries.project_work, work_of(book).id).milestones
    return {one.stage: (one.actual, one.state) for one in found if one.actual}


def test_only_the_locked_date_of_a_list_is_refused(book, tmp_path):
    file = written(
        tmp_path, "项目进展",
        ("序号", "项目名称", "建设性质", "实际日期", None, None),
        (None, None, None, "立项", "用地", "开工"),
        (1, work_of(book).name, "新建", "2023-03-20", "2023-05", "2023-06-01"),
        merges="D1:F1",
    )  # fmt: skip
    preview = book.planning.preview(file)
    assert reasons(preview, Verdict.REJECTED) == {
        "D3": "立项已锁定，仍为 2023-03-15。要改请先在审核页重开。"
    }
    changed = reasons(preview, Verdict.CHANGED)
    assert changed["E3"] == "台账里的日期已审核，导入后转为填报中，须重新审核。"
    book.planning.accept(preview)
    assert dates(book) == {
        "立项": ("2023-03-15", EntryState.LOCKED),
        "用地": ("2023-05", EntryState.DRAFT),
        "开工": ("2023-06-01", ""),
    }
    assert book.housekeeping.damages() == ()
