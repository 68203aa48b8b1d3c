"""A Debian in a folder: made by mmdebstrap, entered by chroot, gone without leaving a mount."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from dev import Trouble, install_packages, run_quietly, say, telling_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OLDEST = "bullseye"
"""Debian 11, glibc 2.31: the oldest whose packages can still be had."""

# A process group of its own sees /proc; when it ends, nothing is left mounted.
_ENTER = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'


class DebianRoot:
    """The folder a Debian is in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, packages: Sequence[str]) -> None:
        """Make it anew with these packages.

        Raises:
            Trouble: this is not Linux as root, or the packages cannot be had.
        """
        if sys.platform != "linux" or os.geteuid() != 0:
            raise Trouble("要在 Debian 11 里构建，请在 Linux 上用 root 运行")
        if shutil.which("mmdebstrap") is None:
            install_packages(["mmdebstrap"])
        self.remove()
        say(f"正在建立 Debian 11：{self.folder}")
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        options = ("--mode=root", "--variant=apt", f"--include={','.join(packages)}")
        mirror = os.environ.get("PLANBOOK_DEBIAN_MIRROR")
        sources = [f"deb {mirror} {OLDEST} main"] if mirror else []
        code, lines = run_quietly("mmdebstrap", *options, OLDEST, self.folder, *sources)
        if code:
            self.remove()
            raise Trouble(f"Debian 11 建立失败：{telling_line(lines)}")
        shutil.copy("/etc/resolv.conf", self.folder / "etc" / "resolv.conf")

    def run(self, *words: str, log: Path | None = None, **variables: str) -> list[str]:
        """Run a command inside and return its lines; they also go to `log`.

        Raises:
            Trouble: it fails.
        """
        home = {"HOME": "/root", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
        enter = ("unshare", "--mount", "--pid", "--fork", "sh", "-c", _ENTER)
        done = subprocess.run(
            [*enter, str(self.folder), *words],
            env={**home, **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if log is not None:
            log.write_text(done.stdout, "utf-8")
        lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
        if done.returncode:
            where = f"（全部输出在 {log}）" if log else ""
            raise Trouble(f"{' '.join(words[:3])} 失败：{telling_line(lines)}{where}")
        return lines

    def remove(self) -> None:
        """Remove the folder."""
        if self.folder.exists():
            shutil.rmtree(self.folder)
