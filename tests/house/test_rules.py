"""The rules of the house can fail: each finds the fault it was made for."""

import pytest

from .shape import faults_of_shape
from .words import faults_of_calls, faults_of_comments, faults_of_places, faults_of_sql

OPENING = '"""Readings: what was reached."""\n'


def test_a_file_of_400_lines_is_short_enough_and_one_more_is_not():
    assert not list(faults_of_shape(OPENING + "x = 1\n" * 399))
    assert list(faults_of_shape(OPENING + "x = 1\n" * 400)) == ["401 lines, more than 400"]


def test_a_function_of_40_lines_is_short_enough_and_one_more_is_not():
    body = OPENING + "def f():\n"
    assert not list(faults_of_shape(body + "    x = 1\n" * 39))
    assert list(faults_of_shape(body + "    x = 1\n" * 40)) == ["2: f has 41 lines"]


@pytest.mark.parametrize("text", ["x = 1\n", '"""Readings"""\n', f'"""{"long " * 80}."""\n'])
def test_a_file_opens_with_one_sentence(text):
    assert len(list(faults_of_shape(text))) == 1


def test_an_empty_file_has_nothing_to_say():
    assert not list(faults_of_shape(""))


def test_a_class_is_not_named_after_nothing():
    assert list(faults_of_shape(OPENING + "class BookManager: pass\n"))
    assert not list(faults_of_shape(OPENING + "class Management: pass\n"))


@pytest.mark.parametrize(
    "line",
    [
        "QApplication.processEvents()",
        "dialog.exec()",
        "dialog.exec_()",
        "qtbot.wait(20)",
        "self.qtbot.wait(20)",
        "QTest.qWait(20)",
        "time.sleep(1)",
        "from time import sleep",
        "pause = time.sleep",
        "mark = pytest.mark.skip",
    ],
)
def test_a_call_that_waits_or_stops_the_world_is_found(line):
    assert list(faults_of_calls(line))


@pytest.mark.parametrize(
    "line",
    [
        "dialog.open()",
        "thread.wait()",
        "qtbot.waitSignal(session.changed)",
        "pytest.mark.skipif(True)",
        "words = 'time.sleep(1)'",
    ],
)
def test_an_innocent_call_is_left_alone(line):
    assert not list(faults_of_calls(line))


@pytest.mark.parametrize("statement", ["select id from plan", "\n    with own (id) as (select 1)"])
def test_a_statement_of_sql_is_found_and_words_are_left_alone(statement):
    assert list(faults_of_sql(f"x = {statement!r}"))
    assert not list(faults_of_sql("x = 'selected', 'update the row', 'with a blank'"))


def test_only_the_application_starts_the_event_loop():
    assert not list(faults_of_calls("application.exec()", may_start_event_loop=True))
    assert list(faults_of_calls("application.processEvents()", may_start_event_loop=True))


@pytest.mark.parametrize(
    "comment", ["# TODO: later", "# FIXME", "# noqa", "#noqa", "# type: ignore", "# ruff: noqa"]
)
def test_a_promise_or_a_wholesale_silence_is_found(comment):
    assert list(faults_of_comments(f"x = 1  {comment}\n"))


@pytest.mark.parametrize(
    "line", ["x = 1  # noqa: S608 the one place", "x = 1  # type: ignore[misc]", "x = '# TODO'"]
)
def test_an_exception_with_its_name_is_left_alone(line):
    assert not list(faults_of_comments(f"{line}\n"))


@pytest.mark.parametrize(
    "words",
    [
        ("", "work", "main"),
        ("see ", "home", "ann"),
        ("'", "tmp", "book.planbook"),
        ("FOLDER=", "root", "x"),
    ],
)
def test_a_path_of_one_machine_is_found(words):
    assert list(faults_of_places("/".join(words)))


@pytest.mark.parametrize("words", [("pypi", "org"), ("mirror", "school", "cn"), ("registry", "x")])
def test_a_registry_is_found(words):
    assert list(faults_of_places("https://" + ".".join(words)))


@pytest.mark.parametrize(
    "line",
    [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "tests/workbooks/list.xlsx",
        "network/root/x",
        "./tmp/x",
        "//root/name",
        "//work/name",
        "/opt/planbook/planbook",
    ],
)
def test_an_innocent_place_is_left_alone(line):
    assert not list(faults_of_places(line))
