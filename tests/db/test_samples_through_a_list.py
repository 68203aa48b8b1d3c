"""What the plans promise is still all there once their list has gone out and come back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from db import queries
from db.book import PlanBook
from db.rules.lump_sums import Lumps
from tests.db.stories import a_book
from tests.db.test_round_trip import export


@pytest.fixture
def come_back(tmp_path):
    """Return what brings a sample's list into an empty book."""
    opened = []

    def bring(sample):
        path = tmp_path / f"{sample} 目标任务 一览表.xlsx"
        with a_book(tmp_path, sample) as book:
            export(book, path)
        made = PlanBook.create(tmp_path / f"{sample} 回来.planbook")
        opened.append(made)
        made.planning.accept(made.planning.preview(path))
        return made, made.read(queries.find_plan).id

    yield bring
    for book in opened:
        book.close()


def test_rizhao_comes_back_with_its_tasks_units_and_projects(come_back):
    book, plan = come_back("rizhao")
    tasks = book.read(queries.task_lines, plan)
    main = [task for task in tasks if task.kind == "主要任务"]
    assert len(main) == 20
    assert all(task.units for task in main)
    rows = book.read(queries.project_rows, plan)
    names = {row.name for row in rows}
    assert {"长春路小学", "内江路小学"} <= names
    assert "长春路小学内江路小学" not in names
    units = {unit.name for unit in book.read(queries.unit_lines)}
    assert {"经济发展集团", "公安分局"} <= units
    assert "经济发展集团公安分局" not in units
    lumps = Lumps(rows)
    (whole,) = [row for row in rows if row.number == 18]
    assert (lumps.sums(whole).unnamed, lumps.sums(whole).places.missing) == (5, 1530)


def test_nanan_comes_back_with_its_years(come_back):
    book, plan = come_back("nanan")
    rows = book.read(queries.project_rows, plan)
    whole = next(row for row in rows if row.number == 88)
    assert [row.number for row in rows if row.parent == whole.id] == [25, 37, 26]
    (machines,) = [row for row in rows if row.count_unit]
    assert (machines.number, machines.count_unit) == (2300, "台")
    years = book.read(queries.work_by_project, plan)[machines.id].years
    assert [(one.year, one.planned) for one in years] == [(2023, 900), (2024, 800), (2025, 600)]


def test_cangshan_s_sixteen_come_back_with_money_land_and_places(come_back):
    book, plan = come_back("cangshan")
    projects = book.read(queries.project_lines, plan)
    (lump,) = [project for project in projects if project.investment is not None]
    assert lump.count == 16
    assert (lump.investment, lump.area, lump.floor_area, lump.places) == (
        Decimal(487000),
        Decimal(517),
        Decimal("43.04"),
        Decimal(27500),
    )


def test_ganxian_comes_back_with_every_named_work(come_back, tmp_path):
    book, plan = come_back("ganxian")
    rows = book.read(queries.project_rows, plan)
    lumps = Lumps(rows)
    named = [row.name for row in rows if not lumps.is_lump(row)]
    assert len(named) > 50
    (tmp_path / "原来").mkdir()
    with a_book(tmp_path / "原来", "ganxian") as first:
        before = first.read(queries.project_rows, first.read(queries.find_plan).id)
    assert sorted(placed(rows)) == sorted(placed(before))


def placed(rows):
    """Return the names of projects with those of the lumps they stand in."""
    names = {row.id: row.name for row in rows}
    return [(row.name, names.get(row.parent, "")) for row in rows]
