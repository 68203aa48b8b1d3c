"""A disk fills up in twenty steps: nothing is lost, and the message names the full disk."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from db.book import PlanBook
from db.errors import BookFault, BookRefused, UserError
from db.operations.recording import Entry
from desktop.errors import sentence
from tests.db.stories import a_book
from tests.faults.child import YEAR, rows_of
from tests.faults.saves import (
    AddingEvidence,
    BackingUp,
    Exporting,
    Filling,
    GivingOutEvidence,
    Importing,
    Recording,
    ZippingEvidence,
)
from tests.faults.system_calls import pages_at_most

KILOBYTE = 1024
FREE = (0, 4, 8, 12, 16, 20, 24, 28, 32, 40, 48, 64, 80, 96, 128, 200, 256, 400, 640, 900)
"""Kilobytes that are left on the disk."""


@pytest.fixture
def small_disk(tmp_path):
    """A disk of its own, of four megabytes."""
    place = tmp_path / "小盘"
    place.mkdir()
    if shutil.which("mount") is None:
        pytest.skip("mount is not installed")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting a disk takes an administrator")
    yield place
    subprocess.run(["umount", place], check=True)


def fill(disk, kilobytes):
    """Leave so many kilobytes free."""
    free = os.statvfs(disk)
    room = free.f_bavail * free.f_bsize - kilobytes * KILOBYTE
    (disk / "占位").write_bytes(bytes(max(room, 0)))


KINDS = [
    Recording,
    Importing,
    Exporting,
    Filling,
    BackingUp,
    AddingEvidence,
    GivingOutEvidence,
    ZippingEvidence,
]


@pytest.mark.parametrize("kind", KINDS)
def test_the_disk_is_full(small_disk, small_book, kind):
    refusals = 0
    for kilobytes in FREE:
        save = kind(small_disk, small_book)
        before = save.look()
        fill(small_disk, kilobytes)
        refused = None
        try:
            save.act()
        except UserError as error:
            refused = error
        if refused is None:
            assert save.look() != before
        else:
            refusals += 1
            assert save.look() == before
            assert "磁盘满" in sentence(refused), refused
            assert not list(small_disk.rglob(".*"))
            (small_disk / "占位").unlink()
            save.act()
            assert save.look() != before
        for path in sorted(small_disk.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    assert 0 < refusals < len(FREE)


def test_a_book_that_cannot_grow_keeps_what_it_has(tmp_path):
    """The same on any system: SQLite itself is told that there is no more room."""
    with a_book(tmp_path) as book:
        rows = rows_of(book)
        for room in range(5):
            label = book.undo_label
            entries = [Entry(row, YEAR, "41", note="说明" * 9_000) for row in rows]
            with pages_at_most(book._connection, room), pytest.raises(BookRefused) as caught:
                book.recording.record(entries)
            assert caught.value.fault is BookFault.DISK_FULL
            assert book.undo_label == label
        book.recording.record(entries)
        assert book.housekeeping.damages() == ()
    with PlanBook.open(book.path) as again:
        assert again.undo_label == "录入 7 格"
