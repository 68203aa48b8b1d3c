"""The Nth write, fsync or rename fails, N = 1, 2, 3…: all or nothing, and a sentence."""

from __future__ import annotations

import errno
import shutil
from dataclasses import dataclass

import pytest

from db.errors import BookFault, BookRefused, TargetRefused, UserError
from db.faults import TargetFault
from desktop.errors import sentence
from tests.faults import system_calls
from tests.faults.saves import SAVES
from tests.faults.system_calls import BROKEN, FULL, PYTHON_CALLS, Counter

MOST_CALLS = 2_000

needs_sqlite_calls = pytest.mark.skipif(
    not system_calls.can_alter_sqlite(), reason="SQLite's own table of calls is not to be had here"
)


@dataclass(frozen=True)
class Fault:
    """What is made to fail, how it fails, and whether it works again afterwards."""

    name: str
    error: int
    for_ever: bool

    def __str__(self):
        return f"{self.name} {errno.errorcode[self.error]} {'ever' if self.for_ever else 'once'}"


def faults(names, errors):
    return [
        pytest.param(Fault(name, error, for_ever), id=str(Fault(name, error, for_ever)))
        for name in names
        for error in errors
        for for_ever in (False, True)
    ]


@pytest.fixture
def trial(tmp_path, small_book, often):
    """Let call 1, 2, 3… fail, until there are no more calls; return how many there were.

    In an everyday run the later ones are tried by leaps.
    """
    if often(0, 1, 1):
        numbers = range(1, MOST_CALLS)
    else:
        numbers = [1, 2, 3, 4, *(int(4 * 1.5**power) for power in range(1, 16))]

    def tried(kind, failing, fault):
        for number in numbers:
            folder = tmp_path / f"{number}"
            folder.mkdir()
            counter = Counter(number, fault.for_ever, fault.error)
            refused, changed = saved(kind(folder, small_book), failing(fault.name, counter), fault)
            shutil.rmtree(folder)
            if not counter.met:
                assert refused is None
                assert changed
                return number - 1
        raise AssertionError("there is no end to the calls")

    return tried


def saved(save, failing, fault):
    """Save while something fails: it is done or it is refused, never half done."""
    before = save.look()
    refused = None
    with failing:
        try:
            save.act()
        except UserError as caught:
            refused = caught
    after = save.look()
    if refused is not None:
        assert_said(refused, fault.error)
        assert after == before
        assert fault.for_ever or not list(save.book.parent.rglob(".*"))
    return refused, after != before


def assert_said(refused, error):
    words = sentence(refused)
    assert words.count("。") >= 2
    assert isinstance(refused, BookRefused | TargetRefused), refused
    if error == FULL:
        assert refused.fault in {BookFault.DISK_FULL, TargetFault.DISK_FULL}, refused
        assert "磁盘满" in words
    else:
        assert refused.fault in {BookFault.DISK_FAILED, TargetFault.DISK_FAILED}, refused


@needs_sqlite_calls
@pytest.mark.parametrize("fault", faults(["pwrite64"], [FULL, BROKEN]))
@pytest.mark.parametrize("kind", SAVES)
def test_the_nth_write_of_the_book_fails(trial, kind, fault):
    assert trial(kind, system_calls.sqlite_call_failing, fault) > 3


@needs_sqlite_calls
@pytest.mark.parametrize("fault", faults(["ftruncate", "unlink"], [BROKEN]))
@pytest.mark.parametrize("kind", SAVES)
def test_the_nth_truncation_or_removal_fails(trial, kind, fault):
    trial(kind, system_calls.sqlite_call_failing, fault)


@pytest.mark.parametrize("fault", faults(PYTHON_CALLS, [FULL, BROKEN]))
@pytest.mark.parametrize("kind", SAVES)
def test_the_nth_flush_rename_or_folder_fails(trial, kind, fault):
    trial(kind, system_calls.python_call_failing, fault)
