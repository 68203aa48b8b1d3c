"""The dialog where a person signs in to a book with users, by name and PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.model.words import UserRole
from desktop.widgets.choice import Choice
from desktop.widgets.dialog_column import dialog_column
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

    from db.model.records import User
    from desktop.theme import Look

HONEST = (
    "PIN 用来分清谁填、谁审，写进历史；拿到这个文件的人仍能用别的程序打开它，"
    "要保密请把文件放在别人到不了的地方。"
)


class SignInDialog(QDialog):
    """Asks for a name and its PIN; `given` carries both. Without it the book is only read."""

    given = Signal(object)
    forgotten = Signal(object)
    """The name of the administrator whose PIN nobody knows any more."""

    def __init__(
        self, look: Look, users: Sequence[User], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("dialog_sign_in")
        self.setWindowTitle("登录台账")
        self._admins = {user.name for user in users if user.role is UserRole.ADMIN}
        self.names = Choice(look, "姓名")
        choices = [(user.name, f"{user.name}（{user.role}）") for user in users if user.active]
        known = {key for key, _ in choices}
        self.names.show_choices(choices, name if name in known else choices[0][0])
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAccessibleName("PIN")
        self.says = label(ink="bad", size="secondary", wraps=True)
        self.enter = button("登录", kind="main")
        self.enter.setDefault(True)
        self.forget = button("忘了管理的 PIN…", kind="link")
        leave = button("只看，不登录")
        self._lay_out(leave)
        self.enter.clicked.connect(self._on_enter)
        self.pin.returnPressed.connect(self._on_enter)
        leave.clicked.connect(self.reject)
        self.forget.clicked.connect(self._on_forgotten)
        self.names.currentTextChanged.connect(self._show_forget)
        self._show_forget()
        self.pin.setFocus()

    def _lay_out(self, leave: QPushButton) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        fields.addWidget(label("姓名", ink="muted"), 0, 0)
        fields.addWidget(self.names, 0, 1)
        fields.addWidget(label("PIN", ink="muted"), 1, 0)
        fields.addWidget(self.pin, 1, 1)
        fields.setColumnStretch(1, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.forget)
        foot.addStretch()
        foot.addWidget(self.enter)
        foot.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addLayout(fields)
        column.addWidget(self.says)
        column.addWidget(label(HONEST, ink="muted", size="secondary", wraps=True))
        column.addLayout(foot)
        self.setMinimumWidth(440)

    @property
    def name(self) -> str:
        """Return the chosen name."""
        return str(self.names.currentData() or "")

    def refuse(self, sentence: str) -> None:
        """Say why somebody is not let in, and ask for the PIN again."""
        self.says.setText(sentence)
        self.pin.clear()
        self.pin.setFocus()

    def _show_forget(self, *_words: object) -> None:
        self.forget.setVisible(self.name in self._admins)

    def _on_enter(self) -> None:
        self.given.emit((self.name, self.pin.text()))

    def _on_forgotten(self) -> None:
        self.forgotten.emit(self.name)


class NewPinDialog(QDialog):
    """Asks for a new PIN, twice; `given` carries it."""

    given = Signal(object)

    def __init__(self, name: str, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog_pin")
        self.setWindowTitle("更换 PIN")
        self.first, self.again = QLineEdit(), QLineEdit()
        for field, spoken in ((self.first, "新的 PIN"), (self.again, "再输一次")):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setAccessibleName(spoken)
        self.says = label(ink="bad", size="secondary", wraps=True)
        self.keep = button("换成这个 PIN", kind="main")
        self.keep.setDefault(True)
        leave = button("不换")
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        fields.addWidget(label("新的 PIN", ink="muted"), 0, 0)
        fields.addWidget(self.first, 0, 1)
        fields.addWidget(label("再输一次", ink="muted"), 1, 0)
        fields.addWidget(self.again, 1, 1)
        told = label(why, ink="muted", size="secondary", wraps=True)
        dialog_column(self, (label(name, bold=True), told, fields, self.says), self.keep, leave)
        self.setMinimumWidth(400)
        self.keep.clicked.connect(self._on_keep)
        leave.clicked.connect(self.reject)

    def refuse(self, sentence: str) -> None:
        """Say why the PIN cannot be kept."""
        self.says.setText(sentence)
        self.first.setFocus()

    def _on_keep(self) -> None:
        if self.first.text() != self.again.text():
            self.refuse("两次输入的不一样，没有换。再输一次。")
            self.again.clear()
        else:
            self.given.emit(self.first.text())
