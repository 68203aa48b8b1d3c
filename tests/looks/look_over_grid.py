"""Looks over the indicator grid in all its states at this process's scale; tells what is cut."""

import json
import sys
import tempfile
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.operations.recording import Entry
from desktop.actions import Act
from desktop.application import Application
from desktop.indicators.beside import USUAL, Kind
from desktop.indicators.block import put_on_clipboard
from desktop.page import Place
from tests.looks.cut import cut_off, group_heads_cut_off

SCREENS = ((1366, 768), (1920, 1080))
"""Pixels of the screen; the window has as many points as the scale leaves."""
WRONG = ("9.6", "960", "-3", "103.5", "0.87")
BLOCK = "94.36\t94.52\t９４．７１\n89.60\t90.4\t89.4%\n见附表\t1,100\t11。5\n53.1\t54.2\t54.5\n"


def states(application: Application):
    """Put the page into each of its states, and name it."""
    page = application.window.page
    yield "year"
    page.tools.kinds_chosen.emit(frozenset(Kind))
    yield "all columns"
    page.tools.kinds_chosen.emit(USUAL)
    for period in ("2024-S2", "2024-Q2", "2024-11"):
        application.session.choose_period(period)
        yield period
    application.session.choose_period("2024")
    put_on_clipboard(BLOCK)
    page.table.go_to(page.content.in_order()[0].id, "2022")
    application.commands.run(Act.PASTE)
    yield "paste"
    page._paste.give_up()
    page.table.go_to(page.content.in_order()[-2].id, "2025")
    application.commands.run(Act.PASTE)
    yield "paste over the edge, beside the period being filled"
    page._paste.give_up()
    page.tools.search.setText("xq")
    yield "filtered"
    page.tools.search.setText("qq")
    yield "nothing found"
    page.tools.search.clear()
    first = page.content.in_order()[0]
    application.session.begin_checks()
    application.session.record([Entry(first.id, "2024", "9.3", reason="看疑问的样子")])
    page.table.go_to(first.id, "2024")
    assert page.content.doubted("2024")
    yield "doubt in hand"
    application.session.undo()
    yield from findings(application)


def findings(application: Application):
    """Put the page of the findings into its states: many, one explained, what is missing."""
    window, session = application.window, application.session
    odd = [
        Entry(line.id, "2024", WRONG[at % len(WRONG)], reason="看疑问的样子")
        for at, line in enumerate(session.indicators)
        if at % 5
    ]
    session.record(odd)
    window.go_to(Place("findings", period="2024"))
    application.runner.finish_all()
    page = window.page
    assert len(page.table.lines.rows) > 20
    yield "findings"
    assert page.table.edit_explanation()
    page.table.editor.setText("口径自 2024 年起含民办园，已核对。")
    yield "a finding being explained"
    QTest.keyClick(page.table.editor, Qt.Key.Key_Return)
    for key in ("explained", "missing"):
        page.chips.choose(key)

        yield f"findings: {key}"
    while session.undo_label and not session.undo_label.startswith("录入"):
        session.undo()
    session.undo()
    window.go_to(Place("indicators"))


def look_over(book: Path, theme: str, folder: Path) -> dict[str, list[str]]:
    """What is cut off, by state and size; where all is well, an empty list."""
    qt = QApplication(["planbook"])
    settings = QSettings(str(folder / "preferences.ini"), QSettings.Format.IniFormat)
    application = Application(qt, settings, lambda: date(2024, 6, 1))
    application.preferences.theme = theme
    window = application.window
    window.show()
    application.open_book(book, Place("indicators"))
    application.runner.finish_all()
    found: dict[str, list[str]] = {}
    ratio = window.devicePixelRatioF()
    for screen in SCREENS:
        window.resize(int(screen[0] / ratio), int(screen[1] / ratio))
        QCoreApplication.sendPostedEvents()
        for name in states(application):
            QCoreApplication.sendPostedEvents()
            page = window.page
            cut = [*cut_off(page), *group_heads_cut_off(page.table)]
            if page.width() > window.width():
                cut.append(f"the page is {page.width()} wide in a window of {window.width()}")
            bars = page.table.verticalScrollBar(), page.table._frozen.verticalScrollBar()
            if bars[0].value() != bars[1].value():
                cut.append(f"names at {bars[1].value()}, their rows at {bars[0].value()}")
            found[f"{name} {screen[0]}"] = cut
    found["scale"] = [str(ratio)]
    application.shut_down()
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as spare:
        seen = look_over(Path(sys.argv[1]), sys.argv[2], Path(spare))
    sys.stdout.write(json.dumps(seen, ensure_ascii=False))
