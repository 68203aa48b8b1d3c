"""A book opens again at the page and the row at which it was left, whatever is opened between."""

from pathlib import Path

from desktop.actions import Act
from desktop.page import Place
from desktop.preferences import MOST_RECENT, Left


def test_each_book_opens_where_it_was_left(start, sample_path, empty_path):
    application = start(sample_path)
    row = application.session.indicators[3].id
    application.window.go_to(Place("indicators", row=row))
    application.open_book(empty_path)
    application.window.go_to(Place("settings"))
    application.open_book(sample_path)
    page = application.window.page
    assert (page.name, page.row_in_hand()) == ("indicators", row)
    application.open_book(empty_path)
    assert application.window.page.name == "settings"


def test_the_next_day_it_is_still_there(start, sample_path):
    application = start(sample_path)
    row = application.session.indicators[5].id
    application.window.go_to(Place("indicators", row=row))
    application.window.close()
    page = start(sample_path).window.page
    assert (page.name, page.row_in_hand()) == ("indicators", row)


def test_a_page_is_remembered_though_the_program_is_killed(start, sample_path):
    application = start(sample_path)
    application.window.go_to(Place("task_list"))
    assert application.preferences.place_left(sample_path)[0] == "task_list"


def test_a_page_of_a_newer_program_and_a_row_that_is_gone_do_no_harm(start, sample_path):
    application = start()
    application.preferences.leave(sample_path, Left("weather"))
    application.open_book(sample_path)
    assert application.window.page.name == "overview"
    application.close_book()
    application.preferences.leave(sample_path, Left("indicators", "gone"))
    application.open_book(sample_path)
    assert application.window.page.name == "indicators"


def test_only_the_last_books_are_remembered(start):
    preferences = start().preferences
    for number in range(MOST_RECENT + 2):
        preferences.leave(Path(f"第 {number} 本.planbook"), Left("overview"))
    assert preferences.place_left(Path("第 0 本.planbook")) is None
    assert preferences.place_left(Path("第 11 本.planbook")) == Left("overview")


def test_the_period_that_was_filled_comes_back_too(start, sample_path):
    application = start(sample_path)
    application.session.choose_period("2024")
    application.window.go_to(Place("indicators", row=application.session.indicators[3].id))
    application.window.close()
    assert start(sample_path).session.period == "2024"


def test_the_period_that_was_filled_comes_back_from_a_page_that_knows_none(start, sample_path):
    application = start(sample_path)
    application.session.choose_period("2023")
    application.window.go_to(Place("backups"))
    application.window.close()
    again = start(sample_path)
    assert (again.window.page.name, again.session.period) == ("backups", "2023")


def test_the_month_of_the_tasks_comes_back_with_the_year_that_is_filled(start, sample_path):
    application = start(sample_path)
    application.session.choose_period("2023")
    application.window.go_to(Place("task_list"))
    application.window.page.bar.period_chosen.emit("2022-05")
    application.window.close()
    again = start(sample_path)
    assert (again.window.page.period, again.session.period) == ("2022-05", "2023")


def test_one_key_leads_back_to_where_one_stopped_last_time(start, sample_path):
    application = start(sample_path)
    line = application.session.indicators[3]
    application.window.go_to(Place("indicators", row=line.id))
    application.window.close()
    again = start(sample_path)
    again.afterwards.finish()
    again.window.go_to(Place("overview"))
    assert again.window.status.aside == f"上次停在：指标 · {line.name} 2022 年"
    again.window.go_to(Place("settings"))
    again.commands.run(Act.RESUME)
    page = again.window.page
    assert (page.name, page.row_in_hand()) == ("indicators", line.id)


def test_who_wants_the_overview_first_still_finds_the_way_back(start, sample_path):
    application = start(sample_path)
    application.preferences.opens_at_overview = True
    application.window.go_to(Place("task_list"))
    application.window.close()
    again = start(sample_path)
    assert again.window.page.name == "overview"
    again.commands.run(Act.RESUME)
    assert again.window.page.name == "task_list"


def test_in_a_book_that_nobody_left_the_key_says_so(start, sample_path):
    application = start(sample_path)
    application.commands.run(Act.RESUME)
    assert application.window.status.message.startswith("没有记下上次停在哪里")
