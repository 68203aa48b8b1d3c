"""The review: handed in, returned, mended, approved, locked, opened again; on paper for one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from db import queries
from db.errors import EvidenceRefused, NotFound, ReviewRefused, SignInRefused, ValueRefused
from db.faults import ReviewFault, ValueFault
from db.model.words import EntryState, RowKind, UserRole
from db.model.work_words import ReviewAction
from db.operations.decisions import PaperReview
from db.operations.recording import Entry
from db.operations.reporting import Report
from db.operations.reviewing import EntryRef
from db.queries import find_plan
from db.queries.checks import data_findings
from db.queries.people import user_named
from db.queries.proof import evidence_lines
from db.queries.review import events_of, reasons_of_returns, review_lines
from db.rules.book_settings import OWN_ENTRIES
from tests.db.stories import a_book, figure, indicator_named, record, reopen

COVERAGE = "普惠性幼儿园覆盖率"
RETENTION = "九年义务教育巩固率"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as book:
        record(book, RETENTION, "2023", "96.2")
        yield book


@pytest.fixture
def shared_book(book):
    """A book of three people: 马丽 fills in, 王强 reviews, 陈静 keeps the book."""
    book.people.add("陈静", UserRole.ADMIN, "1357")
    book.people.add("马丽", UserRole.ENTRY, "2468")
    book.people.add("王强", UserRole.REVIEW, "9753")
    return book


def entry(book, name=RETENTION, period="2023"):
    held = indicator_named(book, name).actuals[period]
    return EntryRef(RowKind.ACTUAL, held.id)


def state(book, name=RETENTION, period="2023"):
    return indicator_named(book, name).actuals[period].state


def line(book, name=RETENTION):
    lines = book.read(review_lines, book.read(find_plan).id, "2023")
    return next(one for one in lines if one.name == name)


def test_a_figure_is_submitted_returned_mended_approved_and_locked(book):
    figure_of_2023 = entry(book)
    book.reviewing.submit([figure_of_2023])
    assert state(book) is EntryState.SUBMITTED
    book.reviewing.send_back([figure_of_2023], "按事业统计口径重报")
    assert state(book) is EntryState.RETURNED
    assert line(book).reason == "按事业统计口径重报"
    record(book, RETENTION, "2023", "96.4")
    assert state(book) is EntryState.DRAFT
    book.reviewing.submit([figure_of_2023])
    book.reviewing.approve([figure_of_2023])
    book.reviewing.lock([figure_of_2023])
    assert state(book) is EntryState.LOCKED
    with pytest.raises(ValueRefused) as refused:
        record(book, RETENTION, "2023", "97")
    assert refused.value.fault is ValueFault.LOCKED
    book.reviewing.reopen([figure_of_2023], "年报更正")
    record(book, RETENTION, "2023", "97")
    assert [event.action for event in book.read(events_of, figure_of_2023.row)] == [
        ReviewAction.SUBMIT,
        ReviewAction.RETURN,
        ReviewAction.SUBMIT,
        ReviewAction.APPROVE,
        ReviewAction.LOCK,
        ReviewAction.REOPEN,
    ]


def test_an_approved_figure_is_altered_only_with_a_reason_and_waits_again(book):
    book.reviewing.sign([entry(book)], PaperReview("王强", "2024-02-20"))
    row = indicator_named(book, RETENTION).id
    with pytest.raises(ValueRefused) as refused:
        book.recording.record([Entry(row, "2023", "97.1")])
    assert refused.value.fault is ValueFault.NEEDS_REASON
    assert figure(book, RETENTION, "2023") == "96.2"
    book.recording.record([Entry(row, "2023", "97.1", reason="年报更正")])
    told = line(book)
    assert (told.state, told.was_approved, told.reason) == (EntryState.DRAFT, True, "年报更正")
    assert (told.before, told.words) == ("96.2", "97.1")
    assert told.value - told.before_value == Decimal("0.9")


def test_taking_an_alteration_back_brings_the_approval_back(book):
    book.reviewing.sign([entry(book)], PaperReview("王强", "2024-02-20"))
    row = indicator_named(book, RETENTION).id
    book.recording.record([Entry(row, "2023", "97.1", reason="年报更正")])
    with reopen(book) as again:
        again.undo()
        assert state(again) is EntryState.APPROVED
        assert figure(again, RETENTION, "2023") == "96.2"


def test_open_queries_are_explained_before_a_figure_is_handed_in(book):
    record(book, COVERAGE, "2022", "88.10")
    record(book, COVERAGE, "2023", "87.20")
    with pytest.raises(ReviewRefused) as refused:
        book.reviewing.submit([entry(book), entry(book, COVERAGE)])
    assert refused.value.fault is ReviewFault.OPEN_QUERY
    assert refused.value.names == (f"{COVERAGE} 2023 年",)
    assert state(book) is EntryState.DRAFT
    doubts = [one for one in book.read(data_findings, None, "2023") if one.is_open]
    book.explaining.explain(doubts, "两所民办园停办")
    book.reviewing.submit([entry(book), entry(book, COVERAGE)])
    assert state(book, COVERAGE) is EntryState.SUBMITTED


def test_an_error_is_mended_not_handed_in(book):
    record(book, COVERAGE, "2023", "-3")
    with pytest.raises(ReviewRefused) as refused:
        book.reviewing.submit([entry(book, COVERAGE)])
    assert refused.value.fault is ReviewFault.OPEN_ERROR


def test_a_return_says_why(book):
    book.reviewing.submit([entry(book)])
    with pytest.raises(ReviewRefused) as refused:
        book.reviewing.send_back([entry(book)], "  ")
    assert refused.value.fault is ReviewFault.NO_REASON


def test_a_decision_that_does_not_fit_the_state_is_refused_whole(book):
    record(book, COVERAGE, "2023", "88")
    book.reviewing.submit([entry(book, COVERAGE)])
    with pytest.raises(ReviewRefused) as refused:
        book.reviewing.approve([entry(book, COVERAGE), entry(book)])
    assert refused.value.fault is ReviewFault.WRONG_STATE
    assert refused.value.state == "填报中"
    assert state(book, COVERAGE) is EntryState.SUBMITTED


def test_a_paper_review_names_the_reviewer_and_the_day(book):
    with pytest.raises(ValueRefused) as refused:
        book.reviewing.sign([entry(book)], PaperReview(" ", "2024-02-20"))
    assert refused.value.fault is ValueFault.NO_REVIEWER
    with pytest.raises(ValueRefused) as refused:
        book.reviewing.sign([entry(book)], PaperReview("王强", "二月"))
    assert refused.value.fault is ValueFault.NOT_A_DATE
    book.reviewing.sign([entry(book)], PaperReview("王强", "2024-02-20"))
    (event,) = book.read(events_of, entry(book).row)
    assert (event.reviewer, event.reviewed_on) == ("王强", "2024-02-20")


def test_nobody_approves_what_he_entered_himself(shared_book):
    book = shared_book
    book.people.sign_in("王强", "9753")
    record(book, COVERAGE, "2023", "88")
    book.reviewing.submit([entry(book, COVERAGE)])
    with pytest.raises(ReviewRefused) as refused:
        book.reviewing.approve([entry(book, COVERAGE)])
    assert refused.value.fault is ReviewFault.OWN_ENTRY
    book.people.sign_in("陈静", "1357")
    book.housekeeping.change_setting(OWN_ENTRIES, "1")
    book.people.sign_in("王强", "9753")
    book.reviewing.approve([entry(book, COVERAGE)])
    assert state(book, COVERAGE) is EntryState.APPROVED


def test_another_name_makes_nobody_a_second_person(shared_book):
    book = shared_book
    book.people.sign_in("王强", "9753")
    record(book, COVERAGE, "2023", "88")
    book.reviewing.submit([entry(book, COVERAGE)])
    book.people.sign_in("陈静", "1357")
    book.people.change(replace(book.read(user_named, "王强"), name="王强（计财）"))
    book.people.sign_in("王强（计财）", "9753")
    with pytest.raises(ReviewRefused) as refused:
        book.reviewing.approve([entry(book, COVERAGE)])
    assert refused.value.fault is ReviewFault.OWN_ENTRY


def test_one_who_fills_in_neither_approves_nor_takes_a_decision_back(shared_book):
    book = shared_book
    book.people.sign_in("马丽", "2468")
    record(book, COVERAGE, "2023", "88")
    book.reviewing.submit([entry(book, COVERAGE)])
    with pytest.raises(SignInRefused):
        book.reviewing.approve([entry(book, COVERAGE)])
    book.people.sign_in("王强", "9753")
    book.reviewing.approve([entry(book, COVERAGE)])
    book.people.sign_in("马丽", "2468")
    with pytest.raises(SignInRefused) as refused:
        book.undo()
    assert refused.value.wanted == "审核"
    assert state(book, COVERAGE) is EntryState.APPROVED


def test_what_is_locked_is_opened_by_an_administrator_only(shared_book):
    book = shared_book
    book.people.sign_in("马丽", "2468")
    book.reviewing.submit([entry(book)])
    book.people.sign_in("王强", "9753")
    book.reviewing.approve([entry(book)])
    book.reviewing.lock([entry(book)])
    with pytest.raises(SignInRefused):
        book.reviewing.reopen([entry(book)], "更正")
    book.people.sign_in("陈静", "1357")
    book.reviewing.reopen([entry(book)], "更正")
    assert state(book) is EntryState.DRAFT


def test_an_entry_handed_in_late_is_counted_not_blocked(book):
    book.housekeeping.change_setting("review.due.2023", "2024-02-20")
    book.reviewing.submit([entry(book)])
    assert line(book).late == 10


# -- reports and stages ---------------------------------------------------------------------------


@pytest.fixture
def works(tmp_path):
    """A book whose first task has told of a month, whose first work has passed 立项."""
    with a_book(tmp_path) as book:
        plan = book.read(find_plan).id
        task = book.read(queries.task_heads, plan)[0]
        words = "2 所主体完工"
        told = Report(row_kind=RowKind.TASK, row=task.id, period="2023-05", words=words)
        book.reporting.report([told])
        project = book.read(queries.project_lines, plan)[0]
        book.milestones.set_actual(project.id, "立项", "2023-03-15")
        yield book


def task_of(book):
    return book.read(queries.task_heads, book.read(find_plan).id)[0].id


def project_of(book):
    return book.read(queries.project_lines, book.read(find_plan).id)[0].id


def told(book):
    (line,) = book.read(queries.row_progress, task_of(book))
    return line


def passed(book, stage="立项"):
    found = book.read(queries.project_work, project_of(book)).milestones
    return next(one for one in found if one.stage == stage)


def works_entry(book, kind):
    lines = book.read(review_lines, book.read(find_plan).id)
    return next(EntryRef(RowKind(one.kind), one.id) for one in lines if one.kind is kind)


def tell(book, words, reason=""):
    report = Report(
        row_kind=RowKind.TASK, row=task_of(book), period="2023-05", words=words, reason=reason
    )
    return book.reporting.report([report])


def test_a_report_goes_the_way_of_a_figure(works):
    book, entry_told = works, works_entry(works, RowKind.PROGRESS)
    book.reviewing.submit([entry_told])
    book.reviewing.send_back([entry_told], "写明学校名称")
    assert book.read(reasons_of_returns, task_of(book)) == {entry_told.row: "写明学校名称"}
    tell(book, "明德、启航 2 所主体完工")
    assert told(book).state is EntryState.DRAFT
    book.reviewing.submit([entry_told])
    book.reviewing.approve([entry_told])
    with pytest.raises(ValueRefused) as refused:
        tell(book, "3 所主体完工")
    assert refused.value.fault is ValueFault.NEEDS_REASON
    tell(book, "3 所主体完工", reason="多报一所")
    assert told(book).state is EntryState.DRAFT
    assert book.read(events_of, entry_told.row)[-1].reason == "多报一所"
    book.undo()
    assert told(book).state is EntryState.APPROVED
    book.reviewing.lock([entry_told])
    for words in ("4 所主体完工", ""):
        with pytest.raises(ValueRefused) as refused:
            tell(book, words, reason="再报")
        assert refused.value.fault is ValueFault.LOCKED
    assert told(book).words == "明德、启航 2 所主体完工"


def test_a_stage_goes_the_way_of_a_figure(works):
    book, stage, project = works, works_entry(works, RowKind.MILESTONE), project_of(works)
    book.reviewing.submit([stage])
    book.reviewing.send_back([stage], "与批复日期不符")
    assert passed(book).state == EntryState.RETURNED
    assert book.read(reasons_of_returns, project) == {"立项": "与批复日期不符"}
    (back,) = book.read(queries.returned_lines, book.read(find_plan).id)
    assert (back.kind, back.row, back.reason) == (RowKind.PROJECT, project, "与批复日期不符")
    book.milestones.set_actual(project, "立项", "2023-03-18")
    assert passed(book).state == EntryState.DRAFT
    book.reviewing.submit([stage])
    book.reviewing.approve([stage])
    # When it was planned is not what was reviewed.
    book.milestones.set_planned(project, "立项", "2023-02")
    assert passed(book).state == EntryState.APPROVED
    for later in ("2023-03-20", ""):
        with pytest.raises(ValueRefused) as refused:
            book.milestones.set_actual(project, "立项", later)
        assert refused.value.fault is ValueFault.NEEDS_REASON
    book.milestones.set_actual(project, "立项", "2023-03-20", reason="批复改期")
    assert (passed(book).state, passed(book).note) == (EntryState.DRAFT, "")
    assert book.read(events_of, stage.row)[-1].words == "2023-03-18"
    book.reviewing.submit([stage])
    book.reviewing.approve([stage])
    book.reviewing.lock([stage])
    with pytest.raises(ValueRefused) as refused:
        book.milestones.set_actual(project, "立项", "2023-03-21", reason="再改")
    assert refused.value.fault is ValueFault.LOCKED
    assert book.housekeeping.damages() == ()


def test_the_scan_of_the_sheet_is_kept_with_what_it_was_signed_for(works, tmp_path):
    book, scan = works, tmp_path / "审签 表.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    record(book, RETENTION, "2023", "96.2")
    entries = [entry(book), works_entry(book, RowKind.PROGRESS)]
    entries.append(works_entry(book, RowKind.MILESTONE))
    before = book.undo_label
    book.reviewing.sign(entries, PaperReview("王强", "2024-02-20"), scan=scan)
    (line,) = book.read(evidence_lines)
    assert {link.ref.kind for link in line.links} == {
        RowKind.ACTUAL, RowKind.PROGRESS, RowKind.PROJECT
    }  # fmt: skip
    for one in entries:
        (event,) = book.read(events_of, one.row)
        assert (event.evidence, event.scan) == (line.id, "审签 表")
    with pytest.raises(ValueRefused) as refused:
        book.proving.remove([line.id])
    assert refused.value.fault is ValueFault.EVIDENCE_SIGNED
    book.undo()
    assert book.read(evidence_lines) == ()
    assert book.undo_label == before
    assert state(book) is EntryState.DRAFT


def test_the_scan_is_added_after_the_signing_to_all_that_was_signed_together(works, tmp_path):
    book, scan = works, tmp_path / "审签 表.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    record(book, RETENTION, "2023", "96.2")
    together = [entry(book), works_entry(book, RowKind.PROGRESS)]
    alone = works_entry(book, RowKind.MILESTONE)
    with pytest.raises(NotFound):
        book.reviewing.add_scan(together[0], scan)
    book.reviewing.sign(together, PaperReview("王强", "2024-02-20"))
    book.reviewing.sign([alone], PaperReview("王强", "2024-03-20"))
    book.reviewing.add_scan(together[1], scan)
    (line,) = book.read(evidence_lines)
    assert {link.ref.kind for link in line.links} == {RowKind.ACTUAL, RowKind.PROGRESS}
    assert [book.read(events_of, one.row)[-1].scan for one in (*together, alone)] == [
        "审签 表", "审签 表", "",
    ]  # fmt: skip
    assert state(book) is EntryState.APPROVED
    assert book.housekeeping.damages() == ()
    book.undo()
    assert book.read(evidence_lines) == ()
    assert book.read(events_of, together[0].row)[-1].evidence is None


def test_a_scan_that_is_not_taken_signs_nothing(book, tmp_path):
    scan = tmp_path / "空.pdf"
    scan.write_bytes(b"")
    with pytest.raises(EvidenceRefused):
        book.reviewing.sign([entry(book)], PaperReview("王强", "2024-02-20"), scan=scan)
    assert state(book) is EntryState.DRAFT
