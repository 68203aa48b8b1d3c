"""`dev.py` on folders with awkward names, without the network."""

import subprocess
import sys
from pathlib import Path

import pytest

import dev

PROGRAM = '''"""A program that says where it stands and what it was given."""
import os, sys
from pathlib import Path

def main():
    print(Path(__file__).parents[1].name, Path.cwd().name, *sys.argv[1:], sep="|")
    return 1
'''


@pytest.fixture
def house(tmp_path: Path) -> dev.House:
    """A checkout whose folder has a blank and Chinese in its name, and an empty environment."""
    root = tmp_path / "规划 台账"
    (root / "desktop").mkdir(parents=True)
    (root / "desktop" / "__init__.py").touch()
    (root / "desktop" / "__main__.py").write_text(PROGRAM, "utf-8")
    (root / "requirements-dev.lock").write_text("one==1\n", "utf-8")
    made = dev.House(root)
    command = (sys.executable, "-m", "venv", "--without-pip", made.venv)
    assert dev.run_quietly(*command)[0] == 0
    return made


def started_from(folder: Path, house: dev.House, *words: str) -> subprocess.CompletedProcess[str]:
    """Start the program of that checkout from another folder."""
    program = house.launcher.with_suffix(".cmd") if sys.platform == "win32" else house.launcher
    return subprocess.run(
        [program, *words], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )


def test_the_program_starts_from_any_folder_and_keeps_its_words_and_exit_code(house, tmp_path):
    dev.link_checkout(house)
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    # A folder of the same name where the user stands must not be taken for the program.
    (elsewhere / "desktop").mkdir()
    (elsewhere / "desktop" / "__init__.py").touch()
    done = started_from(elsewhere, house, "利通 区.planbook", "--json")
    assert (done.stdout.strip(), done.stderr) == ("规划 台账|别处|利通 区.planbook|--json", "")
    assert done.returncode == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_the_program_starts_through_a_link(house, tmp_path):
    dev.link_checkout(house)
    link = tmp_path / "planbook"
    link.symlink_to(house.launcher)
    done = subprocess.run([link], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.stdout.startswith("规划 台账|")


def test_a_checkout_that_was_moved_still_starts(house, tmp_path):
    dev.link_checkout(house)
    moved = dev.House(house.root.rename(tmp_path / "搬家"))
    assert started_from(tmp_path, moved).stdout.startswith("搬家|")


def test_setup_is_due_until_all_is_there_and_again_when_a_lock_changes(house):
    assert not house.is_ready()
    dev.link_checkout(house)
    assert not house.is_ready()
    house.stamp.write_text(house.fingerprint(), "utf-8")
    assert house.is_ready()
    house.development_lock.write_text("one==2\n", "utf-8")
    assert not house.is_ready()


def test_a_failed_installation_is_one_line_that_says_which_package(house, monkeypatch, tmp_path):
    monkeypatch.setenv("PLANBOOK_WHEELS", str(tmp_path))
    hashed = f"no-such-package==1 --hash=sha256:{'0' * 64}\n"
    house.development_lock.write_text(hashed, "utf-8")
    # The environment has no pip of its own: this one has, and installs nothing either.
    house.python = Path(sys.executable)
    with pytest.raises(dev.Trouble) as caught:
        dev.install_requirements(house)
    assert "no-such-package" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_library_is_named_by_its_package():
    libraries = {"libno-such-thing.so.7": "libno-such-thing7"}
    assert dev.lacking(libraries) == ["libno-such-thing7"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["WARNING: a", "ERROR: No matching distribution", "note"], "No matching distribution"),
        (["Reading lists", "E: Unable to locate package", "bye"], "Unable to locate package"),
        (["Traceback", "ImportError: libEGL.so.1"], "ImportError: libEGL.so.1"),
    ],
)
def test_the_line_that_says_why_is_picked(lines, told):
    assert dev.telling_line(lines) == told


@pytest.mark.parametrize(("words", "code"), [([], 2), (["no-such"], 2), (["--help"], 0)])
def test_without_a_command_every_command_is_named(capsys, words, code):
    assert dev.main(words) == code
    told = capsys.readouterr().err
    assert all(name in told for name in ("setup", "run", "test", "check", "bench", "looks"))


@pytest.mark.parametrize(
    ("variables", "seen"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({}, sys.platform in {"win32", "darwin"}),
    ],
)
def test_a_window_is_shown_only_where_there_is_a_screen(monkeypatch, variables, seen):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert dev.has_display() is seen


@pytest.mark.parametrize("words", [[], ["--long"], ["-x", "-q"]])
def test_the_whole_suite_runs_on_every_core(words):
    assert dev.words_for_pytest(words) == ["-n", "auto", "--dist", "loadfile", *words]


@pytest.mark.parametrize("words", [["tests/house"], ["-x", "tests/db"], ["-k", "undo"]])
def test_a_part_of_it_runs_in_one_process(words):
    assert dev.words_for_pytest(words) == words
