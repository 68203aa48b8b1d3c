"""导入导出 with nothing loaded: cards to take a list in, give one out, fill one; past imports."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.exchange.filling_card import FillingCard
from desktop.widgets.cards import Card, line_words
from desktop.widgets.lines import in_line
from desktop.widgets.words import button, key_label, label
from desktop.wording import moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from db.model.history_lines import StepLine
    from db.model.lines import PlanLine
    from desktop.tasks import Progress
    from desktop.theme import Look

_WIDTH = 960
_LEAST_BESIDE = 720
"""Pixels in which the two cards have room beside each other."""
_MOST_IMPORTS = 8
_IMPORT_WORDS = "导入“"
"""How the words of every import's step begin."""


def imports_in(steps: Sequence[StepLine]) -> list[StepLine]:
    """Return the steps that were imports, newest first."""
    return [step for step in steps if step.kind == "do" and step.label.startswith(_IMPORT_WORDS)]


class ExchangeHome(QScrollArea):
    """Asks by its buttons; what is asked is done by the page."""

    import_requested = Signal()
    next_requested = Signal()
    """The next of several files is wanted."""
    export_requested = Signal()
    stop_requested = Signal()
    """The export that runs should stop."""
    undo_requested = Signal(object)
    """The StepLine of an import to take back."""
    folder_requested = Signal(object)
    """The path of an exported file whose folder should be opened."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._written: Path | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.take_in = button("选一览表…", kind="main", picture="")
        self.take_in.setAccessibleName("导入：选一览表")
        self.following = button("")
        self.give_out = button("导出目标任务一览表…")
        self.goes_into = label(ink="muted", size="secondary", wraps=True)
        self.goes_out = label(ink="muted", size="secondary", wraps=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("导出进度")
        self.stop = button("停下")
        self.result = label(wraps=True)
        self.open_folder = button("打开所在文件夹", kind="link")
        self.refill = FillingCard()
        self.imports = Card("最近的导入")
        self._lay_out()
        self.take_in.clicked.connect(self.import_requested)
        self.following.clicked.connect(self.next_requested)
        self.give_out.clicked.connect(self.export_requested)
        self.stop.clicked.connect(self.stop_requested)
        self.open_folder.clicked.connect(self._on_open_folder)
        self.show_following(0, 0)
        self.show_progress(None)
        self.show_written(None)

    def _lay_out(self) -> None:
        cards = self._cards = QHBoxLayout()
        cards.setSpacing(12)
        cards.addWidget(self._made_import(), 1)
        cards.addWidget(self._made_export(), 1)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label("导入导出", size="title"))
        column.addLayout(cards)
        column.addWidget(self.refill)
        column.addWidget(self.imports)
        column.addStretch(1)
        body = QWidget()
        whole = QHBoxLayout(body)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.addWidget(inner, 100)
        whole.addStretch(1)
        self.setWidget(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.viewport().width() >= _LEAST_BESIDE
        way = QBoxLayout.Direction
        self._cards.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _made_import(self) -> Card:
        card = Card("导入一览表")
        card.add_to_head(key_label("Ctrl+I"))
        words = (
            "选一份目标任务一览表，或一校一行的统计表。先照原样看一遍，每一格标出新增、改动、相同"
            "或不能导入，看过再收；收下是一步，以后也能整块撤销。"
        )
        drop = QFrame()
        drop.setObjectName("drop_area")
        drop.setFixedHeight(44)
        row = QHBoxLayout(drop)
        told = label("也可以把表拖到这里：Excel、WPS 表格、.csv，或带表的 Word 文件", ink="muted")
        row.addWidget(told, 0, Qt.AlignmentFlag.AlignCenter)
        presses = in_line(self.take_in, self.following, gap=6)
        card.add(_body(label(words, wraps=True), self.goes_into, drop, presses), 1)
        return card

    def _made_export(self) -> Card:
        card = Card("导出一览表")
        card.add_to_head(key_label("Ctrl+E"))
        words = (
            "按规划附表的样子写一份新的 .xlsx：指标带基期、目标和每年实际，任务、项目各一张表，"
            "可以直接打印。导出的表改过以后还能导回来。"
        )
        self._running = in_line(self.bar, self.stop, wide=self.bar, gap=6)
        self._done = in_line(self.result, self.open_folder, wide=self.result, gap=6)
        outside = (self.goes_out, self._running, self._done, self.give_out)
        card.add(_body(label(words, wraps=True), *outside), 1)
        return card

    # -- showing ---------------------------------------------------------------------------------

    def show_plan(self, plan: PlanLine | None, *, can_write: bool) -> None:
        """Say what an import would go into and an export would hold."""
        self.take_in.setEnabled(can_write)
        self.take_in.setToolTip("" if can_write else "这份台账现在不能写。")
        self.give_out.setEnabled(plan is not None)
        if plan is None:
            self.goes_into.setText("台账里还没有规划：导入会新建一个，名称和年份取自表里。")
            self.goes_out.setText("还没有规划可导出。先导入一览表。")
            self.give_out.setToolTip("还没有规划可导出。")
            return
        self.goes_into.setText(f"导入到“{plan.title}”。")
        self.goes_out.setText(
            f"“{plan.title}”：指标 {plan.indicators} 项、任务 {plan.tasks} 项、"
            f"项目 {plan.projects} 个。"
        )
        self.give_out.setToolTip("")

    def show_imports(self, steps: Sequence[StepLine], today: date, *, can_write: bool) -> None:
        """List past imports, each with the link that takes it back."""
        known = imports_in(steps)
        self.imports.aside.setText(f"{len(known)} 次" if known else "")
        if not known:
            empty = label("还没有导入过。导入以后，这里能整块撤销其中任何一次。", ink="muted")
            empty.setContentsMargins(12, 8, 12, 10)
            self.imports.show_lines([empty])
            return
        self.imports.show_lines(
            [self._line(step, today, can_write=can_write) for step in known[:_MOST_IMPORTS]]
        )

    def show_following(self, left: int, total: int) -> None:
        """Offer the next of several files; `left` are still to come of `total`."""
        self.following.setVisible(left > 0)
        self.following.setText(f"下一个（共 {total} 个）")
        self.following.setAccessibleName(f"下一个文件，共 {total} 个，还有 {left} 个")

    def show_progress(self, progress: Progress | None, *, running: bool = False) -> None:
        """Show how far the export is; not running: nothing."""
        self._running.setVisible(running)
        self.give_out.setVisible(not running)
        self.bar.setMaximum(progress.total if progress is not None else 0)
        self.bar.setValue(progress.done if progress is not None else 0)

    def show_written(self, target: Path | None) -> None:
        """Say where the list was written, with the way there."""
        self._written = target
        self._done.setVisible(target is not None)
        if target is not None:
            self.result.setText(f"已导出到“{target.name}”。")
            self.result.setToolTip(str(target))
            self.open_folder.setAccessibleName(f"打开“{target.name}”所在的文件夹")

    def _line(self, step: StepLine, today: date, *, can_write: bool) -> QWidget:
        line = QFrame()
        line.setObjectName("card_line")
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 3, 8, 3)
        when = moment(datetime.fromisoformat(step.made_at), today)
        about = " · ".join(part for part in (when, step.who) if part)
        row.addLayout(line_words(step.label, about), 1)
        if step.undone:
            row.addWidget(label("已撤销", ink="muted"))
            return line
        press = button("撤销这次导入", kind="link")
        press.setEnabled(can_write)
        press.setAccessibleName(f"撤销：{step.label}")
        press.clicked.connect(partial(self._on_undo, step))
        row.addWidget(press)
        return line

    def _on_undo(self, step: StepLine, *_checked: object) -> None:
        self.undo_requested.emit(step)

    def _on_open_folder(self) -> None:
        if self._written is not None:
            self.folder_requested.emit(self._written)


def _body(*widgets: QWidget) -> QWidget:
    """Return the inside of a card; the last widget stands at its foot, at the left."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(12, 10, 12, 12)
    column.setSpacing(8)
    for widget in widgets[:-1]:
        column.addWidget(widget)
    column.addStretch()
    column.addWidget(widgets[-1], 0, Qt.AlignmentFlag.AlignLeft)
    return body
