"""Figures go back into the workbook they came from: only the cells that changed, nothing else."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from db import queries
from db.book import PlanBook
from db.errors import AmbiguousName, FileRefused, NotFound, StaleRow, TargetRefused
from db.exchange.filling import figures as reasons
from db.exchange.xlsx import read_workbook
from db.faults import FileFault, TargetFault
from tests.db.stories import figure, indicator_named, record, standing_clock

from .rich import (
    BOARDING,
    COVERAGE,
    ENROLMENT,
    GROUPS,
    KEPT,
    SHEET_PART,
    WORKBOOK_PART,
    a_plain_list,
    a_rich_workbook,
    edited,
    oddly_packed,
    part_of,
    raw_entries,
)

FIGURES_OF_2024 = {
    ENROLMENT: "94.75",
    COVERAGE: "90.15",
    KEPT: "99.7",
    GROUPS: "7",
    BOARDING: "7",
}


_ALWAYS_COMPUTES = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "教育局 规划科"
    folder.mkdir()
    return a_rich_workbook(folder / "2024 监测表.xlsx")


@pytest.fixture
def book(tmp_path, source):
    with PlanBook.create(tmp_path / "台账.planbook", clock=standing_clock()) as made:
        made.planning.accept(made.planning.preview(source))
        yield made


def fill(book, source, out=None, **said):
    """Fill a workbook and return the preview with the file that was written."""
    out = out or source.with_name("回填.xlsx")
    preview = book.filling.preview(source, **said)
    book.filling.write(preview, out, replace=True)
    return preview, out


def written(preview):
    return {cell.address: (cell.old, cell.new) for cell in preview.to_write}


def record_2024(book):
    for name, words in FIGURES_OF_2024.items():
        record(book, name, "2024", words)


def test_a_list_that_says_what_the_book_does_comes_out_byte_by_byte(book, source):
    preview, out = fill(book, source)
    assert preview.to_write == preview.skipped == preview.proposals == ()
    assert preview.unchanged == 25
    assert out.read_bytes() == source.read_bytes()


def test_only_the_cells_with_another_figure_are_written(book, source):
    record_2024(book)
    record(book, ENROLMENT, "2023", "94.2")
    record(book, GROUPS, "2023", "5")
    preview, out = fill(book, source)
    assert written(preview) == {
        "G4": ("", "94.75"),
        "G5": ("", "90.15"),
        "G6": ("——", "99.7"),
        "F7": ("4.00", "5"),
        "G7": ("", "7"),
        "G8": ("", "7"),
    }
    before, after = (read_workbook(path).sheets[0] for path in (source, out))
    cells = {cell.address: cell for cell in after.cells()}
    assert [cells[address].text for address in ("G4", "G5", "G6", "F7", "G7", "G8")] == [
        "94.75", "90.2%", "99.7%", "5.00", "7", "7所",
    ]  # fmt: skip
    assert str(cells["G5"].number) == "0.9015"
    untouched = {cell.address: cell for cell in before.cells()}
    assert {a: c for a, c in cells.items() if a not in written(preview)} == {
        a: c for a, c in untouched.items() if a not in written(preview)
    }


def test_what_was_filled_reads_back_as_the_same_figures(book, source):
    record_2024(book)
    _, out = fill(book, source)
    again = book.planning.preview(out)
    assert {cell.verdict.value for cell in again.cells} == {"same"}
    assert book.filling.preview(out).to_write == ()


@pytest.mark.parametrize("packing", [lambda path: path, oddly_packed])
def test_every_other_part_is_the_same_bytes(book, source, packing):
    packing(source)
    record_2024(book)
    _, out = fill(book, source)
    before, after = raw_entries(source), raw_entries(out)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {SHEET_PART, WORKBOOK_PART}
    assert len(before) >= 20
    for name in (SHEET_PART, WORKBOOK_PART):
        # Of a part that was changed, its date, rights and remarks are still the same.
        assert before[name].told[0] == after[name].told[0]
        assert before[name].told[2:6] == after[name].told[2:6]


def test_in_the_changed_sheet_only_the_cells_differ(book, source):
    record(book, ENROLMENT, "2024", "94.75")
    _, out = fill(book, source)
    before, after = part_of(source, SHEET_PART), part_of(out, SHEET_PART)
    start = before.index(b'<c r="G4"')
    end = before.index(b"/>", start) + 2
    style = before[start:end].removesuffix(b"/>")
    assert after == before[:start] + style + b"><v>94.75</v></c>" + before[end:]
    assert b"fullCalcOnLoad" in part_of(out, WORKBOOK_PART)


def test_a_workbook_without_formulas_keeps_its_main_part(book, tmp_path):
    plain = a_plain_list(tmp_path / "无公式.xlsx")
    record_2024(book)
    _, out = fill(book, plain)
    before, after = raw_entries(plain), raw_entries(out)
    assert {name for name in before if before[name] != after[name]} == {SHEET_PART}


def test_a_workbook_that_is_computed_on_opening_anyway_keeps_its_main_part_too(book, tmp_path):
    asking = oddly_packed(a_plain_list(tmp_path / "有公式.xlsx", J4="=G4-E4"))
    assert b'fullCalcOnLoad="1"' in part_of(asking, WORKBOOK_PART)
    record_2024(book)
    _, out = fill(book, asking)
    before, after = raw_entries(asking), raw_entries(out)
    assert {name for name in before if before[name] != after[name]} == {SHEET_PART}


def test_a_cell_that_is_missing_gets_the_look_of_its_column(book, source):
    look = b'<cols><col min="7" max="7" width="9" style="2"/></cols><sheetData>'
    edited(source, {SHEET_PART: lambda part: part.replace(b"<sheetData>", look)})
    record(book, GROUPS, "2024", "7")
    _, out = fill(book, source)
    assert b'<c r="G7" s="2"><v>7</v></c>' in part_of(out, SHEET_PART)


def test_a_count_is_not_written_where_it_would_show_as_a_percentage(book, tmp_path):
    form = a_plain_list(tmp_path / "表.xlsx", formats={"G7": "0%"})
    record(book, GROUPS, "2024", "7")
    preview, _ = fill(book, form)
    assert [(c.address, c.skipped.startswith(reasons.FORMAT)) for c in preview.skipped] == [
        ("G7", True)
    ]


def test_a_formula_is_never_overwritten(book, source):
    edited(
        source,
        {
            SHEET_PART: lambda part: part.replace(
                b"<v>94.2</v></c>", b"<f>93+1.2</f><v>94.2</v></c>"
            )
        },
    )
    record(book, ENROLMENT, "2023", "94.6")
    preview, out = fill(book, source)
    assert [(c.address, c.old, c.new, c.skipped) for c in preview.skipped] == [
        ("F4", "94.20", "94.6", reasons.FORMULA)
    ]
    assert part_of(out, SHEET_PART) == part_of(source, SHEET_PART)


def test_a_result_that_an_array_formula_put_there_is_left_alone(book, source):
    edited(
        source,
        {
            SHEET_PART: lambda part: part.replace(
                b"<v>94.2</v></c>", b'<f t="array" ref="F4:F8">E4:E8</f><v>94.2</v></c>'
            )
        },
    )
    record(book, GROUPS, "2023", "5")
    preview, _ = fill(book, source)
    assert [(c.address, c.skipped) for c in preview.skipped] == [("F7", reasons.FORMULA)]


def test_below_the_first_row_of_a_merged_block_nothing_is_written(book, source):
    edited(
        source,
        {
            SHEET_PART: lambda part: part.replace(
                b'<mergeCell ref="A1:J1"/>', b'<mergeCell ref="A1:J1"/><mergeCell ref="G7:G8"/>'
            )
        },
    )
    record_2024(book)
    preview, _ = fill(book, source)
    assert [(c.address, c.skipped) for c in preview.skipped] == [("G8", reasons.MERGED)]
    assert "G7" in written(preview)


def test_a_cell_that_nobody_understands_is_left_for_a_person(book, tmp_path):
    other = a_plain_list(tmp_path / "看不懂.xlsx", G4="见附件3")
    record(book, ENROLMENT, "2024", "94.75")
    preview, _ = fill(book, other)
    assert [(c.address, c.old, c.skipped) for c in preview.skipped] == [
        ("G4", "见附件3", reasons.DOUBTFUL)
    ]


def test_figures_in_words_stay_words(book, source):
    record(book, ENROLMENT, "2024", "95%以上")
    record(book, GROUPS, "2024", "不适用")
    record(book, BOARDING, "2024", "＝8所")
    _, out = fill(book, source)
    cells = {cell.address: cell for cell in read_workbook(out).sheets[0].cells()}
    told = {address: cells[address].text for address in ("G4", "G7", "G8")}
    held = figure(book, BOARDING, "2024")
    assert told == {"G4": "95%以上", "G7": "不适用", "G8": held}
    assert not any(cells[address].formula for address in told)


def test_the_unit_of_the_list_is_kept(book, tmp_path):
    other = a_plain_list(tmp_path / "万个.xlsx", C7="万个", E7=0.0003, F7=0.0004, H7=0.001)
    record(book, GROUPS, "2024", "20000")
    preview, _ = fill(book, other)
    assert written(preview) == {"G7": ("", "2")}


def test_a_number_shown_in_full_loses_no_digits(book, source):
    record(book, ENROLMENT, "2024", "94.123456789")
    _, out = fill(book, source)
    (cell,) = (c for c in read_workbook(out).sheets[0].cells() if c.address == "G4")
    assert (cell.text, str(cell.number)) == ("94.12", "94.123456789")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_computes_the_formulas_anew(book, source, tmp_path):
    record_2024(book)
    _, out = fill(book, source)
    profile = tmp_path / "profile" / "user"
    profile.mkdir(parents=True)
    # Left to itself it trusts the results that Excel stored, whatever the file asks for.
    (profile / "registrymodifications.xcu").write_text(_ALWAYS_COMPUTES, "utf-8")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile.parent.as_uri()}", "--headless",
         "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76",
         "--outdir", str(tmp_path), str(out)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    rows = list(csv.reader((tmp_path / "回填.csv").read_text("utf-8").splitlines()))
    assert [row[9] for row in rows[3:8]] == ["0.84", "0.03", "0.00", "4.00", "2.00"]


def test_the_list_that_was_imported_is_the_one_that_is_filled(book, source, tmp_path):
    record_2024(book)
    source.unlink()
    preview = book.filling.preview()
    out = tmp_path / "回填.xlsx"
    assert book.filling.write(preview, out) is None
    assert preview.source.name == "2024 监测表.xlsx"
    assert len(preview.to_write) == 5
    assert out.exists()


def test_without_a_list_that_was_kept_nothing_can_be_filled(tmp_path):
    with PlanBook.create(tmp_path / "台账.planbook") as empty:
        with pytest.raises(NotFound) as none:
            empty.filling.preview()
        assert none.value.kind == "plan"
        empty.planning.load_sample("litong")
        with pytest.raises(NotFound) as none:
            empty.filling.preview()
        assert none.value.kind == "kept_file"


def test_with_several_plans_each_has_its_own_list(book, source):
    book.planning.load_sample("litong")
    plans = {line.title: line.id for line in book.read(queries.plan_lines)}
    litong = next(id_ for title, id_ in plans.items() if "利通" in title)
    with pytest.raises(AmbiguousName):
        book.filling.preview()
    with pytest.raises(NotFound):
        book.filling.preview(plan=litong)
    (other,) = set(plans.values()) - {litong}
    assert book.filling.preview(plan=other).source.name == source.name


def test_the_file_keeps_the_ending_of_what_it_is(book, source, tmp_path):
    with pytest.raises(TargetRefused) as refused:
        book.filling.write(book.filling.preview(source), tmp_path / "回填.xlsm")
    assert (refused.value.fault, refused.value.detail) == (TargetFault.WRONG_ENDING, ".xlsx")
    macros = Path(shutil.copy(source, tmp_path / "宏.xlsm"))
    edited(
        macros,
        {
            "[Content_Types].xml": lambda part: part.replace(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            )
        },
        more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 macros"},
    )
    record_2024(book)
    _, out = fill(book, macros, tmp_path / "回填.xlsm")
    assert raw_entries(out)["xl/vbaProject.bin"] == raw_entries(macros)["xl/vbaProject.bin"]


def test_a_book_that_changed_meanwhile_is_asked_again(book, source, tmp_path):
    preview = book.filling.preview(source)
    record(book, ENROLMENT, "2024", "94.75")
    out = tmp_path / "回填.xlsx"
    with pytest.raises(StaleRow):
        book.filling.write(preview, out)
    assert not out.exists()


def test_filling_leaves_no_step_and_no_figure_behind(book, source):
    record_2024(book)
    steps = len(book.read(queries.step_lines))
    fill(book, source)
    assert len(book.read(queries.step_lines)) == steps
    assert indicator_named(book, ENROLMENT).actuals["2024"].amount.text == "94.75"


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("表.csv", "指标名称,2024年实际\n毛入园率,\n".encode(), FileFault.NOT_FILLABLE),
        ("表.xls", b"\x09\x08\x10\x00" + bytes(600), FileFault.NOT_FILLABLE),
        ("表.xlsx", b"", FileFault.EMPTY),
        ("表.xlsx", b"PK\x03\x04 cut short", FileFault.DAMAGED),
    ],
)
def test_what_cannot_be_filled_is_told(book, tmp_path, name, content, fault):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileRefused) as refused:
        book.filling.preview(path)
    assert refused.value.fault is fault


def test_a_signed_workbook_is_not_touched(book, source):
    edited(source, {}, more={"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": b"<x/>"})
    with pytest.raises(FileRefused) as refused:
        book.filling.preview(source)
    assert refused.value.fault is FileFault.SIGNED


def test_a_real_form_with_its_indicators_across_waits_for_its_columns(book, shared):
    preview = book.filling.preview(shared / "workbooks" / "yyjh_county_declaration_wps.xlsx")
    county, schools = preview.reading.tables
    assert [(t.sheet, t.header) for t in (county, schools)] == [("表1", (5, 7)), ("表2-2", (2, 2))]
    assert [(row.name, row.row) for row in county.rows] == [("全县", 9)]
    assert preview.to_write == ()
    assert {one.item for one in preview.items} == {None}
    headings = [one.column.heading for one in preview.items if one.sheet == "表2-2"]
    assert headings[:3] == ["在校生数", "年级数", "班级数"]
