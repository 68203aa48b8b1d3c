"""The dialog of a row that a revision brings into the plan, perhaps in place of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from db.model.words import RowKind
from desktop.revisions.draft import DraftRow
from desktop.widgets.choice import Choice
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.row_finder import RowFinder
from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.theme import Look
    from desktop.widgets.row_finder import FoundRow

_SIZE = QSize(620, 280)
_TALL = QSize(620, 520)
_KINDS = (
    (RowKind.INDICATOR, "指标"),
    (RowKind.TASK, "任务"),
    (RowKind.PROJECT, "项目"),
)
_GROUPS = {RowKind.INDICATOR: "类别", RowKind.TASK: "章节", RowKind.PROJECT: "性质"}
_EXAMPLES = {
    RowKind.INDICATOR: "如：学前教育",
    RowKind.TASK: "如：（二）着力改善学校办学条件",
    RowKind.PROJECT: "如：新建、改扩建",
}
NEW, HELD = "new", "held"


class NewRowDialog(PlanDialog):
    """Asks what a new row is called; `given` carries a DraftRow, `held_chosen` a row's id.

    Where it replaces a row of the plan, one that is there already may be chosen instead.
    """

    given = Signal(object)
    held_chosen = Signal(object)

    def __init__(
        self,
        look: Look,
        replaced: DraftRow | None = None,
        others: Sequence[FoundRow] = (),
        parent: QWidget | None = None,
    ) -> None:
        title = f"替换“{replaced.name}”" if replaced is not None else "新增一行"
        leave = "不替换" if replaced is not None else "不新增"
        size = _SIZE if replaced is None else _TALL
        super().__init__("revised_row_dialog", title, leave, size, parent)
        self._tall = self.height()
        self._replaced = replaced
        self.kind = Choice(look, "新增什么")
        self.way = Choice(look, "由什么替换")
        self.name, self.unit, self.group = QLineEdit(), QLineEdit(), QLineEdit()
        self.held = RowFinder("替换成哪一行")
        self._words: dict[QLineEdit, object] = {}
        self._new = QWidget()
        self._lay_out()
        self.held.show_rows(others)
        self._connect()
        self._begin()

    def _lay_out(self) -> None:
        form = QFormLayout(self._new)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        if self._replaced is None:
            form.addRow("类型", self.kind)
        self._group_words, self._unit_words = label("类别"), label("单位")
        form.addRow("名称", self.name)
        form.addRow(self._unit_words, self.unit)
        form.addRow(self._group_words, self.group)
        self.name.setAccessibleName("名称")
        self.unit.setAccessibleName("单位")
        self.unit.setPlaceholderText("如：%、所、万人；没有就空着")
        if self._replaced is not None:
            self.body.addWidget(self.way)
        self.body.addWidget(self._new)
        self.body.addWidget(self.held, 1)
        self.body.addStretch()

    def _connect(self) -> None:
        self.kind.chosen.connect(self._show_kind)
        self.way.chosen.connect(self._show_way)
        self.name.textChanged.connect(self._show_state)
        self.held.chosen.connect(self._show_state)
        self.main.clicked.connect(self._on_main)

    def _begin(self) -> None:
        replaced = self._replaced
        kind = replaced.kind if replaced is not None else RowKind.INDICATOR
        self.kind.show_choices(list(_KINDS), kind)
        self.way.show_choices([(NEW, "替换成新的一行"), (HELD, "替换成规划里已有的一行")], NEW)
        if replaced is not None:
            self.unit.setText(replaced.unit)
            self.group.setText(replaced.group or replaced.type)
        self._show_kind()
        self._show_way()
        self.name.setFocus()

    @property
    def _kind(self) -> RowKind:
        return RowKind(str(self.kind.currentData()))

    @Slot()
    def _show_kind(self, *_key: object) -> None:
        kind = self._kind
        commitment = self._replaced is not None and self._replaced.is_commitment
        self._group_words.setText(_GROUPS[kind])
        self.group.setAccessibleName(_GROUPS[kind])
        self.group.setPlaceholderText(_EXAMPLES[kind])
        for part in (self.unit, self._unit_words):
            part.setVisible(kind is RowKind.INDICATOR)
        for part in (self.group, self._group_words):
            part.setVisible(not commitment)
        self._show_state()

    @Slot()
    def _show_way(self, *_key: object) -> None:
        new = self.way.currentData() == NEW
        self._new.setVisible(new)
        self.held.setVisible(not new)
        self._show_state()
        # As high as what it asks for.
        self.resize(self.width(), self.least_height if new else self._tall)

    @Slot()
    def _show_state(self, *_words: object) -> None:
        if self.way.currentData() == HELD:
            self.show_main("替换成这一行", "" if self.held.row else "先选一行。")
        else:
            named = bool(self.name.text().strip())
            main = "替换成新的一行" if self._replaced is not None else "新增这一行"
            self.show_main(main, "" if named else "先写名称。")
        self.say("目标和完成时限在表里写。")

    @Slot()
    def _on_main(self) -> None:
        if self.way.currentData() == HELD:
            self.held_chosen.emit(self.held.row)
        else:
            self.given.emit(self._made())
        self.accept()

    def _made(self) -> DraftRow:
        kind, group = self._kind, self.group.text().strip()
        replaced, project = self._replaced, self._kind is RowKind.PROJECT
        return DraftRow(
            "",
            kind,
            self.name.text().strip(),
            "" if project else group,
            self.unit.text().strip() if kind is RowKind.INDICATOR else "",
            is_new=True,
            is_commitment=replaced.is_commitment if replaced is not None else False,
            task=replaced.task if replaced is not None else None,
            type=group if project else "",
            replaces=replaced.id if replaced is not None else "",
        )
