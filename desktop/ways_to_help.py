"""The ways to help: the keys, what the program is made of, a diagnosis for whoever mends it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.book import PlanBook
from desktop.actions import Act, ActName
from desktop.dialog_wishes import opened
from desktop.shortcuts import Shortcuts
from desktop.tasks import Task
from desktop.theme import Look
from desktop.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QDialog, QFileDialog

    from db.ticket import Ticket
    from desktop.help.window import HelpWindow
    from desktop.notices import Notices
    from desktop.preferences import Preferences
    from desktop.tasks import TaskRunner
    from desktop.window import MainWindow


class WaysToHelp(QObject):
    """Opens what the menu of help offers."""

    def __init__(
        self,
        window: MainWindow,
        notices: Notices,
        runner: TaskRunner,
        diagnosed: Callable[[], tuple[Preferences, Path | None]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._notices = notices
        self._runner = runner
        self._diagnosed = diagnosed

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        """Return the commands that are carried out here."""
        return {
            Act.SHOW_HELP: self.show_help,
            Act.FIRST_STEPS: partial(self.show_chapter, "first_steps"),
            Act.SHOW_KEYS: self.show_keys,
            Act.WHATS_NEW: partial(self.show_chapter, "changes"),
            Act.SAVE_DIAGNOSIS: self.ask_for_diagnosis,
            Act.ABOUT: self.show_about,
        }

    def show_help(self) -> HelpWindow:
        """Show the chapter of the page in sight, the first one where no book is open."""
        page = self._window.page
        return self.show_chapter(page.name if page is not None else "")

    def show_chapter(self, name: str) -> HelpWindow:
        """Show a chapter of the help, in the one window it has."""
        self.help.show_chapter(name)
        self.help.show()
        self.help.raise_()
        self.help.activateWindow()
        return self.help

    @cached_property
    def help(self) -> HelpWindow:
        """Return the window of the help, made when it is first asked for."""
        from desktop.help.window import HelpWindow  # noqa: PLC0415 - loaded when it is asked for

        preferences, _ = self._diagnosed()
        return HelpWindow(
            Look(preferences), Shortcuts(preferences, self).of, self._notices, self._window
        )

    def say_what_is_new(self) -> None:
        """Say once, after another version was installed, where its changes are written."""
        preferences, _ = self._diagnosed()
        before, preferences.version_seen = preferences.version_seen, VERSION
        if before and before != VERSION:
            self._notices.tell(f"已更新到 {VERSION}。改了什么，见“帮助 → 有什么新变化”。")

    def show_keys(self) -> QDialog:
        """Show every command with its key."""
        from desktop.keys import KeysDialog  # noqa: PLC0415 - loaded when it is asked for

        return self._opened(KeysDialog(self._window))

    def show_about(self) -> QDialog:
        """Show what this program is, its versions and the licences of its parts."""
        from desktop.about import AboutDialog  # noqa: PLC0415 - loaded when it is asked for

        return self._opened(AboutDialog(self._window))

    def ask_for_diagnosis(self) -> QFileDialog:
        """Ask where the zip for whoever mends the program shall be."""
        from desktop.widgets.files import ZIPS, ask_for_target, documents  # noqa: PLC0415 - rarely

        today = datetime.now(UTC).astimezone().date()
        proposed = documents() / f"规划台账诊断包-{VERSION}-{today:%Y%m%d}.zip"
        return ask_for_target(self._window, "诊断包放在哪里", ZIPS, proposed, self.write_diagnosis)

    def write_diagnosis(self, target: Path) -> None:
        """Write the zip in the background: a large book is counted in it."""
        from desktop.diagnosis import own_parts  # noqa: PLC0415 - rarely

        preferences, book = self._diagnosed()
        task = Task(partial(_write, target, own_parts(preferences), book), self)
        task.succeeded.connect(self._say_written)
        task.failed.connect(self._notices.report)
        task.ended.connect(task.deleteLater)
        self._runner.start(task)

    def _say_written(self, target: Path) -> None:
        from desktop.errors import placed  # noqa: PLC0415 - as above

        self._notices.tell(f"诊断包在{placed(target)}，没有台账里的数和文字。")

    def _opened(self, dialog: QDialog) -> QDialog:
        return opened(dialog)


def _write(target: Path, own: dict[str, str], book: Path | None, _ticket: Ticket) -> Path:
    """Write a diagnosis with the book at a path, and return where it is."""
    from desktop.diagnosis import write_diagnosis  # noqa: PLC0415 - rarely
    from desktop.user_folders import log_folder  # noqa: PLC0415 - as above

    try:
        logs = log_folder()
    except OSError:
        logs = None
    if book is None:
        write_diagnosis(target, own, logs, None)
    else:
        with PlanBook.open(book) as opened:
            write_diagnosis(target, own, logs, opened)
    return target
