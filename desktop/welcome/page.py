"""欢迎: the three ways in, a place to drop a file, three steps, recent books, samples."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import SPECS, Act, ActName, bare_words
from desktop.icons import icon
from desktop.widgets.cards import Card, CardLine
from desktop.widgets.dashed import DropArea
from desktop.widgets.scroll import TallScroll
from desktop.widgets.words import button, demonstration_label, key_label, label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from db.operations.samples import SampleLine
    from desktop.theme import Look

_LEAST_BESIDE = 860
"""Pixels in which the three ways in have room beside each other."""
_WIDTH = 992
_MOST_SHOWN = 5
_WAYS = (
    (Act.NEW_FROM_LIST, "选一份 Excel 附表，先看后收"),
    (Act.OPEN, ".planbook 文件，也能拖进来"),
    (Act.NEW_EMPTY, "先填规划名称和年份"),
)
_STEPS = (
    ("导入一览表", "类别、指标、基期、目标自动认出"),
    ("录入近几年完成值", "从 WPS 整块复制，在指标页粘贴"),
    ("看总览，导出一览表", "差多少、哪里要核，一页看清"),
)


class _Way(QFrame):
    """A big button: icon, words, key, a line below."""

    pressed = Signal()

    def __init__(self, act: ActName, detail: str) -> None:
        super().__init__()
        spec = SPECS[act]
        words = bare_words(act)
        self.setObjectName("way")
        self.setFixedHeight(84)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{words} {spec.shortcut}")
        self.setAccessibleDescription(detail)
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 12, 14, 12)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(_picture(spec.icon, 20), 0, 0, 2, 1)
        bottom = Qt.AlignmentFlag.AlignBottom
        grid.addWidget(label(words, size="heading"), 0, 1, bottom)
        grid.addWidget(key_label(spec.shortcut), 0, 2, bottom)
        low = label(detail, ink="muted", size="secondary")
        grid.addWidget(low, 1, 1, 1, 2, Qt.AlignmentFlag.AlignTop)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)


def _picture(name: str, side: int) -> QLabel:
    """Return an icon as a label that follows the theme."""
    return _IconLabel(name, side)


class _IconLabel(QLabel):
    """An icon that is tinted anew with the palette."""

    def __init__(self, name: str, side: int) -> None:
        super().__init__()
        self._name, self._side = name, side
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._show()

    def changeEvent(self, event: object) -> None:
        self._show()
        super().changeEvent(event)  # type: ignore[arg-type]  # Qt's own event

    def _show(self) -> None:
        size, ratio = QSize(self._side, self._side), self.devicePixelRatioF()
        self.setPixmap(icon(self._name, "accent").pixmap(size, ratio))


class WelcomePage(QWidget):
    """What the window shows while no book is open."""

    act_requested = Signal(object)
    """The Act of one of the three ways."""
    book_chosen = Signal(object)
    """The path of a recent book."""
    sample_chosen = Signal(object)
    """The SampleLine of a sample to open in a copy."""

    def __init__(
        self, look: Look, samples: Sequence[SampleLine], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("welcome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("欢迎")
        self.recent = Card("最近打开")
        self.samples = Card("先看一份样例")
        self.drop_area = self._made_drop_area()
        self.ways = [_Way(act, detail) for act, detail in _WAYS]
        for way, (act, _) in zip(self.ways, _WAYS, strict=True):
            way.pressed.connect(partial(self.act_requested.emit, act))
        words = f"{SPECS[Act.FIRST_STEPS].words} {SPECS[Act.SHOW_HELP].shortcut}"
        self.first_steps = button(words, kind="link")
        self.first_steps.clicked.connect(self._on_first_steps)
        self._lay_out()
        self._show_samples(samples)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(self._made_head())
        column.addSpacing(6)
        ways = self._row_of_ways = QHBoxLayout()
        ways.setSpacing(12)
        for way in self.ways:
            ways.addWidget(way, 1)
        column.addLayout(ways)
        column.addWidget(self.drop_area)
        column.addWidget(self._made_steps())
        lists = QHBoxLayout()
        lists.setSpacing(12)
        lists.addWidget(self.recent, 2, Qt.AlignmentFlag.AlignTop)
        lists.addWidget(self.samples, 3, Qt.AlignmentFlag.AlignTop)
        column.addLayout(lists)
        content = QWidget()
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(inner, 100)
        middle.addStretch()
        around = QVBoxLayout(content)
        around.setContentsMargins(0, 0, 0, 0)
        around.addStretch(1)
        around.addLayout(middle)
        around.addStretch(2)
        self._scroll = TallScroll()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.show_content(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        beside = self.width() >= _LEAST_BESIDE
        self._row_of_ways.setDirection(way.LeftToRight if beside else way.TopToBottom)

    @staticmethod
    def _made_head() -> QHBoxLayout:
        logo = _picture("indicators", 20)
        logo.setObjectName("logo")
        logo.setFixedSize(40, 40)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("规划台账", size="title"))
        about = (
            "把教育规划的指标、任务、项目和每年的完成情况记在一个文件里。"
            "不联网，数据只在这台电脑上。"
        )
        words.addWidget(label(about, ink="muted"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(logo)
        head.addLayout(words, 1)
        return head

    @staticmethod
    def _made_drop_area() -> QFrame:
        area = DropArea()
        area.setFixedHeight(52)
        row = QHBoxLayout(area)
        row.addStretch()
        row.addWidget(_picture("exchange", 16))
        words = "也可以把文件拖到这里：.planbook，或 Excel、WPS、Word 里的一览表"
        row.addWidget(label(words, ink="muted"))
        row.addStretch()
        return area

    def _made_steps(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("card")
        grid = QGridLayout(frame)
        grid.setContentsMargins(16, 10, 16, 12)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 4)
        head.addWidget(label("三步就能用起来", ink="muted", size="secondary"), 1)
        head.addWidget(self.first_steps)
        grid.addLayout(head, 0, 0, 1, 2 * len(_STEPS))
        for place, (title, detail) in enumerate(_STEPS):
            number = label(str(place + 1))
            number.setProperty("kind", "step")
            number.setFixedSize(22, 22)
            number.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(number, 1, 2 * place, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(label(title, bold=True))
            words.addWidget(label(detail, ink="muted", size="secondary", wraps=True))
            grid.addLayout(words, 1, 2 * place + 1)
            grid.setColumnStretch(2 * place + 1, 1)
        return frame

    def show_recent(self, books: Sequence[Path]) -> None:
        """Show the books that were open before, the last one first."""
        if not books:
            words = "还没有打开过台账。"
            hint = (
                "打开或新建以后，这里会列出最近几个。\n"
                "从旧电脑搬来的？复制 .planbook 文件过来，直接打开。"
            )
            self.recent.show_lines([CardLine(words, detail=hint)])
            return
        self.recent.show_lines(
            CardLine(book.stem, detail=str(book.parent), leads=partial(self.book_chosen.emit, book))
            for book in books[:_MOST_SHOWN]
        )

    def _show_samples(self, samples: Sequence[SampleLine]) -> None:
        self.samples.add_to_head(demonstration_label())
        lines: list[QWidget] = [self._sample_line(sample) for sample in samples]
        about = "样例在副本里打开，可以随便改。规划中的数字取自公开文件，完成值为演示。"
        low = label(about, ink="muted", size="secondary", wraps=True)
        low.setContentsMargins(12, 6, 12, 8)
        self.samples.show_lines([*lines, low])

    def _sample_line(self, sample: SampleLine) -> QFrame:
        line = QFrame()
        line.setObjectName("card_line")
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 3, 8, 3)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(sample.title, bold=True, wraps=True))
        counts = (
            f"指标 {sample.indicators} · 任务 {sample.tasks} · 项目 {sample.projects}"
            f" · {sample.period_start}—{sample.period_end}"
        )
        words.addWidget(label(counts, ink="muted", size="secondary"))
        row.addLayout(words, 1)
        press = button("打开", kind="link")
        press.setAccessibleName(f"打开样例：{sample.title}")
        press.clicked.connect(partial(self._on_sample, sample))
        row.addWidget(press)
        return line

    def _on_first_steps(self, *_checked: object) -> None:
        self.act_requested.emit(Act.FIRST_STEPS)

    def _on_sample(self, sample: SampleLine, *_checked: object) -> None:
        self.sample_chosen.emit(sample)
