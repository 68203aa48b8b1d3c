"""Opens a book at this process's scale and tells, as JSON, which words are cut off where."""

import json
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from desktop.application import Application
from desktop.pictures import dialogs_of
from tests.looks.cut import cut_off

SIZES = ((1366, 768), (1280, 720), (1920, 1080))


def settle() -> None:
    """Let the layouts that Qt put off happen."""
    QCoreApplication.sendPostedEvents()


def look_over(book: Path, theme: str, folder: Path) -> dict[str, list[str]]:
    """What is cut off, by place; a place where all is well has an empty list."""
    qt = QApplication(["planbook"])
    settings = QSettings(str(folder / "preferences.ini"), QSettings.Format.IniFormat)
    application = Application(qt, settings)
    application.preferences.theme = theme
    window = application.window
    window.show()
    found: dict[str, list[str]] = {}

    def look_at(name: str, shown: QWidget) -> None:
        settle()
        found[name] = cut_off(shown)

    for size in SIZES:
        window.resize(*size)
        look_at(f"welcome {size}", window)
    application.open_book(book)
    application.afterwards.finish()
    application.runner.finish_all()
    for page in window.pages:
        window.show_page(page)
        for size in SIZES:
            window.resize(*size)
            look_at(f"{page.name} {size}", window)
    for name, make in dialogs_of(application):
        dialog = make()
        look_at(name, dialog)
        dialog.close()
    found["scale"] = [str(window.devicePixelRatioF())]
    application.shut_down()
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as spare:
        seen = look_over(Path(sys.argv[1]), sys.argv[2], Path(spare))
    sys.stdout.write(json.dumps(seen, ensure_ascii=False))
