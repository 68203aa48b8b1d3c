"""Whether a book can be relied on: what is said when it opens, and the way back when it cannot."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from db.book import PlanBook
from db.connection.opening import is_on_network
from db.errors import BookFault, BookRefused
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from db.operations.housekeeping import Damage
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.tasks import TaskRunner

READ_ONLY = "这份台账只读，能看、能导出，不能改。要改请另存到能写的文件夹。"
BROKEN = "台账文件有损坏，只能看，没有改动它。到“备份”页恢复最近一份完好的备份。"
LONGEST_CHECKED = 50_000
"""Changes in a history that is checked unasked: a second's work or so."""

CHECKED_AFTER = 1_500
"""Milliseconds: by then the first page is painted."""

ON_NETWORK = "台账在网络盘上，断线时会写不进去，建议拷到本机再改。"


def warning_of(book: PlanBook, doubts: Sequence[Damage], *, past: bool = False) -> str:
    """Return what has to be known before one works in a book, empty when there is nothing.

    `doubts` are what of its last steps is not as its history says. Of a `past` book, which is only
    looked at, somebody else says that it is read-only.
    """
    said = []
    broken = is_broken(doubts)
    if doubts:
        said.append(BROKEN if broken else doubt_words(len(doubts)))
    if book.read_only and not past and not broken:
        said.append(READ_ONLY)
    if not past and is_on_network(book.path):
        said.append(ON_NETWORK)
    return "".join(said)


def is_broken(doubts: Sequence[Damage]) -> bool:
    """Tell whether the file itself is broken, not only what stands in it."""
    return any(doubt.kind == "file" for doubt in doubts)


def doubt_words(count: int) -> str:
    """Return what is to be said of a book in which so much was altered from outside."""
    what = f"台账里有 {count} 处与历史不符，不是在本程序里改的。"
    return f"{what}到“历史”页看是哪几处，改回原样，或从备份恢复。"


class Rescue(QObject):
    """Offers the last good copy of a book that cannot be opened, and brings it back beside it."""

    restored = Signal(object)
    """The path of the book that was made from the copy."""

    def __init__(self, notices: Notices, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self._runner = runner
        self._waiting: PlanBook | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECKED_AFTER)
        self._timer.timeout.connect(self._check_now)

    def check(self, book: PlanBook) -> None:
        """Hold an open book against its whole history soon, in the background; warn if it differs.

        On opening only the last steps are looked at, and a very long history is left to the
        person who asks for it. A book that is doubted already is not looked at once more.
        """
        if book.doubts:
            return
        self._waiting = book
        self._timer.start()

    def leave(self) -> None:
        """Check the book no more, and say nothing of it: it is about to be closed."""
        self._waiting = None
        self._timer.stop()

    @Slot()
    def _check_now(self) -> None:
        if self._waiting is None:
            return
        task = Task(partial(_checked, self._waiting.path), self, quiet=True)
        task.succeeded.connect(partial(self._on_checked, self._waiting))
        task.failed.connect(self._notices.report)
        task.ended.connect(task.deleteLater)
        self._runner.start(task)

    def _on_checked(self, book: PlanBook, found: tuple[Path, tuple[Damage, ...], bool]) -> None:
        path, damages, broken = found
        if damages and self._waiting is book:
            # The page of the history says which cells they are.
            book.doubts = damages
            from desktop.errors import quoted  # noqa: PLC0415 - hardly ever

            said = BROKEN if broken else doubt_words(len(damages))
            self._notices.warn(f"{quoted(path.name)}：{said}")

    def offer(self, refused: BookRefused) -> None:
        """Say why a book was refused, and ask whether its copy is to be restored."""
        if refused.backup is None:
            self._notices.report(refused)
            return
        from desktop.errors import sentence  # noqa: PLC0415 - hardly ever

        restore = partial(self.restore, refused.backup, refused.path)
        self._notices.ask(sentence(refused), "恢复到新文件", "不恢复", restore)

    def restore(self, copy: Path, damaged: Path) -> None:
        """Make a book of the copy under a name of its own; the damaged one is not touched."""

        def job(_ticket: Ticket) -> Path:
            from db.connection.copying import copy_file  # noqa: PLC0415 - hardly ever

            target = _free_name(damaged)
            copy_file(copy, target)
            return target

        task = Task(job, self)
        task.succeeded.connect(self.restored)
        task.failed.connect(self._notices.report)
        task.ended.connect(task.deleteLater)
        self._runner.start(task)


def _checked(path: Path, _ticket: Ticket) -> tuple[Path, tuple[Damage, ...], bool]:
    """Return what of a book is not as its history says, and whether the file itself is broken.

    Nobody asked, so there is no trouble else.
    """
    try:
        with PlanBook.open(path) as book:
            if book.housekeeping.history_length() > LONGEST_CHECKED:
                return path, (), False
            damages = book.housekeeping.damages()
            return path, damages, is_broken(damages)
    except BookRefused as refused:
        if refused.fault is BookFault.DAMAGED:
            raise
        return path, (), False


def _free_name(damaged: Path) -> Path:
    """Return a name beside a book that no file has yet."""
    target, again = damaged.with_name(f"{damaged.stem}-恢复{damaged.suffix}"), 1
    while target.exists():
        again += 1
        target = damaged.with_name(f"{damaged.stem}-恢复{again}{damaged.suffix}")
    return target
