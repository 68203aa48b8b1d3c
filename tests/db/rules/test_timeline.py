"""What of a project stands on the timeline."""

from datetime import date

from db.rules.schedule import judge
from db.rules.timeline import bars_of
from tests.db.projects import dates

TODAY = date(2022, 10, 20)


def bars(planned, done=None, stage="", due="", today=TODAY):
    steps = dates(planned, done)
    return bars_of(steps, stage, judge(steps, stage, due, today), today)


def test_a_late_school_goes_on_to_today_and_looks_ahead_in_dashes():
    shown = bars({"立项": "2021-09", "开工": "2022-03", "主体封顶": "2022-09", "投用": "2023-08"},
                 {"立项": "2021-09-10", "开工": "2022-04"})  # fmt: skip
    assert shown.planned == (date(2021, 9, 1), date(2023, 8, 31))
    assert shown.done == (date(2021, 9, 10), TODAY)
    assert [(tick.stage, tick.passed) for tick in shown.ticks if tick.main] == [
        ("开工", True),
        ("主体封顶", False),
        ("投用", False),
    ]
    assert shown.outlook[0] == TODAY < shown.outlook[1]
    assert not shown.severe


def test_what_is_finished_ends_where_it_was_handed_over():
    shown = bars(
        {"开工": "2021-03", "投用": "2021-12"}, {"开工": "2021-03-05", "投用": "2021-11-20"}
    )
    assert shown.done == (date(2021, 3, 5), date(2021, 11, 20))
    assert shown.outlook is None
    assert all(tick.passed for tick in shown.ticks)


def test_nothing_done_draws_no_bar_and_a_year_alone_is_one_mark():
    shown = bars({"立项": "2023-01", "投用": "2023-08"})
    assert shown.done is None
    shown = bars({}, due="2023-12")
    assert (shown.planned, shown.done) == (None, None)
    assert [tick.day for tick in shown.ticks] == [date(2023, 12, 31)]
    assert bars({}).ticks == ()


def test_a_month_that_has_not_ended_is_not_drawn_to_its_end():
    shown = bars({"立项": "2022-09", "投用": "2023-08"}, {"立项": "2022-10"})
    assert shown.done == (date(2022, 10, 1), TODAY)
