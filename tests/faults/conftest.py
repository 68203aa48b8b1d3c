"""How often a fault is tried: a little every day, all of it in CI, the most with --long."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.db.stories import a_book
from tests.faults.child import write_office_figures

Often = Callable[[int, int, int], int]


@pytest.fixture(scope="session")
def often(request: pytest.FixtureRequest) -> Often:
    """Return which of three numbers holds: every day, in CI, with --long."""

    def chosen(everyday: int, ci: int, long: int) -> int:
        if request.config.getoption("--long"):
            return long
        return ci if os.environ.get("CI") == "true" else everyday

    return chosen


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed book small enough to be saved some hundred times; it has no copies yet."""
    with a_book(tmp_path_factory.mktemp("small"), None) as book:
        office = book.path.with_name("来表.xlsx")
        write_office_figures(office, 7)
        book.planning.accept(book.planning.preview(office))
        return book.path


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed book with a sample plan."""
    with a_book(tmp_path_factory.mktemp("sample")) as book:
        return book.path
