"""The 迎检材料包: where it shall be, the job that writes it, what is said of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from desktop.dialog_wishes import opened
from desktop.one_job import OneJob
from desktop.proof.work import giving_out
from desktop.shelf import Shelf
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.files import ask_for_target, beside, proposed_file
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.words import button, label
from desktop.wording import period_words

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog

    from db.reports.inspection import Pack
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.tasks import Progress, TaskRunner
    from desktop.theme import Look

_SIZE = QSize(520, 300)
FOLDER, ZIP = "folder", "zip"
_ZIPS = "压缩包 (*.zip)"


class PackDialog(PlanDialog):
    """Says what a pack would hold and asks what it shall be; `given` carries FOLDER or ZIP."""

    given = Signal(object)

    def __init__(self, look: Look, pack: Pack, parent: QWidget | None = None) -> None:
        super().__init__("pack_dialog", "迎检材料包", "不导出", _SIZE, parent)
        self.kinds = ChipRow(look)
        self.kinds.show_chips([Chip(FOLDER, "文件夹"), Chip(ZIP, "压缩包 .zip")])
        self.body.addWidget(label(pack.title, bold=True, wraps=True))
        for words in pack_words(pack):
            self.body.addWidget(label(words, wraps=True))
        told = (
            "每项指标、任务、项目一个文件夹，按序号排好；目录是 .xlsx，列出目标、实际、状态和缺件。"
            f"实际值取 {period_words(pack.period)}。"
        )
        self.body.addWidget(label(told, ink="muted", size="secondary", wraps=True))
        self.body.addWidget(self.kinds)
        self.body.addStretch()
        self.show_main("选位置…")
        self.main.clicked.connect(self._on_main)

    @Slot()
    def _on_main(self) -> None:
        self.accept()
        self.given.emit(self.kinds.key)


def pack_words(pack: Pack) -> list[str]:
    """Return how much a pack holds, and what is missing in it."""
    proved = sum(bool(one.items) for one in pack.folders)
    papers = sum(not item.evidence for one in pack.folders for item in one.items)
    missing = sum(len(one.missing) for one in pack.folders)
    said = [
        f"共 {len(pack.folders)} 项，有佐证 {proved} 项：文件 {pack.files} 个、纸质 {papers} 件。"
    ]
    if missing:
        said.append(f"缺件 {missing} 件，在目录里逐件列出。")
    return said


class PackingBar(QFrame):
    """How far the writing is, then where the pack lies; hidden while there is neither."""

    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target: Path | None = None
        self.words = ElidedLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("导出进度")
        self.stop = button("停下")
        self.open_folder = button("打开所在文件夹", kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        row.addWidget(self.open_folder)
        self.stop.clicked.connect(self.stop_requested)
        self.open_folder.clicked.connect(self._on_open)
        self.show_progress(None)

    def show_progress(self, progress: Progress | None, *, running: bool = False) -> None:
        """Show how far the job is; not running: nothing, or where the pack was written."""
        self.bar.setVisible(running)
        self.stop.setVisible(running)
        self.open_folder.setVisible(not running and self._target is not None)
        self.setVisible(running or self._target is not None)
        if running:
            self._target = None
            what = f"：{progress.what}" if progress is not None and progress.what else ""
            count = f" {progress.done} / {progress.total}" if progress is not None else ""
            self.words.say(f"正在写迎检材料包{count}{what}")
            self.bar.setMaximum(progress.total if progress is not None else 0)
            self.bar.setValue(progress.done if progress is not None else 0)

    def show_written(self, target: Path) -> None:
        """Say where the pack was written."""
        self._target = target
        self.words.say(f"迎检材料包已写到“{target}”。")

    @Slot()
    def _on_open(self) -> None:
        if self._target is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._target.parent)))


class Packing(QObject):
    """Asks where a pack shall be, writes it in the background, and says so in the bar."""

    def __init__(
        self,
        bar: PackingBar,
        session: BookSession,
        notices: Notices,
        runner: TaskRunner,
        look: Look,
    ) -> None:
        super().__init__(bar)
        self._bar, self._session = bar, session
        self._notices, self._look = notices, look
        self._job = OneJob(notices, runner, self)
        self._job.progressed.connect(self._on_progress)
        self._job.running.connect(self._on_running)
        bar.stop_requested.connect(self._job.stop)

    def ask(self) -> PackDialog | None:
        """Say what would be given out, and ask what it shall be; None where there is nothing."""
        plan = self._session.plan
        if plan is None or self._job.is_running:
            words = "还没有规划可导出。" if plan is None else "上一份材料包还没有写完。"
            self._notices.tell(words)
            return None
        pack = self._session.book.inspecting.pack(plan.id, self._session.period)
        dialog = PackDialog(self._look, pack, self._bar.window())
        dialog.given.connect(self.ask_for_target)
        return opened(dialog)

    @Slot(object)
    def ask_for_target(self, kind: str) -> QFileDialog | None:
        """Ask where the pack shall be; None where there is no plan."""
        plan = self._session.plan
        if plan is None:
            return None
        folder, ending = beside(self._session.book.path), ".zip" if kind == ZIP else ""
        proposed = proposed_file(f"{plan.title}迎检材料", ending, folder)
        title = "迎检材料包写到哪里" if kind == ZIP else "新文件夹的位置和名称"
        return ask_for_target(
            self._bar.window(), title, _ZIPS if kind == ZIP else "", proposed, self.write_to
        )

    def write_to(self, target: Path) -> None:
        """Write the pack: a zip where the name ends so, else a folder."""
        plan = self._session.plan
        if plan is None or self._job.is_running:
            return
        shelf = Shelf.of(self._session.book)
        period, today = self._session.period, self._session.today
        writing = giving_out(shelf, plan.id, period, target, today)
        self._job.start(writing, partial(self._on_written, target))

    @Slot(object)
    def _on_running(self, running: object) -> None:
        self._bar.show_progress(None, running=bool(running))

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        self._bar.show_progress(progress, running=True)

    def _on_written(self, target: Path, pack: Pack) -> None:
        self._bar.show_written(target)
        missing = sum(len(one.missing) for one in pack.folders)
        lacking = f"，缺件 {missing} 件见目录" if missing else ""
        self._notices.tell(f"迎检材料包已写好：文件 {pack.files} 个{lacking}。")
