"""Giving the official list out: where it shall be, the job, what is said of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.exchange.work import exporting
from desktop.one_job import OneJob
from desktop.shelf import Shelf
from desktop.widgets.files import NEW_LISTS, ask_for_target, beside, proposed_file

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog

    from desktop.exchange.home import ExchangeHome
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.tasks import Progress, TaskRunner


class GivingOut(QObject):
    """Asks where the list shall be written, writes it in the background, and says so at home."""

    def __init__(
        self, home: ExchangeHome, session: BookSession, notices: Notices, runner: TaskRunner
    ) -> None:
        super().__init__(home)
        self._home, self._session = home, session
        self._notices = notices
        self._job = OneJob(notices, runner, self)
        self._job.progressed.connect(self._on_progress)
        self._job.running.connect(self._on_running)
        home.export_requested.connect(self.ask_for_target)
        home.stop_requested.connect(self._job.stop)

    @Slot()
    def ask_for_target(self) -> QFileDialog | None:
        """Ask where the list shall be written; None where there is nothing to write."""
        plan = self._session.plan
        if plan is None or self._job.is_running:
            self._notices.tell("还没有规划可导出。" if plan is None else "上一次导出还没有做完。")
            return None
        folder = beside(self._session.book.path)
        proposed = proposed_file(f"{plan.title}目标任务一览表", ".xlsx", folder)
        return ask_for_target(
            self._home, "导出目标任务一览表", NEW_LISTS, proposed, self.export_to, confirms=False
        )

    def export_to(self, target: Path) -> None:
        """Write the list; what stands there already is replaced only if that is wished."""
        if not target.suffix:
            target = target.with_name(f"{target.name}.xlsx")
        if not target.exists():
            self._start(target)
            return
        self._notices.ask(
            f"“{target.name}”已经有了。用新的一览表替换它？旧的内容不再保留。",
            "替换",
            "不替换",
            lambda: self._start(target),
        )

    def _start(self, target: Path) -> None:
        plan = self._session.plan
        if plan is None:
            return
        if self._job.has_failed:
            # What stood against the last export may hold no longer.
            self._notices.quiet()
        today = datetime.now().astimezone().date()
        self._home.show_written(None)
        writing = exporting(Shelf.of(self._session.book), plan.id, target, today)
        self._job.start(writing, self._on_exported)

    @Slot(object)
    def _on_running(self, running: object) -> None:
        self._home.show_progress(None, running=bool(running))

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        self._home.show_progress(progress, running=True)

    @Slot(object)
    def _on_exported(self, target: Path) -> None:
        self._home.show_written(target)
        self._notices.tell(f"已导出到“{target}”。")
