"""Opens a book at this process's scale and tells, as JSON, which words are cut off where."""

import json
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from db.exchange.office_list import write_office_list
from db.exchange.superior_form import write_superior_form
from db.exchange.unit_table.office_table import write_office_table
from desktop.application import Application
from desktop.page import Place
from desktop.pictures import dialogs_of
from desktop.self_check_story import OFFICE_LIST, SUPERIOR_FORM, UNIT_TABLE
from tests.looks.cut import cut_off

SCREENS = ((1366, 768), (1920, 1080))
"""Pixels of the screen; the window has as many points as the scale leaves."""

FRAME = 32
"""Points that a system's bar with the title takes."""


def settle() -> None:
    """Let the layouts that Qt put off happen; one may put off another."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents()


def previews_of(application: Application, folder: Path) -> Iterator[tuple[str, QWidget]]:
    """Show each kind of file that comes in or is filled, by a name; it is put away after that."""
    listed, table, form = (folder / f"{name}.xlsx" for name in ("一览表", "各园情况", "监测表"))
    write_office_list(listed, OFFICE_LIST)
    write_office_table(table, UNIT_TABLE)
    write_superior_form(form, SUPERIOR_FORM)
    application.window.go_to(Place("exchange"))
    page = application.window.page
    shown = {
        "exchange_preview": partial(page.take_in, listed),
        "exchange_units": partial(page.take_in, table),
        "exchange_filling": partial(page.filling.take_file, form),
    }
    for name, take_in in shown.items():
        take_in()
        # What would be doubted in a file is looked for once it is in sight.
        application.runner.finish_all()
        application.runner.finish_all()
        yield name, application.window
        page.give_up()


def too_large(dialog: QWidget, window: QWidget) -> list[str]:
    """Tell by how much a dialog is larger than the window with the frame of the system."""
    wide, high = dialog.width(), dialog.height()
    if wide <= window.width() and high + FRAME <= window.height():
        return []
    return [f"{wide} x {high} in a window of {window.width()} x {window.height()}"]


def look_over(book: Path, theme: str, folder: Path) -> dict[str, list[str]]:
    """What is cut off, by place; a place where all is well has an empty list."""
    qt = QApplication(["planbook"])
    file = str(folder / "preferences.ini")
    application = Application(qt, QSettings(file, QSettings.Format.IniFormat))
    application.preferences.theme = theme
    window = application.window
    window.show()
    found: dict[str, list[str]] = {}

    def look_at(name: str, shown: QWidget) -> None:
        settle()
        found[name] = cut_off(shown)

    def look_on_screens(name: str, shown: QWidget) -> None:
        for size in sizes:
            window.resize(*size)
            look_at(f"{name} {size}", shown)

    ratio = window.devicePixelRatioF()
    sizes = [(int(width / ratio), int(height / ratio)) for width, height in SCREENS]
    look_on_screens("welcome", window)
    application.open_book(book)
    application.afterwards.finish()
    application.runner.finish_all()
    for page in window.pages:
        window.show_page(page)
        look_on_screens(page.name, window)
    for name, in_sight in previews_of(application, folder):
        look_on_screens(name, in_sight)
    window.resize(*sizes[0])
    for name, make in dialogs_of(application):
        dialog = make()
        look_at(name, dialog)
        found[name] += too_large(dialog, window)
        dialog.close()
    found["scale"] = [str(window.devicePixelRatioF())]
    application.shut_down()
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as spare:
        seen = look_over(Path(sys.argv[1]), sys.argv[2], Path(spare))
    sys.stdout.write(json.dumps(seen, ensure_ascii=False))
