"""A pasted block: all of it goes in, or none with the reason and the place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import queries
from db.book import PlanBook
from db.operations.recording import Entry
from desktop.indicators.block import BlockRefused, Spot, entries_of, read_block


@pytest.fixture
def lines(sample_path):
    with PlanBook.open(sample_path) as book:
        return book.read(queries.indicator_lines, book.read(queries.plan_lines)[0].id)


@pytest.fixture
def spots(lines):
    return [[Spot(line, year) for year in ("2021", "2022")] for line in lines[:3]]


def test_each_word_goes_to_its_cell(spots, lines):
    entries = entries_of(read_block("12\t13\r\n1\t\r\n"), spots)
    assert entries == [
        Entry(lines[0].id, "2021", "12", seen=""),
        Entry(lines[0].id, "2022", "13", seen=""),
        Entry(lines[1].id, "2021", "1", seen=""),
    ]


def test_every_word_that_is_no_value_is_named_with_its_place(spots):
    with pytest.raises(BlockRefused) as refused:
        entries_of([["12", "见附件3"], ["约", "3"]], spots)
    sentence = refused.value.sentence
    assert "第 1 行第 2 列（学校数 2022 年）“见附件3”不是数值" in sentence
    assert "整块没有写入" in sentence


def test_a_block_that_reaches_over_the_edge_is_refused(spots):
    with pytest.raises(BlockRefused) as refused:
        entries_of([["1", "2", "3"]], spots)
    assert refused.value.sentence.startswith(
        "复制的是 1 行 3 列，从这里起只有 3 行 2 列，没有写入。"
    )


def test_a_locked_cell_in_the_block_refuses_it(lines):
    with pytest.raises(BlockRefused) as refused:
        entries_of([["1"]], [[Spot(lines[0], "2021", locked=True)]])
    assert "已锁定" in refused.value.sentence


@given(
    st.lists(st.lists(st.text('0123456789.年"', max_size=5), min_size=1, max_size=4), max_size=5)
)
def test_reading_any_block_never_fails(rows):
    read = read_block("\n".join("\t".join(row) for row in rows))
    assert not read or any(word.strip() for word in read[-1])
