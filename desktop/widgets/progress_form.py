"""The form of a period's 进展: status, figures, words, with those of the last period beside it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.widgets.chips import mark_icon
from desktop.widgets.choice import Choice
from desktop.widgets.figure_grid import FigureGrid, FormFigure
from desktop.widgets.growing_text import GrowingText
from desktop.widgets.words import button, key_label, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QLabel

    from desktop.theme import Look
    from desktop.widgets.word_menu import Word

_ON_BUTTONS = 6
"""So many words of a status are buttons; more are a list."""
_ACROSS = 3


class Part(StrEnum):
    """The boxes of the form, in order."""

    WORDS = "words"
    PROBLEM = "problem"
    NEXT_STEP = "next_step"
    COORDINATION = "coordination"


_TITLES = {
    Part.WORDS: "{now}进展",
    Part.PROBLEM: "存在问题",
    Part.NEXT_STEP: "下步安排",
    Part.COORDINATION: "需协调事项",
}


@dataclass(frozen=True, slots=True)
class FormContent:
    """What the form shows of one row in one period.

    `key` is another for another row or period: what was being typed is then done with. `now` is
    本月, 本季 or 本年; `last` what the period told before is called (上月), empty where none is.
    `choices` are the words of its status or stage, `choice` the one it stands on. `held` are the
    words told so far, `before` those of the last period. With a `reason` nothing can be typed.
    """

    key: str
    now: str = "本月"
    last: str = ""
    choices: tuple[Word, ...] = ()
    choice: str = ""
    choice_title: str = "状态"
    last_choice: str = ""
    figures: tuple[FormFigure, ...] = ()
    figures_title: str = "量化目标"
    figures_aside: str = ""
    held: Mapping[Part, str] = field(default_factory=dict)
    before: Mapping[Part, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """What stands in the form: the chosen word, the words by box, the figures that are others."""

    choice: str
    words: Mapping[Part, str]
    figures: Mapping[str, str]


class ProgressForm(QFrame):
    """Shows what is told of a row in a period; asks to save, and to go on to the next row.

    In its fields Ctrl+Down saves and goes on, Ctrl+Up goes back, Ctrl+D carries the last period's
    words over into the box; Esc gives up what was typed, then leaves the form.
    """

    save_requested = Signal(object)
    """What stands in the form should be kept; carries the step then to be taken: 1, -1 or 0."""
    edited = Signal()
    """Something was typed or chosen."""
    left = Signal()
    """Esc was pressed where nothing was typed."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.content = FormContent("")
        self.setObjectName("progress_form")
        self.setAccessibleName("进展填报")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self.stages = Choice(look, "阶段")
        self.grid = FigureGrid(look)
        self.boxes = {part: GrowingText() for part in Part}
        self._titles: dict[Part, QLabel] = {}
        self._befores: dict[Part, QLabel] = {}
        self._quotes: dict[Part, QWidget] = {}
        self.carry = button("沿用上月 Ctrl+D", kind="link")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._choice_title = label(ink="muted", size="secondary")
        self._last_choice = label(ink="muted", size="secondary")
        self._choices = QGridLayout()
        self._choices.setSpacing(6)
        self._status = _section(self._choice_title, self._last_choice, self._choices)
        self._choices.addWidget(self.stages, 9, 0, 1, _ACROSS)
        self._figures_title = label(ink="muted", size="secondary")
        self._figures_aside = label(ink="muted", size="secondary")
        self._figures = _section(self._figures_title, self._figures_aside, self.grid)
        column.addWidget(self._status)
        column.addWidget(self._figures)
        for part, box in self.boxes.items():
            title = self._titles[part] = label(ink="muted", size="secondary")
            before = self._befores[part] = label(ink="muted", size="secondary", wraps=True)
            quote = self._quotes[part] = QFrame()
            quote.setObjectName("quote")
            line = QHBoxLayout(quote)
            line.setContentsMargins(8, 0, 0, 0)
            line.addWidget(before, 1)
            right = self.carry if part is Part.WORDS else None
            column.addWidget(_section(title, right, quote, box))

    def _connect(self) -> None:
        self.carry.clicked.connect(self.carry_all)
        self.stages.chosen.connect(self._on_edited)
        self.grid.edited.connect(self._on_edited)
        self.grid.field_made.connect(self._watch)
        for box in self.boxes.values():
            box.textChanged.connect(self._on_edited)
            self._watch(box)
        self._watch(self.stages)

    # -- what is shown ---------------------------------------------------------------------------

    def show_content(self, content: FormContent) -> None:
        """Show another row or period, or what has become of this one; typed words of it stay."""
        same = content.key == self.content.key
        typed = self.answer if same and self.is_changed else None
        earlier, self.content = self.content, content
        self._show_choices(content)
        self._figures.setVisible(bool(content.figures))
        self._figures_title.setText(content.figures_title)
        self._figures_aside.setText(content.figures_aside)
        self.grid.show_figures(content.figures, content.now, content.last or "上期")
        for part, box in self.boxes.items():
            self._titles[part].setText(_TITLES[part].format(now=content.now))
            box.setAccessibleName(self._titles[part].text())
            before = content.before.get(part, "")
            self._befores[part].setText(f"{content.last}：{before or '无'}")
            self._quotes[part].setVisible(bool(content.last))
            _fill(box, content.held.get(part, ""))
        gap = " " if content.last[:1].isdigit() else ""
        self.carry.setText(f"沿用{gap}{content.last} Ctrl+D")
        self.carry.setVisible(any(content.before.values()))
        self._allow()
        if typed is not None:
            self._put_back(typed, earlier)

    @property
    def answer(self) -> FormAnswer:
        """Return what stands in the form."""
        chosen = next((key for key, one in self._buttons.items() if one.isChecked()), "")
        if not self._buttons:
            chosen = str(self.stages.currentData() or "")
        words = {part: box.words for part, box in self.boxes.items()}
        return FormAnswer(chosen, words, self.grid.changed)

    @property
    def is_changed(self) -> bool:
        """Tell whether something was typed or chosen that is not kept yet."""
        answer, content = self.answer, self.content
        same = all(answer.words[part] == content.held.get(part, "").strip() for part in Part)
        chosen = answer.choice != content.choice and bool(answer.choice)
        return bool(answer.figures) or chosen or not same

    def give_up(self) -> None:
        """Show again what is kept, in place of what was typed."""
        content, self.content = self.content, FormContent("")
        self.show_content(content)

    def let_go(self) -> None:
        """What was typed is in the book now: what is shown next takes its place."""
        self.content = replace(self.content, key="")

    def refuse(self, figure: str) -> None:
        """Show that a figure is not understood, the cursor in it."""
        self.grid.refuse(figure)

    def begin(self, part: Part = Part.WORDS) -> None:
        """Put the cursor into a box, behind what stands there."""
        box = self.boxes[part]
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        box.moveCursor(box.textCursor().MoveOperation.End)

    @Slot()
    def carry_all(self) -> None:
        """Carry the last period's words over into every box that is empty."""
        for part, box in self.boxes.items():
            if not box.words and self.content.before.get(part, ""):
                box.put(self.content.before[part])
        self.begin()

    @Slot()
    def ask_to_save(self, step: int = 0) -> None:
        """Ask to keep what was typed, then to take a step; without a step only if there is some."""
        if step or self.is_changed:
            self.save_requested.emit(step)

    # -- keys ------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            ours = event.key() in {*steps, Qt.Key.Key_D}
            if ours and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if ours and event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_D:
                    self._carry_into(watched)
                else:
                    self.ask_to_save(steps[Qt.Key(event.key())])
                return True
        plain = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if plain and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            if self.is_changed:
                self.give_up()
            else:
                self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _carry_into(self, watched: QObject) -> None:
        part = next((part for part, box in self.boxes.items() if box is watched), None)
        if part is None:
            self.carry_all()
        elif self.content.before.get(part, "") and not self.boxes[part].isReadOnly():
            self.boxes[part].put(self.content.before[part])

    @Slot(object)
    def _watch(self, field_made: QWidget) -> None:
        field_made.installEventFilter(self)

    @Slot()
    def _on_edited(self, *_what: object) -> None:
        self.edited.emit()

    # -- inside ----------------------------------------------------------------------------------

    def _show_choices(self, content: FormContent) -> None:
        self._status.setVisible(bool(content.choices))
        self._choice_title.setText(content.choice_title)
        self._last_choice.setText(
            f"{content.last}：{content.last_choice}" if content.last_choice else ""
        )
        on_buttons = len(content.choices) <= _ON_BUTTONS
        self.stages.setVisible(not on_buttons)
        if on_buttons:
            self._show_buttons(content.choices, content.choice)
            return
        self._show_buttons((), "")
        pairs = [(word.key, word.words) for word in content.choices]
        self.stages.show_choices(pairs, content.choice)

    def _show_buttons(self, words: Sequence[Word], choice: str) -> None:
        if list(self._buttons) != [word.key for word in words]:
            for old in self._buttons.values():
                self._group.removeButton(old)
                self._choices.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._buttons = {word.key: self._made(at, word) for at, word in enumerate(words)}
        self._group.setExclusive(False)
        for key, made in self._buttons.items():
            made.setChecked(key == choice)
        self._group.setExclusive(True)

    def _made(self, place: int, word: Word) -> QPushButton:
        made = button(word.words, kind="chip")
        made.setCheckable(True)
        if word.mark is not None:
            made.setIcon(mark_icon(word.mark, self._look, self.devicePixelRatioF()))
            made.setIconSize(QSize(12, 12))
        made.clicked.connect(self._on_edited)
        self._group.addButton(made)
        self._choices.addWidget(made, place // _ACROSS, place % _ACROSS)
        self._watch(made)
        return made

    def _allow(self) -> None:
        """Let things be typed, or say in their tips why not."""
        reason = self.content.reason
        for box in self.boxes.values():
            box.setReadOnly(bool(reason))
            box.setToolTip(reason)
        for made in (*self._buttons.values(), self.stages, self.carry):
            made.setEnabled(not reason)
            made.setToolTip(reason)
        self.grid.allow(reason)

    def _put_back(self, typed: FormAnswer, earlier: FormContent) -> None:
        """Let typed words stand that were not kept yet; the rest shows what it has become."""
        for part, box in self.boxes.items():
            if typed.words[part] not in {box.words, earlier.held.get(part, "").strip()}:
                _fill(box, typed.words[part])
        if typed.choice in self._buttons and typed.choice != earlier.choice:
            self._buttons[typed.choice].setChecked(True)
        self.grid.put_back(typed.figures)


class FormFoot(QFrame):
    """The buttons under a form: back to the row above, save and on to the next one."""

    step_requested = Signal(object)
    """1 or -1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form_foot")
        self.back = button("上一项", tip="存下，回到上一项（Ctrl+↑）")
        self.on = button("存并到下一项", kind="main", tip="存下，到下一项（Ctrl+↓）")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(key_label("Ctrl+↑"))
        row.addStretch()
        row.addWidget(self.on)
        row.addWidget(key_label("Ctrl+↓"))
        self.back.clicked.connect(partial(self._on_clicked, -1))
        self.on.clicked.connect(partial(self._on_clicked, 1))

    def _on_clicked(self, step: int, *_checked: object) -> None:
        self.step_requested.emit(step)


def _fill(box: GrowingText, words: str) -> None:
    """Show words without telling that somebody typed them; the box's own undo begins anew."""
    if box.toPlainText() != words:
        was = box.blockSignals(True)  # noqa: FBT003 - Qt's signature
        box.setPlainText(words)
        box.blockSignals(was)
        box.grow()


def _section(title: QLabel, right: QWidget | None, *content: QWidget | QGridLayout) -> QFrame:
    frame = QFrame()
    frame.setObjectName("pane_section")
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 12, 10)
    column.setSpacing(4)
    head = QHBoxLayout()
    head.addWidget(title, 1)
    if right is not None:
        head.addWidget(right)
    column.addLayout(head)
    for one in content:
        if isinstance(one, QWidget):
            column.addWidget(one)
        else:
            column.addLayout(one)
    return frame
