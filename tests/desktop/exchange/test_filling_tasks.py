"""A list of tasks is filled in the window: statuses and units, rows placed by a person."""

import pytest
from openpyxl import Workbook

from db import queries
from db.exchange.listing import TableKind
from db.model.words import TaskStatus
from desktop.exchange.fates import Sort
from desktop.exchange.remarks import RemarkKind


@pytest.fixture
def tasks(application):
    return application.session.read(queries.task_lines, application.session.plan.id)


@pytest.fixture
def form(tasks, tmp_path):
    """A list with a task as the book names it, one nearly so, and one that it does not have."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "任务"
    sheet.append(["任务名称", "责任单位", "状态"])
    sheet.append([tasks[0].title, None, "未启动"])
    sheet.append([f"{tasks[1].title}工作", None, None])
    sheet.append(["建设智慧食堂", None, None])
    workbook.save(tmp_path / "任务表.xlsx")
    return tmp_path / "任务表.xlsx"


def test_a_task_is_placed_by_hand_and_its_words_are_filled(page, done, application, tasks, form):
    for task in tasks[:2]:
        application.session.set_task_status(task.id, TaskStatus.BEHIND)
    page.filling.take_file(form)
    done()
    view = page.filling.view
    assert [spot.cell.address for spot in view.seen.spots if spot.sort is Sort.REPLACED] == ["C2"]
    assert [spot.cell.address for spot in view.seen.spots if spot.sort is Sort.ABSENT] == ["A4"]
    (near,) = view.seen.preview.proposals
    dialog = view.search_row(near)
    assert dialog.finder.row == tasks[1].id
    dialog.take.click()
    done()
    written = {spot.cell.address: spot.cell.new for spot in view.seen.spots if spot.cell.written}
    assert (written["C2"], written["C3"]) == ("滞后", "滞后")
    decided = next(one for one in view.remarks.remarks.remarks if one.kind is RemarkKind.DECIDED)
    assert tasks[1].title in decided.detail
    assert view.seen.kind_of("任务", 3) is TableKind.TASKS
