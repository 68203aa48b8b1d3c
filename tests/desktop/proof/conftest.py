"""A window with a task, a project and a figure in hand."""

import pytest

from db import queries
from db.model.words import RowKind
from desktop.page import InHand, Place
from tests.db.proof_stories import a_file


@pytest.fixture
def application(start, sample_path):
    return start(sample_path)


@pytest.fixture
def session(application):
    return application.session


@pytest.fixture
def page(application):
    application.window.go_to(Place("task_list"))
    return application.window.page


@pytest.fixture
def task(session):
    line = session.read(queries.task_lines, session.plan.id)[0]
    return InHand(RowKind.TASK, line.id, line.title)


@pytest.fixture
def told(application):
    said = []
    application.notices.told.connect(said.append)
    application.notices.warned.connect(said.append)
    return said


@pytest.fixture
def report(tmp_path):
    return a_file(tmp_path, "完成情况报告.pdf")
