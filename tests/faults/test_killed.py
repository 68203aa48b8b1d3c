"""Killed at any moment: nothing corrupt, nothing acknowledged lost, the old files intact."""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db import queries
from db.book import PlanBook
from db.connection.backups import list_backups
from db.errors import BookRefused
from db.exchange.xlsx import read_workbook
from db.queries.dump import book_as_json
from tests.db.test_released_books import BOOKS
from tests.faults.child import CELLS, NAMES, YEAR, export, rows_of, write_office_figures
from tests.faults.later_steps import a_later_program

ROOT = Path(__file__).resolve().parents[2]
LONGEST_DELAY = 0.06
MOST_COMMITS = 5
PATIENCE = 30.0

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


class Nursery:
    """The process whose forks are killed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.child"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._rest = b""

    def close(self) -> None:
        self._process.communicate()

    def kill_at_work(self, work: str, book: Path, chance: random.Random) -> list[str]:
        """Kill a worker at a random moment; return what it said it had done by then."""
        order = json.dumps({"work": work, "book": str(book)})
        self._process.stdin.write(f"{order}\n".encode())
        self._process.stdin.flush()
        worker = int(self._line(PATIENCE).removeprefix("pid "))
        done: list[str] = []
        for _ in range(chance.randint(0, MOST_COMMITS)):
            line = self._line(PATIENCE)
            done.append(line)
            if line == "gone":
                break
        end = time.monotonic() + chance.random() * LONGEST_DELAY
        while "gone" not in done and (line := self._line(end - time.monotonic())):
            done.append(line)
        if "gone" not in done:
            os.kill(worker, signal.SIGKILL)
        while "gone" not in done:
            done.append(self._line(PATIENCE))
        assert "" not in done, "the worker neither worked nor went"
        return [line.removeprefix("done ") for line in done if line.startswith("done ")]

    def _line(self, patience: float) -> str:
        """Return the next line, or nothing when none comes in so many seconds."""
        stdout = self._process.stdout.fileno()
        while b"\n" not in self._rest:
            if not select.select([stdout], [], [], max(patience, 0))[0]:
                return ""
            piece = os.read(stdout, 65536)
            assert piece, "the process that forks has ended"
            self._rest += piece
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode()


@pytest.fixture(scope="module")
def nursery():
    nursery = Nursery()
    yield nursery
    nursery.close()


def runs(tmp_path, sample, count):
    """Yield for each kill a copy of the sample in a folder of its own, and a source of chance."""
    for seed in range(count):
        folder = tmp_path / str(seed)
        folder.mkdir()
        book = folder / "台账 一.planbook"
        shutil.copyfile(sample, book)
        yield book, random.Random(seed)
        shutil.rmtree(folder)


def figures(book):
    plan = book.read(queries.find_plan).id
    lines = {line.id: line for line in book.read(queries.all_rows, plan)}
    return {
        row: lines[row].actuals[YEAR].amount.text if YEAR in lines[row].actuals else None
        for row in rows_of(book)
    }


def test_killed_while_recording(tmp_path, sample, nursery, often):
    for path, chance in runs(tmp_path, sample, often(8, 60, 300)):
        done = nursery.kill_at_work("record", path, chance)
        last = int(done[-1]) if done else 0
        with PlanBook.open(path) as book:
            assert book.housekeeping.damages() == ()
            rows, found = rows_of(book), figures(book)
        told = {rows[n % CELLS]: str(n) for n in range(max(1, last - CELLS + 1), last + 1)}
        next_row = rows[(last + 1) % CELLS]
        wrong = {row: words for row, words in found.items() if words != told.get(row)}
        # The one at work when the process was killed is there, or is not.
        assert wrong in ({}, {next_row: str(last + 1)}), (last, wrong)


def test_killed_while_importing(tmp_path, nursery, often):
    empty = tmp_path / "空.planbook"
    with PlanBook.create(empty) as book:
        write_office_figures(tmp_path / "来表.xlsx", 0)
        book.planning.accept(book.planning.preview(tmp_path / "来表.xlsx"))
    for path, chance in runs(tmp_path, empty, often(5, 40, 200)):
        done = nursery.kill_at_work("import", path, chance)
        last = int(done[-1]) if done else 0
        with PlanBook.open(path) as book:
            assert book.housekeeping.damages() == ()
            found = set(figures(book).values())
            assert len(figures(book)) == len(NAMES)
        # A list comes in whole or not at all.
        assert found in ({str(last)}, {str(last + 1)})
        for backup in list_backups(path):
            assert_sound(backup.path)


def assert_sound(path):
    with PlanBook.open(path) as book:
        assert book.housekeeping.damages() == ()


def test_killed_while_exporting(tmp_path, sample, nursery, often):
    for path, chance in runs(tmp_path, sample, often(4, 30, 150)):
        target = path.with_name("一览表.xlsx")
        with PlanBook.open(path) as book:
            export(book, target)
        done = nursery.kill_at_work("export", path, chance)
        last = int(done[-1]) if done else 0
        texts = {cell.text for sheet in read_workbook(target).sheets for cell in sheet.cells()}
        if last:
            assert texts & {str(last), str(last + 1)}
        assert_sound(path)


def test_killed_while_backing_up(tmp_path, sample, nursery, often):
    for path, chance in runs(tmp_path, sample, often(4, 30, 150)):
        done = nursery.kill_at_work("backup", path, chance)
        assert_sound(path)
        copies = {backup.path for backup in list_backups(path)}
        for line in done:
            number, _, copy = line.partition(" ")
            assert Path(copy) in copies
            with PlanBook.open(Path(copy)) as book:
                assert figures(book)[rows_of(book)[0]] == number
        for copy in copies:
            assert_sound(copy)


def test_killed_while_making_books(tmp_path, sample, nursery, often):
    for path, chance in runs(tmp_path, sample, often(2, 15, 75)):
        done = nursery.kill_at_work("create", path, chance)
        found = {book.stem for book in path.parent.glob("新*.planbook")}
        assert {f"新{number}" for number in done} <= found
        assert len(found) <= len(done) + 1
        for stem in found:
            assert_sound(path.with_name(f"{stem}.planbook"))


def test_killed_while_upgrading(tmp_path, sample, nursery, often):
    with PlanBook.open(sample) as book:
        whole = figures(book)
    for path, chance in runs(tmp_path, sample, often(2, 25, 125)):
        done = nursery.kill_at_work("migrate", path, chance)
        books = list(path.parent.glob("旧*.planbook"))
        assert {f"旧{number}" for number in done} <= {book.stem for book in books}
        for old in books:
            # Copied first; what was left half done goes on where it stopped.
            for backup in list_backups(old):
                assert_sound(backup.path)
            with a_later_program(), PlanBook.open(old) as book:
                assert book.housekeeping.damages() == ()
                assert figures(book) == whole
            with pytest.raises(BookRefused):
                PlanBook.open(old)


def test_killed_while_a_released_book_is_brought_up_to_today(tmp_path, nursery, often):
    for released in BOOKS:
        shutil.copyfile(released, tmp_path / "今.planbook")
        with PlanBook.open(tmp_path / "今.planbook") as book:
            whole = book.read(book_as_json)
        for path, chance in runs(tmp_path, released, often(2, 25, 50)):
            done = nursery.kill_at_work("open released", path, chance)
            books = list(path.parent.glob("旧*.planbook"))
            assert {f"旧{number}" for number in done} <= {book.stem for book in books}
            for old in books:
                with PlanBook.open(old) as book:
                    assert book.housekeeping.damages() == ()
                    assert book.read(book_as_json) == whole
