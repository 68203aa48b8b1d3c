"""Read-only copies for other programs: laid down safely, gone when they are not needed."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from db.errors import TargetRefused
from desktop.proof.copies import OpenedCopies

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def copies(tmp_path):
    made = OpenedCopies(tmp_path)
    yield made
    made.clean()


def test_a_copy_has_the_files_name_and_cannot_be_written(copies):
    path = copies.lay_down("竣工 验收报告.pdf", b"%PDF")
    assert path.name == "竣工 验收报告.pdf"
    assert path.read_bytes() == b"%PDF"
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def test_two_files_of_one_name_do_not_meet(copies):
    first, second = copies.lay_down("报告.pdf", b"1"), copies.lay_down("报告.pdf", b"2")
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")


@pytest.mark.parametrize("name", ["../../报告.pdf", "a:b?.pdf", "CON.txt", "一" * 300 + ".pdf"])
def test_whatever_a_file_is_called_its_copy_stays_in_its_folder(copies, tmp_path, name):
    path = copies.lay_down(name, b"x")
    assert path.is_relative_to(tmp_path / "planbook-evidence")
    assert len(path.relative_to(tmp_path).parts) == 4


def test_when_the_program_ends_nothing_is_left(copies, tmp_path):
    path = copies.lay_down("报告.pdf", b"x")
    copies.clean()
    assert not path.exists()
    assert list((tmp_path / "planbook-evidence").iterdir()) == []
    assert copies.lay_down("报告.pdf", b"x").exists()


def test_what_a_crash_left_goes_with_the_next_copy_and_a_running_programs_stays(tmp_path):
    crash = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from desktop.proof.copies import OpenedCopies\n"
        "print(OpenedCopies(Path(sys.argv[1])).lay_down('报告.pdf', b'x'), flush=True)\n"
        # The program ends at once, as in a crash: nothing is cleaned.
        "os._exit(1)\n"
    )
    known = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-c", crash, str(tmp_path)],
        cwd=ROOT, env=known, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    left = Path(run.stdout.strip())
    assert left.exists(), run.stderr
    running = OpenedCopies(tmp_path)
    theirs = running.lay_down("别的.pdf", b"x")
    assert not left.exists()
    mine = OpenedCopies(tmp_path)
    mine.lay_down("我的.pdf", b"x")
    assert theirs.exists()
    running.clean()
    mine.clean()


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "planbook-evidence").write_bytes(b"a file stands where the folder should be")
    with pytest.raises(TargetRefused):
        OpenedCopies(tmp_path).lay_down("报告.pdf", b"x")


def test_the_lock_is_held_while_copies_are_open(copies, tmp_path):
    copies.lay_down("报告.pdf", b"x")
    (lock,) = (tmp_path / "planbook-evidence").glob("*.lock")
    assert not QLockFile(str(lock)).tryLock(0)
