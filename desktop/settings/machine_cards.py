"""The cards beside the plan: how the window looks, copies of the book, the file itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.model.record_words import TABLE_WORDS, column_words
from desktop.errors import quoted
from desktop.preferences import AS_THE_SYSTEM
from desktop.settings.fields import Field, Line
from desktop.theme import THEME_WORDS
from desktop.widgets.cards import Card
from desktop.widgets.choice import Choice
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.lines import in_line
from desktop.widgets.words import button, label
from desktop.wording import moment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from db.connection.backups import Backup
    from db.operations.housekeeping import Damage
    from desktop.preferences import Preferences
    from desktop.theme import Look

_SCALES = (100, 125, 150, 175, 200)
_LEFT, _HOME, _WELCOME = "left", "home", "welcome"
"""What is seen first: where one stopped, the overview, the welcome page."""
_MOST_DAMAGES = 6
_PRESSES = (12, 4, 12, 8)
"""The room around buttons."""


class LookCard(Card):
    """Preferences of this machine; each holds at once unless its sentence says otherwise."""

    def __init__(self, preferences: Preferences, look: Look) -> None:
        super().__init__("界面")
        self._preferences = preferences
        self.theme = Choice(look, "外观")
        self.scale = Choice(look, "大小")
        self.family = Choice(look, "字体")
        self.start = Choice(look, "启动时")
        self.who = Line("姓名")
        name = Field("姓名", "写进历史的每一步；空着用系统的用户名，下次打开台账起用。", self.who)
        self.add(Field("外观", "马上换。跟随系统时，系统变深变浅它也变。", self.theme))
        self.add(Field("大小", "屏幕太细太小时放大，下次启动起用。", self.scale))
        self.add(Field("字体", "列出这台电脑装的中文字体，下次启动起用。", self.family))
        self.add(Field("启动时", "开程序时先看到什么。", self.start))
        self.add(name)
        self.theme.chosen.connect(self._on_theme)
        self.scale.chosen.connect(self._on_scale)
        self.family.chosen.connect(self._on_font)
        self.start.chosen.connect(self._on_start)
        name.committed.connect(self._on_name)

    def refresh(self) -> None:
        """Show what is preferred."""
        preferences = self._preferences
        themes = [
            (AS_THE_SYSTEM, "跟随系统"),
            *((str(key), word) for key, word in THEME_WORDS.items()),
        ]
        self.theme.show_choices(themes, str(preferences.theme))
        scales = [(str(scale), f"{scale}%") for scale in _SCALES]
        self.scale.show_choices(scales, str(preferences.scale))
        self.start.show_choices(
            [
                (_LEFT, "打开上次的台账，回到停下的地方"),
                (_HOME, "打开上次的台账，先看总览"),
                (_WELCOME, "显示欢迎页"),
            ],
            _start_of(preferences),
        )
        self._show_fonts()
        self.who.show_kept(preferences.who)

    def _on_theme(self, key: str) -> None:
        self._preferences.theme = key

    def _on_scale(self, key: str) -> None:
        self._preferences.scale = int(key)

    def _on_start(self, key: str) -> None:
        self._preferences.reopen_last_book = key != _WELCOME
        self._preferences.opens_at_overview = key == _HOME

    def _on_font(self, key: str) -> None:
        self._preferences.font = key

    def _show_fonts(self) -> None:
        """Offer the families that have Chinese signs; one that is gone since stays offered."""
        there = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
        kept = self._preferences.font
        names = sorted({name for name in there if not name.startswith("@")} | {kept} - {""})
        choices = [("", "系统的中文字体"), *((name, name) for name in names)]
        self.family.show_choices(choices, kept)

    def _on_name(self) -> None:
        self._preferences.who = self.who.text().strip()
        self.who.show_kept(self._preferences.who)


def _start_of(preferences: Preferences) -> str:
    if not preferences.reopen_last_book:
        return _WELCOME
    return _HOME if preferences.opens_at_overview else _LEFT


class BackupCard(Card):
    """When the last copy was made; all about copies is on their own page."""

    wanted = Signal()
    page_requested = Signal()

    def __init__(self) -> None:
        super().__init__("备份")
        about = "导入前、升级前自动备份，旧的按天、周、月留存。与现在的不同、恢复、第二处在备份页。"
        self.last = label()
        self.make = button("现在备份", picture="backup")
        self.open_page = button("备份和恢复…", picture="arrow_right")
        self.make.clicked.connect(self.wanted)
        self.open_page.clicked.connect(self.page_requested)
        self.add(_body(label(about, ink="muted", size="secondary", wraps=True), self.last))
        self.add(in_line(self.make, self.open_page, around=_PRESSES))

    def show_backups(self, backups: Sequence[Backup], today: date) -> None:
        """Show how many copies there are, and when the last one was made."""
        self.aside.setText(f"{len(backups)} 份" if backups else "还没有备份")
        self.last.setVisible(bool(backups))
        if backups:
            self.last.setText(f"上次备份 {moment(backups[0].made_at, today)}")


class FileCard(Card):
    """Where the book is, and whether it is sound."""

    check_requested = Signal()
    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__("台账文件")
        about = "检查把历史从第一步重放一遍，逐格与现在比对，能发现文件损坏和在程序外的改动。"
        self.path = ElidedLabel(size="secondary")
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.check = button("检查文件与历史", picture="check")
        self.check.clicked.connect(self.check_requested)
        self.result = label(wraps=True)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add(_body(label(about, ink="muted", size="secondary", wraps=True), self.path))
        self.add(in_line(self.check, around=_PRESSES))
        self.add(_body(self.result))
        self.say("")

    def say(self, words: str, ink: str = "") -> None:
        """Say how the check went."""
        self.result.setText(words)
        self.result.setVisible(bool(words))
        self.result.setProperty("ink", ink)
        self.result.style().unpolish(self.result)
        self.result.style().polish(self.result)


def damage_words(damages: Sequence[Damage], steps: int) -> str:
    """Return the outcome of a check in words: what is not as the history says, what to do."""
    if not damages:
        return f"完好：文件没有损坏，{steps} 步历史与现在的每一格都一致。"
    lines = [f"发现 {len(damages)} 处不一致："]
    lines += [f"· {_one(damage)}" for damage in damages[:_MOST_DAMAGES]]
    if len(damages) > _MOST_DAMAGES:
        lines.append(f"· 还有 {len(damages) - _MOST_DAMAGES} 处")
    lines.append("先复制一份这个文件留着，“历史”页列出是哪几处，备份页能恢复单独一行。")
    return "\n".join(lines)


def _one(damage: Damage) -> str:
    if damage.kind == "file":
        return f"文件损坏：{damage.detail}"
    if damage.kind == "history":
        return f"历史中的{quoted(damage.row)}在程序外被改动过"
    what = TABLE_WORDS.get(damage.table, damage.table)
    word = column_words(damage.table, damage.column)
    was, found = damage.expected or "空", damage.found or "空"
    return f"{what}的{word}：按历史是{quoted(was)}，现在是{quoted(found)}"


def _body(*widgets: QWidget) -> QWidget:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(12, 6, 12, 2)
    column.setSpacing(3)
    for widget in widgets:
        column.addWidget(widget)
    return body
