"""Drawing pages and paper where there is no screen: into memory, without Qt's own remarks."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.ticket import Ticket

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
# The platform without a screen says so for every window; it is no fault of anybody's.
_REMARKS = ("This plugin does not support",)


def draw_unseen(
    book: Path | None, folder: Path, theme: str, scale: int, ticket: Ticket
) -> list[Path]:
    """Draw every page and dialog as PNG files into a folder and return them.

    Arguments are those of `desktop.pictures.draw_pages`. Must be the first in the process to load
    Qt when there is no display.
    """
    _do_without_screen()
    # Imported here: Qt reads the environment when it is loaded, and no other verb loads it.
    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415

    from desktop.pictures import draw_pages  # noqa: PLC0415

    before = qInstallMessageHandler(_pass_on)
    try:
        return draw_pages(book, folder, theme, scale, ticket)
    finally:
        qInstallMessageHandler(before)


@contextmanager
def drawing_paper(*, needed: bool) -> Iterator[None]:
    """Let the body draw paper, if that is `needed`: Qt is loaded for its fonts, without a screen.

    Where a program with a window runs already, it is that one's.
    """
    if not needed:
        yield
        return
    _do_without_screen()
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - as in `draw_unseen`

    kept = QGuiApplication.instance() or QGuiApplication(["planbook"])
    yield
    del kept


def _do_without_screen() -> None:
    if sys.platform not in {"win32", "darwin"} and not any(map(os.environ.get, _DISPLAYS)):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _pass_on(_kind: object, _context: object, message: str) -> None:
    """Write what Qt says to standard error, as Qt itself does, but for the known remarks."""
    if not message.startswith(_REMARKS):
        sys.stderr.write(f"{message}\n")
