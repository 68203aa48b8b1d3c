"""A zip for whoever mends the program: versions, settings, logs, a book's shape; none of its words.

Of settings only switches and numbers go in, of a crash only where in the program it was, of a path
only what belongs to the program itself, and no Chinese but the list of what is in it.
"""

from __future__ import annotations

import json
import locale
import platform
import re
import sys
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from db.connection.whole_file import written_whole
from db.queries.shape import ENGINE, book_shape
from desktop.crash_log import PRIVATE
from desktop.running_log import LOG_NAME, OLD_LOG_NAME
from desktop.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.book import PlanBook
    from desktop.preferences import Preferences

_MOST_CRASHES = 10
_CONTENTS = """\
规划台账的诊断包，供维护人员查找程序的毛病。

versions.json  程序、系统、屏幕
settings.json  设置里的开关和数字；文件、姓名只写有几个
book.json      打开着的台账的结构和各表行数
logs/          最近的日志，只有出错的地方，没有出错的内容

没有台账里的数、名称和文字，没有文件名、用户名。
"""

_FRAME = re.compile(r'^(?P<lead>  (?:File ")?)(?P<file>.+?)(?P<place>(?:", line |:)\d+.*)$')
_OURS = re.compile(r"(?:^|[/\\])((?:desktop|db|resources|packaging)[/\\][\w/\\]+\.pyc?)$")
_FROM_A_PATH_ON = re.compile(r"(?:[A-Za-z]:|~)?[/\\].*")
_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")


def own_parts(preferences: Preferences) -> dict[str, str]:
    """Return what tells of the program itself, by file; to be asked where windows are."""
    return {
        "说明.txt": _CONTENTS,
        "versions.json": _as_json(_versions()),
        "settings.json": _as_json(dict(_settings(preferences))),
    }


def write_diagnosis(
    target: Path, own: dict[str, str], logs: Path | None, book: PlanBook | None
) -> None:
    """Write the zip of its own parts, the logs of a folder and an open book, where there are any.

    TargetRefused when it cannot be written, BookRefused when the book cannot be read any more.
    """
    parts = {**own, "book.json": _as_json(_book(book))}
    if logs is not None:
        parts |= {f"logs/{path.name}": _told(path) for path in _logs(logs)}
    with (
        written_whole(target, replace=True) as beside,
        ZipFile(beside, "w", ZIP_DEFLATED) as archive,
    ):
        for name, text in parts.items():
            archive.writestr(name, text)


def without_names(line: str) -> str:
    """Return a line of a log without what may be a name: of a path only a file of the program."""
    frame = _FRAME.match(line)
    if frame is not None:
        line = f"{frame['lead']}{_short(frame['file'])}{frame['place']}"
    else:
        line = _FROM_A_PATH_ON.sub("…", line)
    return _CHINESE.sub("…", line)


def _short(file: str) -> str:
    ours = _OURS.search(file)
    if ours is not None:
        return ours[1].replace("\\", "/")
    path = PurePosixPath(file.replace("\\", "/"))
    return "/".join(path.parts[-2:]) if path.suffix in {".py", ".pyc"} else f"…{path.suffix}"


def _logs(folder: Path) -> Iterator[Path]:
    running = [folder / OLD_LOG_NAME, folder / LOG_NAME]
    yield from (path for path in running if path.is_file())
    yield from sorted(folder.glob("crash-*.log"))[-_MOST_CRASHES:]


def _told(log: Path) -> str:
    """Return what may be told of a log: of a crash what stands above its messages."""
    try:
        text = log.read_text("utf-8", "replace")
    except OSError as error:
        return f"{type(error).__name__}\n"
    lines = text.split(PRIVATE)[0].splitlines()
    return "".join(f"{without_names(line)}\n" for line in lines)


def _versions() -> dict[str, Any]:
    screens = [
        [screen.size().width(), screen.size().height(), screen.devicePixelRatio()]
        for screen in QGuiApplication.screens()
    ]
    return {
        "planbook": VERSION,
        "built": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "qt": qVersion(),
        "engine": ENGINE,
        "system": platform.platform(),
        "machine": platform.machine(),
        "encoding": locale.getpreferredencoding(do_setlocale=False),
        "window_system": QGuiApplication.platformName(),
        "screens": screens,
        "font": QGuiApplication.font().family().encode("ascii", "replace").decode("ascii"),
    }


def _settings(preferences: Preferences) -> Iterator[tuple[str, Any]]:
    """Yield each preference: a switch or a number as it is, of words only how many there are."""
    for key, value in preferences.all():
        yield key, value if isinstance(value, bool | int) else len(value)


def _book(book: PlanBook | None) -> dict[str, Any]:
    if book is None:
        return {"open": False}
    shape = asdict(book.read(book_shape))
    return {"open": True, "read_only": book.read_only, "doubts": len(book.doubts), **shape}


def _as_json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=True, indent=1)
