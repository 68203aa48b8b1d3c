"""The dialogs of the project page: facts and money, names of a lump, many at once, the print."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from db import queries
from db.errors import ValueRefused
from db.faults import ValueFault
from db.model.project_lines import ProjectRow, ProjectWork
from db.model.words import RowKind
from db.operations.reporting import Report
from db.rules.meanwhile import lines_over
from desktop.asking_why import ReasonDialog, ask_why
from desktop.dialog_wishes import opened, settled
from desktop.errors import sentence
from desktop.page import Place
from desktop.paper import PaperSize
from desktop.paper_desk import PaperDesk
from desktop.paper_pages import PaperPages
from desktop.progress_telling import seen_parts
from desktop.project_list.bulk_dialog import BulkDialog
from desktop.project_list.facts_dialog import FactsDialog, ProjectFacts
from desktop.project_list.names_dialog import NamesDialog
from desktop.project_list.paper import timeline_paper
from desktop.replaying import LARGE
from desktop.shelf import Shelf
from desktop.tasks import Task
from desktop.widgets.progress_form import Part
from desktop.widgets.word_menu import Word, ask_word
from desktop.wording import done_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QMenu, QPushButton, QWidget

    from db.changes import ChangeSet
    from db.rules.named_parts import NamedPart
    from db.rules.project_bulk import BulkField
    from db.ticket import Ticket
    from desktop.notices import Notices
    from desktop.paper import Paper
    from desktop.printing import PrintPreview
    from desktop.project_list.content import ProjectContent
    from desktop.project_list.page import ProjectListPage
    from desktop.project_list.rows import InSight
    from desktop.session import BookSession
    from desktop.tasks import TaskRunner
    from desktop.theme import Look
    from desktop.widgets.plan_dialog import PlanDialog
    from desktop.widgets.progress_form import ProgressForm


_MONEY = attrgetter("year", "origin")
_YEAR = attrgetter("year")


class ProjectDesk(QObject):
    """Asks before it changes projects; each dialog is one step of the book."""

    def __init__(
        self,
        page: ProjectListPage,
        session: BookSession,
        notices: Notices,
        runner: TaskRunner,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._session = session
        self._notices = notices
        self._runner = runner
        self._look: Look = page.look
        self._papers = PaperDesk(page, session.book, notices, runner, "时间表")
        self._asks: ReasonDialog | None = None

    def dialogs(self) -> Mapping[str, Callable[[], QWidget]]:
        """Return what opens each dialog, by an English name."""
        content = self._page.content
        works, lumps = content.works, content.lumps
        lump = next((row for row in content.rows if lumps.is_lump(row)), None)
        found: dict[str, Callable[[], Any]] = {}
        if works:
            found["project"] = partial(self.ask_facts, works[0])
            found["projects"] = partial(self.ask_many, works)
            found["timeline"] = self.preview_at_once
        if lump is not None:
            found["names"] = partial(self.ask_names, lump, content)
        return found

    # -- facts -----------------------------------------------------------------------------------

    def ask_new(self, here: ProjectRow | None, content: ProjectContent) -> FactsDialog | None:
        """Ask for a new project; in a lump in hand, or in that of the project in hand."""
        plan = self._session.plan
        if plan is None:
            self._notices.tell("先导入一览表，或新建一份规划。")
            return None
        lump = here
        if here is not None and not content.lumps.is_lump(here):
            lump = content.row(here.parent) if here.parent is not None else None
        dialog = FactsDialog(
            self._look, None, lump, self._page.content,
            years=self._session.years, parent=self._page.window(),
        )  # fmt: skip
        parent = lump.id if lump is not None else None
        dialog.given.connect(partial(self._add, dialog, plan.id, parent))
        return opened(dialog)

    def ask_facts(self, row: ProjectRow) -> FactsDialog:
        """Ask for what is another of a project: facts, money, years."""
        detail = self._session.read(queries.project_detail, row.id)
        dialog = FactsDialog(
            self._look, detail, None, self._page.content,
            years=self._session.years, parent=self._page.window(),
        )  # fmt: skip
        dialog.given.connect(partial(self._change, dialog, row.id))
        return opened(dialog)

    def _add(self, dialog: FactsDialog, plan: str, parent: str | None, facts: ProjectFacts) -> None:
        book = self._session.book
        fields = {key: value for key, value in facts.fields.items() if key != "name"}
        name = str(facts.fields["name"])
        known = {row.id for row in self._page.content.rows}
        if self._carry_out(dialog, lambda: book.projects.add(plan, name, parent=parent, **fields)):
            # A filter that would hide it is cleared.
            made = (row.id for row in self._page.content.rows if row.id not in known)
            self._page.show_place(Place(self._page.name, next(made, "")))

    def _change(self, dialog: FactsDialog, project: str, facts: ProjectFacts) -> None:
        book, seen = self._session.book, facts.seen or ProjectFacts()

        def changing() -> ChangeSet:
            # Another window may have written since the dialog was opened.
            now = book.read(queries.project_detail, project)
            work = now.work if now is not None else ProjectWork()
            funding = lines_over(work.funding, seen.funding, facts.funding, _MONEY)
            years = lines_over(work.years, seen.years, facts.years, _YEAR)
            return book.projects.change(
                project,
                facts.fields,
                funding=funding if facts.funding != seen.funding else None,
                years=years if facts.years != seen.years else None,
            )

        self._carry_out(dialog, changing)

    # -- lumps, many at once, gone ---------------------------------------------------------------

    def ask_names(self, row: ProjectRow, content: ProjectContent) -> NamesDialog | None:
        """Ask for the names of works of a lump; of a work that is none, of the lump it is in."""
        lump = row
        if not content.lumps.is_lump(row):
            above = content.row(row.parent) if row.parent is not None else None
            if above is None:
                self._notices.tell(f"“{row.name}”不是打捆项目，没有要列出的名称。")
                return None
            lump = above
        dialog = NamesDialog(self._look, lump, content.lumps.sums(lump), parent=self._page.window())
        dialog.given.connect(partial(self._open_lump, dialog, lump.id))
        return opened(dialog)

    def _open_lump(self, dialog: NamesDialog, lump: str, parts: Sequence[NamedPart]) -> None:
        book = self._session.book
        self._carry_out(dialog, lambda: book.projects.open_lump(lump, parts))

    def ask_many(self, rows: Sequence[ProjectRow]) -> BulkDialog | None:
        """Ask which field of these projects shall change, and show what would."""
        if not rows:
            self._notices.tell("表里没有项目可改。")
            return None
        dialog = BulkDialog(self._look, rows, parent=self._page.window())
        dialog.given.connect(partial(self._change_many, dialog))
        return opened(dialog)

    def _change_many(
        self, dialog: BulkDialog, projects: Sequence[str], field: BulkField, words: str
    ) -> None:
        book = self._session.book
        if len(projects) > LARGE and self._session.can_write:
            dialog.accept()
            self._change_later(projects, field, words)
        else:
            self._carry_out(dialog, lambda: book.projects.change_many(projects, field, words))

    def _change_later(self, projects: Sequence[str], field: BulkField, words: str) -> None:
        """Change very many on the worker thread; meanwhile nothing else writes."""
        session, shelf = self._session, Shelf.of(self._session.book)
        task = Task(lambda _ticket: _changed(shelf, projects, field, words), self)
        task.succeeded.connect(self._on_changed_later)
        task.failed.connect(self._on_failed)
        task.stopped.connect(session.end_work)
        task.ended.connect(task.deleteLater)
        session.begin_work()
        self._notices.tell(f"正在改 {len(projects)} 个项目")
        self._runner.start(task)

    @Slot(object)
    def _on_changed_later(self, changes: ChangeSet) -> None:
        self._session.end_work()
        self._session.keep(changes)
        self._notices.tell(done_words(changes))

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._session.end_work()
        self._notices.report(error)
        self._session.look_again()

    def remove(self, row: ProjectRow) -> None:
        """Take a project out; what stands on it is said where it cannot go."""
        book = self._session.book
        try:
            self._session.carry_out(lambda: book.projects.remove([row.id]))
        except ValueRefused as error:
            self._notices.warn(sentence(error))

    def keep_progress(self, form: ProgressForm) -> None:
        """Keep what was told of this month."""
        key = form.content.key
        if not key or not form.is_changed:
            return
        project, _, period = key.partition(" ")
        words = form.answer.words
        report = Report(
            row_kind=RowKind.PROJECT,
            row=project,
            period=period,
            words=words[Part.WORDS],
            problem=words[Part.PROBLEM],
            next_step=words[Part.NEXT_STEP],
            coordination=words[Part.COORDINATION],
            seen=seen_parts(form.content),
        )
        try:
            self._report(form, report)
        except ValueRefused as error:
            if error.fault is not ValueFault.NEEDS_REASON:
                self._notices.report(error)
            elif self._asks is None:
                self._ask_why(form, report, error.text)

    def _report(self, form: ProgressForm, report: Report, reason: str = "") -> object:
        book, given = self._session.book, replace(report, reason=reason)

        def telling() -> ChangeSet:
            changes = book.reporting.report([given])
            if changes:
                form.let_go()
            return changes

        return self._session.carry_out(telling)

    def _ask_why(self, form: ProgressForm, report: Report, what: str) -> None:
        """Ask why approved words are altered; without an answer they stand as they were."""

        def answered() -> None:
            self._asks = None
            if form.is_changed:
                form.give_up()

        self._asks = ask_why(what, partial(self._report, form, report), self._page, self._notices)
        self._asks.finished.connect(answered)

    # -- print -----------------------------------------------------------------------------------

    def preview(
        self, shown: InSight, content: ProjectContent, size: PaperSize | None = None
    ) -> None:
        """Show the timeline as it will be printed, once it is laid out; None: on what fits."""
        plan = self._session.plan
        if plan is None or not shown.rows:
            self._notices.tell("表里没有项目可打印。")
        elif self._papers.is_free():
            scale = self._page.board.timeline.seen
            apart = content.apart(row for row in shown.rows if isinstance(row, ProjectRow))
            making = partial(timeline_paper, plan, shown.rows, apart, scale, size)
            self._papers.preview(partial(_laid_out, making))

    def choose_paper(self, press: QPushButton, shown: InSight, content: ProjectContent) -> QMenu:
        """Offer the sizes of paper under a button; the timeline is shown on the chosen one."""

        def chosen(size: str) -> None:
            self.preview(shown, content, PaperSize(size))

        return ask_word(
            press,
            self._look,
            "纸张",
            [Word(size, f"{size} 横向") for size in PaperSize],
            current="",
            at=press.mapToGlobal(press.rect().bottomLeft()),
            chosen=chosen,
        )

    def preview_at_once(self) -> PrintPreview:
        """Show it without the worker thread: for a picture of it."""
        plan = self._session.plan
        if plan is None:
            raise RuntimeError("no plan")
        page = self._page
        paper = timeline_paper(
            plan, page.rows_in_sight.rows, page.content, page.board.timeline.seen
        )
        return self._papers.show(PaperPages(paper))

    # -- inside ----------------------------------------------------------------------------------

    def _carry_out(self, dialog: PlanDialog, operation: Callable[[], ChangeSet]) -> bool:
        return settled(dialog, lambda: self._session.carry_out(operation))


def _changed(shelf: Shelf, projects: Sequence[str], field: BulkField, words: str) -> ChangeSet:
    with shelf.open() as book:
        return book.projects.change_many(projects, field, words)


def _laid_out(making: Callable[[], Paper], ticket: Ticket) -> PaperPages:
    return PaperPages(making(), ticket)
