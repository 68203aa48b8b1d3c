"""The dialog for an empty book: the plan's name and its years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from desktop.widgets.dialog_column import dialog_column
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from datetime import date

_USUAL_YEARS = 5


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What the user said of a new plan."""

    title: str
    period_start: int
    period_end: int
    issuer: str
    document_number: str


class NewPlanDialog(QDialog):
    """Asks for a plan's name and years; `given` carries a NewPlan."""

    given = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("new_plan_dialog")
        self.setWindowTitle("空白台账")
        self.name_of_plan = QLineEdit()
        self.name_of_plan.setPlaceholderText("如：某某区教育事业发展“十四五”规划")
        first = today.year - today.year % _USUAL_YEARS + 1
        self.first = self._year(first)
        self.last = self._year(first + _USUAL_YEARS - 1)
        self.issuer = QLineEdit()
        self.document_number = QLineEdit()
        self.make = button("建立台账", kind="main")
        self.make.setDefault(True)
        self.make.setEnabled(False)
        self.make.setToolTip("先填规划名称。")
        self._leave = button("不建立")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        years = QHBoxLayout()
        years.setSpacing(8)
        years.addWidget(self.first)
        years.addWidget(label("—"))
        years.addWidget(self.last)
        years.addStretch()
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for words, field in (
            ("规划名称", self.name_of_plan),
            ("规划期（年）", years),
            ("发文机关", self.issuer),
            ("文号", self.document_number),
        ):
            form.addRow(words, field)
        for words, widget in (
            ("规划名称", self.name_of_plan),
            ("规划期首年", self.first),
            ("规划期末年", self.last),
            ("发文机关", self.issuer),
            ("文号", self.document_number),
        ):
            widget.setAccessibleName(words)
        self.name_of_plan.setMinimumWidth(360)
        dialog_column(self, (form,), self.make, self._leave, apart=12)

    def _connect(self) -> None:
        self.name_of_plan.textChanged.connect(self._on_title)
        self.first.valueChanged.connect(self._on_first)
        self.make.clicked.connect(self._on_make)
        self._leave.clicked.connect(self.reject)

    @staticmethod
    def _year(value: int) -> QSpinBox:
        box = QSpinBox()
        box.setRange(1990, 2100)
        box.setValue(value)
        # The style sheet leaves no room for arrows; the arrow keys count all the same.
        box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        return box

    def _on_title(self, words: str) -> None:
        self.make.setEnabled(bool(words.strip()))
        self.make.setToolTip("" if words.strip() else "先填规划名称。")

    def _on_first(self, year: int) -> None:
        self.last.setMinimum(year)

    def _on_make(self) -> None:
        self.given.emit(
            NewPlan(
                self.name_of_plan.text().strip(),
                self.first.value(),
                self.last.value(),
                self.issuer.text().strip(),
                self.document_number.text().strip(),
            )
        )
        self.accept()
