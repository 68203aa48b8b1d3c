"""The open book in the window: wishes, what they change, what is read again."""

from datetime import date

import pytest

from db import queries
from db.book import PlanBook
from db.errors import ValueRefused
from db.model.words import TaskStatus
from db.operations.carrying_on import NextPlan
from db.operations.recording import Entry
from desktop.notices import Notices
from desktop.session import BookSession
from desktop.tasks import TaskRunner

TODAY = date(2022, 6, 1)

pytestmark = pytest.mark.usefixtures("qapp")


class Heard:
    def __init__(self, notices: Notices) -> None:
        self.told: list[str] = []
        self.warned: list[str] = []
        notices.told.connect(self.told.append)
        notices.warned.connect(self.warned.append)


@pytest.fixture
def notices():
    return Notices()


@pytest.fixture
def heard(notices):
    return Heard(notices)


@pytest.fixture
def session(notices, sample_path):
    with PlanBook.open(sample_path, who="马丽") as book:
        yield BookSession(book, notices, lambda: TODAY)


def recorded(session, place=0, period="2022"):
    actual = session.indicators[place].actuals.get(period)
    return None if actual is None else actual.amount.text


def test_the_year_being_filled_is_this_one_within_the_plan(notices, sample_path):
    with PlanBook.open(sample_path) as book:
        assert BookSession(book, notices, lambda: date(2022, 6, 1)).period == "2022"
        assert BookSession(book, notices, lambda: date(2019, 6, 1)).period == "2021"
        assert BookSession(book, notices, lambda: date(2030, 6, 1)).period == "2023"


def test_a_recorded_figure_is_announced_and_read_again(session, heard, qtbot):
    assert recorded(session) is None
    with qtbot.waitSignal(session.changed) as told:
        session.record([Entry(session.indicators[0].id, "2022", "12")])
    assert "actual" in told.args[0].tables
    assert recorded(session) == "12"
    assert heard.told == ["已录入 1 格，Ctrl+Z 撤销。"]


def test_a_row_nobody_typed_into_stays_the_very_same(session):
    before = session.indicators
    session.record([Entry(before[0].id, "2022", "12")])
    pairs = zip(before, session.indicators, strict=True)
    assert [place for place, (old, new) in enumerate(pairs) if old is not new] == [0]


def test_what_another_window_wrote_meanwhile_is_read_with_our_own_step(session, sample_path):
    mine, theirs = (line.id for line in session.indicators[:2])
    with PlanBook.open(sample_path, who="李强") as other:
        other.recording.record([Entry(theirs, "2022", "7")])
    session.record([Entry(mine, "2022", "12")])
    assert (recorded(session, 0), recorded(session, 1)) == ("12", "7")


def test_undo_and_redo_say_the_words_of_the_step(session, heard):
    name = session.indicators[0].name
    session.record([Entry(session.indicators[0].id, "2022", "12")])
    assert session.undo_label == f"录入“{name}”2022 年"
    session.undo()
    assert recorded(session) is None
    assert session.redo_label == f"录入“{name}”2022 年"
    session.redo()
    assert recorded(session) == "12"
    assert heard.told[1:] == [f"已撤销：录入“{name}”2022 年。", f"已重做：录入“{name}”2022 年。"]


def test_words_that_are_no_figure_are_refused_to_who_typed_them(session, heard, qtbot):
    with qtbot.assertNotEmitted(session.changed), pytest.raises(ValueRefused):
        session.record([Entry(session.indicators[0].id, "2022", "见附件3")])
    assert heard.told == heard.warned == []


def test_while_a_job_writes_nothing_else_is_written(session, heard):
    session.begin_work()
    session.record([Entry(session.indicators[0].id, "2022", "12")])
    assert recorded(session) is None
    assert heard.warned == ["正在写入，完成后再改。"]
    session.end_work()
    session.record([Entry(session.indicators[0].id, "2022", "12")])
    assert recorded(session) == "12"


def test_what_does_not_depend_on_figures_is_not_read_again(session):
    before = session.read(queries.plan_findings, session.plan.id)
    session.record([Entry(session.indicators[0].id, "2022", "12")])
    assert session.read(queries.plan_findings, session.plan.id) is before


def test_what_another_window_wrote_is_seen(session, sample_path, qtbot):
    assert recorded(session) is None
    with PlanBook.open(sample_path) as other:
        other.recording.record([Entry(session.indicators[0].id, "2022", "34")])
    with qtbot.waitSignal(session.view_changed):
        session.look_again()
    assert recorded(session) == "34"
    with qtbot.assertNotEmitted(session.view_changed):
        session.look_again()


def test_the_first_plan_of_an_empty_book_is_looked_at_once_made(notices, empty_path):
    with PlanBook.open(empty_path) as book:
        session = BookSession(book, notices, lambda: TODAY)
        assert session.plan is None
        assert session.indicators == ()
        session.wish(lambda: book.planning.make_plan("某区规划", 2026, 2030))
        assert session.plan.title == "某区规划"
        assert session.period == "2026"


def test_a_plan_that_is_taken_back_leads_back_to_the_one_before(notices, sample_path):
    with PlanBook.open(sample_path) as book:
        book.planning.load_sample("litong")
        session = BookSession(book, notices, lambda: TODAY)
        first, second = (plan.id for plan in session.plans)
        for held in (second, first):
            session.choose_plan(held)
            session.wish(lambda held=held: _begun(book, held))
            (new,) = {plan.id for plan in session.plans} - {first, second}
            session.choose_plan(new)
            session.undo()
            assert session.plan.id == held


def _begun(book, plan):
    said = NextPlan("教育事业发展“十五五”规划", 2026, 2030)
    return book.carrying_on.begin_next_plan(plan, said, ())


def test_what_a_long_plan_contradicts_is_found_in_the_background(
    notices, sample_path, qtbot, monkeypatch
):
    with PlanBook.open(sample_path) as book:
        (plan,) = book.read(queries.plan_lines)
        found = book.read(queries.plan_findings, plan.id)
        assert found
        # So short a plan is judged at once otherwise.
        monkeypatch.setattr("desktop.session.JUDGED_AT_ONCE", 0)
        runner = TaskRunner()
        session = BookSession(book, notices, lambda: TODAY, runner=runner)
        assert session.findings == ()
        with qtbot.waitSignals([session.view_changed, runner.settled]):
            pass
        assert session.findings == found


def test_what_was_found_in_an_older_state_of_the_book_is_looked_for_again(
    notices, sample_path, qtbot, monkeypatch
):
    with PlanBook.open(sample_path) as book:
        monkeypatch.setattr("desktop.session.JUDGED_AT_ONCE", 0)
        runner = TaskRunner()
        session = BookSession(book, notices, lambda: TODAY, runner=runner)
        assert session.findings == ()
        (task, *_) = book.read(queries.task_lines, session.plan.id)
        with qtbot.waitSignal(runner.settled), qtbot.assertNotEmitted(session.view_changed):
            session.set_task_status(task.id, TaskStatus.DONE)
        assert session.findings == ()
        with qtbot.waitSignals([session.view_changed, runner.settled]):
            pass
        assert session.findings


def test_a_plan_that_is_gone_meanwhile_is_not_looked_for_without_end(
    notices, sample_path, qtbot, monkeypatch
):
    monkeypatch.setattr("desktop.session.JUDGED_AT_ONCE", -1)
    with PlanBook.open(sample_path) as book:
        made = _begun(book, book.read(queries.plan_lines)[0].id).rows[0].row
        runner = TaskRunner()
        session = BookSession(book, notices, lambda: TODAY, runner=runner)
        session.choose_plan(made)
        assert session.findings == ()
        with PlanBook.open(sample_path) as other:
            other.undo()
        with qtbot.assertNotEmitted(session.view_changed), qtbot.waitSignal(runner.settled):
            pass
        assert session.findings == ()
        session.look_again()
        assert session.plan.id != made
