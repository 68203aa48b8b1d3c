"""The checkout's own files, copied to where a build takes them from."""

from __future__ import annotations

import shutil
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
PARTS = ("db", "desktop", "resources", "packaging", "pyproject.toml", "LICENSE", "CHANGELOG.md")


def bring(place: Path) -> None:
    """Copy them into a folder made for them."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    for name in PARTS:
        source = HOUSE / name
        if source.is_dir():
            shutil.copytree(source, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, place / name)
