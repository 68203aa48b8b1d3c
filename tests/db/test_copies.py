"""A copy held against the book of today, and rows of it brought back as one step."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db import queries
from db.book import PlanBook
from db.errors import SignInRefused, ValueRefused
from db.faults import ValueFault
from db.model.history_lines import Deed, Wanted
from db.model.words import EntryState, RowKind, TaskStatus, UserRole
from db.operations.decisions import PaperReview
from db.operations.reviewing import EntryRef
from db.operations.rows import NewIndicator
from db.queries.dump import book_as_json
from db.queries.people import user_named
from db.queries.review import events_of
from db.ticket import Unhurried
from tests.db.stories import MORNING, a_book, figure, indicator_named, record, sha256
from tests.db.test_released_books import BOOKS

RETENTION = "九年义务教育巩固率"
WEEK_AGO = "02-23"


@pytest.fixture
def book(tmp_path):
    with a_book(tmp_path) as made:
        record(made, RETENTION, "2022", "95")
        record(made, RETENTION, "2023", "96")
        yield made


@pytest.fixture
def copy(book):
    return book.housekeeping.back_up("asked")


def told(book, copy):
    found = book.looking_back.differences(copy, Unhurried())
    assert found.cells == len(found.lines)
    return [
        (line.name, line.deed, line.cell.word, line.cell.before, line.cell.after)
        for line in found.lines
    ]


def bring(book, copy, table, row, column=""):
    return book.looking_back.bring_back(copy, [Wanted(table, row, column)], WEEK_AGO)


def test_a_fresh_copy_does_not_differ(book, copy):
    assert told(book, copy) == []


def test_what_changed_since_is_told_cell_by_cell(book, copy):
    record(book, RETENTION, "2022", "90")
    record(book, RETENTION, "2023", "")
    record(book, RETENTION, "2024", "97")
    assert sorted(told(book, copy)) == sorted(
        [
            (f"{RETENTION} 2022 年", Deed.CHANGED, "数值", "95", "90"),
            (f"{RETENTION} 2023 年", Deed.WENT, "", "96", ""),
            (f"{RETENTION} 2024 年", Deed.CAME, "", "", "97"),
        ]
    )


def test_a_figure_cleared_and_typed_again_is_one_change(book, copy):
    record(book, RETENTION, "2022", "")
    record(book, RETENTION, "2022", "91")
    assert told(book, copy) == [(f"{RETENTION} 2022 年", Deed.CHANGED, "数值", "95", "91")]
    row = indicator_named(book, RETENTION).actuals["2022"].id
    bring(book, copy, "actual", row)
    assert figure(book, RETENTION, "2022") == "95"


def test_comparing_leaves_copy_and_book_as_they_are(tmp_path):
    with a_book(tmp_path) as book:
        record(book, RETENTION, "2022", "95")
        copy = book.housekeeping.back_up("asked")
        record(book, RETENTION, "2022", "90")
        path = book.path
    before = sha256(path), sha256(copy)
    with PlanBook.open(path) as book:
        told(book, copy)
    assert (sha256(path), sha256(copy)) == before


def test_a_figure_comes_back_as_one_step_that_can_be_undone(book, copy):
    held = indicator_named(book, RETENTION).actuals["2022"].id
    record(book, RETENTION, "2022", "90")
    changes = bring(book, copy, "actual", held)
    assert changes.label == f"从 {WEEK_AGO} 的备份恢复“{RETENTION} 2022 年”"
    assert figure(book, RETENTION, "2022") == "95"
    assert told(book, copy) == []
    book.undo()
    assert figure(book, RETENTION, "2022") == "90"


def test_a_single_cell_comes_back_without_the_others(book, copy):
    held = indicator_named(book, RETENTION).actuals["2022"].id
    record(book, RETENTION, "2022", "90", note="核过")
    bring(book, copy, "actual", held, "note")
    after = indicator_named(book, RETENTION).actuals["2022"]
    assert (after.note, after.amount.text) == ("", "90")


def test_a_row_that_was_removed_comes_back_with_all_that_hung_on_it(book):
    plan = book.read(queries.find_plan).id
    book.rows.add_indicators(plan, [NewIndicator(name="生均图书", unit="册", category="办学条件")])
    record(book, "生均图书", "2023", "30")
    row = indicator_named(book, "生均图书").id
    copy = book.housekeeping.back_up("asked")
    before = book.read(book_as_json)
    record(book, "生均图书", "2023", "")
    book.rows.remove_indicator(row)
    bring(book, copy, "indicator", row)
    assert figure(book, "生均图书", "2023") == "30"
    assert book.read(book_as_json) == before
    assert book.housekeeping.damages() == ()
    book.undo()
    assert "生均图书" not in {line.name for line in book.read(queries.all_rows, plan)}


def test_a_row_whose_owner_is_gone_is_refused_in_one_sentence(book):
    plan = book.read(queries.find_plan).id
    book.rows.add_indicators(plan, [NewIndicator(name="生均图书", unit="册", category="办学条件")])
    row = indicator_named(book, "生均图书").id
    copy = book.housekeeping.back_up("asked")
    with PlanBook.create(book.path.with_name("另一份.planbook")) as other:
        with pytest.raises(ValueRefused) as refused:
            bring(other, copy, "indicator", row)
        assert refused.value.fault is ValueFault.PARENT_GONE
        assert refused.value.text == "生均图书"
        assert other.read(queries.plan_lines) == ()


def test_a_locked_figure_stays_and_an_approved_one_is_a_draft_again(book, copy):
    held = indicator_named(book, RETENTION).actuals["2022"].id
    record(book, RETENTION, "2022", "90")
    entry = EntryRef(RowKind.ACTUAL, held)
    book.reviewing.sign([entry], PaperReview("王强", "2024-02-20"))
    bring(book, copy, "actual", held)
    after = indicator_named(book, RETENTION).actuals["2022"]
    assert (after.amount.text, after.state) == ("95", EntryState.DRAFT)
    assert book.read(events_of, held)[-1].reason == f"从 {WEEK_AGO} 的备份恢复"
    book.undo()
    book.reviewing.lock([entry])
    with pytest.raises(ValueRefused) as refused:
        bring(book, copy, "actual", held)
    assert refused.value.fault is ValueFault.LOCKED


def test_a_row_that_came_since_stays(book, copy):
    record(book, RETENTION, "2024", "97")
    row = indicator_named(book, RETENTION).actuals["2024"].id
    assert not bring(book, copy, "actual", row)
    assert figure(book, RETENTION, "2024") == "97"


def test_several_rows_come_back_as_one_step(book, copy):
    plan = book.read(queries.find_plan).id
    task = book.read(queries.task_lines, plan)[0]
    held = indicator_named(book, RETENTION).actuals["2022"].id
    record(book, RETENTION, "2022", "90")
    book.planning.set_task_status(task.id, TaskStatus.DONE)
    both = [Wanted("actual", held), Wanted("task", task.id)]
    assert book.looking_back.bring_back(copy, both, WEEK_AGO).label.endswith("备份恢复 2 行")
    assert told(book, copy) == []
    book.undo()
    assert figure(book, RETENTION, "2022") == "90"


def test_a_row_altered_by_another_program_is_seen_and_brought_back(book, copy):
    held = indicator_named(book, RETENTION).actuals["2022"].id
    book._connection.execute("update actual set text = '99' where id = ?", (held,))
    assert told(book, copy) == [(f"{RETENTION} 2022 年", Deed.CHANGED, "数值", "95", "99")]


def test_an_older_copy_is_read_without_being_touched(book):
    older = BOOKS[0]
    before = sha256(older)
    assert book.looking_back.differences(older, Unhurried()).cells > 0
    assert sha256(older) == before


def test_people_come_back_by_an_administrator_only(tmp_path):
    with a_book(tmp_path) as book:
        book.people.add("陈静", UserRole.ADMIN, "1357")
        book.people.add("马丽", UserRole.ENTRY, "2468")
        copy = book.housekeeping.back_up("asked")
        ma = book.read(user_named, "马丽")
        book.people.sign_in("陈静", "1357")
        book.people.change(replace(ma, role=UserRole.REVIEW))
        book.people.sign_in("马丽", "2468")
        with pytest.raises(SignInRefused):
            bring(book, copy, "user", ma.id)
        with pytest.raises(SignInRefused):
            book.looking_back.require_may_replace()


def test_a_second_place_has_a_folder_of_the_book_and_thins_it_alike(tmp_path):
    place = tmp_path / "U盘"
    place.mkdir()
    with a_book(tmp_path) as book:
        record(book, RETENTION, "2022", "95")
        made = book.housekeeping.back_up("asked", place)
        assert made.parent.parent == place
        assert book.id[:8] in made.parent.name
        assert book.housekeeping.back_up("asked", place) is None
        assert book.housekeeping.backups(place)[0].path == made
        assert book.housekeeping.backups() == ()
        path = book.path
    for days in range(20, 0, -1):
        when = MORNING - timedelta(days=days)
        made = place / made.parent.name / f"{path.stem}-{when:%Y%m%d-%H%M%S}-asked.planbook"
        made.write_bytes(path.read_bytes())
    with PlanBook.open(path, who="马丽", clock=lambda: MORNING + timedelta(hours=1)) as book:
        record(book, RETENTION, "2022", "96")
        before = len(book.housekeeping.backups(place))
        assert book.housekeeping.back_up("asked", place) is not None
        assert len(book.housekeeping.backups(place)) < before + 1
