"""The list goes out, LibreOffice saves it in another format, and it comes back: the same book."""

from __future__ import annotations

import re

import pytest

from db.book import PlanBook
from db.exchange.differences import Verdict
from db.operations.samples import NAMES
from db.queries.dump import book_as_json
from db.queries.likeness import NOT_IN_A_LIST, same_plan
from tests.db.exchange.foreign import saved_as, with_office
from tests.db.stories import a_book
from tests.db.test_round_trip import export, imported

pytestmark = with_office

# A number that a format shows as words (100 as 全覆盖, 95 as 95%以上) is a number in plain text.
WORDS_OF_A_FORMAT = re.compile(r"原文：\D.* ≠ -?[0-9.]+|原文：[0-9.]+\D.* ≠ -?[0-9.]+|op：>= ≠ =")


@pytest.fixture(scope="session")
def lists(tmp_path_factory):
    """Export every sample's list; return what each book said, and the files."""
    folder = tmp_path_factory.mktemp("样例")
    told, files = {}, []
    for name in NAMES:
        (folder / name).mkdir()
        with a_book(folder / name, name) as book:
            told[name] = book.read(book_as_json)
            export(book, folder / f"{name}.xlsx")
        files.append(folder / f"{name}.xlsx")
    return told, folder, files


@pytest.fixture(scope="session", params=["xls", "ods"])
def saved(request, lists):
    """Return what each book said, with its list as LibreOffice saved it."""
    told, folder, files = lists
    made = {path.stem: path for path in saved_as(request.param, folder / "存", *files)}
    return [(told[name], made[name]) for name in NAMES]


def test_the_list_is_read_back_to_the_same_book(saved, tmp_path):
    for told, path in saved:
        folder = tmp_path / path.stem
        folder.mkdir()
        assert same_plan(told, imported(path, folder), ignoring=NOT_IN_A_LIST) == [], path.name


def test_the_sheets_as_plain_text_make_the_same_book_but_for_the_words_of_formats(lists, tmp_path):
    told, folder, files = lists
    made = saved_as("csv", folder / "文本", *files)
    for name in NAMES:
        sheets = [path for path in made if path.stem.startswith(f"{name}-")]
        assert len(sheets) == 3
        with PlanBook.create(tmp_path / f"{name}.planbook") as book:
            # Indicators and tasks before the projects that belong to them.
            for path in sorted(sheets, key=lambda path: "项目" in path.stem):
                preview = book.planning.preview(path)
                verdicts = {cell.verdict for cell in preview.cells}
                assert not verdicts & {Verdict.CHANGED, Verdict.REJECTED}, path.name
                book.planning.accept(preview)
            again = book.read(book_as_json)
        lost = same_plan(told[name], again, ignoring=NOT_IN_A_LIST)
        assert [line for line in lost if not WORDS_OF_A_FORMAT.search(line)] == []
        assert len(again["indicators"]) == len(told[name]["indicators"])


def test_the_file_that_was_imported_is_kept_whatever_its_format(lists, tmp_path):
    _, folder, files = lists
    (path,) = saved_as("xls", folder / "一份", files[0])
    with PlanBook.create(tmp_path / "新.planbook") as book:
        preview = book.planning.preview(path)
        assert preview.content == path.read_bytes()
        assert book.planning.accept(preview)
        assert {cell.verdict for cell in book.planning.preview(path).cells} == {Verdict.SAME}
