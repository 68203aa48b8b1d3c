"""The one door to the user: what is told, warned of, asked, and what crashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from db.errors import BookFault, BookRefused, Cancelled, UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop.crash_dialog import CrashDialog

NOTHING_IS_LOST = "已写入台账的内容都在。"
_PASSING = frozenset(
    {
        *(BookFault.DISK_FULL, BookFault.DISK_FAILED, BookFault.BUSY),
        *(BookFault.MOVED, BookFault.LOST, BookFault.READ_ONLY),
    }
)
"""What stood against writing holds no longer once something was written."""


class Notices(QObject):
    """Speaks to the user; the window shows what the signals carry."""

    told = Signal(str)
    """A sentence for the status bar, for five seconds."""
    warned = Signal(str)
    """A sentence that stays over the page until it is put away."""
    quieted = Signal()
    """What was warned of no longer holds."""
    restart_requested = Signal()
    """After a fault, the program is to begin again where it was."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None
        self._crash: CrashDialog | None = None
        self._is_passing = False
        self._what_is_saved: Callable[[], str] = lambda: NOTHING_IS_LOST

    def know_what_is_saved(self, words: Callable[[], str]) -> None:
        """Take in who can say, after a fault, what of the user's work is safe."""
        self._what_is_saved = words

    def speak_over(self, window: QWidget | None) -> None:
        """Put questions over this window."""
        self._window = window

    def tell(self, sentence: str) -> None:
        """Say what was done."""
        self.told.emit(sentence)

    def warn(self, sentence: str) -> None:
        """Say what needs a hand, and leave it in sight."""
        self._is_passing = False
        self.warned.emit(sentence)

    def warn_besides(self, sentence: str) -> None:
        """Say what needs a hand, unless it is warned of a step that could not be kept."""
        if not self._is_passing:
            self.warn(sentence)

    def quiet(self) -> None:
        """Take back what was warned of."""
        self.quieted.emit()

    @Slot(object)
    def report(self, error: BaseException) -> None:
        """Say a failure: the user's in one sentence of its own, ours with its traceback."""
        if not isinstance(error, UserError):
            self.crash(error)
            return
        from desktop.errors import sentence  # noqa: PLC0415 - loaded when something fails

        if isinstance(error, Cancelled):
            self.tell(sentence(error))
        else:
            # That something else was done a moment ago is not said beside it.
            self.told.emit("")
            self.warn(sentence(error))
            self._is_passing = isinstance(error, BookRefused) and error.fault in _PASSING

    @Slot(object)
    def note_step(self, _changes: object) -> None:
        """Take back that a step could not be kept: another one was."""
        if self._is_passing:
            self._is_passing = False
            self.quiet()

    def ask(self, question: str, yes: str, no: str, answered: Callable[[], None]) -> None:
        """Ask before what cannot be undone; `answered` is called only for `yes`."""
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - the window is painted without

        box = QMessageBox(self._window)
        box.setObjectName("notice")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("规划台账")
        box.setText(question)
        agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(no, QMessageBox.ButtonRole.RejectRole))
        agree.clicked.connect(answered)
        box.finished.connect(box.deleteLater)
        box.open()

    @Slot(object)
    def crash(self, error: BaseException) -> None:
        """Show a fault of the program itself, with all there is to send to its makers."""
        import traceback  # noqa: PLC0415 - loaded when something fails

        from desktop.crash_dialog import CrashDialog  # noqa: PLC0415 - as above
        from desktop.crash_log import write_crash  # noqa: PLC0415 - as above

        details = "".join(traceback.format_exception(error))
        written = write_crash(error, doing="window")
        if self._crash is not None:
            # A fault in painting comes again with every painting: one dialog is enough.
            self._crash.add(details)
            return
        self._crash = CrashDialog(self._saved_words(), written, details, self._window)
        self._crash.restart_requested.connect(self.restart_requested)
        self._crash.finished.connect(self._on_crash_seen)
        self._crash.open()

    @Slot()
    def _on_crash_seen(self, *_result: object) -> None:
        seen, self._crash = self._crash, None
        if seen is not None:
            seen.deleteLater()

    def _saved_words(self) -> str:
        """Return what of the user's work is safe; whatever fails, the books are."""
        try:
            return self._what_is_saved()
        except Exception:  # noqa: BLE001 - it is asked after a fault, of whatever may be at fault
            return NOTHING_IS_LOST
