"""近期要办 on the overview: what waits for whom, counted as elsewhere, each line leading there."""

from functools import partial

import pytest

from db import queries
from db.book import PlanBook
from db.model.words import UserRole
from db.operations.recording import Entry
from desktop.actions import Act
from desktop.entry_boxes import Box, waiting_count
from desktop.overview.todo_card import _MOST
from desktop.page import Place
from desktop.todo import things_to_do

COVERAGE, PUBLIC = "普惠性幼儿园覆盖率", "公办园在园幼儿占比"


@pytest.fixture
def application(start, sample_path):
    made = start(sample_path)
    made.afterwards.finish()
    made.runner.finish_all()
    return made


def people(application):
    book = application.session.book
    book.people.add("陈静", UserRole.ADMIN, "1357")
    book.people.add("马丽", UserRole.ENTRY, "2468")
    book.people.add("王强", UserRole.REVIEW, "9753")
    return book


def record(application, *figures):
    rows = {line.name: line.id for line in application.session.indicators}
    entries = [Entry(rows[name], year, words) for name, year, words in figures]
    application.session.record(entries)


def work_as(application, name, pin):
    application.session.book.people.sign_in(name, pin)
    application.session.look_anew()


def hand_in(application):
    """马丽 hands two figures of 2022 in."""
    work_as(application, "马丽", "2468")
    record(application, (COVERAGE, "2022", "84"), (PUBLIC, "2022", "47"))
    application.window.go_to(Place("review"))
    application.window.page.decide_ticked()
    application.window.go_to(Place("overview"))


def told(application):
    return [todo.words for todo in things_to_do(application.session)]


def line_of(application, words):
    card = application.window.page.todo
    return next(line for line in card.lines if line.words.text().startswith(words))


def test_who_works_alone_sees_what_is_to_be_signed(application):
    record(application, (COVERAGE, "2022", "84"))
    line_of(application, "待审签 1 格").opened.emit()
    assert application.window.page.name == "review"


def test_each_person_sees_what_is_theirs(application):
    people(application)
    hand_in(application)
    record(application, ("省、市级优质幼儿园占比", "2022", "50"))
    assert "填报中 1 格，未提交" in told(application)
    assert not any(words.startswith("待审核") for words in told(application))
    work_as(application, "王强", "9753")
    assert "待审核 2 格" in told(application)
    assert not any(words.startswith("填报中") for words in told(application))


def test_counts_are_those_of_the_rail_and_the_page(application):
    people(application)
    hand_in(application)
    work_as(application, "王强", "9753")
    assert waiting_count(application.session) == 2
    assert line_of(application, "待审核 2 格")
    application.window.go_to(Place("review"))
    page = application.window.page
    assert page.badge() == len(page.content.of_box(Box.WAITING)) == 2


def test_a_returned_figure_comes_with_its_reason_and_leads_to_the_cell(application):
    people(application)
    hand_in(application)
    work_as(application, "王强", "9753")
    application.window.go_to(Place("review"))
    page = application.window.page
    page.deciding.decide(page.means.back, [page.content.rows[0]], "口径不符")
    name = page.content.rows[0].line.name
    work_as(application, "马丽", "2468")
    application.window.go_to(Place("overview"))
    line = line_of(application, name)
    assert "口径不符" in line.accessibleName()
    line.opened.emit()
    assert application.window.page.name == "indicators"
    assert application.window.page.table.current_row.name == name


def test_who_has_not_signed_in_is_asked_to(application):
    people(application)
    application.session.book._steps.actor = application.session.book.actor.__class__("访客")
    application.session.look_anew()
    (line,) = application.window.page.todo.lines
    assert line.words.text() == "登录以后看自己的待办"


def test_presumed_units_are_counted_as_their_page_counts_them(application):
    (words,) = [one for one in told(application) if one.startswith("推定的责任单位")]
    line_of(application, "推定的责任单位").opened.emit()
    page = application.window.page
    assert page.name == "units"
    assert page.chips.key == "presumed"
    assert words == f"推定的责任单位 {len(page.table.lines.rows)} 家待确认"


def test_the_day_to_hand_in_and_the_days_ahead_are_the_bureaus(application):
    record(application, (COVERAGE, "2022", "84"))
    settings = application.session.book.housekeeping
    application.session.wish(lambda: settings.change_setting("review.due.2022", "2022-06-20"))
    assert line_of(application, "2022 年的数提交截止").right.text() == "06-20"
    application.session.wish(lambda: settings.change_setting("remind.ahead_days", "10"))
    assert not any("提交截止" in words for words in told(application))


def test_a_copy_that_is_too_old_is_asked_for_and_made(application, qtbot):
    assert not any("备份" in words for words in told(application))
    for copy in application.session.book.housekeeping.backups():
        copy.path.unlink()
    application.session.look_anew()
    line_of(application, "还没有备份").opened.emit()
    qtbot.waitUntil(lambda: not any("备份" in words for words in told(application)))
    # The copy is there before it was read again: that is waited for, too.
    application.runner.finish_all()
    assert application.session.book.housekeeping.backups()


def test_the_focus_stays_on_the_page_when_the_line_that_had_it_goes(start, tmp_path, qtbot):
    path = tmp_path / "新.planbook"
    with PlanBook.create(path) as book:
        book.planning.make_plan("云溪县教育强县行动计划", 2026, 2030)
    application = start(path)
    application.afterwards.finish()
    for copy in application.session.book.housekeeping.backups():
        copy.path.unlink()
    application.session.look_anew()
    line = line_of(application, "还没有备份")
    line.setFocus()
    line.opened.emit()
    qtbot.waitUntil(lambda: not any("备份" in words for words in told(application)))
    application.runner.finish_all()
    page, focus = application.window.page, application.window.focusWidget()
    assert focus is page or page.isAncestorOf(focus)


def test_a_long_list_is_shown_whole_on_request(application):
    session = application.session
    task = session.read(queries.task_lines, session.plan.id)[0].id
    add = session.book.yearly_works.add
    for month in range(1, 7):
        for year in (2021, 2022):
            wish = partial(add, task, year, f"第 {month} 件", due=f"{month}月")
            session.wish(wish)
    card = application.window.page.todo
    count = len(things_to_do(application.session))
    assert card.aside.text() == f"{count} 件"
    assert len(card.lines) == _MOST < count
    card.more.click()
    assert len(card.lines) == count
    card.more.click()
    assert len(card.lines) == _MOST


def test_where_the_overview_is_not_in_sight_the_status_says_how_much_waits(start, sample_path):
    first = start(sample_path)
    first.window.go_to(Place("task_list"))
    first.window.close()
    again = start(sample_path)
    again.afterwards.finish()
    count = len(things_to_do(again.session))
    assert count
    key = "Ctrl+1"
    assert again.window.status.message == f"近期要办 {count} 件，按 {key} 在总览看。"
    assert again.commands.actions[Act.GO_OVERVIEW].shortcut().toString() == key
