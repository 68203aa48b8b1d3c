"""NOTICES.txt: all that is in the built program, and the licence each part of it comes under."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).resolve().parent
TEXTS = HERE / "licences"
_RULE = "=" * 100
_QT = {"pyside6_essentials", "shiboken6", "pyside6-essentials"}


def write(path: Path, modules: Iterable[str], libraries: Iterable[str]) -> None:
    """Write the notices of a program of these Python modules and these files of the system's."""
    parts = sorted(_distributions(modules), key=lambda part: part.name.lower())
    packages = _packages_of(libraries)
    named = [f"  {stamp.PRODUCT} {stamp.version()}: MIT", f"  {_python_line()}"]
    named += [f"  {part.name} {part.version}: {_licence_of(part)}" for part in parts]
    named += [f"  {package} (Debian): see below" for package in packages]
    texts = [(stamp.PRODUCT, (stamp.HOUSE / "LICENSE").read_text("utf-8")), *_python_texts()]
    for part in parts:
        texts += [(f"{part.name} {part.version}", text) for text in _texts_of(part)]
    for package, copyright_file in packages.items():
        texts.append((package, copyright_file.read_text("utf-8", "replace")))
    told = "\n".join(named)
    written = [f"本程序由下列各部分组成，许可全文在后。\n\n{told}\n"]
    written += [f"{_RULE}\n{name}\n{_RULE}\n\n{text.strip()}\n" for name, text in texts]
    path.write_text("\n".join(written), "utf-8")


def _distributions(modules: Iterable[str]) -> list[metadata.Distribution]:
    """Return the installed packages that those modules come from."""
    homes = metadata.packages_distributions()
    tops = {module.split(".")[0] for module in modules}
    names = {name for top in tops for name in homes.get(top, ())}
    # Its binding is what the modules name; the libraries come with the same packages.
    return [metadata.distribution(name) for name in sorted(names)]


def _licence_of(part: metadata.Distribution) -> str:
    said = part.metadata.json
    words = str(said.get("license_expression") or said.get("license") or "")
    return words.splitlines()[0].strip() if words else "see below"


def _texts_of(part: metadata.Distribution) -> Iterator[str]:
    """Yield the texts a package brings along, and for Qt those that it only names."""
    if part.name.lower().replace("-", "_") in _QT:
        if part.name.lower() != "shiboken6":
            for name in ("inside-qt", "LGPL-3.0", "GPL-3.0"):
                yield (TEXTS / f"{name}.txt").read_text("utf-8")
        return
    for file in part.files or ():
        place = file.as_posix()
        if ".dist-info/" not in place:
            continue
        if "licen" in place.lower() or Path(place).name.upper().startswith(("NOTICE", "COPYING")):
            yield Path(str(file.locate())).read_text("utf-8", "replace")
        elif place.endswith(".cyclonedx.json"):
            yield _crates(json.loads(Path(str(file.locate())).read_text("utf-8")))


def _crates(bill: dict[str, Any]) -> str:
    """Return the parts that a bill of materials names, a line each."""
    lines = []
    for crate in bill.get("components", ()):
        words = [choice.get("expression") or "" for choice in crate.get("licenses", ())]
        lines.append(f"{crate['name']} {crate.get('version', '')}: {' '.join(words)}")
    return "Compiled in:\n" + "\n".join(f"  {line}" for line in sorted(lines))


def _python_line() -> str:
    version = ".".join(str(number) for number in sys.version_info[:3])
    return (
        f"Python {version}: PSF-2.0, with what its own text names (OpenSSL, SQLite, zlib, bzip2…)"
    )


def _python_texts() -> Iterator[tuple[str, str]]:
    """Yield Python's licence, from where this Python keeps it."""
    homes = (Path(metadata.__file__).parents[1], Path(sys.base_prefix))
    for home in homes:
        for name in ("LICENSE.txt", "LICENSE"):
            if (home / name).is_file():
                yield "Python", (home / name).read_text("utf-8", "replace")
                return


def _packages_of(libraries: Iterable[str]) -> dict[str, Path]:
    """Return the system's packages those files come from, each with its copyright file."""
    if sys.platform != "linux":
        return {}
    found: dict[str, Path] = {}
    for library in libraries:
        # A merged /usr is known to dpkg by either name.
        for name in (library, library.removeprefix("/usr")):
            done = subprocess.run(
                ["dpkg-query", "-S", name], capture_output=True, encoding="utf-8", check=False
            )
            if done.returncode == 0:
                package = done.stdout.split(":")[0]
                text = Path("/usr/share/doc", package, "copyright")
                if text.is_file():
                    found[package] = text
                break
    return dict(sorted(found.items()))
