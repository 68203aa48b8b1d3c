"""The history: append-only, chained by hash, able to rebuild the book from its first step."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import queries
from db.book import PlanBook
from db.errors import BookRefused, NotFound
from db.model.records import RECORDS
from db.store.lines import Layout
from tests.db.stories import a_book, record
from tests.db.test_released_books import BOOKS

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


def test_a_line_moved_to_another_step_is_noticed(path):
    found = damages_after(
        path, "update change set step = 1 where sequence = (select max(sequence) from change)"
    )
    assert "history" in {damage.kind for damage in found}


def test_a_line_that_belongs_to_no_step_is_noticed_when_the_book_is_opened(path):
    found = damages_after(
        path,
        "insert into change (step, table_name, row_id, after)"
        " select max(sequence), 'setting', 'threshold', '[\"5\"]' from step",
    )
    assert "history" in {damage.kind for damage in found}
    with PlanBook.open(path) as book:
        assert [damage.kind for damage in book.doubts] == ["history"]


def test_a_line_with_more_cells_than_its_table_has_is_none_of_ours(path):
    connection = sqlite3.connect(path)
    layout = Layout(connection)
    whole = layout.change_of(("setting", "threshold", None, '["5"]'))
    assert whole.after == {"id": "threshold", "value": "5"}
    with pytest.raises(ValueError, match="more"):
        layout.change_of(("setting", "threshold", None, '["5","more"]'))
    connection.close()


def test_who_and_when_cannot_be_changed_unnoticed(path):
    found = damages_after(
        path, "update step set who = '别人' where sequence = (select max(sequence) from step)"
    )
    assert [damage.kind for damage in found] == ["history"]


WORDS = st.text(st.characters(codec="utf-8"), max_size=20)


@given(title=WORDS.filter(str.strip), words=WORDS, year=st.none() | st.integers(-9, 9999))
@settings(max_examples=60, deadline=None)
def test_whatever_a_row_holds_comes_back_as_it_was(tmp_path_factory, title, words, year):
    with a_book(tmp_path_factory.mktemp("台账"), sample=None) as book:
        book.planning.make_plan(title, year, None, issuer=words, superior_basis=(words, title))
        (made,) = book.read(queries.plan_lines)
        book.undo()
        assert book.read(queries.plan_lines) == ()
        book.redo()
        assert book.read(queries.plan_lines) == (made,)
        assert book.housekeeping.damages() == ()


def columns_of(path):
    """Return the columns of each table of a book in their order."""
    connection = sqlite3.connect(path)
    tables = [
        name
        for (name,) in connection.execute("select name from sqlite_schema where type = 'table'")
    ]
    columns = {
        table: [
            name
            for (name,) in connection.execute(
                "select name from pragma_table_info(?) order by cid", (table,)
            )
        ]
        for table in tables
    }
    connection.close()
    return columns


def test_columns_are_only_ever_appended(path):
    """Lines of the history give cells by their place: no place may ever change its meaning."""
    today = columns_of(path)
    for kind in RECORDS:
        assert sorted(today[kind.table]) == sorted(field.name for field in fields(kind))
        assert today[kind.table][0] == "id"
    for released in BOOKS:
        for table, columns in columns_of(released).items():
            assert today[table][: len(columns)] == columns


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
