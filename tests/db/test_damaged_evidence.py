"""Evidence that was altered or lost behind the program's back, and the way back from a copy."""

import sqlite3

import pytest

from db.book import PlanBook
from db.connection.copying import copy_file
from db.errors import EvidenceRefused
from db.faults import EvidenceFault
from db.queries import proof
from db.queries.damages import damage_lines
from desktop.cli_book import damage_words
from desktop.errors import sentence
from tests.db.proof_stories import PDF, a_file, first_project, first_task
from tests.db.stories import a_book


def altered(path, statement, *values):
    with sqlite3.connect(path) as connection:
        connection.execute(statement, values)
    connection.close()


@pytest.fixture
def proved_path(tmp_path):
    with a_book(tmp_path, "rizhao", "有佐证.planbook") as book:
        book.proving.add_files([a_file(tmp_path)], [first_task(book)])
        return book.path


def test_altered_content_is_found_named_and_never_given_out(proved_path):
    altered(proved_path, "update kept_file set content = ?", PDF.replace(b"1.4", b"1.7"))
    with PlanBook.open(proved_path) as book:
        (damage,) = book.housekeeping.damages()
        assert damage.kind == "content"
        assert "“竣工验收报告”和存入时不一样了" in damage_words(
            damage, *book.read(damage_lines, [damage])
        )
        (line,) = book.read(proof.evidence_lines)
        with pytest.raises(EvidenceRefused) as refused:
            book.proving.content(line.id)
        assert refused.value.fault is EvidenceFault.CONTENT_ALTERED


def test_lost_content_is_found_and_comes_back_with_the_file(proved_path, tmp_path):
    altered(proved_path, "delete from kept_file")
    with PlanBook.open(proved_path) as book:
        (damage,) = book.housekeeping.damages()
        assert "不在了" in damage_words(damage, *book.read(damage_lines, [damage]))
        (line,) = book.read(proof.evidence_lines)
        with pytest.raises(EvidenceRefused) as refused:
            book.proving.content(line.id)
        assert "不在台账里了" in sentence(refused.value)
        book.proving.add_files([tmp_path / "竣工验收报告.pdf"], [first_project(book)])
        assert book.housekeeping.damages() == ()


def test_a_backup_holds_the_files_too(proved_path, tmp_path):
    with PlanBook.open(proved_path) as book:
        copy = book.housekeeping.back_up("asked")
    altered(proved_path, "delete from kept_file")
    copy_file(copy, tmp_path / "恢复.planbook")
    with PlanBook.open(tmp_path / "恢复.planbook") as book:
        (line,) = book.read(proof.evidence_lines)
        assert book.proving.content(line.id)[1] == PDF
        assert book.housekeeping.damages() == ()
