"""`dev.py build`: the Linux folder and the .deb, made in a Debian 11 to run on old systems.

`--try` installs the .deb in a bare Debian 11 and starts it there; `--fresh` makes the Debian anew;
`--clean` removes it at the end. `--check` builds nothing and looks only whether all would go in.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

import check_spec
import checks
import sources
import stamp
import try_deb
import wheels
from debian_root import DebianRoot
from dev import Trouble, say, system_libraries

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parent
BUILDING = (
    "ca-certificates", "build-essential", "dpkg-dev", "tcl", "zlib1g-dev", "libffi-dev",
    "libssl-dev", "libbz2-dev", "liblzma-dev", "libexpat1-dev", "uuid-dev", "xz-utils",
    "libxcb-image0", "libxcb-render-util0",
)  # fmt: skip
"""Debian's packages that Python is built from, and those that Qt's window finds its doors by."""


def roots() -> Path:
    """Return the folder the Debians are in, outside the checkout."""
    return Path(tempfile.gettempdir(), "planbook-roots")


def root_with_python(*, fresh: bool) -> DebianRoot:
    """Return the Debian with Python 3.11 in it, made when it is not there as it should be."""
    root = DebianRoot(roots() / "build")
    made_by = [HERE / "linux" / name for name in ("python_in_root.sh", "glibc_2_28.h")]
    state = hashlib.sha256(b"".join(path.read_bytes() for path in made_by)).hexdigest()
    stamp_file = root.folder / "planbook.stamp"
    if not fresh and stamp_file.is_file() and stamp_file.read_text("ascii") == state:
        return root
    libraries = [package for kind in system_libraries().values() for package in kind.values()]
    root.make([*BUILDING, *libraries])
    for path in made_by:
        shutil.copy(path, root.folder / "usr" / "src")
    say("正在从 Debian 的源码包编译 Python 3.11，需 5—15 分钟")
    root.run("sh", "/usr/src/python_in_root.sh", log=roots() / "python.log")
    stamp_file.write_text(state, "ascii")
    return root


def bring(root: DebianRoot) -> None:
    """Copy the checkout's own files and the locked wheels into a Debian."""
    place = root.folder / "usr" / "src"
    sources.bring(place / "planbook")
    shutil.rmtree(place / "wheels", ignore_errors=True)
    say("正在下载锁定的 Python 依赖")
    wheels.fetch(place / "wheels", "linux")


def main(words: list[str]) -> None:
    """Build, check, and say where it is."""
    if "--check" in words:
        check_spec.hold()
        return
    root = root_with_python(fresh="--fresh" in words)
    bring(root)
    say("正在打包")
    root.run("sh", "/usr/src/planbook/packaging/linux/build_in_root.sh", log=roots() / "build.log")
    out = HOUSE / "dist"
    out.mkdir(exist_ok=True)
    made = root.folder / "usr" / "src" / "out"
    folder = out / f"planbook-{stamp.version()}-linux-x86_64"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made / "planbook", folder, symlinks=True)
    (deb,) = made.glob("*.deb")
    deb = Path(shutil.copy(deb, out))
    checks.hold(folder, "planbook")
    checks.hold_size(deb, "deb")
    checks.write_sums(out, checks.handed_out(out))
    if "--try" in words:
        try_deb.hold(deb, DebianRoot(roots() / "bare"))
    if "--clean" in words:
        shutil.rmtree(roots())
    say(f"已生成：{folder.relative_to(HOUSE)}、{deb.relative_to(HOUSE)}")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Trouble as trouble:
        say(str(trouble))
        sys.exit(2)
