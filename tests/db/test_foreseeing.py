"""Before a file is taken in, its cells say what the checks would doubt in them afterwards."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import queries
from db.book import PlanBook
from db.errors import Cancelled
from db.model.words import Nature
from db.operations.recording import Entry
from db.queries.checks import data_findings
from db.queries.dump import book_as_json
from db.rules.finding import Severity
from tests.db.stories import a_book, indicator_named, record, standing_clock
from tests.db.unit_stories import CHILDREN, a_county, a_table, taken_in, written

COVERAGE, NURSERY, KEPT = "普惠性幼儿园覆盖率", "学前教育毛入园率", "九年义务教育巩固率"
TODAY = date(2024, 6, 1)
FIRST, SECOND = "清河县第一幼儿园", "清河县第二幼儿园"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as made:
        yield made


def a_list(folder, *rows, name="2024年统计", years=("2023年实际", "2024年实际")):
    heads = ("指标名称", "单位", "2020年基期", *years, "2025年目标")
    title = "吴忠市利通区教育事业发展“十四五”规划主要指标"
    return written(folder, name, (title,), heads, *rows)


def foreseen(book, path, **said):
    """What would be doubted, as (address, severity, sentence)."""
    preview = book.planning.preview(path, **said)
    found = book.planning.foresee(preview, today=TODAY)
    return [
        (address, one.severity, one.message) for (_, address), told in found.items() for one in told
    ]


def found_in(book, path):
    """What is doubted in the cells of a file once it was taken in, unless it was before."""
    before = {_key(one) for one in _open(book)}
    taken_in(book, path)
    return [one for one in _open(book) if _key(one) not in before]


def _open(book):
    return [one for one in book.read(data_findings, today=TODAY) if one.period and one.is_open]


def _key(finding):
    return finding.rule, finding.row, finding.period, finding.unit, finding.message


def test_an_error_and_a_query_are_told_at_the_cells_that_bring_them(book, tmp_path):
    record(book, COVERAGE, "2022", "88.9")
    path = a_list(
        tmp_path,
        (COVERAGE, "%", 87, 89.6, 88.1, 92),
        (NURSERY, "%", 93.91, -94.1, 94.3, 95),
        (KEPT, "%", 103.5, 99.8, 101.2, 97),
    )
    told = foreseen(book, path)
    assert ("E3", Severity.QUERY, "比上年低 1.5，离目标更远，请核对或说明。") in told
    assert ("D4", Severity.ERROR) in [one[:2] for one in told]
    assert any(address == "E5" and "高于 100" in words for address, _, words in told)
    assert not [one for one in told if one[0] == "D3"], "a figure as it should be"


def test_nothing_is_written_by_looking_ahead(book, tmp_path):
    before = book.read(book_as_json)
    foreseen(book, a_list(tmp_path, (COVERAGE, "%", 87, 89.6, 8.81, 92)))
    assert book.read(book_as_json) == before


def test_figures_that_change_nothing_are_not_asked_about_again(book, tmp_path):
    record(book, COVERAGE, "2023", "89.6")
    record(book, COVERAGE, "2024", "88.1")
    assert foreseen(book, a_list(tmp_path, (COVERAGE, "%", 87, 89.6, 88.1, 92))) == []


def test_what_was_explained_for_these_very_figures_is_not_asked_again(book, tmp_path):
    path = a_list(tmp_path, (COVERAGE, "%", 87, 89.6, 88.1, 92))
    record(book, COVERAGE, "2023", "89.6")
    record(book, COVERAGE, "2024", "88.1")
    (doubt,) = _open(book)
    book.explaining.explain([doubt], "两所民办园停办")
    record(book, COVERAGE, "2024", "90")
    assert foreseen(book, path) == []


def test_an_early_figure_stays_one_where_the_file_does_not_say(book, tmp_path):
    row = indicator_named(book, COVERAGE)
    book.recording.record([Entry(row.id, "2022", "88.9", provisional=True)])
    path = a_list(tmp_path, (COVERAGE, "%", 87, 89.1, 92), years=("2022年实际",))
    told = foreseen(book, path)
    taken_in(book, path)
    assert indicator_named(book, COVERAGE).actuals["2022"].provisional
    assert told == [("D3", Severity.QUERY, "2022 年已过，仍是快报数，请换成正式数或说明。")]


def test_a_later_year_that_falls_below_the_new_figure_is_told_at_it(book, tmp_path):
    record(book, COVERAGE, "2024", "88.1")
    path = a_list(tmp_path, (COVERAGE, "%", 87, 89.6, 92), years=("2023年实际",))
    ((address, severity, words),) = foreseen(book, path)
    assert (address, severity) == ("D3", Severity.QUERY)
    assert words == f"2024 {COVERAGE}：比上年低 1.5，离目标更远，请核对或说明。"


def test_the_rows_of_a_new_plan_are_judged_by_each_other(tmp_path):
    path = a_list(tmp_path, ("在校生数", "人", 9800, 10100, 1020, 12000))
    with PlanBook.create(tmp_path / "新.planbook", clock=standing_clock()) as book:
        told = foreseen(book, path)
        assert [one[0] for one in told] == ["E3"]
        assert "1020 约为 2023 年 10100 的 1/10" in told[0][2]
        assert [one.message for one in found_in(book, path)] == [told[0][2]]


def test_the_figures_of_a_unit_are_judged_with_its_own(tmp_path):
    with a_county(tmp_path) as book:
        last = ((FIRST, 210, 7), (SECOND, 150, 5))
        taken_in(book, a_table(tmp_path, *last, title="2022年各园情况"))
        now = a_table(tmp_path, (FIRST, 21, 7), (SECOND, 155, -5), ("清河县第三幼儿园", 90, 3))
        told = foreseen(book, now)
        assert {one[:2] for one in told} >= {("B3", Severity.QUERY), ("C4", Severity.ERROR)}
        assert not [one for one in told if one[0] in {"C3", "B4", "B5", "C5"}]
        series = indicator_named(book, CHILDREN).series
        after = [one for one in found_in(book, now) if one.unit and one.subject == series]
        assert [one.message for one in after] == [one[2] for one in told if one[0] == "B3"]


def test_what_the_units_add_up_to_is_judged_for_the_county(tmp_path):
    with a_county(tmp_path) as book:
        last = ((FIRST, 210, 7), (SECOND, 150, 5))
        taken_in(book, a_table(tmp_path, *last, title="2022年各园情况"))
        now = a_table(tmp_path, (FIRST, 212, 7), (SECOND, 151, 5), ("清河县第三幼儿园", 60000, 5))
        ((address, severity, words),) = foreseen(book, now)
        assert (address, severity) == ("B2", Severity.QUERY), "the heading of the column"
        after = [one for one in found_in(book, now) if one.unit is None]
        assert [one.message for one in after] == [words]


FIGURES = st.sampled_from(["88.9", "89.6", "9.02", "-3", "101.2", "0.891", "90", "64", "无此项"])


@settings(max_examples=20)  # each makes a book and takes a file in
@given(figures=st.lists(FIGURES, min_size=6, max_size=6))
def test_what_is_foreseen_is_what_is_found_afterwards(tmp_path_factory, figures):
    folder = tmp_path_factory.mktemp("foreseen")
    rows = [
        (name, "%", base, *figures[2 * at : 2 * at + 2], target)
        for at, (name, base, target) in enumerate(
            [(COVERAGE, 87, 92), (NURSERY, 93.91, 95), (KEPT, 103.5, 97)]
        )
    ]
    with a_book(folder) as book:
        record(book, COVERAGE, "2022", "89.6")
        path = a_list(folder, *rows)
        told = sorted(words for _, _, words in foreseen(book, path))
        assert told == sorted(one.message for one in found_in(book, path))


class Impatient:
    """A ticket of somebody who changed their mind."""

    def report(self, _done, _total, _what):
        raise Cancelled


def test_looking_ahead_can_be_stopped(book, tmp_path):
    preview = book.planning.preview(a_list(tmp_path, (COVERAGE, "%", 87, 89.6, 88.1, 92)))
    with pytest.raises(Cancelled):
        book.planning.foresee(preview, ticket=Impatient())


def test_new_rows_of_an_own_plan_stand_in_their_category(book, tmp_path):
    heads = ("类别", "指标名称", "单位", "属性", "2020年基期", "2024年实际", "2025年目标")
    row = ("学前教育", "集团化办园比例", "%", "约束性", 10, 120, 60)
    path = written(tmp_path, "新增", ("主要指标",), heads, row)
    plan = book.read(queries.find_plan).id
    ((address, _, words),) = foreseen(book, path, plan=plan)
    assert address == "F3"
    (after,) = found_in(book, path)
    assert words == after.message
    assert indicator_named(book, "集团化办园比例").nature is Nature.BINDING
