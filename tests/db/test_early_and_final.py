"""快报数 become 正式数 with the difference shown, and past years come in as approved."""

import pytest

from db import queries
from db.exchange.differences import Verdict
from db.exchange.options import FigureNature, ImportOptions, proposed_nature
from db.model.words import EntryState
from db.operations.recording import Entry
from tests.db.stories import figure, indicator_named, record, reopen
from tests.db.unit_stories import (
    CHILDREN,
    RATE,
    a_county,
    a_table,
    of_units,
    reasons,
    taken_in,
    verdicts,
    written,
)

FIRST = "清河县第一幼儿园"
EARLY = ImportOptions(nature=FigureNature.PROVISIONAL)
FINAL = ImportOptions(nature=FigureNature.FINAL)
YEARBOOK = "《2021年清河县教育事业统计年鉴》第12页"


@pytest.fixture
def book(tmp_path):
    with a_county(tmp_path) as made:
        yield made


def a_list(folder, value, name="完成情况"):
    return written(folder, name, ("指标名称", "单位", "2023年实际"), (RATE, "%", value))


def held(book, period="2023"):
    return indicator_named(book, RATE).actuals[period]


def test_a_final_figure_replaces_an_early_one_with_the_difference(book, tmp_path):
    taken_in(book, a_list(tmp_path, 89.2), options=EARLY)
    assert held(book).provisional
    preview = book.planning.preview(a_list(tmp_path, 89.4), options=FINAL)
    (cell,) = [one for one in preview.cells if one.verdict is Verdict.CHANGED]
    assert (cell.old, cell.new, str(cell.difference)) == ("89.2", "89.4", "0.2")
    assert cell.reason == "正式数替换快报数。"
    book.planning.accept(preview)
    assert (held(book).amount.text, held(book).provisional) == ("89.4", False)


def test_an_equal_final_figure_only_makes_the_early_one_final(book, tmp_path):
    taken_in(book, a_list(tmp_path, 89.2), options=EARLY)
    before = held(book)
    source = book.read(queries.figure_source, before.id)
    preview = book.planning.preview(a_list(tmp_path, "89.20", name="年报"), options=FINAL)
    assert reasons(preview, Verdict.CHANGED) == {"C2": "数不变，快报数转为正式数。"}
    book.planning.accept(preview)
    after = held(book)
    assert (after.amount, after.provisional) == (before.amount, False)
    assert book.read(queries.figure_source, after.id) == source


def test_an_early_figure_never_silently_replaces_a_final_one(book, tmp_path):
    taken_in(book, a_list(tmp_path, 89.4), options=FINAL)
    preview = book.planning.preview(a_list(tmp_path, 89.2), options=EARLY)
    (cell,) = [one for one in preview.cells if one.verdict is Verdict.REJECTED]
    assert (cell.address, cell.by_hand) == ("C2", True)
    assert not book.planning.accept(preview)
    assert held(book).amount.text == "89.4"
    again = book.planning.preview(a_list(tmp_path, 89.2), options=EARLY)
    book.planning.accept(again, by_hand={("Sheet1", "C2")})
    assert (held(book).amount.text, held(book).provisional) == ("89.2", True)


def test_a_number_that_comes_in_lets_go_of_why_there_was_none(book, tmp_path):
    record(book, RATE, "2023", "无此项", note="年报九月才出")
    taken_in(book, a_list(tmp_path, 89.2))
    assert (held(book).amount.text, held(book).note) == ("89.2", "")
    book.recording.set_note(held(book).id, "含在建园")
    taken_in(book, a_list(tmp_path, 89.4, name="更正"))
    assert (held(book).amount.text, held(book).note) == ("89.4", "含在建园")


def test_figures_of_units_are_early_and_final_as_well(book, tmp_path):
    taken_in(book, a_table(tmp_path, (FIRST, 210, 7)), options=EARLY)
    assert indicator_named(book, CHILDREN).actuals["2023"].provisional
    preview = taken_in(book, a_table(tmp_path, (FIRST, 212, 7)), options=FINAL)
    assert verdicts(preview)["B3"] is Verdict.CHANGED
    assert reasons(preview, Verdict.CHANGED)["C3"] == "数不变，快报数转为正式数。"
    assert not indicator_named(book, CHILDREN).actuals["2023"].provisional


@pytest.mark.parametrize(
    ("said", "nature"),
    [
        (("2023年教育事业快报",), FigureNature.PROVISIONAL),
        (("2023年年报",), FigureNature.FINAL),
        (("各校情况", "在校生数（正式数）"), FigureNature.FINAL),
        (("2023年快报与年报对照",), FigureNature.UNSAID),
        (("2023年各校情况",), FigureNature.UNSAID),
    ],
)
def test_the_words_of_a_file_say_what_its_figures_are(said, nature):
    assert proposed_nature(said) is nature


def test_a_file_called_an_early_report_brings_early_figures(book, tmp_path):
    preview = taken_in(book, a_list(tmp_path, 89.2, name="2023年快报"))
    assert preview.proposed is FigureNature.PROVISIONAL
    assert held(book).provisional


def test_typing_may_say_that_a_figure_is_early_and_leaves_it_otherwise(book):
    row = indicator_named(book, RATE).id
    book.recording.record([Entry(row, "2023", "89.2", provisional=True)])
    assert held(book).provisional
    book.recording.record([Entry(row, "2023", "89.3")])
    assert held(book).provisional
    assert book.recording.record([Entry(row, "2023", "89.3", provisional=False)])
    assert not held(book).provisional


def test_past_years_come_in_at_once_as_approved_with_their_source(book, tmp_path):
    rows = (
        ("指标名称", "单位", "2021年实际", "2022年实际"),
        (RATE, "%", 86.1, 87.4),
    )
    options = ImportOptions(approved=True, source_note=YEARBOOK)
    taken_in(book, written(tmp_path, "历史数据", *rows), options=options)
    again = reopen(book)
    assert [held(again, year).state for year in ("2021", "2022")] == [EntryState.APPROVED] * 2
    source = again.read(queries.figure_source, held(again, "2021").id)
    assert source.name == f"历史数据.xlsx，{YEARBOOK}"
    again.undo()
    assert figure(again, RATE, "2021") is None
    again.close()


def test_an_approved_figure_that_a_file_changes_is_to_be_reviewed_anew(book, tmp_path):
    approved = ImportOptions(approved=True)
    taken_in(book, a_list(tmp_path, 89.4), options=approved)
    taken_in(book, a_list(tmp_path, 90.1), options=approved)
    assert (held(book).amount.text, held(book).state) == ("90.1", EntryState.APPROVED)
    preview = taken_in(book, a_list(tmp_path, 90.3))
    assert reasons(preview, Verdict.CHANGED) == {
        "C2": "台账里的数已审核，导入后转为填报中，须重新审核。"
    }
    assert (held(book).amount.text, held(book).state) == ("90.3", EntryState.DRAFT)


def test_an_equal_draft_becomes_approved(book, tmp_path):
    record(book, RATE, "2023", "89.4")
    options = ImportOptions(approved=True, source_note=YEARBOOK)
    preview = taken_in(book, a_list(tmp_path, 89.4), options=options)
    assert reasons(preview, Verdict.CHANGED) == {"C2": "数不变，转为已审核。"}
    assert held(book).state is EntryState.APPROVED


def test_the_sum_of_approved_figures_is_approved(book, tmp_path):
    options = ImportOptions(approved=True)
    taken_in(book, a_table(tmp_path, (FIRST, 210, 7)), options=options)
    assert of_units(book, CHILDREN) == {FIRST: "210"}
    assert indicator_named(book, CHILDREN).actuals["2023"].state is EntryState.APPROVED
    assert len(book.read(queries.unit_lines)) == 1
