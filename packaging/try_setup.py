"""setup.exe under Wine: installed silently, checked, used, installed once more, uninstalled."""

from __future__ import annotations

import os
import re
import threading
from typing import TYPE_CHECKING

from dev import Trouble, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from wine import Wine

_PATIENCE = 120
"""Half seconds."""
_KEYS = (
    r"HKCU\Software\Classes\.planbook",
    r"HKCU\Software\Classes\Planbook.Book\shell\open\command",
    r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Planbook",
)


def hold(setup: Path, wine: Wine) -> None:
    """Try it; Trouble names what did not hold."""
    user = wine.prefix / "drive_c" / "users" / os.environ.get("USER", "root")
    home = user / "AppData" / "Local" / "Programs" / "Planbook"
    settings = user / "AppData" / "Local" / "planbook" / "planbook.conf"
    command = home / "planbook-cli.exe"
    say("正在 Wine 里静默安装、自检、打开、覆盖安装、卸载")
    wine.run(setup, "/S")
    _hold(command.is_file(), "没有装上")
    _hold(all(_is_there(wine, key) for key in _KEYS), "注册表里没有登记")

    books = user / "台账 文件"
    books.mkdir(exist_ok=True)
    first, second = books / "第 一 本.planbook", books / "第二本 （新）.planbook"
    _, lines = wine.run(command, "--version")
    _hold(lines and lines[-1].startswith("planbook "), "planbook-cli 没有输出")
    _, lines = wine.run(command, "self-check", _seen(books / "自检"))
    steps = [line for line in lines if line[0].isdigit()]
    _hold(len(steps) == 10, f"自检只有 {len(steps)} 步")  # noqa: PLR2004 - its steps
    say(f"自检 {len(steps)} 步，{len(list((books / '自检').glob('*.png')))} 张图")
    for book, sample in ((first, "litong"), (second, "rizhao")):
        if not book.exists():
            wine.run(command, "new", _seen(book), "--sample", sample)
    _hold_foreign_lists(wine, home / "planbook.exe")
    _hold_double_clicks(wine, home / "planbook.exe", settings, (first, second))
    wine.close()
    wine.run(setup, "/S")
    _hold(command.is_file() and first.is_file(), "覆盖安装后少了文件")
    wine.run(home / "uninstall.exe", "/S", f"_?={_seen(home)}")
    left = [path.name for path in home.rglob("*")] if home.exists() else []
    _hold(set(left) <= {"uninstall.exe"}, f"卸载后还有：{'、'.join(left[:5])}")
    _hold(not any(_is_there(wine, key) for key in _KEYS), "卸载后注册表里还有登记")
    _hold(first.is_file(), "卸载动了台账")
    say("卸载干净，台账和设置还在" if settings.exists() else "卸载干净，台账还在")


def _hold_foreign_lists(wine: Wine, program: Path) -> None:
    """See that the program with a window, which has no console, starts its own child process."""
    code, _ = wine.run(program, "--read-foreign-file", "xls", may_fail=True)
    _hold(code == 10, f"子进程的退出码是 {code}")  # noqa: PLR2004 - damaged: it was given nothing


def _hold_double_clicks(
    wine: Wine, program: Path, settings: Path, books: tuple[Path, Path]
) -> None:
    """See that a book opens by its kind, and a second one in the same program."""
    first, second = books
    running = settings.with_name("running.lock")
    for key in (r"Software\Classes\.planbook", r"Software\Classes\Planbook.Book"):
        # Windows looks at both places, Wine only at the machine's.
        wine.run("reg", "copy", rf"HKCU\{key}", rf"HKLM\{key}", "/s", "/f")
    # A program that was killed leaves its word there.
    running.unlink(missing_ok=True)
    wine.start("start", _seen(first))
    _until(lambda: "address" in _text(running), "双击没有打开台账")
    wine.run(program, _seen(second))
    _until(lambda: "第二本" in _recent(settings), "第二次双击没有到已开着的窗口")
    _hold("第 一 本" in _recent(settings), "第一本没有打开过")
    say("双击打开；第二本在同一个窗口打开")


def _until(holds: Callable[[], bool], otherwise: str) -> None:
    """Wait for what another process does; nothing here could tell."""
    waiting = threading.Event()
    for _ in range(_PATIENCE):
        if holds():
            return
        waiting.wait(0.5)
    raise Trouble(f"安装程序没有通过：{otherwise}")


def _text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""


def _recent(settings: Path) -> str:
    """Return the recent books in a file of Qt's settings, which writes Chinese as numbers."""
    letters = re.compile(r"\\x([0-9a-f]{1,4})")
    return letters.sub(lambda code: chr(int(code[1], 16)), _text(settings))


def _seen(path: Path) -> str:
    return "Z:" + str(path).replace("/", "\\")


def _is_there(wine: Wine, key: str) -> bool:
    return wine.run("reg", "query", key, may_fail=True)[0] == 0


def _hold(truth: object, otherwise: str) -> None:
    if not truth:
        raise Trouble(f"安装程序没有通过：{otherwise}")
