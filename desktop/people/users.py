"""The dialog that lists the users of a book: added, changed, put out of use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from db.model.words import UserRole
from desktop.people.sign_in import HONEST
from desktop.widgets.choice import Choice
from desktop.widgets.plan_dialog import show_words
from desktop.widgets.room import resize_within
from desktop.widgets.worded_list import WordedList
from desktop.widgets.words import button, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.model.records import User
    from desktop.theme import Look

ROLE_WORDS = {
    UserRole.ENTRY: "填报：录入、说明、提交",
    UserRole.REVIEW: "审核：另可通过、退回、锁定",
    UserRole.ADMIN: "管理：另可管用户、设置、重开锁定",
    UserRole.READ: "只读：只看，不改",
}
_LEAVE, _LEAVE_WITHOUT = "关闭", "不存，关闭"
_NOT_KEPT = "填的还没有保存：添加新用户点“添加”，改这一位点“保存修改”，不要了点“不改了”。"
_ID = Qt.ItemDataRole.UserRole
_Typed = tuple[str, str, str, str]
"""What stands in the fields: name, role, 股室, PIN."""


@dataclass(frozen=True, slots=True)
class NewUser:
    """What was written of a user that is to be added."""

    name: str
    role: UserRole
    office: str
    pin: str


class UsersDialog(QDialog):
    """Lists the users; wishes go to whoever opened it, which shows the list anew.

    Another role or 股室 that was typed is a wish too before another user is shown, or the dialog
    closed. A name or a PIN may be meant for a newcomer: then it is said that nothing is kept yet.
    Closing a second time drops what could not be kept.
    """

    add_requested = Signal(object)
    """A NewUser."""
    change_requested = Signal(object)
    """(the id of a user, name, UserRole, office)."""
    active_requested = Signal(object)
    """(the id of a user, whether they may sign in)."""
    pin_requested = Signal(object)
    """The id of the user who is to have another PIN."""

    # Whose words stand in the fields, what they were, and what could not be kept at closing.
    _shown = ""
    _before: _Typed = ("", "", "", "")
    _refused: _Typed | None = None

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog_users")
        self.setWindowTitle("用户")
        self._look = look
        self._users: dict[str, User] = {}
        self.list = WordedList(look, "用户", "还没有用户。")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.name, self.office, self.pin = QLineEdit(), QLineEdit(), QLineEdit()
        for field, spoken in ((self.name, "姓名"), (self.office, "股室"), (self.pin, "PIN")):
            field.setAccessibleName(spoken)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setPlaceholderText("添加时填，至少 4 位")
        self.role = Choice(look, "角色")
        self.says = label(ink="bad", size="secondary", wraps=True)
        self.add = button("添加", kind="main")
        self.keep = button("保存修改")
        self.new_pin = button("更换 PIN…")
        self.active = button("停用")
        self.restore = button("不改了", kind="link")
        self.leave = button(_LEAVE)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        roles = [(str(role), words) for role, words in ROLE_WORDS.items()]
        self.role.show_choices(roles, UserRole.ENTRY)
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        named = (("姓名", self.name), ("角色", self.role), ("股室", self.office), ("PIN", self.pin))
        for place, (words, field) in enumerate(named):
            fields.addWidget(label(words, ink="muted"), place, 0)
            fields.addWidget(field, place, 1)
        fields.setColumnStretch(1, 1)
        doing = QHBoxLayout()
        for part in (self.add, self.keep, self.new_pin, self.active, self.restore):
            doing.addWidget(part)
        doing.addStretch()
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addLayout(fields)
        right.addWidget(self.says)
        right.addLayout(doing)
        right.addStretch()
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self.list, 2)
        both.addLayout(right, 3)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        column.addLayout(both, 1)
        column.addWidget(label(HONEST, ink="muted", size="secondary", wraps=True))
        column.addLayout(foot)
        resize_within(self, QSize(720, 400))

    def _connect(self) -> None:
        self.list.itemSelectionChanged.connect(self._on_chosen)
        self.add.clicked.connect(self._on_add)
        self.keep.clicked.connect(self._on_keep)
        self.new_pin.clicked.connect(self._on_new_pin)
        self.active.clicked.connect(self._on_active)
        self.restore.clicked.connect(self._on_restore)
        self.leave.clicked.connect(self.reject)
        for field in (self.name, self.office, self.pin):
            field.textChanged.connect(self._show_state)
            field.returnPressed.connect(self._on_enter)
        self.role.currentIndexChanged.connect(self._show_state)

    def show_users(self, users: Sequence[User]) -> None:
        """Show these; the one that was chosen stays so."""
        held = self.chosen
        self._users = {user.id: user for user in users}
        with QSignalBlocker(self.list):
            self.list.clear()
            for user in users:
                self._add_line(user)
        self._point_at(held.id if held is not None else "")
        if not users:
            self.role.show_choices([(UserRole.ADMIN, ROLE_WORDS[UserRole.ADMIN])], UserRole.ADMIN)
            self._say("现在不用登录，审核用纸质审签表。先添加一名管理。", "muted")
            self.name.setFocus()
        else:
            roles = [(str(role), words) for role, words in ROLE_WORDS.items()]
            # While there was nobody the only choice was 管理: most who come next fill in.
            first = self.role.count() < len(roles)
            role = UserRole.ENTRY if first else str(self.role.currentData() or UserRole.ENTRY)
            self.role.show_choices(roles, role)
            self.says.setText("")
        self._show_chosen()

    def _add_line(self, user: User) -> None:
        state = "" if user.active else "，已停用"
        office = f" · {user.office}" if user.office else ""
        item = QListWidgetItem(f"{user.name}（{user.role}{state}）{office}", self.list)
        item.setData(_ID, user.id)
        item.setSizeHint(QSize(0, self._look.theme.sizes.control))

    def _point_at(self, user: str) -> None:
        """Choose a line without showing its user."""
        with QSignalBlocker(self.list):
            self.list.setCurrentRow(list(self._users).index(user) if user in self._users else -1)

    def clear_newcomer(self) -> None:
        """Make room for the next newcomer: one was added."""
        self.name.clear()
        self.pin.clear()
        self._before = (*self._typed[:3], "")
        self._show_state()

    @property
    def chosen(self) -> User | None:
        """Return the user under the cursor."""
        chosen = self.list.selectedItems()
        return self._users.get(str(chosen[0].data(_ID))) if chosen else None

    def refuse(self, sentence: str) -> None:
        """Say why a wish was not carried out."""
        self._say(sentence, "bad")

    def _say(self, sentence: str, ink: str) -> None:
        show_words(self.says, sentence, ink)

    def _show_chosen(self) -> None:
        user = self.chosen
        for part in (self.keep, self.new_pin, self.active):
            part.setEnabled(user is not None)
            part.setToolTip("" if user is not None else "先在左边选一个用户。")
        if user is not None:
            self.name.setText(user.name)
            self.office.setText(user.office)
            self.role.setCurrentIndex(self.role.findData(str(user.role)))
            self.active.setText("停用" if user.active else "启用")
        self._shown = user.id if user is not None else ""
        self._before = (*self._typed[:3], "")
        self._show_state()

    def _on_chosen(self) -> None:
        going_to = self.chosen
        if going_to is not None and going_to.id == self._shown:
            return
        self._point_at(self._shown)
        if going_to is not None and self._is_settled():
            self._point_at(going_to.id)
            self.says.setText("")
            self._show_chosen()

    def _is_settled(self) -> bool:
        """Tell whether the fields may show another: nothing was typed, or it is kept by now."""
        typed, user = self._typed, self._users.get(self._shown)
        if typed == self._before:
            return True
        if user is None or typed[0] != user.name or typed[3]:
            self._say(_NOT_KEPT, "bad")
        else:
            self.change_requested.emit((user.id, user.name, self._role(), typed[2]))
        return self._typed == self._before

    def reject(self) -> None:
        """Leave once what was typed is kept; what is not is dropped the second time."""
        if self._typed == self._refused or self._is_settled():
            super().reject()
        else:
            self._refused = self._typed
            self._show_state()

    def _on_restore(self) -> None:
        self.says.setText("")
        self.pin.clear()
        if self._shown:
            self._show_chosen()
        else:
            self.clear_newcomer()

    def _show_state(self, *_what: object) -> None:
        typed = self._typed
        self.restore.setEnabled(typed != self._before)
        self.leave.setText(_LEAVE_WITHOUT if typed == self._refused else _LEAVE)

    @property
    def _typed(self) -> _Typed:
        role = str(self.role.currentData()) if self._shown else ""
        return self.name.text().strip(), role, self.office.text().strip(), self.pin.text()

    def _role(self) -> UserRole:
        return UserRole(str(self.role.currentData()))

    def _on_add(self) -> None:
        words = (self.name.text(), self._role(), self.office.text(), self.pin.text())
        self.add_requested.emit(NewUser(*words))

    def _on_keep(self) -> None:
        user = self.chosen
        if user is not None:
            told = (user.id, self.name.text(), self._role(), self.office.text())
            self.change_requested.emit(told)

    def _on_enter(self) -> None:
        """Add a newcomer, or keep what was changed of a user; with a PIN it might be either."""
        if not self._shown:
            self._on_add()
        elif not self.pin.text():
            self._on_keep()

    def _on_new_pin(self) -> None:
        user = self.chosen
        if user is not None:
            self.pin_requested.emit(user.id)

    def _on_active(self) -> None:
        user = self.chosen
        if user is not None and self._is_settled():
            self.active_requested.emit((user.id, not user.active))
