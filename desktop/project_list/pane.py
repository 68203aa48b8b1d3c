"""The pane of a project: how it stands, the table of its stages, sizes, progress, problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.project_list.stage_table import StageTable
from desktop.widgets.pane import MarkView, Pane, PaneSection
from desktop.widgets.progress_form import ProgressForm
from desktop.widgets.words import key_label, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.delegates.marks import MarkName
    from desktop.project_list.stage_table import StageLine
    from desktop.theme import Look
    from desktop.widgets.progress_form import FormContent

_SIDES = (12, 8, 12, 10)


@dataclass(frozen=True, slots=True)
class PaneHead:
    """What stands on top: the name, framed words, a mark with what it says, a muted sentence."""

    name: str
    tags: tuple[str, ...] = ()
    mark: MarkName | None = None
    ink: str = ""
    standing: str = ""
    overdue: str = ""
    outlook: str = ""


class ProjectPane(Pane):
    """Follows the cursor; the stage table, the reason and the progress keep their typing."""

    reason_given = Signal(object)
    """The words that explain a date out of order; empty: the date is given up."""
    left = Signal()
    """Esc was pressed in the stage table: back to the projects."""

    def __init__(
        self,
        look: Look,
        write_planned: Callable[[str, str, str], None],
        write_actual: Callable[[str, str, str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, parent)
        self.stages = StageTable(look, write_planned, write_actual)
        self.form = ProgressForm(look)
        self.reason = QLineEdit()
        self.rest = QWidget()
        self._head_box = _Box()
        self._stage_box = _Box()
        self._reason_box = _Box()
        self._before = _Box()
        self._after = _Box()
        self._foot = _Box()
        self._told: dict[QWidget, object] = {}
        self._make_reason()
        self._head_box.pad()
        self._stage_box.pad()
        self._stage_box.column.addWidget(self.stages)
        self._lay_out()
        self.stages.escaped.connect(self.left)
        for box in self.form.boxes.values():
            box.installEventFilter(self)
        self.reason.installEventFilter(self)

    def _lay_out(self) -> None:
        body = QWidget()
        body.setObjectName("pane_body")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # Tab belongs to the dates in the stage table: F6 leads out of it to what stands below.
        self.rest.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.rest.setAccessibleName("规模、进展和佐证")
        below = QVBoxLayout(self.rest)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        for part in (self._before, self.form, self._after, self._foot):
            below.addWidget(part)
        for box in (self._head_box, self._stage_box, self._reason_box, self.rest):
            column.addWidget(box)
        column.addStretch()
        self.show_content(body)

    def _make_reason(self) -> None:
        self._reason_words = label(ink="warn", wraps=True)
        self.reason.setAccessibleName("日期先后不符的原因")
        self.reason.setPlaceholderText("原因，Enter 保存，Esc 放弃")
        self._reason_box.column.addWidget(self._reason_words)
        self._reason_box.column.addWidget(self.reason)
        self._reason_box.pad()
        self._reason_box.hide()

    # -- what is shown ---------------------------------------------------------------------------

    def keep(self, *widgets: QWidget) -> None:
        """Let these widgets stand below whatever is shown."""
        for widget in widgets:
            self._foot.column.addWidget(widget)

    def show_head(self, head: PaneHead, card: PaneSection | None = None) -> None:
        """Show the name and how the project stands; a card tells what is doubted."""
        if self._is_told(self._head_box, (head, card)):
            return
        box = self._head_box
        box.clear()
        top = QHBoxLayout()
        top.setSpacing(6)
        name = label(head.name, size="heading", wraps=True)
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top.addWidget(name, 1)
        for tag in head.tags:
            top.addWidget(key_label(tag), 0, Qt.AlignmentFlag.AlignTop)
        box.add_layout(top)
        if head.mark is not None:
            line = QHBoxLayout()
            line.setSpacing(4)
            line.addWidget(MarkView(self._look, head.mark))
            line.addWidget(label(head.standing, ink=head.ink, bold=True))
            if head.overdue:
                line.addWidget(label(head.overdue))
            line.addStretch()
            box.add_layout(line)
        if head.outlook:
            box.column.addWidget(label(head.outlook, ink="muted", size="secondary", wraps=True))
        if card is not None and card.rows:
            box.column.addWidget(self._card(card))

    def show_stages(self, project: str, kind: str, lines: Sequence[StageLine]) -> None:
        """Show the stages of a project; none of a lump, which has no dates of its own."""
        self._stage_box.setVisible(bool(lines))
        if lines:
            self.stages.show_stages(project, kind, lines)

    def show_before(self, sections: Sequence[PaneSection]) -> None:
        """Show sections between the stages and the progress."""
        self._show(self._before, sections)

    def show_after(self, sections: Sequence[PaneSection]) -> None:
        """Show sections below the progress."""
        self._show(self._after, sections)

    def show_progress(self, content: FormContent | None) -> None:
        """Show what is told of this month; None where nothing can be told."""
        self.form.setVisible(content is not None)
        if content is not None:
            self.form.show_content(content)

    def ask_reason(self, sentence: str) -> None:
        """Ask why a date stands out of order."""
        self._reason_words.setText(sentence)
        self.reason.clear()
        self._reason_box.show()
        self.reason.setFocus()

    @property
    def asks_reason(self) -> bool:
        """Tell whether a reason is being asked for."""
        return not self._reason_box.isHidden()

    def end_reason(self) -> None:
        """Ask no longer."""
        self._reason_box.hide()

    # -- events ----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.reason and isinstance(event, QKeyEvent):
            return self._on_reason_key(event)
        if event.type() == QEvent.Type.FocusOut and watched in self.form.boxes.values():
            self.form.ask_to_save()
        return super().eventFilter(watched, event)

    def _on_reason_key(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            words = self.reason.text().strip()
            if words:
                self.reason_given.emit(words)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.reason_given.emit("")
            return True
        return False

    # -- inside ----------------------------------------------------------------------------------

    def _is_told(self, box: QWidget, told: object) -> bool:
        """Tell whether a box shows just this already."""
        if self._told.get(box) == told:
            return True
        self._told[box] = told
        return False

    def _show(self, box: _Box, sections: Sequence[PaneSection]) -> None:
        shown = tuple(section for section in sections if section.rows)
        if not self._is_told(box, shown):
            box.clear()
            for section in shown:
                box.column.addWidget(self._section(section))


class _Box(QFrame):
    """A part of the pane whose content is exchanged as a whole."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)

    def pad(self) -> None:
        """Stand as a section does: with a line below and room around."""
        self.setObjectName("pane_section")
        self.column.setContentsMargins(*_SIDES)

    def add_layout(self, row: QHBoxLayout) -> None:
        """Add a row of widgets that can be taken away again."""
        holder = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        self.column.addWidget(holder)

    def clear(self) -> None:
        """Take everything away."""
        while self.column.count():
            widget = self.column.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
