"""The window of the help: what there is to read, what is looked for, and the chapter itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from desktop.dialog_wishes import opened
from desktop.help.chapters import CHANGES, GROUPS, Chapter, chapter_named, chapters
from desktop.help.search import Hit, found, wanted
from desktop.help.text import ChapterText
from desktop.widgets.arrows_walk import ArrowsWalk
from desktop.widgets.room import resize_within
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QColor

    from desktop.actions import ActName
    from desktop.notices import Notices
    from desktop.printing import PrintPreview
    from desktop.theme import Look

_SIZE = QSize(1080, 720)
_CONTENTS_WIDTH = 250


class HelpWindow(QDialog):
    """A window beside the program's own, so that one can read and do at the same time."""

    def __init__(
        self,
        look: Look,
        keys: Callable[[ActName], Sequence[str]],
        notices: Notices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._keys = keys
        self._notices = notices
        self._been: list[str] = []
        self._listed: list[Hit | str] = []
        self.hits: list[Hit] = []
        self._place = -1
        self.setObjectName("dialog_help")
        self.setWindowTitle("帮助")
        self.setModal(False)
        self.search = QLineEdit()
        self.search.setPlaceholderText("在帮助里查找")
        self.search.setAccessibleName("在帮助里查找")
        self.search.setClearButtonEnabled(True)
        self.contents = QListWidget()
        self.contents.setObjectName("framed")
        self.contents.setAccessibleName("帮助的目录")
        self.contents.setWordWrap(True)
        self.contents.setSpacing(2)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.says = label(ink="muted", size="secondary", wraps=True)
        self.text = ChapterText()
        self.back = button("后退", tip="上一次看的一章（Alt+←）")
        self.forward = button("前进", tip="后退之前看的一章（Alt+→）")
        self.print_it = button(
            "打印…", picture="print", tip="打印这一章或全部，也能存为 PDF（Ctrl+P）"
        )
        self._lay_out()
        self._connect()
        self._list_chapters()
        resize_within(self, _SIZE)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.search)
        left.addWidget(self.contents, 1)
        left.addWidget(self.says)
        beside = QWidget()
        beside.setLayout(left)
        beside.setFixedWidth(_CONTENTS_WIDTH)
        left.setContentsMargins(0, 0, 0, 0)
        close = button("关闭")
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addWidget(self.forward)
        foot.addStretch()
        foot.addWidget(self.print_it)
        foot.addWidget(close)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.text, 1)
        right.addLayout(foot)
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 12, 12, 10)
        across.setSpacing(12)
        across.addWidget(beside)
        across.addLayout(right, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_words)
        self.search.returnPressed.connect(self.text.setFocus)
        ArrowsWalk(self.search, self.contents)
        self.contents.currentRowChanged.connect(self._on_chosen)
        self.text.followed.connect(self.show_chapter)
        self.back.clicked.connect(partial(self._go, -1))
        self.forward.clicked.connect(partial(self._go, 1))
        QShortcut(QKeySequence("Alt+Left"), self, partial(self._go, -1))
        QShortcut(QKeySequence("Alt+Right"), self, partial(self._go, 1))
        QShortcut(QKeySequence.StandardKey.Find, self, self._look_for)
        QShortcut(QKeySequence.StandardKey.Print, self, self.print_chapter)
        self.print_it.clicked.connect(self.offer_printing)

    @property
    def chapter(self) -> str:
        """Return the name of the chapter that is shown."""
        return self._been[self._place] if self._been else ""

    @Slot(str)
    def show_chapter(self, name: str) -> None:
        """Show a chapter, and remember the one before for going back."""
        chapter = chapter_named(name)
        if chapter.name != self.chapter:
            self._been = [*self._been[: self._place + 1], chapter.name]
            self._place = len(self._been) - 1
        self._draw()

    def _draw(self) -> None:
        chapter = chapter_named(self.chapter)
        text = chapter.shown(self._keys)
        self.text.show_text(chapter.title, text, chapter.pictures)
        self.back.setEnabled(self._place > 0)
        self.forward.setEnabled(self._place < len(self._been) - 1)
        self._point_at(chapter.name)

    def _go(self, step: int) -> None:
        if 0 <= self._place + step < len(self._been):
            self._place += step
            self._draw()

    def _look_for(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    # -- on paper --------------------------------------------------------------------------------

    @Slot()
    def offer_printing(self) -> QMenu:
        """Offer to print the chapter in sight, or all."""
        offered = QMenu(self)
        offered.setAccessibleName("打印哪些章")
        offered.addAction("这一章…", self.print_chapter)
        offered.addAction("全部…", self.print_all)
        offered.aboutToHide.connect(offered.deleteLater)
        offered.popup(self.print_it.mapToGlobal(QPoint(0, -offered.sizeHint().height())))
        return offered

    @Slot()
    def print_chapter(self) -> PrintPreview:
        """Show the chapter in sight as it would be printed."""
        chapter = chapter_named(self.chapter)
        return self._preview(chapter.title, [chapter])

    @Slot()
    def print_all(self) -> PrintPreview:
        """Show every chapter as it would be printed, but for the record of changes."""
        return self._preview("规划台账使用说明", [one for one in chapters() if one.name != CHANGES])

    def _preview(self, title: str, printed: Sequence[Chapter]) -> PrintPreview:
        # Loaded here: printing brings Qt's print support, which most who read never need.
        from desktop.help.printed import ChapterPages  # noqa: PLC0415
        from desktop.printing import PrintPreview  # noqa: PLC0415

        texts = [(chapter.title, chapter.shown(self._keys)) for chapter in printed]
        preview = PrintPreview(ChapterPages(title, texts), self._notices, self)
        return opened(preview)

    # -- the list at the left --------------------------------------------------------------------

    def _list_chapters(self) -> None:
        lines: list[tuple[str, Hit | str]] = []
        for group, names in GROUPS.items():
            lines.append((group, ""))
            lines += [(f"    {chapter_named(name).title}", name) for name in names]
        self._list(lines)
        self.says.setText("Ctrl+F 查找 · Alt+← 后退 · Esc 关闭")
        self._point_at(self.chapter)

    def _list(self, lines: Sequence[tuple[str, Hit | str]]) -> None:
        """List words with what each leads to; what leads nowhere is a heading."""
        with QSignalBlocker(self.contents):
            self.contents.clear()
            for words, where in lines:
                item = QListWidgetItem(words, self.contents)
                if not where:
                    item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._listed = [where for _, where in lines]
        self.hits = [where for where in self._listed if isinstance(where, Hit)]

    def _point_at(self, name: str) -> None:
        """Put the list's cursor on a chapter, without showing it once more."""
        if name in self._listed:
            with QSignalBlocker(self.contents):
                self.contents.setCurrentRow(self._listed.index(name))

    @Slot(str)
    def _on_words(self, words: str) -> None:
        if not words.strip():
            self._list_chapters()
            self.text.mark((), self._ground())
            return
        hits = found([(chapter, chapter.shown(self._keys)) for chapter in chapters()], words)
        self._list([(f"{_place_of(hit)}\n{hit.excerpt}", hit) for hit in hits])
        self.says.setText(f"{len(hits)} 处" if hits else "没有找到。换几个字，例如“导入”。")
        if hits:
            self.contents.setCurrentRow(0)

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        where = self._listed[row] if 0 <= row < len(self._listed) else ""
        if isinstance(where, Hit):
            self.show_chapter(where.chapter)
            heading = "" if where.heading == where.title else where.heading
            self.text.mark(wanted(self.search.text()), self._ground(), heading)
        elif where:
            self.show_chapter(where)

    def _ground(self) -> QColor:
        return self._look.theme.colour("warn_soft")


def _place_of(hit: Hit) -> str:
    return hit.title if hit.heading == hit.title else f"{hit.title} · {hit.heading}"
