"""Days as people type them are kept in one form, wherever an operation takes one."""

import pytest

from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.words import RowKind
from db.model.work_words import ProblemKind
from db.operations.days import kept_day
from db.operations.decisions import PaperReview
from db.operations.recording import Entry
from db.operations.reporting import Report
from db.operations.reviewing import EntryRef
from db.operations.units import UnitFields
from db.queries import find_plan, find_unit, row_problems, row_progress, task_lines
from db.queries.review import events_of
from tests.db.stories import a_book, indicator_named


@pytest.mark.parametrize(
    "words", ["2023-06-03", "2023.6.3", "2023/6/3", "2023年6月3日", "２０２３．６．３", "20230603"]
)
def test_a_day_is_a_day_however_it_is_written(words):
    assert kept_day(words) == "2023-06-03"


@pytest.mark.parametrize(
    "words", ["2023年6月", "2023", "6月3日", "2023-W05-1", "2023-02-30", "尽快"]
)
def test_what_names_no_day_is_refused(words):
    with pytest.raises(ValueRefused) as refused:
        kept_day(words)
    assert refused.value.fault is ValueFault.NOT_A_DATE


def test_days_of_units_and_problems_are_kept_alike(tmp_path):
    with a_book(tmp_path, "rizhao") as book:
        book.units.add(UnitFields(name="教研室", valid_from="2021年9月1日"))
        assert book.read(find_unit, "教研室").valid_from == "2021-09-01"
        task = book.read(task_lines, book.read(find_plan).id)[0]
        book.reporting.follow_problem(
            ProblemKind.PROBLEM, RowKind.TASK, task.id, "用地未批", due="20221120"
        )
        (line,) = book.read(row_problems, task.id)
        book.reporting.change_problem(line.id, solved_on="2022.11.18")
        (line,) = book.read(row_problems, task.id)
        assert (line.due, line.solved_on) == ("2022-11-20", "2022-11-18")


def test_days_of_figures_reports_and_paper_reviews_are_kept_alike(tmp_path):
    with a_book(tmp_path, "rizhao") as book:
        row = indicator_named(book, "公办园在园幼儿占比")
        book.recording.record([Entry(row.id, "2023", "51", as_of="20230901")])
        held = indicator_named(book, row.name).actuals["2023"]
        assert held.as_of == "2023-09-01"
        task = book.read(task_lines, book.read(find_plan).id)[0]
        book.reporting.report(
            [
                Report(
                    row_kind=RowKind.TASK,
                    row=task.id,
                    period="2023",
                    words="完工",
                    as_of="2023.9.1",
                )
            ]
        )
        (told,) = book.read(row_progress, task.id)
        assert told.as_of == "2023-09-01"
        entry = EntryRef(RowKind.ACTUAL, held.id)
        book.reviewing.sign([entry], PaperReview("王强", "20230904"))
        assert book.read(events_of, held.id)[-1].reviewed_on == "2023-09-04"
