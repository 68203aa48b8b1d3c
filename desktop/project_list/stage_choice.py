"""The choice of stages that opens at the project under the cursor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from db.model.words import PROJECT_STAGES
from desktop.project_list.columns import STAGE
from desktop.widgets.word_menu import Word, ask_word

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from db.model.project_lines import ProjectRow
    from desktop.notices import Notices
    from desktop.session import BookSession
    from desktop.theme import Look
    from desktop.widgets.table import LineTable


class StageChoice(QObject):
    """Offers the stages of a project and takes the chosen one to the book."""

    def __init__(
        self, table: LineTable, session: BookSession, notices: Notices, look: Look
    ) -> None:
        super().__init__(table)
        self._table = table
        self._session = session
        self._notices = notices
        self._look = look

    def ask(self, row: ProjectRow | None) -> QMenu | None:
        """Open the choice at the project under the cursor; None where there is none."""
        if row is None or not self._session.can_write:
            self._notices.tell("先选中一个项目。" if row is None else self._session.why_not)
            return None
        stages = dict.fromkeys((*PROJECT_STAGES, row.stage) if row.stage else PROJECT_STAGES)
        return ask_word(
            self._table,
            self._look,
            "项目阶段",
            [Word(stage, stage) for stage in stages],
            current=row.stage,
            at=self._below_stage(),
            chosen=partial(self._on_chosen, row),
        )

    def _below_stage(self) -> QPoint:
        columns = [column.name for column in self._table.lines.columns]
        index = self._table.currentIndex().siblingAtColumn(columns.index(STAGE))
        return self._table.viewport().mapToGlobal(self._table.visualRect(index).bottomLeft())

    def _on_chosen(self, row: ProjectRow, stage: str) -> None:
        if row.stage != stage:
            self._session.carry_out(
                partial(self._session.book.planning.set_project_stage, row.id, stage)
            )
