"""One window a person: the claim, the door, and programs that were killed or do not answer."""

import json
import os
import subprocess
import sys
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from desktop.only_one import OnlyOne

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def claimed(tmp_path):
    """The program that came first."""
    only = OnlyOne(tmp_path)
    assert only.claim()
    yield only
    only.release()


def test_a_second_claim_is_refused_until_the_first_is_given_up(claimed, tmp_path):
    assert not OnlyOne(tmp_path).claim()
    claimed.release()
    again = OnlyOne(tmp_path)
    assert again.claim()
    assert not again.ended_badly
    again.release()


@pytest.mark.parametrize("path", ["", "/台账 文件/利通 （新）.planbook", "/a/\udcff.planbook"])
def test_what_a_second_start_brings_is_heard_and_answered(claimed, tmp_path, path):
    heard = []
    claimed.listen(lambda words: heard.append(words) or True)
    second = OnlyOne(tmp_path)
    assert not second.claim()
    assert second.ask_first(path)
    assert heard == [path]


def test_a_window_that_does_not_answer_leaves_the_second_start_its_own(claimed, tmp_path):
    claimed.listen(lambda _words: False)
    assert not OnlyOne(tmp_path).ask_first("")


def test_one_without_the_key_is_not_heard_and_shuts_nobody_out(claimed, tmp_path):
    heard = []
    claimed.listen(lambda words: heard.append(words) or True)
    told = json.loads((tmp_path / "running.lock").read_text("ascii"))
    with pytest.raises(AuthenticationError):
        Client(told["address"], authkey=b"guessed")
    assert OnlyOne(tmp_path).ask_first("本册.planbook")
    assert heard == ["本册.planbook"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are another matter there")
def test_nobody_else_can_read_the_key(claimed, tmp_path):
    claimed.listen(lambda _words: True)
    assert (tmp_path / "running.lock").stat().st_mode & 0o077 == 0


def test_a_program_that_was_killed_leaves_no_claim_but_a_word_of_it(tmp_path):
    code = (
        "import sys; from pathlib import Path; from desktop.only_one import OnlyOne\n"
        "only = OnlyOne(Path(sys.argv[1])); print(only.claim(), flush=True); sys.stdin.read()"
    )
    words = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout.readline() == "True\n"
        assert not OnlyOne(tmp_path).claim()
        first.kill()
    again = OnlyOne(tmp_path)
    assert again.claim()
    assert again.ended_badly
    again.release()


def test_where_nothing_can_be_locked_each_start_has_its_own_window(tmp_path):
    nowhere = OnlyOne(None)
    assert nowhere.claim()
    nowhere.listen(lambda _words: True)
    nowhere.release()
    taken = tmp_path / "running.lock"
    taken.mkdir()
    assert OnlyOne(tmp_path).claim()


def test_this_users_claim_lies_in_this_users_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    only = OnlyOne.of_this_user()
    assert only.claim()
    assert json.loads((tmp_path / "planbook" / "running.lock").read_text("ascii")) == {
        "pid": os.getpid()
    }
    only.release()
    assert (tmp_path / "planbook" / "running.lock").read_text("ascii") == ""
