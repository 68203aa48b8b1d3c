"""A book with the plan of 利通, two figures recorded, and the list of an office."""

import pytest

from db import queries
from db.book import PlanBook
from db.operations.recording import Entry
from desktop.page import Place
from tests.desktop.exchange.lists import write_list

NURSERY = "学前教育毛入园率"
COVERAGE = "普惠性幼儿园覆盖率"


@pytest.fixture
def litong_path(tmp_path):
    path = tmp_path / "利通 台账.planbook"
    with PlanBook.create(path, who="马丽") as book:
        book.planning.load_sample("litong")
        plan = book.read(queries.find_plan)
        by_name = {line.name: line.id for line in book.read(queries.indicator_lines, plan.id)}
        book.recording.record(
            [Entry(by_name[NURSERY], "2021", "93.0"), Entry(by_name[COVERAGE], "2021", "88.0")]
        )
    return path


@pytest.fixture
def list_path(tmp_path):
    return write_list(tmp_path / "2022 年统计（最终）.xlsx")


@pytest.fixture
def preview(litong_path, list_path):
    with PlanBook.open(litong_path) as book:
        return book.planning.preview(list_path)


@pytest.fixture
def application(start, litong_path):
    """The window at its usual size, on the page of files in and out."""
    application = start(litong_path)
    application.window.resize(1366, 768)
    application.window.go_to(Place("exchange"))
    return application


@pytest.fixture
def done(application, qtbot):
    return lambda: qtbot.waitUntil(lambda: not application.runner.is_working)
