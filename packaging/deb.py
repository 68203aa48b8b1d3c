"""`deb.py PROGRAM ICONS OUT`: the .deb of a built folder, with what a desktop asks of it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import contents
import stamp

HERE = Path(__file__).resolve().parent

_CONTROL = """\
Package: planbook
Version: {version}
Section: misc
Priority: optional
Architecture: amd64
Depends: {depends}
Recommends: fonts-wqy-microhei | fonts-noto-cjk | fonts-wqy-zenhei
Installed-Size: {size}
Maintainer: Planbook <planbook@localhost>
Description: 规划台账: ledger of a published education plan
 区县教育局记教育规划的指标、任务、项目和每年的完成情况，一个文件，不联网。
 Indicators with baselines and targets, tasks and projects of a published
 plan, and all that is recorded against them, in one file, offline.
"""


def stage(program: Path, icons: Path, root: Path) -> None:
    """Lay out what the package holds below `root`, as it is on the user's machine."""
    shutil.copytree(program, root / "opt" / "planbook", symlinks=True)
    command = root / "usr" / "bin" / "planbook"
    command.parent.mkdir(parents=True)
    command.symlink_to("/opt/planbook/planbook")
    share = root / "usr" / "share"
    drawing = HERE.parent / "resources" / "icons" / "planbook.svg"
    pictures = [(f"{path.stem}x{path.stem}", path) for path in sorted(icons.glob("*.png"))]
    wanted = [
        (HERE / "linux" / "planbook.desktop", "applications/planbook.desktop"),
        (HERE / "linux" / "planbook.xml", "mime/packages/planbook.xml"),
        (program / "_internal" / "resources" / "NOTICES.txt", "doc/planbook/copyright"),
    ]
    for size, path in [*pictures, ("scalable", drawing)]:
        home = f"icons/hicolor/{size}"
        wanted.append((path, f"{home}/apps/planbook{path.suffix}"))
        wanted.append((path, f"{home}/mimetypes/application-x-planbook{path.suffix}"))
    for source, place in wanted:
        target = share / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def describe(root: Path) -> None:
    """Write what dpkg wants to know: control, sums, and the scripts that are run."""
    folder = root / "DEBIAN"
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    size = sum(path.stat().st_size for path in files) // 1024
    sums = [f"{_sum(path)}  {path.relative_to(root)}" for path in files]
    folder.mkdir()
    depends = ", ".join(contents.DEPENDS)
    control = _CONTROL.format(version=stamp.version(), depends=depends, size=size)
    (folder / "control").write_text(control, "utf-8")
    (folder / "md5sums").write_text("\n".join([*sums, ""]), "utf-8")
    for name in ("postinst", "prerm", "postrm"):
        shutil.copyfile(HERE / "linux" / name, folder / name)
        (folder / name).chmod(0o755)


def _sum(path: Path) -> str:
    # Not against an enemy: it is how dpkg looks for files that were damaged.
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()


def main(program: Path, icons: Path, out: Path) -> None:
    """Make the package in the folder `out`."""
    root = out / "deb"
    shutil.rmtree(root, ignore_errors=True)
    stage(program, icons, root)
    describe(root)
    # zstd, the later habit, cannot be read by the dpkg of older systems.
    target = out / f"planbook_{stamp.version()}_amd64.deb"
    words = ("dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(target))
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(root)


if __name__ == "__main__":
    main(*(Path(word) for word in sys.argv[1:]))
