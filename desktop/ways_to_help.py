"""The ways to help: the keys, what the program is made of, a diagnosis for whoever mends it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from db.book import PlanBook
from desktop.actions import Act
from desktop.tasks import Task
from desktop.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from PySide6.QtWidgets import QDialog, QFileDialog

    from db.ticket import Ticket
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

    def acts(self) -> Mapping[Act, Callable[[], object]]:
        """Return the commands that are carried out here."""
        return {
            Act.SHOW_KEYS: self.show_keys,
            Act.SAVE_DIAGNOSIS: self.ask_for_diagnosis,
            Act.ABOUT: self.show_about,
        }

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
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog


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
