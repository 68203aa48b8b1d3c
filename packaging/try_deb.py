"""A bare Debian 11 in which the .deb is installed, started, used and removed as a person would."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from dev import say

if TYPE_CHECKING:
    from debian_root import DebianRoot

HERE = Path(__file__).resolve().parent


def hold(deb: Path, root: DebianRoot) -> None:
    """Try a package in a Debian made for it; Trouble names the step that failed."""
    root.make(["ca-certificates"])
    sources = root.folder / "usr" / "src"
    shutil.copy(deb, sources / "planbook.deb")
    for name in ("try_in_root.sh", "try_as_user.sh", "try_on_screen.sh"):
        shutil.copy(HERE / "linux" / name, sources)
    say("正在裸的 Debian 11 里安装、自检、打开、卸载")
    log = root.folder.parent / "try.log"
    for line in root.run("sh", "/usr/src/try_in_root.sh", log=log):
        if line.startswith("== "):
            say(line.removeprefix("== "))
    root.remove()
