"""The one door to the user: what is told, warned of, asked, and what crashed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from db.errors import Cancelled, UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class Notices(QObject):
    """Speaks to the user; the window shows what the signals carry."""

    told = Signal(str)
    """A sentence for the status bar, for five seconds."""
    warned = Signal(str)
    """A sentence that stays over the page until it is put away."""
    quieted = Signal()
    """What was warned of no longer holds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: QWidget | None = None

    def speak_over(self, window: QWidget | None) -> None:
        """Put questions over this window."""
        self._window = window

    def tell(self, sentence: str) -> None:
        """Say what was done."""
        self.told.emit(sentence)

    def warn(self, sentence: str) -> None:
        """Say what needs a hand, and leave it in sight."""
        self.warned.emit(sentence)

    def quiet(self) -> None:
        """Take back what was warned of."""
        self.quieted.emit()

    @Slot(object)
    def report(self, error: Exception) -> None:
        """Say a failure: the user's in one sentence of its own, ours with its traceback."""
        if not isinstance(error, UserError):
            self.crash(error)
            return
        from desktop.errors import sentence  # noqa: PLC0415 - loaded when something fails

        if isinstance(error, Cancelled):
            self.tell(sentence(error))
        else:
            self.warn(sentence(error))

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

    def explain(self, title: str, text: str) -> None:
        """Show a few lines the user asked for (about the program)."""
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - as above

        box = QMessageBox(self._window)
        box.setObjectName("notice")
        box.setWindowTitle(title)
        box.setText(text)
        box.addButton("关闭", QMessageBox.ButtonRole.AcceptRole)
        box.finished.connect(box.deleteLater)
        box.open()

    def crash(self, error: BaseException) -> None:
        """Show a fault of the program itself, with all there is to send to its makers."""
        import traceback  # noqa: PLC0415 - loaded when something fails

        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - as above

        from desktop.crash_log import write_crash  # noqa: PLC0415 - as above

        details = "".join(traceback.format_exception(error))
        written = write_crash(error, doing="window")
        box = QMessageBox(self._window)
        box.setObjectName("notice")
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle("规划台账")
        box.setText("程序出错了。已写入台账的内容都在，刚才这一步没有写入。")
        where = f"详细情况已记在\n{written}\n" if written else ""
        box.setInformativeText(f"{where}可以继续用；再次出现时，把下面的内容发给维护人员。")
        box.setDetailedText(details)
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.finished.connect(box.deleteLater)
        box.open()
