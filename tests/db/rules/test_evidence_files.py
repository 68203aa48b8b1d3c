"""Which files may be evidence: by ending and content, whatever the bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.faults import EvidenceFault
from db.model.work_words import EvidenceKind
from db.rules.evidence_files import LARGEST, TAKEN, judged
from tests.db.proof_stories import OFFICE, PDF, PNG

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20)

CASES = [
    (".pdf", PDF, EvidenceKind.FILE),
    (".PDF", b"\n\n" + PDF, EvidenceKind.FILE),
    (".docx", OFFICE, EvidenceKind.FILE),
    (".doc", OLE, EvidenceKind.FILE),
    (".doc", b"{\\rtf1 hello}", EvidenceKind.FILE),
    (".et", OLE, EvidenceKind.FILE),
    (".ofd", b"PK\x03\x04....OFD.xml", EvidenceKind.FILE),
    (".txt", "完成情况：已投用".encode("gb18030"), EvidenceKind.FILE),
    (".txt", "完成".encode("utf-16"), EvidenceKind.FILE),
    (".jpg", b"\xff\xd8\xff\xe0" + bytes(9), EvidenceKind.PHOTO),
    (".jpg", PNG, EvidenceKind.PHOTO),
    (".webp", b"RIFF\x00\x00\x00\x00WEBPVP8 ", EvidenceKind.PHOTO),
    (".heic", b"\x00\x00\x00\x18ftypheic", EvidenceKind.PHOTO),
    (".png", PDF, EvidenceFault.WRONG_CONTENT),
    (".xlsx", b"PK\x03\x04 other", EvidenceFault.WRONG_CONTENT),
    (".xls", b"<html><table>", EvidenceFault.WRONG_CONTENT),
    (".txt", b"a\x00b", EvidenceFault.WRONG_CONTENT),
    (".xls", OLE + "_VBA_PROJECT".encode("utf-16-le"), EvidenceFault.MACROS),
    (".txt", b"#!/bin/sh\n", EvidenceFault.PROGRAM),
    (".docx", b"\x7fELF" + bytes(9), EvidenceFault.PROGRAM),
    (".bat", b"echo", EvidenceFault.PROGRAM),
    (".html", b"<html>", EvidenceFault.PROGRAM),
    (".rar", b"Rar!", EvidenceFault.ARCHIVE),
    ("", PDF, EvidenceFault.WRONG_TYPE),
    (".pdf", b"", EvidenceFault.EMPTY),
]


@pytest.mark.parametrize(("ending", "content", "said"), CASES)
def test_a_file_is_what_its_content_says(ending, content, said):
    assert judged(ending, content) is said


def test_the_limit_is_the_last_size_that_is_taken():
    assert judged(".txt", b"a" * LARGEST) is EvidenceKind.FILE
    assert judged(".txt", b"a" * (LARGEST + 1)) is EvidenceFault.TOO_LARGE


@given(ending=st.sampled_from([*TAKEN, ".exe", ".zip", ""]), content=st.binary(max_size=200))
def test_any_bytes_are_judged_and_no_program_is_taken(ending, content):
    said = judged(ending, content)
    assert isinstance(said, EvidenceKind | EvidenceFault)
    assert not isinstance(judged(ending, b"MZ" + content), EvidenceKind)
