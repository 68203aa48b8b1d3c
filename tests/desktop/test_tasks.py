"""Background work: one worker, each task ends exactly once, and can be stopped."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from db.errors import BookFault, BookRefused
from desktop.tasks import Progress, Task, TaskRunner

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def runner():
    made = TaskRunner()
    yield made
    made.stop_all()


def endings(task: Task) -> list[str]:
    heard: list[str] = []
    task.succeeded.connect(lambda _result: heard.append("succeeded"))
    task.failed.connect(lambda _error: heard.append("failed"))
    task.stopped.connect(lambda: heard.append("stopped"))
    return heard


def test_a_quick_job_hands_over_its_result(qtbot, runner):
    task = Task(lambda _ticket: 2**40)
    heard = endings(task)
    results = []
    task.succeeded.connect(results.append)
    with qtbot.waitSignal(task.ended):
        runner.start(task)
    assert heard == ["succeeded"]
    assert results == [2**40], "ids and counts are larger than 32 bits"
    assert not runner.is_working


def test_a_failure_comes_as_the_error_itself(qtbot, runner, tmp_path):
    def job(_ticket):
        raise BookRefused(tmp_path, BookFault.DISK_FULL)

    task = Task(job)
    heard = endings(task)
    with qtbot.waitSignal(task.failed) as told:
        runner.start(task)
    assert told.args[0].fault is BookFault.DISK_FULL
    assert heard == ["failed"]


def test_a_stopped_job_ends_at_its_next_report(qtbot, runner):
    going = threading.Event()

    def job(ticket):
        going.set()
        while True:
            ticket.report(1, 3, "金积镇.xlsx")

    task = Task(job)
    heard = endings(task)
    with qtbot.waitSignal(task.ended):
        runner.start(task)
        going.wait(5)
        task.cancel()
    assert heard == ["stopped"]


def test_progress_arrives_on_the_windows_thread(qtbot, runner):
    threads, reports = [], []

    def job(ticket):
        ticket.report(3, 3, "金积镇.xlsx")

    task = Task(job)
    task.progressed.connect(lambda _progress: threads.append(threading.current_thread()))
    task.progressed.connect(reports.append)
    with qtbot.waitSignal(task.ended):
        runner.start(task)
    assert reports == [Progress(3, 3, "金积镇.xlsx")]
    assert threads == [threading.main_thread()]


def test_jobs_run_one_after_another(qtbot, runner):
    order = []
    first = Task(lambda _ticket: order.append("first"))
    second = Task(lambda _ticket: order.append("second"))
    with qtbot.waitSignals([first.ended, second.ended]):
        runner.start(first)
        runner.start(second)
    assert order == ["first", "second"]


def test_a_quiet_job_is_waited_for_but_is_nobodys_work(qtbot, runner):
    may_end = threading.Event()
    done = []
    quiet = Task(lambda _ticket: done.append(may_end.wait(5)), quiet=True)
    with qtbot.waitSignal(runner.settled):
        runner.start(quiet)
        assert not runner.is_working
        asked = Task(lambda _ticket: None)
        runner.start(asked)
        assert runner.is_working
        may_end.set()
    assert done == [True]
    assert not runner.is_working


def test_all_that_runs_is_waited_for_and_its_end_is_told(runner):
    task = Task(lambda _ticket: "copied")
    heard = endings(task)
    runner.start(task)
    runner.finish_all()
    assert heard == ["succeeded"]


def test_what_an_ending_begins_while_all_is_stopped_is_stopped_too(runner):
    """Copies that are looked at one after another: the window closes without all of them."""
    looked = []

    def look_on():
        if len(looked) < 5:
            task = Task(lambda ticket: ticket.report(1, 1, "一份备份"))
            task.succeeded.connect(lambda _result: looked.append("looked at"))
            task.succeeded.connect(lambda _result: look_on())
            runner.start(task)

    look_on()
    runner._pool.waitForDone()
    runner.stop_all()
    assert looked == ["looked at"]


def test_a_task_whose_owner_is_gone_ends_without_telling_anyone(runner):
    owner = QObject()
    free, begun = threading.Event(), threading.Event()

    def job(ticket):
        begun.set()
        free.wait()
        ticket.report(1, 2, "页面关了")

    task = Task(job, owner)
    heard = endings(task)
    runner.start(task)
    begun.wait()
    delete(owner)
    free.set()
    runner.finish_all()
    assert heard == []
    assert not runner.is_working


NOBODY_WAITS = """
import threading
from PySide6.QtCore import QCoreApplication, QObject
from desktop.tasks import Task, TaskRunner

qt, owner, begun = QCoreApplication([]), QObject(), threading.Event()
runner = TaskRunner(owner)

def job(ticket):
    begun.set()
    for done in range(50_000_000):
        ticket.report(done, 50_000_000, "总表.xlsx")

runner.start(Task(job))
begun.wait()
if {deletes_later}:
    owner.deleteLater()
"""


@pytest.mark.parametrize("deletes_later", [False, True])
def test_a_job_that_nobody_waits_for_is_stopped_before_the_program_ends(deletes_later):
    """Torn off by Python in the middle, it brought “Qt Concurrent has caught an exception”."""
    house = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", NOBODY_WAITS.format(deletes_later=deletes_later)],
        cwd=house,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
