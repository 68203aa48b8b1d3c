"""The bars over the findings: period, whose figures, which check, what is done with the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.widgets.chips import ChipRow
from desktop.widgets.choice import Choice
from desktop.widgets.tools import PageTools
from desktop.widgets.words import button

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QPushButton, QWidget

    from desktop.theme import Look

_BETWEEN = 8
_AROUND = 28


class FindingsTools(PageTools):
    """Leaves out the page's name, then the words of its buttons, where there is no room."""

    between = _BETWEEN

    def __init__(self, title: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(title, look, parent)
        self.scopes = Choice(look, "谁的数", aside=True)
        self.rules = Choice(look, "校验规则", aside=True)
        self.chips = ChipRow(look)
        self.copy_list = button("复制清单", picture="copy")
        self.keep_list = button(
            "校验情况表…", picture="export", tip="校验情况表：连同说明导出本期的错误和疑问"
        )
        paper = "预览并打印校验情况表；在“缺数”里是缺数清单（Ctrl+P）"
        self.print_list = button("打印…", picture="print", tip=paper)
        self._words = {press: press.text() for press in self._presses()}
        self.first.insertWidget(2, self.scopes)
        self.first.insertWidget(3, self.rules)
        for press in self._presses():
            self.first.addWidget(press)
        self.second.addWidget(self.chips)
        self.second.addStretch()

    def fit(self) -> None:
        """Show as much as there is room for; the choices have grown, or the page has shrunk."""
        parts: list[QWidget] = [self.years, self.scopes, self.rules, *self._presses()]
        if not self.demonstration.isHidden():
            parts.append(self.demonstration)
        for press, words in self._words.items():
            press.setText(words)
        room = self.width() - _AROUND - _BETWEEN * len(parts)
        needed = sum(part.sizeHint().width() for part in parts)
        self.title.setVisible(needed + self.title.sizeHint().width() + _BETWEEN <= room)
        if needed > room:
            for press in self._words:
                press.setText("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _presses(self) -> tuple[QPushButton, ...]:
        return self.copy_list, self.keep_list, self.print_list
