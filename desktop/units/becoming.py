"""The dialog of what becomes of a unit: another name, a merger, a division, its end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from db.errors import UserError
from db.rules.names import folded
from desktop.errors import sentence
from desktop.units.editing import ids_by_name
from desktop.widgets.choice import Choice
from desktop.widgets.names_field import NamesField
from desktop.widgets.plan_dialog import PlanDialog
from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.model.lines import UnitLine
    from desktop.theme import Look

_SIZE = QSize(560, 340)


class Becoming(StrEnum):
    """What can become of a unit."""

    RENAMED = "更名"
    MERGED = "并入另一家"
    DIVIDED = "分设"
    ENDED = "撤销"


@dataclass(frozen=True, slots=True)
class Fate:
    """What a person said: `names` are the new ones, `into` the unit it becomes part of."""

    kind: Becoming
    on: str
    document: str
    names: tuple[str, ...] = ()
    into: str = ""
    ends: bool = False


class FateDialog(PlanDialog):
    """Asks what becomes of a unit, from when on and by which document; `given` carries a Fate.

    `preview` says in words what a merger into a unit from a day on would move.
    """

    given = Signal(object)

    def __init__(
        self,
        look: Look,
        unit: UnitLine,
        units: Sequence[UnitLine],
        preview: Callable[[str, str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("fate_dialog", f"沿革：{unit.name}", "不改", _SIZE, parent)
        self._unit = unit
        self._ids = ids_by_name(units)
        self._preview = preview
        self.kinds = Choice(look, "变动")
        self.kinds.show_choices([(kind, kind) for kind in Becoming], Becoming.RENAMED)
        self.new_name = QLineEdit(unit.name)
        self.into = NamesField("并入哪一家", single=True)
        self.into.offer([one.name for one in units if one.id != unit.id])
        self.parts = NamesField("新设的单位")
        self.ends = QCheckBox("原单位撤销，责任交给新设的单位")
        self.day = QLineEdit()
        self.document = QLineEdit()
        self._about = label(ink="muted", wraps=True)
        self._lay_out()
        self._connect()
        self._show_kind()
        self.kinds.setFocus()

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(8)
        self.day.setPlaceholderText("新状态的第一天，如 2024-01-01")
        for words, field in (
            ("变动", self.kinds),
            ("新名称", self.new_name),
            ("并入", self.into),
            ("新设", self.parts),
            ("", self.ends),
            ("自哪天起", self.day),
            ("文号", self.document),
        ):
            self._form.addRow(words, field)
            if words:
                field.setAccessibleName(words)
        self.body.addLayout(self._form)
        self.body.addWidget(self._about)
        self.body.addStretch()

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._show_kind)
        for field in (self.new_name, self.into, self.parts, self.day):
            field.textChanged.connect(self._show_state)
        self.main.clicked.connect(self._on_main)

    @property
    def kind(self) -> Becoming:
        """Return what is chosen."""
        return Becoming(str(self.kinds.currentData()))

    def _show_kind(self, *_key: object) -> None:
        for kind, fields in (
            (Becoming.RENAMED, (self.new_name,)),
            (Becoming.MERGED, (self.into,)),
            (Becoming.DIVIDED, (self.parts, self.ends)),
        ):
            for field in fields:
                self._form.setRowVisible(field, kind is self.kind)
        self._show_state()

    def _show_state(self, *_words: object) -> None:
        reason = self._reason_against()
        self.show_main(f"记为{self.kind.removesuffix('另一家')}", reason)
        self.say("")
        self._about.setText("" if reason else self._what_happens())

    def _reason_against(self) -> str:
        kind = self.kind
        if kind is Becoming.RENAMED:
            named = self.new_name.text().strip()
            return "" if named and named != self._unit.name else "先写新名称。"
        if kind is Becoming.MERGED and self._into() in {"", self._unit.id}:
            return "先选并入哪一家。"
        if kind is Becoming.DIVIDED and not self.parts.names:
            return "先写新设的单位。"
        return "" if self.day.text().strip() else "先写从哪天起。"

    def _what_happens(self) -> str:
        kind = self.kind
        if kind is Becoming.RENAMED:
            return "原名称留作“又写作”，以后按原名称也找得到。"
        if kind is Becoming.ENDED:
            return "责任仍留在各行，等改派；以后不再向它要数。"
        if kind is Becoming.DIVIDED:
            return "新设的单位沿用这家的类型。"
        try:
            return self._preview(self._into(), self.day.text().strip())
        except UserError as error:
            return sentence(error)

    def _into(self) -> str:
        names = self.into.names
        return self._ids.get(folded(names[0]), "") if names else ""

    def _on_main(self) -> None:
        names = (
            (self.new_name.text().strip(),) if self.kind is Becoming.RENAMED else self.parts.names
        )
        self.given.emit(
            Fate(
                self.kind,
                self.day.text().strip(),
                self.document.text(),
                names,
                self._into(),
                self.ends.isChecked(),
            )
        )
