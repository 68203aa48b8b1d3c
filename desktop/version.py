"""The version of the program, read from where it stands once: `pyproject.toml`.

The built program carries that file's head along, in the same place.
"""

import re
from pathlib import Path

_STATED = re.compile(r'^version = "(.+)"$', re.MULTILINE)


def _read() -> str:
    text = (Path(__file__).resolve().parents[1] / "pyproject.toml").read_text("utf-8")
    found = _STATED.search(text)
    return found[1] if found else "0"


VERSION = _read()
