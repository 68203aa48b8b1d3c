"""Two programs on one book: no update is lost, and who has to wait is told why."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.book import PlanBook
from db.errors import BookFault, BookRefused, StaleRow
from db.operations.recording import Entry
from desktop.errors import sentence
from tests.faults.child import YEAR, rows_of, write_office_figures
from tests.faults.editing import seen_in

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path, sample):
    """A copy of the sample."""
    copy = tmp_path / "台账.planbook"
    shutil.copyfile(sample, copy)
    return copy


def test_no_addition_of_either_program_is_lost(path, often):
    edits, looked_again = often(30, 60, 500), 0
    for run in range(often(1, 2, 10)):
        with PlanBook.open(path) as book:
            before = sum(int(words or "0") for words in seen_in(book).values())
        command = [sys.executable, "-m", "tests.faults.editing", str(path), str(edits)]
        programs = [
            subprocess.Popen(
                [*command, step, f"{run} {step}"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for step in ("1", "1000")
        ]
        assert [program.stdout.readline() for program in programs] == ["ready\n"] * 2
        for program in programs:
            program.stdin.write("go\n")
            program.stdin.flush()
        outputs = [program.communicate()[0] for program in programs]
        assert [program.returncode for program in programs] == [0, 0], outputs
        with PlanBook.open(path) as book:
            assert book.housekeeping.damages() == ()
            after = sum(int(words or "0") for words in seen_in(book).values())
        assert after - before == edits + 1000 * edits
        looked_again += sum(map(int, outputs))
    assert looked_again, "the two never met"


def test_what_was_never_seen_is_not_written_over(path):
    with PlanBook.open(path) as first, PlanBook.open(path) as second:
        row = rows_of(first)[0]
        seen = seen_in(first)[row]
        second.recording.record([Entry(row, YEAR, "88", seen=seen)])
        for words in ("91", ""):
            with pytest.raises(StaleRow) as caught:
                first.recording.record([Entry(row, YEAR, words, seen=seen)])
            assert "已被别处改过" in sentence(caught.value)
        assert seen_in(first)[row] == "88"
        first.recording.record([Entry(row, YEAR, "91", seen="88")])
        assert seen_in(second)[row] == "91"


def test_the_same_figure_typed_twice_is_no_conflict(path):
    with PlanBook.open(path) as first, PlanBook.open(path) as second:
        row = rows_of(first)[0]
        second.recording.record([Entry(row, YEAR, "88", seen="")])
        assert not first.recording.record([Entry(row, YEAR, "88", seen="")])


def test_who_did_not_look_writes_as_ever(path):
    with PlanBook.open(path) as book:
        row = rows_of(book)[0]
        book.recording.record([Entry(row, YEAR, "88")])
        book.recording.record([Entry(row, YEAR, "91")])
        assert seen_in(book)[row] == "91"


def test_one_stale_cell_stops_the_whole_block(path):
    with PlanBook.open(path) as book:
        rows = rows_of(book)
        book.recording.record([Entry(rows[1], YEAR, "88")])
        block = [Entry(row, YEAR, "5", seen="") for row in rows[:3]]
        with pytest.raises(StaleRow):
            book.recording.record(block)
        assert sorted(seen_in(book).values()) == ["", "", "88"]


@contextlib.contextmanager
def another_writer(path, statement):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(statement)
    try:
        yield
    finally:
        connection.execute("rollback")
        connection.close()


def assert_busy(refused):
    assert refused.fault is BookFault.BUSY
    assert "正被另一个程序写入" in sentence(refused)


def test_a_writer_that_does_not_finish_is_named(path):
    with PlanBook.open(path, patience=0.1) as book:
        row = rows_of(book)[0]
        with another_writer(path, "begin immediate"):
            with pytest.raises(BookRefused) as caught:
                book.recording.record([Entry(row, YEAR, "91")])
            assert_busy(caught.value)
            # What is there can be read meanwhile.
            assert seen_in(book)[row] == ""
        book.recording.record([Entry(row, YEAR, "91")])
        assert seen_in(book)[row] == "91"


def test_nothing_hangs_while_the_whole_file_is_held(path, tmp_path):
    with PlanBook.open(path, patience=0.1) as book:
        row = rows_of(book)[0]
        wishes = [
            lambda: seen_in(book),
            lambda: book.recording.record([Entry(row, YEAR, "91")]),
            lambda: book.housekeeping.back_up("asked"),
            lambda: book.housekeeping.copy_to(tmp_path / "一份.planbook"),
            book.housekeeping.damages,
            lambda: PlanBook.open(path, patience=0.1),
            book.undo,
        ]
        with another_writer(path, "begin exclusive"):
            for wish in wishes:
                with pytest.raises(BookRefused) as caught:
                    wish()
                assert_busy(caught.value)
    assert not (tmp_path / "一份.planbook").exists()


def test_who_holds_the_whole_file_is_waited_for_once(path):
    """A page is drawn from many queries: the window would stand still for each of them."""
    with PlanBook.open(path, patience=1) as book:
        row = rows_of(book)[0]
        with another_writer(path, "begin exclusive"):
            begun = time.monotonic()
            for _ in range(4):
                with pytest.raises(BookRefused):
                    seen_in(book)
            assert time.monotonic() - begun < 2
        book.recording.record([Entry(row, YEAR, "91")])
        # Once the file is free, the next one who holds it is waited for as long as ever.
        assert book.read(patience_of) == 1000


def patience_of(connection):
    return connection.execute("pragma busy_timeout").fetchone()[0]


def test_a_list_is_not_taken_in_over_what_came_meanwhile(path, tmp_path):
    write_office_figures(tmp_path / "来表.xlsx", 5)
    with PlanBook.open(path) as first, PlanBook.open(path) as second:
        preview = first.planning.preview(tmp_path / "来表.xlsx")
        second.recording.record([Entry(rows_of(second)[0], YEAR, "88")])
        with pytest.raises(StaleRow):
            first.planning.accept(preview)
        assert first.housekeeping.damages() == ()


def test_what_one_query_reads_is_of_one_moment(path):
    def looked_twice(connection):
        def name():
            return connection.execute("select title from plan").fetchone()[0]

        before = name()
        other = sqlite3.connect(path, timeout=0)
        with contextlib.suppress(sqlite3.OperationalError), other:
            other.execute("update plan set title = '别处改的名称'")
        other.close()
        return before, name()

    with PlanBook.open(path) as book:
        before, after = book.read(looked_twice)
    assert before == after


def test_a_book_that_is_checked_while_another_program_writes_is_not_doubted(path):
    with PlanBook.open(path) as checked, PlanBook.open(path) as written:
        entry = Entry(rows_of(written)[0], YEAR, "87.5")
        begun = []

        def write_meanwhile(statement):
            # The history has been read, the rows are next.
            if "from actual" in statement and not begun:
                begun.append(statement)
                written.recording.record([entry])

        checked._connection.set_trace_callback(write_meanwhile)
        assert checked.housekeeping.damages() == ()
        checked._connection.set_trace_callback(None)
        assert begun


def test_a_book_that_is_never_left_alone_is_checked_all_the_same(path):
    with PlanBook.open(path) as checked, PlanBook.open(path) as written:
        row = rows_of(written)[0]
        told = iter(range(1, 100))

        def write_each_time(statement):
            if "from actual" in statement and not checked._connection.in_transaction:
                written.recording.record([Entry(row, YEAR, str(next(told)))])

        checked._connection.set_trace_callback(write_each_time)
        assert checked.housekeeping.damages() == ()
        checked._connection.set_trace_callback(None)
        assert next(told) > 3
