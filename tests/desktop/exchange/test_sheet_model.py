"""The sheet as the office made it: raw words, its own numbers, what becomes of each cell."""

import pytest
from PySide6.QtCore import Qt

from db.exchange.differences import Verdict
from desktop.exchange.sheet_model import SheetModel, Shown
from desktop.exchange.verdicts import Seen, spot_of


@pytest.fixture
def model(preview):
    sheet = next(one for one in preview.workbook.sheets if one.name == "汇总表")
    tables = tuple(table for table in preview.reading.tables if table.sheet == "汇总表")
    made = SheetModel()
    made.show_sheet(Shown(sheet, tables, Seen.of(preview).verdicts("汇总表")))
    return made


def words(model, address):
    spot = spot_of(address)
    return model.index(spot.row - 1, spot.column - 1).data()


def test_the_words_are_raw_and_the_numbers_the_offices_own(model):
    assert words(model, "E6") == "９４．７１"
    assert words(model, "D6") == "94.1"
    assert words(model, "C4") == "2020年\n（基期）"
    assert words(model, "H5") == ""
    vertical = Qt.Orientation.Vertical
    assert [model.headerData(row, vertical) for row in (0, 5)] == ["1", "6"]
    assert model.headerData(4, Qt.Orientation.Horizontal) == "E"


def test_a_column_says_what_it_was_taken_for(model):
    assert [model.meaning(column) for column in (1, 2, 3, 4, 6)] == [
        ("类别", "meaning_name"),
        ("指标", "meaning_name"),
        ("基期 2020", "meaning_base"),
        ("实际 2021", "meaning_actual"),
        ("目标 2025", "meaning_target"),
    ]


def test_verdicts_headings_and_rows_that_are_not_imported_differ(model):
    assert model.verdict(spot_of("E9")) is Verdict.REJECTED
    assert model.verdict(spot_of("H9")) is None
    assert model.head_ground(spot_of("D5")) == "meaning_actual"
    assert model.head_ground(spot_of("D6")) == ""
    assert model.is_taken(6)
    assert not model.is_taken(2)
    assert model.why_not(10) == "附注"
    assert model.why_not(6) == ""


def test_what_is_merged_over_the_whole_table_is_its_title(model):
    assert model.is_title(spot_of("A1"))
    assert not model.is_title(spot_of("D4")), "it heads two columns"


def test_a_cell_is_spoken_with_all_that_is_known_of_it(model):
    assert model.spoken(spot_of("D6")) == (
        "D6 · 学前教育毛入园率 实际完成值 2021 年 · 原文“94.1” · 改动 · 台账现为 93.0"
    )
    assert model.spoken(spot_of("E9")).endswith("原文“见附件3” · 不能导入 · “见附件3”不是数值")
    assert model.spoken(spot_of("A10")) == "A10 · 原文“注：以年报为准。” · 不导入：附注"


def test_an_unticked_cell_is_not_loud(model, preview):
    assert model.is_loud(spot_of("D6"))
    model.show_sheet(
        Shown(model.shown.sheet, model.shown.tables, model.shown.verdicts, {("汇总表", "D6")})
    )
    assert not model.is_loud(spot_of("D6"))
    assert model.is_loud(spot_of("E6"))
    assert preview.count(Verdict.CHANGED) == 2


def test_the_model_keeps_qts_rules(model, qtmodeltester):
    qtmodeltester.check(model)
