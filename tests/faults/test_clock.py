"""A clock that is wrong, or in another zone: order is by sequence, and no copy goes wrongly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from db import queries
from db.book import PlanBook
from db.connection.backups import list_backups, superfluous
from db.errors import BookRefused
from tests.db.stories import BEIJING, MORNING, a_book, figure, record, standing_clock

COVERAGE = "普惠性幼儿园覆盖率"

CLOCKS = {
    "set back by an hour": MORNING - timedelta(hours=1),
    "set back by a year": MORNING.replace(year=2023),
    "of a machine without a battery": datetime(1970, 1, 1, tzinfo=BEIJING),
    "ahead by a day": MORNING + timedelta(days=1),
    "of the year 2100": datetime(2100, 2, 28, 23, 59, tzinfo=BEIJING),
    "in the zone furthest east": MORNING.astimezone(timezone(timedelta(hours=14))),
    "in a zone of the west": MORNING.astimezone(timezone(timedelta(hours=-11))),
    "in no zone but UTC": MORNING.astimezone(UTC),
}


def opened_at(path, now):
    return PlanBook.open(path, who="马丽", clock=standing_clock(now))


@pytest.fixture(params=CLOCKS.values(), ids=CLOCKS)
def wrong(request):
    return request.param


def test_the_order_of_steps_is_that_of_the_work(tmp_path, wrong):
    with a_book(tmp_path) as book:
        record(book, COVERAGE, "2024", "88.1")
    for number, now in enumerate((wrong, MORNING, wrong)):
        with opened_at(book.path, now) as book:
            record(book, COVERAGE, "2024", f"90.{number}")
    with opened_at(book.path, MORNING) as book:
        assert [step.sequence for step in book.read(queries.step_lines)] == [5, 4, 3, 2, 1]
        assert book.doubts == ()
        assert book.housekeeping.damages() == ()
        words = []
        while (told := figure(book, COVERAGE, "2024")) is not None:
            words.append(told)
            book.undo()
        assert words == ["90.2", "90.1", "90.0", "88.1"]
        book.redo()
        assert figure(book, COVERAGE, "2024") == "88.1"


def test_no_copy_of_the_right_time_goes_because_of_a_wrong_clock(tmp_path, wrong):
    with a_book(tmp_path):
        pass
    path = tmp_path / "教育 规划.planbook"
    for hours in range(0, 24 * 10, 12):
        with opened_at(path, MORNING + timedelta(hours=hours) - timedelta(days=10)) as book:
            record(book, COVERAGE, "2024", f"{hours}")
            book.housekeeping.back_up("open")
    right = {backup.path.name for backup in list_backups(path)}
    # What a day's work at the right time would thin.
    due = {backup.path.name for backup in superfluous(list_backups(path), MORNING)}
    for words in ("1.5", "2.5", "3.5"):
        with opened_at(path, wrong) as book:
            record(book, COVERAGE, "2023", words)
            assert book.housekeeping.back_up("open") is not None
    left = {backup.path.name for backup in list_backups(path)}
    gone = right - left
    assert gone <= due or wrong == CLOCKS["ahead by a day"]
    assert len(left - right) == 3


def test_an_unchanged_book_is_not_copied_again_at_any_time(tmp_path, wrong):
    with a_book(tmp_path) as book:
        book.housekeeping.back_up("open")
    for now in (wrong, MORNING, wrong, MORNING):
        with opened_at(book.path, now) as book:
            made = book.housekeeping.back_up("open")
            assert made is None or now == wrong
    assert len(list_backups(book.path)) <= 2


def test_the_copy_that_is_offered_is_that_of_the_last_work(tmp_path, wrong):
    with a_book(tmp_path) as book:
        for _ in range(3):
            record(book, COVERAGE, "2024", f"88.{_}")
            book.housekeeping.back_up("open")
    with opened_at(book.path, wrong) as book:
        record(book, COVERAGE, "2024", "91")
        last = book.housekeeping.back_up("open")
    content = book.path.read_bytes()
    book.path.write_bytes(content[: len(content) // 2])
    with pytest.raises(BookRefused) as caught:
        PlanBook.open(book.path)
    assert caught.value.backup == last


def test_a_file_whose_name_only_looks_like_a_time_is_no_copy(tmp_path):
    with a_book(tmp_path) as book:
        made = book.housekeeping.back_up("open")
        for stamp in ("20249999-999999", "00000101-000000"):
            made.with_name(f"{book.path.stem}-{stamp}-open.planbook").touch()
        assert [backup.path for backup in book.housekeeping.backups()] == [made]
