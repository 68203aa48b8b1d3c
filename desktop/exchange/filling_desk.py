"""回填 from the choice of a workbook to the filled file: asking, the jobs, what they bring back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from db.errors import Cancelled, FileRefused, StaleRow
from desktop.exchange.filling_view import FillingView
from desktop.exchange.filling_work import Filled, Form, Held, holding, holding_again, writing
from desktop.exchange.waiting import Waiting
from desktop.shelf import Shelf
from desktop.tasks import Task
from desktop.theme import Look
from desktop.widgets.files import FORMS, ask_for_file, ask_for_target, documents

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.exchange.fates import FillSeen
    from desktop.notices import Notices
    from desktop.preferences import Preferences
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner

_MARK = "（回填）"


class FillingDesk(QWidget):
    """Shows a form, asks where the filled one shall be, and writes it."""

    came = Signal()
    """It has something to show."""
    left = Signal()
    """It has nothing more to show."""
    shown_part_changed = Signal()
    """Waiting words stand where the form stood, or the form where they did."""
    written = Signal(object)
    """A Filled workbook."""

    def __init__(
        self,
        session: BookSession,
        notices: Notices,
        runner: TaskRunner,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._notices = session, notices
        self._runner, self._preferences = runner, preferences
        self.view = FillingView(Look(preferences))
        self.waiting = Waiting()
        self._form: Form | None = None
        self._task: Task | None = None
        self._holds_again = False
        self._then: Callable[[], object] | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.view)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._connect()

    def _connect(self) -> None:
        self.waiting.stop_requested.connect(self._stop)
        self.view.write_requested.connect(self.ask_for_target)
        self.view.given_up.connect(self.give_up)
        self.view.file_requested.connect(self.ask_for_file)
        self.view.decided.connect(self.hold_again)
        self.view.told.connect(self._notices.tell)

    @property
    def shows_form(self) -> bool:
        """Tell whether a form is in sight, not the words that wait for one."""
        return self._stack.currentWidget() is self.view

    def regions(self) -> tuple[QWidget, ...]:
        """Return the parts F6 goes round."""
        view = self.view
        if not self.shows_form:
            return (self.waiting.stop,)
        return (view.view, view.view.heads, *view.tools.regions, view.remarks, view.write)

    # -- choosing --------------------------------------------------------------------------------

    def ask_for_file(self) -> QFileDialog | None:
        """Ask for a workbook to fill; None while a job runs or there is no plan."""
        if self._is_at_work() or not self._has_plan():
            return None
        folder = self._preferences.last_folder
        return ask_for_file(self, "选要填的表", FORMS, folder, self.take_file)

    def take_file(self, path: Path) -> None:
        """Show what filling a workbook would write."""
        self._preferences.last_folder = str(path.parent)
        self.take(Form(path.name, path))

    @Slot(object)
    def take(self, form: Form) -> None:
        """Read a form in the background and show what filling it would write."""
        plan = self._session.plan
        if not self._has_plan() or plan is None or self._is_at_work():
            return
        self._notices.quiet()
        self._form = form
        self.view.put_away()
        task = Task(holding(self._shelf(), form, plan.id))
        task.succeeded.connect(self._on_read)
        task.failed.connect(self._on_unread)
        task.stopped.connect(self._on_unread)
        self._run(task, f"正在读“{form.name}”")
        self.came.emit()

    def _has_plan(self) -> bool:
        if self._session.plan is None:
            self._notices.tell("还没有规划，没有数可填。")
        return self._session.plan is not None

    # -- looking ---------------------------------------------------------------------------------

    def follow_book(self) -> None:
        """Hold the form against the book again, which may have changed; nobody asked for it."""
        self._hold_again(quiet=True)

    @Slot()
    def hold_again(self) -> None:
        """Hold the form against the book again: something was said of it."""
        self._hold_again(quiet=False)

    def _hold_again(self, *, quiet: bool) -> None:
        seen = self.view.seen
        self._holds_again = seen is not None and self._task is not None
        if seen is None or self._task is not None:
            return
        told, decisions = self.view.correcting.told, dict(self.view.decisions)
        task = Task(holding_again(self._shelf(), seen.preview, told, decisions), quiet=quiet)
        task.succeeded.connect(self._on_held_again)
        task.failed.connect(self._on_not_held)
        task.ended.connect(self._on_ended)
        self._task = task
        self._runner.start(task)

    @Slot()
    def give_up(self) -> None:
        """Put the form away; nothing was written."""
        self._leave()
        self._notices.tell("已放弃回填，没有写文件。")

    @Slot(object)
    def _on_read(self, held: Held) -> None:
        seen = held.seen
        self.view.show_new(seen, held.rows)
        self._show(self.view)
        if not seen.preview.reading.tables:
            self._notices.warn(
                f"“{seen.preview.source.name}”里没有认出要填的表。先选表头在哪几行，"
                "再点列顶说明哪一列是指标、哪一列填哪一年的数。"
            )

    @Slot()
    @Slot(object)
    def _on_unread(self, error: Exception | None = None) -> None:
        self._leave()
        self._notices.report(error or Cancelled())

    @Slot(object)
    def _on_held_again(self, held: Held) -> None:
        # What was said meanwhile is still to be read: the words in sight are older than that.
        before = self.view.seen
        if before is not None and not self._holds_again:
            if held.seen.preview.reading.tables and not before.preview.reading.tables:
                self._notices.quiet()
            self.view.show_again(held.seen, held.rows)

    @Slot(object)
    def _on_not_held(self, error: Exception) -> None:
        """Take back what the form cannot be read with; else the plan it was for is gone."""
        seen = self.view.seen
        if isinstance(error, FileRefused) and seen is not None:
            self.view.correcting.show(seen.preview)
        else:
            self._leave()
        self._notices.report(error)

    # -- writing ---------------------------------------------------------------------------------

    @Slot()
    def ask_for_target(self) -> QFileDialog | None:
        """Ask where the filled workbook shall be; None where there is nothing to write."""
        seen, form = self.view.seen, self._form
        # While it is held against the book again, the numbers in sight may be about to change.
        if seen is not None and self._task is not None:
            self._then = self.ask_for_target
            return None
        if seen is None or form is None or self._is_at_work():
            return None
        if not seen.written(self.view.without):
            return None
        ending = seen.preview.source.package.ending
        folder = form.path.parent if form.path is not None else self._folder()
        proposed = _free(folder, Path(form.name).stem, ending)
        kind = f"Excel 工作簿 (*{ending})"
        return ask_for_target(
            self, "填好的表放在哪里", kind, proposed, self.write_to, confirms=False
        )

    def write_to(self, target: Path) -> None:
        """Write the filled workbook; what stands there is replaced only if that is wished."""
        seen, form = self.view.seen, self._form
        if seen is None or form is None:
            return
        if not target.suffix:
            target = target.with_name(f"{target.name}{seen.preview.source.package.ending}")
        if not target.exists():
            self._start_writing(target)
            return
        same = form.path is not None and target.samefile(form.path)
        question = (
            f"“{target.name}”就是要填的原表。直接写进原表？原来的内容不再保留。"
            if same
            else f"“{target.name}”已经有了。用填好的表替换它？旧的内容不再保留。"
        )
        yes, no = ("写进原表", "不写") if same else ("替换", "不替换")
        self._notices.ask(question, yes, no, lambda: self._start_writing(target))

    def _start_writing(self, target: Path) -> None:
        seen = self.view.seen
        if seen is not None and self._task is not None:
            self._then = partial(self._write_as_shown, seen, target)
            return
        if seen is None or self._is_at_work():
            return
        self._notices.quiet()
        can_write = self._session.can_write
        without = frozenset(self.view.without)
        task = Task(writing(self._shelf(), seen, target, without, remember=can_write))
        task.succeeded.connect(self._on_written)
        task.failed.connect(self._on_not_written)
        task.stopped.connect(self._on_not_written)
        if can_write:
            self._session.begin_work()
            task.ended.connect(self._session.end_work)
        self._run(task, f"正在写“{target.name}”")

    def _write_as_shown(self, shown: FillSeen, target: Path) -> None:
        """Write what was in sight when that was asked for; else it must be looked at first."""
        now = self.view.seen
        if now is not None and now.preview.cells == shown.preview.cells:
            self._start_writing(target)
        else:
            self._notices.warn("台账刚改过，要写的格变了，没有写。看过再写。")

    @Slot(object)
    def _on_written(self, filled: Filled) -> None:
        self._leave()
        if filled.changes is not None:
            self._session.keep(filled.changes)
        self.written.emit(filled)
        self._notices.tell(f"已写入 {filled.cells} 格，另存为“{filled.target}”。")

    @Slot()
    @Slot(object)
    def _on_not_written(self, error: Exception | None = None) -> None:
        self._show(self.view)
        self._notices.report(error or Cancelled())
        if isinstance(error, StaleRow):
            self._holds_again = True

    @Slot(object)
    def open_file(self, target: Path) -> None:
        """Open a filled workbook in the program that opens such files."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    # -- inside ----------------------------------------------------------------------------------

    def _folder(self) -> Path:
        last = self._preferences.last_folder
        return Path(last) if last and Path(last).is_dir() else documents()

    def _shelf(self) -> Shelf:
        return Shelf.of(self._session.book)

    def _is_at_work(self) -> bool:
        at_work = self._task is not None or self._session.busy
        if at_work:
            self._notices.tell("上一步还没有做完。")
        return at_work

    def _run(self, task: Task, words: str) -> None:
        task.progressed.connect(self.waiting.show_progress)
        task.ended.connect(self._on_ended)
        self._task = task
        self.waiting.show_work(words, can_stop=True)
        self._show(self.waiting)
        self._runner.start(task)

    def _show(self, part: QWidget) -> None:
        self._stack.setCurrentWidget(part)
        self.shown_part_changed.emit()

    def _leave(self) -> None:
        self.view.put_away()
        self._form = None
        self.left.emit()

    @Slot()
    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def _on_ended(self) -> None:
        self._task = None
        again, self._holds_again = self._holds_again, False
        then, self._then = self._then, None
        if again:
            self.hold_again()
            self._then = then
        elif then is not None:
            then()


def _free(folder: Path, stem: str, ending: str) -> Path:
    """Return a name beside the original that no file has yet."""
    proposed, number = folder / f"{stem}{_MARK}{ending}", 2
    while proposed.exists():
        proposed, number = folder / f"{stem}{_MARK}{number}{ending}", number + 1
    return proposed
