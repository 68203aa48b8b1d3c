"""Books with projects on the day of the picture: 2022-10-20."""

from datetime import date, datetime

import pytest

from db.book import PlanBook
from desktop.page import Place
from tests.db.stories import BEIJING

PICTURED = date(2022, 10, 20)


@pytest.fixture
def pictured_path(tmp_path):
    """日照's projects with made-up dates up to 2022-10-20."""
    path = tmp_path / "日照 项目.planbook"
    now = datetime(2022, 10, 20, 10, 42, tzinfo=BEIJING)
    with PlanBook.create(path, who="马丽", clock=lambda: now) as book:
        book.planning.load_sample("rizhao", demonstration=True)
    return path


@pytest.fixture
def application(start, pictured_path):
    application = start(pictured_path, today=PICTURED)
    application.window.go_to(Place("project_list"))
    return application


@pytest.fixture
def page(application):
    return application.window.page
