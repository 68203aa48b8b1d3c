"""File dialogs that open and answer later; nothing waits for them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QUrl
    from PySide6.QtWidgets import QFileDialog, QWidget

BOOKS = "台账 (*.planbook)"
LIST_ENDINGS = (
    ".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xlsb", ".csv", ".txt", ".docx", ".doc", ".wps",
)  # fmt: skip
"""Endings of files that a list may come in; what a file is, its content tells."""
DROPPED = (".planbook", *LIST_ENDINGS)
"""Endings of files that may be dropped onto the window."""
LISTS = f"一览表 ({' '.join(f'*{ending}' for ending in LIST_ENDINGS)})"
NEW_LISTS = "Excel 工作簿 (*.xlsx)"
PDFS = "PDF 文件 (*.pdf)"
NEW_PAPERS = f"{NEW_LISTS};;{PDFS}"
"""A paper is kept as a workbook or a PDF, as its ending says."""
FILLED_ENDINGS = (".xlsx", ".xlsm")
"""Endings of workbooks that values can be written back into."""
SCANS = "PDF 或图片 (*.pdf *.jpg *.jpeg *.png *.bmp *.tif *.tiff)"
ZIPS = "压缩包 (*.zip)"
FORMS = f"要填的表 ({' '.join(f'*{ending}' for ending in FILLED_ENDINGS)})"


def documents() -> Path:
    """Return the user's folder for documents, their home where there is none."""
    from PySide6.QtCore import QStandardPaths  # noqa: PLC0415 - the window is painted without

    place = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(place) or Path.home())
    return folder if folder.is_dir() else Path.home()


def beside(book: Path) -> Path:
    """Return the folder of a book, where what comes of it is proposed to be, as in a spreadsheet.

    Where that folder takes no files, it is the user's for documents.
    """
    return book.parent if os.access(book.parent, os.W_OK) else documents()


def proposed_file(title: str, ending: str, folder: Path | None = None) -> Path:
    """Return where a file of that title is proposed to be: among the documents, if no `folder`."""
    from db.rules.file_names import NAME_LENGTH, safe_name  # noqa: PLC0415 - as above

    return (folder or documents()) / safe_name(title, NAME_LENGTH, ending)


def ask_for_file(
    window: QWidget, title: str, kind: str, folder: str, chosen: Callable[[Path], None]
) -> QFileDialog:
    """Ask for a file that is there; `chosen` gets it."""
    dialog = _made(window, title, folder or str(documents()), kind)
    dialog.setFileMode(dialog.FileMode.ExistingFile)
    return _open(dialog, "", chosen)


def ask_for_files(
    window: QWidget, title: str, kind: str, folder: str, chosen: Callable[[tuple[Path, ...]], None]
) -> QFileDialog:
    """Ask for one or more files that are there; `chosen` gets them in the dialog's order."""

    def on_selected(names: list[str]) -> None:
        chosen(tuple(map(Path, names)))

    dialog = _made(window, title, folder or str(documents()), kind)
    dialog.setFileMode(dialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(on_selected)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def ask_for_target(
    window: QWidget,
    title: str,
    kind: str,
    proposed: Path,
    chosen: Callable[[Path], None],
    *,
    confirms: bool = True,
) -> QFileDialog:
    """Ask where a new file shall be; the dialog asks before one is replaced, if it `confirms`."""
    dialog = _made(window, title, str(proposed.parent), kind)
    dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
    dialog.setOption(dialog.Option.DontConfirmOverwrite, not confirms)
    dialog.selectFile(proposed.name)
    return _open(dialog, proposed.suffix, chosen)


def _made(window: QWidget, title: str, folder: str, kind: str) -> QFileDialog:
    from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - the window is painted without

    return QFileDialog(window, title, folder, kind)


def _open(dialog: QFileDialog, ending: str, chosen: Callable[[Path], None]) -> QFileDialog:
    def on_selected(name: str) -> None:
        chosen(Path(name))

    dialog.setDefaultSuffix(ending.lstrip("."))
    dialog.fileSelected.connect(on_selected)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def files_dropped(urls: Sequence[QUrl]) -> tuple[Path, ...]:
    """Return the local files among them that are taken when dropped: one book, or all the lists."""
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    taken = tuple(path for path in paths if path.suffix.lower() in DROPPED)
    books = tuple(path for path in taken if path.suffix.lower() not in LIST_ENDINGS)
    return books[:1] or taken
