"""项目: lumps with their named works; stages are chosen in it, sums stand in the status bar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot

from db import queries
from db.model.lines import ProjectLine
from db.model.words import PROJECT_STAGES, RowKind
from db.rules.totals import sums_of
from desktop.actions import Act
from desktop.page import Rows
from desktop.project_list.columns import STAGE, Around, project_columns
from desktop.project_list.detail import sections
from desktop.project_list.rows import (
    NO_YEAR,
    InSight,
    Wanted,
    in_sight,
    kind_of,
    lumps_of,
    year_of,
)
from desktop.project_list.words import sum_words
from desktop.table_page import TablePage
from desktop.widgets.chips import Chip
from desktop.widgets.choice import Choice
from desktop.widgets.word_menu import Word, ask_word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QMenu

    from db.rules.finding import Finding
    from desktop.columns import Column
    from desktop.page import Place

_ALL = "all"


def _id_of(line: ProjectLine) -> str:
    return line.id


class ProjectListPage(TablePage):
    """Shows a plan's projects and lets their stages be chosen."""

    title = "项目"
    name = "project_list"
    icon = "project_list"
    section = "录入"
    watches = frozenset({"plan", "project", "task", "responsibility", "unit"})

    def __init__(self, *context: Any, **named: Any) -> None:
        super().__init__(_id_of, "项目表", *context, **named)
        self._folded: set[str] = set()
        self._shown = InSight((), frozenset())
        self._around = Around(folded=self._folded)
        self.school_stages = Choice(self.look, "学段")
        self.years = Choice(self.look, "完成年份")
        self.tools.first.insertWidget(1, self.school_stages)
        self.tools.first.insertWidget(2, self.years)
        self.table.show_columns(project_columns(self._around))
        self._connect()

    def _connect(self) -> None:
        self.school_stages.chosen.connect(self._on_filter)
        self.years.chosen.connect(self._on_filter)
        self.chips.chosen.connect(self._on_filter)
        self.table.cursor_moved.connect(self._on_cursor)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.escaped.connect(self._show_all)
        self.keys.open_requested.connect(self._on_open)
        self.keys.close_requested.connect(self._on_close)
        self.keys.choice_requested.connect(self._on_row_opened)

    # -- drawing ---------------------------------------------------------------------------------

    @property
    def projects(self) -> tuple[ProjectLine, ...]:
        """Return the projects of the plan being looked at."""
        plan = self.session.plan
        return self.session.read(queries.project_lines, plan.id) if plan else ()

    def refresh(self) -> None:
        self.tools.demonstration.setVisible(self.session.is_demonstration)
        projects = self.projects
        self._around.lumps = lumps_of(projects)
        self._around.doubtful = frozenset(self._findings())
        _offer(
            self.school_stages,
            [("", "全部学段"), *_each(line.school_stage for line in projects if line.school_stage)],
        )
        years = sorted({year_of(line) for line in projects})
        words = [(year, "未写年份" if year == NO_YEAR else f"{year} 年") for year in years]
        _offer(self.years, [("", "全部年份"), *words])
        self._show_chips()
        self._show_rows(staying={line.id for line in self._shown.rows})
        self._show_pane()

    def hint(self) -> str:
        shown = self._shown
        rows = [line for line in shown.rows if line.id in shown.chosen]
        words = sum_words(sums_of(self.projects, shown.chosen), len(shown.chosen)) if rows else ""
        return " · ".join(part for part in (words, "Enter 改阶段", "→ 展开 ← 收起") if part)

    def acts(self) -> Mapping[Act, Callable[[], None]]:
        return {Act.EDIT_CELL: self._on_edit}

    def row_sets(self) -> tuple[Rows, ...]:
        line = self.table.current_row
        chosen = self._shown.chosen
        shown = tuple((RowKind.PROJECT, one.id) for one in self._shown.rows if one.id in chosen)
        sets: tuple[Rows, ...] = (Rows(f"列出的项目 {len(shown)} 个", shown),)
        if isinstance(line, ProjectLine):
            sets = (Rows(f"项目 {line.name}", ((RowKind.PROJECT, line.id),)), *sets)
        return sets

    def show_place(self, place: Place) -> None:
        by_id = {line.id: line for line in self.projects}
        line = by_id.get(place.row)
        if line is None:
            return
        while line.parent is not None and line.parent in by_id:
            self._folded.discard(line.parent)
            line = by_id[line.parent]
        self._show_all()
        self.table.go_to(place.row)
        self.table.setFocus()

    def _show_chips(self) -> None:
        """Show the kinds there are, each with the number of rows the other filters let pass."""
        others = Wanted("", *self._wanted()[1:])
        kinds = [kind_of(line) for line in self.projects]
        passing = [kind_of(line) for line in self.projects if others.passes(line)]
        chips = [Chip(_ALL, "全部", len(passing))]
        chips += [Chip(kind, kind, passing.count(kind)) for kind in dict.fromkeys(kinds)]
        self.chips.show_chips(chips)

    def _show_rows(self, *, staying: set[str]) -> None:
        projects = self.projects
        self._shown = in_sight(projects, Wanted(*self._wanted()), self._folded, staying)
        self._around.chosen = self._shown.chosen
        self.table.show_rows(self._shown.rows)
        if not projects:
            self.show_or_say("还没有项目。从一览表导入（Ctrl+I）。")
        elif not self._shown.rows:
            words = "、".join(word for word in self._wanted() if word and word != NO_YEAR)
            self.show_or_say(f"没有符合“{words or '未写年份'}”的项目。清除筛选 Esc。")
        else:
            self.show_or_say("")
        self.hint_changed.emit()

    def _show_pane(self) -> None:
        line = self.table.current_row
        if not isinstance(line, ProjectLine):
            self.pane.show_sections("没有选中项目", "", ())
            return
        made = sections(line, self.projects, self._findings().get(line.id, ()))
        self.pane.show_sections(line.name, "", made)

    # -- commands --------------------------------------------------------------------------------

    def choose_stage(self) -> QMenu | None:
        """Open the choice of stages at the project under the cursor; None where there is none."""
        line = self.table.current_row
        if not isinstance(line, ProjectLine) or not self.session.can_write:
            chosen = isinstance(line, ProjectLine)
            self.notices.tell("现在不能改。" if chosen else "先选中一个项目。")
            return None
        stages = list(
            dict.fromkeys((*PROJECT_STAGES, line.stage) if line.stage else PROJECT_STAGES)
        )
        return ask_word(
            self.table,
            self.look,
            "项目阶段",
            [Word(stage, stage) for stage in stages],
            current=line.stage,
            at=self.below_cell(STAGE),
            chosen=partial(self._on_stage, line.id),
        )

    # -- what happened ---------------------------------------------------------------------------

    def _on_stage(self, project: str, stage: str) -> None:
        held = next((line for line in self.projects if line.id == project), None)
        if held is not None and held.stage != stage:
            self.session.set_project_stage(project, stage)

    def _on_edit(self) -> None:
        self.choose_stage()

    @Slot(object)
    def _on_filter(self, _key: str) -> None:
        self._show_chips()
        self._show_rows(staying=set())
        self._show_pane()

    @Slot(object, object)
    def _on_cursor(self, _row: object, _column: Column | None) -> None:
        self._show_pane()

    @Slot(object)
    def _on_row_opened(self, _row: object) -> None:
        self.choose_stage()

    @Slot(object)
    def _on_open(self, row: object) -> None:
        if isinstance(row, ProjectLine) and row.id in self._folded:
            self._folded.discard(row.id)
            self._show_rows(staying=set())

    @Slot(object)
    def _on_close(self, row: object) -> None:
        """Fold a lump; from one of its parts, go up to it."""
        if not isinstance(row, ProjectLine):
            return
        if row.id in self._around.lumps and row.id not in self._folded:
            self._folded.add(row.id)
            self._show_rows(staying=set())
        elif row.parent is not None:
            self.table.go_to(row.parent)

    @Slot()
    def _show_all(self) -> None:
        """Clear the filters."""
        self.school_stages.setCurrentIndex(0)
        self.years.setCurrentIndex(0)
        self._show_chips()
        self.chips.choose(_ALL)
        self._show_rows(staying=set())
        self._show_pane()

    # -- inside ----------------------------------------------------------------------------------

    def _wanted(self) -> tuple[str, str, str]:
        """Return the kind, the school stage and the year that are asked for."""
        kind = "" if self.chips.key in {"", _ALL} else self.chips.key
        return (
            kind,
            str(self.school_stages.currentData() or ""),
            str(self.years.currentData() or ""),
        )

    def _findings(self) -> Mapping[str, tuple[Finding, ...]]:
        found: dict[str, tuple[Finding, ...]] = {}
        for finding in self.session.findings:
            found[finding.row] = (*found.get(finding.row, ()), finding)
        return found


def _each(words: Any) -> list[tuple[str, str]]:
    return [(word, word) for word in dict.fromkeys(words)]


def _offer(choice: Choice, pairs: list[tuple[str, str]]) -> None:
    """Offer other words; what was chosen stays chosen where it is still there."""
    chosen = str(choice.currentData() or "")
    choice.show_choices(pairs, chosen if chosen in dict(pairs) else "")
