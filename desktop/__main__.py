"""The program's entry: a verb goes to the command line, anything else opens the window."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from desktop import cli

if TYPE_CHECKING:
    from types import TracebackType

READS_A_FOREIGN_FILE = "--read-foreign-file"
"""The built program starts itself so, to read a file that may break or hang its reader."""


def main() -> int:
    """Run the program with the process's arguments and return its exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == [READS_A_FOREIGN_FILE]:
        from db.exchange.workbooks.child import main as read_foreign  # noqa: PLC0415 rarely

        return read_foreign(arguments[1:])
    if arguments and (arguments[0] in cli.VERBS or arguments[0].startswith("-")):
        return cli.run(arguments)
    return _open_window(arguments)


def _open_window(arguments: list[str]) -> int:
    """Open the window, on a book when one is named, else on the last one if that is wished."""
    _prepare_input_method()
    # Qt is loaded only now: a verb does without it.
    from pathlib import Path  # noqa: PLC0415

    from PySide6.QtCore import QSettings  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from desktop.preferences import AS_THE_SCREEN, Preferences  # noqa: PLC0415

    settings = QSettings("planbook", "planbook")
    scale = Preferences(settings).scale
    if scale != AS_THE_SCREEN:
        os.environ.setdefault("QT_SCALE_FACTOR", str(scale / 100))
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("planbook")
    qt.setApplicationDisplayName("规划台账")
    from desktop.application import Application  # noqa: PLC0415 - after Qt's own start

    application = Application(qt, settings)
    _catch_crashes(application.notices.crash)
    application.window.show()
    recent = application.preferences.recent_books
    if arguments:
        application.take_file(Path(arguments[0]))
    elif application.preferences.reopen_last_book and recent and Path(recent[0]).is_file():
        application.open_book(Path(recent[0]))
    code = qt.exec()
    application.shut_down()
    return code


def _prepare_input_method() -> None:
    """Reach fcitx through its ibus door: the wheel of Qt brings no plug-in for fcitx itself."""
    if os.environ.get("QT_IM_MODULE", "") in {"fcitx", "fcitx5"}:
        os.environ["QT_IM_MODULE"] = "ibus"
        os.environ.setdefault("IBUS_USE_PORTAL", "1")


def _catch_crashes(show: object) -> None:
    """Show what nobody caught, with its traceback, and go on."""

    def on_crash(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt) or not callable(show):
            sys.__excepthook__(kind, error, trace)
            return
        show(error)

    sys.excepthook = on_crash


if __name__ == "__main__":
    sys.exit(main())
