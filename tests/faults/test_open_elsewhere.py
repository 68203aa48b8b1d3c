"""A target that WPS, Excel or LibreOffice has open is left alone, whatever was to be written."""

from __future__ import annotations

import pytest

from db.book import PlanBook
from db.connection.copying import copy_file
from db.errors import TargetRefused
from db.faults import TargetFault
from desktop import cli
from desktop.errors import sentence
from tests.db.stories import a_book, sha256
from tests.faults.child import export

LOCKS = {"Excel": "~${}", "WPS": ".~{}", "LibreOffice": ".~lock.{}#"}


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as book:
        yield book


def exported(book, target):
    export(book, target)


def copied(book, target):
    book.housekeeping.copy_to(target, replace=True)


def restored(book, target):
    copy_file(book.path, target, replace=True)


def made(_book, target):
    PlanBook.create(target, replace=True).close()


WAYS = {
    "list": (exported, "一览表.xlsx"),
    "copy": (copied, "一份.planbook"),
    "restored": (restored, "恢复.planbook"),
    "new": (made, "新.planbook"),
}


@pytest.mark.parametrize("program", LOCKS)
@pytest.mark.parametrize("way", WAYS)
def test_it_is_not_written_until_it_is_closed(tmp_path, book, way, program):
    write, name = WAYS[way]
    target = tmp_path / name
    write(book, target)
    before = sha256(target)
    lock = target.with_name(LOCKS[program].format(name))
    lock.touch()
    with pytest.raises(TargetRefused) as caught:
        write(book, target)
    assert caught.value.fault is TargetFault.OPEN_ELSEWHERE
    words = sentence(caught.value)
    assert name in words
    assert "关闭" in words
    assert "另存" in words
    assert sha256(target) == before
    write(book, target.with_name(f"另存的{name}"))
    lock.unlink()
    write(book, target)


@pytest.mark.parametrize("verb", ["backup", "restore"])
def test_the_command_line_says_so_too(tmp_path, book, verb, capsys):
    target = tmp_path / "一份.planbook"
    (tmp_path / ".~一份.planbook").touch()
    assert cli.run([verb, str(book.path), str(target)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "打开" in said.err
    assert not target.exists()
