"""Real processes: a book is double-clicked, then another; the first is killed and begun again."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from db.book import PlanBook
from desktop import __main__ as entry
from desktop import only_one, user_folders
from desktop.preferences import Preferences

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path, monkeypatch):
    for kind in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "家 目录" / kind.lower()))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "家 目录"))
    return tmp_path


@pytest.fixture
def double_click(home):
    """Start the program with a book, as a desktop does."""
    running = []

    def begin(*words):
        process = subprocess.Popen(
            [sys.executable, "-m", "desktop", *map(str, words)],
            cwd=home,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.wait()


@pytest.fixture
def books(home):
    made = []
    for name in ("第 一 本", "第二本（新）"):
        path = home / f"{name}.planbook"
        with PlanBook.create(path) as book:
            book.planning.load_sample("rizhao")
        made.append(path)
    return made


def recent_books():
    settings = QSettings(str(user_folders.settings_file()), QSettings.Format.IniFormat)
    return [Path(name) for name in Preferences(settings).recent_books]


def told():
    """Return what the program that runs tells later starts of itself."""
    try:
        return json.loads((user_folders.state_folder() / "running.lock").read_bytes())
    except (OSError, ValueError):
        return {}


def is_there(process):
    """Tell whether a program is there for later starts."""
    return told().get("pid") == process.pid and "address" in told()


def test_after_a_fault_it_begins_again_with_its_book(books, qtbot):
    first = only_one.OnlyOne.of_this_user()
    assert first.claim()
    first.release()
    entry._start_again((str(books[0]),))
    qtbot.waitUntil(lambda: "address" in told(), timeout=30_000)
    qtbot.waitUntil(lambda: recent_books() == [books[0]], timeout=30_000)
    os.kill(told()["pid"], signal.SIGTERM)


def test_two_books_one_program_and_a_killed_one_stands_in_nobodys_way(double_click, books, qtbot):
    first = double_click(books[0])
    qtbot.waitUntil(lambda: is_there(first), timeout=30_000)
    assert double_click(books[1]).wait(30) == 0
    qtbot.waitUntil(lambda: recent_books() == books[::-1], timeout=30_000)
    assert first.poll() is None
    first.kill()
    first.wait()
    third = double_click()
    qtbot.waitUntil(lambda: is_there(third), timeout=30_000)
    assert third.poll() is None
