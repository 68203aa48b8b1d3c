"""The spec, held against the checkout without building: all of ours goes in, nothing else does."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import contents
from dev import Trouble, say

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parent
_NEEDED = ("plugins/platforms/", "plugins/iconengines/", "qtbase_zh_CN.qm", "pyproject.toml")


def analysed(folder: Path) -> tuple[set[str], set[str]]:
    """Return the modules and the files that PyInstaller would pack, without packing them.

    Raises:
        Trouble: it cannot say.
    """
    answer = folder / "analysis.json"
    words = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    words += ["--distpath", str(folder), "--workpath", str(folder / "work")]
    done = subprocess.run(
        [*words, str(HERE / "planbook.spec")],
        cwd=HOUSE,
        env={**os.environ, "PLANBOOK_ANALYSE_ONLY": str(answer)},
        check=False,
    )
    if done.returncode or not answer.is_file():
        raise Trouble("PyInstaller 读不了 packaging/planbook.spec")
    told = json.loads(answer.read_text("utf-8"))
    return set(told["modules"]), {name.replace("\\", "/") for name in told["files"]}


def ours() -> set[str]:
    """Return the modules of the program as the checkout has them."""
    found = set()
    for package in ("db", "desktop", "resources"):
        for path in (HOUSE / package).rglob("*.py"):
            parts = path.relative_to(HOUSE).with_suffix("").parts
            found.add(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def names_module(text: str, module: str) -> bool:
    """Tell whether a Python file imports a module, or holds its name as a text to load it by."""
    parent, _, last = module.rpartition(".")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            inside = node.module == parent and any(name.name == last for name in node.names)
            if node.module == module or inside:
                return True
        elif isinstance(node, ast.Import):
            if any(name.name == module for name in node.names):
                return True
        elif isinstance(node, ast.Constant) and node.value == module:
            return True
    return False


def _is_named(module: str) -> bool:
    """Tell whether another file of the program names a module."""
    own = HOUSE.joinpath(*module.split(".")).with_suffix(".py")
    files = (path for package in ("db", "desktop") for path in (HOUSE / package).rglob("*.py"))
    texts = (path.read_text("utf-8") for path in files if path != own)
    return any(names_module(text, module) for text in texts)


def faults_of(modules: set[str], files: set[str]) -> Iterable[str]:
    """Yield what is wrong with what would be packed."""
    for module in sorted(ours() - modules):
        # One that nothing of the program names is not missed, but somebody should know of it.
        if _is_named(module):
            yield f"缺少模块 {module}"
        else:
            say(f"没有用到的模块：{module}")
    for module in sorted(filter(contents.is_excluded, modules)):
        yield f"不该有的模块 {module}"
    for name in sorted(files):
        if not contents.is_wanted(name):
            yield f"不该有的文件 {name}"
    for needed in _NEEDED:
        if not any(needed in name for name in files):
            yield f"缺少 {needed}"
    for path in (HOUSE / "resources").rglob("*.*"):
        name = path.relative_to(HOUSE).as_posix()
        if contents.is_wanted(name) and name not in files:
            yield f"缺少 {name}"


def hold() -> None:
    """Check the spec; Trouble says all that is wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        modules, files = analysed(Path(folder))
    faults = list(faults_of(modules, files))
    if faults:
        raise Trouble("；".join(faults))
    say(f"打包清单无误：{len(modules)} 个模块，{len(files)} 个文件")
