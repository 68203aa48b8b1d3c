"""Every table and column of the record has a word, and every reference is known as one."""

from dataclasses import fields

import pytest

from db.model.record_links import linked_table
from db.model.record_words import TABLE_WORDS, column_words, value_words
from db.model.records import RECORDS
from db.model.words import RowKind
from db.queries.row_names import _PARTS
from tests.db.stories import a_book


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.table)
def test_every_table_and_column_has_a_word(kind):
    assert kind.table in TABLE_WORDS
    assert kind.table in _PARTS
    names = [field.name for field in fields(kind)]
    assert [name for name in names if column_words(kind.table, name) == name] == []


def test_every_reference_of_the_file_is_known(tmp_path):
    with a_book(tmp_path, sample=None) as book:
        for kind in RECORDS:
            told = book._connection.execute(f"pragma foreign_key_list({kind.table})").fetchall()
            known = {row[3]: linked_table(kind.table, row[3]) for row in told}
            assert known == {row[3]: row[2] for row in told}, kind.table


def test_stored_values_are_said_as_the_bureau_writes_them():
    assert value_words("actual", "state", "submitted") == "待审核"
    assert value_words("responsibility", "presumed", 1) == "是"
    assert value_words("responsibility", "presumed", "0") == "否"
    assert value_words("target", "role", "interim") == "阶段目标"
    assert value_words("source", "kind", "typed") == "键入"
    assert value_words("actual", "text", "95.10") == "95.10"
    assert value_words("actual", "text", None) == ""


def test_every_kind_of_row_that_others_speak_of_is_said():
    words = [value_words("evidence_link", "row_kind", kind) for kind in RowKind]
    assert words == [TABLE_WORDS[kind] for kind in RowKind]


def test_a_pin_is_never_shown():
    assert value_words("user", "pin", "scrypt$abc") == "（不显示）"
