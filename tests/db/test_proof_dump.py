"""Evidence and closures in `planbook dump`, and made-up ones in a demonstration."""

import json

import pytest

from db import queries
from db.model.work_words import SignOffState
from db.operations.evidence import Paper
from db.operations.samples import NAMES
from db.queries import proof
from db.queries.dump import book_as_json
from db.rules.signing_off import state_of
from tests.db.proof_stories import PDF, a_file, first_figure, first_task
from tests.db.stories import a_book


def test_a_book_without_proof_has_the_keys_it_always_had(tmp_path):
    with a_book(tmp_path) as book:
        assert not {"evidence", "requirements", "sign_offs"} & book.read(book_as_json).keys()


def test_evidence_pieces_and_closures_are_told_by_row_and_by_figure(tmp_path):
    with a_book(tmp_path) as book:
        task, figure = first_task(book), first_figure(book)
        book.proving.ask_for(task, [(None, "报告")])
        (piece,) = book.read(proof.requirement_lines)
        book.proving.add_files([a_file(tmp_path)], [task], requirement=piece.id)
        book.proving.add_paper(Paper(title="年报", document_number="教统〔2022〕1号"), [figure])
        book.signing_off.request(task, "已齐")
        told = book.read(book_as_json)
    report, year_book = told["evidence"]
    assert (report["file"], report["size"]) == ("竣工验收报告.pdf", len(PDF))
    assert report["proves"] == [{"kind": "task", "row": task.row, "requirement": piece.id}]
    series = figure.figure[0]
    assert year_book["proves"] == [
        {"kind": "actual", "series": series, "period": "2022", "unit": None, "requirement": None}
    ]
    assert told["requirements"] == [
        {
            "id": piece.id,
            "kind": "task",
            "row": task.row,
            "words": "报告",
            "fulfilled_by": ["竣工验收报告"],
        }
    ]
    (closure,) = told["sign_offs"]
    assert (closure["state"], closure["steps"]) == (
        "待核实",
        [{"step": "requested", "on": "2024-03-01", "by": "马丽", "words": "已齐"}],
    )
    assert json.dumps(told, default=str)


@pytest.mark.parametrize("name", NAMES)
def test_a_demonstration_has_some_of_everything_and_says_so(tmp_path, name):
    with a_book(tmp_path, None) as book:
        book.planning.load_sample(name, demonstration=True)
        lines = book.read(proof.evidence_lines)
        assert {line.kind.name for line in lines} == {"FILE", "PHOTO", "PAPER"}
        assert {line.note for line in lines} == {"演示数据"}
        closures = [one.record for one in book.read(proof.sign_off_lines)]
        assert {state_of(one) for one in closures} == {
            SignOffState.REQUESTED,
            SignOffState.CLOSED,
            SignOffState.REOPENED,
        }
        for line in lines:
            if line.sha256:
                assert book.proving.content(line.id)[0] == line.file
        assert book.housekeeping.damages() == ()
        book.undo()
        assert book.read(queries.plan_lines) == ()
