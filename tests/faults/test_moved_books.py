"""A book that is renamed, deleted or replaced while it is open takes nothing more."""

from __future__ import annotations

import shutil

import pytest

from db.book import PlanBook
from db.errors import BookFault, BookRefused
from db.operations.recording import Entry
from desktop.errors import sentence
from tests.db.stories import a_book, sha256
from tests.faults.child import YEAR, rows_of, write_office_figures


def deleted(path):
    path.unlink()


def renamed(path):
    path.rename(path.with_name("移走.planbook"))


def folder_renamed(path):
    path.parent.rename(path.parent.with_name("改了名的文件夹"))


def drive_gone(path):
    shutil.rmtree(path.parent)


def replaced_by_another(path):
    with a_book(path.parent, "rizhao", "别的.planbook") as other:
        pass
    other.path.replace(path)


def replaced_by_a_copy_of_the_same_size(path):
    copy = path.with_name("同样大.planbook")
    shutil.copyfile(path, copy)
    assert copy.stat().st_size == path.stat().st_size
    copy.replace(path)


FATES = [
    deleted,
    renamed,
    folder_renamed,
    drive_gone,
    replaced_by_another,
    replaced_by_a_copy_of_the_same_size,
]


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "规划科"
    folder.mkdir()
    with a_book(folder) as book:
        rows = rows_of(book)
        book.recording.record([Entry(rows[0], YEAR, "40")])
        yield book


def wishes(book, office):
    """Return everything that a person may wish to save."""
    entry = Entry(rows_of(book)[0], YEAR, "41")
    preview = book.planning.preview(office)
    return [
        lambda: book.recording.record([entry]),
        book.undo,
        lambda: book.housekeeping.change_setting("阈值", "5"),
        lambda: book.planning.accept(preview),
    ]


@pytest.mark.parametrize("fate", FATES)
def test_it_is_noticed_before_anything_is_said_to_be_saved(tmp_path, book, fate):
    office = tmp_path / "来表.xlsx"
    write_office_figures(office, 41)
    asked = wishes(book, office)
    fate(book.path)
    stands = sha256(book.path) if book.path.exists() else None
    for wish in asked:
        with pytest.raises(BookRefused) as caught:
            wish()
        assert caught.value.fault is BookFault.MOVED
        assert "重新打开" in sentence(caught.value)
    if stands:
        assert sha256(book.path) == stands
        with PlanBook.open(book.path) as other:
            assert other.housekeeping.damages() == ()


@pytest.mark.parametrize("fate", FATES)
def test_it_is_noticed_between_the_first_write_and_the_last(book, fate):
    row = rows_of(book)[0]

    def typed():
        # The file goes away while the figures are being written.
        yield Entry(row, YEAR, "41")
        fate(book.path)
        yield Entry(row, "2023", "42")

    class Slow(list):
        def __iter__(self):
            return typed()

    label = book.undo_label
    with pytest.raises(BookRefused) as caught:
        book.recording.record(Slow([1, 2]), label="录入")
    assert caught.value.fault is BookFault.MOVED
    if fate is not drive_gone:
        assert book.undo_label == label


def test_a_book_put_back_where_it_was_takes_figures_again(book):
    away = book.path.with_name("移走.planbook")
    book.path.rename(away)
    with pytest.raises(BookRefused):
        book.recording.record([Entry(rows_of(book)[0], YEAR, "41")])
    away.rename(book.path)
    book.recording.record([Entry(rows_of(book)[0], YEAR, "41")])
    assert book.housekeeping.damages() == ()
