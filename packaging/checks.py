"""What is held against a built folder: its size, what must not be in it, the glibc it asks for."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from PyInstaller.archive.readers import CArchiveReader

import contents
from dev import Trouble, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MEGABYTE = 1024 * 1024
LARGEST = {"folder": 200, "deb": 60, "setup": 40}
"""In MB: the folder when installed, and the two that are carried on a stick."""
_SYMBOL = re.compile(rb"GLIBC_2\.(\d+)(?:\.\d+)?\0")


def files_of(folder: Path) -> list[Path]:
    """Return every file below a folder, those that are only linked to once."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def newest_glibc(folder: Path) -> tuple[tuple[int, int], Path]:
    """Return the newest glibc that a library below the folder asks for, and which one it is.

    The versions stand as plain names among a library's strings.
    """
    worst, at = (2, 0), folder
    for path in files_of(folder):
        content = path.read_bytes()
        if not content.startswith(b"\x7fELF"):
            continue
        newest = max((int(found) for found in _SYMBOL.findall(content)), default=0)
        if (2, newest) > worst:
            worst, at = (2, newest), path
    return worst, at


def modules_of(program: Path) -> set[str]:
    """Return the Python modules that are packed into a built program."""
    reader = CArchiveReader(str(program))
    packed = next(name for name in reader.toc if name.endswith(".pyz"))
    return set(reader.open_embedded_archive(packed).toc)


def faults_of(folder: Path, program: str) -> Iterable[str]:
    """Yield what is wrong with a built folder."""
    megabytes = sum(path.stat().st_size for path in files_of(folder)) / MEGABYTE
    say(f"{folder.name}：{megabytes:.1f} MB，{len(files_of(folder))} 个文件")
    if megabytes > LARGEST["folder"]:
        yield f"{folder.name} 有 {megabytes:.1f} MB，超过 {LARGEST['folder']} MB"
    for path in files_of(folder):
        if contents.NO_FILES.search(path.relative_to(folder).as_posix()):
            yield f"不该有的文件：{path.relative_to(folder)}"
    modules = modules_of(folder / program)
    say(f"{program}：{len(modules)} 个 Python 模块")
    for module in sorted(filter(contents.is_excluded, modules)):
        yield f"不该有的模块：{module}"
    for module in ("desktop.application", "db.book", "db.exchange.workbooks.child"):
        if module not in modules:
            yield f"缺少模块：{module}"
    newest, at = newest_glibc(folder)
    if newest > (2, 0):
        say(f"要求的 glibc：{newest[0]}.{newest[1]}（{at.name}）")
    if newest > contents.OLDEST_GLIBC:
        oldest = ".".join(map(str, contents.OLDEST_GLIBC))
        yield f"{at.name} 要求 glibc {newest[0]}.{newest[1]}，超过 {oldest}"


def hold(folder: Path, program: str) -> None:
    """Check a built folder; Trouble says all that is wrong."""
    faults = list(faults_of(folder, program))
    if faults:
        raise Trouble("；".join(faults))


def hold_size(path: Path, kind: str) -> None:
    """Check the size of what is carried on a stick; Trouble when it is too large."""
    megabytes = path.stat().st_size / MEGABYTE
    say(f"{path.name}：{megabytes:.1f} MB")
    if megabytes > LARGEST[kind]:
        raise Trouble(f"{path.name} 有 {megabytes:.1f} MB，超过 {LARGEST[kind]} MB")


def write_sums(folder: Path, files: Iterable[Path]) -> None:
    """Write the SHA-256 sums of what is handed out, beside it."""
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in files]
    (folder / "SHA256SUMS").write_text("\n".join([*lines, ""]), "utf-8")


def handed_out(folder: Path) -> list[Path]:
    """Return the files of a folder that are handed out, in order."""
    return [path for path in sorted(folder.iterdir()) if path.suffix in {".deb", ".exe", ".zip"}]
