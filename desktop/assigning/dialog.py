"""The dialog that gives rows to units: which rows and units, who answers before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from db.errors import UserError
from db.model.unit_lines import People
from db.operations.assigning import AssignLine, Assignment, How
from db.rules.names import folded
from desktop.errors import sentence
from desktop.long_steps import LARGE
from desktop.widgets.choice import Choice
from desktop.widgets.names_field import NamesField
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.ticks import TickColumn, TickGroup, TickRow, TickTree
from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from db.model.unit_lines import AssignableRow
    from db.operations.assigning import RowKey
    from desktop.page import Rows
    from desktop.theme import Look

_SIZE = QSize(1160, 620)
_HOW_WORDS = {
    How.REPLACE: "换成这些单位",
    How.ADD: "再加上这些单位",
    How.REMOVE: "去掉这些单位",
}
_COLUMNS = (TickColumn("事项"), TickColumn("现在", 390), TickColumn("改后", 390))
_GROUP_WORDS = {"indicator": "指标", "task": "任务", "project": "项目"}
_PEOPLE = ("责任股室", "责任人", "分管领导", "联络员")
_WAIT = 120
"""Milliseconds after the last key before it is looked what would change."""


class Scope(NamedTuple):
    """Rows that can be chosen together, under their words."""

    words: str
    rows: tuple[AssignableRow, ...]


class AssignDialog(PlanDialog):
    """Asks which units shall answer for which rows; `given` carries row keys and an Assignment.

    What would become of many rows is found elsewhere: `preview_wanted` carries them and the
    Assignment, and `show_preview` brings the answer.
    """

    given = Signal(object, object)
    preview_wanted = Signal(object, object)
    stop_requested = Signal()
    """The rows that are being given out should stay as they are."""

    def __init__(
        self,
        look: Look,
        scopes: Sequence[Scope],
        units: Mapping[str, str],
        preview: Callable[[Sequence[RowKey], Assignment], Sequence[AssignLine]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("assign_dialog", "批量派单位", "不派", _SIZE, parent)
        self._scopes = tuple(scopes)
        self._ids = units
        self._preview = preview
        self._refusal = ""
        self._waits = self._works = False
        self._changing: frozenset[object] = frozenset()
        # Who answers now, as last heard: it stays in sight while a name is not known yet.
        self._now: dict[object, str] = {}
        self.scopes = Choice(look, "哪些行")
        self.scopes.show_choices(
            [(str(at), scope.words) for at, scope in enumerate(self._scopes)], "0"
        )
        self.ways = Choice(look, "怎样派")
        self.ways.show_choices(list(_HOW_WORDS.items()), How.REPLACE)
        self.leads, self.others = NamesField("牵头单位"), NamesField("配合单位")
        self.provider = NamesField("数据提供单位", single=True)
        self.provides = QCheckBox("改数据提供单位")
        self.people = tuple(_field(words) for words in _PEOPLE)
        self.lines = TickTree(look, _COLUMNS)
        self.lines.setAccessibleName("各行现在和改后的单位")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT)
        self._lay_out()
        self._connect()
        self._show_lines()
        self.leads.setFocus()

    def offer(self, names: Sequence[str]) -> None:
        """Offer these names of units in the fields."""
        for field in (self.leads, self.others, self.provider):
            field.offer(names)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label("哪些行"))
        head.addWidget(self.scopes)
        head.addWidget(self.ways)
        head.addStretch()
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow("牵头单位", self.leads)
        form.addRow("配合单位", self.others)
        provider = QHBoxLayout()
        provider.setSpacing(8)
        provider.addWidget(self.provides)
        provider.addWidget(self.provider, 1)
        form.addRow("", provider)
        self.provider.setEnabled(False)
        self.provider.setPlaceholderText("只对指标和量化目标；空着就是不另设")
        people = QHBoxLayout()
        people.setSpacing(8)
        for part in self.people:
            people.addWidget(part)
        form.addRow("第一家单位内", people)
        self.body.addLayout(head)
        self.body.addLayout(form)
        self.body.addWidget(self.lines, 1)

    def _connect(self) -> None:
        for choice in (self.scopes, self.ways):
            choice.chosen.connect(self._show_lines)
        for field in (self.leads, self.others, self.provider):
            field.names_changed.connect(self._soon.start)
        for part in self.people:
            part.textChanged.connect(self._soon.start)
        self.provides.toggled.connect(self._on_provides)
        self._soon.timeout.connect(self._show_lines)
        self.lines.ticks_changed.connect(self._show_open)
        self.main.clicked.connect(self._on_main)

    @property
    def rows(self) -> tuple[AssignableRow, ...]:
        """Return the rows that are chosen."""
        return self._scopes[int(self.scopes.currentData() or 0)].rows if self._scopes else ()

    @Slot(bool)
    def _on_provides(self, checked: object) -> None:
        self.provider.setEnabled(bool(checked))
        self._show_lines()

    @Slot()
    def _show_lines(self, *_key: object) -> None:
        """Show every chosen row with who answers before and after."""
        self._soon.stop()
        rows = self.rows
        self._refusal, self._waits = "", False
        try:
            asked = self._assignment()
            keys = [(row.kind, row.id) for row in rows]
            if len(rows) <= LARGE:
                self._show(self._preview(keys, asked))
                return
            if self._says_anything:
                self._waits = True
                self._show_open()
                self.preview_wanted.emit(keys, asked)
                return
        except _Unknown as unknown:
            self._refusal = f"没有单位“{unknown}”。先在“单位”页新增，或改名称。"
        except UserError as error:
            self._refusal = sentence(error)
        # What would become of them is not known while a name is not.
        self._show((None,) * len(rows))

    def show_preview(self, lines: Sequence[AssignLine] | UserError) -> None:
        """Show what would become of the chosen rows, or why that cannot be said."""
        self._waits = False
        if isinstance(lines, UserError):
            self._refusal = sentence(lines)
            self._show((None,) * len(self.rows))
        else:
            self._show(lines)

    def _show(self, lines: Sequence[AssignLine | None]) -> None:
        unticked = self._unticked()
        made: dict[str, list[TickRow]] = {}
        for row, line in zip(self.rows, lines, strict=True):
            key = (row.kind, row.id)
            if line is not None:
                self._now[key] = line.before or "没有单位"
            after = (line.after or "没有单位") if line is not None and line.changes else "——"
            made.setdefault(row.group or "未分类", []).append(
                TickRow(
                    key,
                    (row.name, self._now.get(key, ""), after),
                    ticked=key not in unticked,
                )
            )
        self._changing = frozenset(
            (line.kind, line.row) for line in lines if line is not None and line.changes
        )
        self.lines.show_groups(
            [
                TickGroup(f"{group}　{len(lines_of)} 项", tuple(lines_of))
                for group, lines_of in made.items()
            ]
        )
        self._show_open()

    def _assignment(self) -> Assignment:
        provider = self.provider.names
        return Assignment(
            tuple(map(self._id_of, self.leads.names)),
            tuple(map(self._id_of, self.others.names)),
            How(str(self.ways.currentData())),
            (self._id_of(provider[0]) if provider else "") if self.provides.isChecked() else None,
            People(*(part.text().strip() for part in self.people)),
        )

    def _id_of(self, name: str) -> str:
        found = self._ids.get(folded(name))
        if found is None:
            raise _Unknown(name)
        return found

    def _unticked(self) -> set[object]:
        ticked = set(self.lines.chosen)
        return {key for key in self.lines.keys if key not in ticked}

    @property
    def chosen(self) -> tuple[object, ...]:
        """Return the keys of the ticked rows that would change."""
        return tuple(key for key in self.lines.chosen if key in self._changing)

    @property
    def _says_anything(self) -> bool:
        """Tell whether a unit, a person or a provider is written down."""
        named = self.leads.names or self.others.names or self.provides.isChecked()
        return bool(named or any(part.text().strip() for part in self.people))

    @Slot()
    def _show_open(self) -> None:
        count = len(self.chosen)
        if self._waits:
            self.show_main("派单位", "正在看这些行改后的单位。")
            self.say(f"正在看 {len(self.rows)} 项改后的单位")
        elif self._refusal:
            self.show_main("派单位", self._refusal)
            self.refuse(self._refusal)
        elif not self._says_anything:
            self.show_main("派单位", "先写牵头或配合单位。")
            self.say("先写单位；空着的一栏不改。")
        elif not count:
            self.show_main("派单位", "没有要改的行。")
            self.say("这些行已经是这样，没有要改的。")
        else:
            self.show_main(f"派 {count} 项")
            self.say("写明的牵头单位不再标“推定”，一次撤销可收回。")

    # -- while many rows are given out -----------------------------------------------------------

    def begin_work(self) -> None:
        """Nothing can be chosen until the rows are given out; the other button stops it."""
        self._works = True
        self._allow(work=True)
        self.show_main(self.main.text(), "正在派单位。")

    def show_progress(self, done: int, total: int) -> None:
        """Say how many rows are given out."""
        if self._works:
            self.say(f"正在派单位 {done} / {total} 项")

    def end_work(self) -> None:
        """Let the rows and units be chosen again: nothing was given out."""
        self._works = False
        self._allow(work=False)
        self._show_open()

    def _allow(self, *, work: bool) -> None:
        parts = (self.scopes, self.ways, self.leads, self.others, self.provides, self.lines)
        for part in (*parts, *self.people):
            part.setEnabled(not work)
        self.provider.setEnabled(not work and self.provides.isChecked())
        self.leave.setText("停下" if work else "不派")

    def reject(self) -> None:
        if self._works:
            self.stop_requested.emit()
        else:
            super().reject()

    def _on_main(self) -> None:
        self.given.emit(self.chosen, self._assignment())


def _field(words: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(words)
    made.setToolTip("空着不改")
    made.setAccessibleName(words)
    return made


class _Unknown(Exception):
    """A name that no unit of the book has."""


def scopes_of(rows: Sequence[AssignableRow], offered: Sequence[Rows]) -> list[Scope]:
    """Return what can be chosen: what a page offers, then chapters, categories, everything."""
    by_key = {(row.kind, row.id): row for row in rows}
    found = [
        Scope(one.words, held)
        for one in offered
        if (held := tuple(by_key[key] for key in one.keys if key in by_key))
    ]
    groups: dict[tuple[str, str], list[AssignableRow]] = {}
    for row in rows:
        what = "章节的量化目标" if row.promise else _GROUP_WORDS[row.kind]
        groups.setdefault((what, row.group or "未分类"), []).append(row)
    found += [
        Scope(f"{what}：{group}　{len(held)} 项", tuple(held))
        for (what, group), held in groups.items()
    ]
    if rows:
        found.append(Scope(f"全部 {len(rows)} 项", tuple(rows)))
    return found
