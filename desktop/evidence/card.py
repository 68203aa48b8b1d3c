"""What the pane says of a piece of evidence: its picture, where it is from, the rows it proves."""

from __future__ import annotations

from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.model.work_words import EvidenceKind
from desktop.evidence.thumbnails import SIDE, Thumbnails
from desktop.proof.words import reference_words
from desktop.widgets.elided import ElidedLink
from desktop.widgets.lines import in_line
from desktop.widgets.renewed import RenewedColumn
from desktop.widgets.words import button, label
from desktop.wording import stamp

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from db.model.proof import EvidenceLine
    from desktop.evidence.rows import EvidenceRow, ProvedRow

_ABOVE = (0, 2, 0, 0)
"""The room above buttons."""


class EvidenceCard(QWidget):
    """Shows one piece at a time; every wish is told by a signal with the row it speaks of."""

    open_requested = Signal(object)
    save_requested = Signal(object)
    change_requested = Signal(object)
    link_requested = Signal(object)
    remove_requested = Signal(object)
    unlink_requested = Signal(object, object)
    """An EvidenceLine, and the ProvedRow it shall no longer prove."""
    place_requested = Signal(object)
    """A ProvedRow to go to."""

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._shown: tuple[EvidenceRow, bool] | None = None
        self._picture: QLabel | None = None
        self._column = RenewedColumn(self)
        thumbnails.loaded.connect(self._on_loaded)
        self.hide()

    def show_row(self, row: EvidenceRow | None, *, can_write: bool) -> None:
        """Show a piece; None: nothing."""
        self.setVisible(row is not None)
        if row is None or (row, can_write) == self._shown:
            return
        self._shown = (row, can_write)
        self._picture = None
        about = self._about(row.line, can_write=can_write)
        self._column.renew(about, self._proves(row, can_write=can_write))

    def _about(self, line: EvidenceLine, *, can_write: bool) -> QWidget:
        frame, column = _section("这一件", line.kind)
        if line.kind is EvidenceKind.PHOTO:
            self._picture = QLabel()
            self._picture.setMinimumHeight(40)
            self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._picture.setAccessibleName(f"照片“{line.title}”")
            column.addWidget(self._picture)
            self._show_picture(line)
        for words in _said_of(line):
            column.addWidget(label(words, wraps=True))
        if line.note:
            column.addWidget(label(line.note, ink="muted", wraps=True))
        who = " ".join(part for part in (stamp(line.added_at), line.who, "添加") if part)
        column.addWidget(label(who, ink="muted", size="secondary"))
        if line.sha256:
            column.addWidget(
                in_line(
                    self._press("打开", self.open_requested, line, "打开只读副本（Enter）"),
                    self._press("另存为…", self.save_requested, line),
                    around=_ABOVE,
                )
            )
        change = self._press("改…", self.change_requested, line, kind="link")
        remove = self._press("删除", self.remove_requested, line, kind="link")
        for press in (change, remove):
            press.setEnabled(can_write)
        column.addWidget(in_line(change, remove, around=_ABOVE))
        return frame

    def _proves(self, row: EvidenceRow, *, can_write: bool) -> QWidget:
        frame, column = _section("证明", f"{len(row.proves)} 行" if row.proves else "")
        for proved in row.proves:
            go = ElidedLink(proved.words, f"去“{proved.words}”")
            go.clicked.connect(partial(self._on_go, proved))
            away = button("移出", kind="link")
            away.setAccessibleName(f"从“{proved.words}”移出")
            away.setEnabled(can_write)
            away.clicked.connect(partial(self._on_unlink, row.line, proved))
            column.addWidget(in_line(go, away, wide=go, gap=6))
        if not row.proves:
            told = "还没有关联到任何一行。"
            column.addWidget(label(told, ink="warn", size="secondary", wraps=True))
        link = self._press("关联到…", self.link_requested, row.line)
        link.setEnabled(can_write)
        column.addWidget(in_line(link, around=_ABOVE))
        return frame

    def _press(
        self, words: str, wish: SignalInstance, line: EvidenceLine, tip: str = "", *, kind: str = ""
    ) -> QWidget:
        made = button(words, kind=kind, tip=tip)
        made.clicked.connect(partial(self._on_press, wish, line))
        return made

    def _show_picture(self, line: EvidenceLine) -> None:
        if self._picture is None:
            return
        ratio = self.devicePixelRatioF()
        image = self._thumbnails.picture(line, ratio)
        if image is None:
            self._picture.setText("正在读照片")
        elif image.isNull():
            self._picture.setText("这张照片显示不了，可以打开或另存。")
            self._picture.setWordWrap(True)
        else:
            picture = _fitting(image, ratio)
            self._picture.setPixmap(picture)
            self._picture.setFixedHeight(ceil(picture.height() / ratio))

    @Slot(object)
    def _on_loaded(self, content: str) -> None:
        if self._shown is not None and self._shown[0].line.sha256 == content:
            self._show_picture(self._shown[0].line)

    def _on_press(self, wish: SignalInstance, line: EvidenceLine, *_checked: object) -> None:
        wish.emit(line)

    def _on_go(self, proved: ProvedRow, *_checked: object) -> None:
        self.place_requested.emit(proved)

    def _on_unlink(self, line: EvidenceLine, proved: ProvedRow, *_checked: object) -> None:
        self.unlink_requested.emit(line, proved)


def _said_of(line: EvidenceLine) -> list[str]:
    if line.kind is not EvidenceKind.PAPER:
        said = [f"{line.file} · {reference_words(line)}"]
        said += [f"文号：{line.document_number}"] if line.document_number else []
        return said
    pairs = (
        ("文号", line.document_number),
        ("页码", line.page),
        ("存放处", line.location),
        ("日期", line.issued_on),
    )
    return [f"{word}：{said}" for word, said in pairs if said]


def _fitting(image: QImage, ratio: float) -> QPixmap:
    picture = QPixmap.fromImage(image)
    if picture.width() > SIDE.width() * ratio or picture.height() > SIDE.height() * ratio:
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        picture = picture.scaled(SIDE * ratio, keep, smooth)
    picture.setDevicePixelRatio(ratio)
    return picture


def _section(title: str, aside: str) -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setObjectName("pane_section")
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 12, 10)
    column.setSpacing(4)
    head = QHBoxLayout()
    head.addWidget(label(title, ink="muted", size="secondary"))
    head.addStretch()
    head.addWidget(label(aside, ink="muted", size="secondary"))
    column.addLayout(head)
    return frame, column
