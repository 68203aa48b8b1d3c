"""Verbs that write into a book with users: --user, and the PIN on standard input."""

import io

import pytest

from db import queries
from db.book import PlanBook
from db.model.words import UserRole


@pytest.fixture
def shared_path(tmp_path):
    path = tmp_path / "两人 台账.planbook"
    with PlanBook.create(path) as book:
        book.planning.load_sample("litong")
        book.people.add("陈静", UserRole.ADMIN, "1357")
        book.people.add("马丽", UserRole.ENTRY, "2468")
    return path


def pin(monkeypatch, words):
    monkeypatch.setattr("sys.stdin", io.StringIO(words))


def record(planbook, path, *more):
    return planbook("record", path, "九年义务教育巩固率", "2023", "96.2", *more)


def test_a_figure_is_recorded_by_the_one_who_gives_his_pin(planbook, shared_path, monkeypatch):
    pin(monkeypatch, "2468\n")
    assert record(planbook, shared_path, "--user", "马丽").code == 0
    with PlanBook.open(shared_path) as book:
        assert book.read(queries.step_lines)[0].who == "马丽"


STRANGERS = {
    "PIN 不对": ("1111\n", "马丽"),
    "没有名为“李四”的用户": ("2468\n", "李四"),
}


@pytest.mark.parametrize("said", STRANGERS)
def test_nobody_else_writes(planbook, shared_path, monkeypatch, said):
    words, name = STRANGERS[said]
    pin(monkeypatch, words)
    assert said in record(planbook, shared_path, "--user", name).refused()


def test_without_a_name_nothing_is_written(planbook, shared_path):
    assert "要先登录" in record(planbook, shared_path).refused()


def test_everybody_reads(planbook, shared_path):
    assert planbook("dump", shared_path).code == 0
    assert planbook("check", shared_path).code in {0, 1}
