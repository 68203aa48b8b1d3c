"""The version of the program, read from pyproject.toml, in the forms a build stamps it in."""

from __future__ import annotations

import tomllib
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
PRODUCT = "规划台账"
PUBLISHER = "Planbook"

_WINDOWS = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004,
                    fileType=1, subtype=0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('080404B0', [
      StringStruct('CompanyName', '{publisher}'),
      StringStruct('FileDescription', '{product}'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('InternalName', 'planbook'),
      StringStruct('LegalCopyright', 'MIT'),
      StringStruct('OriginalFilename', 'planbook.exe'),
      StringStruct('ProductName', '{product}'),
      StringStruct('ProductVersion', '{version}'),
    ])]),
    VarFileInfo([VarStruct('Translation', [0x0804, 0x04B0])]),
  ],
)
"""


def version() -> str:
    """Return the version of the checkout: 0.1.0."""
    text = (HOUSE / "pyproject.toml").read_text("utf-8")
    found: str = tomllib.loads(text)["project"]["version"]
    return found


def numbers() -> tuple[int, int, int, int]:
    """Return the version as the four numbers that Windows wants."""
    parts = [int(part) for part in version().split(".")[:3]]
    return tuple([*parts, 0, 0, 0, 0][:4])  # type: ignore[return-value]  # four of them


def write_project(path: Path) -> None:
    """Write what the program itself reads its version from, as in a checkout."""
    path.write_text(f'[project]\nname = "planbook"\nversion = "{version()}"\n', "utf-8")


def write_windows_version(path: Path) -> None:
    """Write what Windows shows of a program under its properties."""
    words = {"product": PRODUCT, "publisher": PUBLISHER}
    path.write_text(_WINDOWS.format(numbers=numbers(), version=version(), **words), "utf-8")
