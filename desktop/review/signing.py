"""审签: the sheet that is signed on paper, and the dialog that records who signed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.errors import ValueFault, ValueRefused
from desktop.errors import sentence
from desktop.widgets.answer_keys import answer_keys
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from datetime import date


class SignDialog(QDialog):
    """Asks who reviewed these entries on paper, and when; `given` carries name and ISO day."""

    given = Signal(object)

    def __init__(self, count: int, reviewer: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog_sign")
        self.setWindowTitle("登记审签")
        self._today = today
        self.reviewer = QLineEdit(reviewer)
        self.reviewer.setAccessibleName("审核人")
        self.day = QLineEdit(today.isoformat())
        self.day.setAccessibleName("审签日期")
        self.says = label(ink="bad", size="secondary", wraps=True)
        self.keep = button(f"登记 {count} 格为已审核  Ctrl+Enter", kind="main")
        self.keep.setAccessibleName(f"登记 {count} 格为已审核")
        self.keep.setDefault(True)
        leave = button("不登记")
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        fields.addWidget(label("审核人", ink="muted"), 0, 0)
        fields.addWidget(self.reviewer, 0, 1)
        fields.addWidget(label("审签日期", ink="muted"), 1, 0)
        fields.addWidget(self.day, 1, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.keep)
        foot.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(label(f"纸质审签表上的 {count} 格", bold=True))
        asks = "审签表签字以后在这里登记。登记后这些格为已审核，再改须写理由。"
        column.addWidget(label(asks, ink="muted", size="secondary", wraps=True))
        column.addLayout(fields)
        column.addWidget(self.says)
        column.addLayout(foot)
        self.keep.clicked.connect(self._on_keep)
        leave.clicked.connect(self.reject)
        answer_keys(self, self.keep, leave)
        self.setMinimumWidth(420)

    def _on_keep(self) -> None:
        # Loaded when it is answered: the page opens without it.
        from db.rules.days import read_day  # noqa: PLC0415

        name = self.reviewer.text().strip()
        if not name:
            self._refuse(ValueRefused(ValueFault.NO_REVIEWER, ""), self.reviewer)
            return
        try:
            day = read_day(self.day.text())
        except ValueError:
            self._refuse(ValueRefused(ValueFault.NOT_A_DATE, self.day.text()), self.day)
            return
        self.given.emit((name, day.isoformat()))
        self.accept()

    def _refuse(self, error: ValueRefused, field: QLineEdit) -> None:
        self.says.setText(sentence(error))
        field.setFocus()
        field.selectAll()
