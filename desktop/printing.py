"""How a paper leaves the program: as a PDF, or over a preview to a printer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QPdfWriter, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from db.connection.whole_file import written_whole
from db.errors import UserError
from desktop.laid_out import draw_all
from desktop.paper_pages import PaperPages
from desktop.version import VERSION
from desktop.widgets.files import PDFS, ask_for_target, proposed_file
from desktop.widgets.page_view import PageView
from desktop.widgets.room import resize_within
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QFileDialog

    from db.ticket import Ticket
    from desktop.laid_out import LaidOut
    from desktop.notices import Notices
    from desktop.paper import Paper

_PDF_DOTS = 720
_SIZE = QSize(1000, 660)


def write_pdf(
    path: Path, paper: Paper, *, replace: bool = False, ticket: Ticket | None = None
) -> None:
    """Write a paper as a PDF, whole or not at all; its words can be searched and copied.

    Needs a QGuiApplication; a worker thread will do. Raises TargetRefused when the file cannot be
    written, Cancelled when the ticket says so.
    """
    _keep(path, PaperPages(paper, ticket), replace=replace, ticket=ticket)


def _keep(path: Path, pages: LaidOut, *, replace: bool, ticket: Ticket | None = None) -> None:
    with written_whole(path, replace=replace) as beside:
        # Into memory first: Qt's own file would not say that the disk is full.
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(_PDF_DOTS)
        writer.setPageLayout(pages.layout)
        writer.setTitle(pages.title)
        writer.setCreator(f"planbook {VERSION}")
        draw_all(pages, writer, ticket)
        beside.write_bytes(buffer.data().data())


class PrintPreview(QDialog):
    """Shows laid out pages one by one; prints it, or keeps it as a PDF.

    Long paper is laid out beforehand, on the worker thread: what is shown is drawn page by page.
    A PDF is proposed to lie in the `folder`, else among the documents.
    """

    def __init__(
        self,
        pages: LaidOut,
        notices: Notices,
        parent: QWidget | None = None,
        folder: Path | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog_print")
        self.setWindowTitle(f"打印预览：{pages.title}")
        self.pages = pages
        self._notices = notices
        self._folder = folder
        self.sheet = PageView(pages)
        self.before, self.after = button("上一页"), button("下一页")
        self.says = label(ink="muted", size="secondary")
        self.whole, self.wide = button("整页"), button("页宽")
        self.keep = button("存为 PDF…", picture="export")
        self.print_it = button("打印…", kind="main")
        self.leave = button("关闭")
        self._lay_out()
        self._connect()
        self._go(0)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for part in (self.before, self.after, self.says):
            foot.addWidget(part)
        foot.addStretch()
        for part in (self.whole, self.wide, self.keep, self.print_it, self.leave):
            foot.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addWidget(self.sheet, 1)
        column.addLayout(foot)
        resize_within(self, _SIZE)
        self.print_it.setDefault(True)
        self.print_it.setFocus()

    def _connect(self) -> None:
        for key, pace in ((Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(partial(self._go, pace))
        self.before.clicked.connect(partial(self._go, -1))
        self.after.clicked.connect(partial(self._go, 1))
        self.whole.clicked.connect(partial(self.sheet.fit, width=False))
        self.wide.clicked.connect(partial(self.sheet.fit, width=True))
        self.keep.clicked.connect(self.ask_for_target)
        self.print_it.clicked.connect(self.ask_for_printer)
        self.leave.clicked.connect(self.reject)

    @Slot()
    def ask_for_printer(self) -> QPrintDialog:
        """Ask which printer; it prints once one was chosen."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(self.pages.layout)
        printer.setDocName(self.pages.title)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle("打印")
        dialog.accepted.connect(partial(self.print_on, printer))
        dialog.finished.connect(dialog.deleteLater)
        # Its own `open` wants to be told whom to call; the one of every dialog does not.
        QDialog.open(dialog)
        return dialog

    def print_on(self, printer: QPrinter) -> None:
        """Print every page, and say so."""
        try:
            draw_all(self.pages, printer)
        except OSError:
            self._notices.warn("打印机没有接收，没有打印。看看打印机是否接通，再试一次。")
            return
        self._notices.tell(f"已送去打印，共 {len(self.pages)} 页。")

    @Slot()
    def ask_for_target(self) -> QFileDialog:
        """Ask where the PDF shall be; it is written once that is known."""
        proposed = proposed_file(self.pages.title, ".pdf", self._folder)
        return ask_for_target(self, "存为 PDF", PDFS, proposed, self.keep_as)

    def keep_as(self, target: Path) -> None:
        """Write the PDF; the file dialog has asked before one is replaced."""
        try:
            _keep(target, self.pages, replace=True)
        except UserError as error:
            self._notices.report(error)
            return
        self._notices.tell(f"已存到“{target}”。")

    def _go(self, pace: int, *_clicked: object) -> None:
        """Show a page before or after the one in sight, where there is one."""
        count = len(self.pages)
        shown = min(max(self.sheet.number + pace, 0), count - 1)
        self.sheet.show_page(shown)
        self.says.setText(f"第 {shown + 1} 页，共 {count} 页 · {self.pages.size}")
        self.before.setEnabled(shown > 0)
        self.after.setEnabled(shown < count - 1)
