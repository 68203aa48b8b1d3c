"""The dialog in which an indicator is added by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from db.model.words import COUNTING_WORDS, Counting, Nature
from db.operations.rows import NewIndicator
from desktop.widgets.choice import Choice
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.theme import Look

_LATER = "目标从一览表导入，或在“目标调整”里加；责任单位按 Ctrl+G 派。"
_NATURE_WORDS = {Nature.UNSAID: "不写", **{one: str(one) for one in Nature if one}}


class NewRowDialog(QDialog):
    """Asks what a new indicator is called and counts; `given` carries a NewIndicator.

    It stays open, with what was refused, until whoever made it closes it.
    """

    given = Signal(object)

    def __init__(
        self, look: Look, categories: Sequence[str], category: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("new_row_dialog")
        self.setWindowTitle("新增指标")
        self.name = QLineEdit()
        self.name.setPlaceholderText("如：学前教育毛入园率")
        self.unit = QLineEdit()
        self.unit.setPlaceholderText("如：%、所、万人；没有就空着")
        self.category = QLineEdit(category)
        self.category.setPlaceholderText("选现有的，或写新的")
        self.known = Choice(look, "现有的类别")
        self.nature = Choice(look, "属性")
        self.nature.show_choices([*_NATURE_WORDS.items()], Nature.UNSAID)
        self.counting = Choice(look, "计数方式")
        self.counting.show_choices([*COUNTING_WORDS.items()], Counting.POINT)
        self._offer(categories, category)
        self.refusal = label(ink="bad", size="secondary", wraps=True)
        self.add = button("新增这一项", kind="main")
        self.add.setDefault(True)
        self._leave = button("不新增")
        self._lay_out()
        self.name.textChanged.connect(self._on_name)
        self.known.chosen.connect(self.category.setText)
        self.category.textChanged.connect(self._on_category)
        self.add.clicked.connect(self._on_add)
        self._leave.clicked.connect(self.reject)
        self._on_name()

    def refuse(self, sentence: str) -> None:
        """Say what was refused."""
        self.refusal.setText(sentence)
        self.name.setFocus()
        self.name.selectAll()

    def _offer(self, categories: Sequence[str], category: str) -> None:
        """Offer the categories there are: to choose, and while one is written."""
        self.known.show_choices([(one, one) for one in categories], category)
        self.known.setVisible(bool(categories))
        completer = QCompleter(QStringListModel(list(categories), self), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.category.setCompleter(completer)

    def _lay_out(self) -> None:
        category = QHBoxLayout()
        category.setSpacing(8)
        category.addWidget(self.category, 1)
        category.addWidget(self.known)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for words, field in (("名称", self.name), ("单位", self.unit), ("类别", self.category)):
            form.addRow(words, category if field is self.category else field)
            field.setAccessibleName(words)
        form.addRow("属性", self.nature)
        form.addRow("计数方式", self.counting)
        self.name.setMinimumWidth(420)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.refusal, 1)
        foot.addWidget(self.add)
        foot.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(label(_LATER, ink="muted", size="secondary", wraps=True))
        column.addLayout(foot)

    @Slot()
    def _on_name(self) -> None:
        named = bool(self.name.text().strip())
        self.add.setEnabled(named)
        self.add.setToolTip("" if named else "先填名称。")
        self.refusal.clear()

    @Slot(str)
    def _on_category(self, words: str) -> None:
        """Show which of the categories is written, none for another one."""
        self.known.setCurrentIndex(self.known.findData(words.strip()))
        self.refusal.clear()

    @Slot()
    def _on_add(self) -> None:
        self.given.emit(
            NewIndicator(
                name=self.name.text(),
                unit=self.unit.text(),
                category=self.category.text(),
                nature=Nature(self.nature.currentData()),
                counting=Counting(self.counting.currentData()),
            )
        )
