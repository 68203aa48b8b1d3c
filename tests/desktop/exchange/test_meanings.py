"""What a column may be corrected to, and what is put down of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange.corrections import ColumnCorrection, SheetCorrections
from db.exchange.listing import ColumnReading, Complaint, Meaning, TableKind
from db.exchange.sheets import Cell, Sheet
from desktop.exchange.meanings import (
    OFFERED,
    corrected,
    period_typed,
    share_choice,
    with_column,
    with_header,
    years_offered,
)
from desktop.exchange.verdicts import meaning_words


@pytest.mark.parametrize("kind", list(TableKind))
def test_each_table_offers_different_words_and_to_leave_a_column_out(kind):
    words = [meaning_words(ColumnReading(1, meaning), kind) for meaning in OFFERED[kind]]
    assert len(set(words)) == len(words)
    assert words[-1] == "不导入"


def test_the_heading_s_own_year_is_not_put_down():
    reading = ColumnReading(4, Meaning.TARGET, "2024", "2024年")
    assert corrected(reading, None, Meaning.ACTUAL, "2024").period == ""
    assert corrected(reading, None, Meaning.ACTUAL, "2023").period == "2023"
    # A year that a person said stays a person's word.
    said = ColumnCorrection(Meaning.ACTUAL, "2024", unit="%")
    assert corrected(reading, said, Meaning.ACTUAL, "2024") == said
    assert corrected(None, None, Meaning.LEAD, "") == ColumnCorrection(Meaning.LEAD)


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("2024", "2024"), (" 2024 年 ", "2024"), ("2024年上半年", "2024-S1"),
        ("2024年二季度", "2024-Q2"), ("去年", ""), ("", ""), ("2024年1—9月", ""), ("2024年好", ""),
    ],
)  # fmt: skip
def test_a_typed_period_is_understood_or_not(typed, period):
    assert period_typed(typed) == period


def test_years_are_the_plan_s_and_the_sheet_s():
    assert years_offered(Meaning.ACTUAL, 2021, 2023, {"2020", ""}) == [
        "2020", "2021", "2022", "2023",
    ]  # fmt: skip
    assert years_offered(Meaning.BASELINE, 2021, 2025, set()) == ["2019", "2020"]
    assert years_offered(Meaning.ACTUAL, None, None, {"2024"}) == ["2024"]


@given(st.sets(st.integers(1, 9), min_size=1), st.integers(1, 9))
def test_what_was_said_of_other_columns_and_sheets_stays(columns, column):
    said = ColumnCorrection(Meaning.NOTE)
    told = {
        "甲": SheetCorrections((2, 3), dict.fromkeys(columns, said)),
        "乙": SheetCorrections((1, 1)),
    }
    after = with_column(told, "甲", [(column, None)])
    assert set(after["甲"].columns) == columns - {column}
    assert (after["甲"].header, after["乙"]) == ((2, 3), told["乙"])
    assert with_column(after, "甲", [(column, said)])["甲"].columns.keys() == columns | {column}
    assert with_header(told, "甲", None)["甲"].columns == told["甲"].columns


def test_only_open_and_settled_shares_are_a_choice():
    sheet = Sheet("甲", {2: (Cell(2, 3, "0.9"),)})
    open_one = Complaint("甲", "C2", "0.9", "0.9 是 0.9% 还是 90%", is_share=True)
    other = Complaint("甲", "D2", "见附件", "不是数值")
    assert share_choice(sheet, [other], SheetCorrections()) is None
    asked = share_choice(sheet, [open_one, other], SheetCorrections())
    assert (asked.columns, asked.chosen) == ((3,), "ask")
    assert dict(asked.choices())["shares"] == "0.9 当作 90%"
    settled = SheetCorrections(columns={3: ColumnCorrection(Meaning.ACTUAL, shares=True)})
    assert share_choice(sheet, [], settled).chosen == "shares"
