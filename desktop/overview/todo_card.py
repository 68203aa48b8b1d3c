"""近期要办: what waits for the person at work, the most pressing first; each line leads there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from desktop.widgets.cards import Card, CardLine
from desktop.widgets.pane import MarkView
from desktop.widgets.words import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.theme import Look
    from desktop.todo import Todo

_MOST = 8
"""Lines that are shown until all are asked for."""


class TodoCard(Card):
    """Shows things to do; `chosen` carries the one that was opened."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__("近期要办")
        self._look = look
        self._todos: tuple[Todo, ...] = ()
        self._all = False
        self.more = button("", kind="link")
        self.more.clicked.connect(self._on_more)
        self.add_to_head(self.more)

    def show_todos(self, todos: Sequence[Todo]) -> None:
        """Show these; a long list is cut until all of it is asked for."""
        self._todos = tuple(todos)
        count = len(self._todos)
        self.aside.setText(f"{count} 件" if count else "没有等着办的")
        self.more.setVisible(count > _MOST)
        self.more.setText("收起" if self._all else f"全部 {count} 件")
        self.more.setAccessibleName(f"近期要办：{self.more.text()}")
        shown = self._todos if self._all else self._todos[:_MOST]
        self.show_lines([self._line(todo) for todo in shown])

    def _line(self, todo: Todo) -> CardLine:
        line = CardLine(
            todo.words,
            picture=MarkView(self._look, todo.mark),
            right=todo.right,
            detail=todo.detail,
            leads=partial(self.chosen.emit, todo),
        )
        if line.right is not None:
            line.right.setProperty("ink", todo.ink)
        return line

    @Slot()
    def _on_more(self) -> None:
        self._all = not self._all
        self.show_todos(self._todos)
        self.more.setFocus()
