"""A superior's form that is no list is recognised by the names of the book, and filled."""

from __future__ import annotations

import pytest
import xlsxwriter

from db.errors import FileRefused
from db.exchange.corrections import ColumnCorrection, SheetCorrections
from db.exchange.filling import figures as reasons
from db.exchange.listing import Meaning
from db.exchange.xlsx import read_workbook
from db.faults import FileFault
from tests.db.exchange.rich import raw_entries
from tests.db.stories import a_book, record

ENROLMENT, COVERAGE, KEPT = "学前教育毛入园率", "普惠性幼儿园覆盖率", "九年义务教育巩固率"
PRESCHOOL = "pjpp_self_assessment_wps.xlsx"


@pytest.fixture
def litong(tmp_path):
    with a_book(tmp_path) as book:
        for year, enrolment, coverage in (("2023", "94.2", "89.5"), ("2024", "94.75", "90.1")):
            record(book, ENROLMENT, year, enrolment)
            record(book, COVERAGE, year, coverage)
        yield book


def form(path, *rows, merged=()):
    """Write rows as they stand; `merged` are blocks (A1:B2 by numbers) with their words."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("附表")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        for block, words in merged:
            sheet.merge_range(*block, words)
    return path


def written(preview):
    return {cell.address: cell.new for cell in preview.to_write}


ASSESSED = (
    ("序号", "评价要点", "评分标准", "分值", "自评情况", "自评得分", "佐证材料"),
    ("一、", "普及普惠", None, None, None, None, None),
    (1, f"（一）{ENROLMENT}", "达到95%得满分", 10, None, None, "年报"),
    (2, f"2、{COVERAGE}（%）", "达到85%得满分", 10, None, None, None),
    (3, "园长持证上岗", "全部持证", 5, None, None, None),
)


def test_names_of_the_book_tell_what_a_self_assessment_asks_for(litong, tmp_path):
    path = form(tmp_path / "自评表.xlsx", ("附件3",), ("某省督导评估自评表",), *ASSESSED)
    preview = litong.filling.preview(path)
    assert preview.reading.tables[0].header == (3, 3)
    assert written(preview) == {"E5": "94.75", "E6": "90.1"}
    assert preview.source.assumed == ("“自评情况”没有写明哪一年，按 2024 年填",)
    assert preview.corrections == {}, "nobody corrected anything"


def test_the_year_is_the_title_s_the_file_s_or_the_one_that_is_named(litong, tmp_path):
    titled = form(tmp_path / "自评表.xlsx", ("2023年督导评估自评表",), *ASSESSED)
    assert written(litong.filling.preview(titled)) == {"E4": "94.2", "E5": "89.5"}
    named = form(tmp_path / "2023年自评.xlsx", *ASSESSED)
    assert written(litong.filling.preview(named)) == {"E3": "94.2", "E4": "89.5"}
    plain = form(tmp_path / "自评.xlsx", *ASSESSED)
    assert written(litong.filling.preview(plain, period="2023")) == {"E3": "94.2", "E4": "89.5"}


def test_heads_in_two_merged_rows_and_codes_below_them(litong, tmp_path):
    path = form(
        tmp_path / "监测.xlsx",
        ("教育督导评估监测表",),
        (),
        (None, None, None, "县级填报", None, "备注"),
        (None, None, None, "自查数据", "自查得分", None),
        ("甲", "乙", "丙", 1, 2, 3),
        (1, ENROLMENT, "10分"),
        (2, KEPT, "10分"),
        merged=(
            ((2, 0, 3, 0), "序号"), ((2, 1, 3, 1), "考核内容"), ((2, 2, 3, 2), "标准"),
            ((2, 3, 2, 4), "县级填报"), ((2, 5, 3, 5), "备注"),
        ),
    )  # fmt: skip
    preview = litong.filling.preview(path)
    assert preview.reading.tables[0].header == (3, 4)
    assert written(preview) == {"D6": "94.75"}
    assert preview.skipped == ()


@pytest.mark.parametrize("words", ["完成情况", "实际完成情况", "数值", "指标值（%）", "自评"])
def test_the_one_column_of_values_of_a_list_needs_no_year(litong, tmp_path, words):
    path = form(
        tmp_path / "表.xlsx", ("序号", "指标名称", "单位", words, "备注"),
        (1, ENROLMENT, "%", None), (2, COVERAGE, "%", None),
    )  # fmt: skip
    assert written(litong.filling.preview(path)) == {"D2": "94.75", "D3": "90.1"}


def test_a_column_of_sentences_waits_for_no_figures(litong, tmp_path):
    path = form(
        tmp_path / "表.xlsx", ("指标名称", "单位", "完成情况"),
        (ENROLMENT, "%", "各项工作有序推进"), (COVERAGE, "%", "已全面完成"),
    )  # fmt: skip
    preview = litong.filling.preview(path)
    assert preview.to_write == ()
    assert [cell.address for cell in preview.skipped] == ["C1"]


def test_what_an_office_wrote_in_words_is_kept(litong, tmp_path):
    rows = (("考核要点", "自评情况"), (ENROLMENT, "已全面完成"), (COVERAGE, "89.5"))
    preview = litong.filling.preview(form(tmp_path / "表.xlsx", *rows))
    assert written(preview) == {"B3": "90.1"}
    assert [(cell.address, cell.skipped) for cell in preview.skipped] == [("B2", reasons.DOUBTFUL)]


def test_a_form_that_nearly_names_ours_is_shown_with_its_questions(litong, tmp_path):
    rows = (("考核要点", "自评结果"), ("普惠幼儿园覆盖率", None))
    preview = litong.filling.preview(form(tmp_path / "表.xlsx", *rows))
    assert [one.name for one in preview.proposals] == ["普惠幼儿园覆盖率"]
    assert preview.to_write == ()


@pytest.mark.parametrize(
    "rows",
    [
        (("考核要点", "自评结果"), ("校园环境整洁", None)),
        (("考核要点", "自评值", "自查值"), (ENROLMENT, None, None)),
        (("考核要点", "评分"), (ENROLMENT, None)),
        (("考核要点", "上年数"), (ENROLMENT, None)),
    ],
)
def test_what_names_nothing_of_ours_or_has_no_one_place_for_it_is_refused(litong, tmp_path, rows):
    with pytest.raises(FileRefused) as refused:
        litong.filling.preview(form(tmp_path / "表.xlsx", *rows))
    assert refused.value.fault is FileFault.NOT_OUR_LIST


def test_a_person_s_word_goes_before_what_was_recognised(litong, tmp_path):
    seen = litong.filling.preview(form(tmp_path / "自评表.xlsx", *ASSESSED))
    told = {"附表": SheetCorrections(None, {7: ColumnCorrection(Meaning.ACTUAL, "2023")})}
    preview = litong.filling.correct(seen, told)
    assert written(preview) == {"G4": "89.5"}
    assert [cell.address for cell in preview.skipped if cell.place[1] == 7] == ["G3"]


def test_the_real_form_for_preschools_is_filled_by_itself(litong, shared, tmp_path):
    source, out = shared / "workbooks" / PRESCHOOL, tmp_path / "填好.xlsx"
    preview = litong.filling.preview(source)
    assert written(preview) == {"E3": "90.1"}
    assert [one.name for one in preview.proposals] == ["公办园在园幼儿占比"]
    litong.filling.write(preview, out)
    before, after = raw_entries(source), raw_entries(out)
    assert {name for name in before if before[name] != after[name]} == {"xl/worksheets/sheet1.xml"}
    cells = {cell.address: cell.text for cell in read_workbook(out).sheets[0].cells()}
    assert cells["E3"] == "90.1"
