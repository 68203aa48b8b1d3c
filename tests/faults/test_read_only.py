"""Where nothing can be written a book opens for reading, and says so before anything is tried."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
import threading

import pytest

from db.book import PlanBook
from db.errors import BookFault, BookRefused, TargetRefused
from db.faults import TargetFault
from db.operations.recording import Entry
from desktop.errors import sentence
from tests.db.stories import sha256
from tests.faults.child import YEAR, export, rows_of, write_office_figures

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="how a folder is protected is another matter on each system"
)

_VERSION_3 = 0x20080522
_MAY_PASS_OVER_MODES = 1 << 1 | 1 << 2 | 1 << 3


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Rights(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint32) for name in ("effective", "permitted", "inherited"))


def as_an_ordinary_user(story):
    """Tell a story on a thread that, unlike an administrator, is stopped by the modes of files."""
    failed = []

    def told():
        libc, header, rights = ctypes.CDLL(None), _Header(_VERSION_3, 0), (_Rights * 2)()
        assert libc.capget(ctypes.byref(header), rights) == 0
        rights[0].effective &= ~_MAY_PASS_OVER_MODES
        rights[0].permitted &= ~_MAY_PASS_OVER_MODES
        assert libc.capset(ctypes.byref(header), rights) == 0
        try:
            story()
        except BaseException as error:  # noqa: BLE001 - it is raised again on the test's thread
            failed.append(error)

    thread = threading.Thread(target=told)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


@contextlib.contextmanager
def mode(path, bits):
    held = path.stat().st_mode
    path.chmod(bits)
    try:
        yield
    finally:
        path.chmod(held)


@contextlib.contextmanager
def commanded(before, after):
    if shutil.which(before[0]) is None:
        pytest.skip(f"{before[0]} is not installed")
    if subprocess.run(before, check=False, capture_output=True).returncode:
        pytest.skip("that takes an administrator, or another disk")
    try:
        yield
    finally:
        subprocess.run(after, check=True)


@contextlib.contextmanager
def read_only_disk(folder):
    with (
        commanded(["mount", "--bind", folder, folder], ["umount", folder]),
        commanded(["mount", "-o", "remount,bind,ro", folder], ["true"]),
    ):
        yield


PLACES = {
    "a file without the right to write": lambda path: mode(path, 0o444),
    "a folder without the right to write": lambda path: mode(path.parent, 0o555),
    "both without it": lambda path: mode(path.parent, 0o555),
    "a file that is fixed": lambda path: commanded(["chattr", "+i", path], ["chattr", "-i", path]),
    "a folder that is fixed": lambda path: commanded(
        ["chattr", "+i", path.parent], ["chattr", "-i", path.parent]
    ),
    "a disk mounted for reading": lambda path: read_only_disk(path.parent),
}


@pytest.fixture
def path(tmp_path, sample):
    folder = tmp_path / "光盘"
    folder.mkdir()
    copy = folder / "台账.planbook"
    shutil.copyfile(sample, copy)
    return copy


@pytest.mark.parametrize("place", PLACES)
def test_a_book_is_read_and_not_written(tmp_path, path, place):
    office, out = tmp_path / "来表.xlsx", tmp_path / "一览表.xlsx"
    write_office_figures(office, 41)
    before = sha256(path)

    def story():
        with PlanBook.open(path) as book:
            assert book.read_only
            rows = rows_of(book)
            assert rows
            preview = book.planning.preview(office)
            export(book, out)
            book.housekeeping.copy_to(tmp_path / "拷出来.planbook")
            assert book.housekeeping.damages() == ()
            for wish in (
                lambda: book.recording.record([Entry(rows[0], YEAR, "41")]),
                lambda: book.planning.accept(preview),
                lambda: book.housekeeping.change_setting("阈值", "5"),
                book.undo,
            ):
                with pytest.raises(BookRefused) as caught:
                    wish()
                assert caught.value.fault is BookFault.READ_ONLY
                assert "复制到能写的文件夹" in sentence(caught.value)

    if place == "both without it":
        path.chmod(0o444)
    with PLACES[place](path):
        as_an_ordinary_user(story)
        assert sha256(path) == before
        assert [found.name for found in path.parent.iterdir()] == [path.name]
    with PlanBook.open(tmp_path / "拷出来.planbook") as book:
        assert not book.read_only


@pytest.mark.parametrize("place", ["a folder without the right to write", "a folder that is fixed"])
def test_nothing_goes_out_into_a_folder_that_cannot_be_written(path, place):
    def story():
        with PlanBook.open(path) as book:
            for wish in (
                lambda: book.housekeeping.back_up("asked"),
                lambda: book.housekeeping.copy_to(path.with_name("一份.planbook")),
                lambda: export(book, path.with_name("一览表.xlsx")),
                lambda: PlanBook.create(path.with_name("新.planbook")),
            ):
                with pytest.raises(TargetRefused) as caught:
                    wish()
                assert caught.value.fault is TargetFault.NO_PERMISSION
                assert "另选一个能写的文件夹" in sentence(caught.value)

    with PLACES[place](path):
        as_an_ordinary_user(story)
        assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_a_book_that_may_not_be_read_is_said_so(path):
    def story():
        with pytest.raises(BookRefused) as caught:
            PlanBook.open(path)
        assert caught.value.fault is BookFault.NO_PERMISSION
        assert "没有权限" in sentence(caught.value)

    with mode(path, 0):
        as_an_ordinary_user(story)


def test_the_thread_of_these_stories_is_indeed_stopped(path):
    def story():
        assert not os.access(path, os.W_OK)
        with pytest.raises(PermissionError):
            path.open("ab")

    with mode(path, 0o444):
        as_an_ordinary_user(story)
