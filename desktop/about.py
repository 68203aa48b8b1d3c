"""The dialog about the program: its versions, and the licences of all that it is made of."""

from __future__ import annotations

import platform
import re
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

import resources
from db.queries.shape import ENGINE
from desktop.version import VERSION
from desktop.widgets.words import button, label

_WIDTH, _LINES_SHOWN = 620, 14
_LOCKED = re.compile(r"^([\w.-]+)==", re.MULTILINE)


class AboutDialog(QDialog):
    """Says what this is, and shows the notices that came with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about_dialog")
        self.setWindowTitle("关于规划台账")
        self.notices = QPlainTextEdit(notices())
        self.notices.setReadOnly(True)
        self.notices.setAccessibleName("各组成部分的许可")
        self.notices.setTabChangesFocus(True)
        self.notices.setFixedHeight(self.notices.fontMetrics().lineSpacing() * _LINES_SHOWN)
        self.copy = button("复制版本", picture="copy")
        self.copy.clicked.connect(self._copy)
        close = button("关闭")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addStretch()
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 16, 14)
        column.setSpacing(10)
        column.addWidget(label(f"规划台账 {VERSION}", size="title"))
        column.addWidget(
            label(
                "把教育规划的指标、任务、项目和每年的完成情况记在一个文件里。不联网，数据只在这台电脑上。",
                wraps=True,
            )
        )
        column.addWidget(label(versions(), ink="muted", size="secondary", wraps=True))
        column.addWidget(label("许可", size="heading"))
        column.addWidget(self.notices)
        column.addLayout(foot)
        self.setMinimumWidth(_WIDTH)
        close.setFocus()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"规划台账 {VERSION}\n{versions()}")
        self.copy.setText("已复制")


def versions() -> str:
    """Return what the program runs on, on one line."""
    parts = (f"Python {platform.python_version()}", f"Qt {qVersion()}", ENGINE)
    return " · ".join((*parts, platform.platform()))


def notices() -> str:
    """Return the notices of the built program, or from a checkout the list of what it needs."""
    packed = Path(resources.__path__[0], "NOTICES.txt")
    if packed.is_file():
        return packed.read_text("utf-8")
    lines = [f"规划台账 {VERSION}：MIT", f"Qt {QLibraryInfo.version().toString()}：LGPL-3.0"]
    for name in _needed():
        told = metadata.metadata(name).json
        said = str(told.get("license_expression") or told.get("license") or "")
        words = said.splitlines()[0] if said else "见其说明"
        lines.append(f"{told['name']} {told['version']}：{words}")
    return "从源代码运行，各软件包的许可全文在各自的安装目录里。\n\n" + "\n".join(lines)


def _needed() -> list[str]:
    """Return the packages a checkout runs on: the tools of its makers are none of them."""
    locked = Path(resources.__path__[0]).parent / "requirements.lock"
    return _LOCKED.findall(locked.read_text("utf-8"))
