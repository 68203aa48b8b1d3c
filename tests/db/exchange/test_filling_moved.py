"""A list that its office changed after it was taken in still gets every value where it belongs."""

from __future__ import annotations

import shutil
import subprocess

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.table import Table

from db.book import PlanBook
from db.exchange.filling import figures as reasons
from db.exchange.xlsx import read_workbook
from db.model.words import RowKind, TaskStatus
from tests.db.exchange.rich import edited, part_of, raw_entries
from tests.db.exchange.test_filling_words import (
    PROJECTS,
    TASKS,
    a_list,
    assign,
    project,
    refused,
    task,
)
from tests.db.stories import record, standing_clock

INDICATORS = (
    ("指标名称", "单位", "2023年实际", "2024年实际", "2025年目标", "责任单位"),
    ("学前教育毛入园率", "%", 94.2, None, 95, "教育局"),
    ("巩固率", "%", "99.6%", None, 99.8, "教育局"),
    ("教育集团数", "个", 4, "——", 10, "教育局"),
)
WANTED = {
    ("第三小学", "建设性质"): "改扩建",
    ("第三小学", "建设地点"): "新址",
    ("第三小学", "牵头单位"): "教育局、住建局",
    ("第三小学", "配合单位"): "财政局,发改局",
    ("第三小学", "备注"): "=1+1",
    ("扩大普惠资源", "状态"): "滞后",
    ("学前教育毛入园率", "2024年实际"): "94.75",
    ("巩固率", "2024年实际"): "99.7%",
    ("教育集团数", "2023年实际"): "6",
    ("教育集团数", "2024年实际"): "5",
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A book that was changed after it took a list in, and the list."""
    folder = tmp_path_factory.mktemp("规划科 材料")
    path = a_list(folder, {"项目": PROJECTS, "任务": TASKS, "指标": INDICATORS})
    with PlanBook.create(folder / "台账.planbook", clock=standing_clock()) as book:
        book.planning.accept(book.planning.preview(path))
        first = project(book, "第三小学")
        book.projects.change(first.id, {"kind": "改扩建", "site": "新址", "note": "=1+1"})
        assign(book, RowKind.PROJECT, first.id, ("教育局", "住建局"), ("财政局", "发改局"))
        book.planning.set_task_status(task(book, "扩大普惠资源").id, TaskStatus.BEHIND)
        for name, period, words in (
            ("学前教育毛入园率", "2024", "94.75"),
            ("巩固率", "2024", "99.7"),
            ("教育集团数", "2024", "5"),
            ("教育集团数", "2023", "6"),
        ):
            record(book, name, period, words)
        yield book, path


def insert_rows(workbook):
    sheet = workbook["项目"]
    sheet.insert_rows(3, 2)
    sheet["B3"], sheet["B4"] = "新校一", "新校二"
    workbook["指标"].insert_rows(4)
    workbook["任务"].insert_rows(1, 3)


def sort_rows(workbook):
    for name in ("项目", "指标"):
        sheet = workbook[name]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        for number, row in enumerate(reversed(rows), 3):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value


def rename_sheets(workbook):
    for name in workbook.sheetnames:
        workbook[name].title = f"附件 {name}"
    workbook.move_sheet("附件 指标", -2)


def delete_columns(workbook):
    workbook["项目"].delete_cols(1)
    workbook["指标"].delete_cols(2)


def hide_and_filter(workbook):
    workbook["项目"].row_dimensions[3].hidden = True
    workbook["项目"].auto_filter.ref = "A2:I5"
    workbook["指标"].column_dimensions["D"].hidden = True


def make_tables(workbook):
    workbook["项目"].add_table(Table(displayName="Projects", ref="A2:I5"))
    workbook["指标"].add_table(Table(displayName="Figures", ref="A2:F5"))


def embolden(workbook):
    bold = InlineFont(b=True)
    workbook["项目"]["C3"] = CellRichText("新", TextBlock(bold, "建"))
    workbook["项目"]["H3"] = CellRichText(TextBlock(bold, "财政局"), ",住建局")


@pytest.mark.parametrize(
    "change",
    [
        insert_rows, sort_rows, rename_sheets, delete_columns, hide_and_filter, make_tables,
        embolden,
    ],
    ids=lambda change: change.__name__,
)  # fmt: skip
def test_values_find_their_place_again(shelf, tmp_path, change):
    book, source = shelf
    workbook = openpyxl.load_workbook(source)
    change(workbook)
    path = tmp_path / "七月 改过.xlsx"
    workbook.save(path)
    check(book, path, tmp_path / "回填.xlsx")


def test_words_of_several_fonts_keep_them_where_they_stay(shelf, tmp_path):
    book, _ = shelf
    path, out = tmp_path / "着色.xlsx", tmp_path / "回填.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("项目")
        sheet.write_row(0, 0, ["项目名称", "配合单位"])
        sheet.write_string(1, 0, "第三小学")
        red = workbook.add_format({"bold": True, "font_color": "red"})
        sheet.write_rich_string(1, 1, red, "财政局", ",住建局")
    book.filling.write(book.filling.preview(path), out)
    kept, added = openpyxl.load_workbook(out, rich_text=True)["项目"]["B2"].value
    assert (kept.text, kept.font.b, kept.font.color.rgb) == ("财政局", True, "FFFF0000")
    assert str(added) == ",发改局"


def test_a_list_with_phonetic_signs(shelf, tmp_path):
    book, source = shelf
    path = shutil.copy(source, tmp_path / "注音.xlsx")
    plain = "<t>新建</t>".encode()
    noted = plain + "<rPh sb='0' eb='2'><t>xīnjiàn</t></rPh><phoneticPr fontId='1'/>".encode()
    edited(path, {"xl/sharedStrings.xml": lambda part: part.replace(plain, noted)})
    assert noted in part_of(path, "xl/sharedStrings.xml")
    check(book, path, tmp_path / "回填.xlsx")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_list_saved_by_libreoffice(shelf, tmp_path):
    book, source = shelf
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx",
         "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    check(book, tmp_path / source.name, tmp_path / "回填.xlsx")


def test_formulas_in_the_place_of_words_are_left_and_said(shelf, tmp_path):
    book, source = shelf
    workbook = openpyxl.load_workbook(source)
    workbook["项目"]["C3"], workbook["项目"]["G3"] = '="新"&"建"', "=B3"
    workbook["任务"]["H3"] = '=IF(1,"正常推进","")'
    path = tmp_path / "公式.xlsx"
    workbook.save(path)
    preview = book.filling.preview(path)
    places = ("项目!C3", "项目!G3", "任务!H3")
    assert refused(preview) == dict.fromkeys(places, reasons.FORMULA)


def check(book, path, out):
    """Fill a list: what changed stands beside its name, nothing else differs, then all is said."""
    preview = book.filling.preview(path)
    book.filling.write(preview, out)
    before, after = raw_entries(path), raw_entries(out)
    differing = {name for name in before if before[name] != after[name]}
    assert all(name.startswith("xl/worksheets/sheet") for name in differing)
    written = {(cell.sheet, cell.address) for cell in preview.to_write}
    found = {}
    for old, new in zip(read_workbook(path).sheets, read_workbook(out).sheets, strict=True):
        kept, cells = ({cell.address: cell for cell in sheet.cells()} for sheet in (old, new))
        changed = {place for place in kept if kept[place] != cells.get(place)}
        assert {(old.name, place) for place in changed} <= written
        found |= said_of_rows(new)
    assert found == WANTED
    assert not any(cell.formula for sheet in read_workbook(out).sheets for cell in sheet.cells())
    assert book.filling.preview(out).to_write == ()


def said_of_rows(sheet):
    """Return what stands under which heading in the rows that were to change."""
    names = {name for name, _ in WANTED}
    heads = {}
    found = {}
    for row in sheet.rows.values():
        if any("名称" in cell.text for cell in row):
            heads = {cell.column: cell.text for cell in row}
        name = next((cell.text for cell in row if cell.text in names), "")
        found |= {(name, heads.get(cell.column)): cell.text for cell in row}
    return {key: words for key, words in found.items() if key in WANTED}
