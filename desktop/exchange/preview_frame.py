"""The face that previews share: bars and sheet, the pane at the right, the bar with the button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMargins, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.exchange.low_page import LowPage
from desktop.widgets.folding import FoldingBar
from desktop.widgets.words import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QPushButton

    from desktop.exchange.low_page import Parts
    from desktop.exchange.remark_list import RemarkList

_WHOLE, _BESIDE_LINE = (0, 0, 0, 0), (1, 0, 0, 0)
_NARROW, _NARROW_PANE = 700, 240


def lay_out_preview(owner: QWidget, parts: Parts) -> None:
    """Lay a preview out: bars, sheet and foot at the left, the pane beside, the decision below."""
    column = QVBoxLayout()
    column.setSpacing(0)
    for over in (parts.tools, *parts.bars):
        column.addWidget(over)
    column.addWidget(parts.view, 1)
    column.addWidget(parts.foot)
    upper = QHBoxLayout()
    upper.setSpacing(0)
    upper.addLayout(column, 1)
    upper.addWidget(parts.pane)
    _PaneWidth(owner, parts.pane)
    whole = QVBoxLayout(owner)
    whole.setContentsMargins(*_WHOLE)
    whole.setSpacing(0)
    whole.addLayout(upper, 1)
    whole.addWidget(parts.decision)
    LowPage(owner, parts)


class _PaneWidth(QObject):
    """Gives the pane less of a narrow page, so that the sheet keeps some of it."""

    def __init__(self, owner: QWidget, pane: QWidget) -> None:
        super().__init__(owner)
        self._pane, self._wide = pane, pane.maximumWidth()
        owner.installEventFilter(self)

    def eventFilter(self, _owner: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            narrow = event.size().width() < _NARROW
            self._pane.setFixedWidth(_NARROW_PANE if narrow else self._wide)
        return False


def sheet_foot(where: QWidget) -> QWidget:
    """Return the line below the sheet that says what is under the cursor."""
    foot = QFrame()
    foot.setObjectName("sheet_foot")
    line = QHBoxLayout(foot)
    line.setContentsMargins(12, 0, 12, 0)
    line.addWidget(where, 1)
    return foot


def side_pane(
    width: int, head: Sequence[QWidget], body: RemarkList, told: SignalInstance
) -> QWidget:
    """Return the pane at the right: its head's lines, then the list and the way to copy it.

    How many lines were copied is `told`.
    """
    copy = button("复制清单", kind="link", tip="复制下面列出的格：地址、内容和原因")
    copy.setObjectName("copy_list")
    copy.clicked.connect(lambda: told.emit(f"已复制 {body.copy()} 行。"))
    pane = QFrame()
    pane.setObjectName("pane")
    pane.setFixedWidth(width)
    section = QFrame()
    section.setObjectName("pane_section")
    words = QVBoxLayout(section)
    words.setContentsMargins(12, 10, 12, 8)
    words.setSpacing(3)
    first, *others = head
    top = QHBoxLayout()
    top.addWidget(first, 1)
    top.addWidget(copy)
    words.addLayout(top)
    for line in others:
        words.addWidget(line)
    column = QVBoxLayout(pane)
    column.setContentsMargins(*_BESIDE_LINE)
    column.setSpacing(0)
    column.addWidget(section)
    column.addWidget(body, 1)
    return pane


def decision_bar(chips: QWidget, main: QPushButton, leave: QPushButton) -> QWidget:
    """Return the bar at the foot: the filters, the one main button, the way out."""
    presses = QWidget()
    row = QHBoxLayout(presses)
    row.setContentsMargins(*_WHOLE)
    row.setSpacing(8)
    row.addStretch(1)
    row.addWidget(main)
    row.addWidget(leave)
    bar = FoldingBar(chips, presses, QMargins(12, 8, 12, 8), parted=True)
    bar.setObjectName("import_bar")
    return bar
