"""Judging in the window: a short plan at once, a long one in the background, then by edits."""

import pytest

from db.book import PlanBook
from db.exchange.list_writer import write_list
from db.operations.recording import Entry
from db.queries.checks import data_findings
from desktop.figure_checks import JUDGED_AT_ONCE
from tests.db.builders import a_plan, an_indicator
from tests.desktop.conftest import TODAY

MANY = JUDGED_AT_ONCE + 20


@pytest.fixture
def long_path(tmp_path):
    """A book with more rows than are judged at once; two of them fell."""
    falls = {"2021": "80", "2022": "70.5"}
    rises = {"2021": "80", "2022": "80.5"}
    rows = [
        an_indicator(
            f"第 {at} 项普及率",
            baselines={2020: "79"},
            targets={2025: "95"},
            actuals=falls if at in {5, 300} else rises,
        )
        for at in range(MANY)
    ]
    table = tmp_path / "一览表.xlsx"
    write_list(table, a_plan(indicators=MANY), rows, (), (), today=TODAY)
    path = tmp_path / "很长.planbook"
    with PlanBook.create(path) as book:
        book.planning.accept(book.planning.preview(table))
    return path


def names(session):
    rows = {line.id: line.name for line in session.indicators}
    return [rows[finding.row] for finding in session.doubts()]


def test_a_long_plan_is_judged_in_the_background_and_tells_when_it_is(start, long_path, qtbot):
    application = start(long_path)
    session = application.session
    application.afterwards.finish()
    assert session.checks.is_looking()
    assert session.doubts() == ()
    qtbot.waitUntil(lambda: application.window.status.doubts == ("疑问 2",))
    assert names(session) == ["第 5 项普及率", "第 300 项普及率"]
    assert not session.checks.is_looking()


def test_what_was_typed_meanwhile_is_judged_too(start, long_path, qtbot):
    application = start(long_path)
    session = application.session
    application.afterwards.finish()
    session.record([Entry(session.indicators[7].id, "2022", "71")])
    qtbot.waitUntil(lambda: len(session.doubts()) == 3)
    assert names(session)[1] == "第 7 项普及率"
    session.undo()
    assert len(session.doubts()) == 2


def test_edit_by_edit_it_says_what_the_book_would_say(start, sample_path):
    application = start(sample_path)
    application.afterwards.finish()
    session = application.session
    rates = [line for line in session.indicators if line.unit == "%"]
    for words in ("40", "39.4", "139", "-1", "不适用", ""):
        for line, period in zip(rates, ("2021", "2022", "2022", "2021"), strict=False):
            session.record([Entry(line.id, period, words)])
        whole = session.book.read(data_findings, session.plan.id, today=TODAY)
        assert session.doubts() == tuple(one for one in whole if one.period)


def test_another_limit_judges_everything_anew(start, sample_path):
    application = start(sample_path)
    application.afterwards.finish()
    session = application.session
    rate = next(line for line in session.indicators if line.unit == "%")
    session.record([Entry(rate.id, "2021", "20"), Entry(rate.id, "2022", "19")])
    assert [one.rule for one in session.doubts()] == ["below-last"]
    session.wish(lambda: session.book.housekeeping.change_setting("check.off", "below-last"))
    assert session.doubts() == ()
    session.undo()
    assert len(session.doubts()) == 1


def test_what_could_not_be_looked_for_is_looked_for_again(start, sample_path, qtbot, monkeypatch):
    application = start(sample_path)
    application.afterwards.finish()
    monkeypatch.setattr("desktop.figure_checks.JUDGED_AT_ONCE", 0)
    checks = application.session.checks
    pulled_out = sample_path.rename(sample_path.with_suffix(".拔掉了"))
    assert checks.of_units("2022") is None
    qtbot.waitUntil(lambda: "没有找到台账" in application.window.strip.sentence)
    pulled_out.rename(sample_path)
    assert checks.of_units("2022") is None
    with qtbot.waitSignal(checks.found):
        pass
    assert checks.of_units("2022") == ()
