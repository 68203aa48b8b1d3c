"""The dialog of doubtful names: one after another side by side, decided by key."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.words import button, key_label, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QLabel

    from desktop.units.rows import UnitRow

_SIZE = QSize(720, 320)
_APART = "、"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A name that may be several units (`parts`), or two that may be one (`other`)."""

    unit: UnitRow
    other: UnitRow | None = None
    parts: tuple[str, ...] = ()


class Decision(StrEnum):
    """What a person can say of a doubt."""

    KEEP_LEFT = "keep_left"
    KEEP_RIGHT = "keep_right"
    SPLIT = "split"
    LEAVE = "leave"


_PAIR = (
    (Decision.KEEP_LEFT, "是一家，用左边的名称"),
    (Decision.KEEP_RIGHT, "是一家，用右边的名称"),
    (Decision.LEAVE, "是两家"),
)
_FUSED = ((Decision.SPLIT, "拆开"), (Decision.LEAVE, "就是一家"))


class DecideDialog(PlanDialog):
    """Shows doubts one by one; `decided` carries the doubt, the Decision and the parts."""

    decided = Signal(object, object, object)

    def __init__(self, doubts: Sequence[Doubt], parent: QWidget | None = None) -> None:
        super().__init__("decide_dialog", "疑似重名、连写的单位", "关闭", _SIZE, parent)
        self._doubts = list(doubts)
        self._at = 0
        self.asks = label(wraps=True, bold=True)
        self.left, self.right = _Side(), _Side()
        self.parts = QLineEdit()
        self.parts.setAccessibleName("拆成哪几家，用“、”分开")
        self.ways: dict[Decision, QPushButton] = {}
        self._buttons = QHBoxLayout()
        self.main.clicked.connect(self.skip)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addWidget(self.left, 1)
        sides.addWidget(self.right, 1)
        sides.addWidget(self._fused(), 1)
        self._buttons.setSpacing(8)
        self.body.addWidget(self.asks)
        self.body.addLayout(sides, 1)
        self.body.addLayout(self._buttons)

    def _fused(self) -> QFrame:
        """Return what stands beside a run-together name: the units it would become."""
        self._apart = QFrame()
        self._apart.setObjectName("framed")
        column = QVBoxLayout(self._apart)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(label("拆成", ink="muted"))
        column.addWidget(self.parts)
        column.addWidget(
            label("有这家就用它，没有就新增。", ink="muted", size="secondary", wraps=True)
        )
        column.addStretch()
        return self._apart

    @property
    def doubt(self) -> Doubt | None:
        """Return the doubt in sight, None when all were seen."""
        return self._doubts[self._at] if self._at < len(self._doubts) else None

    def show_doubts(self, doubts: Sequence[Doubt]) -> None:
        """Show those that are open now, from the place of the one that was decided on."""
        self._doubts = list(doubts)
        if self.doubt is None:
            self.accept()
        else:
            self._show()

    def skip(self) -> None:
        """Leave a doubt open and go on; after the last one close."""
        self._at += 1
        if self.doubt is None:
            self.accept()
        else:
            self._show()

    def _show(self) -> None:
        doubt = self.doubt
        if doubt is None:
            return
        fused = doubt.other is None
        self.asks.setText(
            "这个名称是不是几家单位写在一起？" if fused else "这两个名称是不是同一家单位？"
        )
        self.left.show_unit(doubt.unit)
        self.right.setVisible(not fused)
        if doubt.other is not None:
            self.right.show_unit(doubt.other)
        self._apart.setVisible(fused)
        self.parts.setText(_APART.join(doubt.parts))
        self._show_ways(_FUSED if fused else _PAIR)
        last = self._at == len(self._doubts) - 1
        self.show_main("先放着" if last else "先放着，看下一个")
        self.say(f"第 {self._at + 1} 个，共 {len(self._doubts)} 个")

    def _show_ways(self, ways: Sequence[tuple[Decision, str]]) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.ways = {}
        for place, (decision, words) in enumerate(ways, 1):
            made = button(words)
            made.clicked.connect(partial(self._decide, decision))
            self.ways[decision] = made
            self._buttons.addWidget(made)
            self._buttons.addWidget(key_label(str(place)))
        self._buttons.addStretch()
        next(iter(self.ways.values())).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A digit typed into the field of parts stays there.
        place, buttons = event.key() - Qt.Key.Key_1, list(self.ways.values())
        if not event.modifiers() and 0 <= place < len(buttons):
            buttons[place].click()
        else:
            super().keyPressEvent(event)

    def _decide(self, decision: Decision, *_checked: object) -> None:
        parts = tuple(part.strip() for part in self.parts.text().split(_APART) if part.strip())
        self.decided.emit(self.doubt, decision, parts)


class _Side(QFrame):
    """One of the units: its name, how much it answers for, its other names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("framed")
        self._name = label(size="heading", wraps=True)
        self._rows: list[QLabel] = [label(wraps=True) for _ in range(3)]
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self._name)
        for row in self._rows:
            column.addWidget(row)
        column.addStretch()

    def show_unit(self, row: UnitRow) -> None:
        """Show a unit."""
        self._name.setText(row.line.name)
        load = row.load
        names = _APART.join(row.line.aliases)
        said = (
            (
                f"{row.line.kind or '未分类'}　牵头 {load.leads} · 配合 {load.helps} · "
                f"供数 {load.provides}"
            ),
            f"又写作：{names}" if names else "",
            f"联系人：{row.contact}" if row.contact else "",
        )
        for place, words in zip(self._rows, said, strict=True):
            place.setText(words)
            place.setVisible(bool(words))
        self.setAccessibleName("，".join((row.line.name, *filter(None, said))))
