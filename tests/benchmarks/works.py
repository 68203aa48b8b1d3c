"""The pages of work with 5,000 tasks, 10,000 projects, 2,000 units, 5,000 pieces of evidence.

Run by itself: `python -m tests.benchmarks.works [PAGE…]`; its times, of the window's thread, are
goals of the pages, no ratios. `first` is the way from another page for the first time, with what
loads it.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from db import queries
from db.book import PlanBook
from tests.benchmarks.projects import PROJECTS, book_of_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop.application import Application
    from desktop.page import Page

TASKS, UNITS, EVIDENCE, REVISED = 5_000, 2_000, 5_000, 2_000
TODAY = date(2022, 10, 20)
_RUNS = 5
_BEGUN = 60
"""Milliseconds after which whatever is read in the background has begun to be."""
_STATUSES = ("正常推进", "滞后", "已完成", "长期坚持", "未启动")
_UNIT = """
    insert into unit (id, name, kind, valid_from, valid_to, position)
    values (:id, :name, :kind, '', '', :at)
"""
_TASK = """
    insert into task (id, plan, section, number, title, kind, status, deadline, note, place,
        position)
    values (:id, :plan, :section, :number, :title, '主要任务', :status, '2023', '', '', :at)
"""
_MEASURE = "insert into measure (id, task, title, position) values (:id, :task, :title, 0)"
_SHARE = """
    insert into responsibility (id, row_kind, row, unit, role, position, presumed)
    values (:id, :kind, :row, :unit, :role, :at, 0)
"""
_PROGRESS = """
    insert into progress (id, row_kind, row, period, stage, words, problem, next_step,
        coordination, as_of, state, note, cell)
    values (:id, 'task', :row, :period, '', '按进度推进', '', '', '', '', 'draft', '', '')
"""
_PIECE = """
    insert into evidence (id, kind, title, file, sha256, size, document_number, page, location,
        issued_on, note, added_at, who)
    values (:id, '纸质', :title, '', '', null, :number, '', '', '', '',
        '2022-10-20T08:00:00+08:00', '')
"""
_LINK = """
    insert into evidence_link (id, evidence, row_kind, row, position)
    values (:id, :piece, 'task', :row, 0)
"""
_REVISION = """
    insert into revision (id, plan, title, document_number, decided_on, reason, position)
    values (:id, :plan, '关于调整部分任务完成时限的通知', '', '2022-06-01', '', :at)
"""
_REVISED = """
    insert into revision_line (id, revision, row_kind, row, action, before_words, after_words,
        note, position, field)
    values (:id, :revision, 'task', :row, '延期', '2022', '2023', '', :at, 'deadline')
"""


class Measure(NamedTuple):
    """What was measured, in milliseconds, and what it may take."""

    name: str
    value: float
    goal: int


def _shares() -> Iterator[dict[str, object]]:
    for kind, count in (("task", TASKS), ("project", PROJECTS)):
        for at in range(count):
            for place, role in enumerate(("lead", "co")[: 1 + at % 2]):
                yield {
                    "id": f"s{kind}{at}-{place}",
                    "kind": kind,
                    "row": f"{kind[0]}{at}",
                    "unit": f"u{(at * 7 + place) % UNITS}",
                    "role": role,
                    "at": place,
                }


def fill(path: Path) -> None:
    """Put units, tasks, evidence and revisions into a book that has the projects already."""
    with PlanBook.open(path) as book:
        plan = book.read(queries.find_plan).id
        put, begun = book._connection.executemany, book._connection.execute
        begun("begin")
        put(
            _UNIT,
            (
                {"id": f"u{at}", "name": f"第{at}镇中心学校", "kind": "学校", "at": at}
                for at in range(UNITS)
            ),
        )
        _put_tasks(put, plan)
        _put_proof(put, plan)
        begun("commit")


def _put_tasks(put: Callable[..., object], plan: str) -> None:
    put(
        _TASK,
        (
            {"id": f"t{at}", "plan": plan, "section": f"（{at // 50}）第{at // 50}章",
             "number": str(at), "title": f"推进第{at}项工作", "status": _STATUSES[at % 5],
             "at": 100 + at}
            for at in range(TASKS)
        ),
    )  # fmt: skip
    tasks = [f"t{at}" for at in range(TASKS)]
    put(
        _MEASURE,
        (
            {"id": f"e{one}{at}", "task": one, "title": f"举措{at}"}
            for one in tasks
            for at in range(2)
        ),
    )
    put(_SHARE, _shares())
    put(
        _PROGRESS,
        (
            {"id": f"g{one}{month}", "row": one, "period": f"2022-{month:02}"}
            for one in tasks
            for month in (8, 9)
        ),
    )


def _put_proof(put: Callable[..., object], plan: str) -> None:
    pieces = range(EVIDENCE)
    put(
        _PIECE,
        (
            {"id": f"v{at}", "title": f"第{at}份批复", "number": f"教发〔2022〕{at}号"}
            for at in pieces
        ),
    )
    put(_LINK, ({"id": f"l{at}", "piece": f"v{at}", "row": f"t{at % TASKS}"} for at in pieces))
    put(_REVISION, ({"id": f"r{at}", "plan": plan, "at": at} for at in range(20)))
    put(
        _REVISED,
        (
            {"id": f"n{at}", "revision": f"r{at % 20}", "row": f"t{at}", "at": at}
            for at in range(REVISED)
        ),
    )


def _application(path: Path, folder: Path) -> Application:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Loaded late: Qt reads where to draw when it is first imported.
    from PySide6.QtCore import QSettings  # noqa: PLC0415 - as said
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as said

    from desktop.afterwards import look_for_garbage_as_usual  # noqa: PLC0415 - as said
    from desktop.application import Application  # noqa: PLC0415 - as said

    settings = QSettings(str(folder / "preferences.ini"), QSettings.Format.IniFormat)
    shown = Application(QApplication(["planbook"]), settings, lambda: TODAY)
    shown.window.resize(1366, 768)
    shown.window.show()
    shown.open_book(path)
    shown.afterwards.finish()
    _rest(shown)
    # As in a window that has stood for a moment.
    look_for_garbage_as_usual()
    return shown


def _search(page: Any) -> Callable[[], None]:
    def search() -> None:
        field = page.search
        field.setText("" if field.text() else "第9")

    return search


def _by_status(page: Any) -> Callable[[], None]:
    def choose() -> None:
        page.chips.choose("all" if page.chips.key == "BEHIND" else "BEHIND")
        page.chips.chosen.emit(page.chips.key)

    return choose


def _by_chip(page: Any) -> Callable[[], None]:
    def choose() -> None:
        keys = [chip.key for chip in page.chips._chips]
        page.chips.choose(keys[-1] if page.chips.key == keys[0] else keys[0])
        page.chips.chosen.emit(page.chips.key)

    return choose


def _by_street(page: Any) -> Callable[[], None]:
    def choose() -> None:
        field = page.tools.search
        field.setText("" if field.text() else "第9")

    return choose


FILTERS: dict[str, Callable[[Any], Callable[[], None]]] = {
    "task_list": _by_status,
    "project_list": _by_street,
    "units": _search,
    "evidence": _search,
    "revisions": _by_chip,
}


def _rest(shown: Application) -> None:
    """Let the window work until what is read in the background is read, and shown.

    What it waits costs its thread no time.
    """
    from PySide6.QtTest import QSignalSpy  # noqa: PLC0415 - Qt is loaded late

    settled = QSignalSpy(shown.runner.settled)
    while settled.wait(_BEGUN) or shown.runner._running:
        pass


def _count(shown: Application) -> None:
    """Forget all that was read but the numbers in the rail: the page is measured, not the frame."""
    shown.session._readings.forget()
    shown._show_state()


def measures(shown: Application, name: str) -> Iterator[Measure]:
    """Measure a page: gone to for the first time, drawn anew, filtered."""
    from desktop.page import Place  # noqa: PLC0415 - Qt is loaded late

    window = shown.window

    def go() -> None:
        window.go_to(Place(name))
        window.grab()

    started = time.thread_time()
    go()
    _rest(shown)
    window.grab()
    yield Measure(f"{name}_first", (time.thread_time() - started) * 1000, 200)
    page: Page = window.page
    filtering = FILTERS[name](page)

    def again() -> None:
        page.look_anew()
        _rest(shown)
        page.grab()

    def filtered() -> None:
        filtering()
        page.grab()

    for what, goal, work in (("open", 200, again), ("filter", 50, filtered)):
        runs = []
        for _ in range(_RUNS):
            _count(shown)
            started = time.thread_time()
            work()
            runs.append((time.thread_time() - started) * 1000)
        yield Measure(f"{name}_{what}", statistics.median(runs), goal)


def main(names: list[str]) -> None:
    """Say each measure on a line of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = book_of_many(Path(folder))
        fill(path)
        shown = _application(path, Path(folder))
        for name in names or FILTERS:
            for one in measures(shown, name):
                verdict = "ok" if one.value <= one.goal else "short"
                line = f"{one.name} value={one.value:.0f}ms goal={one.goal}ms {verdict}\n"
                sys.stdout.write(line)
        shown.shut_down()


if __name__ == "__main__":
    main(sys.argv[1:])
