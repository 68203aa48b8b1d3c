"""The dialog that asks of which day the book shall be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from db.errors import ValueRefused
from db.faults import ValueFault
from db.queries.steps import last_step_of_day
from desktop.errors import sentence
from desktop.page import Opening
from desktop.widgets.answer_keys import answer_keys
from desktop.widgets.dialog_column import dialog_column
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from db.book import PlanBook


class DayDialog(QDialog):
    """Asks for a day; `given` carries the Opening of the book as it was at its end."""

    given = Signal(object)

    def __init__(self, book: PlanBook, day: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog_past")
        self.setWindowTitle("看那时的台账")
        self._book = book
        self.day = QLineEdit(day)
        self.day.setAccessibleName("哪一天")
        self.says = label(ink="bad", size="secondary", wraps=True)
        self.look = button("看那一天的台账  Ctrl+Enter", kind="main")
        self.look.setAccessibleName("看那一天的台账")
        self.look.setDefault(True)
        leave = button("不看")
        asks = "打开那一天结束时的样子，只能看、能导出，不能改；现在的台账不动。"
        told = label(asks, ink="muted", size="secondary", wraps=True)
        parts = (label("哪一天", ink="muted"), self.day, told, self.says)
        dialog_column(self, parts, self.look, leave)
        self.look.clicked.connect(self._on_look)
        leave.clicked.connect(self.reject)
        answer_keys(self, self.look, leave)
        self.setMinimumWidth(420)

    @Slot()
    def _on_look(self) -> None:
        # Loaded when it is answered: the page opens without it.
        from db.rules.days import read_day  # noqa: PLC0415

        try:
            day = read_day(self.day.text()).isoformat()
        except ValueError:
            self._refuse(sentence(ValueRefused(ValueFault.NOT_A_DATE, self.day.text())))
            return
        step = self._book.read(last_step_of_day, day)
        if step is None:
            self._refuse(f"{day} 还没有这份台账。换一个晚些的日子。")
            return
        self.given.emit(Opening(step=step, words=day))
        self.accept()

    def _refuse(self, words: str) -> None:
        self.says.setText(words)
        self.day.setFocus()
        self.day.selectAll()
