"""File dialogs that open and answer later; nothing waits for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

BOOKS = "台账 (*.planbook)"
LISTS = "Excel 工作簿 (*.xlsx)"


def documents() -> Path:
    """Return the user's folder for documents."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place) or str(Path.home()))


def ask_for_file(
    window: QWidget, title: str, kind: str, folder: str, chosen: Callable[[Path], None]
) -> QFileDialog:
    """Ask for a file that is there; `chosen` gets it."""
    dialog = QFileDialog(window, title, folder or str(documents()), kind)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, "", chosen)


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
    dialog = QFileDialog(window, title, str(proposed.parent), kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not confirms)
    dialog.selectFile(proposed.name)
    return _open(dialog, proposed.suffix, chosen)


def _open(dialog: QFileDialog, ending: str, chosen: Callable[[Path], None]) -> QFileDialog:
    def on_selected(name: str) -> None:
        chosen(Path(name))

    dialog.setDefaultSuffix(ending.lstrip("."))
    dialog.fileSelected.connect(on_selected)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def plain_name(title: str) -> str:
    """Return a title as the name of a file: what no system takes is left out."""
    return "".join(letter for letter in title if letter not in '\\/:*?"<>|').strip(" .") or "台账"
