"""Which checks are asked: one box for each, kept in the book."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from db.model.words import Severity
from db.queries import setting
from db.rules.checks.judging import CHECKS
from db.rules.checks.limits import PREFIX
from desktop.settings.book_cards import why_not
from desktop.widgets.cards import Card
from desktop.widgets.words import label
from desktop.wording import done_words

if TYPE_CHECKING:
    from desktop.session import BookSession

OFF = f"{PREFIX}off"
_TIERS = {Severity.ERROR: "逻辑校验：须改", Severity.QUERY: "经验校验：改或说明"}
_ACROSS = 2


class ChecksCard(Card):
    """A box for each check; what is not ticked is not asked."""

    told = Signal(object)

    def __init__(self, session: BookSession) -> None:
        super().__init__("查哪些")
        self._session = session
        self.boxes: dict[str, QCheckBox] = {}
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(12, 6, 12, 10)
        grid.setVerticalSpacing(4)
        about = "不勾的校验在这份台账里不查；规划本身的矛盾总要查。"
        grid.addWidget(label(about, ink="muted", size="secondary", wraps=True), 0, 0, 1, _ACROSS)
        at = 1
        for tier, words in _TIERS.items():
            grid.addWidget(label(words, ink="muted", size="secondary"), at, 0, 1, _ACROSS)
            at += 1
            asked = [check for check in CHECKS if check.severity is tier]
            for place, check in enumerate(asked):
                box = self.boxes[check.id] = QCheckBox(check.title)
                box.clicked.connect(partial(self._on_clicked, check.id))
                grid.addWidget(box, at + place // _ACROSS, place % _ACROSS)
            at += (len(asked) + _ACROSS - 1) // _ACROSS
        self.add(body)

    @property
    def first(self) -> QCheckBox:
        """Return where the keyboard comes in."""
        return next(iter(self.boxes.values()))

    def refresh(self) -> None:
        """Show which are asked."""
        why, off = why_not(self._session), self._session.setting(OFF).split()
        self.aside.setText(why or f"{len(CHECKS) - len(off)} 项")
        for name, box in self.boxes.items():
            box.setChecked(name not in off)
            box.setEnabled(not why)
            box.setToolTip(why)

    def _on_clicked(self, check: str) -> None:
        # As the book has it: another window may have put other checks out of use.
        held = (self._session.book.read(setting, OFF) or "").split()
        others = [name for name in held if name != check]
        off = " ".join(others if self.boxes[check].isChecked() else (*others, check))
        keeping = self._session.book.housekeeping
        changes = self._session.wish(lambda: keeping.change_setting(OFF, off))
        if changes:
            self.told.emit(done_words(changes))
        self.refresh()
