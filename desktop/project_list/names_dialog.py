"""Naming the works of a lump: one a line, the sums beside the plan's own number as it is typed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from db.rules.named_parts import read_named_parts
from desktop.project_list.words import lump_detail
from desktop.widgets.answer_keys import main_keys
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.words import label
from desktop.wording import size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.model.project_lines import ProjectRow
    from db.rules.lump_sums import LumpSums, NamedSum
    from db.rules.named_parts import NamedPart

_SIZE = QSize(620, 480)


class NamesDialog(PlanDialog):
    """Takes a list of names, typed or pasted from a spreadsheet; `given` carries the parts."""

    given = Signal(object)

    def __init__(self, lump: ProjectRow, sums: LumpSums, parent: QWidget | None = None) -> None:
        super().__init__("names_dialog", "列出打捆项目的名称", "不列出", _SIZE, parent)
        self._sums = sums
        self.parts: tuple[NamedPart, ...] = ()
        self.body.addWidget(label(lump.name, size="heading", wraps=True))
        detail = " · ".join(part for part in ("原文", lump_detail(lump)) if part)
        named = sums.works.named or Decimal(0)
        self.body.addWidget(label(f"{detail}；已列出 {size(named)} 个。", ink="muted", wraps=True))
        self.names = QPlainTextEdit()
        self.names.setAccessibleName("项目名称，一行一个")
        self.names.setTabChangesFocus(True)
        self.names.setPlaceholderText(
            "一行一个名称，可从表格粘贴：名称、学位、班级、投资（万元）\n"
            "长春路小学\t1260\t28\t8600\n内江路小学，1080个学位"
        )
        self.body.addWidget(self.names, 1)
        self.compared = label(wraps=True)
        self.body.addWidget(self.compared)
        self.names.textChanged.connect(self._on_typed)
        self.main.clicked.connect(self._on_main)
        main_keys(self, self.main)
        self._on_typed()
        self.names.setFocus()

    @Slot()
    def _on_typed(self) -> None:
        self.parts = read_named_parts(self.names.toPlainText())
        refused = [part for part in self.parts if part.refused]
        self.compared.setText(self._compared())
        if refused:
            first = refused[0]
            self.refuse(f"“{first.name}”的“{first.refused}”没有看懂，写成 1260个学位、28班的样子。")
        else:
            self.say("列出后可撤销；责任单位、性质、学段随打捆项目。")
        reason = "先写上名称。" if not self.parts else "先改正没有看懂的数。" if refused else ""
        self.show_main(f"列出 {len(self.parts)} 个  Ctrl+Enter", reason)

    def _compared(self) -> str:
        """Return what will be named in all beside what the plan prints."""
        sums = self._sums
        told = [
            _told("项目", "个", sums.works, Decimal(len(self.parts))),
            _told("学位", "个", sums.places, _sum(part.places for part in self.parts)),
            _told("班级", "个", sums.classes, _sum(part.classes for part in self.parts)),
            _told("投资", "万元", sums.investment, _sum(part.investment for part in self.parts)),
        ]
        return "；".join(words for words in told if words)

    @Slot()
    def _on_main(self) -> None:
        self.given.emit(self.parts)


def _told(what: str, unit: str, one: NamedSum, more: Decimal | None) -> str:
    if one.printed is None:
        return ""
    named = (one.named or Decimal(0)) + (more or Decimal(0))
    missing = one.printed - named
    told = f"{what}合计 {size(named)} {unit}，原文 {size(one.printed)}"
    if not missing:
        return f"{told}，一致"
    return f"{told}，{'差' if missing > 0 else '多'} {size(abs(missing))}"


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None
