"""The facts of one project: what it is, how large, where, its money by source, its years."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from db.errors import ValueRefused
from db.faults import ValueFault
from db.rules.project_money import differences
from db.rules.stages import TEMPLATES
from desktop.errors import sentence
from desktop.project_list.money_grid import MoneyGrid, YearGrid, read_figure
from desktop.project_list.rows import NO_KIND, kind_of
from desktop.widgets.chips import Chip, ChipRow
from desktop.widgets.choice import Choice
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.scroll import FormScroll
from desktop.widgets.words import button, label
from desktop.wording import size

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from db.model.lines import ProjectLine
    from db.model.project_lines import FundingLine, ProjectDetail, ProjectRow, ProjectYearLine
    from desktop.project_list.content import ProjectContent
    from desktop.theme import Look

_SIZE = QSize(700, 460)
_PARTS = ("基本情况", "资金", "年度")
_OTHERS = ("改造提升", "启用", "其他")
_DUE = re.compile(r"(?P<year>\d{4})(?:年|[-./])?(?:(?P<month>\d{1,2})月?)?")
_WORDS = (
    ("name", "项目名称"),
    ("school_stage", "学段"),
    ("due", "完成时限"),
    ("street", "街道、乡镇"),
    ("site", "建设地点"),
    ("note", "备注"),
)
_SIZES = (
    ("count", "数量", ""),
    ("count_unit", "数量单位", None),
    ("places", "学位（个）", "个"),
    ("classes", "班级（个）", "个"),
    ("investment", "总投资（万元）", "万元"),
    ("area", "用地（亩）", "亩"),
    ("floor_area", "建筑面积（万㎡）", "万㎡"),
)
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What was typed: the columns of a Project record that are others, and all money and years.

    Of a new project all columns; `seen` is what stood there before anything was typed.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    funding: tuple[FundingLine, ...] = ()
    years: tuple[ProjectYearLine, ...] = ()
    seen: ProjectFacts | None = None


class FactsDialog(PlanDialog):
    """Asks for the facts of a project that is there, or of a new one; `given` carries them."""

    given = Signal(object)

    def __init__(
        self,
        look: Look,
        detail: ProjectDetail | None,
        lump: ProjectRow | None,
        known: ProjectContent,
        *,
        years: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        title = "新增项目" if detail is None else "规模与投资"
        super().__init__("facts_dialog", title, "不改" if detail else "不新增", _SIZE, parent)
        self._look = look
        self._detail = detail
        self.kinds = Choice(look, "建设性质")
        self.edits: dict[str, QLineEdit] = {}
        self.money = MoneyGrid(look, years)
        self.years = YearGrid(look, years)
        self.origin = QLineEdit()
        self.add_origin = button("加一个来源")
        self.differs = label(ink="warn", size="secondary", wraps=True)
        self.parts = ChipRow(look)
        self.pages = QStackedWidget()
        facts = FormScroll(self._facts_page(known))
        for page in (facts, self._money_page(), self._years_page()):
            self.pages.addWidget(page)
        self.parts.show_chips([Chip(str(at), words) for at, words in enumerate(_PARTS)])
        # What is typed for the first time has no money and no years yet.
        self.parts.setVisible(detail is not None)
        self.body.addWidget(self.parts)
        self.body.addWidget(self.pages, 1)
        self._fill(detail, lump)
        self._seen = self.facts if detail is not None else None
        self.show_main("新增" if detail is None else "保存")
        self.say(f"放在“{lump.name}”里。" if lump is not None else "")
        self._connect()
        self.edits["name"].setFocus()

    def _connect(self) -> None:
        self.parts.chosen.connect(self._on_part)
        self.main.clicked.connect(self._on_main)
        self.add_origin.clicked.connect(self._on_origin)
        self.money.value_refused.connect(self._on_refused)
        self.years.value_refused.connect(self._on_refused)
        self.money.lines.dataChanged.connect(self._show_difference)

    def _facts_page(self, known: ProjectContent) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        words = dict.fromkeys((*TEMPLATES, *_OTHERS, *(kind_of(row) for row in known.works)))
        self.kinds.show_choices([(word, word) for word in words], next(iter(words)))
        left = [("kind", "建设性质"), *_WORDS]
        for place, (name, title) in enumerate(left):
            grid.addWidget(label(title, ink="muted"), place, 0)
            widget = self.kinds if name == "kind" else self._edit(name, title)
            grid.addWidget(widget, place, 1)
        for place, (name, title, _) in enumerate(_SIZES):
            grid.addWidget(label(title, ink="muted"), place, 2)
            grid.addWidget(self._edit(name, title), place, 3)
        self.edits["due"].setPlaceholderText("2025 或 2025-06")
        self.edits["count_unit"].setPlaceholderText("台、套；空着是个")
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        grid.setRowStretch(len(left), 1)
        return page

    def _edit(self, name: str, title: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(title)
        self.edits[name] = made
        return made

    def _money_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(self.money, 1)
        row = QHBoxLayout()
        self.origin.setAccessibleName("资金来源")
        self.origin.setPlaceholderText("中央、省级、区县、债券…")
        self.origin.setFixedWidth(190)
        row.addWidget(self.origin)
        row.addWidget(self.add_origin)
        row.addWidget(self.differs, 1)
        column.addLayout(row)
        return page

    def _years_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(self.years, 1)
        words = label("年度类别：前期、储备、新开工、续建、竣工。", ink="muted", size="secondary")
        column.addWidget(words)
        return page

    def _fill(self, detail: ProjectDetail | None, lump: ProjectRow | None) -> None:
        if detail is None:
            if lump is not None:
                self.kinds.setCurrentIndex(max(self.kinds.findData(lump.kind), 0))
                self.edits["school_stage"].setText(lump.school_stage)
                self.edits["street"].setText(lump.street)
            return
        line = detail.line
        self.kinds.setCurrentIndex(max(self.kinds.findData(line.kind or NO_KIND), 0))
        for name, edit in self.edits.items():
            edit.setText(_held(line, name))
            edit.setCursorPosition(0)
        self.money.show_funding(detail.work.funding)
        self.years.show_years(detail.work.years)
        self._show_difference()

    # -- what was typed --------------------------------------------------------------------------

    @property
    def facts(self) -> ProjectFacts:
        """Return what stands in the dialog; ValueRefused for words that are not understood."""
        kind = str(self.kinds.currentData())
        fields: dict[str, Any] = {"kind": "" if kind == NO_KIND else kind}
        for name in ("name", "school_stage", "note"):
            fields[name] = self.edits[name].text().strip()
        for name in ("street", "site", "count_unit"):
            fields[name] = self.edits[name].text().strip() or None
        fields |= self._due()
        for name, _, unit in _SIZES:
            if unit is not None:
                fields[name] = self._figure(name, unit)
        count = fields["count"]
        if count is not None and count != int(count):
            raise self._refused("count")
        fields["count"] = None if count is None else int(count)
        if self._detail is None:
            return ProjectFacts(fields)
        return ProjectFacts(fields, self.money.funding, self.years.years)

    def _due(self) -> dict[str, Any]:
        words = self.edits["due"].text()
        line = self._detail.line if self._detail is not None else None
        if line is not None and words == _held(line, "due"):
            return {"due_year": line.due_year, "deadline": line.deadline}
        return _due(words)

    def _figure(self, name: str, unit: str) -> Decimal | None:
        try:
            return read_figure(self.edits[name].text(), unit)
        except ValueRefused as error:
            raise self._refused(name) from error

    def _refused(self, name: str) -> ValueRefused:
        """Return why what stands in a field is no figure, the cursor in it."""
        self.parts.choose("0")
        self.edits[name].setFocus(Qt.FocusReason.OtherFocusReason)
        return ValueRefused(ValueFault.NOT_A_VALUE, self.edits[name].text())

    @Slot(object)
    def _on_part(self, key: str) -> None:
        self.pages.setCurrentIndex(int(key))

    @Slot()
    def _on_main(self) -> None:
        try:
            facts = self.facts
        except ValueRefused as error:
            self.refuse(sentence(error))
            return
        if (seen := self._seen) is not None:
            said = facts.fields.items()
            fields = {name: value for name, value in said if value != seen.fields[name]}
            facts = replace(facts, fields=fields, seen=seen)
        self.given.emit(facts)

    @Slot()
    def _on_origin(self) -> None:
        row = self.money.current_row
        self.money.add_origin(self.origin.text(), row.year if row is not None else None)
        self.origin.clear()
        self.money.setFocus()

    @Slot(object)
    def _on_refused(self, error: ValueRefused) -> None:
        self.refuse(sentence(error))

    @Slot()
    def _show_difference(self, *_cells: object) -> None:
        try:
            total = read_figure(self.edits["investment"].text(), "万元")
        except ValueRefused:
            total = None
        self.differs.setText("；".join(differences(self.money.funding, total)))


def _held(line: ProjectLine, name: str) -> str:
    """Return what stands in a field, as it is typed."""
    if name == "due":
        return line.deadline or ("" if line.due_year is None else str(line.due_year))
    value = getattr(line, name)
    if value is None:
        return ""
    return value if isinstance(value, str) else size(value) if name != "count" else str(value)


def _due(words: str) -> dict[str, Any]:
    """Return the due year and month that words say; ValueRefused when they are none."""
    plain = "".join(words.split())
    if not plain:
        return {"due_year": None, "deadline": None}
    found = _DUE.fullmatch(plain)
    month = int(found["month"]) if found and found["month"] else None
    if found is None or (month is not None and not 1 <= month <= _LAST_MONTH):
        raise ValueRefused(ValueFault.NOT_A_DEADLINE, words)
    year = int(found["year"])
    return {"due_year": year, "deadline": None if month is None else f"{year}-{month:02d}"}
