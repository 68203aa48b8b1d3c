"""Sheets of OpenDocument as they are shown, whatever repeats, hides, merges or lies upon them."""

from __future__ import annotations

import random
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import FileRefused
from db.exchange.sheets import Visibility, Workbook
from db.exchange.workbooks import opendocument
from db.exchange.xlsx import read_workbook
from db.faults import FileFault
from tests.db.exchange.foreign import ODS_TYPE, odf_cell, odf_row, ods, table
from tests.db.exchange.hostile import mutated, packed

GOOD = odf_row(odf_cell("指标"), odf_cell("2025年"))


def sheets_of(folder, tables, **more):
    return read_workbook(ods(folder / "表.ods", tables, **more)).sheets


def sheet_of(folder, *rows, **more):
    (sheet,) = sheets_of(folder, table("".join(rows)), **more)
    return sheet


def texts(sheet):
    return {cell.address: cell.text for cell in sheet.cells()}


def refusal(folder, tables, **more):
    with pytest.raises(FileRefused) as refused:
        sheets_of(folder, tables, **more)
    return refused.value


@pytest.mark.parametrize(
    ("cell", "text", "number", "percent"),
    [
        (odf_cell("95.10", value="95.1", kind="float"), "95.10", "95.1", False),
        (odf_cell("95%", value="0.95", kind="percentage"), "95%", "0.95", True),
        (odf_cell("", value="0.9391", kind="percentage"), "93.91%", "0.9391", True),
        (odf_cell("", value="93.910000000000004", kind="float"), "93.91", "93.91", False),
        (odf_cell("0.333333333333333", value="0.333333333333333", kind="float"),
         "0.333333333", "0.333333333333333", False),
        (odf_cell("￥3.50 ", value="3.5", kind="currency"), "￥3.50", "3.5", False),
        (odf_cell("全覆盖", value="100", kind="float"), "全覆盖", "100", False),
        (odf_cell("95%以上", kind="string"), "95%以上", None, False),
        (odf_cell("词"), "词", None, False),
    ],
)  # fmt: skip
def test_a_value_reads_as_it_is_shown(tmp_path, cell, text, number, percent):
    (one,) = sheet_of(tmp_path, odf_row(cell)).cells()
    expected = None if number is None else Decimal(number)
    assert (one.text, one.number, one.percent) == (text, expected, percent)
    assert one[5:] == (False, False, False, False)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (odf_cell("2021/9/1", value="2021-09-01", kind="date"), "2021-09-01"),
        (odf_cell("x", value="2021-09-01T08:30:00", kind="date"), "2021-09-01 08:30"),
        (odf_cell("8:30", value="PT08H30M00S", kind="time"), "08:30"),
        (odf_cell("26:30:05", value="PT26H30M05S", kind="time"), "26:30:05"),
    ],
)
def test_dates_read_in_iso_form(tmp_path, cell, text):
    (one,) = sheet_of(tmp_path, odf_row(cell)).cells()
    assert (one.text, one.is_date) == (text, True)


def test_formulas_tell_their_results_and_their_failures(tmp_path):
    formula = 'table:formula="of:=[.A1]"'
    row = odf_row(
        odf_cell("5", formula, "5", "float"),
        odf_cell("", formula),
        odf_cell("#REF!", formula, kind="string"),
        odf_cell("Err:502", f'{formula} calcext:value-type="error"', kind="string"),
        odf_cell("", formula, kind="string"),
        odf_cell("TRUE", value="true", kind="boolean"),
    )
    cells = [(c.address, c.text, c.formula, c.error) for c in sheet_of(tmp_path, row).cells()]
    assert cells == [
        ("A1", "5", True, False),
        ("B1", "", True, False),
        ("C1", "#REF!", True, True),
        ("D1", "Err:502", True, True),
        ("F1", "TRUE", False, False),
    ]


def test_words_keep_their_lines_and_blanks_and_lose_what_lies_upon_them(tmp_path):
    note = "<office:annotation><text:p>批注：95</text:p></office:annotation>"
    words = (
        "<table:table-cell>" + note + "<text:p>  第一行 <text:span>说明</text:span>"
        '<text:s text:c="2"/>完<text:tab/>了<text:note><text:p>脚注</text:p></text:note></text:p>'
        "<text:p>第二行<text:line-break/>第三行</text:p>"
        "<draw:frame><text:p>图</text:p></draw:frame></table:table-cell>"
    )
    more = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    (sheet,) = sheets_of(tmp_path, table(odf_row(words), more=more))
    assert texts(sheet)["A1"].startswith(" 第一行 说明  完 了\n第二行\n第三行")
    assert "95" not in texts(sheet)["A1"]
    assert "脚注" not in texts(sheet)["A1"]


def test_repeats_merges_and_hidden_rows_and_columns_are_counted(tmp_path):
    columns = (
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
        '<table:table-column table:number-columns-repeated="16381"/>'
    )
    spans = 'table:number-columns-spanned="3" table:number-rows-spanned="2"'
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    three = 'table:number-columns-repeated="3"'
    twice = 'table:number-rows-repeated="2"'
    sheet = sheet_of(
        tmp_path,
        columns,
        odf_row(odf_cell("标题", spans), covered, odf_cell("右")),
        odf_row('<table:covered-table-cell table:number-columns-repeated="3"/>', odf_cell("右下")),
        odf_row(odf_cell("同", three), odf_cell("", three), odf_cell("尾"), more=twice),
        odf_row(odf_cell("", three), more='table:visibility="filter"'),
        odf_row(odf_cell("隐"), more='table:visibility="collapse"'),
        odf_row(odf_cell("", three), more='table:number-rows-repeated="1048570"'),
    )
    assert texts(sheet) == {
        "A1": "标题", "D1": "右", "D2": "右下",
        "A3": "同", "B3": "同", "C3": "同", "G3": "尾",
        "A4": "同", "B4": "同", "C4": "同", "G4": "尾",
        "A6": "隐",
    }  # fmt: skip
    assert sheet.merges == ((1, 1, 2, 3),)
    assert sheet.hidden_rows == {5, 6}
    assert sheet.hidden_columns == {3}


def test_hidden_sheets_and_copies_of_other_files_are_told_apart(tmp_path):
    styles = (
        '<style:style style:name="ta1" style:family="table">'
        '<style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    copy = table("<table:table-source/>" + GOOD, "'file:///a.ods'#表")
    links = f"<table:dde-links>{table(GOOD, 'dde')}</table:dde-links>"
    tables = (
        table(GOOD, "底稿", 'table:style-name="ta2"')
        + copy
        + links
        + table(GOOD, "一览表", 'table:style-name="ta1"')
    )
    sheets = sheets_of(tmp_path, tables, styles=styles)
    assert [(sheet.name, sheet.visibility) for sheet in sheets] == [
        ("底稿", Visibility.HIDDEN),
        ("一览表", Visibility.VISIBLE),
    ]


def test_a_table_inside_of_a_cell_is_passed_over(tmp_path):
    inner = table(odf_row(odf_cell("里面")), "inner")
    cell = f"<table:table-cell><text:p>外面</text:p>{inner}</table:table-cell>"
    sheet = sheet_of(tmp_path, odf_row(cell, odf_cell("旁边")))
    assert texts(sheet) == {"A1": "外面", "B1": "旁边"}


@pytest.mark.parametrize(
    ("rows", "fault", "address"),
    [
        (odf_row(odf_cell("x", 'table:number-columns-repeated="16384"')), "too_far", "A1"),
        (odf_row(odf_cell("x"), more='table:number-rows-repeated="1048576"'), "too_far", "A1"),
        (odf_row(odf_cell("", 'table:number-columns-repeated="16383"'), odf_cell("x")),
         "too_far", "XFD1"),
        (odf_row(odf_cell("x"), more='table:number-rows-repeated="99999999999"'), "too_far", "A1"),
        (odf_row(odf_cell("x", 'table:number-columns-repeated="many"')), "damaged", ""),
        (odf_row(odf_cell("x", value="NaN", kind="float")), "not_finite", "A1"),
        (odf_row(odf_cell("x", value="1E999", kind="float")), "not_finite", "A1"),
        (odf_row(odf_cell("x", value="ten", kind="float")), "damaged", "A1"),
        (odf_row(odf_cell("x", kind="float")), "damaged", ""),
        (odf_row(odf_cell("x", 'table:number-columns-spanned="16384" '
                               'table:number-rows-spanned="1048576"')),
         "merge_too_large", "A1:XFD1048576"),
        (odf_row(odf_cell("x"), "<broken"), "damaged", ""),
    ],
)  # fmt: skip
def test_an_impossible_cell_is_named_with_its_place(tmp_path, rows, fault, address):
    met = refusal(tmp_path, table(rows))
    assert (met.fault.value, met.sheet, met.address) == (fault, "一览表", address)


def test_repeated_cells_are_counted_as_often_as_they_stand(tmp_path, monkeypatch):
    monkeypatch.setattr(opendocument, "MOST_CELLS", 1_000)
    many = odf_row(
        odf_cell("x", 'table:number-columns-repeated="100"'),
        more='table:number-rows-repeated="11"',
    )
    assert refusal(tmp_path, table(many)).fault is FileFault.TOO_MANY_CELLS


def test_an_entity_is_refused(tmp_path):
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    met = refusal(tmp_path, table(odf_row(odf_cell("&b;"))), before=bomb)
    assert met.fault is FileFault.ENTITIES


def test_a_bomb_is_stopped_before_it_has_grown(tmp_path, monkeypatch):
    filler = "<table:table-row/>" * 1_000_000
    assert refusal(tmp_path, table(filler)).fault is FileFault.TOO_LARGE
    monkeypatch.setattr(opendocument, "MOST_MARKS", 20)
    met = refusal(tmp_path, table(GOOD * 4))
    assert met.fault is FileFault.TOO_MANY_CELLS


def test_an_encrypted_file_and_a_text_document_are_told_apart(tmp_path):
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    assert refusal(tmp_path, table(GOOD), manifest=manifest).fault is FileFault.ENCRYPTED
    other = packed(tmp_path / "b.ods", {"mimetype": ODS_TYPE, "content.xml": "<office:document/>"})
    with pytest.raises(FileRefused) as refused:
        read_workbook(other)
    assert refused.value.fault is FileFault.WRONG_TYPE


def test_a_truncated_file_is_damaged(tmp_path):
    whole = ods(tmp_path / "whole.ods", table(GOOD)).read_bytes()
    cut = tmp_path / "cut.ods"
    for length in range(60, len(whole), 53):
        cut.write_bytes(whole[:length])
        with pytest.raises(FileRefused) as refused:
            read_workbook(cut)
        assert refused.value.fault is FileFault.DAMAGED


@given(number=st.integers(0, 2**32))
def test_a_mutated_content_is_read_or_refused(tmp_path_factory, number):
    folder = tmp_path_factory.getbasetemp()
    cells = odf_row(
        odf_cell("95%", value="0.95", kind="percentage"),
        odf_cell("x", 'table:number-columns-spanned="2" table:number-rows-spanned="2"'),
    )
    seed = ods(folder / "seed.ods", table(GOOD + cells))
    with zipfile.ZipFile(seed) as whole:
        content = mutated(whole.read("content.xml"), random.Random(number))
    path = packed(folder / "mutated.ods", {"mimetype": ODS_TYPE.encode(), "content.xml": content})
    try:
        met = read_workbook(path)
    except FileRefused as refused:
        met = refused
    assert isinstance(met, Workbook | FileRefused)
