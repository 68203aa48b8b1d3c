"""How a list that goes out looks and prints: an office would hang it on the wall as it is."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from db.exchange.list_out.sizes import lines_of, sizes_of
from db.exchange.list_out.table import Column, ListTable, Look, Span
from db.model.lines import IndicatorLine
from db.model.words import Nature
from tests.db.builders import a_plan, a_project, a_task, an_indicator, units
from tests.db.exchange.exported import FIRST, export, header, opened

LONG = "按规定由县人民政府教育督导部门会同有关部门每年核定一次并向社会公布结果"


def some_indicators() -> list[IndicatorLine]:
    return [
        an_indicator(
            f"义务教育阶段第{n}项指标",
            category="义务教育" if n < 30 else "高中阶段教育",
            nature=Nature.BINDING,
            baselines={2020: "93.91"},
            targets={2025: "95%以上"},
            units=units(["县教育局"]),
            note=LONG if n == 3 else "",
        )
        for n in range(60)
    ]


@pytest.fixture
def sheets(tmp_path: Path) -> list[Worksheet]:
    tasks = [a_task(measures=["建园"], commitments=[an_indicator("园数", measure="建园")])]
    return list(opened(export(tmp_path, some_indicators(), tasks, [a_project()])))


def test_every_sheet_prints_on_a4_lengthwise_one_page_wide_with_its_header(
    sheets: list[Worksheet],
):
    assert len(sheets) == 3
    for sheet in sheets:
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$3:$4"
        assert sheet.print_options.horizontalCentered
        whole = f"$A$1:${openpyxl.utils.get_column_letter(sheet.max_column)}${sheet.max_row}"
        assert sheet.print_area == f"'{sheet.title}'!{whole}"
        assert "第 &P 页 共 &N 页" in sheet.oddFooter.center.text.replace("&[Page]", "&P")
        assert not sheet.auto_filter.ref


def test_header_and_names_stay_in_view(sheets: list[Worksheet]):
    assert [sheet.freeze_panes for sheet in sheets] == ["C5", "D5", "C5"]


def test_fonts_are_those_of_official_papers_with_a_chinese_character_set(
    sheets: list[Worksheet],
):
    for sheet in sheets:
        fonts = {place: sheet[place].font for place in ("A1", "A2", "A3", f"B{FIRST}")}
        assert [font.name for font in fonts.values()] == [
            "方正小标宋_GBK", "楷体_GB2312", "黑体", "仿宋_GB2312"
        ]  # fmt: skip
        assert [font.size for font in fonts.values()] == [22, 12, 10.5, 10.5]
        assert {font.charset for font in fonts.values()} == {134}
        assert fonts["A1"].family == 1
        # A font of the theme would win over the named one.
        assert {font.scheme for font in fonts.values()} <= {None, "none"}


def test_the_table_has_thin_lines_and_a_grey_header(sheets: list[Worksheet]):
    for sheet in sheets:
        # What openpyxl tells of merged cells is its own drawing of them.
        merged = {place for block in sheet.merged_cells.ranges for place in block.cells}
        for row in sheet.iter_rows(min_row=3):
            for cell in row:
                if isinstance(cell, MergedCell):
                    continue
                assert (cell.fill.fgColor.rgb == "FFD9D9D9") == (cell.row < FIRST)
                if (cell.row, cell.column) in merged:
                    continue
                border = cell.border
                sides = (border.left, border.right, border.top, border.bottom)
                assert {side.style for side in sides} == {"thin"}
        assert {cell.border.left.style for row in sheet["A1:D2"] for cell in row} == {None}


def test_figures_stand_right_units_and_natures_in_the_middle_names_left(
    sheets: list[Worksheet],
):
    sheet = sheets[0]
    stands = {
        heading: sheet.cell(FIRST, number).alignment
        for number, (_, heading) in enumerate(header(sheet), start=1)
    }
    assert {heading: alignment.horizontal for heading, alignment in stands.items()} == {
        "类别": "center", "指标名称": "left", "单位": "center", "属性": "center",
        "2020年": "right", "2025年": "right", "牵头单位": "left", "配合单位": "left",
        "完成时限": "center", "备注": "left",
    }  # fmt: skip
    assert all(alignment.wrap_text for alignment in stands.values())
    assert {alignment.vertical for alignment in stands.values()} == {"center"}


def test_title_and_headings_reach_over_their_columns(sheets: list[Worksheet]):
    merged = {str(block) for block in sheets[0].merged_cells.ranges}
    assert {"A1:J1", "A3:A4", "B3:B4", "J3:J4"} <= merged
    # A year of its own below its group is no merged cell.
    assert (sheets[0]["E3"].value, sheets[0]["E4"].value) == ("基期值", "2020年")


def test_a_row_is_as_high_as_its_longest_text(sheets: list[Worksheet]):
    heights = [sheets[0].row_dimensions[row].height for row in range(FIRST, FIRST + 60)]
    assert heights[3] > heights[2]
    assert {*heights[:3], *heights[4:]} == {24.0}


def test_a_workbook_says_what_it_is(tmp_path: Path):
    said = opened(export(tmp_path, plan=a_plan("清河县规划"))).properties
    assert (said.title, said.creator) == ("清河县规划目标任务一览表", "清河县人民政府办公室")
    assert said.created.date().isoformat() == "2026-11-22"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("教育", 10, 1),
        ("一二三四", 9, 1),
        ("一二三四五", 9, 2),
        ("abcdefgh", 9, 1),
        ("上\n下", 9, 2),
        ("上上上上上上\n下", 9, 3),
    ],
)
def test_lines_are_counted_by_the_width_of_chinese_characters(text: str, width: float, lines: int):
    assert lines_of(text, width) == lines


def a_table(
    rows: list[tuple[str, ...]], *, looks: tuple[Look, ...], spans: tuple[Span, ...] = ()
) -> ListTable:
    columns = tuple(Column("标题", look, 6, 20) for look in looks)
    return ListTable("表", "一览表", columns, rows, [0] * len(rows), spans, 0)


def test_a_number_is_never_narrower_than_its_digits():
    digits = "1234567890.12345"
    table = a_table([(digits, *["字" * 30] * 12)], looks=(Look.FIGURE, *[Look.WORDS] * 12))
    assert sizes_of(table).widths[0] > len(digits)


def test_a_table_with_room_to_spare_fills_the_page():
    few = sizes_of(a_table([("短", "短")], looks=(Look.NAME, Look.WORDS)))
    assert sum(width * 7 + 5 for width in few.widths) == pytest.approx(1009)


def test_a_full_table_is_printed_somewhat_smaller_before_its_words_are_broken():
    many = sizes_of(a_table([tuple(["字" * 9] * 8)], looks=(Look.WORDS,) * 8))
    assert many.heights == (24.0,)
    assert 1009 < sum(width * 7 + 5 for width in many.widths) < 1009 / 0.8


def test_an_overfull_table_breaks_its_longest_words_first():
    rows = [("字" * 9, *["字" * 30] * 9)]
    sizes = sizes_of(a_table(rows, looks=(Look.WORDS,) * 10))
    assert sum(width * 7 + 5 for width in sizes.widths) == pytest.approx(1009 / 0.8)
    assert sizes.heights[0] >= lines_of("字" * 30, sizes.widths[1]) * 15.5


def test_rows_below_a_merged_text_are_together_as_high_as_it_is():
    span = Span(0, 0, 1, "字" * 1000)
    table = a_table([("", "甲"), ("", "乙")], looks=(Look.CENTRED, Look.WORDS), spans=(span,))
    sizes = sizes_of(table)
    assert sum(sizes.heights) >= lines_of(span.text, sizes.widths[0]) * 15.5


@pytest.fixture(scope="session")
def soffice() -> str:
    """The program LibreOffice, which may not be on this machine."""
    found = shutil.which("soffice")
    if found is None:
        pytest.skip("LibreOffice is not on this machine")
    return found


def test_libreoffice_opens_it_and_saves_it_with_everything_in_place(tmp_path: Path, soffice: str):
    tasks = [a_task(measures=["建园"], commitments=[an_indicator("园数", measure="建园")])]
    path = export(tmp_path, some_indicators(), tasks, [a_project("=1+1")])
    saved = tmp_path / "saved"
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", "xlsx", "--outdir", str(saved), str(path)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    for ours, theirs in zip(opened(path), opened(saved / path.name), strict=True):
        assert theirs.title == ours.title
        assert [[cell.value for cell in row] for row in theirs.iter_rows(max_row=ours.max_row)] == [
            [cell.value for cell in row] for row in ours
        ]
        assert set(map(str, theirs.merged_cells.ranges)) == set(map(str, ours.merged_cells.ranges))
        assert theirs.print_title_rows == ours.print_title_rows
        assert theirs.page_setup.orientation == "landscape"
        assert theirs["A1"].font.size == 22
