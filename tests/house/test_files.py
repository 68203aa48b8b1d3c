"""Every file of the checkout keeps the rules of the house."""

import tomllib

import pytest

from .shape import EMPTY_WORDS, faults_of_shape
from .tree import ROOT, all_files, place, python_files, texts
from .words import (
    EVENT_LOOP_FILES,
    faults_of_calls,
    faults_of_comments,
    faults_of_places,
    faults_of_sql,
)

FOLDERS = frozenset({"desktop", "resources", "db", "tests", "packaging", ".ci"})
PAPERS = frozenset({"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"})
SETTINGS = frozenset({".gitignore", ".gitattributes", ".editorconfig", ".pre-commit-config.yaml"})
ENTRIES = frozenset({"pyproject.toml", "dev.py", "requirements.lock", "requirements-dev.lock"})
LONGEST_WINDOW = 250
SQL_FOLDERS = ("db/store/", "db/queries/", "db/migrations/", "db/connection/")


def test_the_walk_sees_our_files_and_not_the_environment():
    files = {place(path) for path in all_files()}
    assert {"dev.py", "pyproject.toml", ".ci/run", "db/errors.py", "tests/conftest.py"} <= files
    assert not any(name.startswith((".git/", ".venv/")) for name in files)


def test_files_are_short_and_open_with_a_sentence():
    faults = [
        f"{place(path)}: {fault}"
        for path in python_files()
        for fault in faults_of_shape(path.read_text("utf-8"))
    ]
    assert not faults, "\n".join(faults)


def test_the_main_window_is_only_a_frame():
    window = (path for path in python_files() if place(path) == "desktop/window.py")
    faults = [
        fault
        for path in window
        for fault in faults_of_shape(path.read_text("utf-8"), longest_file=LONGEST_WINDOW)
    ]
    assert not faults, "\n".join(faults)


def test_names_of_files_say_what_they_know():
    empty = [place(path) for path in python_files() if path.stem in EMPTY_WORDS]
    assert not empty


def test_nothing_stops_the_world_or_waits_for_time():
    faults = []
    for path in python_files():
        allowed = place(path) in EVENT_LOOP_FILES
        found = faults_of_calls(path.read_text("utf-8"), may_start_event_loop=allowed)
        faults += [f"{place(path)}:{fault}" for fault in found]
    assert not faults, "\n".join(faults)


def test_sql_stands_where_rows_are_read_and_written_and_nowhere_else():
    faults = [
        f"{place(path)}:{fault}"
        for path in python_files()
        if place(path).startswith(("db/", "desktop/")) and not place(path).startswith(SQL_FOLDERS)
        for fault in faults_of_sql(path.read_text("utf-8"))
    ]
    assert not faults, "\n".join(faults)


def test_comments_promise_nothing_and_silence_nothing_wholesale():
    faults = [
        f"{place(path)}:{fault}"
        for path in python_files()
        for fault in faults_of_comments(path.read_text("utf-8"))
    ]
    assert not faults, "\n".join(faults)


def test_no_text_names_a_place_of_one_machine():
    faults = [
        f"{place(path)}:{fault}" for path, text in texts() for fault in faults_of_places(text)
    ]
    assert not faults, "\n".join(faults)


def test_the_top_level_holds_what_the_design_names():
    assert {
        place(path).split("/")[0] for path in all_files()
    } <= FOLDERS | PAPERS | SETTINGS | ENTRIES


def test_every_folder_of_the_program_is_a_package():
    # One without an `__init__.py` is not seen by the import contracts.
    of_ours = [path for path in python_files() if place(path).startswith(("db/", "desktop/"))]
    assert not [place(path) for path in of_ours if not (path.parent / "__init__.py").exists()]


def test_packaging_is_no_package():
    # It would hide the package of that name that the tools import.
    assert not (ROOT / "packaging" / "__init__.py").exists()


LOCKS = ("requirements.lock", "requirements-dev.lock", "packaging/requirements.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_versions_and_hashes_and_no_source(lock):
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("    ")]
    assert entries
    assert all("==" in entry and entry.endswith("\\") for entry in entries)
    assert all(line.startswith("    --hash=sha256:") for line in lines if line not in entries)


def test_the_locks_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needs = project["project"]["dependencies"]
    groups = project["dependency-groups"]
    tools = [tool for tool in groups["dev"] if isinstance(tool, str)]
    run, develop, packed = (
        {
            line.split("==")[0]
            for line in (ROOT / lock).read_text("utf-8").splitlines()
            if "==" in line
        }
        for lock in LOCKS
    )
    assert {need.split(">")[0].lower() for need in needs} <= run <= develop
    assert {tool.lower() for tool in tools} <= develop
    assert run | set(groups["build"]) <= packed <= develop


def test_every_screen_is_under_the_contract_that_keeps_screens_apart():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(entry["layers"] for entry in contracts if entry.get("containers") == ["desktop"])
    screens = {name.strip(" ()") for layer in layers for name in layer.split("|")}
    packages = {path.parent.name for path in (ROOT / "desktop").glob("*/__init__.py")}
    assert packages <= screens | {"widgets", "delegates"}
