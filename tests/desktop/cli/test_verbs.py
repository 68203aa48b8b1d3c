"""The command line itself: what it answers to, how it ends, what it does not load."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from desktop import cli_book, crash_log, verbs
from desktop.version import VERSION

from .conftest import ROOT

FORMAT_VERBS = frozenset(
    {"new", "import", "draft", "export", "collect", "record", "assess", "check", "dump", "backup"}
    | {"restore", "screenshots", "self-check", "merge", "rollup"}
)


def in_a_process(*words: str | Path, code: str = "") -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own, with a habit of another encoding."""
    code = code or "import sys; from desktop import cli; sys.exit(cli.run(sys.argv[1:]))"
    environment = {"PYTHONIOENCODING": "gbk:strict", "PYTHONPATH": str(ROOT), "PATH": ""}
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        env=environment,
        capture_output=True,
        check=False,
    )


def test_every_verb_of_the_format_is_answered_to():
    assert FORMAT_VERBS | {"--help", "-h", "--version"} == verbs.VERBS


@pytest.mark.parametrize("verb", sorted(verbs.LATER))
def test_a_verb_that_comes_later_says_so(planbook, tmp_path, verb):
    line = planbook(verb, tmp_path / "a.txt", "--json").refused()
    assert line.startswith(f"这一版还没有 {verb}")


@pytest.mark.parametrize("verb", sorted(FORMAT_VERBS - set(verbs.LATER)))
def test_every_verb_explains_itself_in_chinese(planbook, verb):
    said = planbook(verb, "--help").done()
    assert said.startswith(f"用法：planbook {verb}")
    assert not re.search(r"usage|positional|options|show this|optional", said)


def test_the_help_offers_no_export_that_is_not_there_yet(planbook):
    said = planbook("export", "--help").done()
    assert "checks 校验情况表" in said
    assert "评估报告" not in said


def test_the_help_names_every_verb(planbook):
    said = planbook("--help").done()
    named = {line.split()[0] for line in said.splitlines() if line.startswith("    ")}
    assert FORMAT_VERBS - set(verbs.LATER) <= named


def test_the_version_is_that_of_the_project(planbook):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == VERSION
    assert planbook("--version").done() == f"planbook {VERSION}\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "缺少 动词"),
        (["import"], "缺少 BOOK、FILE"),
        (["dump", "a.planbook", "--colour"], "多了“--colour”"),
        (["new", "a.planbook", "--sample", "北京"], "--sample 不能是“北京”，可以是 litong"),
        (["screenshots", "out", "--scale", "大"], "--scale：要写数"),
        (["screenshots", "out", "--scale", "9"], "400"),
        (["screenshots", "out", "--screen", "大"], "--screen：要写宽和高"),
        (["screenshots", "out", "--theme", "pink"], "可以是 light、dark、high_contrast"),
        (["dump", "a.planbook", "--json=yes"], "--json 后面不带内容"),
    ],
)
def test_a_slip_of_the_keyboard_is_one_line_in_chinese(planbook, words, told):
    line = planbook(*words).refused()
    assert told in line
    assert "用法：planbook" in line


def test_the_book_may_stand_behind_the_options_as_the_format_has_it(planbook, tmp_path):
    gone = tmp_path / "没有.planbook"
    told = planbook("screenshots", tmp_path / "图", "--theme", "dark", "--scale", "150", gone)
    assert "没有找到台账" in told.refused()
    assert "用法：planbook screenshots" in planbook("screenshots").refused()


def test_a_verb_does_not_load_qt(litong):
    code = (
        "import sys; from desktop import cli; code = cli.run(sys.argv[1:]);"
        "heavy = {'PySide6', 'openpyxl', 'xlsxwriter', 'sqlite_utils', 'rapidfuzz'};"
        "sys.stderr.write(' '.join(sorted(heavy & set(sys.modules)))); sys.exit(code)"
    )
    done = in_a_process("record", litong, "小学数", "2023", "48", code=code)
    assert done.returncode == 0
    assert b"PySide6" not in done.stderr
    assert b"openpyxl" not in done.stderr
    assert b"xlsxwriter" not in done.stderr


def test_to_know_the_verbs_loads_no_book():
    code = (
        "import sys; from desktop import cli;"
        "print([name for name in sys.modules if name.startswith(('db.book', 'PySide6', 'sqlite'))])"
    )
    assert in_a_process(code=code).stdout.strip() == b"[]"


def test_the_answer_is_utf_8_whatever_the_system_s_habit(litong):
    done = in_a_process("dump", litong, "--json")
    assert "学前教育毛入园率" in done.stdout.decode("utf-8")
    refused = in_a_process("dump", litong.with_name("没有.planbook"))
    assert refused.returncode == 2
    assert refused.stderr.decode("utf-8").startswith("没有找到台账")
    assert refused.stdout == b""


def test_a_reader_that_goes_away_is_no_defect(litong):
    code = "import sys; from desktop import cli; sys.exit(cli.run(['dump', sys.argv[1]]))"
    with subprocess.Popen(
        [sys.executable, "-c", code, litong],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_the_installed_program_answers_like_this_one(litong):
    launcher = ROOT / ".venv" / "bin" / "planbook"
    if not launcher.exists():
        pytest.skip("the program is not set up in this checkout")
    done = subprocess.run(
        [launcher, "dump", litong, "--json"], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith('{"plan": {')


class Slip(Exception):
    """A defect of the program."""


def stumble(*_words):
    raise Slip("the reader must see this")


def test_a_defect_is_one_line_and_a_log(planbook, litong, monkeypatch):
    monkeypatch.setattr(cli_book, "dump", stumble)
    done = planbook("dump", litong, "--json")
    assert (done.code, done.out) == (3, "")
    assert len(done.error.splitlines()) == 1
    assert "Traceback" not in done.error
    log = Path(re.search(r"日志 (\S+\.log)", done.error)[1])
    said = log.read_text("utf-8")
    assert "the reader must see this" in said
    assert "Traceback" in said
    assert VERSION in said
    log.unlink()


def test_a_defect_is_told_even_when_no_log_can_be_written(planbook, litong, monkeypatch, tmp_path):
    monkeypatch.setattr(cli_book, "dump", stumble)
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    done = planbook("dump", litong)
    assert done.code == 3
    assert "日志没能写下" in done.error


def test_old_logs_make_room_for_new_ones(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    first = crash_log.write_crash(Slip(), doing="planbook")
    for number in range(80):
        first.with_name(f"crash-20000101-{number:06}-1.log").touch()
    last = crash_log.write_crash(Slip(), doing="planbook dump")
    kept = sorted(first.parent.iterdir())
    assert last in kept
    assert len(kept) == 50


def test_a_person_who_stops_it_reads_so(planbook, litong, monkeypatch):
    def stop(*_words):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_book, "dump", stop)
    assert "停下了" in planbook("dump", litong).refused()
