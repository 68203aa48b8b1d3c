"""What a series' recorded figures look like: a mapping of periods, read when looked at."""

import sqlite3
from contextlib import closing
from decimal import Decimal

import pytest

from db import queries
from db.errors import BookRefused
from db.model.words import EntryState
from tests.db.stories import a_book, indicator_named, record, reopen


def first_name(book):
    plan = book.read(queries.find_plan)
    return book.read(queries.indicator_lines, plan.id)[0].name


def test_figures_are_found_by_their_period(tmp_path):
    with a_book(tmp_path) as book:
        name = first_name(book)
        record(book, name, "2022", "87.50")
        actuals = indicator_named(book, name).actuals
        assert (list(actuals), len(actuals)) == (["2022"], 1)
        assert "2022" in actuals
        assert actuals.get("2023") is None
        held = actuals["2022"]
        assert (held.period, held.state) == ("2022", EntryState.DRAFT)
        assert (held.amount.text, held.amount.value) == ("87.50", Decimal("87.50"))
        with pytest.raises(KeyError):
            actuals["2023"]


def test_the_same_figures_are_equal_and_others_are_not(tmp_path):
    book = a_book(tmp_path)
    name = first_name(book)
    record(book, name, "2022", "87.5")
    before = indicator_named(book, name)
    book = reopen(book)
    with book:
        again = indicator_named(book, name)
        assert again == before
        assert again.actuals == dict(before.actuals)
        record(book, name, "2022", "87.6")
        assert indicator_named(book, name) != before


def test_a_figure_that_is_none_is_met_while_the_book_is_read(tmp_path):
    book = a_book(tmp_path)
    name = first_name(book)
    record(book, name, "2022", "87.5")
    book.close()
    with closing(sqlite3.connect(book.path)) as connection, connection:
        connection.execute("update actual set state = 'sent by post'")
    with reopen(book) as altered:
        plan = altered.read(queries.find_plan)
        with pytest.raises(BookRefused):
            altered.read(queries.indicator_lines, plan.id)
