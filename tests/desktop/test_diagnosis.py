"""The zip for whoever mends the program holds its versions and faults, and no word of a book."""

import json
import zipfile

import pytest

from db import queries
from db.book import PlanBook
from db.operations.recording import Entry
from desktop import crash_log
from desktop.crash_dialog import CrashDialog
from desktop.diagnosis import without_names
from desktop.running_log import RunningLog
from desktop.user_folders import log_folder
from desktop.version import VERSION

FIGURE = "98.7654"


@pytest.fixture
def told(start, tmp_path, qtbot, monkeypatch):
    """The diagnosis of a book in a folder named after a school, after a fault that names a row."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "马莲渠乡 state"))
    folder = tmp_path / "马莲渠乡小学 王校长"
    folder.mkdir()
    path = folder / "秘密 台账.planbook"
    with PlanBook.create(path, who="马丽") as book:
        book.planning.load_sample("litong")
        row = book.read(queries.indicator_lines, book.read(queries.find_plan).id)[0]
        book.recording.record([Entry(row.id, "2022", FIGURE)])
    application = start(path)
    application.afterwards.finish()
    application.preferences.who = "马丽"
    log = RunningLog(log_folder())
    log.begin()
    log.write(f"qt cannot open {path}: no such file")
    application.notices.crash(KeyError(f"{row.name} {FIGURE}"))
    application.window.findChild(CrashDialog).close()
    target = tmp_path / "诊断.zip"
    with qtbot.waitSignal(application.runner.settled):
        application.rooms.ways_to_help.write_diagnosis(target)
    assert "没有台账里的数和文字" in application.window.status.message
    with zipfile.ZipFile(target) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def test_nothing_of_the_book_is_in_it(told):
    own = told.pop("说明.txt")
    text = "\n".join((*told, *told.values()))
    assert FIGURE not in text
    assert not any("\u3400" <= letter <= "\u9fff" for letter in text)
    assert "没有台账里的数" in own
    assert not any(word in own for word in ("马莲渠", "马丽", "秘密"))


def test_versions_settings_shape_and_faults_are_in_it(told):
    versions, settings, book = (
        json.loads(told[f"{name}.json"]) for name in ("versions", "settings", "book")
    )
    assert versions["planbook"] == VERSION
    assert versions["engine"].startswith("SQLite 3.")
    assert settings["person/name"] == len("马丽")
    assert settings["files/recent_books"] == 1
    assert settings["look/pane_shown"] is True
    assert book["rows"]["actual"] == 1
    assert book["rows"]["indicator"] > 0
    assert book["steps"][0] == "m0001_plan_book"
    faults = [text for name, text in told.items() if name.startswith("logs/crash-")]
    assert any("builtins.KeyError" in fault for fault in faults)
    assert crash_log.PRIVATE not in "".join(faults)
    assert "qt cannot open …" in told["logs/planbook.log"]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ('  File "D:\\王 校长\\desktop\\session.py", line 12 in read',
         '  File "desktop/session.py", line 12 in read'),
        ("  /opt/python/lib/python3.11/json/decoder.py:355 raw_decode",
         "  json/decoder.py:355 raw_decode"),
        ("  /media/王校长/脚本.txt:3 run", "  ….txt:3 run"),
        ("qt QFont: D:/王 校长/a.ttf missing", "qt QFont: …"),
        ("2022 start 0.1.0, Linux", "2022 start 0.1.0, Linux"),
        ("qt 字体 missing", "qt … missing"),
    ],
)  # fmt: skip
def test_of_a_path_only_the_programs_own_part_is_left(line, left):
    assert without_names(line) == left


def test_without_a_book_there_is_one_all_the_same(start, tmp_path, qtbot):
    application = start()
    target = tmp_path / "诊断.zip"
    with qtbot.waitSignal(application.runner.settled):
        application.rooms.ways_to_help.write_diagnosis(target)
    with zipfile.ZipFile(target) as archive:
        assert json.loads(archive.read("book.json")) == {"open": False}


def test_where_it_cannot_be_written_it_is_said(start, tmp_path, qtbot):
    application = start()
    with qtbot.waitSignal(application.notices.warned) as warned:
        application.rooms.ways_to_help.write_diagnosis(tmp_path / "没有这个夹" / "诊断.zip")
    assert "没有写入" in warned.args[0]
