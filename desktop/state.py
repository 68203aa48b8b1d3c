"""What the frame says of the open book: commands, rail, chosen plan, missing cells, saved."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from db.errors import UserError
from desktop.actions import SPECS, Act
from desktop.commands import THEMES, Commands
from desktop.gaps import gap_words, missing
from desktop.page import Standing
from desktop.pages import has_page
from desktop.readings import LARGE
from desktop.wording import moment, period_words, short_title, span

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.changes import ChangeSet
    from desktop.places_left import PlacesLeft
    from desktop.preferences import Preferences
    from desktop.session import BookSession
    from desktop.widgets.bars import StatusRow
    from desktop.widgets.rail import Rail
    from desktop.window import MainWindow


class StateFollowing(QObject):
    """Lets what the frame says follow a step; while somebody types on, once that is painted."""

    def __init__(self, window: MainWindow, commands: Commands, show: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._show = show
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(show)

    @Slot(object)
    def follow(self, changes: ChangeSet) -> None:
        """Speak of the step that was made."""
        page = self._window.page
        typed_on = page is not None and page.is_typed_on
        # After a large one the page takes its time first.
        if typed_on:
            # The next key may already be Ctrl+Z.
            self._commands.allow_undo()
            self._soon.start()
        elif len(changes.rows) > LARGE:
            self._commands.update_steps()
            self._soon.start()
        else:
            self._show()


def show_state(
    window: MainWindow,
    commands: Commands,
    preferences: Preferences,
    session: BookSession | None,
    places: PlacesLeft,
) -> None:
    """Bring all that stands round the pages up to date.

    Before the first page of a book is painted only what is painted with it.
    """
    page, rail = window.page, window.rail
    if session is not None and rail is not None:
        _show_plan(rail, session)
        if not session.at_leisure:
            # The row of the status comes whole when the page is painted: nothing moves in it.
            window.middle.clear_status()
            commands.update_steps()
            return
    status = window.status
    commands.update()
    for act, name in THEMES.items():
        commands.actions[act].setChecked(preferences.theme == name)
    commands.actions[Act.SHOW_PANE].setChecked(preferences.pane_shown)
    if session is None or rail is None:
        _show_no_book(status)
        return
    status.show_hint(page.hint() if page is not None else "")
    status.show_counted(page.counted() if page is not None else "")
    window.show_badges(session)
    standing = (page.standing() if page is not None else None) or _standing_of(session)
    home = page is not None and page.name == "overview"
    _show_standing(window, _with_way_back(standing, places) if home else standing)
    told = _backup_words(session, session.today), saved_words(session, session.today)
    status.show_saved(*told)


def _show_no_book(status: StatusRow) -> None:
    from desktop.version import VERSION  # noqa: PLC0415 - a book is mostly opened at once

    status.clear()
    status.show_hint(f"版本 {VERSION}")
    status.show_missing("未打开台账", can_go=False)


def _show_plan(rail: Rail, session: BookSession) -> None:
    plan = session.plan
    rail.chooser.show_choice(
        short_title(plan) if plan else "还没有规划",
        span(plan) if plan else "",
        [(line.id, line.title) for line in session.plans],
        plan.id if plan else "",
    )


def _with_way_back(standing: Standing, places: PlacesLeft) -> Standing:
    """Say beside it where one stopped last time; elsewhere than here the work in sight counts."""
    if places.stopped is None:
        return standing
    way = f"回到那里 {SPECS[Act.RESUME].shortcut}"
    return standing._replace(aside=f"上次停在：{places.words}", link=way, place=places.stopped)


def _show_standing(window: MainWindow, standing: Standing) -> None:
    """Say how what is shown stands; a place is linked only where its page is there."""
    status, place = window.status, standing.place
    there = place is not None and has_page(place.page)
    status.show_missing(standing.words, can_go=standing.can_go, step=standing.step)
    status.show_aside(standing.aside, standing.link, place if there else None)
    status.show_doubts(standing.doubts.errors, standing.doubts.queries)


def _standing_of(session: BookSession) -> Standing:
    """Return what is missing in the period being filled, and whether there is a cell to go to."""
    doubts = session.doubt_count
    if session.plan is None:
        return Standing("还没有规划", can_go=False, doubts=doubts)
    if not session.indicators:
        return Standing("还没有指标", can_go=False, doubts=doubts)
    period = period_words(session.period)
    asked = session.indicators, session.period, session.today
    words = gap_words(*asked)
    can_go = missing(*asked) or doubts
    return Standing(f"{period}：{words}", can_go=bool(can_go), doubts=doubts)


def safe_words(session: BookSession | None) -> str:
    """Return what of the user's work is safe, after a fault of the program."""
    if session is None:
        return "没有打开台账，没有什么会丢。"
    from desktop.errors import quoted  # noqa: PLC0415 - loaded when something fails

    name = quoted(session.book.path.name)
    last = session.undo_label
    if last is None:
        return f"{name}里已写入的都在。"
    return f"{name}里已写入的都在，最后一步是：{last}。这以后做的要再做一次。"


def _backup_words(session: BookSession, today: date) -> str:
    try:
        last = session.book.housekeeping.last_backup()
    except UserError:
        return ""
    return f"上次备份 {moment(last, today)}" if last is not None else "还没有备份"


def saved_words(session: BookSession, today: date) -> str:
    """Return when the book was last written, by this window or before it."""
    if session.book.read_only:
        return "只读"
    when = session.saved_at
    if when is None:
        try:
            when = datetime.fromtimestamp(session.book.path.stat().st_mtime).astimezone()
        except OSError:
            return ""
    return f"已保存 {moment(when, today).removeprefix('今天 ')}"
