"""A report as a workbook: official look, heads on every page, text that stays text."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from db.errors import TargetRefused
from db.faults import TargetFault
from db.reports.document import (
    Align,
    Document,
    PaperSize,
    ReportBand,
    ReportColumn,
    ReportRow,
    ReportTable,
    Section,
)
from db.reports.workbook import report_bytes, write_report
from tests.db.exchange.test_list_text import FORMULA, PAYLOADS

TODAY = date(2026, 11, 28)
COLUMNS = (
    ReportColumn("序号", 6, Align.CENTRE, numbers=True),
    ReportColumn("事项", 30),
    ReportColumn("2022 年", 10, Align.RIGHT, group="完成值", numbers=True),
    ReportColumn("2023 年", 10, Align.RIGHT, group="完成值", numbers=True),
)
LONG = "两所配套园主体完工，一所正在装修；其余三所的用地手续还没有批下来。" * 6


def a_table(*names: str) -> ReportTable:
    rows = tuple(
        ReportRow((str(number), name, "94.50", "95%以上")) for number, name in enumerate(names, 1)
    )
    return ReportTable(COLUMNS, (ReportBand("一、指标（2 项）"), *rows), name=1)


def a_report(*names: str, **fields: object) -> Document:
    given: dict[str, object] = {
        "left": "责任人：周明　联络员：马丽",
        "right": "报告期：2023 年　填表日期：2026-11-28",
        "closing": ("填表人：", "审核人：", "单位负责人（盖章）："),
    }
    made = Section("对账单", table=a_table(*(names or ("学前教育毛入园率", LONG))))
    return Document("社会事业局目标任务对账单", (made,), **(given | fields))  # type: ignore[arg-type]


def written(folder: Path, report: Document) -> Path:
    path = folder / "对账单.xlsx"
    write_report(path, report, today=TODAY, replace=True)
    return path


def only_sheet(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path).worksheets[0]


def test_a_report_prints_one_page_wide_with_its_head_on_every_page(tmp_path: Path):
    sheet = only_sheet(written(tmp_path, a_report()))
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.print_area == "'对账单'!$A$1:$D$8"
    assert sheet.freeze_panes == "A5"


def test_upright_a3_is_what_it_says(tmp_path: Path):
    report = a_report(size=PaperSize.A3, landscape=False)
    sheet = only_sheet(written(tmp_path, report))
    assert sheet.page_setup.orientation == "portrait"
    assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A3


def test_fonts_are_those_of_official_papers(tmp_path: Path):
    sheet = only_sheet(written(tmp_path, a_report()))
    fonts = [sheet[place].font.name for place in ("A1", "A2", "A3", "A5", "B6", "A8")]
    assert fonts == ["方正小标宋_GBK", "楷体_GB2312", "黑体", "黑体", "仿宋_GB2312", "楷体_GB2312"]


def test_plain_numbers_are_numbers_and_all_else_is_text(tmp_path: Path):
    sheet = only_sheet(written(tmp_path, a_report()))
    figure, words = sheet["C6"], sheet["D6"]
    assert (figure.value, figure.number_format) == (94.5, "0.00")
    assert (words.value, words.data_type) == ("95%以上", "s")


def test_the_line_below_the_title_and_what_is_signed_are_there(tmp_path: Path):
    sheet = only_sheet(written(tmp_path, a_report()))
    assert sheet["A2"].value == "责任人：周明　联络员：马丽"
    assert sheet["A1"].value == "社会事业局目标任务对账单"
    signed = [cell.value for cell in sheet[8] if cell.value]
    assert signed == ["填表人：", "审核人：", "单位负责人（盖章）："]


def test_a_row_is_as_high_as_its_words(tmp_path: Path):
    sheet = only_sheet(written(tmp_path, a_report()))
    assert sheet.row_dimensions[7].height > 2 * sheet.row_dimensions[6].height


def test_each_section_is_a_sheet_with_a_name_that_excel_takes(tmp_path: Path):
    names = ("指标/任务", "指标任务", "项" * 40, "")
    sections = tuple(Section(name, "一、说明", ("没有表。",)) for name in names)
    path = tmp_path / "几部分.xlsx"
    write_report(path, Document("报告", sections), today=TODAY)
    sheets = openpyxl.load_workbook(path).worksheets
    assert [sheet.title for sheet in sheets] == ["指标任务", "指标任务（2）", "项" * 31, "表"]
    assert [cell.value for cell in sheets[0]["A"]][:3] == ["报告", "一、说明", "没有表。"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_in_a_report_becomes_a_formula(tmp_path: Path, payload: str):
    columns = (ReportColumn(payload, 10), ReportColumn(payload, 10, group=payload, numbers=True))
    rows = (
        ReportBand(payload),
        ReportRow((payload, payload)),
        ReportRow((payload,) * 2, bold=True),
    )
    section = Section("表", payload, (payload,), ReportTable(columns, rows))
    report = Document(payload, (section,), payload, payload, (payload, payload))
    with zipfile.ZipFile(written(tmp_path, report)) as parts:
        assert not [name for name in parts.namelist() if FORMULA.search(parts.read(name))]
    sheet = only_sheet(tmp_path / "对账单.xlsx")
    filled = [cell for row in sheet for cell in row if cell.value]
    assert {cell.data_type for cell in filled} == {"s"}
    assert len(filled) == 15


def test_the_same_report_gives_the_same_bytes():
    assert bytes(report_bytes(a_report(), TODAY)) == bytes(report_bytes(a_report(), TODAY))


def test_an_older_file_stays_where_it_is(tmp_path: Path):
    path = written(tmp_path, a_report())
    before = path.read_bytes()
    with pytest.raises(TargetRefused) as refused:
        write_report(path, a_report("别的"), today=TODAY)
    assert refused.value.fault is TargetFault.EXISTS
    assert path.read_bytes() == before
    with pytest.raises(TargetRefused) as refused:
        write_report(tmp_path / "对账单.csv", a_report(), today=TODAY)
    assert refused.value.fault is TargetFault.WRONG_ENDING
