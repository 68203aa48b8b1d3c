"""The list goes out and comes back: the same book, also after LibreOffice has saved the file."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from decimal import Decimal

import pytest

from db import queries
from db.book import PlanBook
from db.exchange.differences import Verdict
from db.exchange.list_writer import write_list
from db.model.words import RowKind, TaskStatus
from db.operations.reporting import Report
from db.operations.samples import NAMES
from db.queries.dump import book_as_json
from db.queries.likeness import NOT_IN_A_LIST, same_plan
from tests.db.stories import a_book, indicator_named

OFFICE = shutil.which("soffice")


def export(book, path):
    plan = book.read(queries.find_plan)
    write_list(
        path,
        plan,
        book.read(queries.indicator_lines, plan.id),
        book.read(queries.task_lines, plan.id),
        book.read(queries.project_lines, plan.id),
        today=date(2024, 3, 1),
    )


def saved_by_office(path, folder):
    """Let LibreOffice open a file and save it under the same name in another folder."""
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            folder / "存",
            path,
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "存" / path.name


def imported(path, folder):
    """Return what an empty book says after importing a file."""
    with PlanBook.create(folder / "新.planbook") as book:
        preview = book.planning.preview(path)
        assert [cell for cell in preview.cells if cell.verdict is not Verdict.NEW] == []
        book.planning.accept(preview)
        assert {cell.verdict for cell in book.planning.preview(path).cells} == {Verdict.SAME}
        assert book.housekeeping.damages() == ()
        return book.read(book_as_json)


@pytest.fixture(params=NAMES)
def exported(request, tmp_path):
    """Export a sample's list; return what the book said and the file."""
    with a_book(tmp_path, request.param) as book:
        path = tmp_path / "目标任务 一览表.xlsx"
        export(book, path)
        return book.read(book_as_json), path


def test_the_list_is_read_back_to_the_same_book(exported, tmp_path):
    told, path = exported
    assert same_plan(told, imported(path, tmp_path), ignoring=NOT_IN_A_LIST) == []


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_the_list_survives_libreoffice(exported, tmp_path):
    told, path = exported
    saved = saved_by_office(path, tmp_path)
    assert same_plan(told, imported(saved, tmp_path), ignoring=NOT_IN_A_LIST) == []


def test_the_list_changes_nothing_in_its_own_book(exported, tmp_path):
    told, path = exported
    with PlanBook.open(tmp_path / "教育 规划.planbook") as book:
        preview = book.planning.preview(path)
        assert {cell.verdict for cell in preview.cells} == {Verdict.SAME}
        assert not book.planning.accept(preview)
        assert book.read(book_as_json) == told


def test_actuals_and_answers_travel_too(tmp_path):
    with a_book(tmp_path, sample=None) as book:
        book.planning.load_sample("litong", demonstration=True)
        told = book.read(book_as_json)
        export(book, tmp_path / "表.xlsx")
    again = imported(tmp_path / "表.xlsx", tmp_path)
    assert same_plan(told, again, ignoring=NOT_IN_A_LIST) == []
    assert sum(len(row["actuals"]) for row in again["indicators"]) > 20


def test_a_number_shown_as_words_keeps_both(tmp_path):
    with a_book(tmp_path) as book:
        row = indicator_named(book, "文明校园创建覆盖面")
        assert (row.targets[0].amount.text, row.targets[0].amount.value) == ("全覆盖", Decimal(100))
        export(book, tmp_path / "表.xlsx")
    told = imported(tmp_path / "表.xlsx", tmp_path)
    (promise,) = [
        one for task in told["tasks"] for one in task["commitments"] if one["text"] == "全覆盖"
        and one["subject"] == "文明校园创建覆盖面"
    ]  # fmt: skip
    assert promise["quantity"] == Decimal(100)


def test_the_comparison_of_books_notices_a_difference(tmp_path):
    with a_book(tmp_path) as book:
        told = book.read(book_as_json)
        book.planning.change_plan(book.read(queries.find_plan).id, title="别的规划")
        assert same_plan(told, book.read(book_as_json)) != []


def test_the_status_and_deadline_of_a_measure_travel_too(tmp_path):
    with a_book(tmp_path, "rizhao") as book:
        plan = book.read(queries.find_plan).id
        first, second, third = book.read(queries.task_lines, plan)[6].measures[:3]
        book.tasks.change_measure(first.id, status=TaskStatus.DONE, deadline="2021年12月")
        book.tasks.change_measure(second.id, status=TaskStatus.BEHIND)
        book.tasks.change_measure(third.id, deadline="每年")
        told = book.read(book_as_json)
        export(book, tmp_path / "表.xlsx")
    again = imported(tmp_path / "表.xlsx", tmp_path)
    assert same_plan(told, again, ignoring=NOT_IN_A_LIST) == []
    said = [(one["status"], one["deadline"]) for one in again["tasks"][6]["measures"][:4]]
    assert said == [("已完成", "2021-12"), ("滞后", None), (None, "每年"), (None, None)]


def test_the_dump_tells_what_was_done_and_what_is_to_be_done(tmp_path):
    with a_book(tmp_path, "rizhao") as book:
        plan = book.read(queries.find_plan).id
        task = book.read(queries.task_lines, plan)[6]
        told = Report(
            row_kind=RowKind.TASK, row=task.id, period="2022-10", status=TaskStatus.BEHIND,
            words="主体完工", problem="用地未批",
        )  # fmt: skip
        book.reporting.report([told])
        book.yearly_works.add(task.id, 2022, "建成 7 所", due="9月", measure=task.measures[0].id)
        said = book.read(book_as_json)["tasks"][6]
    assert [(one["period"], one["status"], one["words"]) for one in said["progress"]] == [
        ("2022-10", "滞后", "主体完工")
    ]
    assert [(one["kind"], one["words"]) for one in said["problems"]] == [("存在问题", "用地未批")]
    (work,) = said["yearly_work"]
    assert (work["words"], work["due"], work["measure"]) == (
        "建成 7 所",
        "2022-09",
        task.measures[0].id,
    )
