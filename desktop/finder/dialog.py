"""The field and the list under it where anything is found: Ctrl+K, words, Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.finder.ranking import found
from desktop.widgets.arrows_walk import ArrowsWalk
from desktop.widgets.composing import ComposingFirst
from desktop.widgets.room import resize_within
from desktop.widgets.words import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.finder.targets import Target
    from desktop.theme import Look

AnyIndex = QModelIndex | QPersistentModelIndex
_TARGET = Qt.ItemDataRole.UserRole + 1
_KIND_WIDTH = 64
_PAD = 10


class _Model(QAbstractListModel):
    """The targets that fit, in order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.targets: list[Target] = []

    def show(self, targets: Sequence[Target]) -> None:
        """Show these targets."""
        self.beginResetModel()
        self.targets = list(targets)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.targets)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        target = self.targets[index.row()]
        if role == _TARGET:
            return target
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{target.kind} {target.name} {target.behind}".strip()
        return None


class FinderDialog(QDialog):
    """Finds anything by parts of its words or by pinyin initials; `chosen` carries the Target."""

    chosen = Signal(object)

    def __init__(
        self,
        look: Look,
        targets: Sequence[Target],
        last: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog_finder")
        self.setWindowTitle("查找指标、单位、命令")
        self._targets = tuple(targets)
        self._last = tuple(last)
        self.words = QLineEdit()
        self.words.setPlaceholderText("写几个字，或拼音首字母；空着列出最近去过的")
        self.words.setAccessibleName("查找")
        self.list = QListView()
        self.list.setObjectName("framed")
        self.list.setAccessibleName("找到的")
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = _Model(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(look, self.list))
        self.says = label(ink="muted", size="secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addWidget(self.says)
        resize_within(self, QSize(620, 440))
        ArrowsWalk(self.words, self.list)
        ComposingFirst(self.words)  # Asked before the one above.
        self.words.textChanged.connect(self.show_found)
        self.words.returnPressed.connect(self._on_entered)
        self.list.clicked.connect(self._on_entered)
        self.show_found("")
        self.words.setFocus()

    @property
    def target(self) -> Target | None:
        """Return the target under the cursor."""
        place = self.list.currentIndex().row()
        return self._model.targets[place] if 0 <= place < len(self._model.targets) else None

    @property
    def shown(self) -> list[Target]:
        """Return what is listed."""
        return self._model.targets

    def show_found(self, words: str) -> None:
        """List what fits the words."""
        targets = found(self._targets, words, self._last)
        self._model.show(targets)
        self.list.setCurrentIndex(self._model.index(0))
        if targets:
            self.says.setText("↑↓ 选 · Enter 去 · Esc 关")
        elif words.strip():
            self.says.setText("没有找到。换几个字，或写拼音首字母。")
        else:
            self.says.setText("指标、任务、项目、单位、表述、用户、页面、命令都能找。")

    def _on_entered(self, *_index: object) -> None:
        target = self.target
        if target is not None:
            self.accept()
            self.chosen.emit(target)


class _Delegate(QStyledItemDelegate):
    """Draws a target: its kind muted, its name, what stands behind it muted at the right."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(view)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(0, self._look.theme.sizes.control)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        theme, target = self._look.theme, index.data(_TARGET)
        area = QRect(option.rect)  # type: ignore[attr-defined]  # PySide's stubs leave it out
        state = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(area, theme.colour("selection" if chosen else "surface"))
        small, body = theme.font(theme.sizes.secondary), theme.font()
        middle = Qt.AlignmentFlag.AlignVCenter
        box = area.adjusted(_PAD, 0, -_PAD, 0)
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        painter.drawText(box, middle, target.kind)
        box.setLeft(box.left() + _KIND_WIDTH)
        painter.setFont(body)
        painter.setPen(theme.colour("selection_text" if chosen else "text"))
        metrics = QFontMetrics(body)
        name = metrics.elidedText(target.name, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, middle, name)
        box.setLeft(box.left() + metrics.horizontalAdvance(name) + _PAD)
        if target.behind and box.width() > _KIND_WIDTH:
            painter.setFont(small)
            painter.setPen(theme.colour("muted"))
            words = QFontMetrics(small).elidedText(
                target.behind, Qt.TextElideMode.ElideRight, box.width()
            )
            painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, words)
        painter.restore()
