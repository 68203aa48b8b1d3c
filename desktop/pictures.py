"""Pictures of every page and dialog, by name, drawn without a screen."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from db.book import PlanBook
from db.exchange.office_list import write_office_list
from db.exchange.superior_form import write_superior_form
from db.exchange.unit_table.office_table import write_office_table
from db.operations.samples import NAMES
from desktop.self_check_story import OFFICE_LIST, SUPERIOR_FORM, UNIT_TABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget

    from db.ticket import Ticket
    from desktop.application import Application
    from desktop.page import Page

WIDTH, HEIGHT = 1366, 768
_SETTLED = 3
"""So often what Qt put off is delivered: one layout may put off another."""


def draw_pages(
    book_path: Path | None,
    folder: Path,
    theme: str,
    scale: int,
    ticket: Ticket,
    *,
    screen: tuple[int, int] | None = None,
) -> list[Path]:
    """Draw each page and dialog of a book into PNG files named after them; return the files.

    The window is as large as a `screen` of so many pixels lets it be at that scale; without one it
    has the usual size, whatever the scale. Without a book a sample with made-up figures is drawn.
    `scale` in percent counts only where Qt has not been started yet in this process. Preferences
    of the user are neither read nor written. Raises db.errors.BookRefused.
    """
    if scale != 100:  # noqa: PLR2004 - percent
        os.environ["QT_SCALE_FACTOR"] = str(scale / 100)
    drawn: list[Path] = []
    size = _size_on(screen, scale)
    with tempfile.TemporaryDirectory() as spare, _application(Path(spare), theme, size) as shown:
        drawn.append(_draw(shown.window, folder, "welcome"))
        path = book_path if book_path is not None else _sample_book(Path(spare))
        if not shown.open_book(path):
            # Opened once more for the error itself: the window only says it.
            PlanBook.open(path).close()
        # The copy of the day comes first: what stands of it in the status row is then the same.
        shown.afterwards.finish()
        shown.runner.finish_all()
        for done, page in enumerate(pages := shown.window.pages):
            ticket.report(done, len(pages), page.title)
            _bring_in_sight(shown, page)
            drawn.append(_draw(shown.window, folder, page.name))
            if page.name == "exchange":
                drawn += _draw_exchange(shown, folder, Path(spare))
        for name, make in dialogs_of(shown):
            dialog = make()
            drawn.append(_draw(dialog, folder, name))
            dialog.close()
    return drawn


def _bring_in_sight(shown: Application, page: Page) -> None:
    """Show a page, and wait for what it finds out in the background."""
    shown.window.show_page(page)
    shown.runner.finish_all()
    # What was said while another page was drawn would have gone by now.
    shown.notices.tell("")


def _size_on(screen: tuple[int, int] | None, scale: int) -> tuple[int, int]:
    """Return the points that a screen of so many pixels has; the usual ones without a screen."""
    if screen is None:
        return WIDTH, HEIGHT
    return screen[0] * 100 // scale, screen[1] * 100 // scale


def _draw_exchange(shown: Application, folder: Path, spare: Path) -> list[Path]:
    """Draw what files would change; what needs a plan only where there is one."""
    listed = spare / "2024年指标统计（最终）改2.xlsx"
    write_office_list(listed, OFFICE_LIST)
    drawn = [_draw_taken_in(shown, folder, listed, "exchange_preview")]
    if shown.session is not None and shown.session.plan is not None:
        table = spare / "2023年学年初幼儿园统计快报.xlsx"
        write_office_table(table, UNIT_TABLE)
        drawn.append(_draw_taken_in(shown, folder, table, "exchange_units"))
        drawn += _draw_filling(shown, folder, spare)
    return drawn


def _draw_taken_in(shown: Application, folder: Path, made: Path, name: str) -> Path:
    """Draw what a file would change; nothing is kept."""
    from desktop.exchange.page import ExchangePage  # noqa: PLC0415 - loaded only to draw

    (page,) = (one for one in shown.window.pages if isinstance(one, ExchangePage))
    page.take_in(made)
    shown.runner.finish_all()
    # What would be doubted in it is looked for once it is in sight.
    shown.runner.finish_all()
    drawn = _draw(shown.window, folder, name)
    page.give_up()
    return drawn


def _draw_filling(shown: Application, folder: Path, spare: Path) -> Iterator[Path]:
    """Draw what would be written into a superior's form, and the search for a row; it is not."""
    from desktop.exchange.page import ExchangePage  # noqa: PLC0415 - loaded only to draw

    (page,) = (one for one in shown.window.pages if isinstance(one, ExchangePage))
    made = spare / "2024年监测表.xlsx"
    write_superior_form(made, SUPERIOR_FORM)
    page.filling.take_file(made)
    shown.runner.finish_all()
    yield _draw(shown.window, folder, "exchange_filling")
    seen = page.filling.view.seen
    if seen is not None and seen.preview.proposals:
        dialog = page.filling.view.search_row(seen.preview.proposals[0])
        yield _draw(dialog, folder, "dialog_row_search")
        dialog.close()
    page.filling.give_up()


def dialogs_of(shown: Application) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Yield the dialogs that can be shown without a file of their own."""
    yield "dialog_new_plan", shown.rooms.ways_in.ask_for_plan
    yield "dialog_keys", shown.rooms.ways_to_help.show_keys
    yield "dialog_about", shown.rooms.ways_to_help.show_about
    yield "dialog_help", shown.rooms.ways_to_help.show_help
    yield "dialog_finder", shown.rooms.finding_way.ask
    if shown.session is not None:
        yield "dialog_users", partial(_asked_over_the_table, shown, shown.rooms.at_work.ask_users)
    yield from _dialogs_of_the_plan(shown)
    for page in shown.window.pages:
        for name, make in page.dialogs().items():
            yield f"dialog_{name}", make


def _dialogs_of_the_plan(shown: Application) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    """Yield the dialogs that carry a plan on, those of a row for the first one of the table."""
    if shown.session is None or shown.session.plan is None:
        return
    ways = shown.rooms.ways_on
    asking = {
        "new_year": ways.ask_new_year,
        "next_plan": ways.ask_next_plan,
        "assign": ways.ask_assign,
    }
    if shown.session.indicators:
        asking |= {
            "formula": ways.ask_formula,
            "availability": ways.ask_availability,
            "share": ways.ask_share,
        }
    for name, ask in asking.items():
        yield f"dialog_{name}", partial(_asked_over_the_table, shown, ask)


def _asked_over_the_table(shown: Application, ask: Callable[[], QWidget | None]) -> QWidget:
    from desktop.page import Place  # noqa: PLC0415 - loaded only to draw

    shown.window.go_to(Place("indicators"))
    asked = ask()
    if asked is None:
        raise RuntimeError("no plan, or no row in hand")
    return asked


@contextmanager
def _application(folder: Path, theme: str, size: tuple[int, int]) -> Iterator[Application]:
    """Give a window of its own, with preferences that are forgotten."""
    from PySide6.QtCore import QSettings  # noqa: PLC0415 - loaded only to draw
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    from desktop.application import Application  # noqa: PLC0415 - as above
    from desktop.theme import apply, theme_named  # noqa: PLC0415 - as above

    known = QApplication.instance()
    qt = known if isinstance(known, QApplication) else QApplication(["planbook"])
    settings = QSettings(str(folder / "preferences.ini"), QSettings.Format.IniFormat)
    made = Application(qt, settings)
    try:
        made.preferences.theme = theme
        apply(qt, theme_named(theme))
        made.window.resize(*size)
        made.window.show()
        yield made
    finally:
        made.shut_down()
        made.window.hide()
        made.window.deleteLater()


def _draw(widget: QWidget, folder: Path, name: str) -> Path:
    """Draw a widget as it would stand on the screen."""
    path = folder / f"{name}.png"
    # Deliver what Qt put off (layouts, sizes of bars) without letting anything else happen.
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - loaded only to draw

    for _ in range(_SETTLED):
        QCoreApplication.sendPostedEvents()
    widget.grab().save(str(path))
    return path


def _sample_book(folder: Path) -> Path:
    path = folder / "利通.planbook"
    with PlanBook.create(path) as book:
        book.planning.load_sample(NAMES[0], demonstration=True)
    return path
