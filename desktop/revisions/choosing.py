"""The dialog in which rows of the plan are chosen for a revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from db.model.lines import IndicatorLine, TaskLine
from desktop.name_search import matcher
from desktop.revisions.draft import name_of
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.ticks import TickColumn, TickGroup, TickRow, TickTree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from db.model.revised import PlanRows
    from desktop.revisions.draft import Line
    from desktop.theme import Look

_SIZE = QSize(760, 600)
_COLUMNS = (TickColumn("名称"), TickColumn("单位", 76), TickColumn("现行目标", 200, right=True))
_MOST = 300
"""Rows of one group that are listed at once; the search finds the others."""


class ChooseRowsDialog(PlanDialog):
    """Offers the rows of a plan to be ticked; `given` carries the chosen lines."""

    given = Signal(object)

    def __init__(
        self,
        look: Look,
        rows: PlanRows,
        held: Collection[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("choose_rows_dialog", "选要调整的行", "不选", _SIZE, parent)
        self._groups = tuple(_grouped(rows, held))
        self._by_id: dict[object, Line] = {
            line.id: line for _, lines in self._groups for line in lines
        }
        self._chosen: dict[object, None] = {}
        self.words = QLineEdit()
        self.words.setPlaceholderText("写名称中的几个字，或首字母")
        self.words.setAccessibleName("按名称找")
        self.lines = TickTree(look, _COLUMNS)
        self.lines.setAccessibleName("规划中的行")
        self.body.addWidget(self.words)
        self.body.addWidget(self.lines, 1)
        self.words.textChanged.connect(self._show_rows)
        self.lines.ticks_changed.connect(self._on_ticks)
        self.main.clicked.connect(self._on_main)
        self._listed: set[object] = set()
        self._show_rows()
        self.words.setFocus()

    @Slot()
    def _show_rows(self) -> None:
        words = self.words.text().split()
        names = [name_of(line) for line in self._by_id.values()]
        wanted = [matcher(part, names) for part in words]
        groups = []
        kept = dict(self._chosen)
        listed: list[object] = []
        for title, lines in self._groups:
            found = [line for line in lines if all(meant(name_of(line)) for meant in wanted)]
            more = f"，另有 {len(found) - _MOST} 项，写几个字来找" if len(found) > _MOST else ""
            shown = found[:_MOST]
            listed += [line.id for line in shown]
            ticks = tuple(
                TickRow(line.id, (name_of(line), _unit(line), _target(line)), line.id in kept)
                for line in shown
            )
            groups.append(TickGroup(f"{title}　{len(found)} 项{more}", ticks))
        # What is not listed stays chosen.
        self._listed = set()
        self.lines.show_groups(groups)
        self._listed, self._chosen = set(listed), kept
        self._on_ticks()

    @Slot()
    def _on_ticks(self) -> None:
        others = [row for row in self._chosen if row not in self._listed]
        if self._listed:
            self._chosen = dict.fromkeys([*others, *self.lines.chosen])
        count = len(self._chosen)
        self.show_main(f"收进这次调整 {count} 行", "" if count else "先勾要调整的行。")
        self.say("空格勾选。调整后的目标在表里逐格写。")

    @Slot()
    def _on_main(self) -> None:
        self.given.emit([self._by_id[row] for row in self._chosen])
        self.accept()


def _grouped(rows: PlanRows, held: Collection[str]) -> Iterable[tuple[str, Sequence[Line]]]:
    """Yield the rows that are not in hand yet, under their categories and sections."""
    groups: dict[str, list[Line]] = {}
    titles = {task.id: task.title for task in rows.tasks}
    for line in rows.indicators:
        if line.task is None:
            groups.setdefault(f"指标 · {line.category or '未分类'}", []).append(line)
    for task in rows.tasks:
        groups.setdefault(f"任务 · {task.section or '未分章节'}", []).append(task)
    for line in rows.indicators:
        if line.task is not None:
            groups.setdefault(f"量化目标 · {titles.get(line.task, '')}", []).append(line)
    groups.setdefault("项目", []).extend(rows.projects)
    for title, lines in groups.items():
        yield title, [line for line in lines if line.id not in held]


def _unit(line: Line) -> str:
    return line.unit if isinstance(line, IndicatorLine) else ""


def _target(line: Line) -> str:
    """Return what the plan asks of a row now, in few words."""
    if isinstance(line, IndicatorLine):
        last = line.targets[-1] if line.targets else None
        if last is None:
            return ""
        return last.amount.text if last.year is None else f"{last.amount.text}（{last.year} 年）"
    if isinstance(line, TaskLine):
        return line.deadline
    return line.deadline or ("" if line.due_year is None else str(line.due_year))
