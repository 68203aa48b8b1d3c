"""The bar under the review table: what is done with all that is ticked, and with one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from db.model.work_words import ReviewAction
from desktop.review.words import VERBS
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.words import button, key_label, label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop.review.content import Means

_HEIGHT = 48
_LEAST_EXPLAINED = 560
"""Pixels of the bar from which on it says what its last buttons are about."""


class DecisionBar(QFrame):
    """Offers the decisions of the box that is looked at, each with its key and its number."""

    all_requested = Signal()
    one_requested = Signal()
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("decision_bar")
        self.setFixedHeight(_HEIGHT)
        self.together = button("", kind="main")
        self.says = ElidedLabel(ink="muted", size="secondary")
        self._here = label("当前格", ink="muted", size="secondary")
        self.one = button("通过", picture="check")
        self._one_key = key_label("A")
        self.back = button("退回", picture="undo")
        self._back_key = key_label("R")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.together)
        row.addWidget(self.says, 1)
        for part in (self._here, self.one, self._one_key, self.back, self._back_key):
            row.addWidget(part)
        self._singly = self._may_go_back = False
        self.together.clicked.connect(self.all_requested)
        self.one.clicked.connect(self.one_requested)
        self.back.clicked.connect(self.back_requested)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out what only explains where the buttons need the room."""
        wide = self.width() >= _LEAST_EXPLAINED
        self.says.setVisible(wide)
        self._here.setVisible(wide and (self._singly or self._may_go_back))

    def show_means(self, means: Means, ticked: int, waits: int, *, can_write: bool) -> None:
        """Show what can be done; `waits` counts the entries in which something is still open."""
        action, back = means.together, means.back
        self.together.setVisible(action is not None)
        if action is not None:
            dots = "…" if action is ReviewAction.SIGN else ""
            chosen = "" if action is ReviewAction.SIGN else "勾选"
            words = f"{VERBS[action]}{chosen} {ticked} 格{dots}"
            self.together.setText(f"{words}  Ctrl+Enter")
            self.together.setAccessibleName(words)
            self.together.setEnabled(can_write and ticked > 0)
            self.together.setToolTip("" if ticked else "没有勾选的格。")
        self.says.say(_said(action, ticked, waits))
        singly = action in {ReviewAction.APPROVE, ReviewAction.SUBMIT, ReviewAction.LOCK}
        for part in (self.one, self._one_key):
            part.setVisible(singly)
        if singly and action is not None:
            self.one.setText(VERBS[action])
            self.one.setAccessibleName(f"{VERBS[action]}当前格")
            self.one.setEnabled(can_write)
        for part in (self.back, self._back_key):
            part.setVisible(back is not None)
        if back is not None:
            self.back.setText(VERBS[back])
            self.back.setAccessibleName(f"{VERBS[back]}当前格")
            self.back.setEnabled(can_write)
        self._singly, self._may_go_back = singly, back is not None
        self._fit()
        self.setVisible(action is not None or back is not None)


def _said(action: ReviewAction | None, ticked: int, waits: int) -> str:
    if waits:
        return f"还有 {waits} 格有错误或疑问没有说明"
    return f"撤销一步可退回全部 {ticked} 格" if action is not None and ticked else ""
