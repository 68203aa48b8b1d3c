"""The locked packages as wheels in a folder, for a machine other than this one."""

from __future__ import annotations

import sys
from pathlib import Path

from packaging.requirements import Requirement

from dev import Trouble, run_quietly, telling_line

LOCK = Path(__file__).resolve().parent / "requirements.lock"
PYTHON = "3.11"
LINUX = ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64")
"""What runs on glibc 2.28; newer wheels would not start there."""
WINDOWS = ("win_amd64",)


def lock_for(system: str) -> str:
    """Return the lock without what another system needs; `system` as sys.platform names it."""
    kept: list[str] = []
    taking = True
    for line in LOCK.read_text("utf-8").splitlines():
        if not line.startswith(" "):
            name = Requirement(line.rstrip("\\").strip())
            taking = name.marker is None or name.marker.evaluate({"sys_platform": system})
            # Answered already: pip would ask the machine it runs on.
            line = f"{name.name}{name.specifier} \\"  # noqa: PLW2901 - the same line, shorter
        if taking:
            kept.append(line)
    return "\n".join([*kept, ""])


def fetch(folder: Path, system: str) -> None:
    """Bring the wheels of a system into a folder, as pip is set up here.

    Raises:
        Trouble: they cannot be had.
    """
    platforms = WINDOWS if system == "win32" else LINUX
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder / "requirements.txt"
    lock.write_text(lock_for(system), "utf-8")
    options = ["--no-input", "--disable-pip-version-check", "--require-hashes", "--no-deps"]
    options += ["--only-binary", ":all:", "--python-version", PYTHON, "-d", str(folder)]
    for platform in (*platforms, "any"):
        options += ["--platform", platform]
    code, lines = run_quietly(sys.executable, "-m", "pip", "download", *options, "-r", lock)
    if code:
        raise Trouble(f"下载 Python 依赖失败：{telling_line(lines)}")
