#!/usr/bin/env python3
"""Every developer's command, on a machine that has nothing but Python 3.11."""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import io
import itertools
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Qt's wheels exist for these; the locks are made for the first of them.
OLDEST_PYTHON, FIRST_UNTRIED_PYTHON = (3, 11), (3, 14)

# What Qt loads from the system: the file it asks for, and Debian's package that holds it.
SYSTEM_LIBRARIES = Path(__file__).resolve().with_name("packaging") / "system_libraries.toml"

# Valid for sh and for Python alike: a #! line cannot hold a path with blanks, this can, and
# it finds the interpreter beside itself, so that the checkout may be moved or linked to.
LAUNCHER = """\
#!/bin/sh
'''exec' "$(dirname -- "$(readlink -f -- "$0")")/python" "$0" "$@"
'''
import sys

from desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
"""
WINDOWS_LAUNCHER = '@"%~dp0python.exe" "%~dp0planbook" %*\r\n'

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
START_QT = "from PySide6.QtWidgets import QApplication; QApplication([])"


class Trouble(Exception):
    """Something the developer has to settle; its text is the one line that says what."""


class House:
    """A checkout, and where in it things are."""

    def __init__(self, root: Path) -> None:
        windows = sys.platform == "win32"
        self.root = root
        self.development_lock = root / "requirements-dev.lock"
        self.venv = root / ".venv"
        self.scripts = self.venv / ("Scripts" if windows else "bin")
        self.python = self.scripts / ("python.exe" if windows else "python")
        self.launcher = self.scripts / "planbook"
        # What the environment was made from; written last, so that half a setup is none.
        self.stamp = self.venv / "planbook.stamp"

    def fingerprint(self) -> str:
        """Return what the stamp should say: the Python, the locked packages, the launcher."""
        made_from = self.development_lock.read_bytes() + (LAUNCHER + WINDOWS_LAUNCHER).encode()
        return f"{PYTHON} {hashlib.sha256(made_from).hexdigest()}\n"

    def is_ready(self) -> bool:
        """Return whether the environment is the one this checkout asks for."""
        made = all(path.exists() for path in (self.python, self.launcher, self.stamp))
        return made and self.stamp.read_text("utf-8") == self.fingerprint()


def say(message: str) -> None:
    """Tell the developer something; never on standard output, which `bench` needs for itself."""
    print(message, file=sys.stderr, flush=True)


def has_display() -> bool:
    """Return whether a window can be shown here."""
    if os.environ.get("QT_QPA_PLATFORM") in {"offscreen", "minimal"}:
        return False
    screens = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return sys.platform in {"win32", "darwin"} or bool(screens)


def environment(*, offscreen: bool) -> dict[str, str]:
    """Return the variables for a child process, which draws into memory when `offscreen`."""
    variables = dict(os.environ)
    if offscreen:
        variables["QT_QPA_PLATFORM"] = "offscreen"
    if sys.platform == "win32":
        # A pipe on Chinese Windows is cp936, on an English one it cannot hold Chinese at all.
        variables.setdefault("PYTHONUTF8", "1")
    return variables


def run_quietly(*words: str | Path, **variables: str) -> tuple[int, list[str]]:
    """Run a command and return its exit code and what it printed, as lines that are not blank."""
    done = subprocess.run(
        [str(word) for word in words],
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.returncode, [line.strip() for line in done.stdout.splitlines() if line.strip()]


def telling_line(lines: list[str]) -> str:
    """Return the line of a failed command's output that says why it failed."""
    marks = ("ERROR: ", "E: ")
    told = (line.removeprefix(mark) for mark in marks for line in lines if line.startswith(mark))
    return next(told, lines[-1] if lines else "没有输出")


def lacking(libraries: Mapping[str, str]) -> list[str]:
    """Return the packages of those libraries that cannot be loaded here."""
    packages = []
    for file, package in libraries.items():
        try:
            ctypes.CDLL(file)
        except OSError:
            packages.append(package)
    return packages


def system_libraries() -> dict[str, dict[str, str]]:
    """Return what Qt needs `offscreen`, and beyond that for a `window`: file and package."""
    return tomllib.loads(SYSTEM_LIBRARIES.read_text("utf-8"))


def packages_needed(*, new_environment: bool) -> list[str]:
    """Return Debian's packages without which the program or its environment cannot be."""
    if sys.platform != "linux":
        return []
    libraries = system_libraries()
    packages = lacking(libraries["offscreen"])
    packages += lacking(libraries["window"]) if has_display() else []
    if new_environment and importlib.util.find_spec("ensurepip") is None:
        packages.append(f"python{PYTHON}-venv")
    return packages


def packages_wished() -> list[str]:
    """Return Debian's packages that give a Chinese font to a machine without one."""
    has_one = shutil.which("fc-list") and run_quietly("fc-list", ":lang=zh", "family")[1]
    return [] if has_one or sys.platform != "linux" else ["fontconfig", "fonts-wqy-microhei"]


def install_packages(packages: list[str]) -> None:
    """Install Debian's packages as root.

    Raises:
        Trouble: they cannot be had.
    """
    say(f"正在安装系统软件包：{' '.join(packages)}")
    answers = {"DEBIAN_FRONTEND": "noninteractive"}
    # One dead source among several is no failure: what counts is whether the install succeeds.
    run_quietly("apt-get", "update", **answers)
    options = ("-y", "--no-install-recommends")
    code, lines = run_quietly("apt-get", "install", *options, *packages, **answers)
    if code:
        raise Trouble(f"系统软件包安装失败（{' '.join(packages)}）：{telling_line(lines)}")
    importlib.invalidate_caches()


def prepare_system(*, new_environment: bool) -> None:
    """See that the system has what Qt and `venv` need, installing it where that is allowed.

    Raises:
        Trouble: something is missing and cannot be installed from here.
    """
    needed = packages_needed(new_environment=new_environment)
    wished = packages_wished() if new_environment else []
    if not needed and not wished:
        return
    command = f"sudo apt-get install {' '.join(needed + wished)}"
    is_root = sys.platform != "win32" and os.geteuid() == 0
    if is_root and shutil.which("apt-get"):
        try:
            install_packages(needed + wished)
        except Trouble as trouble:
            if needed:
                raise
            say(str(trouble))
    elif needed:
        raise Trouble(f"缺少系统软件包：{' '.join(needed)}；请运行：{command}")
    else:
        say(f"没有中文字体，图片里的汉字会显示为方框；安装：{command}")


def make_environment(house: House) -> None:
    """Make the virtual environment, unless a sound one for this Python is there.

    Raises:
        Trouble: Python cannot make one here.
    """
    question = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
    if house.python.exists() and run_quietly(house.python, "-c", question) == (0, [PYTHON]):
        return
    say(f"正在建立虚拟环境：{house.venv}")
    code, lines = run_quietly(sys.executable, "-m", "venv", "--clear", house.venv)
    if code:
        raise Trouble(f"无法建立虚拟环境 {house.venv}：{telling_line(lines)}")


def install_requirements(house: House) -> None:
    """Install the locked packages, from the folder `PLANBOOK_WHEELS` names or as pip is set up.

    Raises:
        Trouble: they cannot be had.
    """
    wheels = os.environ.get("PLANBOOK_WHEELS")
    source = ("--no-index", "--find-links", wheels) if wheels else ()
    say(f"正在安装 Python 依赖（{wheels or '首次约 180 MB，需几分钟'}）")
    options = ("--no-input", "--disable-pip-version-check", "--require-hashes", *source)
    pip = (house.python, "-m", "pip", "install")
    code, lines = run_quietly(*pip, *options, "-r", house.development_lock)
    if code:
        raise Trouble(
            f"安装 Python 依赖失败：{telling_line(lines)}；请检查网络与 pip 镜像设置，"
            "或用环境变量 PLANBOOK_WHEELS 指定存放 wheel 的文件夹后重试"
        )


def link_checkout(house: House) -> None:
    """Put the program and its packages into the environment, without building anything."""
    library = ("Lib",) if sys.platform == "win32" else ("lib", f"python{PYTHON}")
    packages = house.venv.joinpath(*library, "site-packages")
    # Relative, so plain ASCII: older Pythons read a .pth in the encoding of the locale.
    relative = os.path.relpath(house.root.resolve(), packages.resolve())
    (packages / "planbook.pth").write_text(f"{relative}\n", "ascii")
    house.launcher.write_bytes(LAUNCHER.encode("ascii"))
    house.launcher.chmod(0o755)
    if sys.platform == "win32":
        house.launcher.with_suffix(".cmd").write_bytes(WINDOWS_LAUNCHER.encode("ascii"))


def set_up(house: House) -> None:
    """Make everything ready to run; at once, and without the network, when it already is.

    Raises:
        Trouble: something is missing; the message is one line.
    """
    ready = house.is_ready()
    prepare_system(new_environment=not ready)
    if ready:
        return
    make_environment(house)
    house.stamp.unlink(missing_ok=True)
    install_requirements(house)
    link_checkout(house)
    code, lines = run_quietly(house.python, "-c", START_QT, QT_QPA_PLATFORM="offscreen")
    if code:
        raise Trouble(f"Qt 不能启动：{telling_line(lines)}")
    house.stamp.write_text(house.fingerprint(), "utf-8")


def call(
    house: House, *words: str | Path, offscreen: bool = True, folder: Path | None = None
) -> int:
    """Run the environment's Python with these words, in the checkout or in `folder`."""
    command = [str(house.python), *(str(word) for word in words)]
    variables = environment(offscreen=offscreen)
    return subprocess.run(command, cwd=folder or house.root, env=variables, check=False).returncode


def setup(_house: House, _words: list[str]) -> int:
    """建立 .venv，装好依赖（其他命令会先自动做这一步）"""
    say("已就绪：.venv/bin/planbook")
    return 0


def run(house: House, words: list[str]) -> int:
    """有屏幕时打开示例规划，没有时自检并把结果和图片写入 out/；给出参数则原样交给 planbook"""
    offscreen = not has_display()
    if words:
        return call(house, house.launcher, *words, offscreen=offscreen, folder=Path.cwd())
    book = Path("out", "利通.planbook")
    if offscreen or not (house.root / book).exists():
        code = call(house, house.launcher, "self-check", "out")
        if offscreen or code:
            return code
    return call(house, house.launcher, book, offscreen=False)


def test(house: House, words: list[str]) -> int:
    """运行测试；--long 连同耗时的一起；其余参数交给 pytest"""
    return call(house, "-m", "pytest", *words_for_pytest(words))


def words_for_pytest(words: list[str]) -> list[str]:
    """Spread the whole suite over every core, file by file; a part of it runs in one process."""
    is_part = any(not word.startswith("-") for word in words)
    return words if is_part else ["-n", "auto", "--dist", "loadfile", *words]


def check(house: House, words: list[str]) -> int:
    """检查格式、写法、类型、导入方向，然后运行测试（--no-tests 不运行）"""
    steps: dict[str, tuple[str, ...]] = {
        "ruff format": ("-m", "ruff", "format", "--check", "."),
        "ruff check": ("-m", "ruff", "check", "."),
        "mypy": ("-m", "mypy"),
        "lint-imports": ("-c", LINT_IMPORTS, "--no-logo"),
    }
    if "--no-tests" not in words:
        steps["pytest"] = ("-m", "pytest", *words_for_pytest(words))
    failed = []
    for name, step in steps.items():
        say(f"== {name}")
        if call(house, *step):
            failed.append(name)
    say(f"未通过：{'、'.join(failed)}" if failed else "全部通过")
    return 1 if failed else 0


def tidy(house: House, _words: list[str]) -> int:
    """整理格式和导入顺序"""
    sorted_imports = call(house, "-m", "ruff", "check", "--select", "I", "--fix", ".")
    return call(house, "-m", "ruff", "format", ".") or sorted_imports


def bench(house: House, words: list[str]) -> int:
    """运行基准测试，可指定名称；每行一项"""
    return call(house, "-m", "tests.benchmarks", *words)


def looks(house: House, _words: list[str]) -> int:
    """把每个页面按每种主题、缩放和屏幕画成图片，写入 out/looks/"""
    worst, scales = 0, ("100", "150", "200")
    themes, screens = ("light", "dark", "high_contrast"), ("1366x768", "1920x1080")
    for theme, scale, screen in itertools.product(themes, scales, screens):
        folder = Path("out", "looks", f"{theme}-{scale}-{screen}")
        options = ("--theme", theme, "--scale", scale, "--screen", screen)
        worst = max(worst, call(house, house.launcher, "screenshots", folder, *options))
    return worst


def help_pictures(house: House, _words: list[str]) -> int:
    """把帮助里的图片照现在的页面重画"""
    return call(house, Path("packaging", "help_pictures.py"))


def build(house: House, words: list[str]) -> int:
    """在 Debian 11 里生成 Linux 文件夹和 .deb，写入 dist/；--try 再装进裸系统试一遍"""
    return call(house, Path("packaging", "build_linux.py"), *words)


def build_windows(house: House, words: list[str]) -> int:
    """在 Wine 里生成 Windows 文件夹、setup.exe 和便携压缩包；--try 再装上试一遍"""
    return call(house, Path("packaging", "build_windows.py"), *words)


# Each takes the rest of the command line and returns an exit code.
COMMANDS: dict[str, Callable[[House, list[str]], int]] = {
    "setup": setup,
    "run": run,
    "test": test,
    "check": check,
    "format": tidy,
    "bench": bench,
    "looks": looks,
    "help-pictures": help_pictures,
    "build": build,
    "build-windows": build_windows,
}


def main(words: list[str]) -> int:
    """Do the command the words name and return its exit code; 2 when it cannot be begun."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if not OLDEST_PYTHON <= sys.version_info[:2] < FIRST_UNTRIED_PYTHON:
        say(f"需要 Python 3.11、3.12 或 3.13，当前是 {sys.version.split()[0]}")
        return 2
    if not words or words[0] not in COMMANDS:
        lines = (f"  {name:14}{command.__doc__}" for name, command in COMMANDS.items())
        say("用法：python3 dev.py 命令 [参数]\n" + "\n".join(lines))
        return 0 if words in (["-h"], ["--help"]) else 2
    house = House(Path(__file__).resolve().parent)
    try:
        set_up(house)
        return COMMANDS[words[0]](house, words[1:])
    except Trouble as trouble:
        say(str(trouble))
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
