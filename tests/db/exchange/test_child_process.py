"""Foreign readers break, hang and swell in a process of their own, and the file is refused."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from db.errors import Cancelled, FileRefused
from db.exchange.sheets import Workbook
from db.exchange.workbooks import child, foreignsheets, inchild
from db.exchange.xlsx import read_workbook
from db.faults import FileFault
from desktop import __main__ as program
from desktop.errors import sentence
from tests.db.exchange.foreign import saved_as, with_office, xlsb
from tests.db.exchange.hostile import OLE, mutated, ole_file
from tests.db.exchange.traps.trap import Trap, page
from tests.db.stories import sha256

GOOD = ((0, 0, "指标"), (0, 1, "2025年"), (1, 0, "毛入园率"), (1, 1, 95.0))
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="limits by the system's signals")


@pytest.fixture
def good(tmp_path):
    return xlsb(tmp_path / "来 表.xlsb", *GOOD)


@pytest.fixture
def instead(monkeypatch):
    """Let a piece of Python run in the place of the readers."""

    def run(code, *, seconds=child.MOST_SECONDS):
        begin = (
            f"import sys; sys.path.insert(0, {str(Path(child.__file__).parents[3])!r});"
            "from db.exchange.workbooks import binaryfiles, child\n"
        )
        monkeypatch.setattr(inchild, "COMMAND", lambda _: [sys.executable, "-c", begin + code])
        monkeypatch.setattr(inchild, "LONGEST", float(seconds))

    return run


def refusal(path):
    """Return the refusal of a file, which comes soon and is one sentence or two."""
    started = monotonic()
    with pytest.raises(FileRefused) as refused:
        read_workbook(path)
    assert monotonic() - started < 10
    words = sentence(refused.value)
    assert words.count("。") <= 2
    assert path.name in words
    return refused.value.fault


def test_a_good_file_is_read_and_left_as_it_is(good):
    before = sha256(good)
    workbook = read_workbook(good)
    assert [cell.text for cell in workbook.sheets[0].cells()] == [
        "指标",
        "2025年",
        "毛入园率",
        "95",
    ]
    assert workbook.sha256 == before == sha256(good)


def test_the_file_that_aborts_its_reader_is_damaged(tmp_path):
    far = xlsb(tmp_path / "远.xlsb", (0, 0, "指标"), (1_048_575, 16_383, 1.0))
    assert far.stat().st_size < 1_400
    assert refusal(far) is FileFault.DAMAGED


def test_a_far_corner_that_does_not_kill_is_named(tmp_path):
    far = xlsb(tmp_path / "远.xlsb", (0, 0, "指标"), (0, 2_000, 1.0))
    with pytest.raises(FileRefused) as refused:
        read_workbook(far)
    met = refused.value
    assert (met.fault, met.sheet, met.address) == (FileFault.TOO_FAR, "一览表", "BXY1")


def test_more_cells_than_a_list_has_are_too_many(good, monkeypatch):
    monkeypatch.setattr(foreignsheets, "MOST_CELLS", 3)
    assert refusal(good) is FileFault.TOO_MANY_CELLS


def test_infinity_is_named_with_its_place(tmp_path):
    with pytest.raises(FileRefused) as refused:
        read_workbook(xlsb(tmp_path / "表.xlsb", (0, 0, "指标"), (3, 1, float("inf"))))
    met = refused.value
    assert (met.fault, met.sheet, met.address) == (FileFault.NOT_FINITE, "一览表", "B4")


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.abort()",
        "raise SystemExit(3)",
        "sys.exit(child.main(['no such kind']))",
        "binaryfiles.READERS = {'xls': lambda _: 1 / 0}; sys.exit(child.main(['xls']))",
        "print('not what is asked for')",
        "print('{}')",
        'print(\'{"formats": [1], "from_1904": 5}\')',
        'print(\'{"formats": [], "from_1904": false}\'); print(\'[1, [[1, "n", "x", null]]]\')',
        "print('{\"formats\": [], \"from_1904\": false}'); print('7')",
        "print('{\"formats\": [], \"from_1904\": false}'); print('[1, []]'); print('{\"a\": 1}')",
        "",
    ],
)
def test_a_reader_that_breaks_or_talks_nonsense_means_damage(good, instead, code):
    instead(code)
    assert refusal(good) is FileFault.DAMAGED


def test_a_reader_that_hangs_is_ended(good, instead):
    instead("import threading; threading.Event().wait()", seconds=0.3)
    assert refusal(good) is FileFault.TOO_LARGE


def test_a_reader_that_closes_its_mouth_but_never_ends_is_ended(good, instead):
    instead("import os, threading; os.close(1); threading.Event().wait()")
    assert refusal(good) is FileFault.TOO_LARGE


@on_posix
def test_a_reader_that_counts_for_ever_is_ended_by_the_system(good, instead):
    instead("child.MOST_SECONDS = 1; child.limit_this_process()\nwhile True: pass")
    assert refusal(good) is FileFault.TOO_LARGE


@on_posix
def test_a_reader_that_swells_is_stopped_at_a_gigabyte(good, instead):
    instead(
        "binaryfiles.READERS = {'xls': lambda _: [bytes(child.MOST_MEMORY)]}\n"
        "sys.exit(child.main(['xls']))"
    )
    assert refusal(good) is FileFault.TOO_LARGE


def test_an_answer_without_end_is_cut_off(good, instead, monkeypatch):
    monkeypatch.setattr(inchild, "LARGEST_ANSWER", 1_000_000)
    instead("while True: sys.stdout.write('x' * 100_000)")
    assert refusal(good) is FileFault.TOO_LARGE


def test_a_password_is_told_from_damage(good, instead):
    instead(
        "def read(_): raise binaryfiles.EncryptedError\n"
        "binaryfiles.READERS = {'xls': read}\n"
        "sys.exit(child.main(['xls']))"
    )
    assert refusal(good) is FileFault.ENCRYPTED


def test_the_user_can_stop_a_reader(good, instead):
    instead("import threading; threading.Event().wait()")

    class Impatient:
        def report(self, *_):
            raise Cancelled

    started = monotonic()
    with pytest.raises(Cancelled):
        read_workbook(good, Impatient())
    assert monotonic() - started < child.MOST_SECONDS


@pytest.mark.parametrize("name", ["Workbook", "Book", "WordDocument"])
def test_noise_behind_the_sign_of_an_old_file_is_damage(tmp_path, name):
    hollow = ole_file(tmp_path / "空.xls", "Root Entry", name)
    assert refusal(hollow) is FileFault.DAMAGED
    noise = random.Random(name).randbytes(3_000)
    noisy = tmp_path / "乱.doc"
    noisy.write_bytes(OLE + noise + name.encode("utf-16-le") + b"\0\0" + noise)
    assert refusal(noisy) is FileFault.DAMAGED


@with_office
def test_an_old_workbook_cut_short_or_changed_is_read_or_refused(tmp_path):
    rows = (("指标", "单位", "2020年", "2025年"), ("毛入园率", "%", 0.9391, "95%以上"))
    written = Trap("表", (page(*rows),), ()).write(tmp_path)
    (whole,) = saved_as("xls", tmp_path, written)
    content = whole.read_bytes()
    source = random.Random(7)
    for turn in range(12):
        path = tmp_path / f"{turn}.xls"
        cut = source.randrange(600, len(content))
        path.write_bytes(content[:cut] if turn % 2 else mutated(content, source))
        try:
            met = read_workbook(path)
        except FileRefused as refused:
            met = refused
        assert isinstance(met, Workbook | FileRefused)


def test_the_built_program_starts_itself(monkeypatch):
    assert child.command("xls")[:3] == [sys.executable, "-I", "-c"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child.command("xls") == [sys.executable, child.HIDDEN_ARGUMENT, "xls"]
    assert program.READS_A_FOREIGN_FILE == child.HIDDEN_ARGUMENT


def test_the_program_reads_a_foreign_file_when_it_is_told_to(good, tmp_path, monkeypatch):
    # As the built program does, which has no other Python to start.
    words = [sys.executable, "-m", "desktop", child.HIDDEN_ARGUMENT]
    monkeypatch.setattr(inchild, "COMMAND", lambda kind: [*words, kind])
    assert len(list(read_workbook(good).sheets[0].cells())) == len(GOOD)
    with good.open("rb") as given:
        answered = subprocess.run(
            [*words, "xlsb"], stdin=given, capture_output=True, check=True, env=dict(os.environ)
        )
    assert answered.stdout.startswith(b'{"formats": []')
    assert answered.stderr == b""
    assert not list(tmp_path.glob("core*"))


def test_it_does_not_matter_where_the_user_stands(good, tmp_path, monkeypatch):
    elsewhere = tmp_path / "别处"
    (elsewhere / "db").mkdir(parents=True)
    (elsewhere / "db" / "__init__.py").write_text("raise SystemExit(1)", "utf-8")
    (elsewhere / "json.py").write_text("raise SystemExit(1)", "utf-8")
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("PYTHONPATH", str(elsewhere))
    assert read_workbook(good).sheets
