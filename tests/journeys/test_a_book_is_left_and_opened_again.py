"""A book opens again at the page and the row at which it was left, whatever is opened between."""

from pathlib import Path

from desktop.page import Place
from desktop.preferences import MOST_RECENT


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
    application.preferences.leave(sample_path, "weather", "")
    application.open_book(sample_path)
    assert application.window.page.name == "overview"
    application.close_book()
    application.preferences.leave(sample_path, "indicators", "gone")
    application.open_book(sample_path)
    assert application.window.page.name == "indicators"


def test_only_the_last_books_are_remembered(start):
    preferences = start().preferences
    for number in range(MOST_RECENT + 2):
        preferences.leave(Path(f"第 {number} 本.planbook"), "overview", "")
    assert preferences.place_left(Path("第 0 本.planbook")) is None
    assert preferences.place_left(Path("第 11 本.planbook")) == ("overview", "")
