"""A person corrects how a list was read; the next file of that shape is read that way at once."""

from __future__ import annotations

from decimal import Decimal

import pytest
import xlsxwriter

from db import queries
from db.book import PlanBook
from db.exchange.corrections import (
    ColumnCorrection,
    SheetCorrections,
    from_text,
    shape_of,
    to_text,
)
from db.exchange.differences import Verdict
from db.exchange.listing import Meaning
from db.exchange.xlsx import read_workbook
from tests.db.stories import figure, indicator_named, standing_clock


def a_list(path, *rows, header=("指标名称", "单位", "2020年基期", "数一", "2025年目标")):
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("汇总")
        for order, row in enumerate((header, *rows)):
            sheet.write_row(order, 0, row)
    return path


@pytest.fixture
def book(tmp_path):
    with PlanBook.create(tmp_path / "台账.planbook", clock=standing_clock()) as made:
        yield made


def correction(**columns):
    return {"汇总": SheetCorrections(columns={int(n[1:]): one for n, one in columns.items()})}


def test_a_column_whose_heading_says_nothing_is_given_its_meaning(book, tmp_path):
    preview = book.planning.preview(a_list(tmp_path / "表.xlsx", ("覆盖率", "%", 87, 90.3, 92)))
    assert "D2" not in {cell.address for cell in preview.cells}
    corrected = book.planning.correct(
        preview, correction(c4=ColumnCorrection(Meaning.ACTUAL, "2024"))
    )
    (cell,) = [cell for cell in corrected.cells if cell.address == "D2"]
    assert (cell.verdict, cell.field, cell.new) == (Verdict.NEW, "实际完成值 2024 年", "90.3")
    book.planning.accept(corrected)
    assert figure(book, "覆盖率", "2024") == "90.3"


def test_a_column_can_be_left_out(book, tmp_path):
    preview = book.planning.preview(a_list(tmp_path / "表.xlsx", ("覆盖率", "%", 87, 90.3, 92)))
    corrected = book.planning.correct(preview, correction(c5=ColumnCorrection(Meaning.IGNORED)))
    book.planning.accept(corrected)
    assert indicator_named(book, "覆盖率").targets == ()


def test_shares_are_read_as_the_percentages_they_are_said_to_be(book, tmp_path):
    header = ("指标名称", "单位", "2020年基期", "2024年实际", "2025年目标")
    path = a_list(tmp_path / "表.xlsx", ("覆盖率", "%", 87, 0.903, 92), header=header)
    preview = book.planning.preview(path)
    assert [c.address for c in preview.cells if c.verdict is Verdict.REJECTED] == ["D2"]
    corrected = book.planning.correct(
        preview, correction(c4=ColumnCorrection(Meaning.ACTUAL, shares=True))
    )
    book.planning.accept(corrected)
    held = indicator_named(book, "覆盖率").actuals["2024"].amount
    assert (held.value, held.text) == (Decimal("90.3"), "90.3")


def test_the_header_is_where_a_person_says(book, tmp_path):
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("汇总")
        sheet.write_row(0, 0, ("指标名称", "单位", "2020年基期", "2025年目标"))
        sheet.write_row(1, 0, ("填写示例", "%", 1, 2))
        sheet.write_row(2, 0, ("指标名称", "单位", "2020年基期", "2025年目标"))
        sheet.write_row(3, 0, ("覆盖率", "%", 87, 92))
    preview = book.planning.preview(path)
    assert "A2" in {cell.address for cell in preview.cells}
    corrected = book.planning.correct(preview, {"汇总": SheetCorrections(header=(3, 3))})
    book.planning.accept(corrected)
    rows = book.read(queries.indicator_lines, book.read(queries.find_plan).id)
    assert [row.name for row in rows] == ["覆盖率"]


def test_a_table_below_is_read_though_the_first_one_s_header_was_shown(book, tmp_path):
    path = tmp_path / "表.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("汇总")
        sheet.write_row(0, 0, ("名称", "单位", "2020年", "2025年"))
        sheet.write_row(1, 0, ("指标", "计量", "基期值", "目标值"))
        sheet.write_row(2, 0, ("覆盖率", "%", 87, 92))
        sheet.write_row(4, 0, ("重点项目一览表",))
        sheet.write_row(5, 0, ("项目名称", "建设性质", "总投资（万元）"))
        sheet.write_row(6, 0, ("一中扩建", "改扩建", 3200))
    preview = book.planning.preview(path)
    corrected = book.planning.correct(preview, {"汇总": SheetCorrections(header=(1, 2))})
    first, second = corrected.reading.tables
    assert (first.header, [row.name for row in first.rows]) == ((1, 2), ["覆盖率"])
    assert (second.header, [row.name for row in second.rows]) == ((6, 6), ["一中扩建"])


def test_next_year_s_file_of_the_same_shape_is_read_as_corrected(book, tmp_path):
    first = a_list(tmp_path / "去年.xlsx", ("覆盖率", "%", 87, 90.3, 92))
    preview = book.planning.preview(first)
    book.planning.accept(
        book.planning.correct(preview, correction(c4=ColumnCorrection(Meaning.ACTUAL, "2024")))
    )
    second = a_list(tmp_path / "更正.xlsx", ("覆盖率", "%", 87, 91.0, 92))
    again = book.planning.preview(second)
    assert again.corrections["汇总"].columns[4].meaning is Meaning.ACTUAL
    assert {c.address: (c.old, c.new) for c in again.cells if c.verdict is Verdict.CHANGED} == {
        "D2": ("90.3", "91")
    }


def test_taking_back_the_import_forgets_the_correction_too(book, tmp_path):
    path = a_list(tmp_path / "表.xlsx", ("覆盖率", "%", 87, 90.3, 92))
    corrected = book.planning.correct(
        book.planning.preview(path), correction(c4=ColumnCorrection(Meaning.ACTUAL, "2024"))
    )
    book.planning.accept(corrected)
    book.undo()
    assert not book.planning.preview(path).corrections


def test_the_shape_is_that_of_the_headings_whatever_the_year_and_the_rows(tmp_path):
    header = ("指标名称", "单位", "{}年基期", "{}年实际")
    shapes = set()
    for year, name in ((2023, "覆盖率"), (2024, "覆盖率")):
        path = a_list(
            tmp_path / f"{year}.xlsx",
            (name, "%", year, 90),
            header=tuple(words.format(year) for words in header),
        )
        shapes.add(shape_of(read_workbook(path).sheets[0]))
    other = a_list(
        tmp_path / "别的.xlsx", ("覆盖率", "%", 1, 2), header=("名称", "单位", "基期", "目标")
    )
    assert len(shapes) == 1
    assert shape_of(read_workbook(other).sheets[0]) not in shapes


def test_corrections_are_written_and_read_back():
    told = SheetCorrections(
        header=(4, 5),
        columns={3: ColumnCorrection(Meaning.ACTUAL, "2024-S1", "万人", shares=True)},
    )
    assert from_text(to_text(told)) == told
    assert from_text(to_text(SheetCorrections())) == SheetCorrections()


def test_only_what_is_doubtful_is_read_as_a_share(book, tmp_path):
    header = ("指标名称", "单位", "2020年基期", "2024年实际", "2025年目标")
    rows = (
        ("覆盖率", "%", 87, 0.903, 92),
        ("巩固率", "%", 97, 98.5, 99),
        ("受教育年限", "年", 9.5, 10.2, 11),
        ("增长率", "%", 1.5, 1.05, 2),
    )
    path = a_list(tmp_path / "表.xlsx", *rows, header=header)
    said = ColumnCorrection(Meaning.ACTUAL, shares=True)
    corrected = book.planning.correct(book.planning.preview(path), correction(c4=said))
    shown = {cell.address: cell.new for cell in corrected.cells if cell.address[0] == "D"}
    assert (shown["D2"], shown["D3"], shown["D4"]) == ("90.3", "98.5", "10.2")
    assert "D2 “0.903”当作 90.3%" in corrected.reading.understood
    # It may be 105 %: that was not said.
    assert [c.address for c in corrected.cells if c.verdict is Verdict.REJECTED] == ["D5"]


def test_small_percentages_may_be_what_they_say(book, tmp_path):
    header = ("指标名称", "单位", "2020年基期", "2024年实际", "2025年目标")
    path = a_list(tmp_path / "表.xlsx", ("辍学率", "%", 1.2, 0.9, 1.1), header=header)
    preview = book.planning.preview(path)
    (complaint,) = preview.reading.complaints
    assert complaint.is_share
    said = ColumnCorrection(Meaning.ACTUAL, as_written=True)
    book.planning.accept(book.planning.correct(preview, correction(c4=said)))
    assert figure(book, "辍学率", "2024") == "0.9"


def test_a_correction_that_was_taken_back_is_forgotten(book, tmp_path):
    first = a_list(tmp_path / "去年.xlsx", ("覆盖率", "%", 87, 90.3, 92))
    said = correction(c5=ColumnCorrection(Meaning.IGNORED))
    book.planning.accept(book.planning.correct(book.planning.preview(first), said))
    again = book.planning.correct(
        book.planning.preview(first), {"汇总": SheetCorrections(columns={})}
    )
    book.planning.accept(again)
    assert not any(book.planning.preview(first).corrections.values())


def test_corrections_of_an_earlier_program_are_read():
    told = from_text('{"header": null, "columns": {"3": ["actual", "2024", "%", true]}}')
    assert told.columns[3] == ColumnCorrection(Meaning.ACTUAL, "2024", "%", shares=True)


def test_next_year_s_sheet_is_of_the_year_as_much_later(book, tmp_path):
    def of(year, value):
        with xlsxwriter.Workbook(tmp_path / f"{year}.xlsx") as workbook:
            sheet = workbook.add_worksheet("汇总")
            sheet.write(0, 0, f"全县{year}年教育指标")
            sheet.write_row(1, 0, ("指标名称", "单位", "现状", "本年数", "2025年目标"))
            sheet.write_row(2, 0, ("覆盖率", "%", 87, value, 92))
        return tmp_path / f"{year}.xlsx"

    told = correction(
        c3=ColumnCorrection(Meaning.BASELINE, "2020"), c4=ColumnCorrection(Meaning.ACTUAL, "2023")
    )
    book.planning.accept(book.planning.correct(book.planning.preview(of(2023, 90.3)), told))
    book.planning.accept(book.planning.preview(of(2024, 91.1)))
    assert (figure(book, "覆盖率", "2023"), figure(book, "覆盖率", "2024")) == ("90.3", "91.1")
    assert [one.year for one in indicator_named(book, "覆盖率").baselines] == [2020]
    assert book.planning.preview(of(2023, 90.3)).count(Verdict.CHANGED) == 0
