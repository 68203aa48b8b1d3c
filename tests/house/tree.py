"""The files of the checkout, without what `.gitignore` names."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def ignored_names() -> frozenset[str]:
    """Return the names that `.gitignore` lists; it holds plain names only."""
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    names = (line.strip().rstrip("/") for line in lines if not line.startswith("#"))
    return frozenset(name for name in names if name) | {".git"}


def all_files() -> list[Path]:
    """Return every file that is, or would be, in the repository."""
    ignored = ignored_names()
    found = []
    for folder, subfolders, files in os.walk(ROOT):
        subfolders[:] = sorted(name for name in subfolders if name not in ignored)
        found += [Path(folder, name) for name in sorted(files) if name not in ignored]
    return found


def python_files() -> list[Path]:
    """Return every Python file of ours."""
    return [path for path in all_files() if path.suffix == ".py"]


def texts() -> list[tuple[Path, str]]:
    """Return every file that is UTF-8 text, with its text."""
    found = []
    for path in all_files():
        content = path.read_bytes()
        if b"\0" not in content:
            found.append((path, content.decode("utf-8")))
    return found


def place(path: Path) -> str:
    """Return a path as it is written in a message: from the top of the checkout."""
    return path.relative_to(ROOT).as_posix()
