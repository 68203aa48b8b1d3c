"""The floor under a measure runs the same statements as the program does today."""

from db import queries
from db.book import PlanBook
from tests.benchmarks.grid import _bare


def test_the_floor_of_the_grid_reads_what_the_grid_shows(tmp_path):
    with PlanBook.create(tmp_path / "台账.planbook") as book:
        book.planning.load_sample("nanan")
        plan = book.read(queries.find_plan).id
        rows = book.read(queries.all_rows, plan)
        assert book.read(_bare, plan) >= len(rows) > 0
