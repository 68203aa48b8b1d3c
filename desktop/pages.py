"""The pages of an open book: what the rail says of each, and how it is made when first needed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from desktop.actions import Act, ActName
from desktop.gaps import missing
from desktop.page import AT_THE_FOOT, Page
from desktop.tasks import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from db.changes import ChangeSet
    from desktop.session import BookSession


class PageKind(NamedTuple):
    """A page before it is made: what its class says of itself, and what loads that class."""

    name: str
    title: str
    icon: str
    section: str
    load: Callable[[], type[Page]]
    acts: tuple[ActName, ...] = ()
    """The commands it carries out, until the page is made, and says so itself."""
    badge: Callable[[BookSession], int | None] | None = None
    """The number beside its entry until the page is made, and counts itself."""


# Each screen is loaded when it is first needed: none stands in the way of another's first paint.


def _overview() -> type[Page]:
    from desktop.overview.page import OverviewPage  # noqa: PLC0415 - see above

    return OverviewPage


def _indicators() -> type[Page]:
    from desktop.indicators.page import IndicatorsPage  # noqa: PLC0415 - see above

    return IndicatorsPage


def _task_list() -> type[Page]:
    from desktop.task_list.page import TaskListPage  # noqa: PLC0415 - see above

    return TaskListPage


def _project_list() -> type[Page]:
    from desktop.project_list.page import ProjectListPage  # noqa: PLC0415 - see above

    return ProjectListPage


def _findings() -> type[Page]:
    from desktop.findings.page import FindingsPage  # noqa: PLC0415 - see above

    return FindingsPage


def _review() -> type[Page]:
    from desktop.review.page import ReviewPage  # noqa: PLC0415 - see above

    return ReviewPage


def _revisions() -> type[Page]:
    from desktop.revisions.page import RevisionsPage  # noqa: PLC0415 - see above

    return RevisionsPage


def _exchange() -> type[Page]:
    from desktop.exchange.page import ExchangePage  # noqa: PLC0415 - see above

    return ExchangePage


def _units() -> type[Page]:
    from desktop.units.page import UnitsPage  # noqa: PLC0415 - see above

    return UnitsPage


def _evidence() -> type[Page]:
    from desktop.evidence.page import EvidencePage  # noqa: PLC0415 - see above

    return EvidencePage


def _history() -> type[Page]:
    from desktop.history.page import HistoryPage  # noqa: PLC0415 - see above

    return HistoryPage


def _backups() -> type[Page]:
    from desktop.backups.page import BackupsPage  # noqa: PLC0415 - see above

    return BackupsPage


def _settings() -> type[Page]:
    from desktop.settings.page import SettingsPage  # noqa: PLC0415 - see above

    return SettingsPage


def _gaps(session: BookSession) -> int:
    return len(missing(session.indicators, session.period, session.today))


def _untold(session: BookSession) -> int:
    from desktop.task_list.content import TaskContent  # noqa: PLC0415 - see above

    return len(TaskContent(session).missing())


def _waiting(session: BookSession) -> int:
    from desktop.entry_boxes import waiting_count  # noqa: PLC0415 - see above

    return waiting_count(session)


def _doubts(session: BookSession) -> int:
    return session.doubt_count.total


_ENTRY = (
    Act.CUT,
    Act.COPY,
    Act.PASTE,
    Act.CLEAR,
    Act.FILL_DOWN,
    Act.FILL_RIGHT,
    Act.FIND_ROWS,
    Act.CHOOSE_COLUMNS,
    Act.NEXT_MISSING,
    Act.EDIT_CELL,
    Act.EDIT_NOTE,
    Act.CHOOSE_ANSWER,
    Act.FILL_SUM,
    Act.FILL_SUMS,
    Act.TODAY,
    Act.ADD_ROW,
    Act.REMOVE_ROW,
    Act.PRINT,
)
_PROJECTS = (
    Act.CHOOSE_COLUMNS,
    Act.EDIT_CELL,
    Act.CHOOSE_ANSWER,
    Act.NEXT_MISSING,
    Act.FIND_ROWS,
    Act.ADD_ROW,
    Act.ADD_PROJECT,
    Act.EDIT_PROJECT,
    Act.OPEN_LUMP,
    Act.CHANGE_PROJECTS,
    Act.REMOVE_ROW,
    Act.PRINT,
)
_REVIEW = (
    Act.DECIDE_TICKED,
    Act.DECIDE_ONE,
    Act.SEND_BACK,
    Act.SIGN_SHEET,
    Act.NEXT_MISSING,
    Act.PRINT,
)
_TASKS = (
    Act.EDIT_CELL,
    Act.NEXT_MISSING,
    Act.ADD_ROW,
    Act.ADD_TASK,
    Act.ADD_MEASURE,
    Act.ADD_COMMITMENT,
    Act.EDIT_TASK,
    Act.REMOVE_TASK,
    Act.MOVE_ROW_UP,
    Act.MOVE_ROW_DOWN,
    Act.SPLIT_TASK,
    Act.MERGE_TASKS,
    Act.EDIT_TASKS,
    Act.PROBLEMS,
    Act.YEARLY_TABLE,
    Act.PRINT,
)
_UNITS = (Act.EXPORT_LEDGER, Act.ADD_ROW, Act.FIND_ROWS, Act.PRINT)
_CHECKS = (Act.CHECK_YEAR, Act.EXPORT_CHECKS, Act.PRINT)
_HISTORY = (Act.SEE_PAST, Act.EXPORT_HISTORY, Act.FIND_ROWS, Act.PRINT)
_EVIDENCE = (Act.INSPECTION_PACK, Act.PRINT)
_LISTS = (Act.IMPORT_LIST, Act.EXPORT_LIST, Act.FILL_FORM)

PAGES: tuple[PageKind, ...] = (
    PageKind("overview", "总览", "overview", "", _overview, (Act.PRINT,)),
    PageKind("indicators", "指标", "indicators", "录入", _indicators, _ENTRY, _gaps),
    PageKind("task_list", "任务", "task_list", "录入", _task_list, _TASKS, _untold),
    PageKind("project_list", "项目", "project_list", "录入", _project_list, _PROJECTS),
    PageKind("findings", "校验", "findings", "录入", _findings, _CHECKS, _doubts),
    PageKind("revisions", "目标调整", "revisions", "录入", _revisions, (Act.NEW_REVISION,)),
    PageKind("review", "审核", "review", "往来", _review, _REVIEW, _waiting),
    PageKind("exchange", "导入导出", "exchange", "往来", _exchange, _LISTS),
    PageKind("units", "单位", "units", "往来", _units, _UNITS),
    PageKind("evidence", "佐证", "evidence", "往来", _evidence, _EVIDENCE),
    PageKind("history", "历史", "clock", "成果", _history, _HISTORY),
    PageKind("backups", "备份", "backup", AT_THE_FOOT, _backups),
    PageKind("settings", "设置", "settings", AT_THE_FOOT, _settings),
)
"""The pages of an open book, in the rail's order."""


def has_page(name: str) -> bool:
    """Tell whether there is a page of that name."""
    return any(kind.name == name for kind in PAGES)


class Pages(QObject):
    """The pages of one open book; each is made once, when it is first needed."""

    made = Signal(object)
    """A Page that was made just now."""

    def __init__(
        self,
        kinds: Sequence[PageKind],
        make: Callable[[type[Page]], Page],
        session: BookSession,
    ) -> None:
        super().__init__(session)
        self.kinds = tuple(kinds)
        self._make = make
        self._known: dict[str, Page] = {}
        # They are told here, one after the other: a slot of each would be called by Qt.
        session.changed.connect(self._on_changed)
        session.view_changed.connect(self._on_view_changed)

    @property
    def ready(self) -> tuple[Page, ...]:
        """Return the pages that are made already, in the rail's order."""
        return tuple(self._known[kind.name] for kind in self.kinds if kind.name in self._known)

    def let_go(self) -> tuple[Page, ...]:
        """Return the pages that are made and know them no longer, whatever the session still says.

        What was found in the background while the book was closed comes when they are gone, and
        what they themselves still wait for is of a book that is no longer open.
        """
        ready = self.ready
        for task in [task for page in ready for task in page.findChildren(Task)]:
            task.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._known.clear()
        return ready

    def badges(self, session: BookSession) -> dict[str, int | None]:
        """Return the number beside each page's entry."""
        counted: dict[str, int | None] = {
            kind.name: kind.badge(session)
            for kind in self.kinds
            if kind.badge is not None and kind.name not in self._known
        }
        return counted | {page.name: page.badge() for page in self.ready}

    def able(self, act: ActName) -> list[PageKind]:
        """Return the pages that carry out a command now, or will once they are made."""
        known = self._known
        return [
            kind
            for kind in self.kinds
            if act in (known[kind.name].acts() if kind.name in known else kind.acts)
        ]

    def page(self, name: str) -> Page | None:
        """Return the page of that name, made if it was not; None where there is no such page."""
        kind = next((kind for kind in self.kinds if kind.name == name), None)
        if kind is not None and name not in self._known:
            self._known[name] = self._make(kind.load())
            self.made.emit(self._known[name])
        return self._known.get(name)

    def steps(self) -> Iterator[Callable[[], object]]:
        """Yield what makes every page, in short steps: its class, itself, what it will show."""
        for kind in self.kinds:
            yield kind.load
            yield partial(self.page, kind.name)
            yield partial(self._read_ahead, kind.name)

    def _read_ahead(self, name: str) -> None:
        page = self._known.get(name)
        if page is not None:
            page.read_ahead()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        for page in self.ready:
            page.follow(changes)

    @Slot()
    def _on_view_changed(self) -> None:
        for page in self.ready:
            page.look_anew()

    def all(self) -> tuple[Page, ...]:
        """Return every page, those made that were not."""
        for kind in self.kinds:
            self.page(kind.name)
        return self.ready
