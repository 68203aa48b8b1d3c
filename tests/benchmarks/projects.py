"""The project page with 10,000 projects of nine stages: opened, filtered, scrolled, typed into.

Run by itself: `python -m tests.benchmarks.projects`; its times are goals of the page, no ratios.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from db import queries
from db.book import PlanBook
from db.rules.stages import template_of
from tests.benchmarks.pairs import timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop.application import Application
    from desktop.project_list.page import ProjectListPage

PROJECTS = 10_000
TODAY = date(2022, 10, 20)
_RUNS = 5
_PROJECT = """
    insert into project (id, plan, name, kind, school_stage, year_class, due_year, places, classes,
        stage, street, position, note, place)
    values (:id, :plan, :name, :kind, '小学', '续建', :year, '1080', '24', '开工', :street, :at,
        '', '')
"""
_MILESTONE = """
    insert into milestone (id, project, stage, planned, actual, note, position)
    values (:id, :project, :stage, :planned, :actual, '', :at)
"""


def _projects(plan: str) -> Iterator[dict[str, object]]:
    kinds = ("新建", "改扩建", "收购装修", "设备采购", "改造提升")
    for at in range(PROJECTS):
        yield {
            "id": f"p{at}",
            "plan": plan,
            "name": f"第{at}实验小学分校{at % 37}号楼",
            "kind": kinds[at % 5],
            "year": 2021 + at % 5,
            "street": f"第{at % 16}街道",
            "at": 100 + at,
        }


def _milestones() -> Iterator[dict[str, object]]:
    for at in range(PROJECTS):
        for place, stage in enumerate(template_of("新建")):
            month = at % 24 + place * 3
            planned = f"{2021 + month // 12}-{month % 12 + 1:02d}"
            yield {
                "id": f"m{at}-{place}",
                "project": f"p{at}",
                "stage": stage,
                "planned": planned,
                "actual": f"{planned}-15" if place < at * 7 % 10 else "",
                "at": place,
            }


def book_of_many(folder: Path) -> Path:
    """Make a book with 10,000 projects that have nine dated stages each."""
    path = folder / "台账.planbook"
    with PlanBook.create(path) as book:
        book.planning.load_sample("rizhao")
        connection = book._connection
        connection.execute("begin")
        connection.executemany(_PROJECT, _projects(book.read(queries.find_plan).id))
        connection.executemany(_MILESTONE, _milestones())
        connection.execute("commit")
    return path


def _shown_page(path: Path, folder: Path) -> tuple[Application, ProjectListPage]:
    """Open a book at its projects."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Loaded late: Qt reads where to draw when it is first imported.
    from PySide6.QtCore import QSettings  # noqa: PLC0415 - as said
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as said

    from desktop.application import Application  # noqa: PLC0415 - as said
    from desktop.page import Place  # noqa: PLC0415 - as said

    settings = QSettings(str(folder / "preferences.ini"), QSettings.Format.IniFormat)
    shown = Application(QApplication(["planbook"]), settings, lambda: TODAY)
    shown.window.resize(1366, 768)
    shown.window.show()
    shown.open_book(path)
    shown.afterwards.finish()
    shown.runner.finish_all()
    shown.window.go_to(Place("project_list"))
    return shown, shown.window.page


def measures(path: Path, folder: Path) -> Iterator[tuple[str, float, int]]:
    """Yield what was measured, its milliseconds and its goal."""
    shown, page = _shown_page(path, folder)
    months = cycle(range(1, 13))

    def open_again() -> None:
        shown.session._readings.forget()
        # Read here, as the measure is of all of it; the page lets the worker thread do that.
        shown.session.read(queries.project_rows, shown.session.plan.id)
        page._reader.forget()
        page.refresh()
        page.board.grab()

    def filtered() -> None:
        page.tools.search.setText("" if page.tools.search.text() else "第9")
        page.board.grab()

    def scrolled() -> None:
        page.board.down.setValue(page.board.down.value() + 560)
        page.board.grab()

    def typed() -> None:
        page.dates.write_planned(page.content.works[-1].id, "投用", f"2024-{next(months):02d}")

    for name, goal, work in (
        ("open", 200, open_again),
        ("filter", 50, filtered),
        ("scroll", 16, scrolled),
        ("date", 100, typed),
    ):
        runs = [timed(work) * 1000 for _ in range(_RUNS)]
        yield name, statistics.median(runs), goal
    shown.shut_down()


def main() -> None:
    """Say each measure on a line of its own."""
    with tempfile.TemporaryDirectory() as name:
        path = book_of_many(Path(name))
        for what, value, goal in measures(path, Path(name)):
            verdict = "ok" if value <= goal else "short"
            sys.stdout.write(f"projects_{what} value={value:.0f}ms goal={goal}ms {verdict}\n")


if __name__ == "__main__":
    main()
