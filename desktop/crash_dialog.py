"""The dialog of a fault of the program: what was saved, where it is written down, how to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QLabel

_WIDTH, _LINES_SHOWN = 620, 10


class CrashDialog(QDialog):
    """Says a fault once; those that follow while it is open are only counted."""

    restart_requested = Signal()
    """The program is to end, and to begin again where it was."""

    def __init__(
        self, saved: str, log: Path | None, details: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle("规划台账")
        self._details = details
        self._more = 0
        self.words = label(saved, wraps=True)
        self.place = label(
            f"经过记在 {log}" if log else "日志没能写下，把下面的内容复制出来。", wraps=True
        )
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.repeated = label("", ink="warn", wraps=True)
        self.repeated.hide()
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName("详细情况")
        self.details.setTabChangesFocus(True)
        self.details.setFixedHeight(self.details.fontMetrics().lineSpacing() * _LINES_SHOWN)
        self.copy = button("复制详细情况", picture="copy")
        self.restart = button("重新启动")
        self.go_on = button("继续用", kind="main")
        self._lay_out()
        self.copy.clicked.connect(self._copy)
        self.restart.clicked.connect(self._ask_restart)
        self.go_on.clicked.connect(self.accept)
        self.go_on.setDefault(True)
        self.go_on.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 16, 14)
        column.setSpacing(10)
        column.addWidget(label("程序出错了", size="title"))
        lines: tuple[QLabel, ...] = (
            self.words,
            self.place,
            label("反复出错时，把日志交给维护的人，或从“帮助”里导出诊断包。", wraps=True),
            self.repeated,
        )
        for line in lines:
            column.addWidget(line)
        column.addWidget(self.details)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addStretch()
        foot.addWidget(self.restart)
        foot.addWidget(self.go_on)
        column.addLayout(foot)
        self.setMinimumWidth(_WIDTH)

    def add(self, details: str) -> None:
        """Count another fault, and keep what it says for whoever copies the details."""
        self._more += 1
        self._details += f"\n{details}"
        self.repeated.setText(f"这之后又出错 {self._more} 次，建议重新启动。")
        self.repeated.show()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.copy.setText("已复制")

    @Slot()
    def _ask_restart(self) -> None:
        self.accept()
        self.restart_requested.emit()
