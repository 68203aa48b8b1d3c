"""The dialog of a unit: its names, kind, days, members and people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from db.model.words import UNIT_KINDS
from db.model.work_words import ContactRole
from db.operations.units import NewContact, UnitFields
from db.rules.names import folded
from db.rules.unit_kinds import names_a_group, proposed_members
from desktop.widgets.choice import Choice
from desktop.widgets.names_field import NamesField
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.scroll import FormScroll
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.model.lines import UnitLine
    from db.model.unit_lines import ContactLine
    from desktop.theme import Look

_SIZE = QSize(640, 560)
_APART = "、"
_APART_TYPED = re.compile(r"[、，,;；\n]")
_BESIDE = 8
"""Pixels between words and their field."""
_HEADS = ("", "姓名", "股室", "电话")


class UnitDialog(PlanDialog):
    """Asks what is to be said of a unit; `given` carries UnitFields, and those it showed first."""

    given = Signal(object, object)

    def __init__(
        self,
        look: Look,
        unit: UnitLine | None,
        units: Sequence[UnitLine],
        contacts: Sequence[ContactLine],
        parent: QWidget | None = None,
    ) -> None:
        title = f"单位：{unit.name}" if unit is not None else "新增单位"
        super().__init__("unit_dialog", title, "不改" if unit else "不新增", _SIZE, parent)
        self._unit = unit
        self._ids = ids_by_name(units)
        self._all = [one.name for one in units if unit is None or one.id != unit.id]
        self.name_of_unit = _line("单位名称", unit.name if unit else "")
        self.short_name = _line("简称", unit.short_name if unit else "")
        self.kinds = Choice(look, "类型")
        self.kinds.show_choices(
            [("", "未分类"), *((kind, kind) for kind in UNIT_KINDS)], unit.kind if unit else ""
        )
        self.above = NamesField("上级单位", single=True)
        self.aliases = _line("又写作", _APART.join(unit.aliases) if unit else "")
        self.since = _line(
            "设立日期", unit.valid_from if unit else "", "如 2021-09-01，不清楚就空着"
        )
        self.until = _line("存续到", unit.valid_to if unit else "", "还在就空着")
        self.is_group = QCheckBox("代表几家单位（如各街道、各中小学）")
        self.members = NamesField("成员")
        self.fill_members = button("按名称填", tip="把名称相符的单位填进来")
        self.people: list[tuple[ContactRole, str, tuple[QLineEdit, QLineEdit, QLineEdit]]] = []
        self._show(unit, units)
        self._lay_out(contacts)
        self._connect()
        self._show_state()
        self._seen = self._fields()
        self.name_of_unit.setFocus()

    def _show(self, unit: UnitLine | None, units: Sequence[UnitLine]) -> None:
        names = {one.id: one.name for one in units}
        for field in (self.above, self.members):
            field.offer(self._all)
        if unit is not None:
            self.above.setText(names.get(unit.parent or "", ""))
            self.is_group.setChecked(unit.is_group)
            self.members.show_names([names[one] for one in unit.members if one in names])

    def _lay_out(self, contacts: Sequence[ContactLine]) -> None:
        fields = QWidget()
        column = QVBoxLayout(fields)
        column.setSpacing(8)
        form = QFormLayout()
        form.setHorizontalSpacing(_BESIDE)
        form.setVerticalSpacing(8)
        form.addRow("名称", self.name_of_unit)
        form.addRow("简称", self.short_name)
        form.addRow("类型", self.kinds)
        form.addRow("上级", self.above)
        form.addRow("又写作", self.aliases)
        days = QHBoxLayout()
        days.setSpacing(8)
        days.addWidget(self.since)
        days.addWidget(label("至"))
        days.addWidget(self.until)
        form.addRow("存续", days)
        form.addRow("", self.is_group)
        members = QHBoxLayout()
        members.setSpacing(8)
        members.addWidget(self.members, 1)
        members.addWidget(self.fill_members)
        form.addRow("成员", members)
        # The fields of the people stand under the others.
        first = form.labelForField(self.name_of_unit)
        first.setMinimumWidth(max(label(role).sizeHint().width() for role in ContactRole))
        column.addLayout(form)
        column.addWidget(label("人员", bold=True))
        column.addLayout(self._people_grid(contacts))
        column.addStretch()
        self.body.addWidget(FormScroll(fields))

    def _people_grid(self, contacts: Sequence[ContactLine]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(_BESIDE)
        grid.setVerticalSpacing(6)
        for place, words in enumerate(_HEADS):
            grid.addWidget(label(words, ink="muted", size="secondary"), 0, place)
        known = [(one.role, one.id, (one.name, one.office, one.phone)) for one in contacts]
        missing = [role for role in ContactRole if role not in {role for role, *_ in known}]
        known += [(role, "", ("", "", "")) for role in missing]
        for at, (role, identity, held) in enumerate(known, 1):
            grid.addWidget(label(role), at, 0)
            fields = tuple(
                _line(f"{role}{head}", words) for head, words in zip(_HEADS[1:], held, strict=True)
            )
            for place, field in enumerate(fields, 1):
                grid.addWidget(field, at, place)
            self.people.append((role, identity, (fields[0], fields[1], fields[2])))
        for place in (1, 2, 3):
            grid.setColumnStretch(place, 1)
        return grid

    def _connect(self) -> None:
        self.name_of_unit.textChanged.connect(self._show_state)
        self.is_group.toggled.connect(self._show_state)
        self.fill_members.clicked.connect(self._on_fill)
        self.main.clicked.connect(self._on_main)

    def _show_state(self, *_what: object) -> None:
        name = self.name_of_unit.text().strip()
        self.show_main("保存" if self._unit else "新增", "" if name else "先填名称。")
        grouped = self.is_group.isChecked()
        for part in (self.members, self.fill_members):
            part.setEnabled(grouped)
        if not grouped and names_a_group(name):
            self.say("名称像是代表几家单位，可勾选后填成员。")
        else:
            self.say("")

    def _on_fill(self) -> None:
        """Put the units whose names fit behind those that stand there."""
        found = proposed_members(self.name_of_unit.text(), self._all)
        self.members.show_names(list(dict.fromkeys((*self.members.names, *found))))
        self.say("" if found else "没有名称相符的单位，自己填。")

    def _on_main(self) -> None:
        unknown = [
            name
            for name in (
                *self.above.names,
                *(self.members.names if self.is_group.isChecked() else ()),
            )
            if folded(name) not in self._ids
        ]
        if unknown:
            self.refuse(f"没有单位“{unknown[0]}”。先新增这一家，或改名称。")
            return
        self.given.emit(self._fields(), self._seen)

    def _fields(self) -> UnitFields:
        """Return what stands in the dialog; names that are no unit's are left out."""
        above, members = (
            [self._ids[folded(name)] for name in field.names if folded(name) in self._ids]
            for field in (self.above, self.members)
        )
        return UnitFields(
            name=self.name_of_unit.text(),
            kind=str(self.kinds.currentData() or ""),
            short_name=self.short_name.text(),
            parent=above[0] if above else None,
            is_group=self.is_group.isChecked(),
            valid_from=self.since.text(),
            valid_to=self.until.text(),
            aliases=tuple(filter(None, map(str.strip, _APART_TYPED.split(self.aliases.text())))),
            members=tuple(members),
            contacts=tuple(
                NewContact(role, name.text(), office.text(), phone.text(), id=identity)
                for role, identity, (name, office, phone) in self.people
            ),
        )


def ids_by_name(units: Sequence[UnitLine]) -> Mapping[str, str]:
    """Return the id of each unit by every folded name it is written under."""
    ids: dict[str, str] = {}
    for names in (lambda one: (one.short_name,), lambda one: one.aliases, lambda one: (one.name,)):
        ids |= {folded(name): one.id for one in units for name in names(one) if name}
    return ids


def _line(spoken: str, words: str, hint: str = "") -> QLineEdit:
    made = QLineEdit(words)
    made.setAccessibleName(spoken)
    made.setPlaceholderText(hint)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return made
