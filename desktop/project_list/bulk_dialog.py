"""One field of many projects at once: what would change, line by line, before it is written."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from db.rules.project_bulk import CHOICES, BulkField, bulk_lines
from desktop.widgets.choice import Choice
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.ticks import TickColumn, TickGroup, TickRow, TickTree
from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.project_lines import ProjectRow
    from desktop.theme import Look

_SIZE = QSize(720, 540)
FIELD_WORDS = MappingProxyType(
    {
        BulkField.YEAR_CLASS: "年度类别",
        BulkField.STREET: "街道",
        BulkField.SITE: "建设地点",
        BulkField.KIND: "建设性质",
        BulkField.SCHOOL_STAGE: "学段",
        BulkField.DUE_YEAR: "完成年份",
        BulkField.STAGE: "阶段",
    }
)
_COLUMNS = (TickColumn("项目"), TickColumn("现在", 130), TickColumn("改为", 130))


class BulkDialog(PlanDialog):
    """Asks which field and which words; `given` carries the ids, the field and the words."""

    given = Signal(object, object, object)

    def __init__(
        self, look: Look, rows: Sequence[ProjectRow], parent: QWidget | None = None
    ) -> None:
        super().__init__("bulk_dialog", "批量改项目", "不改", _SIZE, parent)
        self._rows = rows
        self.fields = Choice(look, "改哪一项")
        first = BulkField.YEAR_CLASS
        self.fields.show_choices([(str(f), words) for f, words in FIELD_WORDS.items()], first)
        self.words = QLineEdit()
        self.words.setAccessibleName("改为")
        self.words.setPlaceholderText("改成什么，空着就是清空")
        self.choices = Choice(look, "改为")
        self.lines = TickTree(look, _COLUMNS)
        self.lines.setAccessibleName("要改的项目")
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (label("表中项目的"), self.fields, label("改为"), self.words, self.choices):
            head.addWidget(widget)
        head.addStretch()
        self.body.addLayout(head)
        self.body.addWidget(self.lines, 1)
        self.fields.chosen.connect(self._on_field)
        self.choices.chosen.connect(self._show_lines)
        self.words.textChanged.connect(self._show_lines)
        self.lines.ticks_changed.connect(self._on_ticks)
        self.main.clicked.connect(self._on_main)
        self._on_field()

    @property
    def field(self) -> BulkField:
        """Return the field that shall change."""
        return BulkField(str(self.fields.currentData()))

    @property
    def new_words(self) -> str:
        """Return what it shall be."""
        if self.field in CHOICES:
            return str(self.choices.currentData() or "")
        return self.words.text()

    @Slot()
    def _on_field(self, *_key: object) -> None:
        known = CHOICES.get(self.field)
        self.choices.setVisible(known is not None)
        self.words.setVisible(known is None)
        if known is not None:
            self.choices.show_choices([(word, word) for word in known], known[0])
        self._show_lines()

    @Slot()
    def _show_lines(self, *_words: object) -> None:
        try:
            found = bulk_lines(self._rows, self.field, self.new_words)
        except ValueError:
            self.lines.show_groups([])
            self.show_main("改 0 个项目", "先写对要改成的内容。")
            self.refuse(f"“{self.new_words}”不能作为{FIELD_WORDS[self.field]}。")
            return
        rows = tuple(
            TickRow(line.id, (line.name, line.old or "空", line.new or "空")) for line in found
        )
        same = len(self._rows) - len(rows)
        title = f"要改 {len(rows)} 个" + (f"，另 {same} 个已是这样" if same else "")
        self.lines.show_groups([TickGroup(title, rows)])
        self._on_ticks()

    @Slot()
    def _on_ticks(self) -> None:
        chosen = len(self.lines.chosen)
        self.show_main(f"改 {chosen} 个项目", "" if chosen else "没有要改的项目。")
        self.say("空格勾选；写入后一次撤销可全部收回。" if chosen else "表中的项目都已是这样。")

    @Slot()
    def _on_main(self) -> None:
        self.given.emit([str(one) for one in self.lines.chosen], self.field, self.new_words)
