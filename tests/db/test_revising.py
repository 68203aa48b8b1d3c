"""目标调整: one document, one step; the old targets stay readable, and so do rows taken out."""

from dataclasses import replace
from datetime import date

import pytest

from db import queries
from db.book import PlanBook
from db.errors import NotFound, StepIsBuiltOn, ValueRefused
from db.exchange.differences import Verdict
from db.exchange.list_writer import write_list
from db.exchange.xlsx import read_workbook
from db.faults import ValueFault
from db.model.proof import RowRef
from db.model.words import RowKind, TargetRole
from db.model.work_words import RevisedField, RevisionAction
from db.operations.adjustment import NewRow, NewValue, TakenOut
from db.operations.carrying_on import NextPlan
from db.operations.evidence import Paper
from db.operations.recording import Entry
from db.queries import proof
from db.queries.checks import missing_lines
from db.queries.dump import book_as_json
from db.queries.likeness import NOT_IN_A_LIST, same_plan
from db.queries.revisions import plan_before, plan_on, targets_on, withdrawn_rows
from tests.db.proof_stories import a_file
from tests.db.revised import (
    COVERAGE,
    ENTRANCE,
    LATER,
    MIDTERM,
    a_deadline,
    a_lump,
    a_target,
    entries,
    out,
    revise,
    the_plan,
    the_task,
    told,
)
from tests.db.stories import a_book, indicator_named, record, reopen


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as book:
        yield book


def targets(book, name):
    return [(value.year, value.amount.text) for value in indicator_named(book, name).targets]


def names(rows):
    return {line.name for line in rows}


def test_a_target_is_revised_and_the_old_one_stays_readable(book):
    entry = revise(book, a_target(book, COVERAGE, 2025, "90", seen="92"))
    assert told(entry) == [("修改", COVERAGE, "2025", "92", "90")]
    assert targets(book, COVERAGE) == [(2023, "85%"), (2025, "90")]
    marks = {value.year: value.revised_by for value in indicator_named(book, COVERAGE).targets}
    assert marks == {2023: "", 2025: entry.id}

    row = indicator_named(book, COVERAGE).id
    day_before, day = "2024-01-31", "2024-02-01"
    assert [one.amount.text for one in book.read(targets_on, row, day_before)] == ["85%", "92"]
    assert [one.amount.text for one in book.read(targets_on, row, day)] == ["85%", "90"]


def test_a_revision_is_one_step_that_is_taken_back_and_done_again(book):
    before = book.read(book_as_json)
    task, lump = the_task(book), a_lump(book)
    entry = revise(
        book,
        a_target(book, COVERAGE, 2025, "90"),
        a_deadline(RowKind.TASK, task.id, "2026年6月"),
        a_deadline(RowKind.PROJECT, lump.id, "2026"),
        out(book, ENTRANCE),
        NewRow(kind=RowKind.INDICATOR, name="托位数", unit="个", targets=((2025, "1200"),)),
    )
    assert {line.action for line in entry.lines} == set(RevisionAction) - {RevisionAction.REPLACED}
    after = book.read(book_as_json)
    assert book.undo_label == f"写入目标调整“{MIDTERM.title}” 5 处"
    with reopen(book) as next_day:
        next_day.undo()
        assert next_day.read(book_as_json) == before
        next_day.redo()
        assert next_day.read(book_as_json) == after


def test_a_row_taken_out_leaves_lists_gaps_and_names_but_keeps_its_figures(book):
    record(book, ENTRANCE, "2023", "94.2")
    plan, row = the_plan(book), indicator_named(book, ENTRANCE)
    count = book.read(queries.find_plan).indicators
    revise(book, out(book, ENTRANCE))

    assert ENTRANCE not in names(book.read(queries.all_rows, plan))
    assert ENTRANCE not in {line.name for line in book.read(missing_lines, plan, "2024")}
    assert book.read(queries.find_plan).indicators == count - 1
    assert ENTRANCE not in {line["name"] for line in book.read(book_as_json)["indicators"]}
    with pytest.raises(NotFound):
        book.read(queries.find_indicator, ENTRANCE)

    (gone,) = book.read(withdrawn_rows, plan).indicators
    assert (gone.id, gone.actuals["2023"].amount.text) == (row.id, "94.2")
    assert [value.amount.text for value in gone.targets] == ["95"]
    (told_of,) = book.read(book_as_json)["withdrawn"]["indicators"]
    assert told_of["actuals"][0]["text"] == "94.2"
    assert ENTRANCE in names(book.read(plan_on, plan, "2024-01-31").indicators)


def test_what_belongs_to_a_row_leaves_with_it(book):
    plan, lump = the_plan(book), a_lump(book)
    task = next(one for one in book.read(queries.task_lines, plan) if one.commitments)
    entry = revise(
        book,
        TakenOut(kind=RowKind.PROJECT, row=lump.id),
        TakenOut(kind=RowKind.TASK, row=task.id),
        out(book, "各级各类学校数"),
    )
    left = {line.row for line in entry.lines}
    assert {promise.id for promise in task.commitments} <= left
    rows = book.read(queries.all_rows, plan)
    assert not names(rows) & {"各级各类学校数", "小学数"}
    assert all(project.parent != lump.id for project in book.read(queries.project_lines, plan))
    assert lump.id not in {row.id for row in book.read(queries.project_rows, plan)}
    assert {line.note for line in entry.lines if line.name == "小学数"} == {
        "随“各级各类学校数”调出"
    }
    # One line put back brings all of it back.
    book.revising.drop(entry.id, [next(one.id for one in entry.lines if one.row == task.id)])
    (came,) = [one for one in book.read(queries.task_lines, plan) if one.id == task.id]
    assert names(came.commitments) == names(task.commitments)


def test_a_replaced_row_points_to_the_one_in_its_place(book):
    new = NewRow(
        kind=RowKind.INDICATOR, name="公办园在园幼儿占比（新口径）", unit="%",
        group=indicator_named(book, COVERAGE).category,
        targets=((2024, "53"), (2025, "55以上")), replaces=indicator_named(book, COVERAGE).id,
    )  # fmt: skip
    entry = revise(book, new)
    line = next(one for one in entry.lines if one.action is RevisionAction.REPLACED)
    assert (line.name, line.successor) == (COVERAGE, new.name)
    made = indicator_named(book, new.name)
    assert [(one.year, one.role, one.amount.text) for one in made.targets] == [
        (2024, TargetRole.INTERIM, "53"),
        (2025, TargetRole.TARGET, "55以上"),
    ]
    order = [one.name for one in book.read(plan_before, the_plan(book), "无").indicators]
    assert new.name in order
    rows = [one.name for one in book.read(queries.all_rows, the_plan(book), withdrawn=True)]
    assert rows.index(new.name) == rows.index(COVERAGE) + 1, "it stands where the old one stood"


def test_targets_that_move_on_make_room_for_one_another(book):
    entry = revise(
        book,
        a_target(book, COVERAGE, 2023, "85%", to_year=2025),
        a_target(book, COVERAGE, 2025, "92", to_year=2026),
    )
    assert targets(book, COVERAGE) == [(2025, "85%"), (2026, "92")]
    assert {line.action for line in entry.lines} == {RevisionAction.POSTPONED}
    book.revising.remove(entry.id)
    assert targets(book, COVERAGE) == [(2023, "85%"), (2025, "92")]
    assert entries(book) == ()


def test_sizes_and_deadlines_of_works_are_revised(book):
    lump = a_lump(book)
    entry = revise(
        book,
        a_deadline(RowKind.PROJECT, lump.id, "2026-09"),
        NewValue(kind=RowKind.PROJECT, row=lump.id, field=RevisedField.COUNT, words="9"),
        NewValue(kind=RowKind.PROJECT, row=lump.id, field=RevisedField.INVESTMENT, words="1.2亿元"),
    )
    held = next(
        one for one in book.read(queries.project_lines, the_plan(book)) if one.id == lump.id
    )
    assert (held.due_year, held.deadline, held.count) == (2026, "2026-09", 9)
    assert held.investment == 12000
    then = next(
        one
        for one in book.read(plan_before, the_plan(book), entry.id).projects
        if one.id == lump.id
    )
    assert then == lump


def test_a_revision_is_added_to_and_corrected_later(book):
    entry = revise(book, a_target(book, COVERAGE, 2025, "90"))
    book.revising.extend(
        entry.id, [a_target(book, COVERAGE, 2025, "91"), a_target(book, ENTRANCE, 2025, "94")]
    )
    (entry,) = entries(book)
    assert told(entry) == [
        ("修改", COVERAGE, "2025", "92", "91"),
        ("修改", ENTRANCE, "2025", "95", "94"),
    ]
    book.revising.extend(entry.id, [a_target(book, COVERAGE, 2025, "92")])
    (entry,) = entries(book)
    assert told(entry) == [("修改", ENTRANCE, "2025", "95", "94")], "put back, it is no part of it"
    assert indicator_named(book, COVERAGE).targets[-1].revised_by == ""

    book.revising.correct(entry.id, replace(MIDTERM, document_number="利教发〔2024〕6号"))
    assert entries(book)[0].document_number == "利教发〔2024〕6号"


def test_only_the_last_of_two_revisions_of_one_target_is_changed(book):
    first = revise(book, a_target(book, COVERAGE, 2025, "90"))
    step = book.read(queries.step_lines)[0].id
    second = revise(book, a_target(book, COVERAGE, 2025, "88"), said=LATER)
    assert told(second) == [("修改", COVERAGE, "2025", "90", "88")]
    then = book.read(plan_before, the_plan(book), second.id).indicators
    (between,) = [line.targets[-1] for line in then if line.name == COVERAGE]
    assert (between.amount.text, between.revised_by) == ("90", first.id)
    for attempt in (
        lambda: book.revising.drop(first.id, [first.lines[0].id]),
        lambda: book.revising.extend(first.id, [a_target(book, COVERAGE, 2025, "91")]),
        lambda: book.revising.correct(first.id, replace(MIDTERM, decided_on="2024-12-01")),
        lambda: revise(book, a_target(book, COVERAGE, 2025, "91")),
        lambda: revise(book, out(book, COVERAGE)),
    ):
        with pytest.raises(ValueRefused) as caught:
            attempt()
        assert caught.value.fault is ValueFault.REVISED_LATER
    with pytest.raises(StepIsBuiltOn):
        book.undo(step)
    book.revising.remove(second.id)
    assert indicator_named(book, COVERAGE).targets[-1].revised_by == first.id
    book.undo()
    book.undo()
    book.undo(step)
    assert targets(book, COVERAGE) == [(2023, "85%"), (2025, "92")]


def test_what_the_plan_prints_is_not_held_against_a_revised_target(book):
    before = [one for one in book.read(queries.plan_findings) if COVERAGE in one.message]
    row = indicator_named(book, COVERAGE).id
    assert any(one.chosen and one.year == 2025 for one in book.read(queries.statement_lines, row))
    revise(book, a_target(book, COVERAGE, 2025, "90"))
    after = [one for one in book.read(queries.plan_findings) if COVERAGE in one.message]
    assert {one.message for one in after} <= {one.message for one in before}
    printed = [one for one in book.read(queries.statement_lines, row) if one.year == 2025]
    assert {one.amount.text for one in printed} >= {"92"}, "it stays as it is printed"
    assert not any(one.chosen for one in printed if one.amount.text == "92")


def test_a_target_below_the_baseline_sends_to_the_document_that_set_it(book):
    revise(book, a_target(book, COVERAGE, 2025, "80"))
    (found,) = [
        one
        for one in book.read(queries.plan_findings)
        if COVERAGE in one.message and one.kind == "target-below-baseline"
    ]
    assert found.message.endswith("请核对调整文件。")


def test_a_document_without_its_number_is_kept(book):
    assert revise(book, a_target(book, COVERAGE, 2025, "90"), said=LATER).document_number == ""


def test_a_row_added_by_mistake_goes_until_something_stands_on_it(book):
    made = NewRow(kind=RowKind.INDICATOR, name="托位数", unit="个", targets=((2025, "1200"),))
    before = book.read(book_as_json)
    entry = revise(book, made)
    book.revising.remove(entry.id)
    assert book.read(book_as_json) == before

    entry = revise(book, made)
    row = indicator_named(book, "托位数").id
    with pytest.raises(ValueRefused):
        book.rows.remove_indicator(row)
    book.recording.record([Entry(row, "2024", "800")])
    with pytest.raises(ValueRefused) as caught:
        book.revising.remove(entry.id)
    assert caught.value.fault is ValueFault.ADDED_ROW_IN_USE
    revise(book, TakenOut(kind=RowKind.INDICATOR, row=row), said=LATER)
    assert "托位数" not in names(book.read(queries.all_rows, the_plan(book)))


@pytest.mark.parametrize("kind", [RowKind.TASK, RowKind.PROJECT])
def test_a_task_and_a_project_come_into_the_plan_by_a_revision(book, kind):
    new = NewRow(kind=kind, name="县域高中振兴", group=the_task(book).section, deadline="2025-12")
    entry = revise(book, new)
    assert told(entry) == [("新增", "县域高中振兴", "", "", "")]
    rows = book.read(queries.task_lines, the_plan(book))
    if kind is RowKind.TASK:
        made = next(one for one in rows if one.title == new.name)
        sections = [one.section for one in rows]
        last = len(sections) - 1 - sections[::-1].index(made.section)
        assert (rows.index(made), made.deadline) == (last, "2025-12")
    then = book.read(plan_on, the_plan(book), "2024-01-31")
    assert new.name not in {one.title for one in then.tasks} | names(then.projects)
    book.revising.remove(entry.id)
    assert entries(book) == ()


def test_rows_taken_out_do_not_come_into_the_next_plan(book):
    plan = the_plan(book)
    task = next(
        one
        for one in book.read(queries.task_lines, plan)
        if any(promise.recurring for promise in one.commitments)
    )
    repeated = [promise for promise in task.commitments if promise.recurring]
    book.planning.set_task_status(task.id, "长期坚持")
    revise(
        book,
        out(book, ENTRANCE),
        TakenOut(kind=RowKind.INDICATOR, row=repeated[0].id),
    )
    lines = book.carrying_on.preview_next_plan(plan)
    assert ENTRANCE not in names(lines)
    ready = [line for line in lines if line.ready]
    book.carrying_on.begin_next_plan(plan, NextPlan("“十五五”规划", 2026, 2030), ready)
    new = next(one for one in book.read(queries.plan_lines) if one.title == "“十五五”规划")
    came = names(book.read(queries.all_rows, new.id))
    assert not came & {ENTRANCE, repeated[0].name}


def test_a_list_carries_the_targets_of_today_and_comes_back_to_the_same_book(book, tmp_path):
    before = tmp_path / "调整前.xlsx"
    export(book, before)
    revise(book, a_target(book, COVERAGE, 2025, "90"), out(book, ENTRANCE))
    after = tmp_path / "调整后.xlsx"
    export(book, after)

    preview = book.planning.preview(after)
    assert {cell.verdict for row in preview.rows for cell in row.cells} == {Verdict.SAME}
    # The older list offers its own target as a change; what was taken out does not come back.
    cells = [cell for row in book.planning.preview(before).rows for cell in row.cells]
    offered = [(one.old, one.new) for one in cells if one.verdict is Verdict.CHANGED]
    assert offered == [("90", "92")]
    refused = {one.reason for one in cells if one.verdict is Verdict.REJECTED}
    assert refused == {f"这一行已由“{MIDTERM.document_number}”调出规划，没有导入。"}
    assert Verdict.NEW not in {one.verdict for one in cells}


def test_the_list_says_which_revisions_its_targets_follow(book, tmp_path):
    revise(book, a_target(book, COVERAGE, 2025, "90"))
    revise(book, a_target(book, COVERAGE, 2025, "88"), said=LATER)
    path = tmp_path / "一览表.xlsx"
    export(book, path)
    (line,) = {
        cell.text for cell in read_workbook(path).sheets[0].cells() if "目标调整日期" in cell.text
    }
    assert line.endswith(f"目标调整日期：2024-02-01（{MIDTERM.document_number}）、2024-11-01")
    with PlanBook.create(tmp_path / "回读.planbook") as other:
        other.planning.accept(other.planning.preview(path))
        whole, back = book.read(book_as_json), other.read(book_as_json)
        assert same_plan(whole, back, ignoring=NOT_IN_A_LIST) == []


def export(book, path):
    plan = book.read(queries.find_plan)
    write_list(
        path, plan, book.read(queries.indicator_lines, plan.id),
        book.read(queries.task_lines, plan.id), book.read(queries.project_lines, plan.id),
        revisions=entries(book), today=date(2024, 3, 1),
    )  # fmt: skip


def test_the_approved_paper_proves_a_revision_and_stays_when_that_is_removed(book, tmp_path):
    entry = revise(book, a_target(book, COVERAGE, 2025, "90"))
    row = RowRef(RowKind.REVISION, entry.id)
    before = book.read(book_as_json)
    book.proving.add_files([a_file(tmp_path, "调整通知.pdf")], [row])
    book.proving.add_paper(Paper(title="政府常务会议纪要", document_number="〔2024〕3号"), [row])
    titles = [line.title for line in book.read(proof.evidence_of, RowKind.REVISION, entry.id)]
    assert titles == ["调整通知", "政府常务会议纪要"]
    (named,) = book.read(proof.named_rows)[row]
    assert (named.name, named.detail) == (entry.title, entry.document_number)
    book.revising.remove(entry.id)
    lines = book.read(proof.evidence_lines)
    assert [line.links for line in lines] == [(), ()]
    book.undo()
    assert len(book.read(proof.evidence_of, RowKind.REVISION, entry.id)) == 2
    book.undo()
    book.undo()
    assert book.read(book_as_json) == before
    with pytest.raises(NotFound):
        book.proving.add_paper(Paper(title="纪要"), [RowRef(RowKind.REVISION, "gone")])
