"""A dialog of a few fields: what a task or a measure is called, when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QFormLayout, QLineEdit, QWidget

from db.model.words import COUNTING_WORDS, Counting
from desktop.widgets.choice import Choice
from desktop.widgets.plan_dialog import PlanDialog

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop.theme import Look

_SIZE = QSize(560, 260)
DEADLINE_HINT = "2025、2025-06、每年、长期坚持；没有就空着"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its key and word, what stands in it; `known` words complete what is typed.

    With `choices` (key and word) one of them is chosen instead.
    """

    key: str
    word: str
    held: str = ""
    hint: str = ""
    known: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()


def commitment_fields(
    *,
    name: str = "",
    unit: str = "",
    target: str = "",
    deadline: str = "",
    counting: Counting = Counting.CUMULATIVE,
) -> tuple[Field, ...]:
    """Return the fields of a 量化目标."""
    return (
        Field("title", "名称", name, "如：新建幼儿园"),
        Field("unit", "单位", unit, "如：所、个、%；没有就空着"),
        Field("target", "目标值", target, "照规划写：18、3所以上、1—2；没有就空着"),
        Field("deadline", "完成时限", deadline, DEADLINE_HINT),
        Field("counting", "计数方式", counting, choices=(*COUNTING_WORDS.items(),)),
    )


class FieldsDialog(PlanDialog):
    """Asks for the fields; `given` carries those that were changed (all of a new row) by key.

    It stays open, with what was refused, until whoever made it closes it.
    """

    given = Signal(object)

    def __init__(
        self,
        look: Look,
        words: tuple[str, str, str],
        fields: Sequence[Field],
        parent: QWidget | None = None,
        *,
        required: str = "title",
        everything: bool = False,
    ) -> None:
        name, title, main = words
        super().__init__(name, title, "不改" if not everything else "不新增", _SIZE, parent)
        self._fields = tuple(fields)
        self._required = required
        self._everything = everything
        self._main_words = main
        self.parts: dict[str, QLineEdit | Choice] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for field in fields:
            part = self.parts[field.key] = self._made(look, field)
            form.addRow(field.word, part)
        self.body.addLayout(form)
        self.body.addStretch()
        self.main.clicked.connect(self._on_main)
        self._show_state()
        first = self.parts[fields[0].key]
        first.setFocus()
        if isinstance(first, QLineEdit):
            first.selectAll()

    def _made(self, look: Look, field: Field) -> QLineEdit | Choice:
        if field.choices:
            choice = Choice(look, field.word)
            choice.show_choices(field.choices, field.held)
            choice.chosen.connect(self._show_state)
            return choice
        line = QLineEdit(field.held)
        line.setAccessibleName(field.word)
        line.setPlaceholderText(field.hint)
        line.textChanged.connect(self._show_state)
        if field.known:
            completer = QCompleter(QStringListModel(list(field.known), self), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        return line

    @property
    def said(self) -> Mapping[str, str]:
        """Return what stands in the fields."""
        return {
            key: str(part.currentData() or "") if isinstance(part, Choice) else part.text().strip()
            for key, part in self.parts.items()
        }

    @property
    def changed(self) -> Mapping[str, str]:
        """Return the fields that say something else than before."""
        said = self.said
        return {
            field.key: said[field.key] for field in self._fields if said[field.key] != field.held
        }

    @Slot()
    def _show_state(self, *_what: object) -> None:
        blank = not self.said[self._required]
        same = not self._everything and not self.changed
        reason = "先写名称。" if blank else "还没有改动。" if same else ""
        self.show_main(self._main_words, reason)
        self.say("")

    @Slot()
    def _on_main(self) -> None:
        self.given.emit(self.said if self._everything else self.changed)
