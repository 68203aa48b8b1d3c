"""The history: append-only, chained by hash, able to rebuild the book from its first step."""

from __future__ import annotations

import random
import sqlite3

import pytest

from db import queries
from db.book import PlanBook
from db.errors import BookRefused, NotFound
from tests.db.stories import a_book, record

COVERAGE = "普惠性幼儿园覆盖率"


@pytest.fixture
def path(tmp_path):
    """Return a closed book with a sample and two figures."""
    with a_book(tmp_path) as book:
        record(book, COVERAGE, "2023", "90.3")
        record(book, COVERAGE, "2024", "89.4")
    return book.path


def damages_after(path, statement, *parameters):
    """Alter the file behind the program's back; return what the program says of it."""
    connection = sqlite3.connect(path)
    assert connection.execute(statement, parameters).rowcount == 1
    connection.commit()
    connection.close()
    with PlanBook.open(path) as book:
        return book.housekeeping.damages()


def test_a_sound_book_has_no_damage(path):
    with PlanBook.open(path) as book:
        assert book.housekeeping.damages() == ()


def test_a_figure_altered_behind_the_program_s_back_is_named(path):
    (damage,) = damages_after(
        path, "update actual set value = '99.9' where period = '2024' and value = '89.4'"
    )
    assert (damage.kind, damage.table, damage.column) == ("row", "actual", "value")
    assert (damage.expected, damage.found) == ("89.4", "99.9")


def test_a_figure_put_in_behind_the_program_s_back_is_named(path):
    found = damages_after(path, "insert into setting (id, value) values ('threshold', '5')")
    assert {(damage.kind, damage.table, damage.row) for damage in found} == {
        ("row", "setting", "threshold")
    }


def test_a_rewritten_history_line_breaks_the_chain(path):
    found = damages_after(
        path,
        "update change set after = replace(after, '89.4', '99.9')"
        " where after like '%89.4%' and table_name = 'actual'",
    )
    assert "history" in {damage.kind for damage in found}


def test_a_step_cut_out_of_the_history_is_noticed(path):
    connection = sqlite3.connect(path)
    (last,) = connection.execute("select max(sequence) from step").fetchone()
    connection.execute("delete from change where step = ?", (last - 1,))
    connection.execute("delete from step where sequence = ?", (last - 1,))
    connection.commit()
    connection.close()
    with PlanBook.open(path) as book:
        kinds = {(damage.kind, damage.detail) for damage in book.housekeeping.damages()}
    assert ("history", "predecessor missing") in kinds


def test_who_and_when_cannot_be_changed_unnoticed(path):
    found = damages_after(
        path, "update step set who = '别人' where sequence = (select max(sequence) from step)"
    )
    assert [damage.kind for damage in found] == ["history"]


def test_each_step_names_its_predecessor(path):
    connection = sqlite3.connect(path)
    steps = connection.execute("select hash, predecessor from step order by sequence").fetchall()
    connection.close()
    assert [predecessor for _, predecessor in steps] == ["", *[made for made, _ in steps[:-1]]]


def test_every_step_says_who_did_it_and_when(path):
    with PlanBook.open(path) as book:
        steps = book.read(queries.step_lines)
    assert {(step.who, step.made_at) for step in steps} == {("马丽", "2024-03-01T08:30:00+08:00")}


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_never_shows_a_wrong_figure_silently(path, seed):
    """Flip bytes anywhere: opening or checking must say so, unless nothing that counts changed."""
    with PlanBook.open(path) as book:
        plan = book.read(queries.find_plan).id
        told = book.read(queries.all_rows, plan)
    chance = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)
    try:
        with PlanBook.open(path) as book:
            damages = book.housekeeping.damages()
            seen = book.read(queries.all_rows, plan)
    except (BookRefused, NotFound):
        return
    assert damages or seen == told
