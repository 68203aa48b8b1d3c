"""导入导出: choosing files, running the jobs, and keeping what they bring back."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from db import queries
from db.errors import Cancelled, FileRefused, StaleRow
from db.model.records import RECORDS
from desktop.actions import Act, ActName
from desktop.exchange.file_queue import FileQueue
from desktop.exchange.filling_desk import FillingDesk
from desktop.exchange.foresight import Foreseen
from desktop.exchange.giving_out import GivingOut
from desktop.exchange.home import ExchangeHome
from desktop.exchange.preview_view import PreviewView
from desktop.exchange.waiting import Waiting
from desktop.exchange.work import (
    accepting,
    comparing,
    reading,
    taking_back,
)
from desktop.page import Page, Place
from desktop.shelf import Shelf
from desktop.tasks import Task
from desktop.widgets.files import LISTS, ask_for_files
from desktop.wording import done_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from db.changes import ChangeSet
    from db.model.history_lines import StepLine
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
        self.filling = FillingDesk(self.session, self.notices, self.runner, self.preferences)
        self.giving_out = GivingOut(self.home, self.session, self.notices, self.runner)
        self.foreseen = Foreseen(self.session, self.notices, self.runner, self)
        for part in (self.home, self.waiting, self.preview, self.filling):
            self._stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._task: Task | None = None
        self._files = FileQueue()
        self._goes_on = False
        self._compares_again = False
        self._connect()

    def _connect(self) -> None:
        self.home.import_requested.connect(self.ask_for_list)
        self.home.next_requested.connect(self.take_in_next)
        self.home.undo_requested.connect(self.take_back)
        self.home.folder_requested.connect(self._open_folder)
        self.home.refill.file_requested.connect(self.filling.ask_for_file)
        self.home.refill.form_chosen.connect(self.filling.take)
        self.home.refill.open_requested.connect(self.filling.open_file)
        self.home.refill.folder_requested.connect(self._open_folder)
        self.filling.came.connect(partial(self._show, self.filling))
        self.filling.left.connect(partial(self._show, self.home))
        self.filling.shown_part_changed.connect(self._on_part_changed)
        self.filling.written.connect(self.home.refill.show_written)
        self.waiting.stop_requested.connect(self._stop)
        self.preview.import_requested.connect(self.accept)
        self.preview.given_up.connect(self.give_up)
        self.preview.file_requested.connect(self.ask_for_list)
        self.preview.next_requested.connect(self.take_in_next)
        self.preview.decided.connect(self._compare_again)
        self.preview.told.connect(self.notices.tell)
        self.foreseen.went_on.connect(self.preview.show_judging)
        self.foreseen.came.connect(self.preview.show_doubts)
        self.session.busy_changed.connect(self._on_busy)

    # -- the page --------------------------------------------------------------------------------

    def refresh(self) -> None:
        can_write, today = self.session.can_write, datetime.now().astimezone().date()
        plan = self.session.plan
        self.home.show_plan(plan, can_write=can_write)
        self.preview.allow("" if self.session.busy else self.session.why_not)
        kept = self.session.read(queries.kept_files, plan.id) if plan is not None else ()
        self.home.refill.show_kept(kept, today, has_plan=plan is not None)
        steps = self.session.read(queries.step_lines)
        self.home.show_imports(steps, today, can_write=can_write)
        if not self.session.busy:
            self._catch_up_with(steps[0].id if steps else "")

    def _catch_up_with(self, newest: str) -> None:
        """Compare again what is shown, where the book was at another step than this one then.

        A page is also told to draw anew when its figures were judged: that changes no comparison.
        """
        shown, form = self.preview.preview, self.filling.view.seen
        current = self._stack.currentWidget()
        if current is self.preview and shown is not None and shown.seen != newest:
            self._compare_again(quiet=True)
        if current is self.filling and form is not None and form.preview.seen != newest:
            self.filling.follow_book()

    def hint(self) -> str:
        if self._stack.currentWidget() is self.preview:
            return "F8 下一个问题 · 空格 勾选 · F6 换区域"
        if self._stack.currentWidget() is self.filling:
            return "F8 下一个要定的 · 空格 勾选 · Enter 对应到… · F6 换区域"
        return "Ctrl+I 导入 · Ctrl+E 导出"

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        made: dict[ActName, Callable[[], object]] = {
            Act.IMPORT_LIST: self.ask_for_list,
            Act.EXPORT_LIST: self.giving_out.ask_for_target,
            Act.FILL_FORM: self.filling.ask_for_file,
        }
        if self._stack.currentWidget() is self.preview:
            made[Act.NEXT_MISSING] = self.preview.next_problem
        elif self._stack.currentWidget() is self.filling:
            made[Act.NEXT_MISSING] = self.filling.view.next_problem
        return made

    def regions(self) -> tuple[QWidget, ...]:
        shown = self._stack.currentWidget()
        parts: tuple[QWidget, ...] = (
            self.home.take_in, self.home.give_out, self.home.refill.choose,
        )  # fmt: skip
        if shown is self.preview:
            shown_parts = self.preview
            parts = (
                shown_parts.view, shown_parts.view.heads, *shown_parts.tools.regions,
                shown_parts.remarks, shown_parts.take_in,
            )  # fmt: skip
        elif shown is self.waiting:
            parts = (self.waiting.stop,)
        elif shown is self.filling:
            parts = self.filling.regions()
        there = (part for part in parts if part.isEnabled() and part.isVisibleTo(self))
        return tuple(there) or (self,)

    def show_place(self, place: Place) -> None:
        if place.file is not None and place.fills:
            self.filling.take_file(place.file)
        elif place.file is not None:
            self.take_in_all((place.file, *place.more))

    def _show(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        self.regions()[0].setFocus()
        self.hint_changed.emit()

    @Slot()
    def _on_part_changed(self) -> None:
        if self._stack.currentWidget() is self.filling:
            self._show(self.filling)

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
        without, by_hand = frozenset(self.preview.without), frozenset(self.preview.by_hand)
        task = Task(accepting(self._shelf(), shown, without, by_hand))
        task.succeeded.connect(self._on_accepted)
        self._write(task, f"正在导入“{shown.workbook.name}”")

    def give_up(self) -> None:
        """Put the preview away; the book was never changed."""
        self.preview.seen = None
        self.foreseen.stop()
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
    def _compare_again(self, *, quiet: bool = False) -> None:
        """Compare the same list again: decisions were made, or (`quiet`) the book has changed."""
        shown = self.preview.preview
        self._compares_again = shown is not None and self._task is not None
        if shown is None or self._task is not None:
            return
        self.foreseen.stop()
        decisions, told = dict(self.preview.decisions), self.preview.correcting.told
        options = self.preview.standing.options
        task = Task(comparing(self._shelf(), shown, decisions, told, options), quiet=quiet)
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
            self.preview.show_reading()
            self.notices.warn("照这样改，这个文件里就没有一览表了，所以没有改。")
            return
        self.preview.seen = None
        self._show(self.home)
        self.notices.report(error)

    @Slot(object)
    def _on_read(self, seen: Seen) -> None:
        self.preview.show_new(seen)
        self._show(self.preview)
        self.foreseen.begin(seen)
        if not seen.preview.reading.tables:
            self.notices.warn(
                f"“{seen.preview.workbook.name}”里没有认出一览表。先选表头在哪几行，"
                "再点列顶说明各列；或换一个文件。"
            )

    @Slot(object)
    def _on_compared(self, seen: Seen) -> None:
        # What was said meanwhile is still to be read: the words in sight are older than that.
        before = self.preview.preview
        if before is not None and not self._compares_again:
            if seen.preview.reading.tables and not before.reading.tables:
                self.notices.quiet()
            self.preview.show_again(seen)
            self.foreseen.begin(seen)

    @Slot(object)
    def _on_accepted(self, changes: ChangeSet) -> None:
        self.preview.seen = None
        self._keep(changes)
        self._goes_on = True
        self.notices.tell(done_words(changes) if changes else "没有要写入的格。")

    @Slot(object)
    def _on_taken_back(self, changes: ChangeSet) -> None:
        self._keep(changes)
        self.notices.tell(f"已撤销：{changes.label}。")

    @Slot(object)
    def _open_folder(self, target: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target.parent)))

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
        self.foreseen.stop()
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
