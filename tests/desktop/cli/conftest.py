"""The command line as a test calls it: words in, exit code and both streams out."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desktop import cli

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Done:
    """How a verb ended and what it said."""

    code: int
    out: str
    error: str

    @property
    def answer(self) -> dict[str, Any]:
        """The one JSON object that stands on standard output."""
        value: dict[str, Any] = json.loads(self.out)
        return value

    def refused(self) -> str:
        """The one line that says why nothing was done."""
        assert (self.code, self.out) == (2, ""), self
        assert self.error.endswith("\n")
        lines = self.error.splitlines()
        assert len(lines) == 1, self.error
        assert "Traceback" not in self.error
        return lines[0]

    def done(self) -> str:
        """What a verb said that did all it was asked."""
        assert (self.code, self.error) == (0, ""), self
        return self.out


Call = Callable[..., Done]


@pytest.fixture
def planbook(capsys: pytest.CaptureFixture[str]) -> Call:
    """Run a verb in this process."""

    def call(*words: str | Path) -> Done:
        capsys.readouterr()
        code = cli.run([str(word) for word in words])
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return call


@pytest.fixture
def litong(planbook: Call, tmp_path: Path) -> Path:
    """A book with the plan of 利通, on a path with Chinese and a blank."""
    folder = tmp_path / "教育局 规划科"
    folder.mkdir()
    book = folder / "利通.planbook"
    planbook("new", book, "--sample", "litong").done()
    return book


def sha256(path: Path) -> str:
    """Return the hash of a file that nobody has open."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def indicator(dump: dict[str, Any], name: str) -> dict[str, Any]:
    """Return the only indicator of that name in a dump."""
    (found,) = (row for row in dump["indicators"] if row["name"] == name)
    return found
