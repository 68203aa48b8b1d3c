"""The program's entry: a verb goes to the command line, anything else opens the window."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from desktop.verbs import VERBS

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from desktop.preferences import Preferences

READS_A_FOREIGN_FILE = "--read-foreign-file"
"""The built program starts itself so, to read a file that may break or hang its reader."""


def main() -> int:
    """Run the program with the process's arguments and return its exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == [READS_A_FOREIGN_FILE]:
        from db.exchange.workbooks.child import main as read_foreign  # noqa: PLC0415 rarely

        return read_foreign(arguments[1:])
    if arguments and (arguments[0] in VERBS or _is_no_file(arguments[0])):
        from desktop import cli  # noqa: PLC0415 - the window does without

        return cli.run(arguments)
    return _open_window(arguments)


def _is_no_file(word: str) -> bool:
    """Tell whether a first word can only be an option or a verb, perhaps a mistyped one."""
    return word.startswith("-") or not ("." in word or os.path.exists(word))  # noqa: PTH110 - rare


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
    named = Path(arguments[0]) if arguments else None
    book = _book_to_open(named, application.preferences)
    # A book is opened before the window is seen: the first thing painted is then its page.
    if book is not None:
        application.open_book(book)
    application.window.show()
    if named is not None and book is None:
        application.take_file(named)
    code = qt.exec()
    application.shut_down()
    return code


def _book_to_open(named: Path | None, preferences: Preferences) -> Path | None:
    """Return the book that was named, else the last one if that is wished; a list is no book."""
    if named is not None:
        return named if named.suffix.lower() == ".planbook" else None
    last = next(iter(preferences.recent_books), None)
    if last is None or not preferences.reopen_last_book:
        return None
    from pathlib import Path  # noqa: PLC0415 - as above

    return Path(last) if Path(last).is_file() else None


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
