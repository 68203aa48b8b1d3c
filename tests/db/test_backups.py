"""Copies of a book: made before risky acts, verified, thinned by day, week and month."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.book import PlanBook
from db.connection.backups import Backup, folder_of, superfluous
from db.connection.copying import copy_file
from db.errors import BookFault, BookRefused, TargetRefused
from db.faults import TargetFault
from db.queries.dump import book_as_json
from tests.db.stories import MORNING, a_book, record, sha256

COVERAGE = "普惠性幼儿园覆盖率"


def test_a_copy_holds_the_whole_book(tmp_path):
    with a_book(tmp_path) as book:
        record(book, COVERAGE, "2024", "89.4")
        copy = book.housekeeping.back_up("asked")
        whole = book.read(book_as_json)
    assert copy is not None
    assert copy.parent == folder_of(book.path)
    with PlanBook.open(copy) as restored:
        assert restored.read(book_as_json) == whole
        assert restored.undo_label == "录入“普惠性幼儿园覆盖率”2024 年"
        assert restored.housekeeping.damages() == ()


def test_no_second_copy_of_the_same_state(tmp_path):
    with a_book(tmp_path) as book:
        assert book.housekeeping.back_up("open") is not None
        assert book.housekeeping.back_up("open") is None
        record(book, COVERAGE, "2024", "89.4")
        assert book.housekeeping.back_up("open") is not None
        assert len(book.housekeeping.backups()) == 2


def test_an_empty_book_needs_no_copy(tmp_path):
    with a_book(tmp_path, sample=None) as book:
        assert book.housekeeping.back_up("open") is None
        assert book.housekeeping.last_backup() is None


def test_a_ruined_copy_is_not_mistaken_for_a_good_one(tmp_path):
    with a_book(tmp_path) as book:
        copy = book.housekeeping.back_up("open")
        copy.write_bytes(b"ruined")
        assert book.housekeeping.back_up("open") is not None


def test_a_copy_is_restored_to_a_place_of_its_own(tmp_path):
    with a_book(tmp_path) as book:
        whole = book.read(book_as_json)
        copy = book.housekeeping.back_up("asked")
    restored = tmp_path / "恢复 的.planbook"
    copy_file(copy, restored)
    with PlanBook.open(restored) as again:
        assert again.read(book_as_json) == whole


def test_restoring_does_not_overwrite_unasked(tmp_path):
    with a_book(tmp_path) as book:
        copy = book.housekeeping.back_up("asked")
    before = sha256(book.path)
    with pytest.raises(TargetRefused) as caught:
        copy_file(copy, book.path)
    assert caught.value.fault is TargetFault.EXISTS
    assert sha256(book.path) == before


def test_what_is_no_book_is_not_restored(tmp_path):
    path = tmp_path / "说明.planbook"
    path.write_text("不是台账" * 500, "utf-8")
    with pytest.raises(BookRefused) as caught:
        copy_file(path, tmp_path / "出.planbook")
    assert caught.value.fault is BookFault.NOT_A_BOOK
    assert not (tmp_path / "出.planbook").exists()


def test_a_missing_folder_is_named_before_anything_is_written(tmp_path):
    with a_book(tmp_path) as book, pytest.raises(TargetRefused) as caught:
        book.housekeeping.copy_to(tmp_path / "没有" / "一份.planbook")
    assert caught.value.fault is TargetFault.NO_FOLDER


def backup(age: timedelta) -> Backup:
    return Backup(Path(f"{age}.planbook"), MORNING - age, "open")


def test_everything_of_two_days_is_kept():
    backups = [backup(timedelta(hours=hours)) for hours in range(48)]
    assert superfluous(backups, MORNING) == ()


def test_older_copies_are_thinned_to_one_a_day_a_week_a_month():
    backups = [backup(timedelta(hours=6 * count)) for count in range(4 * 365)]
    spare = set(superfluous(backups, MORNING))
    kept = [one for one in backups if one not in spare]
    ages = [MORNING - one.made_at for one in kept]
    assert sum(age <= timedelta(days=2) for age in ages) == 9
    assert sum(timedelta(days=2) < age <= timedelta(days=14) for age in ages) in {12, 13}
    assert sum(timedelta(days=14) < age <= timedelta(days=70) for age in ages) in {8, 9}
    assert sum(age > timedelta(days=70) for age in ages) in {10, 11}


@given(st.lists(st.integers(-4000, 20000), unique=True, max_size=60))
def test_the_newest_copy_and_those_of_a_clock_set_back_always_stay(hours):
    backups = [backup(timedelta(hours=hour)) for hour in hours]
    spare = superfluous(backups, MORNING)
    if backups:
        assert max(backups, key=lambda one: one.made_at) not in spare
    assert all(one.made_at < MORNING for one in spare)
    # Thinning what is left thins nothing more.
    assert superfluous([one for one in backups if one not in spare], MORNING) == ()
