"""设置: cards of the plan and the book, of this machine; their jobs run in the background."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db import queries
from db.book import PlanBook
from db.errors import UserError
from desktop.actions import Act
from desktop.page import AT_THE_FOOT, Page, Place
from desktop.settings.book_cards import BUREAU_SAYS, CHECKS_SAYS, REVIEW_SAYS, BookCard
from desktop.settings.checks_card import ChecksCard
from desktop.settings.keys_card import KeysCard
from desktop.settings.machine_cards import BackupCard, FileCard, LookCard, damage_words
from desktop.settings.plan_card import PlanCard
from desktop.shortcuts import Shortcuts
from desktop.tasks import Task
from desktop.widgets.words import label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from db.operations.housekeeping import Damage
    from db.ticket import Ticket

_WIDTH = 1120
_LEAST_BESIDE = 720


class SettingsPage(Page):
    """What belongs to the plan goes into the book; what belongs to the machine stays here."""

    title = "设置"
    name = "settings"
    icon = "settings"
    section = AT_THE_FOOT
    watches = frozenset({"plan", "setting", "user"})

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(*context, **named)
        self.plan = PlanCard(self.session, self.look)
        self.bureau = BookCard("本局和提醒", BUREAU_SAYS, self.session, self.look)
        self.review = BookCard("审核", REVIEW_SAYS, self.session, self.look)
        self.limits = BookCard("校验的界线", CHECKS_SAYS, self.session, self.look)
        self.checks = ChecksCard(self.session)
        self.of_the_book = (self.bureau, self.review, self.limits, self.checks)
        self.keys = KeysCard(Shortcuts(self.preferences, self), self.look)
        self.appearance = LookCard(self.preferences, self.look)
        self.backups = BackupCard()
        self.file = FileCard()
        self._check: Task | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._cards = cards = QHBoxLayout()
        cards.setSpacing(12)
        cards.addLayout(_stacked(self.plan, self.bureau, self.review, self.limits), 1)
        cards.addLayout(
            _stacked(self.appearance, self.backups, self.file, self.keys, self.checks), 1
        )
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(self.title, size="title"))
        column.addLayout(cards)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(16, 10, 12, 12)
        row.addWidget(inner, 100)
        row.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Side by side, a plan's title would not fit into half of a narrow page.
        ways = QBoxLayout.Direction
        beside = self.width() >= _LEAST_BESIDE
        self._cards.setDirection(ways.LeftToRight if beside else ways.TopToBottom)

    def _connect(self) -> None:
        for card in (self.plan, *self.of_the_book, self.keys):
            card.told.connect(self.notices.tell)
        self.backups.wanted.connect(partial(self.act_requested.emit, Act.BACK_UP))
        self.backups.page_requested.connect(partial(self.place_requested.emit, Place("backups")))
        self.file.check_requested.connect(self.check)
        self.preferences.changed.connect(self._on_preference)
        self.session.busy_changed.connect(self._on_busy)

    def refresh(self) -> None:
        self._show_book()
        self.keys.refresh()
        self.appearance.refresh()
        self.file.path.say(str(self.session.book.path))
        self._show_backups()

    def regions(self) -> tuple[QWidget, ...]:
        parts = (
            self.plan.name_of_plan.inputs[0],
            self.bureau.first,
            self.review.first,
            self.limits.first,
            self.appearance.theme,
            self.backups.make,
            self.file.check,
            self.keys.command,
            self.checks.first,
        )
        return tuple(part for part in parts if part.isEnabled())

    def hint(self) -> str:
        return "Enter 保存这一项 · Esc 放弃 · Ctrl+Z 撤销"

    def check(self) -> None:
        """Compare the file with its history, in the background."""
        if self._check is not None:
            return
        path, actor = self.session.book.path, self.session.book.actor

        def job(_ticket: Ticket) -> tuple[Damage, ...]:
            with PlanBook.open(path, actor=actor) as book:
                return book.housekeeping.damages()

        self._check = Task(job)
        self._check.succeeded.connect(self._on_checked)
        self._check.failed.connect(self._on_check_failed)
        self._check.ended.connect(self._on_check_ended)
        self.file.check.setEnabled(False)
        self.file.say("正在检查文件与历史…", "muted")
        self.runner.start(self._check)

    @Slot(object)
    def _on_checked(self, damages: tuple[Damage, ...]) -> None:
        steps = self.session.read(queries.step_lines, 1)
        count = steps[0].sequence if steps else 0
        self.file.say(damage_words(damages, count), "bad" if damages else "ok")

    @Slot(object)
    def _on_check_failed(self, error: Exception) -> None:
        self.file.say("没有查完。", "bad")
        self.notices.report(error)

    @Slot()
    def _on_check_ended(self) -> None:
        self._check = None
        self.file.check.setEnabled(True)

    @Slot(str)
    def _on_preference(self, _key: str) -> None:
        self.appearance.refresh()

    @Slot()
    def _on_busy(self) -> None:
        if self.isVisible():
            self._show_book()

    def _show_book(self) -> None:
        for card in (self.plan, *self.of_the_book):
            card.refresh()

    def _show_backups(self) -> None:
        housekeeping = self.session.book.housekeeping
        today = datetime.now().astimezone().date()
        try:
            self.backups.show_backups(housekeeping.backups(), today)
        except UserError as error:
            self.notices.report(error)


def _stacked(*cards: QWidget) -> QVBoxLayout:
    """Return cards one under the other, at the top."""
    column = QVBoxLayout()
    column.setSpacing(12)
    for card in cards:
        column.addWidget(card)
    column.addStretch()
    return column
