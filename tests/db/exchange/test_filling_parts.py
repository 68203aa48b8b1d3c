"""Cells are written into any worksheet part, however a program wrote it, byte for byte."""

from __future__ import annotations

import io
import string
import struct
import xml.etree.ElementTree as ET
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.exchange.filling.recalculation import recomputed_on_opening
from db.exchange.filling.rewriting import rewritten
from db.exchange.filling.sheet_xml import SheetXml
from db.exchange.filling.written import Written
from db.exchange.sheets import Merge, column_letters
from db.exchange.xlsx import read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = f'<worksheet xmlns="{MAIN}">'.encode()


def a_part(rows, before="", after=""):
    text = f"{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + HEAD + text.encode()


def written(part, **cells):
    """Write words or numbers by address."""
    places = {}
    for address, value in cells.items():
        letters = address.rstrip(string.digits)
        column = next(n for n in range(1, 2000) if column_letters(n) == letters)
        place = (int(address.removeprefix(letters)), column)
        said = isinstance(value, str)
        places[place] = Written(words=value) if said else Written(Decimal(value))
    return SheetXml(part).patched(places)


def rows_of(part):
    start = part.index(b"<sheetData>") + len(b"<sheetData>")
    return part[start : part.index(b"</sheetData>")].decode()


def cell(address, value=None, said=""):
    """Return a cell as we write it, or a blank one."""
    inside = "/>" if value is None else f"><v>{value}</v></c>"
    return f'<c r="{address}"{said}{inside}'


def row(number, *cells, said=""):
    """Return a row with these cells."""
    return f'<row r="{number}"{said}>{"".join(cells)}</row>'


BOLD = '<rPr><b/><sz val="12"/><rFont val="仿宋"/></rPr>'
RED = '<rPr><color rgb="FFFF0000"/></rPr>'


def in_runs(*runs):
    """Return a cell of words in several fonts."""
    keeps = ' xml:space="preserve"'
    made = (
        f"<r>{look}<t{keeps if words.endswith(' ') else ''}>{words}</t></r>" for look, words in runs
    )
    return f'<c r="A1" t="inlineStr"><is>{"".join(made)}</is></c>'


HIDDEN = '<!-- <row r="1"><c r="A1"/></row> -->'
KEPT = '<extLst><ext uri="x"/></extLst>'
WORDS = ' t="inlineStr"><is><t'

ROWS = {
    "a value is exchanged; its style and what programs add besides stay": (
        row(1, cell("A1", 0, ' s="3" t="s" cm="1"')),
        {"A1": 5},
        row(1, cell("A1", 5, ' s="3" cm="1"')),
    ),
    "blank and missing cells get theirs, before and behind others": (
        row(2, cell("B2", said=' s="1"'), cell("D2", 1)),
        {"A2": 1, "B2": 2, "C2": 3, "E2": 4},
        row(2, cell("A2", 1), cell("B2", 2, ' s="1"'), cell("C2", 3), cell("D2", 1), cell("E2", 4)),
    ),
    "columns of two letters stand behind those of one": (
        row(1, cell("Z1", 1), cell("AB1", 3)),
        {"AA1": 2},
        row(1, cell("Z1", 1), cell("AA1", 2), cell("AB1", 3)),
    ),
    "rows and cells without their numbers follow each other": (
        '<row><c/><c><v>1</v></c></row><row><c t="str"><v>a</v></c></row>',
        {"A2": "b", "B1": 7, "C2": 1},
        f"<row><c/><c><v>7</v></c></row><row><c{WORDS}>b</t></is></c>{cell('C2', 1)}</row>",
    ),
    "an empty row is opened, and gives its look to a new cell": (
        '<row r="3" s="4" customFormat="1" ht="20"/>',
        {"B3": 1},
        row(3, cell("B3", 1, ' s="4"'), said=' s="4" customFormat="1" ht="20"'),
    ),
    "a row's style that is not in force is not given on": (
        row(3, said=' s="4"'),
        {"B3": 1},
        row(3, cell("B3", 1), said=' s="4"'),
    ),
    "missing rows go where they belong": (
        '<row r="2"/><row r="5"/>',
        {"A1": 1, "A3": 3, "B4": 4, "A9": 9},
        row(1, cell("A1", 1))
        + '<row r="2"/>'
        + row(3, cell("A3", 3))
        + row(4, cell("B4", 4))
        + '<row r="5"/>'
        + row(9, cell("A9", 9)),
    ),
    "spans that hold the new cell stay": (
        row(1, cell("B1", 1), said=' spans="2:3"'),
        {"C1": 2},
        row(1, cell("B1", 1), cell("C1", 2), said=' spans="2:3"'),
    ),
    "spans that do not are widened": (
        row(1, cell("B1", 1), said=' spans="2:3"'),
        {"A1": 0, "E1": 5},
        row(1, cell("A1", 0), cell("B1", 1), cell("E1", 5), said=' spans="1:5"'),
    ),
    "single quotes, blanks and line breaks in tags": (
        "<row\n r='1' ><c r = 'A1'\ts='2' /></row>",
        {"A1": 1},
        "<row\n r='1' ><c r = 'A1'\ts='2'><v>1</v></c></row>",
    ),
    "what stands in a comment is no row and no cell": (
        HIDDEN + row(1, HIDDEN, cell("B1")),
        {"A1": 1},
        HIDDEN + row(1, HIDDEN, cell("A1", 1), cell("B1")),
    ),
    "what later versions keep beside a value stays, a picture's mark goes": (
        f'<row r="1"><c r="A1" vm="1" t="e"><v>#VALUE!</v>{KEPT}</c></row>',
        {"A1": 1},
        f'<row r="1"><c r="A1"><v>1</v>{KEPT}</c></row>',
    ),
    "words that look like a formula stay words": (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>旧</t></r></is></c></row>',
        {"A1": " =1+1\n<"},
        f'<row r="1"><c r="A1"{WORDS} xml:space="preserve"> =1+1\n&lt;</t></is></c></row>',
    ),
    "words in several fonts keep those of what stays": (
        f'<row r="1">{in_runs((BOLD, "牵头："), ("", "教育局、"), (RED, "财政局"))}</row>',
        {"A1": "牵头：教育局、住建局"},
        f'<row r="1">{in_runs((BOLD, "牵头："), ("", "教育局、"), (RED, "住建局"))}</row>',
    ),
    "words that are put in are as those before them": (
        f'<row r="1">{in_runs((BOLD, "牵头："), (RED, "教育局"))}</row>',
        {"A1": "牵头：市教育局"},
        f'<row r="1">{in_runs((BOLD, "牵头：市"), (RED, "教育局"))}</row>',
    ),
    "quite other words are all in the first font": (
        f'<row r="1">{in_runs((BOLD, "新"), ("", "建"))}</row>',
        {"A1": "收购 "},
        f'<row r="1">{in_runs((BOLD, "收购 "))}</row>',
    ),
    "a number where words in several fonts stood has the font of its cell": (
        f'<row r="1">{in_runs((BOLD, "约"), ("", "3 所"))}</row>',
        {"A1": 4},
        row(1, cell("A1", 4)),
    ),
    "words that look like the escape of a character stay as they are": (
        '<row r="1"/>',
        {"A1": "_x0041_\x01"},
        f'<row r="1"><c r="A1"{WORDS}>_x005F_x0041_</t></is></c></row>',
    ),
    "a row in two pieces, as some programs leave it": (
        row(1, cell("A1")) + row(1, cell("B1")),
        {"B1": 2, "C1": 3},
        row(1, cell("A1"), cell("C1", 3)) + row(1, cell("B1", 2)),
    ),
}


@pytest.mark.parametrize(("rows", "cells", "after"), ROWS.values(), ids=ROWS)
def test_rows_as_programs_write_them(rows, cells, after):
    part = a_part(rows)
    patched = written(part, **cells)
    assert rows_of(patched) == after
    assert patched == part.replace(rows.encode(), after.encode())
    ET.fromstring(patched)


def test_prefixes_are_kept():
    part = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" s="1"/></x:row>'
        "</x:sheetData></x:worksheet>"
    ).encode()
    assert written(part, A1="甲", B1=2, A2=3).decode() == (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1" s="1" t="inlineStr">'
        '<x:is><x:t>甲</x:t></x:is></x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row>'
        '<x:row r="2"><x:c r="A2"><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )


def test_a_sheet_without_any_row_is_opened():
    part = HEAD + b"<sheetData/><mergeCells/></worksheet>"
    assert written(part, B2=1) == (
        HEAD + b'<sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData>'
        b"<mergeCells/></worksheet>"
    )


def test_rows_of_drawings_and_extensions_are_none_of_the_sheet_s():
    after = (
        '<extLst><ext><row r="1"><c r="A1"/></row><f>1</f></ext></extLst>'
        "<drawing><from><row>3</row></from></drawing>"
    )
    part = a_part(
        '<row r="1"/>', before='<cols><col min="1" max="3" style="7"/></cols>', after=after
    )
    patched = written(part, A1=1)
    assert patched == part.replace(
        b'<row r="1"/>', b'<row r="1"><c r="A1" s="7"><v>1</v></c></row>', 1
    )
    assert not SheetXml(part).has_formulas


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "utf-8-sig"])
def test_parts_in_other_encodings_are_read_too(encoding):
    name = encoding.removesuffix("-sig")
    part = (
        f'<?xml version="1.0" encoding="{name}"?><worksheet xmlns="{MAIN}"><sheetData>'
        '<row r="1"><c r="A1" t="str"><v>入园率</v></c></row></sheetData></worksheet>'
    ).encode(encoding)
    patched = ET.fromstring(written(part, B1="巩固率"))
    assert ["".join(cell.itertext()) for cell in patched.iter(f"{{{MAIN}}}c")] == [
        "入园率",
        "巩固率",
    ]


def test_shared_and_spreading_formulas_are_known():
    part = a_part(
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c>'
        '<c r="C1"><f t="array" ref="C1:D3">B1:B3</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c>'
        "<c r='F2'><f r1='A1' t='dataTable' ref='F2:F5'/><v>1</v></c></row>"
    )
    sheet = SheetXml(part)
    assert sheet.has_formulas
    assert sheet.spread_results() == (Merge(1, 3, 3, 4), Merge(2, 6, 5, 6))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<calcPr calcId='1'/><x/>", "<calcPr calcId='1' fullCalcOnLoad=\"1\"/><x/>"),
        ('<calcPr fullCalcOnLoad="0"></calcPr>', '<calcPr fullCalcOnLoad="1"></calcPr>'),
        ('<calcPr fullCalcOnLoad="true"/>', '<calcPr fullCalcOnLoad="true"/>'),
        ("<oleSize ref='A1'/>", "<calcPr fullCalcOnLoad=\"1\"/><oleSize ref='A1'/>"),
        ("<extLst><ext><sheets/></ext></extLst>",
         '<calcPr fullCalcOnLoad="1"/><extLst><ext><sheets/></ext></extLst>'),
        ("", '<calcPr fullCalcOnLoad="1"/>'),
    ],
)  # fmt: skip
def test_the_wish_to_compute_stands_where_the_standard_puts_it(before, after):
    head = f'<workbook xmlns="{MAIN}"><bookViews/><sheets><sheet name="a"/></sheets><definedNames/>'
    part, wanted = (f"{head}{body}</workbook>".encode() for body in (before, after))
    assert recomputed_on_opening(part) == wanted


VALUES = st.one_of(
    st.decimals(-(10**9), 10**9, allow_nan=False, places=3).map(Written),
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20
    ).map(lambda words: Written(words="甲" + words + "乙")),
)  # fmt: skip
INSIDES = ["", "<v>1.5</v>", "<f>1+1</f><v>2</v>", "<!-- <c/> --><v>3</v>"]
PLACES = st.tuples(st.integers(1, 12), st.integers(1, 30))


@st.composite
def sheets(draw):
    """Draw a worksheet's rows in the many ways in which they may be written."""
    rows = []
    last = 0
    quote = draw(st.sampled_from("\"'"))
    for number in draw(st.sets(st.integers(1, 12), max_size=8).map(sorted)):
        named = draw(st.booleans()) or number != last + 1
        last = number
        cells = []
        before = 0
        for column in draw(st.sets(st.integers(1, 30), max_size=6).map(sorted)):
            address = f" r={quote}{column_letters(column)}{number}{quote}"
            address = address if draw(st.booleans()) or column != before + 1 else ""
            before = column
            inside = draw(
                st.sampled_from(["", "<v>1.5</v>", "<f>1+1</f><v>2</v>", "<!-- <c/> --><v>3</v>"])
            )
            cells.append(f"<c{address}>{inside}</c>" if inside else f"<c{address} />")
        head = f"<row r={quote}{number}{quote}" if named else "<row"
        head += draw(st.sampled_from(["", ' spans="1:3"', "\n  ht='20'"]))
        rows.append(f"{head}>{''.join(cells)}</row>" if cells else f"{head}/>")
    return "".join(rows)


def a_zip(part):
    """Pack a worksheet part into the smallest workbook there is."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{kind}"><sheets><sheet name="a" sheetId="1" '
            'r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", part)
        archive.writestr("xl/media/image1.png", bytes(range(256)))
    return file.getvalue()


def with_large_fields(content):
    """Say the picture's sizes and place in the directory as if they were beyond 4 GB."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    info = archive.getinfo("xl/media/image1.png")
    end = content.index(b"PK\x05\x06")
    # The picture is the last entry, so its record stands right before the end.
    name = content.rindex(info.filename.encode(), 0, end)
    record = bytearray(content[name - 46 : end])
    record[20:28] = b"\xff" * 8
    record[42:46] = b"\xff" * 4
    record[30:32] = struct.pack("<H", 28)
    large = (info.file_size, info.compress_size, info.header_offset)
    record += struct.pack("<2H3Q", 1, 24, *large)
    tail = bytearray(content[end:])
    tail[12:16] = struct.pack("<L", struct.unpack("<L", tail[12:16])[0] + 28)
    return content[: name - 46] + bytes(record) + bytes(tail)


def test_entries_that_tell_their_size_the_long_way_are_kept():
    content = with_large_fields(a_zip(a_part("")))
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    out = b"".join(rewritten(content, {"xl/worksheets/sheet1.xml": a_part(row(1, cell("A1", 1)))}))
    archive = zipfile.ZipFile(io.BytesIO(out))
    assert archive.testzip() is None
    picture = archive.getinfo("xl/media/image1.png")
    assert archive.read(picture) == bytes(range(256))
    assert (picture.file_size, picture.extra) == (256, b"")
    assert archive.namelist() == zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_a_part_that_is_not_there_cannot_be_changed():
    with pytest.raises(zipfile.BadZipFile):
        b"".join(rewritten(a_zip(a_part("")), {"xl/other.xml": b""}))


@given(sheets(), st.dictionaries(PLACES, VALUES, max_size=12))
def test_whatever_is_written_reads_back_and_all_else_is_as_it_was(tmp_path_factory, rows, writes):
    path = tmp_path_factory.mktemp("zips") / "表.xlsx"
    content = a_zip(a_part(rows))
    path.write_bytes(content)
    before = {(c.row, c.column): c for c in read_workbook(path).sheets[0].cells()}
    patched = SheetXml(a_part(rows)).patched(writes)
    path.write_bytes(b"".join(rewritten(content, {"xl/worksheets/sheet1.xml": patched})))
    after = {(c.row, c.column): c for c in read_workbook(path).sheets[0].cells()}
    for place, value in writes.items():
        cell = after.pop(place)
        before.pop(place, None)
        if value.number is None:
            assert (cell.text, cell.number) == (value.words, None)
        else:
            assert cell.number == value.number
    assert after == before
