"""What a person says about a filling: which cells, which rows, what the columns are."""

from __future__ import annotations

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import queries
from db.errors import Cancelled, FileRefused, NotFound
from db.exchange.corrections import ColumnCorrection, SheetCorrections
from db.exchange.filling.preview import Fate
from db.exchange.listing import Meaning
from db.exchange.superior_form import FormRow, SuperiorForm, write_superior_form
from db.exchange.xlsx import read_workbook
from db.faults import FileFault
from tests.db.stories import a_book, figure, indicator_named, record

ENROLMENT, COVERAGE, KEPT = "学前教育毛入园率", "普惠性幼儿园覆盖率", "九年义务教育巩固率"
FORM = SuperiorForm(
    title="2024年全市教育主要指标监测表",
    rows=(FormRow(ENROLMENT, baseline=93.91), FormRow(COVERAGE, baseline=80), FormRow(KEPT)),
    note="注：以年报为准。",
    year=2024,
    baseline_year=2020,
    target_year=2025,
)


@pytest.fixture
def litong(tmp_path):
    with a_book(tmp_path) as book:
        record(book, ENROLMENT, "2024", "94.75")
        record(book, COVERAGE, "2024", "90.1")
        yield book


@pytest.fixture
def form(tmp_path):
    write_superior_form(tmp_path / "监测表.xlsx", FORM)
    return tmp_path / "监测表.xlsx"


def unclear(path, *rows):
    """Write a form whose headings say neither what is listed nor what is asked for."""
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("附表")
        sheet.write_row(0, 0, ["内容", "结果"])
        for order, name in enumerate(rows):
            sheet.write_row(1 + order, 0, [name, None])
    return path


def words_of(path):
    return {cell.address: cell.text for cell in read_workbook(path).sheets[0].cells()}


TOLD = {
    "附表": SheetCorrections(
        (1, 1), {1: ColumnCorrection(Meaning.NAME), 2: ColumnCorrection(Meaning.ACTUAL, "2024")}
    )
}


def test_every_cell_has_a_fate_and_those_that_stand_are_shown_too(litong, form):
    preview = litong.filling.preview(form)
    assert [cell.address for cell in preview.standing] == ["D5"]
    assert preview.unchanged == 1
    assert {cell.fate for cell in preview.standing} == {Fate.SAME}
    assert {cell.fate for cell in preview.to_write} == {Fate.WRITTEN}
    assert preview.matched["附件1", 6] == indicator_named(litong, COVERAGE).id


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_only_the_cells_that_are_ticked_are_written(litong, form, tmp_path, data):
    preview = litong.filling.preview(form)
    cells = {(cell.sheet, cell.address) for cell in preview.to_write}
    without = data.draw(st.sets(st.sampled_from(sorted(cells))))
    out = tmp_path / "填好.xlsx"
    litong.filling.write(preview, out, replace=True, without=without)
    before, after = words_of(form), words_of(out)
    changed = {place for place in before | after if before.get(place) != after.get(place)}
    assert changed == {address for sheet, address in cells - without}


def test_a_writing_that_is_stopped_leaves_no_file_and_remembers_nothing(litong, form, tmp_path):
    class Stopped:
        def report(self, done, total, what):
            assert what == "写“监测表.xlsx”"
            assert done < total == form.stat().st_size
            raise Cancelled

    decisions = {("附件1", 5): None}
    preview = litong.filling.preview(form, decisions=decisions)
    with pytest.raises(Cancelled):
        litong.filling.write(preview, tmp_path / "填好.xlsx", ticket=Stopped())
    assert [one.name for one in tmp_path.glob("*.xlsx")] == [form.name]
    assert litong.filling.preview(form).decisions == {}


def test_a_form_without_headings_is_filled_as_a_person_says_and_known_again(litong, tmp_path):
    form = unclear(tmp_path / "附表.xlsx", ENROLMENT, COVERAGE)
    with pytest.raises(FileRefused) as refused:
        litong.filling.preview(form)
    assert refused.value.fault is FileFault.NOT_OUR_LIST
    seen = litong.filling.preview(form, required=False)
    assert (seen.cells, seen.reading.tables) == ((), ())
    told = litong.filling.correct(seen, TOLD)
    assert [cell.new for cell in told.to_write] == ["94.75", "90.1"]
    changes = litong.filling.write(told, tmp_path / "填好.xlsx")
    assert changes.label == "记住“附表.xlsx”怎样填"
    again = unclear(tmp_path / "又一份.xlsx", ENROLMENT, COVERAGE)
    assert [cell.address for cell in litong.filling.preview(again).to_write] == ["B2", "B3"]
    litong.undo()
    assert litong.filling.preview(again, required=False).cells == ()


def test_what_was_remembered_and_is_used_again_makes_no_new_step(litong, tmp_path):
    form = unclear(tmp_path / "附表.xlsx", ENROLMENT)
    told = litong.filling.correct(litong.filling.preview(form, required=False), TOLD)
    assert litong.filling.write(told, tmp_path / "填好.xlsx")
    again = litong.filling.preview(form)
    assert litong.filling.write(again, tmp_path / "又填好.xlsx") is None


def test_decisions_outlive_a_correction_and_can_be_taken_back(litong, tmp_path):
    form = unclear(tmp_path / "附表.xlsx", "入园情况")
    decisions = {("附表", 2): indicator_named(litong, ENROLMENT).id}
    seen = litong.filling.preview(form, required=False)
    told = litong.filling.correct(seen, TOLD, decisions)
    assert [cell.new for cell in told.to_write] == ["94.75"]
    assert litong.filling.correct(told, TOLD).to_write == ()


def test_an_empty_workbook_stays_refused(litong, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "空.xlsx") as workbook:
        workbook.add_worksheet()
    with pytest.raises(FileRefused):
        litong.filling.preview(tmp_path / "空.xlsx", required=False)


def test_a_row_of_the_form_may_stand_for_a_promise_of_a_task(litong, form):
    plan = litong.read(queries.find_plan)
    promise = next(
        line
        for line in litong.read(queries.all_rows, plan.id)
        if line.task and line.unit and line.targets
    )
    preview = litong.filling.preview(form, decisions={("附件1", 7): promise.id})
    assert preview.matched["附件1", 7] == promise.id


def test_an_older_list_in_the_book_can_be_chosen(litong, tmp_path):
    older = tmp_path / "去年.xlsx"
    write_superior_form(older, FORM)
    rows = (FormRow(ENROLMENT, baseline=93.95),)
    newer = tmp_path / "今年.xlsx"
    write_superior_form(newer, SuperiorForm(FORM.title, rows, "", 2024, 2020, 2025))
    for path in (older, newer):
        litong.planning.accept(litong.planning.preview(path))
    kept = {one.name: one.sha256 for one in litong.read(queries.kept_files)}
    assert litong.filling.preview().source.name == "今年.xlsx"
    assert litong.filling.preview(kept=kept["去年.xlsx"]).source.name == "去年.xlsx"
    with pytest.raises(NotFound):
        litong.filling.preview(kept="no such file")
    assert figure(litong, ENROLMENT, "2024") == "94.75"


def test_a_column_said_to_be_the_name_is_it_beside_levels_of_indicators(litong, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "自评表.xlsx") as workbook:
        sheet = workbook.add_worksheet("附表")
        sheet.write_row(0, 0, ["项目", "一级指标", "二级指标", "自评结论"])
        sheet.write_row(1, 0, ["普及水平", ENROLMENT, "1.毛入园率达到标准", None])
    told = {
        "附表": SheetCorrections(
            (1, 1), {2: ColumnCorrection(Meaning.NAME), 4: ColumnCorrection(Meaning.ACTUAL, "2024")}
        )
    }
    seen = litong.filling.preview(tmp_path / "自评表.xlsx", required=False)
    preview = litong.filling.correct(seen, told)
    assert [(cell.address, cell.new) for cell in preview.to_write] == [("D2", "94.75")]
