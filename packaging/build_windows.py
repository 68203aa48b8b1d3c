"""`dev.py build-windows`: the Windows folder, setup.exe and a portable zip, made under Wine.

`--try` installs setup.exe silently, checks it, opens books with it and uninstalls it; `--clean`
removes Wine's folder at the end. A release is made on Windows itself, by windows/build.ps1.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

import checks
import sources
import stamp
import try_setup
from dev import Trouble, run_quietly, say, telling_line
from wine import Wine, have_programs, windows_path

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parent


def packed(wine: Wine, place: Path) -> Path:
    """Let PyInstaller make the folder of the program from the sources in `place`."""
    out = wine.folder / "out"
    shutil.rmtree(out, ignore_errors=True)
    say("正在 Wine 里打包")
    words = ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    words += ["--distpath", windows_path(out), "--workpath", windows_path(out / "work")]
    words.append(windows_path(place / "packaging" / "planbook.spec"))
    wine.run(wine.python, *words, log=wine.folder / "build.log", more={"PYTHONHASHSEED": "1"})
    return out / "planbook"


def set_up_program(folder: Path, icon: Path, target: Path) -> None:
    """Let NSIS make setup.exe of a built folder.

    Raises:
        Trouble: it cannot.
    """
    given = {
        "VERSION": stamp.version(),
        "NUMBERS": ".".join(map(str, stamp.numbers())),
        "PROGRAM": folder,
        "ICON": icon,
        "TARGET": target,
    }
    options = [f"-D{name}={value}" for name, value in given.items()]
    say("正在制作 setup.exe")
    script = HERE / "windows" / "planbook.nsi"
    code, lines = run_quietly("makensis", "-V2", "-INPUTCHARSET", "UTF8", *options, script)
    if code:
        raise Trouble(f"制作 setup.exe 失败：{telling_line(lines)}")


def zip_of(folder: Path, target: Path) -> None:
    """Write the portable zip: the folder as it is, to be unpacked anywhere."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in checks.files_of(folder):
            archive.write(path, Path("规划台账", path.relative_to(folder)))


def main(words: list[str]) -> None:
    """Build, check, and say where it is."""
    have_programs()
    wine = Wine(Path(tempfile.gettempdir(), "planbook-wine"))
    try:
        wine.make()
        place = wine.folder / "source"
        sources.bring(place)
        wine.install_python([place, place / "packaging"])
        made = packed(wine, place)
        out = HOUSE / "dist"
        out.mkdir(exist_ok=True)
        name = f"planbook-{stamp.version()}-windows-x86_64"
        folder, setup, portable = out / name, out / f"{name}-setup.exe", out / f"{name}.zip"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(made, folder)
        set_up_program(folder, made.parent / "work" / "planbook" / "icons" / "planbook.ico", setup)
        zip_of(folder, portable)
        checks.hold(folder, "planbook.exe")
        checks.hold_size(setup, "setup")
        checks.write_sums(out, checks.handed_out(out))
        if "--try" in words:
            try_setup.hold(setup, wine)
    finally:
        wine.close()
    if "--clean" in words:
        shutil.rmtree(wine.folder)
    say(f"已生成：{'、'.join(str(path.relative_to(HOUSE)) for path in (folder, setup, portable))}")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Trouble as trouble:
        say(str(trouble))
        sys.exit(2)
