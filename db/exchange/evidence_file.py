"""A file on its way in as evidence: read whole, and judged before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.connection.digest import sha256
from db.errors import EvidenceRefused
from db.faults import EvidenceFault
from db.rules.evidence_files import LARGEST, judged, size_words

if TYPE_CHECKING:
    from pathlib import Path

    from db.model.work_words import EvidenceKind


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that may be kept: its name, its kind, its bytes and their SHA-256."""

    name: str
    kind: EvidenceKind
    content: bytes
    sha256: str


def read_evidence(path: Path) -> EvidenceFile:
    """Read a file that is to be evidence.

    Raises:
        EvidenceRefused: it is not there, is a folder, cannot be read, is empty, is larger than
            20 MB, or is of a kind that is not taken (a program, an archive, one with macros).
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise EvidenceRefused(path.name, EvidenceFault.FOLDER)
        if size > LARGEST:
            raise EvidenceRefused(path.name, EvidenceFault.TOO_LARGE, size_words(size))
        content = path.read_bytes()
    except OSError as error:
        raise EvidenceRefused(path.name or str(path), _fault_of(error)) from error
    kind = judged(path.suffix, content)
    if isinstance(kind, EvidenceFault):
        detail = size_words(len(content)) if kind is EvidenceFault.TOO_LARGE else ""
        raise EvidenceRefused(path.name, kind, detail)
    return EvidenceFile(path.name, kind, content, str(sha256(content).hexdigest()))


def _fault_of(error: OSError) -> EvidenceFault:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return EvidenceFault.MISSING
    if isinstance(error, IsADirectoryError):
        return EvidenceFault.FOLDER
    return EvidenceFault.NO_PERMISSION
