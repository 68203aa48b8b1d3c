"""Opening a book: what is not ours is refused with its reason, and left as it was."""

from __future__ import annotations

import sqlite3
import zipfile
from typing import TYPE_CHECKING

import pytest

from db.book import PlanBook
from db.errors import BookFault, BookRefused
from tests.db.stories import a_book, figure, record, reopen, sha256

if TYPE_CHECKING:
    from pathlib import Path

COVERAGE = "普惠性幼儿园覆盖率"


def refusal_of(path: Path) -> BookRefused:
    before = sha256(path) if path.is_file() else None
    with pytest.raises(BookRefused) as caught:
        PlanBook.open(path)
    assert before == (sha256(path) if path.is_file() else None)
    return caught.value


def altered(folder: Path, *statements: str) -> Path:
    """Make a book, then change its file behind the program's back."""
    book = a_book(folder)
    book.close()
    connection = sqlite3.connect(book.path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return book.path


def test_a_book_is_found_again_as_it_was_left(tmp_path):
    with a_book(tmp_path) as book:
        record(book, COVERAGE, "2024", "89.4")
    with PlanBook.open(book.path) as again:
        assert figure(again, COVERAGE, "2024") == "89.4"
        assert again.id == book.id


def test_two_books_never_share_an_id(tmp_path):
    with a_book(tmp_path, name="甲.planbook") as one, a_book(tmp_path, name="乙.planbook") as other:
        assert one.id != other.id


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    assert refusal_of(tmp_path / "没有.planbook").fault is BookFault.MISSING


def test_a_folder_is_no_book(tmp_path):
    assert refusal_of(tmp_path).fault is BookFault.MISSING


def test_an_empty_file_is_not_taken_for_a_new_book(tmp_path):
    path = tmp_path / "空.planbook"
    path.touch()
    assert refusal_of(path).fault is BookFault.EMPTY


def test_a_workbook_with_the_wrong_name_is_refused(tmp_path):
    path = tmp_path / "一览表.planbook"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 500)
    assert refusal_of(path).fault is BookFault.NOT_A_BOOK


def test_a_text_file_is_refused(tmp_path):
    path = tmp_path / "说明.planbook"
    path.write_text("这不是台账。" * 300, "utf-8")
    assert refusal_of(path).fault is BookFault.NOT_A_BOOK


def test_another_program_s_database_is_refused(tmp_path):
    path = tmp_path / "别的.planbook"
    connection = sqlite3.connect(path)
    connection.execute("create table plan (id text)")
    connection.close()
    assert refusal_of(path).fault is BookFault.FOREIGN_DATABASE


@pytest.mark.parametrize(
    "statement",
    [
        "create trigger quiet after insert on actual begin update plan set title = '改了'; end",
        "create view seen as select * from plan",
    ],
)
def test_a_trigger_or_view_of_somebody_else_is_refused(tmp_path, statement):
    assert refusal_of(altered(tmp_path, statement)).fault is BookFault.FOREIGN_OBJECT


@pytest.mark.parametrize(
    "statement",
    ["create table extra (id text)", "alter table plan add column secret text"],
)
def test_tables_that_are_not_ours_are_refused(tmp_path, statement):
    assert refusal_of(altered(tmp_path, statement)).fault is BookFault.FOREIGN_OBJECT


def test_a_book_of_a_later_version_is_refused(tmp_path):
    path = altered(
        tmp_path,
        "insert into _sqlite_migrations (migration_set, name, applied_at)"
        " values ('planbook', 'm9999_tomorrow', '2030-01-01')",
    )
    assert refusal_of(path).fault is BookFault.TOO_NEW


def test_an_existing_file_is_not_overwritten_by_a_new_book(tmp_path):
    book = a_book(tmp_path)
    book.close()
    before = sha256(book.path)
    with pytest.raises(BookRefused) as caught:
        PlanBook.create(book.path)
    assert caught.value.fault is BookFault.EXISTS
    assert sha256(book.path) == before


def test_a_new_book_leaves_nothing_else_in_the_folder(tmp_path):
    a_book(tmp_path).close()
    assert [path.name for path in tmp_path.iterdir()] == ["教育 规划.planbook"]


@pytest.mark.parametrize("fate", ["deleted", "renamed", "replaced"])
def test_a_book_moved_while_open_takes_no_more_figures(tmp_path, fate):
    book = a_book(tmp_path)
    if fate == "deleted":
        book.path.unlink()
    else:
        book.path.rename(tmp_path / "移走.planbook")
    if fate == "replaced":
        a_book(tmp_path).close()
    with pytest.raises(BookRefused) as caught:
        record(book, COVERAGE, "2024", "89.4")
    assert caught.value.fault is BookFault.MOVED
    book.close()


def test_a_second_window_is_noticed_once(tmp_path):
    with a_book(tmp_path) as first, PlanBook.open(first.path) as second:
        assert not first.moved_elsewhere
        record(second, COVERAGE, "2024", "89.4")
        assert first.moved_elsewhere
        assert not first.moved_elsewhere
        assert figure(first, COVERAGE, "2024") == "89.4"


def test_looking_at_a_book_does_not_change_its_file(tmp_path):
    with a_book(tmp_path) as book:
        pass
    before = sha256(book.path)
    reopen(book).close()
    assert sha256(book.path) == before
