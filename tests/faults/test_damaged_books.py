"""Cut off or with bits flipped: no crash, no figure that is wrong unnoticed, a copy offered."""

from __future__ import annotations

import hashlib
import random
import sqlite3

import pytest

from db import queries
from db.book import PlanBook
from db.connection.copying import copy_file
from db.errors import BookFault, BookRefused, EvidenceRefused, NotFound, UserError
from db.operations.recording import Entry
from db.queries import proof
from db.queries.dump import book_as_json
from desktop.errors import sentence
from tests.db.proof_stories import PDF, a_file, first_figure, first_task
from tests.db.stories import a_book, record, sha256
from tests.faults.broken_files import break_an_index

COVERAGE = "普惠性幼儿园覆盖率"
PROOF = PDF + random.Random(0).randbytes(30_000)
KEPT = hashlib.sha256(PROOF).hexdigest()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A closed book with figures, a proved and closed task and a copy of it, and what it says."""
    folder = tmp_path_factory.mktemp("whole")
    with a_book(folder) as book:
        evidence = a_file(folder, content=PROOF)
        book.proving.add_files([evidence], [first_task(book), first_figure(book)])
        book.signing_off.request(first_task(book))
        record(book, COVERAGE, "2023", "90.3")
        record(book, COVERAGE, "2024", "89.4")
        book.housekeeping.back_up("asked")
        return book.path, book.path.read_bytes(), book.read(book_as_json)


def refusal_or_book(path):
    """Open a book; a refusal names the whole copy and leaves the file as it was."""
    before = sha256(path)
    try:
        book = PlanBook.open(path)
    except BookRefused as refused:
        assert sha256(path) == before
        assert_offered(refused)
        return None
    return book


def assert_offered(refused):
    assert refused.backup is not None, refused
    assert refused.backed_up_at is not None
    assert "完好的备份" in sentence(refused)


def works(book, told):
    """Use a book that opened; return whether its figures can be taken for right."""
    try:
        said = book.read(book_as_json)
        plan = book.read(queries.find_plan).id
        for line in book.read(queries.all_rows, plan):
            book.read(queries.cell_history, line.series, "2024")
        book.read(queries.step_lines)
        book.read(queries.plan_findings, plan)
        looks_at_proof(book)
        noticed_later = bool(book.housekeeping.damages())
    except (BookRefused, NotFound) as refused:
        # Said, not silently wrong.
        return bool(sentence(refused))
    if recent(said) != recent(told):
        assert book.doubts, "a figure of the last steps is wrong, and opening did not notice"
    return noticed_later or said == told


def looks_at_proof(book):
    """A file that is kept comes out as it went in, or is refused."""
    book.read(proof.sign_off_lines)
    for line in book.read(proof.evidence_lines):
        refused = None
        try:
            content = book.proving.content(line.id)[1]
            assert line.sha256 != KEPT or content == PROOF
        except (EvidenceRefused, NotFound) as error:
            refused = error
        assert refused is None or sentence(refused)


def recent(said):
    """Return the figures that the last steps wrote."""
    return [row["actuals"] for row in said["indicators"] if row["name"] == COVERAGE]


def test_cut_off(whole, often):
    path, content, told = whole
    chance = random.Random(1)
    for _ in range(often(25, 100, 400)):
        path.write_bytes(content[: chance.randrange(len(content))])
        book = refusal_or_book(path)
        if book is not None:
            with book:
                assert works(book, told)
    path.write_bytes(content)


def test_with_bits_flipped(whole, often):
    path, content, told = whole
    opened = 0
    for seed in range(often(60, 500, 5000)):
        chance = random.Random(seed)
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        book = refusal_or_book(path)
        if book is not None:
            opened += 1
            with book:
                assert works(book, told), seed
                write_into(book)
    path.write_bytes(content)
    assert opened


def write_into(book):
    """Whatever is damaged, a wish to write is done or refused."""
    refused = None
    try:
        label = book.undo_label
        rows = book.read(queries.all_rows, book.read(queries.find_plan).id)
        book.recording.record([Entry(row.id, "2022", "12") for row in rows[:1]])
        assert not rows or book.undo_label != label
    except UserError as error:
        refused = error
    assert refused is None or sentence(refused)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", BookFault.EMPTY),
        (bytes(4096), BookFault.NOT_A_BOOK),
        ("不是台账".encode() * 500, BookFault.NOT_A_BOOK),
    ],
)
def test_a_book_that_is_no_longer_one_has_its_copy_offered(whole, content, fault):
    path, good, _told = whole
    path.write_bytes(content)
    with pytest.raises(BookRefused) as caught:
        PlanBook.open(path)
    assert caught.value.fault is fault
    assert_offered(caught.value)
    path.write_bytes(good)


def test_the_copy_that_is_offered_brings_the_whole_book_back(whole, tmp_path):
    path, good, told = whole
    path.write_bytes(good[: len(good) // 2])
    with pytest.raises(BookRefused) as caught:
        PlanBook.open(path)
    copy_file(caught.value.backup, tmp_path / "恢复.planbook")
    with PlanBook.open(tmp_path / "恢复.planbook") as restored:
        assert restored.read(book_as_json) == told
        assert restored.housekeeping.damages() == ()
    path.write_bytes(good)


def ruined(path):
    content = path.read_bytes()
    path.write_bytes(content[:-5000])


def altered(path):
    connection = sqlite3.connect(path)
    connection.execute("update actual set text = '99.9', value = '99.9' where text = '89.4'")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("spoil", [ruined, altered])
def test_a_copy_that_is_not_whole_is_passed_over(tmp_path, spoil):
    with a_book(tmp_path) as book:
        older = book.housekeeping.back_up("asked")
        record(book, COVERAGE, "2024", "89.4")
        newer = book.housekeeping.back_up("asked")
    ruined(book.path)
    assert offered_for(book.path) == newer
    spoil(newer)
    assert offered_for(book.path) == older
    ruined(older)
    assert offered_for(book.path) is None


def offered_for(path):
    with pytest.raises(BookRefused) as caught:
        PlanBook.open(path)
    return caught.value.backup


def test_a_figure_altered_from_outside_is_doubted_on_opening(tmp_path):
    with a_book(tmp_path) as book:
        record(book, COVERAGE, "2024", "89.4")
    altered(book.path)
    with PlanBook.open(book.path) as book:
        assert {(doubt.column, doubt.found) for doubt in book.doubts} == {
            ("text", "99.9"),
            ("value", "99.9"),
        }


@pytest.mark.parametrize(
    "nonsense",
    [
        "value = '89..4'",
        "value = '1e1000000000000000000'",
        "value = '1e-1000000000000000000000'",
        "value = ''",
        "high = '9O'",
        "state = 'draught'",
        "op = '≈'",
    ],
)
def test_a_figure_that_is_none_is_met_while_the_book_is_read(tmp_path, nonsense):
    with a_book(tmp_path) as book:
        record(book, COVERAGE, "2024", "89.4")
        plan = book.read(queries.find_plan).id
        assert book.read(queries.all_rows, plan)
    connection = sqlite3.connect(book.path)
    connection.execute(f"update actual set {nonsense}")  # noqa: S608 - one of those above
    connection.commit()
    connection.close()
    with PlanBook.open(book.path) as book, pytest.raises(BookRefused) as caught:
        book.read(queries.all_rows, plan)
    assert caught.value.fault is BookFault.DAMAGED


def test_a_step_altered_from_outside_is_doubted_on_opening(tmp_path):
    with a_book(tmp_path) as book:
        record(book, COVERAGE, "2024", "89.4")
    connection = sqlite3.connect(book.path)
    connection.execute("update step set who = '别人' where sequence = 2")
    connection.commit()
    connection.close()
    with PlanBook.open(book.path) as book:
        assert [doubt.kind for doubt in book.doubts] == ["history"]


def test_a_book_that_was_undone_and_redone_is_not_doubted(tmp_path):
    with a_book(tmp_path) as book:
        record(book, COVERAGE, "2024", "89.4")
        record(book, COVERAGE, "2024", "")
        for act in (book.undo, book.undo, book.redo, book.redo, book.undo):
            act()
    with PlanBook.open(book.path) as book:
        assert book.doubts == ()
        assert book.housekeeping.damages() == ()


def test_a_book_that_another_program_put_into_another_journal_mode_is_put_back(tmp_path):
    with a_book(tmp_path) as book:
        record(book, COVERAGE, "2024", "89.4")
    connection = sqlite3.connect(book.path)
    assert connection.execute("pragma journal_mode = wal").fetchone() == ("wal",)
    connection.close()
    with PlanBook.open(book.path) as book:
        record(book, COVERAGE, "2023", "90.3")
        assert [path.name for path in tmp_path.iterdir()] == [book.path.name]
        assert book.housekeeping.damages() == ()


def test_a_book_with_broken_pages_is_only_looked_at(tmp_path):
    with a_book(tmp_path) as book:
        record(book, COVERAGE, "2024", "89.4")
    break_an_index(book.path)
    content = book.path.read_bytes()
    with PlanBook.open(book.path) as book:
        assert [doubt.kind for doubt in book.doubts] == ["file"]
        assert book.read_only
        with pytest.raises(BookRefused) as caught:
            record(book, COVERAGE, "2023", "90.3")
        assert caught.value.fault is BookFault.DAMAGED
    assert book.path.read_bytes() == content
