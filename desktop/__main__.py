"""The program's entry: a verb goes to the command line, anything else opens the window."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from desktop.verbs import VERBS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from desktop.application import Application
    from desktop.only_one import OnlyOne
    from desktop.preferences import Preferences
    from desktop.running_log import RunningLog

READS_A_FOREIGN_FILE = "--read-foreign-file"
"""The built program starts itself so, to read a file that may break or hang its reader."""


def main() -> int:
    """Run the program with the process's arguments and return its exit code."""
    _have_streams()
    arguments = sys.argv[1:]
    if arguments[:1] == [READS_A_FOREIGN_FILE]:
        from db.exchange.workbooks.child import main as read_foreign  # noqa: PLC0415 rarely

        return read_foreign(arguments[1:])
    if arguments and (arguments[0] in VERBS or _is_no_file(arguments[0])):
        from desktop import cli  # noqa: PLC0415 - the window does without

        return cli.run(arguments)
    return _open_window(arguments)


def _have_streams() -> None:
    """Let what is written go nowhere, where a program of Windows has a window only."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - for good


def _is_no_file(word: str) -> bool:
    """Tell whether a first word can only be an option or a verb, perhaps a mistyped one."""
    return word.startswith("-") or not ("." in word or os.path.exists(word))  # noqa: PTH110 - rare


def _open_window(arguments: list[str]) -> int:
    """Open the window, unless one is open: then that one comes to the front and shows the file."""
    from pathlib import Path  # noqa: PLC0415 - a verb does without

    from desktop.only_one import OnlyOne  # noqa: PLC0415 - as above

    named = Path(arguments[0]).absolute() if arguments else None
    only = OnlyOne.of_this_user()
    if not only.claim() and only.ask_first(str(named or "")):
        return 0
    try:
        code, again = _show_window(named, only)
    finally:
        only.release()
    if again is not None:
        _start_again(again)
    return code


def _show_window(named: Path | None, only: OnlyOne) -> tuple[int, tuple[str, ...] | None]:
    """Show the window until it is closed; return the exit code, and the words to begin again with.

    It opens on a book when one is named, else on the last one if that is wished.
    """
    _prepare_input_method()
    # Qt is loaded only now: a verb does without it, and so does a second start.
    from PySide6.QtCore import QSettings  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from desktop.preferences import AS_THE_SCREEN, Preferences  # noqa: PLC0415
    from desktop.running_log import RunningLog  # noqa: PLC0415
    from desktop.user_folders import settings_file  # noqa: PLC0415

    log = RunningLog.of_this_user()
    died_of = log.take_fault() if only.ended_badly else None
    log.watch_for_faults()
    settings = QSettings(str(settings_file()), QSettings.Format.IniFormat)
    scale = Preferences(settings).scale
    if scale != AS_THE_SCREEN:
        os.environ.setdefault("QT_SCALE_FACTOR", str(scale / 100))
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("planbook")
    qt.setApplicationDisplayName("规划台账")
    qt.setDesktopFileName("planbook")
    try:
        application = _begun(qt, settings, named, only, log)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is shown and written down
        return _say_why_not(qt, error), None
    if died_of is not None:
        application.notices.warn(f"上次程序意外退出，已写入台账的内容都在。经过记在 {died_of}")
    code = qt.exec()
    application.shut_down()
    log.write(f"end {code}")
    log.stop_watching()
    return code, application.begins_again


def _begun(
    qt: QApplication, settings: QSettings, named: Path | None, only: OnlyOne, log: RunningLog
) -> Application:
    """Make the program and show its window."""
    from desktop.application import Application  # noqa: PLC0415 - after Qt's own start
    from desktop.raised_in_qt import catch_them_in_time  # noqa: PLC0415 - as above
    from desktop.second_starts import SecondStarts  # noqa: PLC0415 - as above
    from desktop.widgets.room import show_whole  # noqa: PLC0415 - as above

    application = Application(qt, settings)
    _catch_crashes(application.notices.report, log)
    book = _book_to_open(named, application.preferences)
    # A book is opened before the window is seen: the first thing painted is then its page.
    if book is not None:
        application.open_book(book)
    show_whole(application.window, application.window.screen().availableSize())
    if named is not None and book is None:
        application.take_file(named)
    later = SecondStarts(application.window, application.notices, only, application)
    later.file_brought.connect(application.take_file)
    rooms = application.rooms
    due = [catch_them_in_time, later.listen, log.begin, rooms.say_what_is_new]
    application.afterwards.begin(due)
    return application


def _say_why_not(qt: QApplication, error: Exception) -> int:
    """Show a fault that left no window to show it over, and return the exit code."""
    from desktop.cli_terminal import Exit  # noqa: PLC0415 - hardly ever
    from desktop.notices import Notices  # noqa: PLC0415 - as above

    notices = Notices()
    notices.crash(error)
    qt.exec()
    return Exit.DEFECT


def _start_again(words: tuple[str, ...]) -> None:
    """Begin once more, in a process of its own."""
    from PySide6.QtCore import QProcess  # noqa: PLC0415 - hardly ever

    built = getattr(sys, "frozen", False)
    # Else the new process of a built program takes itself for a part of this one.
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    QProcess.startDetached(sys.executable, [*([] if built else ["-m", "desktop"]), *words])


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


def _catch_crashes(show: Callable[[BaseException], None], log: RunningLog) -> None:
    """Show what nobody caught, and go on; write Qt's own remarks down.

    A file that breaks in the middle of drawing a page is still said in a sentence.
    """
    from PySide6.QtCore import qInstallMessageHandler  # noqa: PLC0415 - Qt is loaded by now

    def on_crash(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.write(f"fault {kind.__module__}.{kind.__qualname__}")
        show(error)

    def on_remark(_kind: object, _context: object, message: str) -> None:
        log.write(f"qt {message}")
        sys.stderr.write(f"{message}\n")

    sys.excepthook = on_crash
    qInstallMessageHandler(on_remark)


if __name__ == "__main__":
    sys.exit(main())
