"""导入导出: choosing files, running the jobs, and keeping what they bring back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from db import queries
from db.errors import Cancelled, FileRefused, StaleRow
from db.model.records import RECORDS
from desktop.actions import Act
from desktop.exchange.file_queue import FileQueue
from desktop.exchange.home import ExchangeHome
from desktop.exchange.preview_view import PreviewView
from desktop.exchange.waiting import Waiting
from desktop.exchange.work import (
    Shelf,
    accepting,
    comparing,
    exporting,
    reading,
    taking_back,
)
from desktop.page import Page, Place
from desktop.tasks import Progress, Task
from desktop.widgets.files import (
    LISTS,
    NEW_LISTS,
    ask_for_files,
    ask_for_target,
    documents,
    plain_name,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from db.changes import ChangeSet
    from db.model.lines import StepLine
    from desktop.exchange.verdicts import Seen


class ExchangePage(Page):
    """Takes lists in, after a look at every cell, and gives the official list out."""

    title = "导入导出"
    name = "exchange"
    icon = "exchange"
    section = "往来"
    watches = frozenset(record.table for record in RECORDS)

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(*context, **named)
        self.home = ExchangeHome(self.look)
        self.waiting = Waiting()
        self.preview = PreviewView(self.look)
        self._stack = QStackedWidget()
        for part in (self.home, self.waiting, self.preview):
            self._stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._task: Task | None = None
        self._export: Task | None = None
        self._files = FileQueue()
        self._goes_on = False
        self._compares_again = False
        self._connect()

    def _connect(self) -> None:
        self.home.import_requested.connect(self.ask_for_list)
        self.home.next_requested.connect(self.take_in_next)
        self.home.export_requested.connect(self.ask_for_target)
        self.home.stop_requested.connect(self._stop_export)
        self.home.undo_requested.connect(self.take_back)
        self.home.folder_requested.connect(self._open_folder)
        self.waiting.stop_requested.connect(self._stop)
        self.preview.import_requested.connect(self.accept)
        self.preview.given_up.connect(self.give_up)
        self.preview.file_requested.connect(self.ask_for_list)
        self.preview.next_requested.connect(self.take_in_next)
        self.preview.decided.connect(self._compare_again)
        self.preview.told.connect(self.notices.tell)
        self.session.busy_changed.connect(self._on_busy)

    # -- the page --------------------------------------------------------------------------------

    def refresh(self) -> None:
        can_write, today = self.session.can_write, datetime.now().astimezone().date()
        self.home.show_plan(self.session.plan, can_write=can_write)
        steps = self.session.read(queries.step_lines)
        self.home.show_imports(steps, today, can_write=can_write)
        if self._stack.currentWidget() is self.preview and not self.session.busy:
            self._compare_again()

    def hint(self) -> str:
        if self._stack.currentWidget() is self.preview:
            return "F8 下一个问题 · 空格 勾选 · F6 换区域"
        return "Ctrl+I 导入 · Ctrl+E 导出"

    def acts(self) -> Mapping[Act, Callable[[], None]]:
        made: dict[Act, Callable[[], None]] = {
            Act.IMPORT_LIST: self._on_import_act,
            Act.EXPORT_LIST: self._on_export_act,
        }
        if self._stack.currentWidget() is self.preview:
            made[Act.NEXT_MISSING] = self.preview.next_problem
        return made

    def regions(self) -> tuple[QWidget, ...]:
        shown = self._stack.currentWidget()
        parts: tuple[QWidget, ...] = (self.home.take_in, self.home.give_out)
        if shown is self.preview:
            shown_parts = self.preview
            parts = (
                shown_parts.view, shown_parts.view.heads, shown_parts.tools.header,
                shown_parts.remarks, shown_parts.take_in,
            )  # fmt: skip
        elif shown is self.waiting:
            parts = (self.waiting.stop,)
        return tuple(part for part in parts if part.isEnabled()) or (self,)

    def show_place(self, place: Place) -> None:
        if place.file is not None:
            self.take_in_all((place.file, *place.more))

    def _show(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        self.regions()[0].setFocus()
        self.hint_changed.emit()

    # -- taking in -------------------------------------------------------------------------------

    def ask_for_list(self) -> QFileDialog | None:
        """Ask for lists; they are read when they are chosen. None while a job runs."""
        if self._is_at_work():
            return None
        folder = self.preferences.last_folder
        return ask_for_files(self, "选一览表", LISTS, folder, self.take_in_all)

    def take_in_all(self, files: tuple[Path, ...]) -> None:
        """Take lists in one after another; while a job runs they wait behind it."""
        if self._task is not None:
            self._files.add(files)
            self.notices.tell(f"还有 {self._files.left} 个文件排在后面。")
            return
        first = self._files.start(files)
        if first is not None:
            self.take_in(first)

    @Slot()
    def take_in_next(self) -> None:
        """Leave the file in sight and read the next one."""
        if self._is_at_work():
            return
        file = self._files.next()
        if file is not None:
            self.preview.seen = None
            self.take_in(file)

    def take_in(self, file: Path) -> None:
        """Read a list in the background and show what it would change."""
        if self._is_at_work():
            return
        self.preferences.last_folder = str(file.parent)
        self.notices.quiet()
        plan = self.session.plan
        task = Task(reading(self._shelf(), file, plan.id if plan else None))
        task.succeeded.connect(self._on_read)
        self._run(task, f"正在读“{file.name}”", can_stop=True)

    def accept(self) -> None:
        """Write what the preview shows, in the background, as one step."""
        shown = self.preview.preview
        if shown is None or self._is_at_work() or not self.session.can_write:
            return
        task = Task(accepting(self._shelf(), shown, frozenset(self.preview.without)))
        task.succeeded.connect(self._on_accepted)
        self._write(task, f"正在导入“{shown.workbook.name}”")

    def give_up(self) -> None:
        """Put the preview away; the book was never changed."""
        self.preview.seen = None
        self._show(self.home)
        rest = f"后面 {self._files.left} 个文件也没有看。" if self._files.left else ""
        self._files = FileQueue()
        self._show_queue()
        self.notices.tell(f"已放弃导入，台账没有变。{rest}")

    @Slot(object)
    def take_back(self, step: StepLine) -> None:
        """Take one import back, in the background."""
        if self._is_at_work() or not self.session.can_write:
            return
        task = Task(taking_back(self._shelf(), step.id))
        task.succeeded.connect(self._on_taken_back)
        self._write(task, f"正在撤销：{step.label}")

    @Slot()
    def _compare_again(self) -> None:
        """Compare the same list again: decisions were made, or the book has changed."""
        shown = self.preview.preview
        self._compares_again = shown is not None and self._task is not None
        if shown is None or self._task is not None:
            return
        decisions, told = dict(self.preview.decisions), self.preview.correcting.told
        task = Task(comparing(self._shelf(), shown, decisions, told))
        task.succeeded.connect(self._on_compared)
        task.failed.connect(self._on_compare_failed)
        task.ended.connect(self._on_ended)
        self._task = task
        self.runner.start(task)

    @Slot(object)
    def _on_compare_failed(self, error: Exception) -> None:
        """Take a correction back that leaves no list; else the plan it was for is gone."""
        shown = self.preview.preview
        if isinstance(error, FileRefused) and shown is not None:
            self.preview.correcting.show(shown)
            self.notices.warn("照这样改，这个文件里就没有一览表了，所以没有改。")
            return
        self.preview.seen = None
        self._show(self.home)
        self.notices.report(error)

    @Slot(object)
    def _on_read(self, seen: Seen) -> None:
        self.preview.show_new(seen)
        self._show(self.preview)

    @Slot(object)
    def _on_compared(self, seen: Seen) -> None:
        # What was said meanwhile is still to be read: the words in sight are older than that.
        if self.preview.seen is not None and not self._compares_again:
            self.preview.show_again(seen)

    @Slot(object)
    def _on_accepted(self, changes: ChangeSet) -> None:
        self.preview.seen = None
        self._keep(changes)
        self._goes_on = True
        self.notices.tell(f"已{changes.label}，Ctrl+Z 撤销。" if changes else "没有要写入的格。")

    @Slot(object)
    def _on_taken_back(self, changes: ChangeSet) -> None:
        self._keep(changes)
        self.notices.tell(f"已撤销：{changes.label}。")

    # -- giving out ------------------------------------------------------------------------------

    def ask_for_target(self) -> QFileDialog | None:
        """Ask where the list shall be written; None where there is nothing to write."""
        plan = self.session.plan
        if plan is None or self._export is not None:
            self.notices.tell("还没有规划可导出。" if plan is None else "上一次导出还没有做完。")
            return None
        proposed = documents() / f"{plain_name(f'{plan.title}目标任务一览表')}.xlsx"
        return ask_for_target(
            self, "导出目标任务一览表", NEW_LISTS, proposed, self.export_to, confirms=False
        )

    def export_to(self, target: Path) -> None:
        """Write the list; what stands there already is replaced only if that is wished."""
        if not target.suffix:
            target = target.with_name(f"{target.name}.xlsx")
        if not target.exists():
            self._start_export(target)
            return
        self.notices.ask(
            f"“{target.name}”已经有了。用新的一览表替换它？旧的内容不再保留。",
            "替换",
            "不替换",
            lambda: self._start_export(target),
        )

    def _start_export(self, target: Path) -> None:
        plan = self.session.plan
        if plan is None:
            return
        today = datetime.now().astimezone().date()
        self._export = Task(exporting(self._shelf(), plan.id, target, today))
        self._export.progressed.connect(self._on_export_progress)
        self._export.succeeded.connect(self._on_exported)
        self._export.failed.connect(self.notices.report)
        self._export.stopped.connect(self._on_stopped)
        self._export.ended.connect(self._on_export_ended)
        self.home.show_written(None)
        self.home.show_progress(None, running=True)
        self.runner.start(self._export)

    @Slot(object)
    def _on_export_progress(self, progress: Progress) -> None:
        self.home.show_progress(progress, running=True)

    @Slot(object)
    def _on_exported(self, target: Path) -> None:
        self.home.show_written(target)
        self.notices.tell(f"已导出到“{target}”。")

    @Slot()
    def _on_export_ended(self) -> None:
        self._export = None
        self.home.show_progress(None)

    @Slot()
    def _stop_export(self) -> None:
        if self._export is not None:
            self._export.cancel()

    @Slot(object)
    def _open_folder(self, target: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent)))

    def _on_import_act(self) -> None:
        self.ask_for_list()

    def _on_export_act(self) -> None:
        self.ask_for_target()

    # -- jobs ------------------------------------------------------------------------------------

    def _shelf(self) -> Shelf:
        return Shelf.of(self.session.book)

    def _is_at_work(self) -> bool:
        """Tell, and say, that a job of this page runs."""
        if self._task is not None:
            self.notices.tell("上一步还没有做完。")
        return self._task is not None

    def _write(self, task: Task, words: str) -> None:
        """Run a job that writes: nothing else may write meanwhile."""
        task.failed.connect(self.session.end_work)
        task.stopped.connect(self.session.end_work)
        self.session.begin_work()
        self._run(task, words, can_stop=False)

    def _run(self, task: Task, words: str, *, can_stop: bool) -> None:
        task.progressed.connect(self.waiting.show_progress)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._on_stopped)
        task.ended.connect(self._on_ended)
        self._task = task
        self.waiting.show_work(words, can_stop=can_stop)
        self._show(self.waiting)
        self.runner.start(task)

    def _keep(self, changes: ChangeSet) -> None:
        """Announce what a job has written."""
        self.session.end_work()
        self.session.keep(changes)

    @Slot()
    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def _on_stopped(self) -> None:
        self.notices.report(Cancelled())

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, StaleRow) and self.preview.preview is None:
            self._show(self.home)
        self.notices.report(error)

    @Slot()
    def _on_ended(self) -> None:
        """Leave the waiting words for what there is to see now."""
        self._task = None
        goes_on, self._goes_on = self._goes_on, False
        again, self._compares_again = self._compares_again, False
        self._show_queue()
        if goes_on and self._files.left:
            self.take_in_next()
            return
        if again:
            self._compare_again()
        if self._stack.currentWidget() is self.waiting:
            self._show(self.home if self.preview.preview is None else self.preview)

    def _show_queue(self) -> None:
        """Offer the next of several files."""
        for part in (self.home, self.preview.tools):
            part.show_following(self._files.left, self._files.total)

    @Slot()
    def _on_busy(self) -> None:
        if self.isVisible():
            self.refresh()
