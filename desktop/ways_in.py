"""The ways in: from a list, an existing book, an empty one, a sample; each asks, then tells."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QCursor

from desktop.actions import Act, ActName
from desktop.dialog_wishes import opened
from desktop.page import Place
from desktop.widgets.files import (
    BOOKS,
    FILLED_ENDINGS,
    LISTS,
    ask_for_file,
    ask_for_target,
    documents,
    proposed_file,
)
from desktop.widgets.word_menu import Word, ask_word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from PySide6.QtWidgets import QMenu, QWidget

    from db.book import PlanBook
    from db.operations.samples import SampleLine
    from desktop.preferences import Preferences
    from desktop.welcome.new_plan import NewPlan, NewPlanDialog
    from desktop.window import MainWindow

ENDING = ".planbook"
_TAKE, _FILL = "take in", "fill"


class WaysIn(QObject):
    """Asks for files and a plan's name, and says which book is to be opened or made."""

    book_chosen = Signal(object)
    """The path of a book to open."""
    book_wanted = Signal(object, object, object)
    """The path of a book to make, what fills it (a function of the PlanBook, or None), and the
    Place to show then (or None)."""

    def __init__(
        self,
        window: QWidget,
        preferences: Preferences,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._preferences = preferences
        self._today = today

    def acts(self) -> Mapping[ActName, Callable[[], object]]:
        """Return the commands that are carried out here."""
        return {
            Act.NEW_FROM_LIST: self.ask_for_list,
            Act.OPEN: self.ask_for_book,
            Act.NEW_EMPTY: self.ask_for_plan,
        }

    def ask_for_book(self) -> None:
        """Ask which book to open."""
        folder = self._preferences.last_folder
        ask_for_file(self._window, "打开台账", BOOKS, folder, self.book_chosen.emit)

    def ask_for_list(self) -> None:
        """Ask for a list to make a book from."""
        folder = self._preferences.last_folder
        ask_for_file(self._window, "选一览表", LISTS, folder, self.ask_for_book_of)

    @Slot(object)
    def ask_for_book_of(self, file: Path, more: tuple[Path, ...] = ()) -> None:
        """Ask where the new book of a list, and of those that come after it, shall be."""
        self._ask_where(file.stem, file.parent, None, Place("exchange", file=file, more=more))

    def ask_for_plan(self) -> NewPlanDialog:
        """Ask for the name and the years of a new plan."""
        from desktop.welcome.new_plan import NewPlanDialog  # noqa: PLC0415 - when it is asked for

        dialog = NewPlanDialog(self._today(), self._window)
        dialog.given.connect(self._on_plan)
        return opened(dialog)

    @Slot(object)
    def ask_for_copy(self, sample: SampleLine) -> None:
        """Ask where the copy of a sample shall be."""
        fill = partial(_fill_from_sample, name=sample.name)
        self._ask_where(f"{sample.title}（样例）", self._folder(), fill, None)

    @Slot(object)
    def _on_plan(self, plan: NewPlan) -> None:
        self._ask_where(plan.title, self._folder(), partial(_fill_from_words, plan=plan), None)

    def _folder(self) -> Path:
        last = self._preferences.last_folder
        return Path(last) if last and Path(last).is_dir() else documents()

    def _ask_where(
        self,
        title: str,
        folder: Path,
        fill: Callable[[PlanBook], object] | None,
        place: Place | None,
    ) -> None:
        def make(path: Path) -> None:
            named = path if path.suffix == ENDING else path.with_name(path.name + ENDING)
            self.book_wanted.emit(named, fill, place)

        proposed = proposed_file(title, ENDING, folder)
        ask_for_target(self._window, "台账放在哪里", BOOKS, proposed, make)


def _fill_from_sample(book: PlanBook, name: str) -> None:
    book.planning.load_sample(name, demonstration=True)


def _fill_from_words(book: PlanBook, plan: NewPlan) -> None:
    book.planning.make_plan(
        plan.title,
        plan.period_start,
        plan.period_end,
        issuer=plan.issuer,
        document_number=plan.document_number,
    )


def take_dropped(window: MainWindow, take: Callable[[Path], None], path: Path) -> QMenu | None:
    """Take a dropped file; a workbook that could be filled as well is asked about at the mouse."""
    page = window.page
    if page is None or page.session.plan is None or path.suffix.lower() not in FILLED_ENDINGS:
        take(path)
        return None

    def chosen(key: str) -> None:
        if key == _FILL:
            window.go_to(Place("exchange", file=path, fills=True))
        else:
            take(path)

    words = (
        Word(_TAKE, f"导入“{path.name}”：把表里的数收进台账"),
        Word(_FILL, f"回填“{path.name}”：把台账里的数填进表"),
    )
    return ask_word(
        window, page.look, "拖进来的表做什么用", words, current=_TAKE,
        at=QCursor.pos(), chosen=chosen,
    )  # fmt: skip
