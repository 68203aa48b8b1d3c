"""审签: the dialog that records who signed the sheet on paper, when, and its scan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from db.errors import ValueRefused
from db.faults import ValueFault
from desktop.errors import sentence
from desktop.widgets.answer_keys import answer_keys
from desktop.widgets.dialog_column import dialog_column
from desktop.widgets.files import SCANS, ask_for_file
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog

_NO_SCAN = "可以不附。PDF 或图片，不超过 20 MB。"


class Signed(NamedTuple):
    """Who signed a sheet, on which ISO day, and its scan where there is one."""

    reviewer: str
    day: str
    scan: Path | None = None


class SignDialog(QDialog):
    """Asks who reviewed these entries on paper, when, and for the scan; `given` carries Signed."""

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
        self.scan: Path | None = None
        self.choose = button("选扫描件…", picture="paperclip")
        self.drop = button("不附", kind="link")
        self._chosen = label(ink="muted", size="secondary", wraps=True)
        self.says = label(ink="bad", size="secondary", wraps=True)
        self.keep = button(f"登记 {count} 格为已审核  Ctrl+Enter", kind="main")
        self.keep.setAccessibleName(f"登记 {count} 格为已审核")
        self.keep.setDefault(True)
        self._leave = button("不登记")
        self._lay_out(count)
        self._connect()
        self.setMinimumWidth(460)
        self.take_scan(None)

    def _lay_out(self, count: int) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        fields.addWidget(label("审核人", ink="muted"), 0, 0)
        fields.addWidget(self.reviewer, 0, 1)
        fields.addWidget(label("审签日期", ink="muted"), 1, 0)
        fields.addWidget(self.day, 1, 1)
        scan = QHBoxLayout()
        scan.setSpacing(8)
        for part, stretch in ((self.choose, 0), (self._chosen, 1), (self.drop, 0)):
            scan.addWidget(part, stretch)
        fields.addWidget(label("审签表扫描件", ink="muted"), 2, 0)
        fields.addLayout(scan, 2, 1)
        fields.setColumnStretch(1, 1)
        asks = "审签表签字以后在这里登记。登记后这些格为已审核，再改须写理由。"
        told = label(asks, ink="muted", size="secondary", wraps=True)
        title = label(f"纸质审签表上的 {count} 格", bold=True)
        dialog_column(self, (title, told, fields, self.says), self.keep, self._leave)

    def _connect(self) -> None:
        self.keep.clicked.connect(self._on_keep)
        self._leave.clicked.connect(self.reject)
        self.choose.clicked.connect(self.ask_for_scan)
        self.drop.clicked.connect(self._on_dropped)
        answer_keys(self, self.keep, self._leave)

    @Slot()
    def ask_for_scan(self) -> QFileDialog:
        """Ask for the scan of the signed sheet."""
        return ask_for_file(self, "选审签表扫描件", SCANS, "", self.take_scan)

    def take_scan(self, scan: Path | None) -> None:
        """Keep this scan with what is signed; None: none."""
        self.scan = scan
        self._chosen.setText(scan.name if scan is not None else _NO_SCAN)
        self.drop.setVisible(scan is not None)

    @Slot()
    def _on_dropped(self) -> None:
        self.take_scan(None)
        self.choose.setFocus()

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
        self.given.emit(Signed(name, day.isoformat(), self.scan))
        self.accept()

    def _refuse(self, error: ValueRefused, field: QLineEdit) -> None:
        self.says.setText(sentence(error))
        field.setFocus()
        field.selectAll()
